// Days, periods and calendars (T2, T3, T5), against tables that can be checked in any office diary
// and against 400 years of days counted one by one.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/calendar/calendar.h"

using namespace attain;

namespace {

Date day(std::string_view text) {
    const std::optional<Date> parsed = Date::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

DayRange days(std::string_view text) {
    const std::optional<DayRange> parsed = DayRange::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

std::string name_on(const Calendar& calendar, Grain grain, std::string_view date) {
    const std::optional<Period> period = calendar.containing(grain, day(date));
    return period ? period->name : "none";
}

// What a name means: "month 2026-07-01..2026-07-31".
std::string meaning(const Calendar& calendar, std::string_view name) {
    const std::optional<Period> period = calendar.find(name);
    if (!period) return "none";
    return fmt::format("{} {}", name_of(period->grain), period->days.text());
}

std::string names_of(const std::vector<Period>& periods) {
    std::string names;
    for (const Period& period : periods)
        names += (names.empty() ? "" : " ") + period.name;
    return names;
}

Calendar retail_nrf() {  // as the National Retail Federation publishes it
    return Calendar::retail(WeekPattern::p454, {1, 6, RetailYearEnd::Rule::nearest_to_month_end},
                            YearNamed::by_first_day);
}

Period own(Grain grain, std::string name, std::string_view range) {
    return {std::move(name), grain, days(range)};
}

std::string problem_of(std::vector<Period> periods) {
    std::string problem;
    const auto calendar = Calendar::table("shop", std::move(periods), problem);
    CHECK(calendar.has_value() == problem.empty());
    return problem;
}

}  // namespace

TEST_CASE("a date is a day that exists, written in one way") {
    for (const char* text :
         {"2026-02-14", "2024-02-29", "2000-02-29", "1900-01-01", "2999-12-31"}) {
        CAPTURE(text);
        CHECK(day(text).text() == text);
    }
    for (const char* text : {"2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
                             "2026-01-00", "2026-04-31", "1899-12-31", "3000-01-01", "2026-1-01",
                             "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ", "2026-01-0a",
                             "2026-01--1", "", "20260101", "2026-01-01T00:00"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text));
    }
    CHECK(Date().text() == "1970-01-01");
    CHECK(Date::beginning().text().empty());
    CHECK(Date::end_of_time().text().empty());
    CHECK_FALSE(Date::of(2026, -1, 1));
    CHECK_FALSE(Date::of(2026, 257, 1));  // 257 would be January in eight bits
    CHECK_FALSE(Date::of(2026, 1, 257));
}

TEST_CASE("each day of 1100 years follows the one before") {
    Date date = day("1900-01-01");
    int weekday = 1;  // 1 January 1900 was a Monday
    int count = 0;
    for (int year = 1900; year < 3000; ++year) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; ++month) {
            const bool is_short = month == 4 || month == 6 || month == 9 || month == 11;
            const int length = month == 2 ? (leap ? 29 : 28) : is_short ? 30 : 31;
            for (int d = 1; d <= length; ++d) {
                const bool right = date.year() == year && date.month() == month &&
                                   date.day() == d && date.weekday() == weekday &&
                                   Date::of(year, month, d) == date;
                if (!right) FAIL(fmt::format("{}-{}-{}", year, month, d));
                date = date + 1;
                weekday = weekday % 7 + 1;
                ++count;
            }
            if (Date::of(year, month, length + 1)) FAIL(fmt::format("{}-{} is long", year, month));
        }
    }
    CHECK(count == 401'767);
    CHECK(day("2999-12-31") + 1 == date);
}

TEST_CASE("months from a date: the same day, or else the month's last (T5)") {
    struct Row {
        const char* from;
        int months;
        const char* to;
    };
    for (const Row& row :
         {Row{"2026-01-31", 1, "2026-02-28"}, Row{"2024-01-31", 1, "2024-02-29"},
          Row{"2026-01-31", 3, "2026-04-30"}, Row{"2026-01-31", 2, "2026-03-31"},
          Row{"2026-02-28", 1, "2026-03-28"}, Row{"2024-02-29", 12, "2025-02-28"},
          Row{"2024-02-29", 48, "2028-02-29"}, Row{"2026-03-31", -1, "2026-02-28"},
          Row{"2026-01-15", -1, "2025-12-15"}, Row{"2026-11-30", 3, "2027-02-28"},
          Row{"2026-12-01", 1, "2027-01-01"}, Row{"2026-05-14", 0, "2026-05-14"}}) {
        CAPTURE(row.from, row.months);
        CHECK(day(row.from).plus_months(row.months).text() == row.to);
    }
    CHECK(Date::end_of_time().plus_months(6) == Date::end_of_time());
    CHECK(Date::beginning().plus_months(-6) == Date::beginning());
}

