// The path of a run, written down once, in order.
//
//     read_world(book, 4)  →  find_period(world, "2026-Q1")  →  compute(…)  →  book.save(…)
//
// and later, by anybody: load_run() gives the stored values back, verify() computes them again from
// the stored facts and says whether each cent, slice and fingerprint holds (P6).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/compute.h"
#include "record/book/book.h"
#include "record/canonical/fingerprint.h"

namespace attain::record {

// The world as known at entry `upto`; nothing after errors in `out`.
std::optional<World> read_world(const Book& book, std::uint32_t upto, Diagnostics& out);

// Finds the period of this name in the company's calendars: "2026-Q1" in the Gregorian one,
// "FY2026-P07" in a fiscal one; calendars that a plan uses are asked first. Nothing where no
// calendar knows it.
std::optional<Period> find_period(const World& world, const std::string& name);

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
Verification verify(const World& world, const RunResult& stored, const StoredRun& info,
                    const ComputeOptions& options);

// The comparison alone, of two runs of the same world.
Verification compare_runs(const World& world, const RunResult& stored, const RunResult& recomputed);

}  // namespace attain::record
