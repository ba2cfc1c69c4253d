// From what somebody earned to what is paid: every movement as one posting between two accounts, so
// that nothing can appear or vanish on the way (B1, R6).
//
//     cara, USD, 2026-03     earned 1,500.00, draw 2,000.00, 500.00 owed from February
//       earned         company → payable    1,500.00
//       topped up      draw    → payable      500.00
//       net 2,000.00; draw: opening −500.00, closing −1,000.00
//
// A balance is what the company owes the participant: positive on `payable`, `held` and `small`;
// zero or negative on `draw` and `carried`, where the participant owes. `company` and `paid` are the
// world outside: they have no balance of a participant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/number/money.h"

namespace attain {

enum class Account : std::uint8_t {
    company,  // where pay comes from, and where a forgiven debt goes
    payable,  // what this pay period pays out
    held,     // kept back until a day or an event (B5), or not yet eligible (B2)
    draw,     // paid ahead, to be repaid (B3)
    carried,  // negative results that later pay makes good (B6)
    small,    // less than the minimum payout, kept until there is more
    paid,     // what has left the company
};
constexpr Account all_accounts[] = {Account::company, Account::payable, Account::held,
                                    Account::draw,    Account::carried, Account::small,
                                    Account::paid};

std::string_view name_of(Account account);  // "draw"

enum class Movement : std::uint8_t {
    earned,      // what a plan's components come to in this pay period
    restated,    // what closed periods come to more or less, by all that is known now (P3)
    adjusted,    // by hand, with reason and approver (B7)
    held,        // kept back
    released,    // and given free
    topped_up,   // to the draw: a debt
    repaid,      // of that debt
    guaranteed,  // to the guarantee: no debt
    carried,     // a negative result is put off …
    made_good,   // … and made good by later pay
    floored,     // a negative result that the company bears
    kept_small,  // below the minimum payout
    paid_small,  // and paid with more
    forgiven,    // a debt that the company gives up
    forfeited,   // what was held for somebody who has left (T7)
    clawed_back, // paid for a deal that has come back since (B4)
    cancelled,   // the same of what was not paid yet
    opened,      // a balance from before the book began (L1)
};

std::string_view name_of(Movement movement);  // "topped_up"

struct Posting {
    Movement movement = Movement::earned;
    Account from = Account::company;
    Account to = Account::payable;
    Cash amount;        // > 0
    std::string plan;   // whose terms move it; empty: the person's as a whole
    std::string about;  // the pay period held of, the adjustment, the component restated
    bool operator==(const Posting&) const = default;
};

// One account of one person. What is held is kept apart by plan and pay period, a draw by plan.
struct AccountBalance {
    Account account = Account::payable;
    std::string plan;
    std::string about;
    Cash opening;
    Cash closing;
    bool operator==(const AccountBalance&) const = default;
};

// One person in one currency and one pay period, in the order of R6.
struct ParticipantSettlement {
    std::string participant;
    Period pay_period;
    bool provisional = false;  // it builds on pay periods that are not finalized (R5)
    std::vector<Posting> postings;
    std::vector<AccountBalance> balances;  // all but `payable`, those that are not zero throughout
    Cash net;                              // what is payable in the end
    bool operator==(const ParticipantSettlement&) const = default;
};

// B4: what deals that came back after their window take back of one component of one pay period.
//
//     crm D-7 (1,000.00 commission, half of it paid), cancelled at an age where 100% is taken back
//       amount 1,000.00; cancelled 500.00 of what was held; clawed back 500.00
struct TakenBack {
    std::string participant;
    std::string plan;
    std::string component;  // or "plan cap", "plan floor"
    Period pay_period;      // whose pay it was
    std::string taken_by;   // "crm D-7 (event c-1)", "what came back in 2026-05 at 50%"
    std::string deals;      // "crm D-7"; recalculated together, several
    Date day;               // on which it came back; of several deals the last day
    Rational pay;           // the commission of what came back, or what the window loses
    Rational share;         // of it, by age or by what was not earned
    Cash amount;            // pay × share, to be taken back in all
    Cash cancelled;         // of it to date from what was not paid yet …
    Cash clawed_back;       // … and from pay, this pay period included
    bool operator==(const TakenBack&) const = default;
};
// What its postings are about: the same words in every run.
std::string about(const TakenBack& one);  // "crm D-7 (event c-1), commission 2026-01"

// P3: what is due for one component of one closed pay period by all that is known now, and what
// was posted for it. `component` is "plan cap" or "plan floor" for a plan's own limits.
//
// Its causes are what the facts that came since have done, one kind after another in the order of
// Why (X4): their amounts add up to the difference.
enum class Why : std::uint8_t {
    late_deal,     // a line that was not known
    changed_deal,  // a line changed, reversed, cancelled or returned, or a row cured
    people,
    quota,
    target,
    exchange_rate,
    opening,
    plan,
    engine,  // none of these: the rules of another version of the program
};
constexpr Why all_whys[] = {Why::late_deal, Why::changed_deal,  Why::people,
                            Why::quota,     Why::target,        Why::exchange_rate,
                            Why::opening,   Why::plan,          Why::engine};
std::string_view name_of(Why why);  // "late_deal"

struct Cause {
    Why why = Why::late_deal;
    Cash amount;
    std::string about;  // the deals, at most the first few; else empty
    bool operator==(const Cause&) const = default;
};

struct Restatement {
    std::string participant;
    std::string plan;
    std::string component;
    Period pay_period;
    Cash posted;  // by the run that closed it, and by those since
    Cash now;
    std::vector<Cause> causes = {};
    Cash difference() const { return now - posted; }
    bool operator==(const Restatement&) const = default;
};

}  // namespace attain
