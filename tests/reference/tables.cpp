// Curves, tier tables and rates: what one look-up pays (R0–R4).
#include <algorithm>

#include "base/ensure.h"
#include "reference/walk.h"

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

bool rates_credits(const Component& component) {
    if (!std::holds_alternative<MeasureBase>(component.base)) return false;
    return std::holds_alternative<TierTable>(component.value) ||
           std::holds_alternative<FlatRate>(component.value) ||
           std::holds_alternative<FixedAmount>(component.value) || component.per != Per::window;
}

struct Position {
    Rational at;
    Rational scale = 1;
    bool none = false;   // there is no position: nothing was measured
    bool whole = false;  // the goal is zero: there are no edges to divide at
    Question walked;     // the question whose credits lead to the position
    Rational carried;    // what was walked before, under the plan that somebody came from (T8)
};

// Where the axis stands; nothing where a figure is missing.
std::optional<Position> position(Sheet& sheet, const Moment& moment, const Component& component,
                                 TeamIndex team) {
    const Plan& plan = sheet.plan(moment.plan);
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        const Attainment& attainment = plan.attainments[axis->attainment];
        const Attained found = attained(sheet, moment, axis->attainment, team);
        Position position;
        position.none = found.none;
        if (found.none) return position;
        if (!found.value) return std::nullopt;
        position.at = *found.value;
        if (!attainment.divides_plainly()) return position;
        position.whole = found.quota->is_zero();
        position.scale = *found.quota;
        Moment longer = moment;
        if (attainment.window) {
            longer.window = *sheet.calendar(plan).containing(*attainment.window, moment.upto - 1);
            longer.there = sheet.stints[moment.stint].days.intersect(longer.window.days);
        }
        const auto owner = owner_of(sheet, moment, plan.measures[attainment.of], team);
        position.walked = question(sheet, longer, attainment.of, *owner);
        position.carried = found.measured - measured(sheet, position.walked).value;
        return position;
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        const auto owner = owner_of(sheet, moment, plan.measures[axis->measure], team);
        if (!owner) return std::nullopt;
        const Question asked = position_question(sheet, moment, axis->measure, *owner);
        const Measured found = measured(sheet, asked);
        const bool shrinks = plan.prorates.tiers && component.per == Per::window &&
                             plan.measures[axis->measure].is_money();
        Rational scale = shrinks ? presence_in_window(sheet, moment, &component) : Rational(1);
        if (scale.is_zero()) scale = 1;
        Position position;
        position.at = found.value / scale;
        position.scale = scale;
        position.none = found.none;
        position.walked = question(sheet, moment, axis->measure, *owner);
        position.carried = found.value - measured(sheet, position.walked).value;
        return position;
    }
    return Position{};  // no axis, or one that each deal or its pay moves
}

// Where a look-up stops: at the cap on attainment, and at the credit that counts (R7).
bool cap_position(Sheet& sheet, const Moment& moment, const Component& component, Position& at) {
    if (moment.ruling == nullptr) return true;
    if (moment.ruling->attainment_cap) at.at = least(at.at, *moment.ruling->attainment_cap);
    if (!moment.ruling->credit_cap) return true;
    if (std::holds_alternative<NoAxis>(component.axis)) return true;
    if (std::holds_alternative<PayAxis>(component.axis)) return true;
    const auto cap = limit_of(sheet, moment, *moment.ruling->credit_cap);
    if (!cap) return false;
    if (at.none || at.whole) return true;
    at.at = least(at.at, *cap / at.scale);
    return true;
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
    auto at = position(sheet, then, *own, look.team);
    if (!at || !cap_position(sheet, moment, *own, *at)) return std::nullopt;
    return Terms{then.plan, own, at->at, at->scale, at->whole};
}

// What climbs together: everything, the lines of one deal, or one line.
bool together(const Sheet& sheet, const Component& component, std::uint32_t a, std::uint32_t b) {
    switch (component.per) {
        case Per::window: return true;
        case Per::deal: return same_deal(sheet, a, b);
        case Per::line: return a == b;
    }
    return false;
}

// Where one deal stands on the axis; nothing where its column is empty.
std::optional<Rational> deal_position(Sheet& sheet, const Moment& moment,
                                      const Component& component, TeamIndex team,
                                      std::uint32_t row) {
    const Plan& plan = sheet.plan(moment.plan);
    if (const auto* axis = std::get_if<ColumnAxis>(&component.axis)) {
        return column_number(sheet, plan, row, axis->column);
    }
    const auto* axis = std::get_if<MeasureAxis>(&component.axis);
    if (axis == nullptr) return Rational();
    const auto owner = owner_of(sheet, moment, plan.measures[axis->measure], team);
    if (!owner) return std::nullopt;
    Rational sum;
    for (const Line& line : measured(sheet, question(sheet, moment, axis->measure, *owner)).lines) {
        if (together(sheet, component, line.row, row)) sum += line.amount;
    }
    return sum;
}

