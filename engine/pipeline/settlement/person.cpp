#include "pipeline/settlement/person.h"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/settlement/accounts.h"
#include "pipeline/settlement/advance.h"
#include "pipeline/settlement/claw_back.h"

namespace attain::settlement {

namespace {

using Place = Accounts::Place;

// A pay period that ends on one day: all plans that pay then (they may pay in different grains).
struct Step {
    Period period;
    std::vector<const PlanResult*> plans;
};

class Person {
public:
    Person(const Ground& ground, const std::string& id, Currency currency,
           std::vector<TakenBack>& told)
        : ground_(ground),
          id_(id),
          currency_(currency),
          clawing_(ground.world, ground.history, ground.claims, ground.deals, ground.eligibility,
                   id, currency),
          told_(told) {
        const auto found = ground.people.find(id);
        if (found != ground.people.end()) mine_ = found->second;
        const BalanceKey first{id, currency, Account::company, "", ""};
        const OpenBalances& all = ground.history.balances;
        for (auto at = all.lower_bound(first); at != all.end() && is_mine(at->first); ++at)
            balances_.insert(*at);
    }

    std::vector<ParticipantSettlement> settle() {
        std::vector<ParticipantSettlement> settled;
        const std::vector<Step> all = steps();
        for (std::size_t i = 0; i < all.size(); ++i) {
            Accounts accounts(id_, currency_, balances_);
            now_ = &accounts;
            step_ = &all[i];
            earn();
            if (i == 0) restate();
            adjust();
            clawing_.post(accounts, step_->period, told_);
            hold();
            advance();
            put_off();
            keep_small();
            settled.push_back(
                {id_, step_->period, ground_.provisional, {}, {}, Cash::zero(currency_)});
            std::move(accounts).finish(settled.back());
            remember(settled.back());
        }
        return settled;
    }

private:
    bool is_mine(const BalanceKey& key) const {
        return key.participant == id_ && key.currency == currency_;
    }
    const World& world() const { return ground_.world; }
    const std::string& name_of(const PlanResult& plan) const {
        return world().rules[plan.plan].id.text();
    }

    // By their last days. Without any: the run's own period, for what is restated or adjusted.
    std::vector<Step> steps() const {
        std::map<Date, Step> by_end;
        for (const PlanResult* plan : mine_.plans) {
            if (plan->due.currency() != currency_) continue;
            Step& step =
                by_end.try_emplace(plan->pay_period.days.past_the_end, Step{plan->pay_period, {}})
                    .first->second;
            step.plans.push_back(plan);
        }
        if (by_end.empty()) return {{ground_.run.period, {}}};
        std::vector<Step> steps;
        for (auto& [end, step] : by_end)
            steps.push_back(std::move(step));
        return steps;
    }

    void earn() {
        for (const PlanResult* plan : step_->plans) {
            now_->move(Movement::earned, company, payable, plan->due, name_of(*plan),
                       plan->pay_period.name);
            due_of(name_of(*plan), plan->pay_period) += plan->due;
        }
    }

    // What a plan's pay period has come to, over all components and postings.
    Cash& due_of(const std::string& plan, const Period& period) {
        const auto [due, is_new] = dues_.try_emplace({plan, period.name}, Cash::zero(currency_));
        if (is_new) {
            const Dues& all = ground_.history.posted;
            const DueKey first{id_, plan, "", {Date::beginning(), Date::beginning()}, currency_};
            for (auto at = all.lower_bound(first); at != all.end(); ++at) {
                const DueKey& key = at->first;
                if (key.participant != id_ || key.plan != plan) break;
                if (key.currency == currency_ && at->second.pay_period.name == period.name) {
                    due->second += at->second.amount;
                }
            }
        }
        return due->second;
    }

    void restate() {
        for (const Restatement& one : ground_.run.restatements) {
            if (one.participant != id_ || one.now.currency() != currency_) continue;
            now_->move(Movement::restated, company, payable, one.difference(), one.plan,
                       one.component + " " + one.pay_period.name);
            due_of(one.plan, one.pay_period) += one.difference();
        }
    }

    // B7, P4: what is known of an adjustment now, less what was posted of it.
    void adjust() {
        std::map<std::string, Cash> left;
        for (const auto& [key, posted] : ground_.history.adjusted) {
            const auto& [participant, currency, adjustment] = key;
            if (participant == id_ && currency == currency_) left.emplace(adjustment, -posted);
        }
        for (const auto& [adjustment, posted] : adjusted_) {
            left.try_emplace(adjustment, Cash::zero(currency_)).first->second -= posted;
        }
        std::map<std::string, const Adjustment*> known;
        for (const Adjustment* one : mine_.adjustments) {
            if (one->amount.currency() != currency_) continue;
            if (one->day >= step_->period.days.past_the_end) continue;
            known.emplace(one->id, one);
            left.try_emplace(one->id, Cash::zero(currency_)).first->second +=
                settle_cash(one->amount.amount());
        }
        for (const auto& [id, amount] : left) {
            const auto found = known.find(id);
            const Adjustment* one = found == known.end() ? nullptr : found->second;
            const std::string plan = one ? one->plan : std::string();
            Place to = payable;
            if (one && one->account == Adjustment::Account::draw) to = {Account::draw, plan, {}};
            if (one && one->account == Adjustment::Account::carried)
                to = {Account::carried, {}, {}};
            now_->move(Movement::adjusted, company, to, amount, plan, id);
        }
    }

