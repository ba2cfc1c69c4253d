#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

std::string letters_of(std::string text) {
    std::erase_if(text, [](char c) { return c < 'A' || c > 'Z'; });
    return text;
}

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

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string summary(const Register& reg, const StoredRun& stored) {
    std::string text = fmt::format("run {}, {}, {}: read to entry {}\n", stored.number,
                                   reg.period.name, stored.status, stored.read_to);
    for (const RegisterTotal& total : reg.currencies) {
        const Currency currency = total.amount.currency();
        const auto people = std::count_if(
            reg.participants.begin(), reg.participants.end(),
            [&](const RegisterTotal& payout) { return payout.amount.currency() == currency; });
        text += fmt::format("  {} {} to {}\n", total.amount.shown(), currency.code(),
                            counted(static_cast<std::size_t>(people), "participant"));
    }
    text += fmt::format("  {}, {}\n", counted(reg.blocking, "blocking exception"),
                        counted(reg.notices, "notice"));
    return text + fmt::format("  results {}\n", stored.results);
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
        console.print(summary(reg, stored));
        console.say(fmt::format("next: attain register --run {}, attain exceptions --run {}",
                                stored.number, stored.number));
    }
    return reg.blocking > 0 ? exit_problems : exit_done;
}

}  // namespace attain::cli
