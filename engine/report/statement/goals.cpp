// Goals and tiers: where the person stands, and the least further credit that reaches what comes
// next (X2).
//
//     credited 572,000 of 500,000 = 114.4%; tier 2 of 3, above 100%, up to 125%, pays 8%
//     next: above 125%; missing (125% − 114.4%) × 500,000 = 53,000
#include <fmt/format.h>

#include <algorithm>

#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// What stands next to a lookup: a tier or stretch, and the edge after it.
struct Place {
    std::string reached;
    std::string pays;
    std::optional<Edge> next_edge;
    std::string next;
    std::string next_pays;
};

std::string range_of(const Tier& tier, const AxisWords& words) {
    std::string lower;
    std::string upper;
    if (tier.lower) {
        const char* word = tier.lower->owned_by_upper ? "from" : "above";
        lower = fmt::format("{} {}", word, words.at(tier.lower->at));
    }
    if (tier.upper) {
        const char* word = tier.upper->owned_by_upper ? "below" : "up to";
        upper = fmt::format("{} {}", word, words.at(tier.upper->at));
    }
    if (lower.empty() && upper.empty()) return "everything";
    return lower + (lower.empty() || upper.empty() ? "" : ", ") + upper;
}

Place place_in(const Desk& desk, const WindowFigures& window, const TierTable& table,
               const Lookup& lookup) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const AxisWords words = words_of(plan, component.axis);
    const Rational at = lookup.at / edge_scale(desk, window);
    const std::optional<std::size_t> tier = table.tier_at(at);
    const std::size_t count = table.tiers.size();
    const auto pays = [&](std::size_t place_of) {
        const auto value = quantity_on(desk, table.tiers[place_of].value, lookup.days.last());
        return value ? worth_text(worth_of(plan, component), *value, plan) : std::string();
    };
    Place place;
    std::optional<std::size_t> next;
    if (tier) {
        place.reached =
            fmt::format("tier {} of {}: {}", *tier + 1, count, range_of(table.tiers[*tier], words));
        place.pays = pays(*tier);
        if (*tier + 1 < count) next = *tier + 1;
    } else {
        const std::optional<Edge>& start = table.tiers.front().lower;
        const bool before = start && at <= start->at;
        place.reached = before ? "before the first tier" : "beyond the last tier";
        if (before) next = 0;
    }
    if (!next) return place;
    place.next_edge = table.tiers[*next].lower;
    place.next = fmt::format("tier {}: {}", *next + 1, range_of(table.tiers[*next], words));
    place.next_pays = pays(*next);
    return place;
}

Place place_on(const Desk& desk, const WindowFigures& window, const Curve& curve,
               const Lookup& lookup) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const AxisWords words = words_of(plan, component.axis);
    const std::size_t stretch = curve.stretch_at(lookup.at);
    Place place;
    place.pays = worth_text(worth_of(plan, component), lookup.value, plan);
    if (stretch == 0) {
        place.reached = fmt::format("below {}", words.at(curve.points.front().at));
    } else if (stretch == curve.points.size()) {
        place.reached = fmt::format("{} and beyond", words.at(curve.points.back().at));
    } else {
        const CurvePoint& left = curve.points[stretch - 1];
        const CurvePoint& right = curve.points[stretch];
        place.reached = fmt::format("between {} and {}", words.at(left.at), words.at(right.at));
        if (curve.kind == CurveKind::linear) {
            const Worth worth = worth_of(plan, component);
            place.reached +=
                fmt::format(", on the line from {} to {}", worth_factor(worth, left.from, plan),
                            worth_factor(worth, right.below, plan));
        }
    }
    if (stretch == curve.points.size()) return place;
    const CurvePoint& next = curve.points[stretch];
    // Where a line runs through the point without a jump, the point itself is enough.
    const bool smooth = curve.kind == CurveKind::linear && next.below == next.from;
    place.next_edge = Edge{next.at, next.owned_by_upper || smooth};
    place.next = words.at(next.at);
    place.next_pays = worth_text(worth_of(plan, component), next.from, plan);
    return place;
}

