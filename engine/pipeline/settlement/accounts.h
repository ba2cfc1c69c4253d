// The accounts of one person in one currency while a pay period is settled: opening balances, the
// postings so far, and what each account stands at. Private to the room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/settlement/history.h"

namespace attain::settlement {

class Accounts {
public:
    // Opens with what `balances` holds of this person and currency.
    Accounts(const std::string& participant, Currency currency, const OpenBalances& balances);

    // One account; `payable` needs neither plan nor what it is about.
    struct Place {
        Account account = Account::payable;
        std::string plan = {};
        std::string about = {};
    };
    // Moves an amount of any sign: below zero it goes the other way; zero is no posting.
    void move(Movement movement, const Place& from, const Place& to, const Cash& amount,
              const std::string& plan, const std::string& about);
    Cash at(const Place& place) const;
    Cash payable() const { return at({}); }
    // The sum of what the postings so far moved to `payable` under this plan's name.
    Cash payable_of(const std::string& plan) const;
    // The places of this kind that have a balance, in order.
    std::vector<Place> open(Account account) const;
    Currency currency() const { return currency_; }

    // The finished settlement's postings, balances and net amount.
    void finish(ParticipantSettlement& settlement) &&;

private:
    using Key = std::tuple<Account, std::string, std::string>;
    static Key key_of(const Place& place) { return {place.account, place.plan, place.about}; }
    Currency currency_;
    std::map<Key, std::pair<Cash, Cash>> balances_;  // opening and now
    std::vector<Posting> postings_;
};

inline const Accounts::Place company{Account::company, {}, {}};
inline const Accounts::Place payable{};

}  // namespace attain::settlement
