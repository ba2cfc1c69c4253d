// What comes next, as a promise that can be tested (S9): the least further credit that reaches the
// next tier, and what the component is due once a deal brings just that.
//
//     584,976.369 of 500,000, next at 150%    165,023.64 more: 60,000 / 4 × 75% × 200% = 22,500.00
//
// "Such a deal" is counted whole by the measure, on a day of this pay period, in the plan's
// currency. The way to the edge is said wherever an edge is a number of credit. What it pays is
// said only where nothing but credit, table and rounding decides it, and where the same reckoning
// without a further deal gives what the run paid: a figure that may be wrong is left out.
#include "report/statement/desk.h"

namespace attain::report {

namespace {

// Whether nothing but credit, table, weight and rounding decides what the component pays.
bool is_plain(const ComponentResult& result, const WindowFigures& window, const Component& rules) {
    const bool alone = result.outcome == Outcome::paid && result.windows.size() == 1 &&
                       window.lookups.size() == 1 && window.lookups[0].share == 1 &&
                       !window.share && window.versions.size() < 2 && !window.forfeited &&
                       !window.increment && window.excess_before.is_zero();
    const bool unbound = !rules.cap && !rules.floor && !rules.gate && !rules.threshold &&
                         !rules.credit_cap && !rules.attainment_cap && rules.modifiers.empty() &&
                         !rules.round_value;
    return alone && unbound && window.presence == 1 && rules.per == Per::window &&
           rules.rounded_at == RoundedAt::component;
}

const Rational* number_of(const Quantity& quantity) {
    return std::get_if<Rational>(&quantity.value);
}

// What the table's slices between two positions come to, of a base of one.
std::optional<Rational> climbed(const TierTable& table, const Rational& from,
                                const Rational& upto) {
    Rational sum;
    for (const Tier& tier : table.tiers) {
        const Rational begin = tier.lower ? greatest(tier.lower->at, from) : from;
        const Rational end = tier.upper ? least(tier.upper->at, upto) : upto;
        if (end <= begin) continue;
        const Rational* value = number_of(tier.value);
        if (value == nullptr || tier.gate) return std::nullopt;
        sum += (end - begin) * *value;
    }
    // Before the first tier and beyond the last the plan may say other things than a tier does.
    const bool inside = !(table.tiers.front().lower && from < table.tiers.front().lower->at) &&
                        !(table.tiers.back().upper && table.tiers.back().upper->at < upto);
    if (!inside) return std::nullopt;
    return sum;
}

// The value of a tier or curve at a position; of milestones what those reached come to.
std::optional<Rational> value_at(const Value& value, const Rational& at) {
    if (const auto* curve = std::get_if<Curve>(&value)) {
        if (!curve->gates.empty()) return std::nullopt;
        return curve->value_at(at);
    }
    if (const auto* table = std::get_if<TierTable>(&value)) {
        const std::optional<std::size_t> tier = table->tier_at(at);
        if (!tier) return Rational(0);
        const Rational* number = number_of(table->tiers[*tier].value);
        if (number == nullptr || table->tiers[*tier].gate) return std::nullopt;
        return *number;
    }
    const auto* milestones = std::get_if<Milestones>(&value);
    if (milestones == nullptr) return std::nullopt;
    Rational sum;
    for (std::size_t i = 0; i < milestones->reached(at); ++i) {
        const Rational* number = number_of(milestones->steps[i].value);
        if (number == nullptr) return std::nullopt;
        sum += *number;
    }
    return sum;
}

// Base → table → weight with so much further credit; nothing where it cannot be said.
std::optional<Rational> exact_with(const Desk& desk, const WindowFigures& window,
                                   std::size_t measured, const Rational& further) {
    const Component& rules = desk.component_of(window);
    const Lookup& lookup = window.lookups[0];
    const Rational unit = lookup.attainment ? lookup.attainment->quota->amount : Rational(1);
    const Rational at = lookup.at + further / unit;
    const auto* table = std::get_if<TierTable>(&rules.value);
    if (table != nullptr && (table->mode == TableMode::reached || table->back_to)) {
        return std::nullopt;
    }
    const bool marginal = table != nullptr && table->mode == TableMode::marginal;
    const auto* base = std::get_if<MeasureBase>(&rules.base);
    Rational gross;
    if (base != nullptr) {
        if (window.base_measure != measured) return std::nullopt;
        if (marginal) {
            const auto slices = climbed(*table, lookup.at, at);
            if (!slices) return std::nullopt;
            gross = window.gross + *slices * unit;
        } else {
            const auto value = value_at(rules.value, at);
            if (!value || std::holds_alternative<Milestones>(rules.value)) return std::nullopt;
            gross = (desk.run.measures[measured].value + further) * *value;
        }
    } else {
        const auto value = marginal ? climbed(*table, lookup.at, at) : value_at(rules.value, at);
        if (!value) return std::nullopt;
        const bool of_target = std::holds_alternative<TargetBase>(rules.base);
        if (of_target && !window.target) return std::nullopt;
        const Rational whole = marginal ? lookup.value + *value : *value;
        gross = of_target ? window.target->amount * whole : whole;
    }
    return gross * rules.weight;
}

// The smallest credit that can be paid in and is at least (or, `more_than`, above) what is missing.
std::optional<Rational> least_credit(const Plan& plan, const Measure& measure,
                                     const Rational& missing, bool more_than) {
    Rational unit;
    if (measure.kind == Measure::Kind::count || measure.kind == Measure::Kind::distinct) {
        if (measure.shares) return std::nullopt;
        unit = 1;
    } else if (measure.is_money()) {
        unit = Rational(1) / Rational(power_of_ten(plan.currency.minor_digits()));
    } else {
        return std::nullopt;
    }
    Rational credit = Rational((missing / unit).ceiling()) * unit;
    if (more_than && credit == missing) credit += unit;
    return credit;
}

// The measure that is looked up; nothing where several figures make the position.
std::optional<std::size_t> looked_up(const Lookup& lookup) {
    return lookup.attainment ? lookup.attainment->measure_result : lookup.measure_result;
}

}  // namespace

void add_next(const Desk& desk, const ComponentResult& result, const WindowFigures& window,
              const Lookup& lookup, const Edge& next, StatementTier& tier) {
    const Plan& plan = desk.plan_of(window);
    tier.more_than = !next.owned_by_upper;
    const std::optional<std::size_t> measured = looked_up(lookup);
    if (lookup.none || !measured) return;
    Rational unit = 1;
    if (lookup.attainment) {
        const std::optional<PartedFigure>& goal = lookup.attainment->quota;
        if (!plan.attainments[lookup.attainment->attainment].divides_plainly()) return;
        if (!goal || goal->amount.sign() <= 0 || !lookup.attainment->value) return;
        unit = goal->amount;
    }
    const Rational position =
        lookup.attainment ? *lookup.attainment->value : desk.run.measures[*measured].value;
    tier.missing = (next.at * edge_scale(desk, window) - position) * unit;
    const MeasureResult& measure = desk.run.measures[*measured];
    const Measure& rules = desk.world.rules[measure.plan].measures[measure.measure];
    if (!rules.adds_up() || tier.missing->sign() < 0) return;
    tier.further = least_credit(plan, rules, *tier.missing, tier.more_than);
    const bool own = std::holds_alternative<ParticipantIndex>(measure.owner) &&
                     rules.credit == CreditScope::own && rules.kind != Measure::Kind::distinct;
    const Component& component = desk.component_of(window);
    if (!tier.further || !own || !is_plain(result, window, component)) return;
    const auto now = exact_with(desk, window, *measured, Rational(0));
    const auto then = exact_with(desk, window, *measured, *tier.further);
    if (!now || !then || *now != result.exact) return;
    tier.next_due = settle(Money(*then, plan.currency), component.rounding).paid - result.before;
}

}  // namespace attain::report
