#include "base/calendar/date.h"

#include <fmt/format.h>

#include <chrono>

namespace attain {

namespace {

using std::chrono::year_month_day;

constexpr int first_year = 1900;
constexpr int last_year = 2999;

year_month_day civil(Date date) {
    return year_month_day(std::chrono::sys_days(std::chrono::days(date.days())));
}

Date date_of(const year_month_day& civil) {
    return Date(static_cast<std::int32_t>(std::chrono::sys_days(civil).time_since_epoch().count()));
}

bool is_far_end(Date date) {
    return date == Date::beginning() || date == Date::end_of_time();
}

// Exactly these digits, without sign or blank; minus one for anything else.
int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
    if (year < first_year || year > last_year) return std::nullopt;
    // Bounded before chrono sees them: it keeps months and days in one byte.
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const year_month_day wanted(std::chrono::year(year),
                                std::chrono::month(static_cast<unsigned>(month)),
                                std::chrono::day(static_cast<unsigned>(day)));
    if (!wanted.ok()) return std::nullopt;
    return date_of(wanted);
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    return of(digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2)));
}

int Date::year() const {
    return static_cast<int>(civil(*this).year());
}

int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}

int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

int Date::weekday() const {
    const int thursdays = (days_ % 7 + 7) % 7;  // days since a Thursday: 1970-01-01 was one
    return (thursdays + 3) % 7 + 1;
}

std::string Date::text() const {
    if (is_far_end(*this)) return {};
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

Date Date::plus_months(int months) const {
    if (is_far_end(*this)) return *this;
    const year_month_day same_day = civil(*this) + std::chrono::months(months);
    if (same_day.ok()) return date_of(same_day);
    return date_of(same_day.year() / same_day.month() / std::chrono::last);
}

std::optional<DayRange> DayRange::parse(std::string_view text) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) return std::nullopt;
    const std::string_view left = text.substr(0, dots);
    const std::string_view right = text.substr(dots + 2);
    DayRange range = always();
    if (!left.empty()) {
        const std::optional<Date> first = Date::parse(left);
        if (!first) return std::nullopt;
        range.first = *first;
    }
    if (!right.empty()) {
        const std::optional<Date> last = Date::parse(right);
        if (!last || *last < range.first) return std::nullopt;
        range.past_the_end = *last + 1;
    }
    return range;
}

std::string DayRange::text() const {
    const std::string until = past_the_end == Date::end_of_time() ? "" : last().text();
    return first.text() + ".." + until;
}

std::int32_t working_days(const DayRange& days) {
    if (days.empty()) return 0;
    const std::int32_t weeks = days.days() / 7;
    std::int32_t count = weeks * 5;
    for (Date day = days.first + weeks * 7; day < days.past_the_end; day = day + 1) {
        if (day.weekday() <= 5) ++count;
    }
    return count;
}

std::int32_t working_days_between(Date first, Date second) {
    if (second < first) return -working_days_between(second, first);
    return working_days({first + 1, second + 1});
}

std::int32_t months_between(Date first, Date second) {
    if (second < first) return -months_between(second, first);
    std::int32_t months = (second.year() - first.year()) * 12 + (second.month() - first.month());
    if (second < first.plus_months(months)) --months;
    return months;
}

}  // namespace attain
