// The whole computation as one pure function: same facts, rules and period, same bytes (P2).
#pragma once

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain {

struct ComputeOptions {
    unsigned threads = 1;      // the result does not depend on it
    bool force_exact = false;  // only rationals, no fixed-point road: held equal by the laws (N1)
    // By place in Facts::takings: what nets although it came after its line's window, under plans
    // that take back by a clawback. So a window is recalculated without a deal (B4).
    const std::vector<bool>* netted_too = nullptr;
};

// The run of one period (of any grain and calendar that `period` names): every pay period of every
// plan that lies wholly inside it.
RunResult compute(const World& world, const Period& period, const ComputeOptions& options);

// Attainments for sight, not for pay: what `status` shows. For each participant and team with a goal
// in some plan: the window of each grain that holds `day`, credit to date, goal, what is left.
struct Standing {
    GoalOwner owner;
    PlanIndex plan;
    AttainmentIndex attainment = 0;
    Period window;
    Rational measured;
    std::optional<PartedFigure> quota;  // nothing: no goal for this window
    std::optional<Rational> value;      // attainment
};
std::vector<Standing> standings(const World& world, Date day);

}  // namespace attain
