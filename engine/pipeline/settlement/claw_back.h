// From what returns claim to what is posted: of each claim first what has not been paid yet is
// cancelled, and only the rest is taken back, in instalments where the plan says so (B4).
//
//     claim 500.00 of 1,000.00 commission, 800.00 of it paid, 200.00 held
//       cancelled      held → company       200.00
//       clawed back    payable → company    300.00
//
// What is due of a claim to date less what was posted of it: so a claim that is withdrawn, or known
// better since, is put right by the same words (P4). Private to the room.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/settlement/accounts.h"
#include "pipeline/settlement/claims.h"
#include "pipeline/settlement/eligible.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

class ClawingBack {
public:
    // Of one person in one currency; all outlive this.
    ClawingBack(const World& world, const History& history, const Claims& claims,
                const DealPays& deals, Eligibility& eligibility, const std::string& participant,
                Currency currency);

    // Posts what is due by the end of a pay period, and tells it.
    void post(Accounts& accounts, const Period& period, std::vector<TakenBack>& told);
    // What was cancelled so far of a pay period's pay, and of which deals.
    Cash cancelled(const std::string& plan, const std::string& pay_period) const;
    std::vector<Eligibility::Cancelled> cancelled_deals(const std::string& plan,
                                                        const std::string& pay_period) const;

private:
    using Key = std::pair<std::string, std::string>;  // plan, what the posting is about
    void post_claim(Accounts& accounts, const Period& period, const Claim& claim,
                    std::vector<TakenBack>& told);
    Cash to_cancel(const Claim& claim, const Period& period) const;
    Cash unpaid(const Claim& claim, const Period& period) const;
    Rational part_due(const Claim& claim, const Period& period) const;
    void withdraw(Accounts& accounts);

    const World& world_;
    const DealPays& deals_;
    Eligibility& eligibility_;
    std::string participant_;
    Currency currency_;
    std::vector<const Claim*> claims_;
    std::map<Key, Taken> taken_;  // to date
};

}  // namespace attain::settlement
