#include "pipeline/preview/slots.h"

#include <algorithm>

#include "model/plan/reading.h"
#include "pipeline/compute.h"
#include "pipeline/preview/made_world.h"

namespace attain::preview {

namespace {

// What a run asked of one measure in one window, up to the end of one pay period.
struct Asked {
    Period window;
    DayRange days;
    GoalOwner owner;
    std::optional<Rational> goal;
};

// A goal that an answer was divided by, and the span for which it was asked.
struct Goal {
    Grain grain;
    Rational amount;
};

// The goals behind a run's answers, by place of the answer. One answer may serve several: January
// is a month, and the year to date.
class Goals {
public:
    Goals(const World& world, const RunResult& run) : world_(world) {
        for (const ComponentResult& component : run.components) {
            for (const WindowFigures& window : component.windows) {
                for (const Lookup& lookup : window.lookups) {
                    if (lookup.attainment) note(window, *lookup.attainment);
                }
                if (!window.gate) continue;
                for (const AttainmentFigure& figure : window.gate->attainments)
                    note(window, figure);
            }
        }
        for (const PoolResult& pool : run.pools) {
            if (pool.above) note(pool.plan, pool.component, *pool.above);
        }
    }
    std::span<const Goal> of(std::size_t answer) const {
        const auto found = goals_.find(answer);
        if (found == goals_.end()) return {};
        return found->second;
    }

private:
    void note(const WindowFigures& window, const AttainmentFigure& figure) {
        note(window.plan, window.component, figure);
    }
    void note(PlanIndex rules, ComponentIndex component, const AttainmentFigure& figure) {
        const Plan& plan = world_.rules[rules];
        const Grain grain =
            plan.attainments[figure.attainment].window.value_or(plan.components[component].window);
        if (figure.quota && figure.measure_result) {
            goals_[*figure.measure_result].push_back({grain, figure.quota->amount});
        }
        for (const AttainmentFigure& part : figure.parts)
            note(rules, component, part);
    }

    const World& world_;
    std::map<std::size_t, std::vector<Goal>> goals_;
};

// What was asked of one measure: with the goals of its finest span that has any; and without.
struct AskedOf {
    std::optional<Grain> goal_grain;
    std::vector<Asked> with_goal;
    std::vector<Asked> without;
};

bool comes_before(const Asked& a, const Asked& b) {
    return std::tuple(a.window.days.first, a.owner, a.days.past_the_end) <
           std::tuple(b.window.days.first, b.owner, b.days.past_the_end);
}

// Everything that the run of an empty world asked of the person and the person's teams, by measure.
std::map<std::string, AskedOf> asked_in(const World& world, const RunResult& run,
                                        ParticipantIndex who, const Calendar& calendar) {
    std::map<std::string, AskedOf> asked;
    const Goals goals(world, run);
    for (std::size_t i = 0; i < run.measures.size(); ++i) {
        const MeasureResult& result = run.measures[i];
        const Measure& measure = world.rules[result.plan].measures[result.measure];
        const bool of_team = measure.credit == CreditScope::team;
        // A team's measure is also asked for its members' parts, and mates ask for themselves.
        if (of_team ? result.owner.index() != 1 : result.owner != GoalOwner(who)) continue;
        AskedOf& of = asked[measure.name];
        of.without.push_back({result.window, result.days, result.owner, std::nullopt});
        for (const Goal& goal : goals.of(i)) {
            if (of.goal_grain && *of.goal_grain < goal.grain) continue;
            if (of.goal_grain != goal.grain) of.with_goal.clear();
            of.goal_grain = goal.grain;
            const auto window = calendar.containing(goal.grain, result.days.last());
            of.with_goal.push_back(
                {window.value_or(result.window), result.days, result.owner, goal.amount});
        }
    }
    for (auto& [name, of] : asked) {
        std::sort(of.with_goal.begin(), of.with_goal.end(), comes_before);
        std::sort(of.without.begin(), of.without.end(), comes_before);
    }
    return asked;
}

// Without a goal, a measure stands where it should in its finest window.
std::vector<Asked> finest_of(const std::vector<Asked>& all) {
    std::vector<Asked> finest;
    for (const Asked& one : all) {
        if (!finest.empty() && finest.front().window.grain < one.window.grain) continue;
        if (!finest.empty() && finest.front().window.grain > one.window.grain) finest.clear();
        finest.push_back(one);
    }
    return finest;
}

class LayoutMaker {
public:
    LayoutMaker(const Subject& subject, const Plan& plan, const Axis& axis)
        : subject_(subject), plan_(plan), axis_(axis), uses_(uses_of(plan)) {}

