// From what is due to what is paid (B1, U21): what was earned and restated enters once, every
// account moves by its postings, nothing is paid that no posting made payable.
//
// A run that was computed without its past (`compute` alone) has no settlements, and nothing is
// looked at here; where there is one, everybody who is due something must have theirs.
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "record/audit/findings.h"

namespace attain::record {

namespace {

using Whose = std::pair<std::string, Currency>;
using Sums = std::map<Whose, Rational>;

class Settlements {
public:
    explicit Settlements(Findings& findings) : findings_(findings) {}

    void check() {
        for (const ParticipantSettlement& settled : findings_.run.settlements)
            check(settled);
        enters_once();
        taken_back();
    }

private:
    std::string name(const ParticipantSettlement& settled) const {
        return fmt::format("{}, {}", settled.participant, settled.pay_period.name);
    }

    void check(const ParticipantSettlement& settled) {
        const Whose whose{settled.participant, settled.net.currency()};
        std::map<Account, Rational> moved;
        for (const Posting& posting : settled.postings) {
            const Rational amount = posting.amount.exact().amount();
            if (amount.sign() <= 0) {
                findings_.add(fmt::format("{}: a posting of {} moves nothing", name(settled),
                                          amount.shown()));
            }
            moved[posting.from] -= amount;
            moved[posting.to] += amount;
            if (posting.movement == Movement::earned) {
                earned_[whose] += posting.to == Account::payable ? amount : -amount;
            }
            if (posting.movement == Movement::restated) {
                restated_[whose] += posting.to == Account::payable ? amount : -amount;
            }
        }
        findings_.expect_equal(name(settled), "what is paid is what was made payable",
                               settled.net.exact().amount(), moved[Account::payable]);
        std::map<Account, Rational> between;
        for (const AccountBalance& balance : settled.balances) {
            between[balance.account] += (balance.closing - balance.opening).exact().amount();
            opens_as_it_closed(settled, balance);
        }
        for (const Account account : all_accounts) {
            const bool outside = account == Account::company || account == Account::payable ||
                                 account == Account::paid;
            if (outside) continue;
            findings_.expect_equal(fmt::format("{}, {}", name(settled), name_of(account)),
                                   "opening and movements are closing", between[account],
                                   moved[account]);
        }
    }

    void opens_as_it_closed(const ParticipantSettlement& settled, const AccountBalance& balance) {
        const auto key = std::tuple(settled.participant, settled.net.currency(), balance.account,
                                    balance.plan, balance.about);
        const auto [closed, first] = closed_.try_emplace(key, balance.closing);
        if (first) return;
        findings_.expect_equal(fmt::format("{}, {}", name(settled), name_of(balance.account)),
                               "an account opens as it closed", balance.opening.exact().amount(),
                               closed->second.exact().amount());
        closed->second = balance.closing;
    }

    void enters_once() {
        Sums due;
        for (const Payout& payout : findings_.run.payouts) {
            due[{findings_.name(payout.who), payout.total.currency()}] +=
                payout.total.exact().amount();
        }
        expect_equal("what is earned enters once", earned_, due);
        Sums differences;
        for (const Restatement& one : findings_.run.restatements) {
            const Rational difference = one.difference().exact().amount();
            differences[{one.participant, one.now.currency()}] += difference;
            if (one.causes.empty()) continue;
            Rational sum;
            for (const Cause& cause : one.causes)
                sum += cause.amount.exact().amount();
            findings_.expect_equal(
                fmt::format("{}, {}, {}", one.participant, one.component, one.pay_period.name),
                "the causes are the difference", sum, difference);
        }
        expect_equal("what is restated enters once", restated_, differences);
    }

    // B4: a claim is its share of the pay, and no more of it is taken than it comes to.
    void taken_back() {
        for (const TakenBack& one : findings_.run.taken_back) {
            const std::string name = fmt::format("{}, {}", one.participant, about(one));
            const Money claimed(one.pay * one.share, one.amount.currency());
            findings_.expect_equal(name, "what is taken back is the share of the pay",
                                   one.amount.exact().amount(),
                                   settle(claimed, Rounding{}).paid.exact().amount());
            const Rational so_far = (one.cancelled + one.clawed_back).exact().amount();
            if (so_far.abs() > one.amount.exact().amount().abs()) {
                findings_.add(fmt::format("{}: {} is taken back of {}", name, so_far.shown(),
                                          one.amount.shown()));
            }
        }
    }

    void expect_equal(const char* law, Sums found, Sums wanted) {
        std::set<Whose> all;
        for (const auto& [whose, sum] : found)
            all.insert(whose);
        for (const auto& [whose, sum] : wanted)
            all.insert(whose);
        for (const Whose& whose : all)
            findings_.expect_equal(fmt::format("{}, {}", whose.first, whose.second.code()), law,
                                   found[whose], wanted[whose]);
    }

    Findings& findings_;
    Sums earned_, restated_;
    std::map<std::tuple<std::string, Currency, Account, std::string, std::string>, Cash> closed_;
};

}  // namespace

void audit_settlements(Findings& findings) {
    if (!findings.run.settlements.empty()) Settlements(findings).check();
}

}  // namespace attain::record
