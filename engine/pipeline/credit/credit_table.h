// Who is credited for which line, in the one order in which credits are walked (C1, R2).
//
//     row 87, USD 120,000, "ada 60% + ben 40%"   →   (87, ada, 3/5), (87, ben, 2/5)
//
// A line that is counted by an event counts in parts, each event's amount on its day (L1, C4):
//
//     row 87, collected 70,000 on 3 March and 50,000 on 8 May   →   two pieces, 7/12 and 5/12
//
// The pieces never come to more than what returns and cancellations have left of the line.
//
// The table is columns, sorted by counting date, row (rows lie in key order), event, participant,
// role. It is made once for each choice of dates in use (C4); every measure reads it, none changes
// it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/facts/facts.h"
#include "model/plan/plan.h"

namespace attain::credit {

// How much of a line and in which role: few distinct ones, so credits carry a small number.
struct ShareKind {
    Rational part = 1;
    std::uint32_t role = 0;  // into CreditTable::roles
    bool overlay = false;    // beside the direct credit (C1)
};

// A part of a line that counts on a day of its own.
struct Piece {
    Rational part = 1;  // of what is left of the line, in every column
    Rational amount;    // the same in its amount
    bool first = true;  // of its line: where a line is counted once, it is counted there
};

// Which dates of a line, or kinds of its events, decide (C4).
struct DateChoice {
    std::string assigned_by;
    std::string counted_by;
    std::string eligible_by;  // where a credit counts from then on only; else empty
    auto operator<=>(const DateChoice&) const = default;
};

struct CreditTable {
    std::vector<std::uint32_t> row;
    std::vector<std::uint32_t> who;
    std::vector<std::uint32_t> share;    // into `shares`
    std::vector<std::int32_t> counted;   // C4: its window, its place in the walk
    std::vector<std::int32_t> assigned;  // C4: whose it is, on which day
    std::vector<std::uint32_t> piece;    // into `pieces`; empty: all lines count whole
    std::vector<Piece> pieces;           // 0: the whole line
    std::vector<ShareKind> shares;       // 0: the whole line, no role
    std::vector<std::string> roles;      // 0: no role
    std::size_t size() const { return row.size(); }
    std::uint32_t piece_of(std::size_t i) const { return piece.empty() ? 0 : piece[i]; }
};

// The days of a line by the name of a date: `booked`, a further date column, or the kind of an
// event (its first day). Absent where the line has no such date.
std::vector<std::int32_t> days_named(const Facts& facts, const std::string& name);

// Whether lines count in parts, by the events that the dates name.
bool counts_in_parts(const Facts& facts, const DateChoice& dates);
DateChoice dates_of(const Plan& plan, const Measure& measure);

// Lines without one of the two dates are not credited yet; withheld lines and return rows never.
CreditTable build_credits(const Facts& facts, const DateChoice& dates,
                          const std::vector<bool>& withheld);

}  // namespace attain::credit
