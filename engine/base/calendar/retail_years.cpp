#include "base/calendar/kinds.h"
#include "base/ensure.h"

namespace attain::calendar {

namespace {

constexpr int weeks_in_quarter = 13;

// How many periods a year of 52 weeks has.
int periods_in_year(Grain grain) {
    switch (grain) {
        case Grain::week: return 52;
        case Grain::month: return 12;
        case Grain::quarter: return 4;
        case Grain::half: return 2;
        case Grain::year: return 1;
    }
    ensure(false, "every grain divides a year");
    return 0;
}

}  // namespace

int RetailYears::name_behind() const {
    // A year that is meant to end with December also begins in its own civil year.
    return named == YearNamed::by_first_day && end.month < 12 ? 1 : 0;
}

Date RetailYears::last_day(int year) const {
    const Date month_end = month_start(year + name_behind(), end.month + 1) - 1;
    const int days_after = (month_end.weekday() - end.weekday + 7) % 7;
    const Date before = month_end - days_after;
    switch (end.rule) {
        case RetailYearEnd::Rule::last_in_month: return before;
        case RetailYearEnd::Rule::nearest_to_month_end:
            return days_after <= 3 ? before : before + 7;
    }
    ensure(false, "every rule for a year's end is handled");
    return before;
}

int RetailYears::year_of(Date day) const {
    // Two civil years back every year has ended; one back it may run to the third of January.
    int year = day.year() - 1 - name_behind();
    while (last_day(year) < day)
        ++year;
    return year;
}

std::array<int, 4> RetailYears::weeks_before_months() const {
    switch (pattern) {
        case WeekPattern::p445: return {0, 4, 8, weeks_in_quarter};
        case WeekPattern::p454: return {0, 4, 9, weeks_in_quarter};
        case WeekPattern::p544: return {0, 5, 9, weeks_in_quarter};
    }
    ensure(false, "every week pattern is handled");
    return {};
}

// How many weeks of a year lie before its n-th period.
int RetailYears::weeks_before(Grain grain, int number) const {
    const int before = number - 1;
    if (grain != Grain::month) return before * (52 / periods_in_year(grain));
    const auto in_quarter = static_cast<std::size_t>(before % 3);
    return before / 3 * weeks_in_quarter + weeks_before_months()[in_quarter];
}

PeriodNumber RetailYears::number_of(Grain grain, Date day) const {
    const int year = year_of(day);
    const int weeks = (day - last_day(year - 1) - 1) / 7;
    if (grain == Grain::week) return {grain, year, weeks + 1};
    // Week 53 belongs to the last period, so the search ends there.
    int number = 1;
    while (number < periods_in_year(grain) && weeks_before(grain, number + 1) <= weeks)
        ++number;
    return {grain, year, number};
}

DayRange RetailYears::days_of(const PeriodNumber& period) const {
    const Date first = last_day(period.year - 1) + 1;
    const Date begins = first + 7 * weeks_before(period.grain, period.number);
    if (period.grain != Grain::week && period.number == periods_in_year(period.grain)) {
        return {begins, last_day(period.year) + 1};
    }
    return {begins, first + 7 * weeks_before(period.grain, period.number + 1)};
}

bool RetailYears::tiles(Grain finer, Grain coarser) const {
    return finer <= coarser;
}

}  // namespace attain::calendar