    // B2, B5: of each pay period what may not be paid yet is kept; rounded on what is released to
    // date, so that the parts make up the whole.
    void hold() {
        std::set<std::pair<std::string, std::string>> places;
        for (const auto& [key, due] : dues_)
            places.insert(key);
        for (const Place& place : now_->open(Account::held))
            places.emplace(place.plan, place.about);
        for (const auto& [plan, period] : places) {
            const std::optional<Terms> terms = terms_of(plan, period);
            if (!terms) continue;
            const Place held{Account::held, plan, period};
            const Cash due = due_of(plan, terms->period) - clawing_.cancelled(plan, period);
            const Rational free = free_part(plan, *terms);
            const Cash kept = free == Rational(1) ? Cash::zero(currency_)
                                                  : due - settle_cash(due.exact().amount() * free);
            if (terms->forfeited) {
                now_->move(Movement::forfeited, held, company, now_->at(held), plan, period);
                continue;
            }
            const Cash more = kept - now_->at(held);
            if (more.minor_units() > 0) {
                now_->move(Movement::held, payable, held, more, plan, period);
            } else {
                now_->move(Movement::released, held, payable, -more, plan, period);
            }
        }
    }

    struct Terms {
        Period period;
        const Balances* balances;
        bool forfeited = false;
    };
    // Of what the pay period has come to: what may be paid by the end of this one.
    Rational free_part(const std::string& plan, const Terms& terms) const {
        const Date today = step_->period.days.last();
        const Rational kept = kept_by_days(*terms.balances, terms.period, today);
        const auto deals = ground_.deals.find({id_, plan, terms.period.name});
        if (deals == ground_.deals.end()) return Rational(1) - kept;
        return ground_.eligibility.part(*terms.balances, deals->second, today, kept,
                                        clawing_.cancelled_deals(plan, terms.period.name));
    }
    // The terms of the version that ruled this pay period of the plan.
    std::optional<Terms> terms_of(const std::string& plan, const std::string& period) const {
        for (const auto& [name, calendar] : world().facts.calendars) {
            const std::optional<Period> found = calendar.find(period);
            if (!found) continue;
            const PlanIndex version = version_of(plan, found->days);
            if (!version.exists()) continue;
            const Balances& balances = world().rules[version].terms.balances;
            return Terms{*found, &balances, balances.after_leaving.parts_forfeited && has_left()};
        }
        return std::nullopt;
    }
    PlanIndex version_of(const std::string& plan, const DayRange& days) const {
        for (Date day = days.last(); day >= days.first; day = day - 1) {
            const PlanIndex version = world().rules.on(plan, day);
            if (version.exists()) return version;
        }
        return PlanIndex::none();
    }
    bool has_left() const {
        const ParticipantIndex who = world().facts.roster.find_participant(id_);
        return !who.exists() || world().facts.roster.on(who, step_->period.days.last()) == nullptr;
    }

    const assignment::Assignment* assignment_of(const PlanResult& plan) const {
        for (const assignment::Assignment& one : ground_.assignments) {
            if (one.who == plan.who && one.plan == name_of(plan) && one.days == plan.assignment) {
                return &one;
            }
        }
        return nullptr;
    }

    // B3, in the order of the plans.
    void advance() {
        for (const PlanResult* plan : step_->plans) {
            const Plan& rules = world().rules[plan->plan];
            const assignment::Assignment* assigned = assignment_of(*plan);
            if (!assigned) continue;
            const OnPlan on{world(), ground_.promises, *assigned, rules, plan->pay_period};
            if (const auto& draw = rules.terms.balances.draw) draw_on(on, *draw);
            if (const auto& promised = rules.terms.balances.guarantee) guarantee(on, *promised);
        }
    }
    Cash base_of(const OnPlan& on, const Advance& advance) const {
        return advance.with_all_plans ? now_->payable() : now_->payable_of(on.plan.id.text());
    }

    void draw_on(const OnPlan& on, const Draw& draw) {
        const std::string& plan = on.plan.id.text();
        const Place debt{Account::draw, plan, {}};
        const Cash promised = advance_of(on, draw);
        const Cash base = base_of(on, draw);
        const Cash short_of = promised - base;
        if (promised.minor_units() > 0 && short_of.minor_units() > 0) {
            now_->move(Movement::topped_up, debt, payable, short_of, plan, {});
        } else if (now_->at(debt).minor_units() < 0) {
            repay(on, draw, debt, base, promised);
        }
        settle_last(on, debt, base);
    }

