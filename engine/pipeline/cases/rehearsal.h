// A set of cases run against the engine: each world computed, held against what its case expects,
// and counted into what the set has reached of the plans.
//
//     Rehearsal rehearsal;
//     for (const Case& one : cases) outcomes.push_back(rehearsal.run(one));
//     rehearsal.coverage().take()
//
// Cases that start from the same files and period share one computation.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/cases/cases.h"
#include "pipeline/cases/comparison.h"
#include "pipeline/cases/coverage.h"

namespace attain::cases {

struct CaseOutcome {
    std::vector<Mismatch> mismatches;
    Diagnostics problems;  // of the case's own files: then nothing was computed
    bool passed() const { return mismatches.empty() && !problems.has_errors(); }
};

class Rehearsal {
public:
    explicit Rehearsal(ComputeOptions options) : options_(options) {}
    CaseOutcome run(const Case& one);
    Coverage& coverage() { return coverage_; }

private:
    struct Computed {
        Files files;
        std::string period;
        World world;
        RunResult run;
    };
    bool is_computed(const Case& one) const;

    ComputeOptions options_;
    WorldMaker worlds_;
    std::optional<Computed> last_;  // the case before: neighbours often share their world
    Coverage coverage_;
};

// The period of this name in one of the world's calendars; nothing after an error in `out`.
std::optional<Period> period_named(const World& world, const std::string& name, const Span& where,
                                   Diagnostics& out);

}  // namespace attain::cases
