// A civil day, without clock or zone (T1), and ranges of days.
//
//     Date::parse("2026-02-14")     14 February 2026
//     Date::parse("2026-02-30")     nothing: there is no such day
//
// A range in a file includes its first and last day (T3: "2026-01-01..2026-03-31"); in the program
// a DayRange is half-open, [first, past_the_end), so that neighbours meet without gap or overlap.
// People are always shown the last day, never the day after it.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace attain {

class Date {
public:
    constexpr Date() = default;  // 1970-01-01
    constexpr explicit Date(std::int32_t days_since_1970) : days_(days_since_1970) {}
    // Nothing where the calendar has no such day. Years 1900 to 2999.
    static std::optional<Date> of(int year, int month, int day);
    // Exactly "YYYY-MM-DD".
    static std::optional<Date> parse(std::string_view text);
    // The far ends of time, for ranges that are open; shown as an empty text.
    static constexpr Date beginning() { return Date(std::numeric_limits<std::int32_t>::min() / 4); }
    static constexpr Date end_of_time() {
        return Date(std::numeric_limits<std::int32_t>::max() / 4);
    }

    constexpr std::int32_t days() const { return days_; }
    int year() const;
    int month() const;         // 1 to 12
    int day() const;           // 1 to 31
    int weekday() const;       // ISO: Monday 1 … Sunday 7
    std::string text() const;  // "2026-02-14"

    constexpr Date operator+(std::int32_t days) const { return Date(days_ + days); }
    constexpr Date operator-(std::int32_t days) const { return Date(days_ - days); }
    friend constexpr std::int32_t operator-(Date a, Date b) { return a.days_ - b.days_; }
    // The same day n months on, or else that month's last day (T5): 31 January + 1 = 28 February.
    Date plus_months(int months) const;
    constexpr auto operator<=>(const Date&) const = default;

private:
    std::int32_t days_ = 0;
};

// [first, past_the_end). May be empty (past_the_end <= first): the result of an intersection.
struct DayRange {
    Date first;
    Date past_the_end;

    static constexpr DayRange closed(Date first, Date last) { return {first, last + 1}; }
    static constexpr DayRange always() { return {Date::beginning(), Date::end_of_time()}; }
    // "2026-01-01..2026-03-31", both days included; nothing where malformed or backwards. Either
    // side may be left out: "2026-01-01.." is open.
    static std::optional<DayRange> parse(std::string_view text);

    constexpr bool empty() const { return past_the_end <= first; }
    constexpr bool holds(Date day) const { return first <= day && day < past_the_end; }
    constexpr bool holds(const DayRange& other) const {
        return first <= other.first && other.past_the_end <= past_the_end;
    }
    constexpr Date last() const { return past_the_end - 1; }
    constexpr std::int32_t days() const { return empty() ? 0 : past_the_end - first; }
    constexpr DayRange intersect(const DayRange& other) const {
        return {first < other.first ? other.first : first,
                past_the_end < other.past_the_end ? past_the_end : other.past_the_end};
    }
    std::string text() const;  // "2026-01-01..2026-03-31"; an open side is left empty
    constexpr bool operator==(const DayRange&) const = default;
};

// The days from Monday to Friday in a range.
std::int32_t working_days(const DayRange& days);
// From one day to another, the first one not counted (T5); negative where the second comes first.
//     14 to 21 February: 7 days, 5 working days; 31 January to 28 February: 1 month
std::int32_t working_days_between(Date first, Date second);
std::int32_t months_between(Date first, Date second);  // whole months

}  // namespace attain
