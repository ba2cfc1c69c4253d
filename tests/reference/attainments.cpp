// A measure against its goal, several of them together, and presence (M3, M5).
#include <algorithm>

#include "reference/sheet.h"

namespace attain::reference {

namespace {

void names_in(const Expr& expr, std::vector<std::string>& names) {
    if (const auto* name = std::get_if<NameRef>(&expr.kind)) names.push_back(name->name);
    if (const auto* unary = std::get_if<Unary>(&expr.kind)) names_in(*unary->operand, names);
    if (const auto* call = std::get_if<FunctionCall>(&expr.kind)) {
        for (const Expr& argument : call->arguments)
            names_in(argument, names);
    }
    if (const auto* binary = std::get_if<Binary>(&expr.kind)) {
        names_in(*binary->left, names);
        names_in(*binary->right, names);
    }
}

Rational stepped(const Rational& value, const std::optional<RoundingPoint>& round) {
    if (!round) return value;
    return Rational(round_to_whole(value / round->to, round->mode)) * round->to;
}

// A measure against its goal, whichever way is better; what a zero means the plan says (M3).
Attained against_goal(Sheet& sheet, const Moment& moment, AttainmentIndex index, TeamIndex team) {
    const Plan& plan = sheet.plan(moment.plan);
    const Attainment& attainment = plan.attainments[index];
    Attained found;
    const auto owner = owner_of(sheet, moment, plan.measures[attainment.of], team);
    if (!owner) return found;
    Moment asked = moment;
    asked.team = team;
    if (attainment.window) {
        asked.window = *sheet.calendar(plan).containing(*attainment.window, moment.upto - 1);
        asked.there = sheet.stints[moment.stint].days.intersect(asked.window.days);
    }
    const Measured& sum = measured(sheet, position_question(sheet, asked, attainment.of, *owner));
    found.measured = sum.value;
    const DayRange there = promised_with_carried(sheet, moment.stint, plan, asked.window);
    found.quota = goal(sheet, moment.plan, attainment, *owner, asked.window, there, moment.upto);
    if (!found.quota) return found;
    if (found.quota->is_zero()) {
        if (attainment.zero_goal) found.value = stepped(*attainment.zero_goal, attainment.round);
        return found;
    }
    if (found.quota->sign() < 0) return found;
    found.none = sum.none;
    if (sum.none) return found;
    Rational value = found.measured / *found.quota;
    if (attainment.direction == Direction::two_minus_share) value = 2 - value;
    if (attainment.direction == Direction::quota_over_measure) {
        if (found.measured.is_zero() && !attainment.zero_measure) return found;
        value = found.measured.is_zero() ? *attainment.zero_measure : Rational(1) / value;
    }
    found.value = stepped(value, attainment.round);
    return found;
}

}  // namespace

Attained attained(Sheet& sheet, const Moment& moment, AttainmentIndex index, TeamIndex team) {
    const Attainment& attainment = sheet.plan(moment.plan).attainments[index];
    if (attainment.parts.empty()) return against_goal(sheet, moment, index, team);
    Attained whole;
    std::vector<Rational> values;
    bool missing = false;
    for (const Attainment::Part& part : attainment.parts) {
        const Attained one = attained(sheet, moment, part.attainment, team);
        missing = missing || (!one.value && !one.none);
        whole.none = whole.none || one.none;
        if (one.value) values.push_back(*one.value);
    }
    if (missing) whole.none = false;
    if (missing || whole.none) return whole;
    Rational value = values.front() * attainment.parts.front().weight;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const Rational next = values[i] * attainment.parts[i].weight;
        if (attainment.combining == Combining::weighted) value += next;
        if (attainment.combining == Combining::least) value = least(value, next);
        if (attainment.combining == Combining::greatest) value = greatest(value, next);
    }
    whole.value = stepped(value, attainment.round);
    return whole;
}

bool reads_team(const Plan& plan, MeasureIndex index) {
    const Measure& measure = plan.measures[index];
    if (measure.credit == CreditScope::team) return true;
    std::vector<std::string> names;
    if (measure.formula) names_in(*measure.formula, names);
    for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
        const bool named =
            std::find(names.begin(), names.end(), plan.measures[i].name) != names.end();
        if (named && reads_team(plan, i)) return true;
    }
    return false;
}

bool attains_with_team(const Plan& plan, AttainmentIndex index) {
    const Attainment& attainment = plan.attainments[index];
    if (attainment.parts.empty()) return reads_team(plan, attainment.of);
    return std::any_of(attainment.parts.begin(), attainment.parts.end(),
                       [&](const auto& part) { return attains_with_team(plan, part.attainment); });
}

Rational presence_in_window(const Sheet& sheet, const Moment& moment, const Component* component) {
    const Plan& plan = sheet.plan(moment.plan);
    std::vector<Rational> weights;
    const auto* axis = component ? std::get_if<AttainmentAxis>(&component->axis) : nullptr;
    if (axis && !plan.attainments[axis->attainment].phased_from) {
        weights = plan.attainments[axis->attainment].phases;
    }
    const std::vector<Period> parts = parts_of(sheet, plan, moment.window);
    const auto count = static_cast<std::int64_t>(parts.size());
    if (weights.size() != parts.size()) weights.assign(parts.size(), Rational::of(1, count));
    Rational sum;
    for (std::size_t i = 0; i < parts.size(); ++i)
        sum += weights[i] * presence(plan.proration, moment.there, parts[i].days);
    return sum;
}

}  // namespace attain::reference
