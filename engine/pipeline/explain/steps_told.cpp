// What becomes of base × table on its way to what is entitled (R6), each step told once, in the
// component's order.
//
//     modified   2,000 × 120% = 2,400        cut off by the cap   2,400 − 300 = 2,100
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/explain/teller.h"

namespace attain::explain_room {

// Modifiers and weight, as far as no limit comes before them.
Reason Teller::weighted(const WindowFigures& figures, Reason reason) const {
    const Component& rules = component_of(figures);
    const std::vector<PayStep> later = later_steps(rules);
    const auto early = [&](PayStep step) {
        return std::find(later.begin(), later.end(), step) == later.end();
    };
    const Rational gross = reason.value;
    if (early(PayStep::modifiers)) reason = modified(figures, std::move(reason));
    if (!early(PayStep::weight)) return reason;
    if (rules.weight == Rational(1) && rules.rounded_at != RoundedAt::line) return reason;
    const bool by_line =
        rules.rounded_at == RoundedAt::line && std::holds_alternative<MeasureBase>(rules.base);
    const std::string before = figure(early(PayStep::modifiers) ? gross * figures.factor : gross);
    std::vector<Reason> because;
    because.push_back(std::move(reason));
    if (rules.weight != Rational(1)) because.push_back(weight(rules));
    reason = step(by_line ? Step::rounded : Step::product, figures.window.name, figures.weighted,
                  figure(figures.weighted), std::move(because));
    reason.formula = before + " × " + percentage(rules.weight) +
                     (by_line ? ", each line rounded on its own" : "");
    return reason;
}

Reason Teller::weight(const Component& rules) const {
    return constant("weight", rules.weight, percentage(rules.weight), rules.where_written);
}

// Caps, floors, the gate, and what multiplies only after one of them, in the component's order.
Reason Teller::passed(const WindowFigures& figures, Reason reason) const {
    using What = WayStep::What;
    const Component& rules = component_of(figures);
    const bool shrunk = figures.pool && !run_.pools[figures.pool->pool].open;
    for (const WayStep& way : way_of(rules, figures, shrunk)) {
        if (way.what == What::gate) {
            reason = through_gate(figures, way, std::move(reason));
        } else if (way.what == What::modifiers) {
            reason = modified(figures, std::move(reason));
        } else if (way.changes()) {
            const Rational value = way.after(reason.value);
            const bool weighs = way.what == What::weight;
            std::vector<Reason> because;
            because.push_back(std::move(reason));
            because.push_back(weighs ? weight(rules) : limit_told(rules, way));
            const std::string what = because.back().what;
            reason = step(weighs ? Step::product : Step::sum, weighs ? "weighted" : what, value,
                          figure(value), std::move(because));
        }
    }
    return reason;
}

// What a cap or floor changes, on single deals, pay periods and windows (R7).
Reason Teller::limit_told(const Component& rules, const WayStep& way) const {
    using What = WayStep::What;
    const Span cap = rules.cap ? rules.cap->where : Span{};
    const Span floor = rules.floor ? rules.floor->where : Span{};
    const auto told = [&](const char* what, const Span& where) {
        return constant(what, way.plus, figure(way.plus), where);
    };
    switch (way.what) {
        case What::deals_cut: return told("cut off single deals by the cap", cap);
        case What::deals_added: return told("added to single deals by the floor", floor);
        case What::earned_before: return told("earned before this pay period", {});
        case What::excess_before: return told("carried from earlier caps", cap);
        case What::cap: return told("cut off by the cap", cap);
        case What::floor: return told("added by the floor", floor);
        case What::entitled_before: return told("entitled before this pay period", {});
        case What::modifiers:
        case What::weight:
        case What::gate: break;
    }
    return {};
}

Reason Teller::through_gate(const WindowFigures& figures, const WayStep& way, Reason reason) const {
    const Component& rules = component_of(figures);
    const Rational passed = figures.none ? Rational(0) : way.after(reason.value);
    std::vector<Reason> because;
    because.push_back(std::move(reason));
    if (way.changes()) {
        because.push_back(constant("otherwise", rules.gate->otherwise,
                                   percentage(rules.gate->otherwise), rules.gate->where));
    }
    for (const AttainmentFigure& judged : figures.gate->attainments) {
        because.push_back(attainment(plan_of(figures), judged));
    }
    Reason gate = step(Step::choice, figures.gate->open ? "gate open" : "gate closed", passed,
                       figure(passed), std::move(because));
    gate.rule = rules.gate->where;
    gate.formula = std::string(rules.gate->where.text());
    return gate;
}

// R6: the factors on what table and base came to, each with what it hangs on.
Reason Teller::modified(const WindowFigures& figures, Reason reason) const {
    if (figures.modifiers.empty()) return reason;
    const Component& rules = component_of(figures);
    const bool adds = rules.modifiers_combine == Combine::add;
    std::vector<Reason> factors;
    if (adds) factors.push_back(constant("without modifiers", 1, "100%", rules.where_written));
    for (std::size_t i = 0; i < figures.modifiers.size(); ++i) {
        const ModifierFigure& modifier = figures.modifiers[i];
        const Span where = i < rules.modifiers.size() ? rules.modifiers[i].where : Span{};
        const Rational part = adds ? modifier.factor - 1 : modifier.factor;
        Reason factor = constant("modifier", part, percentage(part), where);
        if (modifier.attainment) {
            factor.because.push_back(attainment(plan_of(figures), *modifier.attainment));
        }
        if (modifier.measure_result) factor.because.push_back(measure(*modifier.measure_result));
        factors.push_back(std::move(factor));
    }
    const Rational value = reason.value * figures.factor;
    const std::string formula =
        fmt::format("{} × {}", figure(reason.value), percentage(figures.factor));
    std::vector<Reason> because;
    because.push_back(std::move(reason));
    because.push_back(step(adds ? Step::sum : Step::product, "all modifiers", figures.factor,
                           percentage(figures.factor), std::move(factors)));
    Reason product = step(Step::product, "modified", value, figure(value), std::move(because));
    product.formula = formula;
    return product;
}

}  // namespace attain::explain_room
