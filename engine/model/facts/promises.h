// What people were promised and asked for, and what money was worth: quotas, targets, exchange
// rates, observations, openings (L1, M2, M4, N6). All rows are kept as facts with their origin.
#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/identity/id.h"
#include "base/number/money.h"
#include "model/ledger/ledger.h"

namespace attain {

// A goal's owner.
using GoalOwner = std::variant<ParticipantIndex, TeamIndex>;

// M2: "ada, bookings, 2026-Q1: 500,000". The period is named in the calendar of the plan that reads
// it. Two rows for one owner, goal and period with different `from` days change the quota inside its
// window: day-weighted.
struct Quota {
    GoalOwner owner;
    std::string goal;
    std::string period;
    Rational amount;                   // money in `currency`, or a count
    std::optional<Currency> currency;  // nothing: the plan's own, or a count
    Date from = Date::beginning();     // from which day of the period it holds
    Origin origin;
};

// M4: "ada, from 2026-01-01, 60,000 USD per year".
struct Target {
    ParticipantIndex who;
    DayRange days;
    Rational amount;
    Currency currency;
    Grain per = Grain::year;
    Origin origin;
};

// N6: how a named series of exchange rates is to be read. Declared in company.yaml.
struct RateSeries {
    std::string name;
    Currency base;
    // A row "EUR,USD,1.0842" of base EUR says 1 EUR = 1.0842 USD.
    int carries_days = 0;                 // for how many days after its own a rate still holds
    std::optional<int> inverse_decimals;  // set: inverse rates may be derived, rounded half-even
    std::optional<int> cross_decimals;    // set: cross rates through the base may be derived
};

struct ExchangeRate {
    std::string series;
    Date day;
    Currency base;
    Currency quote;
    Rational rate;  // units of quote for one base; positive
    Origin origin;
};

// L1: a KPI value of somebody on a day; and what was so before the book began.
struct Observation {
    GoalOwner owner;
    std::string kpi;
    Date day;
    Rational value;
    Origin origin;
};

struct Opening {
    ParticipantIndex who;
    std::string plan;
    std::string kind;  // "credit", "pay", "balance"
    std::string what;  // the measure, component or account
    Date day;
    Rational amount;
    Currency currency;
    std::string source;
    Origin origin;
};

// B7: pay given or taken by hand; or what somebody owes changed by hand: a debt forgiven (B3).
struct Adjustment {
    enum class Account {
        pay,
        draw,     // what is owed of a draw
        carried,  // negative results carried on
    };
    std::string id;
    ParticipantIndex who;
    std::string plan;  // empty: none in particular
    Date day;          // counts in the pay period that holds it
    Money amount;      // of any sign; above zero it is for the participant
    Account account = Account::pay;
    std::string reason;
    std::string author;
    std::string approver;
    Origin origin;
};

// P1: who works with the book, and what they may do.
struct User {
    std::string name;
    std::string account;          // of the operating system
    std::set<std::string> roles;  // "prepare", "approve", "pay"
    std::string participant;      // whose pay is theirs; empty: nobody's
};

// L1: an event of a line: cancelled, returned, invoiced, collected … Amounts are signed: a
// cancellation of 500 is -500; without an amount it is all that is left of the line.
struct LineEvent {
    RowIndex row;
    std::string id;
    std::string kind;
    Date day;
    std::optional<Rational> amount;
    Origin origin;
};

}  // namespace attain
