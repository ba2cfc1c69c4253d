#include "pipeline/payout/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/payout/desk.h"
#include "pipeline/payout/paid_jobs.h"
#include "pipeline/result/way.h"

namespace attain::payout {

namespace {

// What the plan declares of balances that no settlement knows yet.
// Where a window pays again in each of its pay periods, no deal can be told to have brought this
// pay period's part of it, so nothing of it can wait for a deal.
std::vector<std::string> not_computed_of(const Plan& plan) {
    const Balances& balances = plan.terms.balances;
    const bool tells_deals =
        std::none_of(plan.components.begin(), plan.components.end(),
                     [&](const Component& component) { return runs_on(plan, component); });
    std::vector<std::string> names;
    if (!tells_deals && balances.holdback && !balances.holdback->until_event.empty()) {
        names.push_back("holdback");
    }
    const std::optional<Clawback>& clawback = balances.clawback;
    if (clawback && clawback->attainment == Clawback::Attainment::open_window) {
        names.push_back("clawback");
    }
    if (!tells_deals && balances.payments) names.push_back("payments");
    if (balances.paid_in) names.push_back("paid_in");
    return names;
}

class Evaluation {
public:
    Evaluation(const Ground& ground, const measure::Requests& requests, measure::Answers& answers)
        : ground_(ground),
          requests_(requests),
          answers_(answers),
          desk_(ground, answers, evaluated_),
          paid_(ground.world, ground.jobs, ground.assignments) {}

    Evaluated run() {
        for (const Job& job : ground_.jobs)
            evaluated_.components.push_back(empty_result(job));
        std::set<std::size_t> in_cycle;
        const std::vector<std::size_t> order = evaluation_order(ground_, paid_, in_cycle);
        const PoolShares shares = share_pools(desk_);
        const Prizes prizes = award_prizes(desk_);
        evaluated_.uncapped.resize(ground_.jobs.size());
        for (const std::size_t index : order) {
            answer_pay_measures(ground_.jobs[index]);
            evaluate_job(index, shares, prizes, in_cycle.contains(index));
        }
        return std::move(evaluated_);
    }

private:
    ComponentResult empty_result(const Job& job) const {
        const assignment::Assignment& assigned = ground_.assignments[job.assignment];
        const Cash zero = Cash::zero(ground_.world.rules[job.plan].currency);
        return {assigned.who,  job.plan, job.component, job.pay_period, assigned.days,
                Outcome::paid, {},       Rational(0),   zero,           zero,
                zero,          {}};
    }

    // Pay measures among what this job asked for (R11): the rounded pay of the named components of
    // oneself on this assignment, or of those below one; what was due in the pay periods that end
    // in this one.
    void answer_pay_measures(const Job& job) {
        for (const WindowJob& window : job.windows) {
            for (const LookupAsk& lookup : window.lookups) {
                if (lookup.attainment) answer_attainment(job, *lookup.attainment);
                if (lookup.measure) answer_pay(job, *lookup.measure);
                if (lookup.base) answer_pay(job, *lookup.base);
            }
            for (const AttainmentAsk& ask : window.named_attainments)
                answer_attainment(job, ask);
            for (const auto& [measure, answer] : window.named_measures) {
                answer_pay(job, answer);
            }
        }
    }

    void answer_attainment(const Job& job, const AttainmentAsk& ask) {
        for (const AttainmentAsk& part : ask.parts)
            answer_attainment(job, part);
        if (ask.parts.empty()) answer_pay(job, ask.answer);
    }

    void answer_pay(const Job& job, std::size_t place) {
        const measure::Request& request = requests_.all()[place];
        const Plan& plan = ground_.world.rules[request.plan];
        const Measure& measure = plan.measures[request.measure];
        if (measure.kind == Measure::Kind::computed) {
            // What is computed from pay was concluded before there was any.
            for (const std::size_t input : request.inputs)
                answer_pay(job, input);
            measure::conclude(ground_.world, request, answers_.credits, answers_.results, place);
        }
        if (measure.kind != Measure::Kind::pay) return;
        Rational sum;
        const ParticipantIndex owner = std::get<ParticipantIndex>(request.owner);
        for (const std::size_t other : paid_.read_by(job, owner, measure))
            sum += pay_of(job, measure, plan, other);
        answers_.results[place].value = sum;
    }

    Rational pay_of(const Job& reader, const Measure& measure, const Plan& plan,
                    std::size_t index) {
        const Job& other = ground_.jobs[index];
        Cash due = evaluated_.components[index].due;
        if (measure.before_caps) {
            const Cash zero = Cash::zero(due.currency());
            if (!evaluated_.uncapped[index]) {
                except_too_large(reader);
                return 0;
            }
            due = *evaluated_.uncapped[index] -
                  ground_.drafts.before(ground_.world, other, true).value_or(zero);
        }
        if (due.currency() != plan.currency) {
            desk_.except(reader, "pay-currency",
                         fmt::format("pay in {} cannot be added to pay in {}",
                                     due.currency().code(), plan.currency.code()),
                         "let the plans pay in one currency");
            return 0;
        }
        return due.exact().amount();
    }

