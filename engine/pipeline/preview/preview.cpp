#include "pipeline/preview/preview.h"

#include <algorithm>

#include "pipeline/compute.h"
#include "pipeline/preview/made_world.h"

namespace attain::preview {

namespace {

bool is_paid_on(const Uses& uses, const Plan& plan, AskedMeasure::For purpose, bool money) {
    return std::any_of(uses.measures.begin(), uses.measures.end(), [&](const AskedMeasure& asked) {
        return asked.asked_for == purpose && plan.measures[asked.measure].is_money() == money &&
               feed_of(plan.measures[asked.measure]) != Feed::own_pay;
    });
}

const Standing* standing_of(const std::vector<Standing>& standings, MeasureIndex measure) {
    for (const Standing& standing : standings) {
        if (standing.measure == measure) return &standing;
    }
    return nullptr;
}

// The least step that a measure can make: a cent, a unit.
Rational least_step(const Plan& plan, MeasureIndex measure) {
    if (!plan.measures[measure].is_money()) return 1;
    return Rational(1) / Rational(power_of_ten(plan.currency.minor_digits()));
}

// Reads one copy's figures out of the run.
class Reader {
public:
    Reader(const World& world, const RunResult& run, const Plan& plan)
        : world_(world), run_(run), plan_(plan) {}

    Point read(const Rational& at, ParticipantIndex who, std::size_t first_component) const {
        Point point(plan_.currency);
        point.at = at;
        point.attained.resize(plan_.attainments.size());
        point.measured.resize(plan_.measures.size());
        point.parts.assign(plan_.components.size(), Part(plan_.currency));
        for (std::size_t i = first_component; i < run_.components.size(); ++i) {
            if (run_.components[i].who != who) break;
            add(run_.components[i], point);
        }
        for (const PlanResult& result : run_.plans) {
            if (result.who != who) continue;
            point.limits += result.cap_cut;
            point.limits += result.floor_added;
            point.total += result.due;
        }
        return point;
    }

private:
    void add(const ComponentResult& result, Point& point) const {
        const Plan& version = world_.rules[result.plan];
        const std::string& name = version.components[result.component].name;
        const auto component = std::find_if(plan_.components.begin(), plan_.components.end(),
                                            [&](const Component& one) { return one.name == name; });
        if (component == plan_.components.end()) return;
        Part& part = point.parts[static_cast<std::size_t>(component - plan_.components.begin())];
        part.due += result.due;
        if (result.outcome != Outcome::not_due || part.outcome == Outcome::not_due) {
            part.outcome = result.outcome;
        }
        part.exact = result.exact;
        part.exceptions = result.exceptions;
        for (const WindowFigures& window : result.windows)
            add(world_.rules[window.plan], window, part, point);
    }

    void add(const Plan& version, const WindowFigures& window, Part& part, Point& point) const {
        for (const Lookup& lookup : window.lookups) {
            part.at = lookup.at;
            part.value = lookup.value;
            if (lookup.attainment) note(version, *lookup.attainment, point);
            if (lookup.measure_result) note(version, *lookup.measure_result, point);
        }
        if (window.base_measure) note(version, *window.base_measure, point);
        if (window.gate) {
            for (const AttainmentFigure& figure : window.gate->attainments)
                note(version, figure, point);
        }
        if (window.pool && run_.pools[window.pool->pool].above) {
            note(version, *run_.pools[window.pool->pool].above, point);
        }
    }

    void note(const Plan& version, const AttainmentFigure& figure, Point& point) const {
        const std::string& name = version.attainments[figure.attainment].name;
        for (std::size_t i = 0; i < plan_.attainments.size(); ++i) {
            if (plan_.attainments[i].name == name) point.attained[i] = figure.value;
        }
        if (figure.measure_result) note(version, *figure.measure_result, point);
        for (const AttainmentFigure& part : figure.parts)
            note(version, part, point);
    }
    void note(const Plan& version, std::size_t answer, Point& point) const {
        const MeasureResult& result = run_.measures[answer];
        const std::string& name = version.measures[result.measure].name;
        for (std::size_t i = 0; i < plan_.measures.size(); ++i) {
            if (plan_.measures[i].name == name) point.measured[i] = result.value;
        }
    }