TEST_CASE("a range in a file includes its first and last day (T3)") {
    const DayRange quarter = days("2026-01-01..2026-03-31");
    CHECK(quarter.holds(day("2026-01-01")));
    CHECK(quarter.holds(day("2026-03-31")));
    CHECK_FALSE(quarter.holds(day("2026-04-01")));
    CHECK(quarter.days() == 90);
    CHECK(quarter.last() == day("2026-03-31"));
    CHECK(days("2026-02-14..2026-02-14").days() == 1);
    for (const char* text : {"2026-01-01..2026-03-31", "2026-01-01..", "..2026-03-31", ".."}) {
        CAPTURE(text);
        CHECK(days(text).text() == text);
    }
    CHECK(days("..") == DayRange::always());
    for (const char* text : {"2026-03-31..2026-01-01", "2026-01-01", "2026-01-01...2026-03-31",
                             "2026-01-01 .. 2026-03-31", "2026-01-01-2026-03-31", "",
                             "2026-01-01..2026-02-30", "2026-01-01..2026-03-31.."}) {
        CAPTURE(text);
        CHECK_FALSE(DayRange::parse(text));
    }
    CHECK(days("2026-01-01..2026-02-10").intersect(days("2026-02-01..")).text() ==
          "2026-02-01..2026-02-10");
    CHECK(days("2026-01-01..2026-01-31").intersect(days("2026-02-01..")).empty());
    CHECK(days("2026-01-01..2026-01-31").intersect(days("2026-03-01..")).days() == 0);
}

TEST_CASE("grains have names") {
    for (const Grain grain : all_grains)
        CHECK(grain_named(name_of(grain)) == grain);
    CHECK_FALSE(grain_named("period"));
    CHECK_FALSE(grain_named("Month"));
}

TEST_CASE("periods of the civil calendar") {
    const Calendar calendar = Calendar::gregorian();
    CHECK(calendar.name() == "calendar");
    CHECK(meaning(calendar, "2026") == "year 2026-01-01..2026-12-31");
    CHECK(meaning(calendar, "2026-H1") == "half 2026-01-01..2026-06-30");
    CHECK(meaning(calendar, "2026-H2") == "half 2026-07-01..2026-12-31");
    CHECK(meaning(calendar, "2026-Q3") == "quarter 2026-07-01..2026-09-30");
    CHECK(meaning(calendar, "2024-02") == "month 2024-02-01..2024-02-29");
    CHECK(meaning(calendar, "2026-07") == "month 2026-07-01..2026-07-31");
    for (const char* name :
         {"2026-7",     "2026-13",  "2026-00",  "2026-Q0",  "2026-Q5", "2026-Q03",
          "2026-H3",    "2026-W00", "2026-W54", "2026-W5",  "2026-",   "2026-q1",
          "FY2026",     "2026-P07", "1899",     "3000",     "202",     "20260",
          "2026-07-01", "",         " 2026",    "1899-W52", "+026"}) {
        CAPTURE(name);
        CHECK_FALSE(calendar.find(name));
    }
    CHECK(names_of(calendar.within(Grain::month, days("2026-01-15..2026-04-30"))) ==
          "2026-02 2026-03 2026-04");
    CHECK(calendar.within(Grain::month, days("2026-01-02..2026-01-31")).empty());
    CHECK(calendar.within(Grain::year, DayRange::always()).size() == 1100);
    CHECK(calendar.within(Grain::month, {day("2026-03-01"), day("2026-01-31")}).empty());
}

