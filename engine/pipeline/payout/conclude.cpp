#include "pipeline/payout/conclude.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/payout/desk.h"

namespace attain::payout {

namespace {

// A plan's cap or floor in cash; nothing where the plan has none.
std::optional<Cash> limit_in_cash(const World& world, const promise::Promises& promises,
                                  const assignment::Assignment& assigned, const Job& job,
                                  const std::optional<Limit>& limit, bool prorated) {
    if (!limit) return std::nullopt;
    const Plan& plan = world.rules[job.plan];
    Rational amount;
    if (const auto* number = std::get_if<Rational>(&limit->quantity.value)) {
        amount = *number;
    } else {
        const DayRange days = assigned.days.intersect(job.pay_period.days);
        const Stretch* stretch =
            days.empty() ? nullptr : world.facts.roster.on(assigned.who, days.last());
        const auto& column = std::get<std::string>(limit->quantity.value);
        if (!stretch || !stretch->numbers.contains(column)) return std::nullopt;
        amount = stretch->numbers.at(column);
    }
    const promise::Question question{plan, world.facts.calendars.at(plan.calendar), job.pay_period,
                                     assigned.days.intersect(job.pay_period.days),
                                     job.pay_period.days.past_the_end};
    if (limit->of_target) {
        const promise::Promised target =
            promises.target(question, assigned.who, QuotaBasis::whole_window);
        if (!target.figure) return std::nullopt;
        amount *= target.figure->amount;
    } else if (prorated && question.there.empty()) {
        return std::nullopt;  // what a longer window still brings is for days that are over
    } else if (prorated) {
        amount *= promises.presence_share(question, {});
    }
    return settle(Money(amount, plan.currency), Rounding{}).paid;
}

}  // namespace

void add_up_plans(const World& world, const promise::Promises& promises,
                  const std::vector<assignment::Assignment>& assignments,
                  const std::vector<Job>& jobs, RunResult& run) {
    for (std::size_t i = 0; i < jobs.size();) {
        const Job& job = jobs[i];
        const Plan& plan = world.rules[job.plan];
        const assignment::Assignment& assigned = assignments[job.assignment];
        const Cash zero = Cash::zero(plan.currency);
        PlanResult result{assigned.who, job.plan, job.pay_period, assigned.days,
                          {},           zero,     zero,           zero};
        while (i < jobs.size() && jobs[i].assignment == job.assignment &&
               jobs[i].pay_period == job.pay_period) {
            result.components.push_back(i);
            result.due += run.components[i].due;
            ++i;
        }
        const auto cap =
            limit_in_cash(world, promises, assigned, job, plan.cap, plan.prorates.caps);
        if (cap && cap->minor_units() < result.due.minor_units()) {
            result.cap_cut = *cap - result.due;
            result.due = *cap;
        }
        // A floor is promised to those who are there: not to somebody who has left, and is paid
        // what a longer window still brings.
        // Nor to somebody who was gone on the day on which the plan wants them to be there still.
        const std::optional<std::int32_t>& stays = plan.terms.leavers.must_stay_days;
        const Date payment = job.pay_period.days.last() + stays.value_or(0);
        const bool stayed = !stays || world.facts.roster.on(assigned.who, payment) != nullptr;
        const bool there = stayed && !assigned.days.intersect(job.pay_period.days).empty();
        const auto floor =
            limit_in_cash(world, promises, assigned, job, plan.floor, plan.prorates.floors);
        if (there && floor && result.due.minor_units() < floor->minor_units()) {
            result.floor_added = *floor - result.due;
            result.due = *floor;
        }
        run.plans.push_back(std::move(result));
    }
}

void add_up_payouts(RunResult& run) {
    std::map<std::pair<ParticipantIndex, Currency>, Payout> payouts;
    for (std::size_t i = 0; i < run.plans.size(); ++i) {
        const PlanResult& plan = run.plans[i];
        const auto [payout, is_new] = payouts.try_emplace(
            {plan.who, plan.due.currency()}, Payout{plan.who, {}, Cash::zero(plan.due.currency())});
        payout->second.plans.push_back(i);
        payout->second.total += plan.due;
    }
    for (auto& [key, payout] : payouts)
        run.payouts.push_back(std::move(payout));
}

namespace {

// What is wrong between credits and plan assignments: deals on days without a plan, credits whose
// window lies outside the assignment. One exception per person and kind; the lines are named.
class Misplaced {
public:
    explicit Misplaced(const World& world) : world_(world) {}

