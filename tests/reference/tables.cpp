// Curves, tier tables and rates: what one look-up pays (R0–R4).
#include <algorithm>

#include "base/ensure.h"
#include "reference/sheet.h"

namespace attain::reference {

namespace {

Rational on_line(const CurvePoint& left, const CurvePoint& right, const Rational& at,
                 const Rational& start, const Rational& start_value) {
    const Rational slope = (right.below - left.from) / (right.at - left.at);
    return start_value + slope * (at - start);
}

bool beyond_edge(const Rational& at, const Edge& edge) {
    return at > edge.at || (at == edge.at && edge.owned_by_upper);
}

// Everything that rates credits one by one: a version of the plan and its component's own terms.
struct Terms {
    PlanIndex version;
    const Component* component = nullptr;
    std::optional<Rational> at;     // the final position on the axis
    std::optional<Rational> scale;  // what an edge of 1 is worth in the walked measure
};

bool rates_credits(const Component& component) {
    if (!std::holds_alternative<MeasureBase>(component.base)) return false;
    return std::holds_alternative<TierTable>(component.value) ||
           std::holds_alternative<FlatRate>(component.value) ||
           std::holds_alternative<FixedAmount>(component.value);
}

struct Position {
    Rational at;
    Rational scale = 1;
    Question walked;   // the question whose credits lead to the position
    Rational carried;  // what was walked before, under the plan that somebody came from (T8)
};

// Where the axis stands; nothing where a figure is missing.
std::optional<Position> position(Sheet& sheet, const Moment& moment, const Component& component,
                                 TeamIndex team) {
    const Plan& plan = sheet.plan(moment.plan);
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        const Attainment& attainment = plan.attainments[axis->attainment];
        const auto owner = owner_of(sheet, moment, plan.measures[attainment.of], team);
        if (!owner) return std::nullopt;
        const Attained found = attained(sheet, moment, axis->attainment, *owner);
        if (!found.value) return std::nullopt;
        Moment longer = moment;
        if (attainment.window) {
            longer.window = *sheet.calendar(plan).containing(*attainment.window, moment.upto - 1);
            longer.there = sheet.stints[moment.stint].days.intersect(longer.window.days);
        }
        const Question walked = question(sheet, longer, attainment.of, *owner);
        const Rational carried = found.measured - measured(sheet, walked).value;
        return Position{*found.value, *found.quota, walked, carried};
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        const auto owner = owner_of(sheet, moment, plan.measures[axis->measure], team);
        if (!owner) return std::nullopt;
        const Question walked = question(sheet, moment, axis->measure, *owner);
        const Question asked = position_question(sheet, moment, axis->measure, *owner);
        const Rational stands = measured(sheet, asked).value;
        return Position{stands, 1, walked, stands - measured(sheet, walked).value};
    }
    return Position{};
}

// The terms of a credit: those of the version of its assignment date, or the ruling ones (T8).
std::optional<Terms> terms_of(Sheet& sheet, const Moment& moment, const Component& component,
                              const Look& look, Date assigned) {
    Moment then = moment;
    const Stint& stint = sheet.stints[moment.stint];
    const PlanIndex version = sheet.world.rules.on(stint.plan, assigned);
    const bool applied =
        version.exists() && !sheet.plan(version).effective.intersect(stint.days).empty();
    if (applied) then.plan = version;
    const Component* own = component_named(sheet.plan(then.plan), component.name);
    if (own == nullptr || !rates_credits(*own)) {
        then.plan = moment.plan;
        own = &component;
    }
    const auto at = position(sheet, then, *own, look.team);
    if (!at) return std::nullopt;
    return Terms{then.plan, own, at->at, at->scale};
}

// The part of a credit, which runs from `from` to `to`, that lies in a tier of a marginal table.
Rational part_in(const TierTable& table, std::size_t tier, const Rational& scale,
                 const Rational& from, const Rational& to) {
    const bool first = tier == 0 && table.below_first != Beyond::zero;
    const bool last = tier + 1 == table.tiers.size() && table.beyond_last != Beyond::zero;
    Rational low = least(from, to);
    Rational high = greatest(from, to);
    if (table.tiers[tier].lower && !first) low = greatest(low, table.tiers[tier].lower->at * scale);
    if (table.tiers[tier].upper && !last) high = least(high, table.tiers[tier].upper->at * scale);
    if (high <= low) return 0;
    return to >= from ? high - low : low - high;
}

struct Walk {
    Sheet& sheet;
    const Moment& moment;
    const Terms& terms;
    const Line& line;
    std::vector<Slice>& slices;