TEST_CASE("ISO weeks, as any diary prints them") {
    const Calendar calendar = Calendar::gregorian();
    struct Row {
        const char* name;
        const char* range;
    };
    for (const Row& row :
         {Row{"2020-W53", "2020-12-28..2021-01-03"}, Row{"2026-W01", "2025-12-29..2026-01-04"},
          Row{"2026-W27", "2026-06-29..2026-07-05"}, Row{"2026-W53", "2026-12-28..2027-01-03"},
          Row{"2027-W01", "2027-01-04..2027-01-10"}, Row{"2015-W53", "2015-12-28..2016-01-03"},
          Row{"2018-W01", "2018-01-01..2018-01-07"}, Row{"2024-W52", "2024-12-23..2024-12-29"},
          Row{"2025-W01", "2024-12-30..2025-01-05"}, Row{"1900-W01", "1900-01-01..1900-01-07"}}) {
        CAPTURE(row.name);
        CHECK(meaning(calendar, row.name) == std::string("week ") + row.range);
    }
    CHECK(name_on(calendar, Grain::week, "2021-01-03") == "2020-W53");
    CHECK(name_on(calendar, Grain::week, "2021-01-04") == "2021-W01");
    CHECK(name_on(calendar, Grain::week, "2008-12-29") == "2009-W01");
    CHECK(name_on(calendar, Grain::week, "2010-01-03") == "2009-W53");
    CHECK_FALSE(calendar.find("2021-W53"));
    CHECK_FALSE(calendar.find("2025-W53"));
    // Years with 53 weeks begin on a Thursday, or are leap years that begin on a Wednesday.
    for (int year = 1900; year < 2999; ++year) {
        const int first = Date::of(year, 1, 1)->weekday();
        const bool is_long = first == 4 || (first == 3 && Date::of(year, 2, 29));
        const bool has_53 = calendar.find(fmt::format("{}-W53", year)).has_value();
        if (has_53 != is_long) FAIL(year);
    }
}

TEST_CASE("fiscal years are named by their last day, unless declared") {
    const Calendar february = Calendar::fiscal(2);
    CHECK(february.name() == "fiscal from February");
    CHECK(meaning(february, "FY2026") == "year 2025-02-01..2026-01-31");
    CHECK(meaning(february, "FY2026-H2") == "half 2025-08-01..2026-01-31");
    CHECK(meaning(february, "FY2026-Q4") == "quarter 2025-11-01..2026-01-31");
    CHECK(meaning(february, "FY2026-P01") == "month 2025-02-01..2025-02-28");
    CHECK(meaning(february, "FY2026-P07") == "month 2025-08-01..2025-08-31");
    CHECK(meaning(february, "FY2026-P12") == "month 2026-01-01..2026-01-31");
    CHECK(name_on(february, Grain::year, "2026-01-31") == "FY2026");
    CHECK(name_on(february, Grain::year, "2026-02-01") == "FY2027");

    const Calendar by_first = Calendar::fiscal(2, YearNamed::by_first_day);
    CHECK(meaning(by_first, "FY2026") == "year 2026-02-01..2027-01-31");
    CHECK(meaning(by_first, "FY2026-P12") == "month 2027-01-01..2027-01-31");

    // A year that begins in January has one name either way.
    CHECK(meaning(Calendar::fiscal(1), "FY2026-Q1") == "quarter 2026-01-01..2026-03-31");
    CHECK(meaning(Calendar::fiscal(1, YearNamed::by_first_day), "FY2026") ==
          "year 2026-01-01..2026-12-31");
    CHECK(meaning(Calendar::fiscal(12), "FY2026-P01") == "month 2025-12-01..2025-12-31");
    for (const char* name : {"2026", "FY26", "FY2026-07", "FY2026-P7", "FY2026-P13", "fy2026"}) {
        CAPTURE(name);
        CHECK_FALSE(february.find(name));
    }
}

TEST_CASE("a fiscal week runs from Monday and belongs to the year that holds its Thursday") {
    const Calendar february = Calendar::fiscal(2);
    // 1 February 2025 was a Saturday: that week's Thursday lies in the year before, which has 53,
    // for it began on a Thursday and was a leap year.
    CHECK(meaning(february, "FY2026-W01") == "week 2025-02-03..2025-02-09");
    CHECK(name_on(february, Grain::week, "2025-02-01") == "FY2025-W53");
    // 1 February 2024 was a Thursday.
    CHECK(meaning(february, "FY2025-W01") == "week 2024-01-29..2024-02-04");
    // From January on, fiscal weeks are the ISO weeks.
    const Calendar january = Calendar::fiscal(1);
    const Calendar civil = Calendar::gregorian();
    const Date end = day("2030-01-01");
    for (Date date = day("2000-01-01"); date < end; date = date + 1) {
        const Period fiscal_week = *january.containing(Grain::week, date);
        const Period iso_week = *civil.containing(Grain::week, date);
        if (fiscal_week.name != "FY" + iso_week.name || fiscal_week.days != iso_week.days) {
            FAIL(date.text());
        }
    }
}

