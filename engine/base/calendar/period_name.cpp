// The names of periods: "2026", "2026-H1", "2026-Q3", "2026-07", "2026-W27", and with "FY" in front
// and "P07" for the month in fiscal years. A name has one spelling; "2026-7" is none.
#include <fmt/format.h>

#include "base/calendar/kinds.h"
#include "base/ensure.h"

namespace attain::calendar {

namespace {

struct Spelling {
    std::string_view letter;  // in front of the number
    std::size_t digits;
    int most;
};

Spelling spelling_of(Grain grain, NameStyle style) {
    switch (grain) {
        case Grain::week: return {"W", 2, 53};
        case Grain::month: return {style == NameStyle::fiscal ? "P" : "", 2, 12};
        case Grain::quarter: return {"Q", 1, 4};
        case Grain::half: return {"H", 1, 2};
        case Grain::year: return {"", 0, 1};
    }
    ensure(false, "every grain has a spelling");
    return {};
}

std::string_view prefix_of(NameStyle style) {
    return style == NameStyle::fiscal ? "FY" : "";
}

// Exactly `length` digits, or nothing.
std::optional<int> digits(std::string_view text, std::size_t length) {
    if (text.size() != length) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string name_of(const PeriodNumber& period, NameStyle style) {
    const std::string year = fmt::format("{}{:04}", prefix_of(style), period.year);
    if (period.grain == Grain::year) return year;
    const Spelling spelling = spelling_of(period.grain, style);
    return fmt::format("{}-{}{:0{}}", year, spelling.letter, period.number, spelling.digits);
}

std::optional<PeriodNumber> number_named(std::string_view name, NameStyle style) {
    const std::string_view prefix = prefix_of(style);
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    const std::optional<int> year = digits(name.substr(0, 4), 4);
    if (!year) return std::nullopt;
    name.remove_prefix(4);
    if (name.empty()) return PeriodNumber{Grain::year, *year, 1};
    if (!name.starts_with('-')) return std::nullopt;
    name.remove_prefix(1);
    for (const Grain grain : {Grain::week, Grain::month, Grain::quarter, Grain::half}) {
        const Spelling spelling = spelling_of(grain, style);
        if (!name.starts_with(spelling.letter)) continue;
        const std::optional<int> number =
            digits(name.substr(spelling.letter.size()), spelling.digits);
        if (number && *number >= 1 && *number <= spelling.most) {
            return PeriodNumber{grain, *year, *number};
        }
    }
    return std::nullopt;
}

}  // namespace attain::calendar
