#include "pipeline/payout/schedule.h"

#include <algorithm>
#include <set>

#include "model/plan/named.h"
#include "model/plan/reading.h"

namespace attain::payout {

namespace {

using assignment::Assignment;

class Scheduler {
public:
    Scheduler(const World& world, measure::Requests& requests)
        : world_(world), requests_(requests) {}

    Job job(const std::vector<Assignment>& assignments, const assignment::PayPeriod& period,
            ComponentIndex index) {
        const Assignment& assignment = assignments[period.assignment];
        const Plan& plan = world_.rules[period.plan];
        const Component& component = plan.components[index];
        const Calendar& calendar = world_.facts.calendars.at(plan.calendar);
        begins_ = period.period.days.first;
        Job job{
            {period.assignment, period.plan, period.period, index, period.period.days.past_the_end},
            {}};
        all_ = &assignments;
        for (const assignment::Window& window : assignment::windows(
                 plan, calendar, component.window, period.period, assignment.days)) {
            const std::optional<Ruling> ruling =
                ruling_of(assignment, job, window, window.days.last());
            if (!ruling) continue;
            if (by_days(*ruling)) {
                add_versions(assignment, window, job);
            } else {
                job.windows.push_back(window_job(assignment, *ruling, window));
            }
        }
        return job;
    }

private:
    // Whether each version rules its own days: where the last one says so, for what is not rated
    // credit by credit (T8).
    bool by_days(const Ruling& ruling) const {
        const Plan& rules = world_.rules[ruling.plan];
        const Component& component = rules.components[ruling.component];
        const bool rates_credits = std::holds_alternative<MeasureBase>(component.base) &&
                                   !std::holds_alternative<Curve>(component.value);
        return rules.terms.versions_by_days && !rates_credits;
    }

    void add_versions(const Assignment& assignment, const assignment::Window& window, Job& job) {
        for (const Plan& version : world_.rules.plans()) {
            if (version.id.text() != assignment.plan) continue;
            const DayRange days = version.effective.intersect(window.days);
            if (days.empty()) continue;
            const std::optional<Ruling> ruling = ruling_of(assignment, job, window, days.first);
            if (!ruling) continue;
            job.windows.push_back(window_job(assignment, *ruling, window));
            if (days != window.days) {
                job.windows.back().share = Rational::of(days.days(), window.days.days());
            }
        }
    }

    // The version in force on a day, usually the window's last assigned one (T8); nothing where it
    // has no such component.
    std::optional<Ruling> ruling_of(const Assignment& assignment, const Job& job,
                                    const assignment::Window& window, Date day) const {
        Ruling ruling = job;
        ruling.plan = world_.rules.on(assignment.plan, day);
        const std::string& name = world_.rules[job.plan].components[job.component].name;
        const std::vector<Component>& components = world_.rules[ruling.plan].components;
        const auto found =
            std::find_if(components.begin(), components.end(),
                         [&](const Component& component) { return component.name == name; });
        if (found == components.end()) return std::nullopt;
        ruling.component = static_cast<ComponentIndex>(found - components.begin());
        ruling.upto = std::min(ruling.upto, window.period.days.past_the_end);
        return ruling;
    }

    bool of_team(const Plan& plan, MeasureIndex measure) const {
        return plan.measures[measure].credit == CreditScope::team;
    }

    // `position`: it says where somebody stands, and what is carried from another plan counts too.
    std::optional<std::size_t> ask(const Assignment& assignment, PlanIndex plan,
                                   MeasureIndex measure, TeamIndex team, const Period& window,
                                   DayRange own, bool position = false) {
        const Plan& rules = world_.rules[plan];
        DayRange credited = assignment::credited_days(world_.facts.roster, assignment, rules);
        const DayRange carried = assignment::days_with_carried(*all_, assignment, rules);
        if (position && carried.first < credited.first) credited.first = own.first = carried.first;
        return measure::ask(world_, requests_,
                            {plan, assignment.who, team, credited, window, own, upto_, begins_},
                            measure);
    }

