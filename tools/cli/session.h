// What most commands begin with: the book, the run that is meant, the world as that run read it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "cli/arguments.h"
#include "cli/console.h"
#include "record/book/book.h"
#include "record/run/run.h"
#include "report/register/register.h"

namespace attain::cli {

// Words that name something which is not there: exit 2, with the nearest name.
class NotThere : public std::runtime_error {
public:
    NotThere(const std::string& message, std::string remedy)
        : std::runtime_error(message), help(std::move(remedy)) {}
    std::string help;
};

// The current moment as the book records it, "2026-04-02T09:00:00Z"; or the one that was given, if
// it reads as such (else NotThere).
std::string recording_time(const Arguments& arguments);
Date today();

// The entry to read up to: --entry, --as-of, or the last one.
std::uint32_t entry_meant(const Book& book, const Arguments& arguments);
// The world at an entry. A world that cannot be built is told through the console; then nothing.
std::optional<World> world_at(const Book& book, std::uint32_t entry, Console& console);

// A stored run with the world that it read.
struct Opened {
    StoredRun stored;
    World world;
    RunResult run;
};
// The run that --run or --period mean, or the last one.
StoredRun run_meant(const Book& book, const Arguments& arguments);
std::optional<Opened> open_run(const Book& book, const Arguments& arguments, Console& console);

// The registers of the last runs, before this one, of earlier periods of its kind in the same year:
// what its statements call the year to date. Oldest first.
std::vector<Register> earlier_registers(const Book& book, const Opened& opened, Console& console);

// The period of this name in the company's calendars; else NotThere, with the nearest name.
Period period_meant(const World& world, const std::string& name);

ParticipantIndex participant_named(const World& world, const std::string& id);

Date date_meant(const std::string& text, const std::string& flag);

}  // namespace attain::cli
