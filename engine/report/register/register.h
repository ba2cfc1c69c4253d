// The payout register: what a run pays to whom and for what, with totals that finance can tick off.
//
//     participant        team    individual       team      total
//     Ada Quist          north    13,125.00   3,750.00  16,875.00 USD
//     …
//     north                       13,125.00   3,750.00  16,875.00
//     all                         …
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"
#include "pipeline/result/result.h"
#include "record/book/book.h"

namespace attain {

// One component (or plan cap or floor) of one person in one pay period.
struct RegisterLine {
    std::string participant;
    std::string name;
    std::string team;  // on the person's last day in the period; empty: on none
    std::string plan;
    std::string pay_period;
    std::string component;  // its name; "plan cap", "plan floor"
    std::string title;
    Outcome outcome = Outcome::paid;
    Cash amount;
};

struct RegisterTotal {
    std::string what;  // participant's id, team's id ("" for those on no team), currency
    std::string name;
    Cash amount;
};

// Control totals: what became of the ledger's rows (C6). All fates together are the whole ledger.
struct RegisterRows {
    RowFate fate = RowFate::credited;
    std::size_t rows = 0;
    std::map<std::string, Rational> sums;  // by currency, net of returns
};
struct RegisterCode {
    std::string code;
    bool blocking = false;
    std::size_t count = 0;
};
struct RegisterPlan {
    std::string plan;
    std::string effective;
    std::string fingerprint;
};

struct Register {
    std::string company;
    Period period;
    std::uint32_t run = 0;  // 0: computed, not stored
    std::uint32_t entry = 0;
    std::string status;               // "draft"
    std::string inputs;               // fingerprint
    std::string results;              // fingerprint
    std::vector<RegisterRows> rows;   // by fate
    std::vector<RegisterCode> codes;  // open exceptions, blocking first
    std::vector<RegisterPlan> plans;  // those that somebody is on
    std::vector<RegisterLine> lines;
    std::vector<RegisterTotal> participants;  // the payouts: add up to the same totals
    std::vector<RegisterTotal> teams;
    std::vector<RegisterTotal> currencies;
    std::size_t blocking = 0;  // open exceptions
    std::size_t notices = 0;
};

namespace report {

// `stored` is null for a run that was not stored.
Register compose_register(const World& world, const RunResult& run, const StoredRun* stored);

std::string register_text(const Register& reg, Colour colour);
// One row for each line, no totals: participant,name,team,plan,pay_period,component,outcome,
// currency,amount. A text cell that a spreadsheet would take for a formula gets an apostrophe.
std::string register_csv(const Register& reg);
std::string register_json(const Register& reg);  // schemas/register.schema.json

// Finance's page and workbook: the register with its cover sheet (control totals, exceptions, where
// the figures come from), and what changed against `before`, the period before; null where it was
// not run.
std::string register_html(const Register& reg, const Register* before);
std::string register_xlsx(const Register& reg, const Register* before);

// The first page of a folder of statements: everybody with total and a link to `<id>.<ending>`, and
// a field to search in them.
std::string statements_index(const Register& reg, std::string_view ending);

}  // namespace report
}  // namespace attain
