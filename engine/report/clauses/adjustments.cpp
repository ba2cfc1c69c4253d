// What bounds and changes a component's pay on its way: each is a clause only where it is written,
// since most plans have none of them.
#include <fmt/format.h>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report::clauses {

namespace {

std::string rounding_word(RoundingMode mode) {
    switch (mode) {
        case RoundingMode::half_even: return "a half to the even neighbour";
        case RoundingMode::half_up: return "a half away from zero";
        case RoundingMode::half_down: return "a half towards zero";
        case RoundingMode::up: return "away from zero";
        case RoundingMode::down: return "towards zero";
        case RoundingMode::ceiling: return "upwards";
        case RoundingMode::floor: return "downwards";
    }
    return "";
}

std::string tiers_words(const Plan& plan, const Axis& axis, const TierTable& table) {
    std::string words;
    for (const Tier& tier : table.tiers) {
        const std::string from =
            tier.lower ? fmt::format("{} {}", tier.lower->owned_by_upper ? "from" : "above",
                                     position_words(plan, axis, tier.lower->at))
                       : std::string("at first");
        words +=
            fmt::format("{}{} {}", words.empty() ? "" : ", ", share_words(plan, tier.value), from);
    }
    return words;
}

std::string points_words(const Plan& plan, const Axis& axis, const Curve& curve) {
    std::string words;
    for (const CurvePoint& point : curve.points) {
        words += fmt::format("{}{} at {}", words.empty() ? "" : ", ", factor_text(point.from),
                             position_words(plan, axis, point.at));
    }
    return words;
}

std::string modifier_words(const Plan& plan, const Modifier& modifier) {
    std::string words;
    if (const auto* stated = std::get_if<Quantity>(&modifier.factor)) {
        words = share_words(plan, *stated);
    } else if (const auto* table = std::get_if<TierTable>(&modifier.factor)) {
        words = tiers_words(plan, modifier.axis, *table);
    } else {
        words = points_words(plan, modifier.axis, std::get<Curve>(modifier.factor));
    }
    const std::string axis = axis_words(plan, modifier.axis);
    if (!axis.empty()) words += fmt::format(", by {}", axis);
    if (modifier.gate) {
        words += fmt::format(", if {}, else {}", condition_words(*modifier.gate->open_when, &plan),
                             factor_text(modifier.gate->otherwise));
    }
    return words;
}

std::string gate_words(const Gate& gate) {
    std::string words;
    if (gate.from_opening) words = "only what counts from its opening day on is paid";
    if (gate.stays_open) words += std::string(words.empty() ? "" : "; ") + "once open it stays so";
    return words;
}

bool has_step(const Component& component, PayStep step) {
    switch (step) {
        case PayStep::modifiers: return !component.modifiers.empty();
        case PayStep::weight: return component.weight != Rational(1);
        case PayStep::cap: return component.cap.has_value();
        case PayStep::floor: return component.floor.has_value();
        case PayStep::gate: return component.gate.has_value();
    }
    return false;
}

std::string_view step_words(PayStep step) {
    switch (step) {
        case PayStep::modifiers: return "the multipliers";
        case PayStep::weight: return "the weight";
        case PayStep::cap: return "the cap";
        case PayStep::floor: return "the floor";
        case PayStep::gate: return "the gate";
    }
    return "";
}

std::vector<PayStep> steps_of(const Component& component, const PayOrder& order) {
    std::vector<PayStep> steps;
    for (const PayStep step : order) {
        if (has_step(component, step)) steps.push_back(step);
    }
    return steps;
}

// Whether what the component has happens in another order than the usual one.
bool in_own_order(const Component& component) {
    return steps_of(component, component.order) != steps_of(component, usual_order_of(component));
}

std::string order_words(const Component& component) {
    std::string words;
    for (const PayStep step : steps_of(component, component.order))
        words += fmt::format("{}{}", words.empty() ? "first " : ", then ", step_words(step));
    return words;
}

}  // namespace

void add_adjustments(const Plan& plan, const Component& component, const Places& places,
                     PlanPart& part) {
    const auto say = [&](std::string aspect, std::string says, std::string_view key) {
        part.clauses.push_back({std::move(aspect), std::move(says), false,
                                places.of({"components", component.name, key})});
    };
    if (component.round_value) {
        say("values are rounded",
            fmt::format("to {}, {}", number_text(component.round_value->to),
                        rounding_word(component.round_value->mode)),
            "round_value");
    }
    if (component.attainment_cap) {
        say("looked up to at most", factor_text(*component.attainment_cap), "attainment_cap");
    }
    if (component.credit_cap) {
        say("credit counts up to", limit_words(plan, *component.credit_cap), "credit_cap");
    }
    if (component.threshold) {
        Limit least = *component.threshold;
        least.carried = false;
        say("earns only above",
            limit_words(plan, least) +
                (component.threshold->carried ? "; what is short of it is carried on" : ""),
            "threshold");
    }
    for (std::size_t i = 0; i < component.modifiers.size(); ++i) {
        say(fmt::format("multiplied ({})", i + 1), modifier_words(plan, component.modifiers[i]),
            "modifiers");
    }
    if (component.modifiers.size() > 1 && component.modifiers_combine == Combine::add) {
        say("multipliers", "what each is above or below 100% is added up", "modifiers_combine");
    }
    if (in_own_order(component)) say("order of steps", order_words(component), "order");
    const std::string gate = component.gate ? gate_words(*component.gate) : std::string();
    if (!gate.empty()) say("once the gate opens", gate, "when");
}

}  // namespace attain::report::clauses
