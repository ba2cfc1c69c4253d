// The rules of one plan that a case can reach, in the order in which the plan writes them.
#pragma once

#include <cstdint>
#include <vector>

#include "model/plan/plan.h"
#include "pipeline/cases/coverage.h"

namespace attain::cases {

enum class RuleKind {
    tier,         // of a table, or a milestone; `place` counts from 0
    outside,      // of a table that pays nothing beyond an end; no milestone is reached
    stretch,      // of a curve; 0 lies below the first point
    chosen,       // a row of a value's choice; `place` as choice_place() has it
    tier_open,    // a tier's own gate
    tier_closed,  // … pays the tier's `otherwise`
    cap,          // it takes something off
    carried,      // what it took off is paid below a later one
    floor,        // it puts something on
    attainment_cap,
    credit_cap,
    threshold,  // some credit earns nothing
    shortfall,  // a threshold is raised by what was short before
    modifier_open,
    modifier_closed,   // its factor is its `otherwise`
    modifier_tier,     // of a modifier's own table; `place` as part_place() has it
    modifier_stretch,  // of its own curve
    gate_open,         // it pays in full
    gate_closed,       // it pays its `otherwise`
    gate_kept,         // it was open before and stays so
    gate_released,     // only what counts from its opening day on is released
    pool_pays,         // somebody has a share of it
    prize,             // of a ranking; `place` counts from 0
    plan_cap,
    plan_floor,
    taken,  // a measure's condition takes a line …
    left,   // … and leaves one
};

// A place within one of several tiers or modifiers.
constexpr std::uint32_t part_place(std::size_t part, std::size_t place) {
    return static_cast<std::uint32_t>(part << 16U | place);
}

// The numbers of a component's value that columns may choose, in the order of its tiers or
// milestones; null where one is no choice.
std::vector<const Choice*> choices_of(const Value& value);

struct KeyedRule {
    RuleKey key;
    Rule rule;
};

std::vector<KeyedRule> rules_of(const Plan& plan);

}  // namespace attain::cases
