// A period by its name, or what was probably meant.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cli/session.h"

namespace attain::cli {

namespace {

// The names of all periods for which some plan holds.
std::vector<std::string> known_periods(const World& world) {
    constexpr std::int32_t most_days = 3660;  // of a plan that never ends
    std::vector<std::string> names;
    for (const Plan& plan : world.rules.plans()) {
        DayRange days = plan.effective;
        days.past_the_end = std::min(days.past_the_end, days.first + most_days);
        for (const Grain grain : all_grains) {
            for (Period& period : world.facts.calendars.at(plan.calendar).within(grain, days))
                names.push_back(std::move(period.name));
        }
    }
    return names;
}

std::string letters_of(std::string text) {
    std::erase_if(text, [](char c) { return c < 'A' || c > 'Z'; });
    return text;
}

}  // namespace

Period period_meant(const World& world, const std::string& name) {
    if (auto period = record::find_period(world, name)) return *period;
    // `2026-Q5` is a slip in a quarter, not in May: names of the same letters come first.
    std::vector<std::string> names = known_periods(world);
    std::string near;
    for (const bool same_letters : {true, false}) {
        std::vector<std::string> candidates;
        std::copy_if(
            names.begin(), names.end(), std::back_inserter(candidates),
            [&](const auto& n) { return !same_letters || letters_of(n) == letters_of(name); });
        if (near.empty()) near = nearest(name, candidates);
    }
    throw NotThere(fmt::format("no calendar of the company has a period `{}`", name),
                   near.empty() ? "write it as 2026-Q1, 2026-07, 2026-H1 or 2026; fiscal ones as "
                                  "FY2026-Q1; or by its name in periods.csv"
                                : fmt::format("did you mean `{}`?", near));
}

}  // namespace attain::cli
