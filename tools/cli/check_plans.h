// Many plans, checked one after the other and let go again: what is kept of each is its name, its
// days, its terms and what may only be judged when all are known. A thousand plans take little more
// memory than their texts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/lint.h"
#include "model/load/ground.h"
#include "pipeline/lint/lint.h"

namespace attain::cli {

struct CheckedPlans {
    Diagnostics problems;                      // mistakes, and lints as warnings
    std::vector<Plan> outlines;                // for the rulebook
    std::map<std::string, LintLevels> levels;  // by the plan's file: what it sets for itself
    std::vector<Plan> waiting;                 // whole plans that are to be held against the facts
    std::vector<GoalAsked> goals;              // of all plans
};

// On the ground of their company; or alone, where `ground` is null, with what `around` says.
// `others` are not checked, but may be referred to. Two threads share the work; what they say does
// not depend on who took which plan.
CheckedPlans check_plans(const std::vector<SourcePtr>& plans, const std::vector<SourcePtr>& others,
                         const load::Ground* ground, const plan::Surroundings& around);

// What could be judged only now, when the ground is settled: the waiting plans and the goals.
void lint_settled(const CheckedPlans& plans, const Facts& facts, Diagnostics& out);

}  // namespace attain::cli
