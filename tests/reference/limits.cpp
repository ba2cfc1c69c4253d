// What changes pay on its way (R6, R7, R12): thresholds and caps on credit, modifiers, caps and
// floors on deals, pay periods and windows, and what is carried from one to the next.
#include "reference/limits.h"
#include "reference/walk.h"

namespace attain::reference {

namespace {

std::optional<Rational> factor_of(Sheet& sheet, const Moment& moment, const Modifier& modifier,
                                  bool& none) {
    if (modifier.gate) {
        const auto open = judged(sheet, moment, modifier.gate->open_when);
        if (!open) return std::nullopt;
        if (!*open) return modifier.gate->otherwise;
    }
    const Date day = moment.to_date().last();
    if (const auto* stated = std::get_if<Quantity>(&modifier.factor)) {
        return quantity(sheet, moment, *stated, day);
    }
    const Plan& plan = sheet.plan(moment.plan);
    const TeamIndex team = team_on(sheet.roster(), sheet.stints[moment.stint].who, day);
    Rational at;
    if (const auto* axis = std::get_if<AttainmentAxis>(&modifier.axis)) {
        const Attained found = attained(sheet, moment, axis->attainment, team);
        if (!found.value && !found.none) return std::nullopt;
        none = none || found.none;
        if (found.none) return Rational(1);
        at = *found.value;
    } else {
        const MeasureIndex by = std::get<MeasureAxis>(modifier.axis).measure;
        const auto owner = owner_of(sheet, moment, plan.measures[by], team);
        if (!owner) return std::nullopt;
        const Measured& found = measured(sheet, position_question(sheet, moment, by, *owner));
        none = none || found.none;
        if (found.none) return Rational(1);
        at = found.value;
    }
    if (const auto* curve = std::get_if<Curve>(&modifier.factor)) {
        return gated_curve_at(sheet, moment, *curve, at);
    }
    const TierTable& table = std::get<TierTable>(modifier.factor);
    const auto tier = tier_at(table, at);
    if (!tier) return Rational();
    const auto worth = tier_quantity(sheet, moment, table.tiers[*tier]);
    if (!worth) return std::nullopt;
    return quantity(sheet, moment, *worth, day);
}

bool per_deal(const std::optional<Limit>& limit) {
    return limit && limit->per == Limit::Per::deal;
}
bool per_period(const std::optional<Limit>& limit) {
    return limit && limit->per == Limit::Per::pay_period;
}

// Credit of the base to date, by which a threshold is short.
std::optional<Rational> base_credit(Sheet& sheet, const Moment& moment,
                                    const Component& component) {
    const MeasureIndex base = std::get<MeasureBase>(component.base).measure;
    const TeamIndex team =
        team_on(sheet.roster(), sheet.stints[moment.stint].who, moment.to_date().last());
    const auto owner = owner_of(sheet, moment, sheet.plan(moment.plan).measures[base], team);
    if (!owner) return std::nullopt;
    return measured(sheet, question(sheet, moment, base, *owner)).value;
}

std::optional<Rational> threshold_of(Sheet& sheet, const Moment& moment,
                                     const Component& component) {
    auto amount = limit_of(sheet, moment, *component.threshold);
    if (!amount || !component.threshold->carried) return amount;
    if (const auto before = left_before(sheet, moment, component.name, false)) {
        *amount += before->shortfall;
    }
    return amount;
}

}  // namespace

Rational rounded_value(const Moment& moment, const Rational& value) {
    if (moment.ruling == nullptr || !moment.ruling->round_value) return value;
    const ValueRounding& rule = *moment.ruling->round_value;
    return Rational(round_to_whole(value / rule.to, rule.mode)) * rule.to;
}

std::optional<Rational> limit_of(Sheet& sheet, const Moment& moment, const Limit& limit) {
    const Date day = moment.to_date().last();
    const auto times = quantity(sheet, moment, limit.quantity, day);
    if (!times) return std::nullopt;
    const Plan& plan = sheet.plan(moment.plan);
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    std::optional<Rational> whole = Rational(1);
    const TeamIndex team = team_on(sheet.roster(), who, day);
    if (limit.of_target) {
        const auto* axis =
            moment.ruling == nullptr ? nullptr : std::get_if<AttainmentAxis>(&moment.ruling->axis);
        const bool phases = axis != nullptr &&
                            plan.attainments[axis->attainment].basis == QuotaBasis::phases_to_date;
        whole = target(sheet, plan, who, moment.window, moment.there,
                       phases ? moment.upto : moment.window.days.past_the_end);
    } else if (limit.of_goal) {
        const Attained goal = attained(sheet, moment, *limit.of_goal, team);
        if (!goal.value && !goal.none) return std::nullopt;
        whole = goal.quota;
    } else if (limit.of_measure) {
        const auto owner = owner_of(sheet, moment, plan.measures[*limit.of_measure], team);
        if (!owner) return std::nullopt;
        const Measured& found =
            measured(sheet, position_question(sheet, moment, *limit.of_measure, *owner));
        if (found.none) return std::nullopt;
        whole = found.value;
    }
    if (!whole) return std::nullopt;
    return *times * *whole;
}

std::optional<Earning> earning(Sheet& sheet, const Moment& moment, const Component& component) {
    Earning earns;
    earns.bounded = component.threshold || component.credit_cap;
    if (component.threshold) {
        const auto from = threshold_of(sheet, moment, component);
        if (!from) return std::nullopt;
        earns.from = *from;
    }
    if (component.credit_cap) {
        const auto upto = limit_of(sheet, moment, *component.credit_cap);
        if (!upto) return std::nullopt;
        earns.upto = *upto;
    }
    return earns;
}

std::optional<Rational> modified(Sheet& sheet, const Moment& moment, const Component& component,
                                 bool& none) {
    Rational product = 1;
    Rational sum = 1;
    for (const Modifier& modifier : component.modifiers) {
        const auto factor = factor_of(sheet, moment, modifier, none);
        if (!factor) return std::nullopt;
        product *= *factor;
        sum += *factor - 1;
    }
    return component.modifiers_combine == Combine::add ? sum : product;
}

std::vector<PayStep> steps_of_deals(const Component& component) {
    const auto has = [&](PayStep step) {
        return (step == PayStep::cap && component.cap) ||
               (step == PayStep::floor && component.floor) ||
               (step == PayStep::gate && component.gate);
    };
    const auto of_deals = [&](PayStep step) {
        return (step == PayStep::cap && per_deal(component.cap)) ||
               (step == PayStep::floor && per_deal(component.floor));
    };
    std::vector<PayStep> steps;
    for (const PayStep step : component.order) {
        if (has(step) && !of_deals(step)) break;
        steps.push_back(step);
    }
    // Up to the last limit of deals, where there is one; what multiplies later multiplies the sum.
    while (per_deal(component.cap) || per_deal(component.floor)) {
        if (of_deals(steps.back())) break;
        steps.pop_back();
    }
    return steps;
}

std::vector<PayStep> steps_of_window(const Component& component) {
    const auto done = static_cast<std::ptrdiff_t>(steps_of_deals(component).size());
    return {component.order.begin() + done, component.order.end()};
}

Rational multiplied(const std::vector<PayStep>& steps, const Component& component,
                    const Rational& modifiers) {
    Rational factor = 1;
    for (const PayStep step : steps) {
        if (step == PayStep::modifiers) factor *= modifiers;
        if (step == PayStep::weight) factor *= component.weight;
    }
    return factor;
}

std::optional<Rational> limited_deals(Sheet& sheet, const Moment& moment,
                                      const Component& component,
                                      const std::vector<std::pair<Look, Rated>>& rated,
                                      const Rational& modifiers) {
    if (!per_deal(component.cap) && !per_deal(component.floor)) return Rational();
    const std::vector<PayStep> steps = steps_of_deals(component);
    const Rational factor = multiplied(steps, component, modifiers);
    const bool lines = component.rounded_at == RoundedAt::line;
    std::map<std::uint32_t, Rational> by_row;
    for (const auto& [look, one] : rated) {
        for (const Slice& slice : one.slices)
            by_row[slice.row] += slice.pay * look.share;
    }
    std::vector<std::pair<std::uint32_t, Rational>> deals;
    for (const auto& [row, pay] : by_row) {
        const Currency currency = sheet.plan(moment.plan).currency;
        const Rational amount = lines ? round(pay * factor, component.rounding, currency) : pay;
        if (!deals.empty() && same_deal(sheet, deals.back().first, row)) {
            deals.back().second += amount;
        } else {
            deals.emplace_back(row, amount);
        }
    }
    std::optional<Rational> most;
    std::optional<Rational> minimum;
    if (per_deal(component.cap)) most = limit_of(sheet, moment, *component.cap);
    if (per_deal(component.floor)) minimum = limit_of(sheet, moment, *component.floor);
    const bool missing =
        (per_deal(component.cap) && !most) || (per_deal(component.floor) && !minimum);
    Rational change;
    for (const auto& [row, pay] : deals) {
        if (missing) return std::nullopt;
        Rational amount = pay;
        for (const PayStep step : steps) {
            if (step == PayStep::cap && most) amount = least(amount, *most);
            if (step == PayStep::floor && minimum) amount = greatest(amount, *minimum);
            if (!lines) amount *= multiplied({step}, component, modifiers);
        }
        change += amount - (lines ? pay : pay * factor);
    }
    return change;
}

std::optional<Left> passed_on(Sheet& sheet, const Moment& moment, const Component& component) {
    Left left;
    const auto earlier = left_before(sheet, moment, component.name, true);
    const auto window_before = left_before(sheet, moment, component.name, false);
    if (earlier) {
        left.weighted = earlier->weighted;
        left.exact = earlier->exact;
    }
    if (component.cap && component.cap->carried) {
        const auto& from = per_period(component.cap) && earlier ? earlier : window_before;
        const Date last = moment.to_date().last();
        const bool lapsed = component.cap->until && *component.cap->until < last;
        if (from && !lapsed) left.excess = from->excess;
    }
    if (component.threshold && component.threshold->carried && window_before) {
        left.shortfall = window_before->shortfall;
    }
    return left;
}

std::optional<Passed> passed(Sheet& sheet, const Moment& moment, const Component& component,
                             const Passing& passing) {
    Passed result;
    Left& left = result.left;
    left.weighted = passing.weighted;
    Rational amount = passing.weighted;
    const bool by_period = per_period(component.cap) || per_period(component.floor);
    const bool carries = component.cap && component.cap->carried;
    std::optional<Left> earlier;
    if (by_period) earlier = left_before(sheet, moment, component.name, true);
    const auto bound = [&](const Limit& limit, bool shrinks) -> std::optional<Rational> {
        auto value = limit_of(sheet, moment, limit);
        if (!value) return std::nullopt;
        const bool amount_of_window = limit.per == Limit::Per::window && !limit.of_target &&
                                      !limit.of_goal && !limit.of_measure;
        if (shrinks && amount_of_window) *value *= presence_in_window(sheet, moment, &component);
        return limit.per == Limit::Per::pay_period ? *value - passing.so_far : *value;
    };
    int limits = (component.cap && !per_deal(component.cap) ? 1 : 0) +
                 (component.floor && !per_deal(component.floor) ? 1 : 0);
    bool begun = false;
    const auto begin = [&] {
        if (begun) return;
        begun = true;
        left.weighted = amount;
        if (earlier) amount -= earlier->weighted;
    };
    const auto end = [&] {
        if (--limits > 0) return;
        if (earlier) amount += earlier->exact;
        left.exact = amount;
    };
    for (const PayStep step : steps_of_window(component)) {
        if (step == PayStep::cap && component.cap) {
            begin();
            if (carries) {
                const auto from = per_period(component.cap) && earlier
                                      ? earlier
                                      : left_before(sheet, moment, component.name, false);
                const Date last = moment.to_date().last();
                const bool lapsed = component.cap->until && *component.cap->until < last;
                if (from && !lapsed) amount += from->excess;
            }
            const auto most = bound(*component.cap, sheet.plan(moment.plan).prorates.caps);
            if (!most) return std::nullopt;
            if (carries && *most < amount) left.excess = amount - *most;
            amount = least(amount, *most);
            end();
        } else if (step == PayStep::floor && component.floor) {
            begin();
            const auto minimum = bound(*component.floor, sheet.plan(moment.plan).prorates.floors);
            if (!minimum) return std::nullopt;
            amount = greatest(amount, *minimum);
            end();
        } else if (step == PayStep::gate && component.gate) {
            if (!passing.open) amount *= component.gate->otherwise;
        } else {
            amount *= multiplied({step}, component, passing.modifiers);
        }
    }
    if (component.threshold && component.threshold->carried) {
        const auto threshold = threshold_of(sheet, moment, component);
        const auto credit = base_credit(sheet, moment, component);
        if (!threshold || !credit) return std::nullopt;
        left.shortfall = greatest(*threshold - *credit, 0);
    }
    result.pays = amount;
    return result;
}

}  // namespace attain::reference