TEST_CASE("retail years: Saturday nearest 31 January, as the NRF names them") {
    const Calendar nrf = retail_nrf();
    CHECK(nrf.name() == "4-5-4");
    CHECK(meaning(nrf, "FY2022") == "year 2022-01-30..2023-01-28");
    CHECK(meaning(nrf, "FY2023") == "year 2023-01-29..2024-02-03");
    CHECK(meaning(nrf, "FY2024") == "year 2024-02-04..2025-02-01");
    CHECK(meaning(nrf, "FY2025") == "year 2025-02-02..2026-01-31");
    CHECK(meaning(nrf, "FY2026-P01") == "month 2026-02-01..2026-02-28");
    CHECK(meaning(nrf, "FY2026-P02") == "month 2026-03-01..2026-04-04");
    CHECK(meaning(nrf, "FY2026-P03") == "month 2026-04-05..2026-05-02");
    std::string long_years;
    for (int year = 2006; year <= 2045; ++year) {
        if (nrf.find(fmt::format("FY{}-W53", year))) long_years += fmt::format(" {}", year);
    }
    CHECK(long_years == " 2006 2012 2017 2023 2028 2034 2040 2045");
}

TEST_CASE("week 53 belongs to the last period, quarter and half") {
    const Calendar calendar =
        Calendar::retail(WeekPattern::p445, RetailYearEnd{}, YearNamed::by_first_day);
    CHECK(meaning(calendar, "FY2023-W53") == "week 2024-01-28..2024-02-03");
    CHECK(meaning(calendar, "FY2023-P12") == "month 2023-12-24..2024-02-03");  // six weeks
    CHECK(meaning(calendar, "FY2024-P12") == "month 2024-12-29..2025-02-01");  // five
    CHECK(meaning(calendar, "FY2023-Q4") == "quarter 2023-10-29..2024-02-03");
    CHECK(meaning(calendar, "FY2023-H2") == "half 2023-07-30..2024-02-03");
    CHECK_FALSE(calendar.find("FY2024-W53"));
    for (const int year : {2023, 2028, 2034, 2040}) {
        CAPTURE(year);
        CHECK(calendar.find(fmt::format("FY{}", year))->days.days() == 371);
        CHECK(calendar.find(fmt::format("FY{}-P12", year))->days.days() == 42);
        CHECK(calendar.find(fmt::format("FY{}-Q1", year))->days.days() == 91);
    }
}

TEST_CASE("the three week patterns") {
    const auto weeks = [](WeekPattern pattern) {
        const Calendar calendar =
            Calendar::retail(pattern, {12, 5, RetailYearEnd::Rule::last_in_month});
        std::string text;
        for (int period = 1; period <= 12; ++period) {
            const auto found = calendar.find(fmt::format("FY2026-P{:02}", period));
            text += std::to_string(found->days.days() / 7);
        }
        return calendar.name() + " " + text;
    };
    CHECK(weeks(WeekPattern::p445) == "4-4-5 445445445445");
    CHECK(weeks(WeekPattern::p454) == "4-5-4 454454454454");
    CHECK(weeks(WeekPattern::p544) == "5-4-4 544544544544");
}

TEST_CASE("a retail year around new year is named by the month where it is meant to end") {
    // Saturday nearest 31 December: 2 January 2021, 1 January 2022, 31 December 2022.
    const RetailYearEnd end{12, 6, RetailYearEnd::Rule::nearest_to_month_end};
    for (const YearNamed named : {YearNamed::by_last_day, YearNamed::by_first_day}) {
        const Calendar calendar = Calendar::retail(WeekPattern::p445, end, named);
        CHECK(meaning(calendar, "FY2020") == "year 2019-12-29..2021-01-02");
        CHECK(meaning(calendar, "FY2021") == "year 2021-01-03..2022-01-01");
        CHECK(meaning(calendar, "FY2022") == "year 2022-01-02..2022-12-31");
    }
    // The last Saturday of September (as Apple's year ends).
    const Calendar september =
        Calendar::retail(WeekPattern::p544, {9, 6, RetailYearEnd::Rule::last_in_month});
    CHECK(meaning(september, "FY2023") == "year 2022-09-25..2023-09-30");
    CHECK(meaning(september, "FY2024") == "year 2023-10-01..2024-09-28");
    CHECK(september.find("FY2023-W53"));
}

