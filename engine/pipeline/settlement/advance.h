// What a draw or guarantee promises for one pay period (B3): its amount for each of its spans that
// the pay period holds, ramped and prorated. Private to the room.
//
//     draw 2,000 per month, paid quarterly, until 2026-02-28   →   4,000 for 2026-Q1
#pragma once

#include "pipeline/assignment/assignment.h"
#include "pipeline/promise/promise.h"

namespace attain::settlement {

// One plan of one person in the pay period at hand.
struct OnPlan {
    const World& world;
    const promise::Promises& promises;
    const assignment::Assignment& assigned;
    const Plan& plan;
    Period pay_period;
};

Cash advance_of(const OnPlan& on, const Advance& advance);
// An amount of the plan or of the person, or a multiple of the target of a span; zero where the
// person has none of it there.
Rational amount_of(const OnPlan& on, const BalanceAmount& amount, const Period& span);

}  // namespace attain::settlement
