// What a plan asks for, gathered from everywhere it can be written: axes, bases, gates, pools.
// A new kind of component, axis or value is added to the visits in uses.cpp, or it does not build.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "pipeline/preview/preview.h"

namespace attain::preview {

// An attainment in the window in which some component asks for it.
struct AskedAttainment {
    AttainmentIndex attainment = 0;
    Grain window = Grain::quarter;
    bool looked_up = false;  // by a table or curve; else by a gate or pool
    auto operator<=>(const AskedAttainment&) const = default;
};
// A measure that is read without a goal.
struct AskedMeasure {
    enum class For { axis, base, gate };
    MeasureIndex measure = 0;
    For asked_for = For::base;
    Grain window = Grain::quarter;
    auto operator<=>(const AskedMeasure&) const = default;
};
struct Uses {
    std::set<AskedAttainment> attainments;
    std::set<AskedMeasure> measures;
    bool target = false;  // some base, cap or floor is a part of the target incentive
};
Uses uses_of(const Plan& plan);

// Where something changes along an axis: a position, of an attainment or of a measure.
struct Boundary {
    std::optional<AttainmentIndex> attainment;
    MeasureIndex measure = 0;
    Rational at;
    bool in_gate = false;
    std::string column = {};  // of single deals, instead of a measure
};
std::vector<Boundary> boundaries_of(const Plan& plan);

// How a measure gets its value.
enum class Feed { amounts, lines, own_pay, pay_of_reports };
Feed feed_of(const Measure& measure);
// Whether it is counted in whole units.
bool in_units(const Measure& measure);

// What stands for a goal or level that nothing states: round figures, in the plan's own currency.
Rational assumed_amount(const Plan& plan);
Rational assumed_goal(const Plan& plan, MeasureIndex measure);

// The finest span in which the attainment is asked for; the pay period where nothing asks.
Grain finest_window(const Plan& plan, AttainmentIndex attainment);
// The span that holds at least one of every window of the plan.
Grain longest_window(const Plan& plan);

}  // namespace attain::preview