    void evaluate_job(std::size_t index, const PoolShares& shares, const Prizes& prizes,
                      bool in_cycle) {
        const Job& job = ground_.jobs[index];
        const Component& component = desk_.component(job);
        ComponentResult& result = evaluated_.components[index];
        if (in_cycle) {
            desk_.except(job, "pay-cycle",
                         fmt::format("`{}` is paid on pay that is paid on it", component.name),
                         "take one of the plans' `pay` measures out of the circle");
        }
        const std::vector<std::string> not_computed = not_computed_of(desk_.plan(job));
        if (!not_computed.empty()) {
            desk_.except(job, "balances-not-computed",
                         fmt::format("the plan `{}` declares {}, which is not computed yet",
                                     desk_.plan(job).id.text(), fmt::join(not_computed, ", ")),
                         "pay this plan by hand for now, or take these terms out of it");
        }
        try {
            evaluate_windows(index, shares, prizes);
            conclude(job, component, result, evaluated_.uncapped[index]);
        } catch (const AmountTooLarge&) {
            except_too_large(job);
            result.exact = 0;
            conclude(job, component, result, evaluated_.uncapped[index]);
        }
        if (result.exceptions.empty()) return;
        for (const WindowJob& window : job.windows)
            desk_.forget(window);  // it left nothing
    }

    void except_too_large(const Job& job) {
        desk_.except(job, "pay-too-large",
                     fmt::format("`{}` comes to more than 92 quadrillion {}",
                                 desk_.component(job).name, desk_.plan(job).currency.code()),
                     "look for a digit too many in the deals, or for a rate that goes on rising");
    }

    void evaluate_windows(std::size_t index, const PoolShares& shares, const Prizes& prizes) {
        const Job& job = ground_.jobs[index];
        ComponentResult& result = evaluated_.components[index];
        FromOthers others;
        for (std::size_t w = 0; w < job.windows.size(); ++w) {
            const auto share = shares.find({index, w});
            const auto prize = prizes.find({index, w});
            others.pool.reset();
            others.rank.reset();
            others.amount = 0;
            if (share != shares.end()) {
                if (share->second.waits) wait_for_pool(job, job.windows[w]);
                others.pool = share->second.figure;
                others.amount = share->second.amount;
            } else if (prize != prizes.end()) {
                others.rank = prize->second.figure;
                others.amount = prize->second.amount;
            }
            result.windows.push_back(evaluate_window(desk_, job.windows[w], others));
            others.so_far += result.windows.back().exact;
        }
    }

    // Who has how much of a pool is unknown as long as one member's key is (L3).
    void wait_for_pool(const Job& job, const WindowJob& window) {
        const std::string& team = ground_.world.facts.roster[window.last_team].id.text();
        desk_.except(job, "pool-waits",
                     fmt::format("the pool `{}` of team {} cannot be shared for {}: a member's "
                                 "target incentive is missing",
                                 desk_.component(job).name, team, window.window.period.name),
                     "add the missing rows to targets.csv, or share the pool in another way");
    }

    void conclude(const Job& job, const Component& component, ComponentResult& result,
                  std::optional<Cash>& uncapped) {
        uncapped = Cash::zero(result.due.currency());
        result.exceptions = desk_.take_codes();
        const bool closes = std::all_of(job.windows.begin(), job.windows.end(),
                                        [](const WindowJob& w) { return w.window.closes; });
        const bool gate_closed =
            std::any_of(result.windows.begin(), result.windows.end(),
                        [](const WindowFigures& w) { return w.gate && !w.gate->open; });
        if (component.settles == Settles::at_window_close && !closes) {
            result.outcome = Outcome::not_due;
            return;
        }
        if (!result.exceptions.empty()) {
            result.outcome = Outcome::excepted;
            return;  // nobody is paid on bad data (L3)
        }
        if (forfeited(job, result)) {
            result.outcome = Outcome::forfeited;
            return;
        }
        if (gate_closed) result.outcome = Outcome::gate_closed;
        const bool nothing = !result.windows.empty() &&
                             std::all_of(result.windows.begin(), result.windows.end(),
                                         [](const WindowFigures& window) { return window.none; });
        if (nothing) result.outcome = Outcome::no_value;
        for (const WindowFigures& window : result.windows)
            result.exact += window.exact;
        result.entitled =
            settle(Money(result.exact, result.entitled.currency()), component.rounding).paid;
        Rational without_caps;
        for (const WindowFigures& window : result.windows)
            without_caps += before_caps(component, window);
        uncapped = payable(Money(without_caps, result.due.currency()), component.rounding);
        result.before = ground_.drafts.before(ground_.world, job).value_or(result.before);
        result.due = result.entitled - result.before;
    }

    // T7: every window was open when the person left; or the person was gone on the day that the
    // plan names.
    bool forfeited(const Job& job, const ComponentResult& result) const {
        const std::optional<std::int32_t>& stays = desk_.plan(job).terms.leavers.must_stay_days;
        const Date day = job.pay_period.days.last() + stays.value_or(0);
        if (stays && !ground_.world.facts.roster.on(desk_.assignment(job).who, day)) return true;
        return !result.windows.empty() &&
               std::all_of(result.windows.begin(), result.windows.end(),
                           [](const WindowFigures& w) { return w.forfeited.has_value(); });
    }

    // What a window would come to without its caps (R11).
    static Rational before_caps(const Component& component, const WindowFigures& window) {
        using What = WayStep::What;
        Rational amount = window.weighted;
        for (const WayStep& step : way_of(component, window, window.pool.has_value())) {
            const bool of_caps = step.what == What::cap || step.what == What::deals_cut ||
                                 step.what == What::excess_before;
            const bool of_periods =
                step.what == What::earned_before || step.what == What::entitled_before;
            if (!of_caps && !of_periods) amount = step.after(amount);
        }
        return amount;
    }

    const Ground& ground_;
    const measure::Requests& requests_;
    measure::Answers& answers_;
    Evaluated evaluated_;
    Desk desk_;
    PaidJobs paid_;
};

}  // namespace

Evaluated evaluate(const Ground& ground, const measure::Requests& requests,
                   measure::Answers& answers) {
    return Evaluation(ground, requests, answers).run();
}

}  // namespace attain::payout