    Layout make() {
        const World empty = made_world(subject_, {}, {Copy{}});
        const RunResult run = compute(empty, subject_.period, {});
        const auto asked =
            asked_in(empty, run, person_in(subject_, 0), subject_.calendars.at(plan_.calendar));
        roster_ = &empty.facts.roster;
        for (MeasureIndex i = 0; i < plan_.measures.size(); ++i) {
            const auto found = asked.find(plan_.measures[i].name);
            if (found != asked.end()) add_measure(i, found->second);
        }
        add_columns();
        return std::move(layout_);
    }

private:
    // Every deal has what is given, or else what the last edge asks.
    void add_columns() {
        for (const std::string& column : columns_looked_up(plan_)) {
            const auto given = subject_.columns.find(column);
            Rational& level = layout_.columns[column];
            if (given != subject_.columns.end()) level = given->second;
            for (const Boundary& boundary : boundaries_of(plan_)) {
                const bool last = boundary.column == column && level < boundary.at;
                if (last && given == subject_.columns.end()) level = boundary.at;
            }
        }
    }

    void add_measure(MeasureIndex index, const AskedOf& of) {
        const std::vector<Asked> asked = of.goal_grain ? of.with_goal : finest_of(of.without);
        Standing standing;
        standing.measure = index;
        if (feed_of(plan_.measures[index]) == Feed::own_pay) {
            standing.source = Standing::Source::own_pay;
            standing.moves = false;
            layout_.standings.push_back(standing);
            return;
        }
        assume(index, standing);
        std::set<std::string> windows;
        for (std::size_t begin = 0, end = 0; begin < asked.size(); begin = end) {
            end = begin;
            while (end < asked.size() && asked[end].window == asked[begin].window &&
                   asked[end].owner == asked[begin].owner) {
                ++end;
            }
            std::span<const Asked> window(asked.data() + begin, end - begin);
            const Rational full = window.back().goal.value_or(standing.full);
            if (windows.empty()) {
                if (window.back().goal) standing.source = Standing::Source::goal;
                standing.full = full;
                standing.window = window.front().window.name;
            }
            windows.insert(window.front().window.name);
            add_window(index, window, of.without, full);
        }
        standing.windows = windows.size();
        standing.moves = moves(index, standing);
        layout_.standings.push_back(std::move(standing));
    }

    // What 100% is, for a measure without a goal.
    void assume(MeasureIndex index, Standing& standing) const {
        const auto given = subject_.levels.find(index);
        if (given != subject_.levels.end()) {
            standing.source = Standing::Source::stated;
            standing.full = given->second;
            return;
        }
        std::optional<Rational> edge;
        std::optional<Rational> gate;
        for (const Boundary& boundary : boundaries_of(plan_)) {
            if (boundary.attainment || !boundary.column.empty() || boundary.measure != index) {
                continue;
            }
            std::optional<Rational>& most = boundary.in_gate ? gate : edge;
            if (!most || *most < boundary.at) most = boundary.at;
        }
        standing.full = assumed_goal(plan_, index);
        if (edge) {
            standing.source = Standing::Source::edge;
            standing.full = *edge;
        }
        // What a gate asks for, so that the rest can be seen.
        if (gate && (!edge || *edge < *gate)) {
            standing.source = Standing::Source::gate;
            standing.full = *gate;
        }
    }

    bool moves(MeasureIndex index, const Standing& standing) const {
        const Measure& measure = plan_.measures[index];
        if (!axis_.only.empty()) {
            if (measure.name == axis_.only) return true;
            return is_behind(axis_.only, index);
        }
        if (axis_.kind == Axis::Kind::attainment) {
            return standing.source == Standing::Source::goal || !only_in_gates(index);
        }
        const bool money = axis_.kind == Axis::Kind::amount;
        return measure.is_money() == money && is_axis(index);
    }

    bool is_behind(const std::string& attainment, MeasureIndex measure) const {
        for (AttainmentIndex i = 0; i < plan_.attainments.size(); ++i) {
            if (plan_.attainments[i].name != attainment) continue;
            for (const AttainmentIndex one : attainments_behind(plan_, i)) {
                if (plan_.attainments[one].of == measure) return true;
            }
        }
        return false;
    }

    bool only_in_gates(MeasureIndex index) const {
        return std::none_of(
            uses_.measures.begin(), uses_.measures.end(), [&](const AskedMeasure& asked) {
                return asked.measure == index && asked.asked_for != AskedMeasure::For::gate;
            });
    }

