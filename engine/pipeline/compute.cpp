// The path of the data, in order: who is on which plan → what has to be computed → credits and
// measures → components → what was due before → plans → payouts → what became of each row.
#include "pipeline/compute.h"

#include <algorithm>
#include <set>

#include "pipeline/payout/conclude.h"
#include "pipeline/payout/evaluate.h"

namespace attain {

namespace {

// All components of some pay periods: asked for, answered, evaluated.
struct Round {
    std::vector<payout::Job> jobs;
    measure::Requests requests;
    measure::Answers answers;
    payout::Evaluated evaluated;
};

bool runs_on(const Plan& plan) {
    return std::any_of(
        plan.components.begin(), plan.components.end(),
        [&](const Component& component) { return payout::runs_on(plan, component); });
}

bool remembers(const Plan& plan) {
    return std::any_of(plan.components.begin(), plan.components.end(), payout::remembers);
}

// The pay period before each one whose plan has a window longer than it: what was due until then is
// computed first, in order, and taken off (R5). Where a plan carries something on, all pay periods
// of the assignment before it, the earliest first.
std::vector<assignment::PayPeriod> periods_before(
    const World& world, const std::vector<assignment::Assignment>& assignments,
    const std::vector<assignment::PayPeriod>& periods) {
    std::vector<assignment::PayPeriod> before;
    std::set<std::pair<std::size_t, Date>> known;
    for (const assignment::PayPeriod& period : periods) {
        const Plan& plan = world.rules[period.plan];
        const Calendar& calendar = world.facts.calendars.at(plan.calendar);
        const bool all = remembers(plan);
        if (!all && !runs_on(plan)) continue;
        std::vector<assignment::PayPeriod> found;
        for (auto earlier = calendar.before(period.period); earlier;
             earlier = calendar.before(*earlier)) {
            if (!known.emplace(period.assignment, earlier->days.first).second) break;
            const auto there =
                assignment::pay_periods(world, {assignments[period.assignment]}, earlier->days);
            for (const assignment::PayPeriod& one : there)
                found.push_back({period.assignment, one.plan, one.period});
            if (!all || earlier->days.first < assignments[period.assignment].days.first) break;
        }
        before.insert(before.end(), found.rbegin(), found.rend());
    }
    return before;
}

}  // namespace

RunResult compute(const World& world, const Period& period, const ComputeOptions& options) {
    const std::vector<assignment::Assignment> assignments = assignment::assignments(world);
    const std::vector<assignment::PayPeriod> periods =
        assignment::pay_periods(world, assignments, period.days);

    Round now;
    Round before;
    now.jobs =
        payout::schedule(world, assignments, periods, payout::Scope::all_components, now.requests);
    before.jobs = payout::schedule(world, assignments, periods_before(world, assignments, periods),
                                   payout::Scope::those_taken_off, before.requests);

    RunResult run;
    run.period = period;
    run.entry = world.facts.entry;
    measure::Sources sources(world, options.netted_too);
    measure::withhold_unpriced(sources, now.requests, run.exceptions);
    measure::withhold_unpriced(sources, before.requests, run.exceptions);

    const promise::Promises promises(world);
    payout::Drafts drafts;
    payout::Memory memory;
    for (Round* round : {&before, &now}) {
        round->answers = measure::answer(sources, round->requests, options);
        round->evaluated = payout::evaluate({world, promises, assignments, round->jobs, drafts,
                                             memory, sources, options.force_exact},
                                            round->requests, round->answers);
        for (std::size_t i = 0; i < round->jobs.size(); ++i) {
            drafts.add(world, round->jobs[i], round->evaluated.components[i].entitled);
            const std::optional<Cash>& uncapped = round->evaluated.uncapped[i];
            if (uncapped) drafts.add(world, round->jobs[i], *uncapped, true);
        }
    }
    run.measures = std::move(now.answers.results);
    run.credits = std::move(now.answers.credits);
    run.pools = std::move(now.evaluated.pools);
    run.slices = std::move(now.evaluated.slices);
    run.components = std::move(now.evaluated.components);
    run.exceptions.insert(run.exceptions.end(), now.evaluated.exceptions.begin(),
                          now.evaluated.exceptions.end());
    payout::add_up_plans(world, promises, assignments, now.jobs, run);
    payout::add_up_payouts(run);
    payout::tell_fates(world, sources, assignments, run);
    return run;
}

}  // namespace attain
