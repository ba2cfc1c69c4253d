// What a plan declares of balances (B): how what is earned becomes what is paid, and what is owed
// back. The book keeps the accounts; here is what the plan says.
//
//     draw: {amount: 3000, per: month, until: 2026-06-30, repaid: {share: 50%}}
//     clawback: {takes: commission, steps: [{days: 90, share: 100%}, {days: 180, share: 50%}]}
//     payments: [{share: 50%, on: booked}, {share: 50%, on: collected, days_after: 30}]
//
// The decision that is not obvious: a draw that need not be repaid is not a draw with a flag but a
// guarantee of its own, for nothing that is said of repaying has a meaning there (B3).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/calendar/date.h"
#include "base/number/money.h"
#include "model/plan/table.h"

namespace attain {

// An amount, or a multiple of the target incentive of its span.
struct BalanceAmount {
    Quantity quantity;
    bool of_target = false;
    Span where;
};

// What a draw and a guarantee have in common: an amount of a span, for a while.
struct Advance {
    BalanceAmount amount;
    Grain per = Grain::month;
    std::optional<Date> until;  // its last day; nothing: as long as the plan
    std::vector<Rational>
        ramp;  // the share of the amount in one's 1st, 2nd … pay period; then 100%
    bool prorated = false;
    bool with_all_plans = false;  // compared with the pay of all plans instead of this one's
    Span where;
};

// B3: what is paid is at least the draw; the shortfall is a debt, which later pay repays.
struct Draw : Advance {
    Rational repaid_share = 1;                  // of what is payable above the draw, at most
    std::optional<Date> repaid_from;            // nothing: from the next pay period on
    std::optional<BalanceAmount> repaid_above;  // repaying never brings pay below this
};

// B3: what is paid is at least this; the top-up leaves no debt.
struct Guarantee : Advance {};

// B5: a share of pay is kept back until an event of the deal, or so many days after the pay period.
struct Holdback {
    Rational share;
    std::string until_event;  // empty: by days
    std::int32_t until_days = 0;
    Span where;
};

// B4: a deal that comes back after its window takes pay back with it.
struct Clawback {
    enum class Takes { commission, recalculation };
    enum class Attainment { deal_window, open_window, none };
    struct Step {
        std::int32_t length = 0;  // up to this age of the deal …
        bool in_months = false;   // … in days or whole months, the first day not counted …
        Rational share;           // … this share is taken back
        Span where;
        // The last day of a deal on which the step holds.
        Date last_day(Date from) const {
            return in_months ? from.plus_months(length) : from + length;
        }
    };
    Takes takes = Takes::commission;
    std::vector<std::string> components;  // that it takes from; empty: all
    std::string counted_from;             // the date of the deal from which its age is counted
    std::vector<Step> steps;              // ascending; older deals keep their pay
    std::string earned_by;  // instead of steps: what events of this kind have not brought
    std::int32_t instalments = 1;
    Attainment attainment = Attainment::deal_window;
    Span where;
    bool takes_from(const std::string& component) const {
        return components.empty() ||
               std::find(components.begin(), components.end(), component) != components.end();
    }
};

// B2: parts of a commission, each paid when its date has come; or in proportion to an event's
// amounts ("collected").
struct Payments {
    struct Part {
        Rational share;
        std::string on;  // a date or kind of event of the deal
        std::int32_t days_after = 0;
    };
    std::vector<Part> parts;       // in all 100%
    std::string in_proportion_to;  // instead of parts
    Span where;
};

// B6: what becomes of a negative result.
enum class Negative { carried, repaid, floored };

// N6: entitlement and balances stay in the plan's currency; what is paid is converted and rounded.
struct PaidIn {
    Currency currency;
    std::string series;
    bool average = false;  // the average of the pay period instead of its last day
    Span where;
};

// T7: what becomes of somebody's parts and debts when they leave.
struct AfterLeaving {
    bool parts_forfeited = false;  // parts not yet eligible and holdbacks, and carried excess
    enum class Debt { kept, from_last_pay, forgiven };
    Debt debt = Debt::kept;
};

struct Balances {
    std::optional<Draw> draw;
    std::optional<Guarantee> guarantee;
    std::optional<Holdback> holdback;
    std::optional<Clawback> clawback;
    std::optional<Payments> payments;
    std::optional<Negative> negative;
    std::optional<Rational> minimum_payout;  // less is carried on instead of paid
    std::optional<PaidIn> paid_in;
    AfterLeaving after_leaving;
    std::vector<std::string> declared;  // the keys that the plan writes of these
    Span negative_where;
};

}  // namespace attain
