// The path of a run, written down once, in order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/compute.h"
#include "record/book/book.h"

namespace attain::record {

// The world as known at entry `upto`; nothing after errors in `out`.
std::optional<World> read_world(const Book& book, std::uint32_t upto, Diagnostics& out);

// Finds the period of this name in the company's calendars: "2026-Q1" in the Gregorian one, "FY2026-P07"
// in a fiscal one. Nothing where no calendar knows it.
std::optional<Period> find_period(const World& world, const std::string& name);

// SHA-256 of the canonical text of facts and plans, and of results: hexadecimal (P6).
std::string fingerprint_of_inputs(const World& world);
std::string fingerprint_of_results(const World& world, const RunResult& run);

// One line of what verify() found different between a stored run and its recomputation.
struct Difference {
    std::string what;      // "ada, individual, 2026-Q1"
    std::string stored;
    std::string recomputed;
};
struct Verification {
    std::size_t components = 0;  // compared
    std::size_t slices = 0;
    std::vector<Difference> differences;
};
Verification verify(const World& world, const RunResult& stored, const StoredRun& info,
                    const ComputeOptions& options);

}  // namespace attain::record
