// The three kinds of calendar behind the one door of calendar.h.
//
// Years of months and 52/53-week years are endless, so they are reckoned: from a day to the number
// of its period, and from a number to its days.
//
//     2026-05-14 in quarters  ⇄  {quarter, 2026, 2}  ⇄  2026-04-01..2026-06-30
//
// Whatever is more than this (names, lists, neighbours) calendar.cpp builds from these two, once
// for both. An own table is a list and is looked up.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar/calendar.h"

namespace attain::calendar {

// The n-th period of a grain in a year, under the year's name: {week, 2026, 27}. A year is its own
// first period. A number may name no period ({week, 2026, 53} of 52): then it does not come back
// from the days that it would have.
struct PeriodNumber {
    Grain grain = Grain::year;
    int year = 0;
    int number = 1;
    bool operator==(const PeriodNumber&) const = default;
};

// "2026-07" or "FY2026-P07".
enum class NameStyle { civil, fiscal };
std::string name_of(const PeriodNumber& period, NameStyle style);
std::optional<PeriodNumber> number_named(std::string_view name, NameStyle style);

// The first day of a month; months beyond 12 run on into the next years.
Date month_start(int year, int month);

// Years of twelve months from any first month. Weeks are reckoned as ISO reckons them, in every
// such year: from Monday, and a week belongs to the year that holds its Thursday, that is most of
// it.
struct MonthYears {
    NameStyle style = NameStyle::civil;
    int first_month = 1;
    YearNamed named = YearNamed::by_last_day;

    PeriodNumber number_of(Grain grain, Date day) const;
    DayRange days_of(const PeriodNumber& period) const;
    bool tiles(Grain finer, Grain coarser) const;

private:
    int name_ahead() const;  // the year's name less the civil year in which it begins
    Date first_day(int year) const { return month_start(year - name_ahead(), first_month); }
    int year_of(Date day) const;
};

// Years of 52 or 53 whole weeks. The name comes from the month in which the year is *meant* to end,
// not from the day on which it does: "Saturday nearest 31 December" ended on 1 January 2022 and on
// 31 December 2022, and these are the years 2021 and 2022, not 2022 twice.
struct RetailYears {
    static constexpr NameStyle style = NameStyle::fiscal;
    WeekPattern pattern = WeekPattern::p445;
    RetailYearEnd end;
    YearNamed named = YearNamed::by_last_day;

    PeriodNumber number_of(Grain grain, Date day) const;
    DayRange days_of(const PeriodNumber& period) const;
    bool tiles(Grain finer, Grain coarser) const;

private:
    int name_behind() const;        // the civil year of the meant end less the year's name
    Date last_day(int year) const;  // of the year of this name
    int year_of(Date day) const;
    std::array<int, 4> weeks_before_months() const;  // in a quarter: {0, 4, 8, 13} of 4-4-5
    int weeks_before(Grain grain, int number) const;
};

// A company's own periods: proven when the table is made, then only looked up.
struct OwnTable {
    // Of each grain, in the order of time, without gap or overlap.
    std::array<std::vector<Period>, std::size(all_grains)> by_grain;

    // The table, or nothing with a sentence in `problem` that names the rows.
    static std::optional<OwnTable> prove(std::vector<Period> periods, std::string& problem);

    const std::vector<Period>& of(Grain grain) const {
        return by_grain[static_cast<std::size_t>(grain)];
    }
    std::optional<Period> find(std::string_view name) const;
    std::optional<Period> containing(Grain grain, Date day) const;
    bool tiles(Grain finer, Grain coarser) const;
};

}  // namespace attain::calendar