// Which milestones are reached, and which is next.
Place place_among(const Desk& desk, const WindowFigures& window, const Milestones& milestones,
                  const Lookup& lookup) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const AxisWords words = words_of(plan, component.axis);
    const std::size_t reached = milestones.reached(lookup.at);
    Place place;
    place.reached = fmt::format("{} of {} milestones", reached, milestones.steps.size());
    place.pays = worth_text(worth_of(plan, component), lookup.value, plan);
    if (reached == milestones.steps.size()) return place;
    const Milestones::Step& next = milestones.steps[reached];
    place.next_edge = Edge{next.at, true};
    place.next = words.at(next.at);
    if (const auto more = quantity_on(desk, next.value, lookup.days.last())) {
        place.next_pays = worth_text(worth_of(plan, component), lookup.value + *more, plan);
    }
    return place;
}

std::string axis_text(const Plan& plan, const Axis& axis) {
    if (const auto* attained = std::get_if<AttainmentAxis>(&axis)) {
        const Attainment& attainment = plan.attainments[attained->attainment];
        if (attainment.combined()) return attainment.name;
        const Measure& of = plan.measures[attainment.of];
        return fmt::format("attainment of {}", label_of(of.title, of.name));
    }
    if (const auto* measured = std::get_if<MeasureAxis>(&axis)) {
        const Measure& of = plan.measures[measured->measure];
        return label_of(of.title, of.name);
    }
    return "";
}

std::string unit_of_axis(const Plan& plan, const Axis& axis) {
    if (const auto* attained = std::get_if<AttainmentAxis>(&axis)) {
        const Attainment& attainment = plan.attainments[attained->attainment];
        return attainment.combined() ? std::string() : unit_of(plan, attainment.of);
    }
    return unit_of(plan, std::get<MeasureAxis>(axis).measure);
}

// Whether the caps on what is looked up (R7) let anybody come to the edge.
bool is_in_reach(const Component& component, const WindowFigures& window, const Edge& edge,
                 const Lookup& lookup) {
    const auto beyond = [&](const Rational& cap) {
        return edge.owned_by_upper ? cap < edge.at : cap <= edge.at;
    };
    if (component.attainment_cap && beyond(*component.attainment_cap)) return false;
    if (!window.credit_cap) return true;
    if (!lookup.attainment) return !beyond(*window.credit_cap);
    const std::optional<PartedFigure>& goal = lookup.attainment->quota;
    return !goal || goal->amount.sign() <= 0 || !beyond(*window.credit_cap / goal->amount);
}

void add_tier(const Desk& desk, const ComponentResult& result, const WindowFigures& window,
              const Lookup& lookup, StatementComponent& out) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const bool counted = std::holds_alternative<AttainmentAxis>(component.axis) ||
                         std::holds_alternative<MeasureAxis>(component.axis);
    if (!counted || lookup.none || component.per != Per::window) return;
    Place place;
    if (const auto* table = std::get_if<TierTable>(&component.value)) {
        place = place_in(desk, window, *table, lookup);
    } else if (const auto* curve = std::get_if<Curve>(&component.value)) {
        place = place_on(desk, window, *curve, lookup);
    } else if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
        place = place_among(desk, window, *milestones, lookup);
    } else {
        return;
    }
    StatementTier tier;
    tier.axis = axis_text(plan, component.axis);
    if (lookup.team.exists()) {
        tier.axis += fmt::format(", {}", desk.facts().roster[lookup.team].name);
    }
    tier.reached = place.reached;
    tier.pays = place.pays;
    tier.in = unit_of_axis(plan, component.axis);
    tier.curve = drawn_curve(desk, window, lookup);
    if (tier.curve) tier.curve->axis = tier.axis;
    if (place.next_edge && is_in_reach(component, window, *place.next_edge, lookup)) {
        tier.next = place.next;
        tier.next_pays = place.next_pays;
        add_next(desk, result, window, lookup, *place.next_edge, tier);
    }
    out.tiers.push_back(std::move(tier));
}

