// What a component reads besides its base and axis: the attainments and measures that its gates,
// modifiers, limits and derived rates name.
#pragma once

#include <vector>

#include "model/plan/plan.h"

namespace attain {

struct Named {
    std::vector<AttainmentIndex> attainments;
    std::vector<MeasureIndex> measures;
};

// In the order in which they are named, each once.
Named named_in(const Plan& plan, const Condition& condition);
Named named_by(const Plan& plan, const Component& component);

}  // namespace attain
