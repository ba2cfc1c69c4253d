// The parts of the plan language's table (load_plan.h) that stand in files of their own.
#pragma once

#include <vector>

#include "intake/schema/shape.h"

namespace attain::plan {

inline std::vector<intake::Field> with(std::vector<intake::Field> first,
                                       const std::vector<intake::Field>& rest) {
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

inline intake::ShapePtr grain() {
    return intake::choice({"week", "month", "quarter", "half", "year"});
}

intake::ShapePtr rounding_mode_word();
intake::ShapePtr conversion();
intake::ShapePtr computed_column();
intake::ShapePtr measure();
intake::ShapePtr attainment();

}  // namespace attain::plan
