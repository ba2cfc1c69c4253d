// What may stand in a plan and is seldom meant (base/diagnostic/lint.h): found by looking at the
// plan alone, or at the plan beside the company's facts. Each is a warning with its remedy.
//
//     - {above: 100%, rate: 4%}     rate-falls: more sales are paid at a lower rate than 6% before
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"

namespace attain {

// The plan alone: tier-never-reached, rate-falls, pay-cliff, cap-below-draw.
void lint_plan(const Plan& plan, Diagnostics& out);

// Beside the lines of the ledger: condition-matches-nothing, but for conditions on roles. What
// facts are missing altogether is not held against a plan: without a line, no condition is blamed.
void lint_lines(const Plan& plan, const Facts& facts, Diagnostics& out);

// Beside all facts: conditions on roles, and cap-below-floor. Few plans have something to be held
// against them; the others need not be kept until the facts are there.
bool waits_for_facts(const Plan& plan);
void lint_among_facts(const Plan& plan, const Facts& facts, Diagnostics& out);

// goal-nobody-has.
struct GoalAsked {
    std::string goal;
    std::string attainment;
    Span where;
};
std::vector<GoalAsked> goals_asked(const Plan& plan);
void lint_goals(const std::vector<GoalAsked>& asked, const Facts& facts, Diagnostics& out);

// Plans that somebody is on at once, and what they claim of the same deals: credit-claimed-twice.
std::set<std::string> plans_held_together(const Facts& facts);
void lint_claims(const Facts& facts, const std::vector<const Plan*>& plans, Diagnostics& out);

// All of these, for every plan.
void lint_world(const World& world, Diagnostics& out);

}  // namespace attain
