#include "pipeline/settlement/claw_back.h"

#include <algorithm>
#include <set>

namespace attain::settlement {

namespace {

using Place = Accounts::Place;

// Of two amounts the one nearer to zero, or zero where their signs differ.
Cash nearer(const Cash& a, const Cash& b) {
    const bool differ = (a.minor_units() < 0) != (b.minor_units() < 0);
    if (differ) return Cash::zero(a.currency());
    const bool first =
        a.minor_units() < 0 ? a.minor_units() > b.minor_units() : a.minor_units() < b.minor_units();
    return first ? a : b;
}

}  // namespace

ClawingBack::ClawingBack(const World& world, const History& history, const Claims& claims,
                         const DealPays& deals, Eligibility& eligibility,
                         const std::string& participant, Currency currency)
    : world_(world),
      deals_(deals),
      eligibility_(eligibility),
      participant_(participant),
      currency_(currency) {
    const auto found = claims.find(participant);
    if (found != claims.end()) {
        for (const Claim& claim : found->second) {
            if (claim.told.amount.currency() == currency) claims_.push_back(&claim);
        }
    }
    std::stable_sort(claims_.begin(), claims_.end(), [](const Claim* a, const Claim* b) {
        return std::tuple(a->told.day, a->told.pay_period.days.first, a->told.taken_by) <
               std::tuple(b->told.day, b->told.pay_period.days.first, b->told.taken_by);
    });
    for (const auto& [key, taken] : history.taken) {
        const auto& [who, in, plan, words] = key;
        if (who == participant && in == currency) taken_.emplace(Key(plan, words), taken);
    }
}

void ClawingBack::post(Accounts& accounts, const Period& period, std::vector<TakenBack>& told) {
    withdraw(accounts);
    for (const Claim* claim : claims_) {
        if (claim->told.day >= period.days.past_the_end) continue;
        if (claim->told.pay_period.days.past_the_end > period.days.past_the_end) continue;
        post_claim(accounts, period, *claim, told);
    }
}

// What was posted of a claim that nobody makes any more.
void ClawingBack::withdraw(Accounts& accounts) {
    std::set<Key> claimed;
    for (const Claim* claim : claims_)
        claimed.emplace(claim->told.plan, about(claim->told));
    for (auto taken = taken_.begin(); taken != taken_.end();) {
        const auto& [plan, words] = taken->first;
        if (claimed.contains(taken->first)) {
            ++taken;
            continue;
        }
        accounts.move(Movement::cancelled, company, payable, taken->second.cancelled, plan, words);
        accounts.move(Movement::clawed_back, company, payable, taken->second.clawed_back, plan,
                      words);
        taken = taken_.erase(taken);
    }
}

void ClawingBack::post_claim(Accounts& accounts, const Period& period, const Claim& claim,
                             std::vector<TakenBack>& told) {
    const std::string& plan = claim.told.plan;
    const std::string words = about(claim.told);
    const Cash cancel = to_cancel(claim, period);
    const Rational rest = (claim.told.amount - cancel).exact().amount();
    const Cash take = settle(Money(rest * part_due(claim, period), currency_), Rounding{}).paid;
    const Cash zero = Cash::zero(currency_);
    Taken& taken = taken_.try_emplace({plan, words}, Taken{zero, zero}).first->second;
    const Cash more_cancelled = cancel - taken.cancelled;
    const Cash more_taken = take - taken.clawed_back;
    taken = {cancel, take};
    if (more_cancelled.minor_units() == 0 && more_taken.minor_units() == 0) return;
    // What is not paid yet lies on the account of what is held, but for what is being earned now.
    const Place held{Account::held, plan, claim.told.pay_period.name};
    const Cash from_held = nearer(more_cancelled, accounts.at(held));
    accounts.move(Movement::cancelled, held, company, from_held, plan, words);
    accounts.move(Movement::cancelled, payable, company, more_cancelled - from_held, plan, words);
    accounts.move(Movement::clawed_back, payable, company, more_taken, plan, words);
    TakenBack one = claim.told;
    one.cancelled = cancel;
    one.clawed_back = take;
    told.push_back(std::move(one));
}

// What was cancelled before stays so, as long as the claim is that large.
Cash ClawingBack::to_cancel(const Claim& claim, const Period& period) const {
    const auto taken = taken_.find({claim.told.plan, about(claim.told)});
    if (taken != taken_.end()) return nearer(claim.told.amount, taken->second.cancelled);
    return nearer(claim.told.amount, unpaid(claim, period));
}

// What had not been paid of what came back when this pay period began.
Cash ClawingBack::unpaid(const Claim& claim, const Period& period) const {
    const TakenBack& told = claim.told;
    const bool not_paid_before = told.pay_period.days.past_the_end > period.days.first;
    if (not_paid_before) return settle(Money(told.pay, currency_), Rounding{}).paid;
    const auto found = deals_.find({participant_, told.plan, told.pay_period.name});
    if (found == deals_.end()) return Cash::zero(currency_);
    const Balances& terms = world_.rules[claim.terms].terms.balances;
    const Date before = period.days.first - 1;
    const Rational kept = kept_by_days(terms, told.pay_period, before);
    Rational held;
    for (const DealPay& deal : found->second.deals) {
        const auto row = std::lower_bound(claim.rows.begin(), claim.rows.end(), deal.row);
        if (deal.component != told.component || row == claim.rows.end() || *row != deal.row) {
            continue;
        }
        const Rational& part = claim.parts[static_cast<std::size_t>(row - claim.rows.begin())];
        const Rational free = eligibility_.part_of_deal(terms, deal, before);
        held += deal.pay * part * (Rational(1) - free * (Rational(1) - kept));
    }
    return settle(Money(held, currency_), Rounding{}).paid;
}

// In how many of the plan's pay periods, from the one in which the deal came back, it is due.
Rational ClawingBack::part_due(const Claim& claim, const Period& period) const {
    const Plan& plan = world_.rules[claim.terms];
    const std::int32_t instalments = plan.terms.balances.clawback->instalments;
    const Calendar& calendar = world_.facts.calendars.at(plan.calendar);
    std::int32_t due = 0;
    for (auto at = calendar.containing(plan.pays, claim.told.day);
         at && due < instalments && at->days.past_the_end <= period.days.past_the_end;
         at = calendar.containing(plan.pays, at->days.past_the_end)) {
        ++due;
    }
    return Rational::of(due, instalments);
}

Cash ClawingBack::cancelled(const std::string& plan, const std::string& pay_period) const {
    Cash sum = Cash::zero(currency_);
    for (const Claim* claim : claims_) {
        if (claim->told.plan != plan || claim->told.pay_period.name != pay_period) continue;
        const auto taken = taken_.find({plan, about(claim->told)});
        if (taken != taken_.end()) sum += taken->second.cancelled;
    }
    return sum;
}

// Claims of the same deals are one.
std::vector<Eligibility::Cancelled> ClawingBack::cancelled_deals(
    const std::string& plan, const std::string& pay_period) const {
    std::vector<Eligibility::Cancelled> deals;
    for (const Claim* claim : claims_) {
        if (claim->told.plan != plan || claim->told.pay_period.name != pay_period) continue;
        const auto taken = taken_.find({plan, about(claim->told)});
        if (taken == taken_.end()) continue;
        Eligibility::Cancelled one{claim->told.component, claim->rows,
                                   taken->second.cancelled.exact().amount()};
        for (auto other = deals.begin(); other != deals.end();) {
            const bool shared =
                other->component == one.component &&
                std::find_first_of(other->rows.begin(), other->rows.end(), one.rows.begin(),
                                   one.rows.end()) != other->rows.end();
            if (!shared) {
                ++other;
                continue;
            }
            std::vector<std::uint32_t> rows;
            std::set_union(one.rows.begin(), one.rows.end(), other->rows.begin(), other->rows.end(),
                           std::back_inserter(rows));
            one.rows = std::move(rows);
            one.amount += other->amount;
            other = deals.erase(other);
        }
        deals.push_back(std::move(one));
    }
    return deals;
}

}  // namespace attain::settlement
