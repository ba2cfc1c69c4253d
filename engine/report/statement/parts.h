// The parts of one component on a statement: where the person stands, what comes next, and each
// deal.
//
//     individual   60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00
//       next       150% pays 200% of target; 40,000.00 USD more credit reaches it
//       D-1042     72,000.00   its share   4,500.00
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number/money.h"
#include "pipeline/result/result.h"

namespace attain {

// A goal and where the person stands.
struct StatementGoal {
    std::string name;     // the attainment's name in the plan
    std::string measure;  // "Bookings"
    std::string of_team;  // a team's goal: its name; else empty
    Period window;
    std::string in;  // "USD", or "" for a count
    Rational measured;
    std::size_t deals = 0;  // credited lines behind `measured`
    std::optional<PartedFigure> goal;
    std::vector<std::string> origins;  // where each part of the goal stands, "quotas.csv line 3"
    std::optional<Rational> value;     // attainment
    std::vector<Rational> marks;       // edges of the table or curve, on the attainment's axis
};

// The table or curve as it is drawn, with the place where the person stands. Places are in
// thousandths of the drawing, x to the right, y upward; a jump is two places with one x.
struct StatementCurve {
    struct Tick {
        int at = 0;
        std::string text;
    };
    std::vector<std::pair<int, int>> places;
    std::vector<Tick> across;
    std::vector<Tick> up;
    int here_x = 0;
    int here_y = 0;
    std::string here;  // "114.4%, pays 8%"
    std::string axis;  // "attainment of Bookings"
};

// Where in a tier table or curve the person stands, and what lies next.
struct StatementTier {
    std::string axis;     // "attainment of Bookings", "Deals"
    std::string reached;  // "tier 2 of 3: from 100% up to 125%"
    std::string pays;     // "8%"
    std::string next;     // "tier 3, from 125%"; empty: the highest is reached
    std::string next_pays;
    std::optional<Rational> missing;  // least further credit that reaches it (in `in`)
    bool more_than = false;           // the edge itself does not suffice (R1)
    std::string in;
    // S9, where it can be promised: one more deal of this credit, the smallest that can be paid in,
    // reaches the next tier, and the component is then due so much (next_step.cpp).
    std::optional<Rational> further;
    std::optional<Cash> next_due;
    std::optional<StatementCurve> curve;
};

// How credited money came out of another currency.
struct StatementConversion {
    std::string currency;  // of the deal
    Rational credited;     // in it
    Rational rate;         // plan currency for one unit of it, exact
};

// What a deal's share by credit is a share of: its window's exact pay, and all credit behind it.
struct StatementShare {
    Rational of;
    Rational among;
};

struct StatementLine {
    enum class Kind { deal, modifier, cap, floor, gate, rounding };
    explicit StatementLine(Currency currency) : amount(Cash::zero(currency)) {}
    Kind kind = Kind::deal;
    std::string deal;               // "crm D-1042"; other kinds: what the line is
    std::string customer;           // where the ledger has such a column
    std::string owner;              // whose deal it is, where not one's own
    Date date;                      // the date that counts it (C4)
    std::string deal_amount;        // "120,000.00 EUR", net of returns
    std::string left_of;            // "150,000.00 EUR" before them; empty: it is whole
    std::optional<Rational> split;  // one's part of the deal
    std::optional<StatementConversion> converted;
    Rational credited;             // what fell into this line's tier, in the plan's currency
    std::optional<Rational> rate;  // nothing: a share by credit
    std::string rate_shown;        // "7%"
    std::string tier;              // "tier 2"; empty where there is but one
    Rational exact;                // before rounding: pay, or the share of it
    Cash amount;                   // the apportioned part (N3)
    bool received_unit = false;    // was given a unit that rounding had left over
    Rational times = 1;  // what modifiers and weight make of it: exact = credited × rate × times
    std::optional<StatementShare> share;  // of a share: exact = credited / among × of
    std::string formula;                  // "60,000.00 × 7% × 75%"
};

// How the note below lines that are shares begins; it is of no use where the lines are not shown.
inline constexpr std::string_view said_of_shares = "Its pay is not a sum of deals: ";

struct StatementComponent {
    explicit StatementComponent(Currency currency)
        : entitled(Cash::zero(currency)), before(entitled), due(entitled) {}
    std::string name;
    std::string title;
    std::string rule;    // "account-executive.yaml:14"
    std::string window;  // "2026-Q1"; several are joined by ", "
    Outcome outcome = Outcome::paid;
    Rational weight = 1;
    std::string in;  // what its deals are credited in: "USD", or "" for a count
    // Its pay in figures, step by step: "60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00".
    std::vector<std::string> workings;
    std::vector<std::string> notes;  // sentences: gates, caps, pools, teams, what is shown how
    std::vector<StatementGoal> goals;
    std::vector<StatementTier> tiers;
    bool shares = false;  // lines are shares by credit
    std::optional<Rational>
        step;  // to which each deal is rounded, where that is coarser than cents
    std::vector<StatementLine> lines;
    std::size_t deals = 0;
    Rational exact;
    Cash entitled;  // to date
    Cash before;    // one pay period earlier
    Cash due;
    std::vector<std::string> exceptions;
};

}  // namespace attain