    // Looked up by a table; where no table looks a measure up, paid on.
    bool is_axis(MeasureIndex index) const {
        const auto asked_for = [&](AskedMeasure::For purpose, std::optional<MeasureIndex> one) {
            return std::any_of(
                uses_.measures.begin(), uses_.measures.end(), [&](const AskedMeasure& asked) {
                    return asked.asked_for == purpose && (!one || asked.measure == *one);
                });
        };
        if (asked_for(AskedMeasure::For::axis, std::nullopt)) {
            return asked_for(AskedMeasure::For::axis, index);
        }
        return asked_for(AskedMeasure::For::base, index);
    }

    // The parts of a window that end with a pay period each, and what of the whole is in them.
    void add_window(MeasureIndex index, std::span<const Asked> window,
                    const std::vector<Asked>& all, const Rational& full) {
        std::vector<Asked> parts;
        for (const Asked& asked : window) {
            if (parts.empty() || parts.back().days.past_the_end < asked.days.past_the_end) {
                parts.push_back(asked);
            }
        }
        if (parts.size() == 1) split_like(all, parts);
        bool phased = true;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            phased = phased && parts[i].goal && (i == 0 || *parts[i - 1].goal < *parts[i].goal);
        }
        const auto count = static_cast<std::int64_t>(parts.size());
        Rational from = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            Rational upto = Rational::of(static_cast<std::int64_t>(i) + 1, count);
            if (phased && count > 1) upto = *parts[i].goal / *parts.back().goal;
            DayRange days = parts[i].days;
            if (i > 0) days.first = std::max(days.first, parts[i - 1].days.past_the_end);
            add_slot(
                {plan_.measures[index].name, parts[i].window.name, {}, false, {}, from, upto, full},
                index, parts[i].owner, days);
            from = upto;
        }
    }

    // A window that is asked once, when it closes, but whose measure is also read in parts of it:
    // the deals are spread over these.
    static void split_like(const std::vector<Asked>& all, std::vector<Asked>& parts) {
        const Asked whole = parts.front();
        std::set<Date> ends = {whole.days.past_the_end};
        for (const Asked& other : all) {
            if (other.owner == whole.owner && whole.days.holds(other.days)) {
                ends.insert(other.days.past_the_end);
            }
        }
        parts.clear();
        for (const Date end : ends) {
            parts.push_back(whole);
            parts.back().days.past_the_end = end;
        }
    }

    // On the last of the days on which somebody is there to have the deal.
    void add_slot(Slot slot, MeasureIndex index, const GoalOwner& owner, const DayRange& days) {
        const Measure& measure = plan_.measures[index];
        slot.divided = measure.credit == CreditScope::team;
        for (Date day = days.last(); days.holds(day); day = day - 1) {
            slot.owners = owners_on(measure, owner, day);
            if (slot.owners.empty()) continue;
            slot.day = day;
            layout_.slots.push_back(std::move(slot));
            return;
        }
    }

    std::vector<std::uint32_t> owners_on(const Measure& measure, const GoalOwner& owner,
                                         Date day) const {
        std::vector<std::uint32_t> owners;
        const auto count = static_cast<std::uint32_t>(subject_.people.size());
        switch (measure.credit) {
            case CreditScope::own:
                if (!on_plan(subject_.who, day)) return {};
                owners.push_back(subject_.who.value());
                // Invented mates do as well as the person does.
                for (std::uint32_t i = 1; subject_.name.empty() && i < count; ++i)
                    owners.push_back(i);
                return owners;
            case CreditScope::team:
                for (std::uint32_t i = 0; i < count; ++i) {
                    const Stretch* on = roster_->on(ParticipantIndex(i), day);
                    if (on && GoalOwner(on->team) == owner) owners.push_back(i);
                }
                return owners;
            case CreditScope::reports:
            case CreditScope::organization:
                if (on_plan(subject_.who, day)) owners.push_back(report_of(subject_));
                return owners;
        }
        return owners;
    }

    bool on_plan(ParticipantIndex who, Date day) const {
        const Stretch* on = roster_->on(who, day);
        return on &&
               std::find(on->plans.begin(), on->plans.end(), plan_.id.text()) != on->plans.end();
    }

    const Subject& subject_;
    const Plan& plan_;
    const Axis& axis_;
    const Uses uses_;
    const Roster* roster_ = nullptr;
    Layout layout_;
};

}  // namespace

const Plan& plan_of(const Subject& subject) {
    return subject.versions.back();
}

Layout lay_out(const Subject& subject, const Plan& plan, const Axis& axis) {
    return LayoutMaker(subject, plan, axis).make();
}

}  // namespace attain::preview