    bool add(std::optional<std::size_t> tier, const Rational& base, const Quantity& value) {
        const auto worth = quantity(sheet, moment, value, line.assigned);
        if (!worth) return false;
        slices.push_back({line.row, terms.version, tier, base, base * *worth});
        return true;
    }
    void add_unpaid(const Rational& base) {
        if (!base.is_zero()) slices.push_back({line.row, terms.version, std::nullopt, base, 0});
    }
};

bool rate_marginal(Walk& walk, const TierTable& table, const Rational& from) {
    const Rational to = from + walk.line.amount;
    Rational left = walk.line.amount;
    for (std::size_t tier = 0; tier < table.tiers.size(); ++tier) {
        const Rational part = part_in(table, tier, *walk.terms.scale, from, to);
        if (part.is_zero()) continue;
        if (!walk.add(tier, part, table.tiers[tier].value)) return false;
        left -= part;
    }
    walk.add_unpaid(left);
    return true;
}

bool rate_line(Walk& walk, const Rational& from) {
    const Value& value = walk.terms.component->value;
    if (const auto* flat = std::get_if<FlatRate>(&value)) {
        return walk.add(std::nullopt, walk.line.amount, flat->rate);
    }
    if (const auto* each = std::get_if<FixedAmount>(&value)) {
        return walk.add(std::nullopt, walk.line.amount, each->amount);
    }
    const TierTable& table = std::get<TierTable>(value);
    if (table.mode == TableMode::marginal) return rate_marginal(walk, table, from);
    const auto tier = tier_at(table, *walk.terms.at);
    if (tier) return walk.add(*tier, walk.line.amount, table.tiers[*tier].value);
    walk.add_unpaid(walk.line.amount);
    return true;
}

bool is_marginal(const Component& component) {
    const auto* table = std::get_if<TierTable>(&component.value);
    return table != nullptr && table->mode == TableMode::marginal;
}

std::optional<Rated> rate_credits(Sheet& sheet, const Moment& moment, const Component& component,
                                  const Look& look) {
    const MeasureIndex base = std::get<MeasureBase>(component.base).measure;
    const auto owner = owner_of(sheet, moment, sheet.plan(moment.plan).measures[base], look.team);
    const auto axis = position(sheet, moment, component, look.team);
    if (!owner || !axis) return std::nullopt;
    const Question asked = question(sheet, moment, base, *owner);
    const Measured paid = measured(sheet, asked);
    const Measured walked = is_marginal(component) ? measured(sheet, axis->walked) : paid;
    Rated rated;
    Rational at = axis->carried;
    for (const Line& line : walked.lines) {
        const Rational from = at;
        at += line.amount;
        if (!asked.counted.holds(line.counted)) continue;
        if (look.own_days && !look.own_days->holds(line.counted)) continue;
        const auto terms = terms_of(sheet, moment, component, look, line.assigned);
        if (!terms) return std::nullopt;
        Walk walk{sheet, moment, *terms, line, rated.slices};
        if (!rate_line(walk, from)) return std::nullopt;
    }
    for (const Slice& slice : rated.slices)
        rated.amount += slice.pay;
    if (paid.lines.empty() && !paid.value.is_zero()) {
        // Pay on pay has no lines: one nameless credit, now.
        const auto terms = terms_of(sheet, moment, component, look, moment.to_date().last());
        if (!terms) return std::nullopt;
        std::vector<Slice> nameless;
        const Line line{0, moment.upto - 1, moment.to_date().last(), paid.value};
        Walk walk{sheet, moment, *terms, line, nameless};
        if (!rate_line(walk, 0)) return std::nullopt;
        for (const Slice& slice : nameless)
            rated.amount += slice.pay;
    }
    return rated;
}

// What one unit of the base pays: a curve's answer, a tier's value or an amount.
std::optional<Rational> value_at(Sheet& sheet, const Moment& moment, const Component& component,
                                 const Rational& at) {
    const Date day = moment.to_date().last();
    if (const auto* curve = std::get_if<Curve>(&component.value)) return curve_at(*curve, at);
    if (const auto* rate = std::get_if<FlatRate>(&component.value)) {
        return quantity(sheet, moment, rate->rate, day);
    }
    if (const auto* amount = std::get_if<FixedAmount>(&component.value)) {
        return quantity(sheet, moment, amount->amount, day);
    }
    const TierTable& table = std::get<TierTable>(component.value);
    const auto tier = tier_at(table, at);
    if (!tier) return Rational();
    return quantity(sheet, moment, table.tiers[*tier].value, day);
}

std::optional<Rational> base_of(Sheet& sheet, const Moment& moment, const Component& component,
                                const Look& look) {
    const Plan& plan = sheet.plan(moment.plan);
    if (std::holds_alternative<NoBase>(component.base)) return Rational(1);
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
        const auto owner = owner_of(sheet, moment, plan.measures[base->measure], look.team);
        if (!owner) return std::nullopt;
        const Measured& whole = measured(sheet, question(sheet, moment, base->measure, *owner));
        if (!look.own_days) return whole.value;
        Rational sum;
        for (const Line& line : whole.lines) {
            if (look.own_days->holds(line.counted)) sum += line.amount;
        }
        return sum;
    }
    Date upto = moment.window.days.past_the_end;
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        const bool phases = plan.attainments[axis->attainment].basis == QuotaBasis::phases_to_date;
        if (phases) upto = moment.upto;
    }
    return target(sheet, plan, sheet.stints[moment.stint].who, moment.window, moment.there, upto);
}

}  // namespace

