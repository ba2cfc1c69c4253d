#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/register/register.h"

namespace attain::cli {

namespace {

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
    const auto [history, result] =
        record::make_run(book, *world, period, {arguments.threads, false});
    console.begin("storing the run");
    const StoredRun stored = book.save(*world, history, result, recorded_at);
    console.end();
    const Register reg = report::compose_register(*world, result, &stored);
    if (arguments.json) {
        console.print(report::register_json(reg));
    } else {
        console.print(summary(reg, stored));
        for (const StoredRun& other : book.runs()) {
            if (other.period != stored.period || other.number == stored.number) continue;
            if (other.status != "finalized" && other.status != "paid") continue;
            console.say(fmt::format("{} was closed by run {}: this one is only for comparing",
                                    stored.period, other.number));
        }
        console.say(fmt::format("next: attain register --run {}, attain exceptions --run {}",
                                stored.number, stored.number));
    }
    return reg.blocking > 0 ? exit_problems : exit_done;
}

}  // namespace attain::cli
