// What two plans say differently, and what that would have paid.
//
//     Individual attainment, at 150%
//       before  200% of the target incentive   plans/harbour/account-executive.yaml:25:73
//       after   210% of the target incentive   new.yaml:25:73
//
//     participant     before      after  difference
//     ada          18,823.94  18,899.12      +75.18
//
// Words are compared, not lines: a comment, another order of keys or a default that is written out
// change nothing. The amounts are those of two full runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain {

struct PlanChange {
    enum class Kind { added, removed, changed };
    Kind kind = Kind::changed;
    std::string part;    // "component individual"; "terms"
    std::string title;   // "Individual attainment"
    std::string aspect;  // "at 150%"; empty: the part as a whole
    std::string before;
    std::string after;
    Span where_before;
    Span where_after;
};

struct PayChange {
    PayChange(std::string id, std::string called, Currency in)
        : participant(std::move(id)),
          name(std::move(called)),
          before(Cash::zero(in)),
          after(before),
          difference(before) {}
    std::string participant;
    std::string name;
    Cash before;
    Cash after;
    Cash difference;
    std::vector<std::string> components;  // whose pay differs
};

struct PlanDifference {
    std::string old_plan, new_plan;  // names
    std::string old_file, new_file;
    std::string old_fingerprint, new_fingerprint;
    std::vector<PlanChange> changes;
    std::optional<Period> period;   // nothing: words only
    std::vector<PayChange> people;  // those whose pay differs, by id, then currency
    std::vector<PayChange> totals;  // of everybody, by currency
    std::size_t unchanged = 0;      // payouts that are the same
    bool any() const { return !changes.empty() || !people.empty(); }
};

namespace report {

PlanDifference compare_plans(const Plan& before, const Plan& after);
// Adds who is paid differently: `before` and `after` are whole runs of one period.
void compare_pay(PlanDifference& difference, const World& world_before, const RunResult& before,
                 const World& world_after, const RunResult& after);

std::string difference_text(const PlanDifference& difference, Colour colour);
std::string difference_json(const PlanDifference& difference);  // schemas/plan-diff.schema.json

}  // namespace report
}  // namespace attain
