// The rules of one plan that a case can reach, in the order in which the plan writes them.
#pragma once

#include <cstdint>
#include <vector>

#include "model/plan/plan.h"
#include "pipeline/cases/coverage.h"

namespace attain::cases {

enum class RuleKind {
    tier,         // of a table; `place` counts from 0
    outside,      // of a table that pays nothing beyond an end
    stretch,      // of a curve; 0 lies below the first point
    cap,          // it takes something off
    floor,        // it puts something on
    gate_open,    // it pays in full
    gate_closed,  // it pays its `otherwise`
    pool_pays,    // somebody has a share of it
    plan_cap,
    plan_floor,
    taken,  // a measure's condition takes a line …
    left,   // … and leaves one
};

struct KeyedRule {
    RuleKey key;
    Rule rule;
};

std::vector<KeyedRule> rules_of(const Plan& plan);

}  // namespace attain::cases