    const World& world_;
    const RunResult& run_;
    const Plan& plan_;
};

// How much of its goal a measure is at an attainment: less at more, where lower is better.
Rational share_at(const Plan& plan, MeasureIndex measure, const Rational& at) {
    for (const Attainment& attainment : plan.attainments) {
        if (attainment.combined() || attainment.of != measure) continue;
        switch (attainment.direction) {
            case Direction::higher: return at;
            case Direction::quota_over_measure: return at.is_zero() ? at : Rational(1) / at;
            case Direction::two_minus_share: return greatest(Rational(2) - at, Rational(0));
        }
    }
    return at;
}

// Where a copy's measures stand when the axis is at `at`.
Copy copy_at(const Plan& plan, const Layout& layout, const Axis& axis, const Rational& at) {
    Copy copy;
    for (const Standing& standing : layout.standings) {
        const std::string& name = plan.measures[standing.measure].name;
        if (!standing.moves) {
            copy.share[name] = 1;
        } else if (axis.kind == Axis::Kind::attainment) {
            copy.share[name] = share_at(plan, standing.measure, at);
        } else {
            copy.amount[name] = at;
        }
    }
    for (const auto& [name, level] : layout.columns)
        copy.column[name] = axis.only == name ? at : level;
    return copy;
}

std::vector<Mark> marks_of(const Plan& plan, const Axis& axis, const Layout& layout) {
    // Boundaries themselves come before neighbours of others at the same place.
    std::map<Rational, Mark> marks;
    for (const int side : {0, -1, 1}) {
        for (const Boundary& boundary : boundaries_of(plan)) {
            if (!boundary.column.empty()) {
                if (boundary.column != axis.only) continue;
                // A hundredth: of a percent where shares are looked up.
                const std::int64_t parts = axis.kind == Axis::Kind::attainment ? 10000 : 100;
                const Rational beside = boundary.at + Rational::of(side, parts);
                marks.try_emplace(beside, Mark{beside, boundary.at, side, 0, true});
                continue;
            }
            const Standing* standing = standing_of(layout.standings, boundary.measure);
            if (standing == nullptr || !standing->moves) continue;
            const bool of_goal = boundary.attainment.has_value();
            Rational at = boundary.at;  // of the measure
            if (of_goal) at *= standing->full;
            // In units of the axis: a share of the measure's 100%, or the measure itself.
            const bool shares = axis.kind == Axis::Kind::attainment;
            if (shares && standing->full.sign() <= 0) continue;
            if (!shares && of_goal && standing->source != Standing::Source::goal) continue;
            const Rational unit = shares ? standing->full : Rational(1);
            const Rational beside = at + least_step(plan, boundary.measure) * side;
            const Mark mark{beside / unit, at / unit, side, boundary.measure, false};
            marks.try_emplace(mark.at, mark);
        }
    }
    std::vector<Mark> sorted;
    for (auto& [at, mark] : marks)
        sorted.push_back(mark);
    return sorted;
}

Rational target_of(const RunResult& run, ParticipantIndex who) {
    Rational most;
    std::map<ComponentIndex, Rational> sums;
    std::map<std::pair<ComponentIndex, std::string>, Rational> windows;
    for (const ComponentResult& result : run.components) {
        if (result.who != who) continue;
        for (const WindowFigures& window : result.windows) {
            if (!window.target) continue;
            // To date, the last pay period of a window says it all.
            windows[{result.component, window.window.name}] = window.target->amount;
        }
    }
    for (const auto& [key, amount] : windows)
        sums[key.first] += amount;
    for (const auto& [component, sum] : sums)
        most = greatest(most, sum);
    return most;
}

Rehearsal rehearsed(const Subject& subject, const std::vector<Rational>& places, const Plan& plan,
                    const Axis& axis, const Layout& layout) {
    std::vector<Copy> copies;
    for (const Rational& at : places)
        copies.push_back(copy_at(plan, layout, axis, at));
    Rehearsal rehearsal{made_world(subject, layout.slots, copies), {}, {}};
    rehearsal.run = compute(rehearsal.world, subject.period, {});
    for (std::size_t i = 0; i < places.size(); ++i)
        rehearsal.who.push_back(person_in(subject, i));
    return rehearsal;
}

}  // namespace

Axis natural_axis(const Plan& plan, bool with_goals) {
    const Uses uses = uses_of(plan);
    if (with_goals && !uses.attainments.empty()) return {};
    for (const AskedMeasure::For purpose : {AskedMeasure::For::axis, AskedMeasure::For::base}) {
        if (is_paid_on(uses, plan, purpose, true)) return {Axis::Kind::amount, ""};
        if (is_paid_on(uses, plan, purpose, false)) return {Axis::Kind::count, ""};
    }
    return {};
}

std::vector<Mark> boundaries(const Subject& subject, const Axis& axis) {
    const Plan& plan = plan_of(subject);
    return marks_of(plan, axis, lay_out(subject, plan, axis));
}

Rational lines_needed(const Subject& subject, const Axis& axis,
                      const std::vector<Rational>& places) {
    const Plan& plan = plan_of(subject);
    Rational lines;
    for (const Standing& standing : lay_out(subject, plan, axis).standings) {
        if (!in_units(plan.measures[standing.measure])) continue;
        for (const Rational& at : places) {
            const Rational each = !standing.moves                       ? standing.full
                                  : axis.kind == Axis::Kind::attainment ? at * standing.full
                                                                        : at;
            lines += each * Rational(static_cast<std::int64_t>(standing.windows));
        }
    }
    return lines;
}

Rehearsal rehearse(const Subject& subject, const Axis& axis, const std::vector<Rational>& places) {
    const Plan& plan = plan_of(subject);
    return rehearsed(subject, places, plan, axis, lay_out(subject, plan, axis));
}

Preview preview(const Subject& subject, const Axis& axis, const std::vector<Rational>& places) {
    const Plan& plan = plan_of(subject);
    const Layout layout = lay_out(subject, plan, axis);
    const Rehearsal rehearsal = rehearsed(subject, places, plan, axis, layout);
    const RunResult& run = rehearsal.run;

    Preview made;
    made.axis = axis;
    made.period = subject.period;
    made.standings = layout.standings;
    made.columns = layout.columns;
    made.columns.erase(axis.only);
    const Calendar& calendar = subject.calendars.at(plan.calendar);
    made.pay_periods = calendar.within(plan.pays, subject.period.days).size();
    if (!places.empty()) made.target = target_of(run, rehearsal.who.front());
    const Reader reader(rehearsal.world, run, plan);
    const std::vector<Mark> marks = marks_of(plan, axis, layout);
    std::size_t component = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const ParticipantIndex who = rehearsal.who[i];
        while (component < run.components.size() && run.components[component].who < who)
            ++component;
        made.points.push_back(reader.read(places[i], who, component));
        for (const Mark& mark : marks) {
            if (mark.at == places[i]) made.points.back().mark = mark;
        }
    }
    return made;
}

}  // namespace attain::preview
