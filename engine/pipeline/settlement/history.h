// What closed periods have left behind: all that a later run needs to know of them (P3, B1).
//
//     closed 2026-Q1 (run 3): ada, account-executive, individual, 2026-Q1: posted 30,760.00
//                             cara, draw of account-executive: −500.00
//
// It is a value: the book reads it from finalized runs, a case without a book has none of it. Then
// earlier pay periods are settled first, in order, as drafts, and what builds on them is
// provisional (R5).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::settlement {

// What is posted for, whatever version of the plan ruled it and whatever days it was assigned.
struct DueKey {
    std::string participant;
    std::string plan;
    std::string component;
    DayRange days;  // of the pay period
    Currency currency;
    bool operator<(const DueKey& other) const {
        return std::tie(participant, plan, component, days.first, days.past_the_end, currency) <
               std::tie(other.participant, other.plan, other.component, other.days.first,
                        other.days.past_the_end, other.currency);
    }
};
struct Due {
    Period pay_period;
    Cash amount;
};
using Dues = std::map<DueKey, Due>;
// Adds to what is due under a key; the period stays that of the first.
void add_due(Dues& dues, const DueKey& key, const Period& period, const Cash& amount);

// Every amount that a run finds due, by what it is due for; plan caps and floors count as
// components (P3).
Dues dues_of(const World& world, const RunResult& run);

// What differs between what was posted and what is due now: by participant, plan, component, days.
std::vector<Restatement> differences(const Dues& posted, const Dues& now);

struct BalanceKey {
    std::string participant;
    Currency currency;
    Account account = Account::payable;
    std::string plan;
    std::string about;
    bool operator<(const BalanceKey& other) const {
        return std::tie(participant, currency, account, plan, about) <
               std::tie(other.participant, other.currency, other.account, other.plan, other.about);
    }
};
using OpenBalances = std::map<BalanceKey, Cash>;

// By participant, currency and adjustment: what has been posted of it.
using Adjusted = std::map<std::tuple<std::string, Currency, std::string>, Cash>;

// What was taken back by clawbacks, by participant, currency, plan and what the posting is about.
struct Taken {
    Cash cancelled;
    Cash clawed_back;
};
using TakenSums = std::map<std::tuple<std::string, Currency, std::string, std::string>, Taken>;

struct History {
    std::vector<Period> closed;  // in order, edge to edge
    Dues posted;
    OpenBalances balances;
    Adjusted adjusted;
    TakenSums taken;
    std::uint32_t read_to = 0;  // the last entry that the last closed run read
    std::string fingerprint;    // of all closed runs, one upon the other; empty: nothing is closed

    std::optional<Date> closed_until() const;  // past the last closed day
    // Adds what a run posted: its own dues, its restatements, its balances.
    void close(const World& world, const RunResult& run);
    // The same without its own dues, for whoever has added those.
    void close_settled(const RunResult& run);

private:
    void remember(const ParticipantSettlement& settled, const Posting& posting);
};

}  // namespace attain::settlement
