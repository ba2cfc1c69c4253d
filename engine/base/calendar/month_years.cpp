#include <chrono>

#include "base/calendar/kinds.h"
#include "base/ensure.h"

namespace attain::calendar {

namespace {

int months_in(Grain grain) {
    switch (grain) {
        case Grain::week: break;
        case Grain::month: return 1;
        case Grain::quarter: return 3;
        case Grain::half: return 6;
        case Grain::year: return 12;
    }
    ensure(false, "a week is no number of months");
    return 0;
}

// The Thursday of the day's week, Monday to Sunday.
Date thursday_of(Date day) {
    return day + (4 - day.weekday());
}

}  // namespace

Date month_start(int year, int month) {
    const std::chrono::year_month wanted =
        std::chrono::year(year) / std::chrono::January + std::chrono::months(month - 1);
    const std::chrono::sys_days first(wanted / std::chrono::day(1));
    return Date(static_cast<std::int32_t>(first.time_since_epoch().count()));
}

int MonthYears::name_ahead() const {
    return named == YearNamed::by_last_day && first_month > 1 ? 1 : 0;
}

int MonthYears::year_of(Date day) const {
    const int begins_in = day.month() >= first_month ? day.year() : day.year() - 1;
    return begins_in + name_ahead();
}

PeriodNumber MonthYears::number_of(Grain grain, Date day) const {
    if (grain == Grain::week) {
        const Date thursday = thursday_of(day);
        const int year = year_of(thursday);
        return {grain, year, (thursday - first_day(year)) / 7 + 1};
    }
    const int months_before = (day.month() - first_month + 12) % 12;
    return {grain, year_of(day), months_before / months_in(grain) + 1};
}

DayRange MonthYears::days_of(const PeriodNumber& period) const {
    const Date first = first_day(period.year);
    if (period.grain == Grain::week) {
        // The first Thursday of the year may lie in the week that began before it.
        const Date thursday =
            thursday_of(first) < first ? thursday_of(first) + 7 : thursday_of(first);
        const Date monday = thursday - 3 + 7 * (period.number - 1);
        return {monday, monday + 7};
    }
    const int months = months_in(period.grain);
    const int month = first_month + months * (period.number - 1);
    const int begins_in = period.year - name_ahead();
    return {month_start(begins_in, month), month_start(begins_in, month + months)};
}

bool MonthYears::tiles(Grain finer, Grain coarser) const {
    return finer == coarser || (finer != Grain::week && finer < coarser);
}

}  // namespace attain::calendar