namespace {

// Every day of 400 years lies in exactly one period of the grain: each period begins where the one
// before it ended, each day of it answers the same period, and its name leads back to it.
void check_tiling(const Calendar& calendar, Grain grain) {
    const Date begin = day("1900-01-01");
    const Date past = day("2300-01-01");
    std::set<std::string> names;
    std::optional<Period> period = calendar.containing(grain, begin);
    REQUIRE(period);
    CHECK_FALSE(calendar.before(*period));
    while (period->days.first < past) {
        if (!names.insert(period->name).second) FAIL(period->name + " comes twice");
        if (period->grain != grain || calendar.find(period->name) != period) FAIL(period->name);
        // Short grains are asked for every day, long ones at their edges and within.
        const int step = period->days.days() > 42 ? 30 : 1;
        Date date = std::max(begin, period->days.first);
        for (; date < period->days.past_the_end; date = date + step) {
            if (calendar.containing(grain, date) != period) FAIL(date.text());
        }
        if (calendar.containing(grain, period->days.last()) != period) FAIL(period->name);
        const std::optional<Period> next = calendar.containing(grain, period->days.past_the_end);
        if (!next || next->days.first != period->days.past_the_end)
            FAIL("a gap after " + period->name);
        if (calendar.before(*next) != period) FAIL("before " + next->name);
        period = next;
    }
}

// Whether each coarser period of some years is a whole number of finer ones, as `tiles` says.
void check_tiles(const Calendar& calendar, Grain finer, Grain coarser) {
    bool all = true;
    for (const Period& period : calendar.within(coarser, days("1990-01-01..2040-12-31"))) {
        std::int32_t covered = 0;
        for (const Period& part : calendar.within(finer, period.days))
            covered += part.days.days();
        all = all && covered == period.days.days();
    }
    CAPTURE(calendar.name(), name_of(finer), name_of(coarser));
    CHECK(calendar.tiles(finer, coarser) == all);
}

}  // namespace

TEST_CASE("every day of 400 years lies in exactly one period of each grain (T2)") {
    const Calendar calendars[] = {
        Calendar::gregorian(),
        Calendar::fiscal(2),
        retail_nrf(),
        Calendar::retail(WeekPattern::p445, {12, 6, RetailYearEnd::Rule::nearest_to_month_end}),
        Calendar::retail(WeekPattern::p544, {6, 7, RetailYearEnd::Rule::last_in_month}),
    };
    for (const Calendar& calendar : calendars) {
        CAPTURE(calendar.name());
        for (const Grain grain : all_grains) {
            CAPTURE(name_of(grain));
            check_tiling(calendar, grain);
            for (const Grain coarser : all_grains)
                check_tiles(calendar, grain, coarser);
        }
    }
}

TEST_CASE("time ends where dates end") {
    const Calendar calendar = Calendar::fiscal(2);
    CHECK(meaning(calendar, "FY1900") == "year 1899-02-01..1900-01-31");
    CHECK(meaning(calendar, "FY3000") == "year 2999-02-01..3000-01-31");
    CHECK_FALSE(calendar.find("FY1899"));
    CHECK_FALSE(calendar.find("FY3001"));
    CHECK_FALSE(calendar.containing(Grain::month, Date::end_of_time()));
    CHECK_FALSE(calendar.containing(Grain::month, Date::beginning()));
    CHECK(calendar.within(Grain::month, DayRange::always()).size() == 1100 * 12);
}

TEST_CASE("an own table keeps its own names") {
    std::string problem;
    const auto calendar = Calendar::table("shop",
                                          {
                                              own(Grain::month, "Winter", "2026-01-05..2026-02-15"),
                                              own(Grain::month, "Easter", "2026-02-16..2026-04-12"),
                                              own(Grain::month, "Summer", "2026-04-13..2026-08-30"),
                                              own(Grain::half, "First", "2026-01-05..2026-04-12"),
                                              own(Grain::half, "Second", "2026-04-13..2026-08-30"),
                                              own(Grain::week, "W1", "2026-01-05..2026-01-11"),
                                          },
                                          problem);
    REQUIRE(calendar);
    CHECK(problem.empty());
    CHECK(calendar->name() == "shop");
    CHECK(meaning(*calendar, "Easter") == "month 2026-02-16..2026-04-12");
    CHECK(meaning(*calendar, "First") == "half 2026-01-05..2026-04-12");
    CHECK_FALSE(calendar->find("2026-01"));
    CHECK(name_on(*calendar, Grain::month, "2026-02-15") == "Winter");
    CHECK(name_on(*calendar, Grain::month, "2026-02-16") == "Easter");
    CHECK(name_on(*calendar, Grain::month, "2026-01-04") == "none");
    CHECK(name_on(*calendar, Grain::month, "2026-08-31") == "none");
    CHECK(name_on(*calendar, Grain::quarter, "2026-02-15") == "none");
    CHECK(calendar->before(*calendar->find("Easter"))->name == "Winter");
    CHECK_FALSE(calendar->before(*calendar->find("Winter")));
    CHECK(names_of(calendar->within(Grain::month, DayRange::always())) == "Winter Easter Summer");
    CHECK(names_of(calendar->within(Grain::month, days("2026-01-06..2026-08-30"))) ==
          "Easter Summer");
    CHECK(calendar->tiles(Grain::month, Grain::half));
    CHECK_FALSE(calendar->tiles(Grain::half, Grain::month));
    CHECK_FALSE(calendar->tiles(Grain::week, Grain::month));
    CHECK_FALSE(calendar->tiles(Grain::month, Grain::quarter));  // there are no quarters
}

