// How one line of a statement reads, the same in text and HTML. Internal to this room.
#pragma once

#include <string>

#include "report/statement/statement.h"

namespace attain::report {

// How the credit came out of the deal: "120,000.00 EUR × 1.0842 × 60%".
std::string from_deal(const StatementLine& line);
// How the amount beside it came out of the credit: "60,000.00 × 7% × 75%"; where rounding made the
// amount, also the exact one: "33.35 × 7% = 2.3345".
std::string how_paid(const StatementLine& line);
// The credit of all lines together.
std::string credit_of_lines(const StatementComponent& component);
// "572,000.00 of 500,000.00 USD = 114.4%".
std::string goal_sum(const StatementGoal& goal);
// How a goal came about: "400,000 × 44/90 ≈195,555.56", "600,000 (2026-01) + …"; empty where it is
// just a figure.
std::string goal_parts(const StatementGoal& goal);
// "150%: pays 200% of target; 165,023.63 USD more credit reaches it".
std::string next_step(const StatementTier& tier);
// The days of the pay period on which the person was on the plan; the whole assignment where a
// window outlives it.
DayRange days_on_plan(const StatementPlan& plan);
// "run 3 (draft), read to entry 9".
std::string run_words(const StatementRun& run);

}  // namespace attain::report
