// All plan versions that are known, in a stable order (name, then first effective day).
//
// Two versions of one plan that overlap on a day are an error that names both places and the days
// (T4). Which version rules a credit or a window is asked here and nowhere else (T8).
#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "base/identity/id.h"
#include "model/plan/plan.h"

namespace attain {

class Rulebook {
public:
    Rulebook() = default;
    // Refuses (nothing, errors in `out`) overlapping versions of one plan.
    static std::optional<Rulebook> make(std::vector<Plan> plans, Diagnostics& out);
    const std::vector<Plan>& plans() const { return plans_; }
    const Plan& operator[](PlanIndex plan) const { return plans_[plan.value()]; }
    // The version of `name` in force on the day; none where there is none.
    PlanIndex on(std::string_view name, Date day) const;
    bool knows(std::string_view name) const;
    std::vector<std::string> names() const;

private:
    std::vector<Plan> plans_;
};

}  // namespace attain