    // From what is above the draw, a share at most, from a day on, never below a floor.
    void repay(const OnPlan& on, const Draw& draw, const Place& debt, const Cash& base,
               const Cash& promised) {
        if (draw.repaid_from && on.pay_period.days.last() < *draw.repaid_from) return;
        const Cash surplus = base - promised;
        Cash most = settle_cash(surplus.exact().amount() * draw.repaid_share);
        if (draw.repaid_above) {
            const Cash floor = settle_cash(amount_of(on, *draw.repaid_above, on.pay_period));
            most = std::min(most, base - floor, by_amount);
        }
        most = std::min(most, -now_->at(debt), by_amount);
        if (most.minor_units() <= 0) return;
        now_->move(Movement::repaid, payable, debt, most, on.plan.id.text(), {});
    }

    // T7: what becomes of the debt with the last pay of somebody who leaves.
    void settle_last(const OnPlan& on, const Place& debt, const Cash& base) {
        if (!on.assigned.leaves || !on.pay_period.days.holds(on.assigned.days.last())) return;
        const Cash owed = -now_->at(debt);
        if (owed.minor_units() <= 0) return;
        const std::string& plan = on.plan.id.text();
        switch (on.plan.terms.balances.after_leaving.debt) {
            case AfterLeaving::Debt::kept: return;
            case AfterLeaving::Debt::forgiven:
                return now_->move(Movement::forgiven, company, debt, owed, plan, {});
            case AfterLeaving::Debt::from_last_pay:
                const Cash left =
                    std::min(owed, std::max(base, Cash::zero(currency_), by_amount), by_amount);
                return now_->move(Movement::repaid, payable, debt, left, plan, {});
        }
    }

    void guarantee(const OnPlan& on, const Guarantee& promised) {
        const Cash short_of = advance_of(on, promised) - base_of(on, promised);
        if (short_of.minor_units() <= 0) return;
        now_->move(Movement::guaranteed, company, payable, short_of, on.plan.id.text(), {});
    }

    // B6, for the person as a whole: two plans that say different things were refused.
    void put_off() {
        const Place debt{Account::carried, {}, {}};
        const Cash result = now_->payable();
        if (result.minor_units() < 0) {
            const std::optional<Negative> negative = negative_result();
            if (negative == Negative::carried) {
                now_->move(Movement::carried, debt, payable, -result, {}, {});
            } else if (negative == Negative::floored) {
                now_->move(Movement::floored, company, payable, -result, {}, {});
            }
            return;
        }
        now_->move(Movement::made_good, payable, debt, std::min(result, -now_->at(debt), by_amount),
                   {}, {});
    }
    std::optional<Negative> negative_result() const {
        for (const PlanResult* plan : step_->plans) {
            const auto& negative = world().rules[plan->plan].terms.balances.negative;
            if (negative) return negative;
        }
        return std::nullopt;
    }

    // A minimum payout pays nothing below it and carries the amount; of several, the largest holds.
    void keep_small() {
        Rational minimum;
        for (const PlanResult* plan : step_->plans) {
            const auto& stated = world().rules[plan->plan].terms.balances.minimum_payout;
            if (stated) minimum = std::max(minimum, *stated);
        }
        const Place kept{Account::small, {}, {}};
        const Cash together = now_->payable() + now_->at(kept);
        if (together.minor_units() > 0 && together.exact().amount() < minimum) {
            now_->move(Movement::kept_small, payable, kept, now_->payable(), {}, {});
        } else {
            now_->move(Movement::paid_small, kept, payable, now_->at(kept), {}, {});
        }
    }

    void remember(const ParticipantSettlement& settled) {
        for (const AccountBalance& balance : settled.balances) {
            balances_.insert_or_assign(
                {id_, currency_, balance.account, balance.plan, balance.about}, balance.closing);
        }
        for (const Posting& posting : settled.postings) {
            if (posting.movement != Movement::adjusted) continue;
            Cash& sum = adjusted_.try_emplace(posting.about, Cash::zero(currency_)).first->second;
            posting.from == Account::company ? sum += posting.amount : sum -= posting.amount;
        }
    }

    static bool by_amount(const Cash& a, const Cash& b) {
        return a.minor_units() < b.minor_units();
    }
    Cash settle_cash(const Rational& amount) const {
        return attain::settle(Money(amount, currency_), Rounding{}).paid;
    }

    const Ground& ground_;
    std::string id_;
    Currency currency_;
    OfPerson mine_;
    OpenBalances balances_;
    std::map<std::pair<std::string, std::string>, Cash> dues_;  // by plan and pay period
    std::map<std::string, Cash> adjusted_;                      // by earlier pay periods of the run
    ClawingBack clawing_;
    std::vector<TakenBack>& told_;
    Accounts* now_ = nullptr;
    const Step* step_ = nullptr;
};

}  // namespace

std::vector<ParticipantSettlement> settle_person(const Ground& ground,
                                                 const std::string& participant, Currency currency,
                                                 std::vector<TakenBack>& told) {
    return Person(ground, participant, currency, told).settle();
}

}  // namespace attain::settlement
