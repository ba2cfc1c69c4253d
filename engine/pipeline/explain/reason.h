// Why an amount is what it is (X1): a tree whose leaves are facts and constants of the plan.
//
//     20,760.00  paid to ada for 2026-Q1
//     ├─ 18,750.00  individual: 60,000 / 4 × 75% × 166.67%         plan.yaml:14
//     │  ├─ 114.4%  own_goal: 572,000 of 500,000                    plan.yaml:10
//     …
//
// Each step can be redone by hand: `value` follows from the values of `because` by `formula`.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/source.h"
#include "pipeline/compute.h"

namespace attain {

// How the value follows from its children, so that a checker can redo it.
enum class Step {
    sum,       // value = sum of the children
    product,   // value = product of the children
    ratio,     // value = first child / second child
    rounded,   // value = the child, rounded (the formula names mode and unit)
    less,      // value = first child − the others
    computed,  // value = the formula of `rule` over the children, each by its name
    lookup,    // value = what the table or curve of `rule` answers for the first child
    choice,    // value = the child that the rule picked (gates: child or its `otherwise`)
    fact,      // a leaf: a row, quota, target, rate
    constant,  // a leaf: written in the plan
};

struct Reason {
    Step step = Step::fact;
    std::string what;     // "individual", "own_goal: 572,000 of 500,000"
    Rational value;       // exact
    std::string shown;    // "18,750.00", "114.4%"
    std::string formula;  // in figures: "60,000 / 4 × 75%"; may be empty
    Span rule;            // the plan's line, where one is the cause
    std::string fact;     // "ledger.csv line 88, entry 4": where a fact stands
    std::vector<Reason> because;
};

// The tree for what `who` is paid, or for one component of it. Deal lines of a component that is
// not a sum of lines are shown as shares by credit, and say so.
Reason explain(const World& world, const RunResult& run, ParticipantIndex who,
               const std::string& component);

}  // namespace attain