// The credits as they come. Where another question moves the axis (another measure, a longer
// window), row by row what moves and what is paid.
std::vector<Move> moves_of(Sheet& sheet, const Component& component, const Question& asked,
                           const std::optional<Position>& axis) {
    const Measured paid = measured(sheet, asked);
    std::vector<Move> moves;
    const bool moved =
        walked_table(component) != nullptr && !std::holds_alternative<PayAxis>(component.axis);
    const bool itself = !moved || (axis->walked.measure == asked.measure &&
                                   axis->walked.counted.first == asked.counted.first &&
                                   axis->walked.owner == asked.owner);
    if (itself) {
        for (const Line& line : paid.lines)
            moves.push_back({line, line.amount, true});
        return moves;
    }
    std::map<std::pair<Date, std::uint32_t>, Move> by_row;
    const auto move_of = [&](const Line& line) -> Move& {
        const auto [at, is_new] = by_row.try_emplace({line.counted, line.row});
        if (is_new) at->second = {{line.row, line.counted, line.assigned, 0}, 0, false};
        return at->second;
    };
    for (const Line& line : measured(sheet, axis->walked).lines)
        move_of(line).move += line.amount;
    for (const Line& line : paid.lines) {
        Move& move = move_of(line);
        move.line.amount += line.amount;
        move.paid = true;
    }
    for (auto& [key, move] : by_row)
        moves.push_back(move);
    return moves;
}

std::optional<Rated> rate_credits(Sheet& sheet, const Moment& moment, const Component& component,
                                  const Look& look) {
    const MeasureIndex base = std::get<MeasureBase>(component.base).measure;
    const auto owner = owner_of(sheet, moment, sheet.plan(moment.plan).measures[base], look.team);
    const auto axis = position(sheet, moment, component, look.team);
    if (!owner || !axis) return std::nullopt;
    const Question asked = question(sheet, moment, base, *owner);
    const auto earns = earning(sheet, moment, component);
    if (!earns) return std::nullopt;
    Measured paid = measured(sheet, asked);
    const auto opened = opened_on(sheet, moment, component);
    Rated rated;
    rated.none = axis->none || paid.none;
    if (rated.none) return rated;
    const bool lines = sheet.plan(moment.plan).measures[base].adds_up();
    if (!lines) paid.lines.clear();  // one figure, whatever it was made of
    Rational counted;
    const bool walked = walked_table(component) != nullptr && component.per == Per::window;
    const Rational carried = walked ? axis->carried : Rational();
    std::vector<std::pair<std::uint32_t, Rational>> standing;  // by a row of the group
    for (const Move& move : lines ? moves_of(sheet, component, asked, axis) : std::vector<Move>()) {
        const Rational before = counted;
        if (move.paid) counted += move.line.amount;
        auto group = std::find_if(standing.begin(), standing.end(), [&](const auto& other) {
            return together(sheet, component, other.first, move.line.row);
        });
        if (group == standing.end()) group = standing.insert(group, {move.line.row, carried});
        if (!move.paid || (component.per != Per::window && move.line.amount.is_zero())) {
            group->second += move.move;
            continue;
        }
        if (look.own_days && !look.own_days->holds(move.line.counted)) {
            group->second += move.move;
            continue;
        }
        auto terms = terms_of(sheet, moment, component, look, move.line.assigned);
        if (!terms) return std::nullopt;
        if (component.per != Per::window) {
            terms->at = deal_position(sheet, moment, component, look.team, move.line.row);
            if (!terms->at) return std::nullopt;
        }
        Walk walk{sheet, moment, *terms, move.line, rated.slices};
        if (opened && move.line.counted < *opened) walk.keeps = component.gate->otherwise;
        if (!rate_move(walk, move, before, *earns, group->second)) return std::nullopt;
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
        Rational at;
        if (!rate_move(walk, {line, paid.value, true}, 0, *earns, at)) return std::nullopt;
        for (const Slice& slice : nameless)
            rated.amount += slice.pay;
    }
    return rated;
}