    void note(const char* code, ParticipantIndex who, std::uint32_t row) {
        Found& found = found_[{code, who}];
        if (found.lines++ == 0) found.first = row;
    }

    void tell(std::vector<Exception>& exceptions) const {
        const Facts& facts = world_.facts;
        for (const auto& [key, found] : found_) {
            const auto& [code, who] = key;
            const std::string& id = facts.roster[who].id.text();
            const bool no_plan = code == "no-plan";
            const std::string lines = fmt::format("{} {} of {} (first {})", found.lines,
                                                  found.lines == 1 ? "deal" : "deals", id,
                                                  facts.ledger.key_text(found.first));
            exceptions.push_back(
                {code, Bearing::blocking, RowIndex(found.first), who, id,
                 no_plan ? fmt::format("{} on days without a plan", lines)
                         : fmt::format("{} counted outside the plan assignment", lines),
                 no_plan
                     ? "give the person a plan for these days in people.csv, or correct the owner"
                     : "correct the dates, or the days of the plan in people.csv",
                 facts.ledger.origin[found.first]});
        }
    }

private:
    struct Found {
        std::size_t lines = 0;
        std::uint32_t first = 0;
    };
    const World& world_;
    std::map<std::pair<std::string, ParticipantIndex>, Found> found_;
};

void note_misplaced(const World& world, measure::Sources& sources,
                    const std::vector<assignment::Assignment>& assignments, const Period& period,
                    Misplaced& misplaced) {
    std::vector<std::vector<const assignment::Assignment*>> of(
        world.facts.roster.participants().size());
    for (const assignment::Assignment& assigned : assignments) {
        of[assigned.who.value()].push_back(&assigned);
    }
    std::set<std::pair<std::string, std::string>> bases;
    for (const Plan& plan : world.rules.plans()) {
        if (!bases.emplace(plan.assigned_by, plan.counted_by).second) continue;
        const credit::CreditTable& credits = sources.credits(plan);
        for (std::size_t i = 0; i < credits.size(); ++i) {
            const Date counted(credits.counted[i]);
            const Date day(credits.assigned[i]);
            if (!period.days.holds(counted) || sources.withheld[credits.row[i]]) continue;
            if (credits.shares[credits.share[i]].overlay) continue;
            bool on_a_plan = false;
            bool outside = false;
            for (const assignment::Assignment* assigned : of[credits.who[i]]) {
                if (!assigned->days.holds(day)) continue;
                on_a_plan = true;
                const Plan& rules = world.rules[world.rules.on(assigned->plan, day)];
                const bool same_basis =
                    rules.assigned_by == plan.assigned_by && rules.counted_by == plan.counted_by;
                outside = outside || (same_basis && !assigned->days.holds(counted));
            }
            const ParticipantIndex who(credits.who[i]);
            if (!on_a_plan) misplaced.note("no-plan", who, credits.row[i]);
            if (outside) misplaced.note("counted-outside-plan", who, credits.row[i]);
        }
    }
}

}  // namespace

void tell_fates(const World& world, measure::Sources& sources,
                const std::vector<assignment::Assignment>& assignments, RunResult& run) {
    const Facts& facts = world.facts;
    const DayRange& days = run.period.days;
    run.fates.assign(facts.ledger.rows(), RowFate::outside);
    for (std::size_t row = 0; row < run.fates.size(); ++row) {
        if (!facts.ledger.booked.has(row) || !days.holds(facts.ledger.booked.date(row))) continue;
        run.fates[row] = RowFate::uncredited;
    }
    for (const std::uint32_t row : run.credits.rows)
        run.fates[row] = RowFate::credited;
    for (std::size_t row = 0; row < run.fates.size(); ++row) {
        if (run.fates[row] == RowFate::outside) continue;
        if (sources.withheld[row]) {
            run.fates[row] = RowFate::excepted;
        } else if (facts.return_of[row].exists()) {
            run.fates[row] = RowFate::netted;
        }
    }
    for (const Exception& exception : facts.exceptions) {
        const bool here = !exception.row || !facts.ledger.booked.has(exception.row->value()) ||
                          days.holds(facts.ledger.booked.date(exception.row->value()));
        if (here) run.exceptions.push_back(exception);
    }
    Misplaced misplaced(world);
    note_misplaced(world, sources, assignments, run.period, misplaced);
    misplaced.tell(run.exceptions);
    std::stable_sort(run.exceptions.begin(), run.exceptions.end(), shown_before);
    run.exceptions.erase(std::unique(run.exceptions.begin(), run.exceptions.end()),
                         run.exceptions.end());
}

}  // namespace attain::payout
