// What changes pay on its way (R6, R7, R12): thresholds and caps on credit, modifiers, caps and
// floors on deals, pay periods and windows, and what is carried from one to the next.
#include "reference/limits.h"

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
    if (const auto* curve = std::get_if<Curve>(&modifier.factor)) return curve_at(*curve, at);
    const TierTable& table = std::get<TierTable>(modifier.factor);
    const auto tier = tier_at(table, at);
    if (!tier) return Rational();
    return quantity(sheet, moment, table.tiers[*tier].value, day);
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

std::optional<Rational> limited_deals(Sheet& sheet, const Moment& moment,
                                      const Component& component,
                                      const std::vector<std::pair<Look, Rated>>& rated,
                                      const Rational& factor) {
    if (!per_deal(component.cap) && !per_deal(component.floor)) return Rational();
    std::map<std::uint32_t, Rational> by_row;
    for (const auto& [look, one] : rated) {
        for (const Slice& slice : one.slices)
            by_row[slice.row] += slice.pay * look.share * factor;
    }
    std::vector<std::pair<std::uint32_t, Rational>> deals;
    for (const auto& [row, pay] : by_row) {
        const bool lines = component.rounded_at == RoundedAt::line;
        const Currency currency = sheet.plan(moment.plan).currency;
        const Rational amount = lines ? round(pay, component.rounding, currency) : pay;
        if (!deals.empty() && same_deal(sheet, deals.back().first, row)) {
            deals.back().second += amount;
        } else {
            deals.emplace_back(row, amount);
        }
    }
    Rational change;
    for (const auto& [row, pay] : deals) {
        Rational amount = pay;
        if (per_deal(component.cap)) {
            const auto most = limit_of(sheet, moment, *component.cap);
            if (!most) return std::nullopt;
            amount = least(amount, *most);
        }
        if (per_deal(component.floor)) {
            const auto minimum = limit_of(sheet, moment, *component.floor);
            if (!minimum) return std::nullopt;
            amount = greatest(amount, *minimum);
        }
        change += amount - pay;
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

std::optional<Left> limited(Sheet& sheet, const Moment& moment, const Component& component,
                            const Rational& weighted, const Rational& so_far) {
    Left left;
    left.weighted = weighted;
    Rational amount = weighted;
    const bool by_period = per_period(component.cap) || per_period(component.floor);
    const bool carries = component.cap && component.cap->carried;
    std::optional<Left> earlier;
    if (by_period) earlier = left_before(sheet, moment, component.name, true);
    if (earlier) amount -= earlier->weighted;
    if (carries) {
        const auto from = per_period(component.cap) && earlier
                              ? earlier
                              : left_before(sheet, moment, component.name, false);
        const Date last = moment.to_date().last();
        const bool lapsed = component.cap->until && *component.cap->until < last;
        if (from && !lapsed) amount += from->excess;
    }
    const auto bound = [&](const Limit& limit, bool shrinks) -> std::optional<Rational> {
        auto value = limit_of(sheet, moment, limit);
        if (!value) return std::nullopt;
        const bool amount_of_window = limit.per == Limit::Per::window && !limit.of_target &&
                                      !limit.of_goal && !limit.of_measure;
        if (shrinks && amount_of_window) *value *= presence_in_window(sheet, moment, &component);
        return limit.per == Limit::Per::pay_period ? *value - so_far : *value;
    };
    if (component.cap && !per_deal(component.cap)) {
        const auto most = bound(*component.cap, sheet.plan(moment.plan).prorates.caps);
        if (!most) return std::nullopt;
        if (carries && *most < amount) left.excess = amount - *most;
        amount = least(amount, *most);
    }
    if (component.floor && !per_deal(component.floor)) {
        const auto minimum = bound(*component.floor, sheet.plan(moment.plan).prorates.floors);
        if (!minimum) return std::nullopt;
        amount = greatest(amount, *minimum);
    }
    left.exact = amount + (earlier ? earlier->exact : Rational());
    if (component.threshold && component.threshold->carried) {
        const auto threshold = threshold_of(sheet, moment, component);
        const auto credit = base_credit(sheet, moment, component);
        if (!threshold || !credit) return std::nullopt;
        left.shortfall = greatest(*threshold - *credit, 0);
    }
    return left;
}

}  // namespace attain::reference
