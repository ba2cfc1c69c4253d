#include "pipeline/settlement/settle.h"

#include <algorithm>
#include <set>

#include "pipeline/settlement/person.h"
#include "pipeline/settlement/restate.h"

namespace attain::settlement {

namespace {

// Whose money is settled together: one person in one currency (R6).
std::set<std::pair<std::string, Currency>> concerned(const World& world, const RunResult& run,
                                                     const History& history, const Claims& claims) {
    std::set<std::pair<std::string, Currency>> people;
    for (const Payout& payout : run.payouts) {
        people.emplace(world.facts.roster[payout.who].id.text(), payout.total.currency());
    }
    for (const Restatement& one : run.restatements)
        people.emplace(one.participant, one.now.currency());
    for (const auto& [key, balance] : history.balances)
        people.emplace(key.participant, key.currency);
    for (const Adjustment& one : world.facts.adjustments) {
        if (one.day < run.period.days.past_the_end) {
            people.emplace(world.facts.roster[one.who].id.text(), one.amount.currency());
        }
    }
    for (const auto& [key, amount] : history.adjusted)
        people.emplace(std::get<0>(key), std::get<1>(key));
    for (const auto& [participant, of_person] : claims) {
        for (const Claim& claim : of_person)
            people.emplace(participant, claim.told.amount.currency());
    }
    for (const auto& [key, taken] : history.taken)
        people.emplace(std::get<0>(key), std::get<1>(key));
    return people;
}

void settle_run(const World& world, const promise::Promises& promises,
                const std::vector<assignment::Assignment>& assignments, const History& history,
                bool provisional, Again& again, RunResult& run) {
    add_deal_pays(world, run, again.deals);
    std::map<std::string, OfPerson> people;
    for (const PlanResult& plan : run.plans)
        people[world.facts.roster[plan.who].id.text()].plans.push_back(&plan);
    for (const Adjustment& one : world.facts.adjustments)
        people[world.facts.roster[one.who].id.text()].adjustments.push_back(&one);
    Eligibility eligibility(world.facts);
    const Ground ground{world,  promises,    assignments,  history,     run,
                        people, again.deals, again.claims, eligibility, provisional};
    for (const auto& [participant, currency] : concerned(world, run, history, again.claims)) {
        for (ParticipantSettlement& settled :
             settle_person(ground, participant, currency, run.taken_back)) {
            if (settled.postings.empty() && settled.balances.empty()) continue;
            run.settlements.push_back(std::move(settled));
        }
    }
}

bool declares_balances(const World& world) {
    const std::vector<Plan>& plans = world.rules.plans();
    return std::any_of(plans.begin(), plans.end(),
                       [](const Plan& plan) { return !plan.terms.balances.declared.empty(); });
}

const Calendar& calendar_of(const World& world, const Period& period) {
    for (const auto& [name, calendar] : world.facts.calendars) {
        if (calendar.find(period.name) == period) return calendar;
    }
    return world.facts.calendars.at("calendar");
}

// The periods of the same grain that are neither closed nor this one, the earliest first: as far
// back as anybody is on a plan.
std::vector<Period> open_before(const World& world, const Period& period, const History& history,
                                const std::vector<assignment::Assignment>& assignments) {
    std::vector<Period> open;
    if (assignments.empty() || (history.closed.empty() && !declares_balances(world))) return open;
    Date first = assignments.front().days.first;
    for (const assignment::Assignment& one : assignments)
        first = std::min(first, one.days.first);
    const Date begins = history.closed_until().value_or(first);
    const Calendar& calendar = calendar_of(world, period);
    for (auto earlier = calendar.before(period); earlier && earlier->days.past_the_end > begins;
         earlier = calendar.before(*earlier)) {
        open.push_back(*earlier);
    }
    std::reverse(open.begin(), open.end());
    return open;
}

}  // namespace

RunResult compute_settled(const World& world, const Period& period, const History& history,
                          const ComputeOptions& options) {
    const std::vector<assignment::Assignment> assignments = assignment::assignments(world);
    const promise::Promises promises(world);
    Again again = restate(world, history, options);

    History so_far = history;
    bool provisional = false;
    for (const Period& earlier : open_before(world, period, history, assignments)) {
        RunResult draft = compute(world, earlier, options);
        draft.restatements = std::exchange(again.differs, {});
        add_claims(world, draft, options, again.claims);
        settle_run(world, promises, assignments, so_far, provisional, again, draft);
        so_far.close(world, draft);
        provisional = true;
    }
    RunResult run = compute(world, period, options);
    run.restatements = std::move(again.differs);
    run.exceptions.insert(run.exceptions.end(), again.exceptions.begin(), again.exceptions.end());
    std::stable_sort(run.exceptions.begin(), run.exceptions.end(), shown_before);
    run.exceptions.erase(std::unique(run.exceptions.begin(), run.exceptions.end()),
                         run.exceptions.end());
    add_claims(world, run, options, again.claims);
    settle_run(world, promises, assignments, so_far, provisional, again, run);
    return run;
}

}  // namespace attain::settlement