    std::optional<AttainmentAsk> ask_attainment(const Assignment& assignment, PlanIndex plan,
                                                AttainmentIndex index, TeamIndex team,
                                                const assignment::Window& window) {
        const Plan& rules = world_.rules[plan];
        const Attainment& attainment = rules.attainments[index];
        if (attainment.combined()) return ask_parts(assignment, plan, index, team, window);
        Period period = window.period;
        if (attainment.window && *attainment.window != period.grain) {
            const Calendar& calendar = world_.facts.calendars.at(rules.calendar);
            const auto own = calendar.containing(*attainment.window, window.days.last());
            if (!own) return std::nullopt;
            period = *own;
        }
        const auto answer =
            ask(assignment, plan, attainment.of, team, period, assignment.days, true);
        if (!answer) return std::nullopt;
        const GoalOwner owner =
            of_team(rules, attainment.of) ? GoalOwner(team) : GoalOwner(assignment.who);
        return AttainmentAsk{index,   owner, period, promised(assignment, rules, period, true),
                             *answer, {}};
    }

    std::optional<AttainmentAsk> ask_parts(const Assignment& assignment, PlanIndex plan,
                                           AttainmentIndex index, TeamIndex team,
                                           const assignment::Window& window) {
        const Plan& rules = world_.rules[plan];
        AttainmentAsk combined{index,
                               GoalOwner(assignment.who),
                               window.period,
                               promised(assignment, rules, window.period, true),
                               0,
                               {}};
        for (const Attainment::Part& part : rules.attainments[index].parts) {
            auto asked = ask_attainment(assignment, plan, part.attainment, team, window);
            if (!asked) return std::nullopt;
            combined.parts.push_back(std::move(*asked));
        }
        return combined;
    }

    LookupAsk lookup(const Assignment& assignment, PlanIndex plan, const Component& component,
                     const assignment::Window& window, TeamIndex team, DayRange days) {
        LookupAsk ask_for{team, days, {}, {}, {}};
        if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
            ask_for.attainment = ask_attainment(assignment, plan, axis->attainment, team, window);
        } else if (const auto* by = std::get_if<MeasureAxis>(&component.axis)) {
            ask_for.measure =
                ask(assignment, plan, by->measure, team, window.period, window.days, true);
        }
        if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
            // One's own credit belongs to the team of its day; a team's is the window's as a whole,
            // and so is what does not add up, such as the greatest deal.
            const bool whole = world_.rules[plan].measures[base->measure].shared_by_teams();
            ask_for.base = ask(assignment, plan, base->measure, team, window.period,
                               whole ? window.days : days);
        }
        return ask_for;
    }

    DayRange promised(const Assignment& assignment, const Plan& rules, const Period& period,
                      bool with_carried) const {
        const DayRange days = with_carried ? assignment::days_with_carried(*all_, assignment, rules)
                                           : assignment.days;
        return assignment::promised_days(assignment, days, rules, period);
    }

    WindowJob window_job(const Assignment& assignment, const Ruling& ruling,
                         const assignment::Window& window) {
        const PlanIndex plan = ruling.plan;
        const Plan& rules = world_.rules[plan];
        const Component& component = rules.components[ruling.component];
        WindowJob job;
        job.ruling = ruling;
        job.window = window;
        upto_ = ruling.upto;
        job.there = promised(assignment, rules, window.period, false);
        job.forfeited = assignment::forfeited(assignment, rules, window.period, ruling.pay_period);
        job.last_team = assignment::last_team(world_.facts.roster, assignment.who, window.days);
        if (follows_team(rules, component)) {
            for (const assignment::TeamDays& stretch :
                 assignment::team_days(world_.facts.roster, assignment.who, window.days)) {
                job.lookups.push_back(
                    lookup(assignment, plan, component, window, stretch.team, stretch.days));
            }
            // To date, the present team stands for the days still to come.
            if (!job.lookups.empty()) {
                job.lookups.back().days.past_the_end = job.there.past_the_end;
            }
        } else {
            job.lookups.push_back(
                lookup(assignment, plan, component, window, TeamIndex::none(), window.days));
        }
        const Named named = named_by(rules, component);
        for (const AttainmentIndex index : named.attainments) {
            if (auto asked = ask_attainment(assignment, plan, index, job.last_team, window)) {
                job.named_attainments.push_back(*asked);
            }
        }
        for (const MeasureIndex index : named.measures) {
            if (const auto answer =
                    ask(assignment, plan, index, job.last_team, window.period, window.days, true)) {
                job.named_measures.emplace_back(index, *answer);
            }
        }
        if (const auto* pool = std::get_if<Pool>(&component.value)) {
            if (pool->rate) {
                job.pool_measure =
                    ask(assignment, plan, pool->of, job.last_team, window.period, window.days);
            }
            if (pool->above_goal) {
                job.pool_above =
                    ask_attainment(assignment, plan, *pool->above_goal, job.last_team, window);
            }
            if (pool->shared == PoolSharing::by_credit)
                ask_pool_credit(assignment, plan, *pool, job);
        }
        return job;
    }

