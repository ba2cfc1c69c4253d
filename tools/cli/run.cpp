#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/register/register.h"

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

Period period_meant(const World& world, const std::string& name) {
    if (auto period = record::find_period(world, name)) return *period;
    const std::string near = nearest(name, known_periods(world));
    throw NotThere(fmt::format("no calendar of the company has a period `{}`", name),
                   near.empty() ? "write it as 2026-Q1, 2026-07, 2026-H1 or 2026; fiscal ones as "
                                  "FY2026-Q1; or by its name in periods.csv"
                                : fmt::format("did you mean `{}`?", near));
}

}  // namespace

int run(const Arguments& arguments, Console& console) {
    const std::string recorded_at = recording_time(arguments);
    Book book = Book::open(arguments.book, Access::write);
    const std::optional<World> world = world_at(book, entry_meant(book, arguments), console);
    if (!world) return exit_could_not;
    const Period period = period_meant(*world, arguments.period);
    console.begin("computing " + period.name);
    const RunResult result = compute(*world, period, {arguments.threads, false});
    console.begin("storing the run");
    const StoredRun stored = book.save(*world, result, recorded_at);
    console.end();
    const Register reg = report::compose_register(*world, result, &stored);
    if (arguments.json) {
        console.print(report::register_json(reg));
    } else {
        console.print(fmt::format("run {}, {}, {}: {}\n", stored.number, period.name, stored.status,
                                  fmt::format("read to entry {}", stored.read_to)));
        for (const RegisterTotal& total : reg.currencies) {
            console.print(fmt::format("  {} {} to {} participants\n", total.amount.shown(),
                                      total.amount.currency().code(), reg.participants.size()));
        }
        console.print(fmt::format("  {} blocking exception{}, {} notice{}\n", reg.blocking,
                                  reg.blocking == 1 ? "" : "s", reg.notices,
                                  reg.notices == 1 ? "" : "s"));
        console.print(fmt::format("  results {}\n", stored.results));
        console.say(fmt::format("next: attain register --run {}, attain exceptions --run {}",
                                stored.number, stored.number));
    }
    return reg.blocking > 0 ? exit_problems : exit_done;
}

}  // namespace attain::cli
