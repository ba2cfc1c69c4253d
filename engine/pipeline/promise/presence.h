// How much of a period somebody was there (M5), as a number of days or months out of a whole.
#pragma once

#include "base/calendar/calendar.h"
#include "model/plan/plan.h"

namespace attain::promise {

struct Presence {
    std::int32_t present = 0;
    std::int32_t of = 0;  // 0: not prorated, the whole counts
    Rational share() const { return of == 0 ? Rational(1) : Rational::of(present, of); }
};

// `there` inside `period`: by calendar days, by working days (Monday to Friday), by whole calendar
// months (a month counts when one was there on each of its days), or not at all.
Presence presence(Proration proration, const DayRange& there, const DayRange& period);

// The number of days of the kind that proration counts in a range (none: calendar days).
std::int32_t counted_days(Proration proration, const DayRange& days);

}  // namespace attain::promise
