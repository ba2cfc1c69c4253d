// How one line of a statement reads, the same in text and HTML. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/statement/statement.h"

namespace attain::report {

// How the credit came out of the deal: "120,000.00 EUR × 1.0842 × 60%".
std::string from_deal(const StatementLine& line);
// How the amount beside it came out of the credit, with what it exactly comes to: "60,000.00 × 7% ×
// 75% = 3,150.00", "33.35 × 7% = 2.3345"; of a share the credit alone.
std::string how_paid(const StatementLine& line);
// Of a line that was given a unit (N3), its exact amount: "2.3345 + unit".
std::string unit_words(const StatementLine& line);
// The credit of all lines together.
std::string credit_of_lines(const StatementComponent& component);
// "572,000.00 of 500,000.00 USD = 114.4%".
std::string goal_sum(const StatementGoal& goal);
// How a goal came about: "400,000 × 44/90 ≈195,555.56", "600,000 (2026-01) + …"; empty where it is
// just a figure.
std::string goal_parts(const StatementGoal& goal);
// "150% pays 200% of target; 165,023.64 USD more credit reaches it, and 22,500.00 USD is then due:
// 7,426.06 more".
std::string next_step(const StatementTier& tier, const StatementComponent& component);
// "18,823.94 USD, 200.00 EUR"; "nothing due".
std::string sum_words(const std::vector<Cash>& sums);
// "+2,176.06", "-500.00", "no change".
std::string difference_words(const Cash& before, const Cash& now);
// When it is paid, and how and until when a line can be disputed: name and sentence.
std::vector<std::pair<std::string, std::string>> terms_words(const StatementTerms& terms);
// "Account Manager, North, manager Mia (2026-01-01 to 2026-02-14)"; the days where they are not the
// whole period.
std::string place_words(const StatementPlace& place, const Period& period);
// "116.99%, ≈106.38% (North)": those of the component that have a value.
std::string attainments_of(const StatementComponent& component);
// "Plan account-executive, effective 2026-01-01 to 2026-12-31; on this plan …".
std::string plan_words(const StatementPlan& plan);
// "crm X-9002, Zaragoza Tiles, 2026-02-11, 27,600.00 USD".
std::string matter_words(const StatementMatter& matter);
// Of inputs, results and each plan: name and fingerprint.
std::vector<std::pair<std::string, std::string>> fingerprints_of(const Statement& statement);
// What the marks of figures mean.
inline constexpr std::string_view said_of_marks =
    "≈ marks a figure cut for reading, → a rounding point, “+ unit” an exact amount that received "
    "a "
    "unit which rounding had left over; pay is computed from exact figures. Lines add up to their "
    "component to the cent.";
// The days of the pay period on which the person was on the plan; the whole assignment where a
// window outlives it.
DayRange days_on_plan(const StatementPlan& plan);
// "run 3 (draft), read to entry 9".
std::string run_words(const StatementRun& run);

}  // namespace attain::report