TEST_CASE("an own table is refused with a sentence that names the rows") {
    CHECK(problem_of({}) == "the table has no periods");
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-30"),
                      own(Grain::month, "P2", "2026-02-01..2026-02-28")}) ==
          "between `P1` (2026-01-01..2026-01-30) and `P2` (2026-02-01..2026-02-28) lie days of no "
          "month: 2026-01-31..2026-01-31");
    CHECK(problem_of({own(Grain::month, "P2", "2026-01-28..2026-02-28"),
                      own(Grain::month, "P1", "2026-01-01..2026-01-31")}) ==
          "`P1` (2026-01-01..2026-01-31) and `P2` (2026-01-28..2026-02-28) overlap on "
          "2026-01-28..2026-01-31");
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-12-31"),
                      own(Grain::month, "P2", "2026-03-01..2026-03-31")}) ==
          "`P1` (2026-01-01..2026-12-31) and `P2` (2026-03-01..2026-03-31) overlap on "
          "2026-03-01..2026-03-31");
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-31"),
                      own(Grain::month, "P1", "2026-02-01..2026-02-28")}) ==
          "the name `P1` comes twice: for 2026-01-01..2026-01-31 and for 2026-02-01..2026-02-28");
    // One name for a month and a quarter would leave it open which is meant.
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-31"),
                      own(Grain::quarter, "P1", "2026-01-01..2026-01-31")}) ==
          "the name `P1` comes twice: for 2026-01-01..2026-01-31 and for 2026-01-01..2026-01-31");
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-31"),
                      own(Grain::month, "P2", "2026-02-01..2026-02-28"),
                      own(Grain::quarter, "Q", "2026-01-01..2026-02-15")}) ==
          "the quarter `Q` (2026-01-01..2026-02-15) is not a whole number of months");
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-31"),
                      own(Grain::year, "Y", "2026-01-01..2026-12-31")}) ==
          "the year `Y` (2026-01-01..2026-12-31) is not a whole number of months");
    CHECK(problem_of({own(Grain::month, "", "2026-01-01..2026-01-31")}) ==
          "the month 2026-01-01..2026-01-31 has no name");
    CHECK(problem_of({{"P1", Grain::month, {day("2026-01-02"), day("2026-01-01")}}}) !=
          std::string());
    // Weeks need not fit into months.
    CHECK(problem_of({own(Grain::month, "P1", "2026-01-01..2026-01-31"),
                      own(Grain::week, "W1", "2026-01-05..2026-01-11")}) == std::string());
}

TEST_CASE("days from one to another: the first is not counted") {
    struct Row {
        const char* first;
        const char* second;
        int working;
        int months;
    };
    const Row rows[] = {
        {"2026-02-14", "2026-02-21", 5, 0},   // Saturday to Saturday
        {"2026-02-13", "2026-02-16", 1, 0},   // Friday to Monday
        {"2026-02-16", "2026-02-16", 0, 0},   // the same day
        {"2026-01-31", "2026-02-28", 20, 1},  // the month's last stands for the 31st
        {"2026-01-31", "2026-02-27", 20, 0},   {"2009-01-01", "2011-12-31", 781, 35},
        {"2026-02-21", "2026-02-14", -5, 0},  // backwards
        {"2026-03-31", "2026-02-28", -22, -1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.first, row.second);
        const Date first = day(row.first);
        const Date second = day(row.second);
        CHECK(working_days_between(first, second) == row.working);
        CHECK(months_between(first, second) == row.months);
    }
}