// What one unit of the base pays: a curve's answer, a tier's value or an amount.
std::optional<Rational> value_at(Sheet& sheet, const Moment& moment, const Component& component,
                                 const Rational& at) {
    const Date day = moment.to_date().last();
    if (const auto* curve = std::get_if<Curve>(&component.value)) {
        const auto value = gated_curve_at(sheet, moment, *curve, at);
        if (!value) return std::nullopt;
        return rounded_value(moment, *value);
    }
    if (const auto* rate = std::get_if<FlatRate>(&component.value)) {
        return quantity(sheet, moment, rate->rate, day);
    }
    if (const auto* amount = std::get_if<FixedAmount>(&component.value)) {
        return quantity(sheet, moment, amount->amount, day);
    }
    if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
        Rational sum;
        for (const Milestones::Step& step : milestones->steps) {
            const auto worth = quantity(sheet, moment, step.value, day);
            if (at < step.at) continue;
            if (!worth) return std::nullopt;
            sum += *worth;
        }
        return rounded_value(moment, sum);
    }
    const TierTable& table = std::get<TierTable>(component.value);
    if (const TierTable* walked = walked_table(component)) {
        // One nameless credit of all of the attainment.
        std::vector<Slice> slices;
        const Terms terms{moment.plan, &component, at, Rational(1)};
        const Line line{0, day, day, at};
        Walk walk{sheet, moment, terms, line, slices};
        if (!rate_marginal(walk, *walked, 0, at)) return std::nullopt;
        Rational sum;
        for (const Slice& slice : slices)
            sum += slice.pay;
        return rounded_value(moment, sum);
    }
    const auto tier = tier_at(table, at);
    if (!tier) return Rational();
    const auto value = tier_quantity(sheet, moment, table.tiers[*tier]);
    return value ? quantity(sheet, moment, *value, day) : std::nullopt;
}

// Without a base, each deal of the measure that is looked up pays its amount.
std::optional<Rated> rate_deals(Sheet& sheet, const Moment& moment, const Component& component,
                                const Look& look) {
    const Plan& plan = sheet.plan(moment.plan);
    const MeasureIndex by = std::get<MeasureAxis>(component.axis).measure;
    const auto owner = owner_of(sheet, moment, plan.measures[by], look.team);
    if (!owner) return std::nullopt;
    std::vector<std::pair<std::uint32_t, Rational>> deals;
    for (const Line& line : measured(sheet, question(sheet, moment, by, *owner)).lines) {
        auto deal = std::find_if(deals.begin(), deals.end(), [&](const auto& other) {
            return together(sheet, component, other.first, line.row);
        });
        if (deal == deals.end()) deal = deals.insert(deal, {line.row, Rational()});
        deal->second += line.amount;
    }
    Rated rated;
    for (const auto& [row, at] : deals) {
        if (at.is_zero()) continue;  // all of it was taken back
        const auto worth = value_at(sheet, moment, component, at);
        if (!worth) return std::nullopt;
        rated.amount += *worth;
    }
    return rated;
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

bool guards(const StretchGate& gate, const Rational& at) {
    if (gate.lower && at < gate.lower->at) return false;
    if (gate.lower && at == gate.lower->at && !gate.lower->owned_by_upper) return false;
    if (gate.upper && at > gate.upper->at) return false;
    return !(gate.upper && at == gate.upper->at && gate.upper->owned_by_upper);
}

}  // namespace

std::optional<Rational> gated_curve_at(Sheet& sheet, const Moment& moment, const Curve& curve,
                                       const Rational& at) {
    for (const StretchGate& gate : curve.gates) {
        if (!guards(gate, at)) continue;
        const auto open = judged(sheet, moment, gate.open_when);
        if (!open) return std::nullopt;
        if (!*open) return gate.otherwise;
    }
    return curve_at(curve, at);
}

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
    if (component.per != Per::window) return rate_deals(sheet, moment, component, look);
    auto at = position(sheet, moment, component, look.team);
    if (!at || !cap_position(sheet, moment, component, *at)) return std::nullopt;
    const auto base = base_of(sheet, moment, component, look);
    if (at->none) return Rated{0, true, {}};
    const auto value = value_at(sheet, moment, component, at->at);
    if (!value || !base) return std::nullopt;
    Rated rated{*base * *value, false, {}};
    const bool amounts = std::holds_alternative<NoBase>(component.base);
    if (amounts && component.per == Per::window && sheet.plan(moment.plan).prorates.amounts) {
        rated.amount *= presence_in_window(sheet, moment, &component);
    }
    if (const auto* lines = std::get_if<MeasureBase>(&component.base)) {
        const auto owner =
            owner_of(sheet, moment, sheet.plan(moment.plan).measures[lines->measure], look.team);
        const Question asked = question(sheet, moment, lines->measure, *owner);
        rated.none = measured(sheet, asked).none;
        if (!sheet.plan(moment.plan).measures[lines->measure].adds_up()) return rated;
        for (const Line& line : measured(sheet, asked).lines) {
            if (look.own_days && !look.own_days->holds(line.counted)) continue;
            rated.slices.push_back(
                {line.row, moment.plan, std::nullopt, line.amount, line.amount * *value});
        }
    }
    return rated;
}

}  // namespace attain::reference
