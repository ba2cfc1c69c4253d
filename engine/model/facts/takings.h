// What cancellations and returns took of lines, and what they had left of them by a day (R2, B4).
//
//     D-1042 120,000    event c-1 -20,000 on 12 March    row R-7 -100,000 on 4 May
//       left by 1 April: 100,000        left by now: nothing
#pragma once

#include <span>
#include <vector>

#include "model/facts/facts.h"

namespace attain {

// Of one line, in the order of their days.
std::span<const Taking> takings_of(const Facts& facts, std::uint32_t row);

// Which takings are off a line: those before a day, and some that are named one by one.
struct TakenOff {
    Date before;                             // past the last day
    const std::vector<bool>* too = nullptr;  // by place in Facts::takings
    bool holds(const Facts& facts, const Taking& taking) const;
};

// The amount of the line less what is off it. The line has an amount.
Rational left_of(const Facts& facts, std::uint32_t row, const TakenOff& off);
// The same of any number column, whose values are given: an event takes as much of it as it takes
// of the amount, a return row brings its own (negative) value. Nothing written counts as zero.
Rational left_in_column(const Facts& facts, const DecimalColumn& gross, std::uint32_t row,
                        const TakenOff& off);

}  // namespace attain
