// Calendars: which period a day lies in (T2).
//
//     Calendar::gregorian()       2026, 2026-H1, 2026-Q3, 2026-07, 2026-W27 (ISO week, ISO year)
//     Calendar::fiscal(2)         the year begins in February: FY2026, FY2026-H1, FY2026-Q3,
//                                 FY2026-P07 (seventh month), FY2026-W27; named by its last day
//     Calendar::retail(…)         52/53 weeks in 4-4-5, 4-5-4 or 5-4-4; week 53 belongs to the last
//                                 period, quarter, half and year
//     Calendar::table(…)          a company's own periods under the company's own names
//
// For each grain the periods tile time without gap or overlap (an own table: the days it covers).
// Weeks are part of no month: they tile on their own (in a retail calendar they also tile periods).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar/date.h"

namespace attain {

enum class Grain { week, month, quarter, half, year };
std::string_view name_of(Grain grain);  // "week" …; a retail or own "period" is a month
std::optional<Grain> grain_named(std::string_view name);
constexpr Grain all_grains[] = {Grain::week, Grain::month, Grain::quarter, Grain::half,
                                Grain::year};

struct Period {
    std::string name;
    Grain grain = Grain::month;
    DayRange days;
    bool operator==(const Period&) const = default;
};

// Which week pattern a retail quarter has, in weeks a period.
enum class WeekPattern { p445, p454, p544 };

// When a 52/53-week year ends: on the last `weekday` of `month`, or on the one nearest to that
// month's last day ("Saturday nearest 31 January").
struct RetailYearEnd {
    enum class Rule { last_in_month, nearest_to_month_end };
    int month = 1;
    int weekday = 6;  // ISO: Saturday
    Rule rule = Rule::nearest_to_month_end;
};

// Whether a fiscal year is named by the calendar year of its last day (default) or its first.
enum class YearNamed { by_last_day, by_first_day };

class Calendar {
public:
    static Calendar gregorian();
    static Calendar fiscal(int first_month, YearNamed named = YearNamed::by_last_day);
    static Calendar retail(WeekPattern pattern, RetailYearEnd end,
                           YearNamed named = YearNamed::by_last_day);

    // An own table. Refused (nothing, with a sentence in `problem` that names the rows) where two
    // periods of one grain overlap or leave a gap between them, a name comes twice, or a coarser
    // period is not a whole number of finer ones.
    static std::optional<Calendar> table(std::string name, std::vector<Period> periods,
                                         std::string& problem);

    // "calendar", "fiscal from February", "4-4-5", or the own table's name.
    const std::string& name() const;
    // The period of this name ("2026-Q1"), whatever its grain.
    std::optional<Period> find(std::string_view name) const;
    // The period of this grain that holds the day; nothing outside an own table.
    std::optional<Period> containing(Grain grain, Date day) const;
    // The periods of this grain that lie wholly inside the days, in order.
    std::vector<Period> within(Grain grain, DayRange days) const;
    // The period of the same grain just before; nothing before an own table's first.
    std::optional<Period> before(const Period& period) const;

    // Whether periods of `finer` tile each period of `coarser` (months tile quarters, weeks do not
    // tile months, except in a retail calendar).
    bool tiles(Grain finer, Grain coarser) const;

    struct Definition;  // in calendar.cpp: immutable and shared, so that copies are cheap

private:
    explicit Calendar(std::shared_ptr<const Definition> definition)
        : definition_(std::move(definition)) {}
    std::shared_ptr<const Definition> definition_;
};

}  // namespace attain
