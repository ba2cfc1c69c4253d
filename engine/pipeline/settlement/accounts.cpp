#include "pipeline/settlement/accounts.h"

#include <utility>

namespace attain::settlement {

Accounts::Accounts(const std::string& participant, Currency currency, const OpenBalances& balances)
    : currency_(currency) {
    const BalanceKey first{participant, currency, Account::company, "", ""};
    for (auto at = balances.lower_bound(first); at != balances.end(); ++at) {
        const BalanceKey& key = at->first;
        if (key.participant != participant || key.currency != currency) break;
        balances_.emplace(Key{key.account, key.plan, key.about}, std::pair(at->second, at->second));
    }
}

Cash Accounts::at(const Place& place) const {
    const auto found = balances_.find(key_of(place));
    return found == balances_.end() ? Cash::zero(currency_) : found->second.second;
}

void Accounts::move(Movement movement, const Place& from, const Place& to, const Cash& amount,
                    const std::string& plan, const std::string& about) {
    if (amount.minor_units() == 0) return;
    if (amount.minor_units() < 0) return move(movement, to, from, -amount, plan, about);
    const Cash zero = Cash::zero(currency_);
    balances_.try_emplace(key_of(from), zero, zero).first->second.second -= amount;
    balances_.try_emplace(key_of(to), zero, zero).first->second.second += amount;
    postings_.push_back({movement, from.account, to.account, amount, plan, about});
}

Cash Accounts::payable_of(const std::string& plan) const {
    Cash sum = Cash::zero(currency_);
    for (const Posting& posting : postings_) {
        if (posting.plan != plan) continue;
        if (posting.to == Account::payable) sum += posting.amount;
        if (posting.from == Account::payable) sum -= posting.amount;
    }
    return sum;
}

std::vector<Accounts::Place> Accounts::open(Account account) const {
    std::vector<Place> places;
    for (const auto& [key, balance] : balances_) {
        if (std::get<0>(key) != account || balance.second.minor_units() == 0) continue;
        places.push_back({account, std::get<1>(key), std::get<2>(key)});
    }
    return places;
}

void Accounts::finish(ParticipantSettlement& settlement) && {
    settlement.net = payable();
    settlement.postings = std::move(postings_);
    for (const auto& [key, balance] : balances_) {
        const auto& [account, plan, about] = key;
        const bool inside = account != Account::company && account != Account::payable;
        const bool ever = balance.first.minor_units() != 0 || balance.second.minor_units() != 0;
        if (inside && ever) {
            settlement.balances.push_back({account, plan, about, balance.first, balance.second});
        }
    }
}

}  // namespace attain::settlement