// The edges that lie on an attainment's axis, for the picture.
std::vector<Rational> marks_of(const Component& component, AttainmentIndex attainment) {
    std::vector<Rational> marks;
    const auto* axis = std::get_if<AttainmentAxis>(&component.axis);
    if (axis == nullptr || axis->attainment != attainment) return marks;
    if (const auto* table = std::get_if<TierTable>(&component.value)) {
        for (const Tier& tier : table->tiers) {
            if (tier.lower) marks.push_back(tier.lower->at);
        }
    } else if (const auto* curve = std::get_if<Curve>(&component.value)) {
        for (const CurvePoint& point : curve->points)
            marks.push_back(point.at);
    } else if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
        for (const Milestones::Step& step : milestones->steps)
            marks.push_back(step.at);
    }
    return marks;
}

// The window that an attainment is about: its own grain, or that of the component that asks.
Period window_of(const Desk& desk, const Plan& plan, const Attainment& attainment,
                 const WindowFigures& window) {
    if (!attainment.window || *attainment.window == window.window.grain) return window.window;
    const auto calendar = desk.facts().calendars.find(plan.calendar);
    if (calendar == desk.facts().calendars.end()) return window.window;
    return calendar->second.containing(*attainment.window, window.days.last())
        .value_or(window.window);
}

void add_goal(const Desk& desk, const WindowFigures& window, const AttainmentFigure& figure,
              StatementComponent& out) {
    // Of a combined attainment its parts are goals; what it makes of them is told in a note.
    for (const AttainmentFigure& part : figure.parts)
        add_goal(desk, window, part, out);
    if (!figure.measure_result) return;
    const Plan& plan = desk.plan_of(window);
    const Attainment& attainment = plan.attainments[figure.attainment];
    const Measure& measure = plan.measures[attainment.of];
    const MeasureResult& measured = desk.run.measures[*figure.measure_result];
    StatementGoal goal;
    goal.name = attainment.name;
    goal.measure = label_of(measure.title, measure.name);
    if (const auto* team = std::get_if<TeamIndex>(&measured.owner)) {
        goal.of_team = desk.facts().roster[*team].name;
    }
    goal.window = window_of(desk, plan, attainment, window);
    goal.in = unit_of(plan, attainment.of);
    goal.measured = figure.measured;
    goal.deals = measured.lines.size();
    goal.goal = figure.quota;
    if (figure.quota) {
        for (const PeriodPart& part : figure.quota->parts) {
            goal.origins.push_back(origin_text(desk.facts(), part.origin));
        }
    }
    goal.value = figure.value;
    goal.marks = marks_of(desk.component_of(window), figure.attainment);
    const bool known = std::any_of(out.goals.begin(), out.goals.end(), [&](const auto& other) {
        return other.name == goal.name && other.of_team == goal.of_team &&
               other.window == goal.window && other.measured == goal.measured;
    });
    if (!known) out.goals.push_back(std::move(goal));
}

}  // namespace

void add_goals(const Desk& desk, const ComponentResult& result, StatementComponent& out) {
    for (const WindowFigures& window : result.windows) {
        for (const Lookup& lookup : window.lookups) {
            if (lookup.attainment) add_goal(desk, window, *lookup.attainment, out);
            add_tier(desk, result, window, lookup, out);
        }
        if (window.pool && desk.run.pools[window.pool->pool].above) {
            add_goal(desk, window, *desk.run.pools[window.pool->pool].above, out);
        }
        if (!window.gate) continue;
        for (const AttainmentFigure& figure : window.gate->attainments) {
            add_goal(desk, window, figure, out);
        }
    }
}

}  // namespace attain::report
