// Everything that is known at one entry of the book, resolved and immutable: what the pipeline
// computes from. Built by model/load from stored rows; nothing in here is a name that is unknown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/calendar/calendar.h"
#include "model/facts/exception.h"
#include "model/facts/promises.h"
#include "model/facts/roster.h"
#include "model/ledger/ledger.h"

namespace attain {

// One person's part of a line (C1).
struct Share {
    ParticipantIndex who;
    Rational part;  // 60% is 3/5
    std::string role;
};

// What a cancellation or return took of a line (R2).
struct Taking {
    RowIndex row;
    Date day;
    std::string id;                          // "event c-1", "row crm R-7"
    Rational amount;                         // of the opposite sign of its line
    RowIndex return_row = RowIndex::none();  // none: an event
};

struct Facts {
    std::uint32_t entry = 0;           // the last entry that was read
    std::vector<std::string> files;    // by Origin::file: the names of imported files
    Roster roster;
    Ledger ledger;
    // The amount of each line after its cancellations, returned events and return rows: they net at
    // their line's place (R2). A return row itself nets to zero here.
    DecimalColumn net_amount;
    std::vector<Taking> takings;  // what came off, sorted by row, day, id
    // Who has direct credit of a row: by code of Ledger::owner where the split is empty, else by
    // code of Ledger::split. A code that names somebody unknown, or does not add up to 100%, has no
    // shares and an exception on each of its rows.
    std::vector<ParticipantIndex> owner_of_code;
    std::vector<std::vector<Share>> split_of_code;
    std::vector<std::vector<Share>> overlay_of_code;
    std::vector<LineEvent> events;  // sorted by row, day, id
    std::vector<Quota> quotas;      // sorted by owner, goal, period, from
    std::vector<Target> targets;    // sorted by person, first day
    std::map<std::string, RateSeries> series;
    std::vector<ExchangeRate> rates;  // sorted by series, base, quote, day
    std::vector<Observation> observations;
    std::vector<Opening> openings;
    std::vector<Adjustment> adjustments;        // sorted by id; approved ones only
    std::vector<User> users;                    // sorted by name; no part of any result
    std::map<std::string, Calendar> calendars;  // "calendar" (Gregorian) is always there
    // What was wrong with the facts themselves: unknown owners, splits of 99%, unreadable rows …
    std::vector<Exception> exceptions;
    // By row: true where an exception keeps the line from everybody (L3).
    std::vector<bool> withheld;
    // By row: the row it returns, or none.
    std::vector<RowIndex> return_of;
};

}  // namespace attain
