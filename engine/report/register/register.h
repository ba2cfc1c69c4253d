// The payout register: what a run pays to whom and for what, with totals that finance can tick off.
//
//     participant        team    individual       team      total
//     Ada Quist          north    13,125.00   3,750.00  16,875.00 USD
//     …
//     north                       13,125.00   3,750.00  16,875.00
//     all                         …
#pragma once

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

struct Register {
    std::string company;
    Period period;
    std::uint32_t run = 0;  // 0: computed, not stored
    std::string status;     // "draft"
    std::string results;    // fingerprint
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

}  // namespace report
}  // namespace attain
