// What all calendars have in common, built from what each kind knows (kinds.h).
//
// Time is what Date knows: 1900 to 2999. A period exists when it holds at least one such day, so
// the fiscal year 1900 from February, which began in 1899, does; and every day has its periods.
#include "base/calendar/calendar.h"

#include <fmt/format.h>

#include <chrono>
#include <iterator>
#include <utility>
#include <variant>

#include "base/calendar/kinds.h"
#include "base/ensure.h"

namespace attain {

using calendar::MonthYears;
using calendar::NameStyle;
using calendar::OwnTable;
using calendar::PeriodNumber;
using calendar::RetailYears;

struct Calendar::Definition {
    std::string name;
    std::variant<MonthYears, RetailYears, OwnTable> kind;
};

namespace {

constexpr std::pair<Grain, std::string_view> grain_names[] = {
    {Grain::week, "week"}, {Grain::month, "month"}, {Grain::quarter, "quarter"},
    {Grain::half, "half"}, {Grain::year, "year"},
};

constexpr std::string_view month_names[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

std::string_view pattern_name(WeekPattern pattern) {
    switch (pattern) {
        case WeekPattern::p445: return "4-4-5";
        case WeekPattern::p454: return "4-5-4";
        case WeekPattern::p544: return "5-4-4";
    }
    ensure(false, "every week pattern has a name");
    return {};
}

constexpr Date first_day_of(int year) {
    const std::chrono::sys_days first(std::chrono::year(year) / std::chrono::January / 1);
    return Date(static_cast<std::int32_t>(first.time_since_epoch().count()));
}

constexpr DayRange all_time = {first_day_of(1900), first_day_of(3000)};

// The two kinds that are reckoned share their names and their search; an own table has its own.

template <class Years>
std::optional<Period> find_in(const Years& years, std::string_view name) {
    const std::optional<PeriodNumber> number = calendar::number_named(name, years.style);
    if (!number) return std::nullopt;
    const DayRange days = years.days_of(*number);
    if (days.intersect(all_time).empty()) return std::nullopt;
    // A week 53 of a year of 52 does not come back from its days.
    if (years.number_of(number->grain, days.first) != *number) return std::nullopt;
    return Period{std::string(name), number->grain, days};
}

std::optional<Period> find_in(const OwnTable& table, std::string_view name) {
    return table.find(name);
}

template <class Years>
std::optional<Period> containing_in(const Years& years, Grain grain, Date day) {
    if (!all_time.holds(day)) return std::nullopt;
    const PeriodNumber number = years.number_of(grain, day);
    return Period{calendar::name_of(number, years.style), grain, years.days_of(number)};
}

std::optional<Period> containing_in(const OwnTable& table, Grain grain, Date day) {
    return table.containing(grain, day);
}

}  // namespace

std::string_view name_of(Grain grain) {
    for (const auto& [candidate, name] : grain_names) {
        if (candidate == grain) return name;
    }
    ensure(false, "every grain has a name");
    return {};
}

std::optional<Grain> grain_named(std::string_view name) {
    for (const auto& [grain, candidate] : grain_names) {
        if (candidate == name) return grain;
    }
    return std::nullopt;
}

Calendar Calendar::gregorian() {
    return Calendar(std::make_shared<const Definition>(Definition{"calendar", MonthYears{}}));
}

Calendar Calendar::fiscal(int first_month, YearNamed named) {
    ensure(first_month >= 1 && first_month <= 12, "a year begins with one of twelve months");
    const auto month = static_cast<std::size_t>(first_month - 1);
    return Calendar(std::make_shared<const Definition>(
        Definition{fmt::format("fiscal from {}", month_names[month]),
                   MonthYears{NameStyle::fiscal, first_month, named}}));
}

Calendar Calendar::retail(WeekPattern pattern, RetailYearEnd end, YearNamed named) {
    ensure(end.month >= 1 && end.month <= 12, "a year ends in one of twelve months");
    ensure(end.weekday >= 1 && end.weekday <= 7, "a year ends on one of seven weekdays");
    return Calendar(std::make_shared<const Definition>(
        Definition{std::string(pattern_name(pattern)), RetailYears{pattern, end, named}}));
}

std::optional<Calendar> Calendar::table(std::string name, std::vector<Period> periods,
                                        std::string& problem) {
    std::optional<OwnTable> proven = OwnTable::prove(std::move(periods), problem);
    if (!proven) return std::nullopt;
    return Calendar(
        std::make_shared<const Definition>(Definition{std::move(name), *std::move(proven)}));
}

const std::string& Calendar::name() const {
    return definition_->name;
}

std::optional<Period> Calendar::find(std::string_view name) const {
    return std::visit([&](const auto& kind) { return find_in(kind, name); }, definition_->kind);
}

std::optional<Period> Calendar::containing(Grain grain, Date day) const {
    return std::visit([&](const auto& kind) { return containing_in(kind, grain, day); },
                      definition_->kind);
}

std::vector<Period> Calendar::within(Grain grain, DayRange days) const {
    std::vector<Period> inside;
    if (const auto* const own = std::get_if<OwnTable>(&definition_->kind)) {
        for (const Period& period : own->of(grain)) {
            if (days.holds(period.days)) inside.push_back(period);
        }
        return inside;
    }
    const DayRange asked = days.intersect(all_time);
    if (asked.empty()) return inside;
    std::optional<Period> period = containing(grain, asked.first);
    while (period && period->days.past_the_end <= days.past_the_end) {
        const Date next = period->days.past_the_end;
        if (days.holds(period->days)) inside.push_back(*std::move(period));
        period = containing(grain, next);
    }
    return inside;
}

std::optional<Period> Calendar::before(const Period& period) const {
    return containing(period.grain, period.days.first - 1);
}

bool Calendar::tiles(Grain finer, Grain coarser) const {
    return std::visit([&](const auto& kind) { return kind.tiles(finer, coarser); },
                      definition_->kind);
}

}  // namespace attain
