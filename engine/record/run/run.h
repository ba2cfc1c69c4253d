// The path of a run, written down once, in order.
//
//     read_world(book, 4)  →  find_period(world, "2026-Q1")  →  make_run(…)  →  book.save(…)
//
// and later, by anybody: load_run() gives the stored values back, verify() computes them again from
// the stored facts and says whether each cent, slice and fingerprint holds (P6).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/compute.h"
#include "pipeline/settlement/settle.h"
#include "record/book/book.h"
#include "record/canonical/fingerprint.h"

namespace attain::record {

// The world as known at entry `upto`; nothing after errors in `out`.
std::optional<World> read_world(const Book& book, std::uint32_t upto, Diagnostics& out);

// Finds the period of this name in the company's calendars: "2026-Q1" in the Gregorian one,
// "FY2026-P07" in a fiscal one; calendars that a plan uses are asked first. Nothing where no
// calendar knows it.
std::optional<Period> find_period(const World& world, const std::string& name);

// The run of one period as the book stands at the world's entry: with what closed periods left
// behind, restated and told by cause, and with everything that is paid of it settled (P3, R6).
struct MadeRun {
    settlement::History history;
    RunResult run;
};
MadeRun make_run(const Book& book, const World& world, const Period& period,
                 const ComputeOptions& options);

// X4: the differences of restatements told by cause: the facts that came since the last closed run
// read the book, one kind after another in the order of Why, each with what it alone changes.
void tell_causes(const Book& book, const World& now, const settlement::History& history,
                 const ComputeOptions& options, std::vector<Restatement>& restatements);

// A stored run with the world that it read.
struct ReadRun {
    const StoredRun& stored;
    const World& world;
    const RunResult& run;
};
// X4: what two runs of one period pay differently, by cause.
std::vector<Restatement> compare_by_cause(const Book& book, const ReadRun& before,
                                          const ReadRun& after);

// One line of what verify() found different between a stored run and its recomputation.
struct Difference {
    std::string what;  // "ada, individual, 2026-Q1: due"
    std::string stored;
    std::string recomputed;
};
struct Verification {
    std::size_t components = 0;  // compared
    std::size_t slices = 0;
    std::vector<Difference> differences;
};
// `world` is what the run read (its `read_to`).
Verification verify(const Book& book, const World& world, const RunResult& stored,
                    const StoredRun& info, const ComputeOptions& options);

// The comparison alone, of two runs of the same world.
Verification compare_runs(const World& world, const RunResult& stored, const RunResult& recomputed);

}  // namespace attain::record