Rational curve_at(const Curve& curve, const Rational& at) {
    const CurvePoint& first = curve.points.front();
    const CurvePoint& last = curve.points.back();
    for (const CurvePoint& point : curve.points) {
        if (at == point.at) return point.owned_by_upper ? point.from : point.below;
    }
    if (at < first.at) {
        if (curve.below_first == Beyond::zero) return 0;
        if (curve.below_first == Beyond::flat) return first.below;
        return on_line(first, curve.points[1], at, first.at, first.below);
    }
    if (at > last.at) {
        if (curve.beyond_last == Beyond::zero) return 0;
        if (curve.beyond_last == Beyond::flat) return last.from;
        return on_line(curve.points[curve.points.size() - 2], last, at, last.at, last.from);
    }
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        if (at > curve.points[i].at) continue;
        const CurvePoint& left = curve.points[i - 1];
        if (curve.kind == CurveKind::steps) return left.from;
        return on_line(left, curve.points[i], at, left.at, left.from);
    }
    ensure(false, "a position is below, between or above the points of a curve");
    return 0;
}

std::optional<std::size_t> tier_at(const TierTable& table, const Rational& at) {
    for (std::size_t i = 0; i < table.tiers.size(); ++i) {
        const Tier& tier = table.tiers[i];
        const bool first = i == 0 && table.below_first != Beyond::zero;
        const bool last = i + 1 == table.tiers.size() && table.beyond_last != Beyond::zero;
        const bool above_lower = !tier.lower || first || beyond_edge(at, *tier.lower);
        const bool below_upper = !tier.upper || last || !beyond_edge(at, *tier.upper);
        if (above_lower && below_upper) return i;
    }
    return std::nullopt;
}

std::optional<Rated> rate(Sheet& sheet, const Moment& moment, const Component& component,
                          const Look& look) {
    if (rates_credits(component)) return rate_credits(sheet, moment, component, look);
    const auto at = position(sheet, moment, component, look.team);
    if (!at) return std::nullopt;
    const auto value = value_at(sheet, moment, component, at->at);
    const auto base = base_of(sheet, moment, component, look);
    if (!value || !base) return std::nullopt;
    Rated rated{*base * *value, {}};
    if (const auto* lines = std::get_if<MeasureBase>(&component.base)) {
        const auto owner =
            owner_of(sheet, moment, sheet.plan(moment.plan).measures[lines->measure], look.team);
        const Question asked = question(sheet, moment, lines->measure, *owner);
        for (const Line& line : measured(sheet, asked).lines) {
            if (look.own_days && !look.own_days->holds(line.counted)) continue;
            rated.slices.push_back(
                {line.row, moment.plan, std::nullopt, line.amount, line.amount * *value});
        }
    }
    return rated;
}

}  // namespace attain::reference
