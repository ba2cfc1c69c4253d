#include "record/run/run.h"

#include <set>

namespace attain::record {

std::optional<World> read_world(const Book& book, std::uint32_t upto, Diagnostics& out) {
    return build_world(book.known(upto), out);
}

std::optional<Period> find_period(const World& world, const std::string& name) {
    std::set<std::string> used;
    for (const Plan& plan : world.rules.plans())
        used.insert(plan.calendar);
    for (const bool by_plans : {true, false}) {
        for (const auto& [calendar_name, calendar] : world.facts.calendars) {
            if (used.contains(calendar_name) != by_plans) continue;
            if (std::optional<Period> found = calendar.find(name)) return found;
        }
    }
    return std::nullopt;
}

MadeRun make_run(const Book& book, const World& world, const Period& period,
                 const ComputeOptions& options) {
    MadeRun made{book.history(world.facts.entry, period.days.first), {}};
    made.run = settlement::compute_settled(world, period, made.history, options);
    tell_causes(book, world, made.history, options, made.run.restatements);
    return made;
}

}  // namespace attain::record
