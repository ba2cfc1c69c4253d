// Which tiers and stretches nobody can get to, or from which nothing follows: below what a gate
// asks, beyond what a cap lets through, fewer deals than none.
//
//     cap: 20000, {up_to: 500000, rate: 5%}, {above: 500000, rate: 8%}
//       500,000 × 5% = 25,000 is above the cap already: the second tier changes no pay
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/plan/plan.h"

namespace attain::lint {

struct Unreached {
    Span where;
    std::string why;
    Span because;
    std::string note;
};
std::vector<Unreached> unreached_of(const Plan& plan, const Component& component);

// The number that is written in the plan; nothing where people.csv has it.
std::optional<Rational> number_of(const Quantity& quantity);

}  // namespace attain::lint
