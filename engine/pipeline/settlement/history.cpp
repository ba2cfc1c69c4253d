#include "pipeline/settlement/history.h"

namespace attain::settlement {

void add_due(Dues& dues, const DueKey& key, const Period& period, const Cash& amount) {
    const auto [due, is_new] = dues.try_emplace(key, Due{period, amount});
    if (!is_new) due->second.amount += amount;
}

Dues dues_of(const World& world, const RunResult& run) {
    Dues dues;
    for (const PlanResult& plan : run.plans) {
        const Plan& rules = world.rules[plan.plan];
        const auto key = [&](const std::string& component) {
            return DueKey{world.facts.roster[plan.who].id.text(), rules.id.text(), component,
                          plan.pay_period.days, plan.due.currency()};
        };
        for (const std::size_t place : plan.components) {
            const ComponentResult& component = run.components[place];
            add_due(dues, key(world.rules[component.plan].components[component.component].name),
                    plan.pay_period, component.due);
        }
        if (plan.cap_cut.minor_units() != 0) {
            add_due(dues, key("plan cap"), plan.pay_period, plan.cap_cut);
        }
        if (plan.floor_added.minor_units() != 0) {
            add_due(dues, key("plan floor"), plan.pay_period, plan.floor_added);
        }
    }
    return dues;
}

std::optional<Date> History::closed_until() const {
    if (closed.empty()) return std::nullopt;
    return closed.back().days.past_the_end;
}

void History::close(const World& world, const RunResult& run) {
    for (const auto& [key, due] : dues_of(world, run))
        add_due(posted, key, due.pay_period, due.amount);
    close_settled(run);
}

void History::close_settled(const RunResult& run) {
    closed.push_back(run.period);
    for (const Restatement& one : run.restatements) {
        add_due(posted,
                {one.participant, one.plan, one.component, one.pay_period.days, one.now.currency()},
                one.pay_period, one.difference());
    }
    for (const ParticipantSettlement& settled : run.settlements) {
        for (const AccountBalance& balance : settled.balances) {
            const BalanceKey key{settled.participant, settled.net.currency(), balance.account,
                                 balance.plan, balance.about};
            if (balance.closing.minor_units() == 0) {
                balances.erase(key);
            } else {
                balances.insert_or_assign(key, balance.closing);
            }
        }
        for (const Posting& posting : settled.postings)
            remember(settled, posting);
    }
}

void History::remember(const ParticipantSettlement& settled, const Posting& posting) {
    const Currency currency = settled.net.currency();
    const Cash zero = Cash::zero(currency);
    // Towards the participant, or back to the company.
    const Cash given = posting.from == Account::company ? posting.amount : -posting.amount;
    if (posting.movement == Movement::adjusted) {
        adjusted.try_emplace({settled.participant, currency, posting.about}, zero).first->second +=
            given;
    } else if (posting.movement == Movement::cancelled ||
               posting.movement == Movement::clawed_back) {
        Taken& sums = taken
                          .try_emplace({settled.participant, currency, posting.plan, posting.about},
                                       Taken{zero, zero})
                          .first->second;
        (posting.movement == Movement::cancelled ? sums.cancelled : sums.clawed_back) -= given;
    }
}

}  // namespace attain::settlement
