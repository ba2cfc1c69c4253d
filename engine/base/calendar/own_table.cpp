// A company's own table of periods, proven once:
//
//     month   P01  2026-01-01..2026-01-30
//     month   P02  2026-02-01..2026-02-27     refused: 2026-01-31 lies between P01 and P02
//
// Periods of one grain meet edge to edge; no name comes twice; a quarter, half or year is a whole
// number of the finer periods. Weeks need not fit into months: they tile on their own.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/calendar/kinds.h"

namespace attain::calendar {

namespace {

std::string shown(const Period& period) {
    return fmt::format("`{}` ({})", period.name, period.days.text());
}

bool begins_before(const Period& a, const Period& b) {
    if (a.days.first != b.days.first) return a.days.first < b.days.first;
    return a.days.past_the_end < b.days.past_the_end;
}

// Each of these answers the first problem that it finds, or an empty text.

std::string problem_of_rows(const std::vector<Period>& periods) {
    if (periods.empty()) return "the table has no periods";
    std::map<std::string_view, const Period*> known;
    for (const Period& period : periods) {
        if (period.name.empty()) {
            return fmt::format("the {} {} has no name", name_of(period.grain), period.days.text());
        }
        if (period.days.empty()) return fmt::format("{} has no day", shown(period));
        const auto [first, is_new] = known.emplace(period.name, &period);
        if (!is_new) {
            return fmt::format("the name `{}` comes twice: for {} and for {}", period.name,
                               first->second->days.text(), period.days.text());
        }
    }
    return {};
}

std::string problem_of_neighbours(const std::vector<Period>& periods) {
    for (std::size_t i = 1; i < periods.size(); ++i) {
        const Period& earlier = periods[i - 1];
        const Period& later = periods[i];
        if (later.days.first < earlier.days.past_the_end) {
            return fmt::format("{} and {} overlap on {}", shown(earlier), shown(later),
                               earlier.days.intersect(later.days).text());
        }
        if (earlier.days.past_the_end < later.days.first) {
            const DayRange gap{earlier.days.past_the_end, later.days.first};
            return fmt::format("between {} and {} lie days of no {}: {}", shown(earlier),
                               shown(later), name_of(later.grain), gap.text());
        }
    }
    return {};
}

// Whether a finer period begins on this day, or the last one has just ended.
bool is_edge(const std::vector<Period>& finer, Date day) {
    const auto at = std::lower_bound(
        finer.begin(), finer.end(), day,
        [](const Period& period, Date wanted) { return period.days.first < wanted; });
    if (at != finer.end()) return at->days.first == day;
    return !finer.empty() && finer.back().days.past_the_end == day;
}

const Period* first_not_tiled(const std::vector<Period>& finer,
                              const std::vector<Period>& coarser) {
    for (const Period& period : coarser) {
        if (!is_edge(finer, period.days.first)) return &period;
        if (!is_edge(finer, period.days.past_the_end)) return &period;
    }
    return nullptr;
}

}  // namespace

std::optional<OwnTable> OwnTable::prove(std::vector<Period> periods, std::string& problem) {
    const auto refused = [&](std::string why) {
        problem = std::move(why);
        return !problem.empty();
    };
    if (refused(problem_of_rows(periods))) return std::nullopt;
    OwnTable table;
    for (Period& period : periods) {
        table.by_grain[static_cast<std::size_t>(period.grain)].push_back(std::move(period));
    }
    for (std::vector<Period>& same_grain : table.by_grain) {
        std::sort(same_grain.begin(), same_grain.end(), begins_before);
        if (refused(problem_of_neighbours(same_grain))) return std::nullopt;
    }
    for (const Grain finer : {Grain::month, Grain::quarter, Grain::half}) {
        if (table.of(finer).empty()) continue;
        for (const Grain coarser : {Grain::quarter, Grain::half, Grain::year}) {
            if (coarser <= finer) continue;
            const Period* const uneven = first_not_tiled(table.of(finer), table.of(coarser));
            if (uneven == nullptr) continue;
            problem = fmt::format("the {} {} is not a whole number of {}s", name_of(coarser),
                                  shown(*uneven), name_of(finer));
            return std::nullopt;
        }
    }
    return table;
}

std::optional<Period> OwnTable::find(std::string_view name) const {
    for (const std::vector<Period>& same_grain : by_grain) {
        for (const Period& period : same_grain) {
            if (period.name == name) return period;
        }
    }
    return std::nullopt;
}

std::optional<Period> OwnTable::containing(Grain grain, Date day) const {
    const std::vector<Period>& periods = of(grain);
    const auto at = std::upper_bound(
        periods.begin(), periods.end(), day,
        [](Date wanted, const Period& period) { return wanted < period.days.past_the_end; });
    if (at == periods.end() || !at->days.holds(day)) return std::nullopt;
    return *at;
}

bool OwnTable::tiles(Grain finer, Grain coarser) const {
    if (finer > coarser || of(finer).empty() || of(coarser).empty()) return false;
    return first_not_tiled(of(finer), of(coarser)) == nullptr;
}

}  // namespace attain::calendar
