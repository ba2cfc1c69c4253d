#include "pipeline/result/way.h"

#include <algorithm>

namespace attain {

namespace {

bool has(const Component& rules, PayStep step) {
    switch (step) {
        case PayStep::cap: return rules.cap.has_value();
        case PayStep::floor: return rules.floor.has_value();
        case PayStep::gate: return rules.gate.has_value();
        case PayStep::modifiers:
        case PayStep::weight: break;
    }
    return false;
}

// Where the first limit or gate stands that the component has.
PayOrder::const_iterator first_limit(const Component& rules) {
    return std::find_if(rules.order.begin(), rules.order.end(),
                        [&](PayStep step) { return has(rules, step); });
}

bool is_early(const Component& rules, PayStep step) {
    const auto limit = first_limit(rules);
    return std::find(rules.order.begin(), limit, step) != limit;
}

}  // namespace

Rational early_factor(const Component& rules, const WindowFigures& figures) {
    Rational factor = 1;
    if (is_early(rules, PayStep::modifiers)) factor *= figures.factor;
    if (is_early(rules, PayStep::weight)) factor *= rules.weight;
    return factor;
}

std::vector<PayStep> later_steps(const Component& rules) {
    return {first_limit(rules), rules.order.end()};
}

bool limits_window(const Component& rules, PayStep step) {
    const bool cap = step == PayStep::cap;
    if (!cap && step != PayStep::floor) return false;
    const std::optional<Limit>& limit = cap ? rules.cap : rules.floor;
    return limit && limit->per != Limit::Per::deal;
}

std::vector<WayStep> way_of(const Component& rules, const WindowFigures& figures, bool shrunk) {
    using What = WayStep::What;
    std::vector<WayStep> way;
    const std::vector<PayStep> steps = later_steps(rules);
    auto limits_left = std::count_if(steps.begin(), steps.end(),
                                     [&](PayStep step) { return limits_window(rules, step); });
    bool limited = false;
    for (const PayStep step : steps) {
        const bool limits = limits_window(rules, step);
        if (figures.none && step != PayStep::gate) continue;  // no limit lifts or carries nothing
        if (limits && !limited && figures.increment) {
            way.push_back({What::earned_before, 1, -figures.increment->weighted_before});
        }
        limited = limited || limits;
        switch (step) {
            case PayStep::modifiers: way.push_back({What::modifiers, figures.factor, 0}); break;
            case PayStep::weight: way.push_back({What::weight, rules.weight, 0}); break;
            case PayStep::cap:
                way.push_back({What::deals_cut, 1, -figures.deals_cut});
                way.push_back({What::excess_before, 1, figures.excess_before});
                way.push_back({What::cap, 1, -figures.cap_cut});
                break;
            case PayStep::floor:
                way.push_back({What::deals_added, 1, figures.deals_added});
                way.push_back({What::floor, 1, figures.floor_added});
                break;
            case PayStep::gate:
                if (!figures.gate) break;
                way.push_back({What::gate,
                               figures.gate->open || shrunk ? Rational(1) : rules.gate->otherwise,
                               0});
                break;
        }
        if (limits && --limits_left == 0 && figures.increment) {
            way.push_back({What::entitled_before, 1, figures.increment->exact_before});
        }
    }
    return way;
}

}  // namespace attain
