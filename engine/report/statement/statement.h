// What one person is told about one run (X2): composed once as values, then rendered as text, HTML
// and JSON, so that the three can never disagree.
//
//     individual   60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00
//       D-1042  14 Feb  Northwind  60% of 120,000.00   72,000.00   its share   4,500.00
//
// Every amount of a component is a line or apportioned over lines (N3), so that the lines add up to
// the component to the cent. Where pay is a sum of lines (rates), a line bears its own amount and a
// cap, floor, closed gate or coarser rounding is one further line (R7). Where it is not (curves,
// fixed amounts, pools), the person's own deals are shown as shares by credit, and say so (X1); a
// team's deals are then counted, not listed: they are other people's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"
#include "pipeline/result/result.h"
#include "record/book/book.h"

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
};

// How credited money came out of another currency.
struct StatementConversion {
    std::string currency;  // of the deal
    Rational credited;     // in it
    Rational rate;         // plan currency for one unit of it, exact
};

struct StatementLine {
    enum class Kind { deal, cap, floor, gate, rounding };
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
    Rational exact;                // before rounding
    Cash amount;                   // the apportioned part (N3)
    bool received_unit = false;    // was given a unit that rounding had left over
    std::string formula;           // "60,000.00 × 7% × 75% = 3,150.00"
};

// The note below lines that are shares; of no use where the lines are not shown.
inline constexpr std::string_view said_of_shares =
    "Its pay is not a sum of deals: each deal is shown with its share by credit.";

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
    std::vector<StatementLine> lines;
    std::size_t deals = 0;
    Rational exact;
    Cash entitled;  // to date
    Cash before;    // one pay period earlier
    Cash due;
    std::vector<std::string> exceptions;
};

struct StatementPlan {
    explicit StatementPlan(Currency currency)
        : cap_cut(Cash::zero(currency)), floor_added(cap_cut), due(cap_cut) {}
    std::string id;
    std::string title;
    DayRange effective;  // of this version
    std::string file;
    std::string fingerprint;
    Period pay_period;
    DayRange assignment;
    std::vector<StatementComponent> components;
    Cash cap_cut;
    Cash floor_added;
    Cash due;
};

// A stretch of work inside the period.
struct StatementPlace {
    DayRange days;
    std::string title;
    std::string team;
    std::string manager;
};

// A deal that names the person and was not credited (C6), or an exception of the person (L3).
struct StatementMatter {
    std::string code;
    bool blocking = false;
    std::string subject;  // "crm D-1042" or the person
    std::string customer;
    std::string date;    // empty where it has none
    std::string amount;  // "120,000.00 EUR"
    std::string message;
    std::string help;
};

// Which run said so. `number` 0: computed, not stored.
struct StatementRun {
    std::uint32_t number = 0;
    std::uint32_t entry = 0;
    std::uint32_t rules_number = 1;
    std::string status;
    std::string inputs;
    std::string results;
};

struct Statement {
    std::string company;
    std::string participant;
    std::string name;
    Period period;
    std::vector<StatementPlace> places;
    std::vector<Cash> totals;          // by currency; empty: nothing was due
    std::vector<StatementPlan> plans;  // by first day on the plan, pay period
    std::vector<StatementMatter> not_credited;
    std::vector<StatementMatter> open_matters;
    StatementRun run;
};

namespace report {

// Composes the statements of one run; what must be looked for in the whole ledger is looked for
// once. World and run are borrowed.
class StatementMaker {
public:
    StatementMaker(const World& world, const RunResult& run, const StoredRun* stored);
    ~StatementMaker();
    StatementMaker(const StatementMaker&) = delete;
    StatementMaker& operator=(const StatementMaker&) = delete;
    Statement of(ParticipantIndex who) const;

private:
    struct Inside;
    std::unique_ptr<const Inside> inside_;
};

// One statement; `stored` is null for a run that was not stored.
Statement compose_statement(const World& world, const RunResult& run, const StoredRun* stored,
                            ParticipantIndex who);

std::string statement_text(const Statement& statement, Colour colour);
std::string statement_html(const Statement& statement);  // one file, no script, no request
std::string statement_json(const Statement& statement);  // schemas/statement.schema.json

}  // namespace report
}  // namespace attain