    // What a member brought to the team's measure: credit of the window that was assigned on their
    // days in that team, also before the window began (C2, C4).
    void ask_pool_credit(const Assignment& assignment, PlanIndex plan, const Pool& pool,
                         WindowJob& job) {
        const DayRange so_far{job.window.period.days.first,
                              std::min(upto_, job.window.period.days.past_the_end)};
        for (const assignment::TeamDays& stretch :
             assignment::team_days(world_.facts.roster, assignment.who, DayRange::always())) {
            if (stretch.team != job.last_team || !stretch.team.exists()) continue;
            job.pool_credit.push_back(
                requests_.add({plan,
                               pool.of,
                               GoalOwner(assignment.who),
                               job.window.period,
                               stretch.days,
                               so_far,
                               measure::netted_until(world_.rules[plan], job.window.period),
                               {}}));
        }
    }

    const World& world_;
    measure::Requests& requests_;
    const std::vector<Assignment>* all_ = nullptr;
    Date begins_;  // the first day of the pay period at hand
    Date upto_;    // of the window at hand
};

}  // namespace

bool follows_team(const Plan& plan, const Component& component) {
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        if (attains_with_team(plan, axis->attainment)) return true;
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        if (reads_team(plan, axis->measure)) return true;
    }
    const auto* base = std::get_if<MeasureBase>(&component.base);
    return base && reads_team(plan, base->measure);
}

bool runs_on(const Plan& plan, const Component& component) {
    return component.window > plan.pays && component.settles == Settles::every_pay_period;
}

namespace {

// Whether a window of the component goes on after this pay period, and pays in each.
bool goes_on(const World& world, const assignment::PayPeriod& period, ComponentIndex index) {
    const Plan& plan = world.rules[period.plan];
    const Component& component = plan.components[index];
    if (!runs_on(plan, component)) return false;
    const auto window = world.facts.calendars.at(plan.calendar)
                            .containing(component.window, period.period.days.first);
    return window && period.period.days.past_the_end < window->days.past_the_end;
}

}  // namespace

std::vector<Job> schedule(const World& world, const std::vector<Assignment>& assignments,
                          const std::vector<assignment::PayPeriod>& periods, Scope scope,
                          measure::Requests& requests) {
    Scheduler scheduler(world, requests);
    const std::set<ComponentName> taken_in = components_taken_in(world);
    std::vector<Job> jobs;
    for (const assignment::PayPeriod& period : periods) {
        const Plan& plan = world.rules[period.plan];
        for (ComponentIndex component = 0; component < plan.components.size(); ++component) {
            const ComponentName name{plan.id.text(), plan.components[component].name};
            const bool taken_off = taken_in.contains(name) || goes_on(world, period, component) ||
                                   remembers(plan.components[component]);
            if (scope == Scope::those_taken_off && !taken_off) continue;
            Job job = scheduler.job(assignments, period, component);
            if (!job.windows.empty()) jobs.push_back(std::move(job));
        }
    }
    return jobs;
}

}  // namespace attain::payout
