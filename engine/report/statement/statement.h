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
#include "report/register/register.h"
#include "report/statement/parts.h"

namespace attain {

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

// An earlier period of the same year, as its last run before this one has it.
struct StatementPast {
    Period period;
    std::uint32_t run = 0;
    std::vector<Cash> totals;  // by currency; empty: nothing was due
};

// One component (or plan limit) now and in the period before: what changed since the last
// statement.
struct StatementChange {
    std::string title;
    std::string plan;
    Cash before;  // zero where there was none
    Cash now;
};

// The year up to this statement (S4).
struct StatementYear {
    std::string name;                  // "2026"; empty: there is no such calendar
    std::vector<StatementPast> past;   // oldest first
    std::vector<std::string> not_run;  // earlier periods of the year that have no run
    std::vector<Cash> to_date;         // past and this period, by currency
    std::string last;                  // the period before; empty: it was not run
    std::vector<StatementChange> changes;
};

// When it is paid, and how and until when it can be disputed (company.yaml, `statements`).
struct StatementTerms {
    std::optional<Date> paid_on;
    std::optional<Date> dispute_until;
    std::string contact;
    std::string note;
};

// From what is earned to what is paid, where there is anything between the two (R6, S10): one pay
// period in one currency, movement by movement, and what stands on accounts before and after.
struct StatementMovement {
    std::string what;    // "topped up to the draw"
    std::string detail;  // "account-executive", "late deal: crm D-1042"
    Cash amount;         // above zero for the participant
};
struct StatementBalance {
    std::string what;  // "owed of the draw"
    Cash opening;
    Cash closing;
};
struct StatementSettlement {
    std::string period;
    bool provisional = false;
    std::vector<StatementMovement> movements;  // what is earned first; they add up to `net`
    std::vector<StatementBalance> balances;
    Cash net;
};

struct Statement {
    std::string company;
    std::string participant;
    std::string name;
    Period period;
    std::vector<StatementPlace> places;
    std::vector<Cash> totals;          // by currency, what is paid; empty: nothing was due
    std::vector<StatementPlan> plans;  // by first day on the plan, pay period
    std::vector<StatementSettlement> settlements;  // empty: what is earned is paid
    std::vector<StatementMatter> not_credited;
    std::vector<StatementMatter> open_matters;
    StatementYear year;
    StatementTerms terms;
    StatementRun run;
};

namespace report {

// Composes the statements of one run; what must be looked for in the whole ledger is looked for
// once. World and run are borrowed.
class StatementMaker {
public:
    // `past`: the registers of earlier periods of the same year, oldest first.
    StatementMaker(const World& world, const RunResult& run, const StoredRun* stored,
                   std::vector<Register> past = {});
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

// The calendar year that holds the period, in the calendar that the period's name comes from.
std::optional<Period> year_of(const World& world, const Period& period);

std::string statement_text(const Statement& statement, Colour colour);
std::string statement_html(const Statement& statement);  // one file, no script, no request
std::string statement_json(const Statement& statement);  // schemas/statement.schema.json
std::string statement_pdf(const Statement& statement);   // A4, the same bytes on each run
std::string statement_xlsx(const Statement& statement);  // typed cells, no formulas; the same bytes

}  // namespace report
}  // namespace attain
