#include "cli/session.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <map>

#include "report/statement/statement.h"

namespace attain::cli {

namespace {

bool is_recording_time(const std::string& text) {
    if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return false;
    if (!Date::parse(text.substr(0, 10))) return false;
    const auto two = [&](std::size_t at, int limit) {
        const bool digits =
            text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        return digits && (text[at] - '0') * 10 + (text[at + 1] - '0') < limit;
    };
    return two(11, 24) && text[13] == ':' && two(14, 60) && text[16] == ':' && two(17, 60);
}

}  // namespace

std::string recording_time(const Arguments& arguments) {
    if (arguments.recorded_at.empty()) {
        return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    }
    if (!is_recording_time(arguments.recorded_at)) {
        throw NotThere(fmt::format("`{}` is not a recording time", arguments.recorded_at),
                       "write it in UTC, such as 2026-04-02T09:00:00Z");
    }
    return arguments.recorded_at;
}

Date today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Date(static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(now).count()));
}

Date date_meant(const std::string& text, const std::string& flag) {
    const std::optional<Date> date = Date::parse(text);
    if (!date) {
        throw NotThere(fmt::format("`{}` is not a day", text),
                       fmt::format("write {} as 2026-02-28", flag));
    }
    return *date;
}

std::uint32_t entry_meant(const Book& book, const Arguments& arguments) {
    if (arguments.entry > 0) {
        if (arguments.entry > book.last_entry()) {
            throw NotThere(fmt::format("the book has no entry {}", arguments.entry),
                           fmt::format("its last entry is {}", book.last_entry()));
        }
        return arguments.entry;
    }
    if (arguments.as_of.empty()) return book.last_entry();
    const std::uint32_t entry = book.entry_as_of(date_meant(arguments.as_of, "--as-of"));
    if (entry == 0) {
        throw NotThere(
            fmt::format("nothing was known yet at the end of {}", arguments.as_of),
            fmt::format("the book begins on {}", book.entries().front().recorded_at.substr(0, 10)));
    }
    return entry;
}

std::optional<World> world_at(const Book& book, std::uint32_t entry, Console& console) {
    console.begin("reading the book");
    Diagnostics problems;
    std::optional<World> world = record::read_world(book, entry, problems);
    console.end();
    console.complain(problems);
    return world;
}

StoredRun run_meant(const Book& book, const Arguments& arguments) {
    const std::vector<StoredRun> runs = book.runs();
    if (runs.empty()) {
        throw NotThere("the book holds no run yet", "run `attain run --period 2026-Q1` first");
    }
    if (arguments.run > 0) {
        for (const StoredRun& run : runs) {
            if (run.number == arguments.run) return run;
        }
        throw NotThere(fmt::format("the book has no run {}", arguments.run),
                       fmt::format("its last run is {}", runs.back().number));
    }
    if (arguments.period.empty()) return runs.back();
    std::vector<std::string> periods;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->period == arguments.period) return *run;
        periods.push_back(run->period);
    }
    const std::string near = nearest(arguments.period, periods);
    throw NotThere(fmt::format("the book has no run of `{}`", arguments.period),
                   fmt::format("{}run `attain run --period {}` first",
                               near.empty() ? "" : fmt::format("did you mean `{}`? If not, ", near),
                               arguments.period));
}

std::optional<Opened> open_run(const Book& book, const Arguments& arguments, Console& console) {
    const StoredRun stored = run_meant(book, arguments);
    std::optional<World> world = world_at(book, stored.read_to, console);
    if (!world) return std::nullopt;
    console.begin("reading the run");
    RunResult run = book.load_run(stored.number, *world);
    console.end();
    return Opened{stored, std::move(*world), std::move(run)};
}

std::vector<Register> earlier_registers(const Book& book, const Opened& opened, Console& console) {
    const Period& now = opened.run.period;
    const std::optional<Period> year = report::year_of(opened.world, now);
    std::map<Date, StoredRun> last;
    for (const StoredRun& run : book.runs()) {
        const std::optional<Period> period = record::find_period(opened.world, run.period);
        if (!year || !period || run.number >= opened.stored.number) continue;
        const bool earlier = period->grain == now.grain &&
                             period->days.past_the_end <= now.days.first &&
                             year->days.holds(period->days);
        if (earlier) last[period->days.first] = run;
    }
    std::vector<Register> registers;
    for (const auto& [first, stored] : last) {
        const std::optional<World> world = world_at(book, stored.read_to, console);
        if (!world) continue;
        console.begin(fmt::format("reading run {}", stored.number));
        registers.push_back(
            report::compose_register(*world, book.load_run(stored.number, *world), &stored));
        console.end();
    }
    return registers;
}

ParticipantIndex participant_named(const World& world, const std::string& id) {
    const ParticipantIndex who = world.facts.roster.find_participant(id);
    if (who.exists()) return who;
    std::vector<std::string> ids;
    for (const Participant& participant : world.facts.roster.participants()) {
        ids.push_back(participant.id.text());
    }
    const std::string near = nearest(id, ids);
    throw NotThere(fmt::format("`{}` is nobody in people.csv", id),
                   near.empty() ? "`attain register` lists the participants"
                                : fmt::format("did you mean `{}`?", near));
}

}  // namespace attain::cli
