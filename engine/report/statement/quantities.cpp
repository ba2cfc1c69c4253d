#include <fmt/format.h>

#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

Worth worth_of(const Plan& plan, const Component& component) {
    if (std::holds_alternative<TargetBase>(component.base)) return Worth::share_of_target;
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
        return plan.measures[base->measure].is_money() ? Worth::share_of_money : Worth::amount_each;
    }
    return Worth::amount;
}

std::string worth_text(Worth worth, const Rational& value, const Plan& plan) {
    const std::string currency = plan.currency.code();
    switch (worth) {
        case Worth::share_of_target: return fmt::format("{} of target", rate_text(value));
        case Worth::share_of_money: return rate_text(value);
        case Worth::amount_each: return fmt::format("{} each", amount_with_unit(value, currency));
        case Worth::amount: return amount_with_unit(value, currency);
    }
    return "";
}

std::string worth_factor(Worth worth, const Rational& value, const Plan& plan) {
    switch (worth) {
        case Worth::share_of_target:
        case Worth::share_of_money: return factor_text(value);
        case Worth::amount_each:
        case Worth::amount: return amount_text(value, plan.currency.code());
    }
    return "";
}

std::optional<Rational> quantity_on(const Desk& desk, const Quantity& quantity, Date day) {
    if (const auto* value = std::get_if<Rational>(&quantity.value)) return *value;
    const auto* column = std::get_if<std::string>(&quantity.value);
    if (column == nullptr) return std::nullopt;  // chosen deal by deal: no one number
    const Stretch* stretch = desk.facts().roster.on(desk.who, day);
    if (stretch == nullptr) return std::nullopt;
    const auto found = stretch->numbers.find(*column);
    if (found == stretch->numbers.end()) return std::nullopt;
    return found->second;
}

std::optional<MeasureIndex> measure_of_deals(const Plan& plan, const Component& component) {
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) return base->measure;
    if (const auto* attained = std::get_if<AttainmentAxis>(&component.axis)) {
        const Attainment& attainment = plan.attainments[attained->attainment];
        if (attainment.combined()) return std::nullopt;
        return attainment.of;
    }
    if (const auto* measured = std::get_if<MeasureAxis>(&component.axis)) return measured->measure;
    return std::nullopt;
}

Rational edge_scale(const Desk& desk, const WindowFigures& window) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const auto* axis = std::get_if<MeasureAxis>(&component.axis);
    const bool shrinks = plan.prorates.tiers && component.per == Per::window && axis != nullptr &&
                         plan.measures[axis->measure].is_money();
    return shrinks && window.presence.sign() > 0 ? window.presence : Rational(1);
}

std::string AxisWords::at(const Rational& position) const {
    return percent ? percent_text(position) : amount_text(position, currency);
}

AxisWords words_of(const Plan& plan, const Axis& axis) {
    if (std::holds_alternative<AttainmentAxis>(axis)) return {true, ""};
    if (const auto* measured = std::get_if<MeasureAxis>(&axis)) {
        return {false, unit_of(plan, measured->measure)};
    }
    return {};
}

std::string unit_of(const Plan& plan, MeasureIndex measure) {
    return plan.measures[measure].is_money() ? plan.currency.code() : std::string();
}

}  // namespace attain::report
