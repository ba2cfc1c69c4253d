#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/standings/standings.h"

namespace attain::cli {

namespace {

TeamIndex team_named(const World& world, const std::string& id) {
    const TeamIndex team = world.facts.roster.find_team(id);
    if (team.exists()) return team;
    std::vector<std::string> ids;
    for (const Team& known : world.facts.roster.teams())
        ids.push_back(known.id.text());
    const std::string near = nearest(id, ids);
    throw NotThere(fmt::format("there is no team `{}`", id),
                   near.empty() ? fmt::format("there are: {}", fmt::join(ids, ", "))
                                : fmt::format("did you mean `{}`?", near));
}

}  // namespace

int status(const Arguments& arguments, Console& console) {
    const Date day = arguments.on.empty() ? today() : date_meant(arguments.on, "--on");
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<World> world = world_at(book, entry_meant(book, arguments), console);
    if (!world) return exit_could_not;
    std::vector<Standing> found = standings(*world, day);
    if (!arguments.participant.empty()) {
        const ParticipantIndex who = participant_named(*world, arguments.participant);
        std::erase_if(found, [&](const Standing& s) { return s.owner != GoalOwner(who); });
    }
    if (!arguments.team.empty()) {
        const TeamIndex team = team_named(*world, arguments.team);
        std::erase_if(found, [&](const Standing& s) {
            const auto* who = std::get_if<ParticipantIndex>(&s.owner);
            const Stretch* on = who ? world->facts.roster.on(*who, day) : nullptr;
            return who ? !on || on->team != team : s.owner != GoalOwner(team);
        });
    }
    const Standings shown = report::compose_standings(*world, found, day);
    console.print(arguments.json ? report::standings_json(shown)
                                 : report::standings_text(shown, console.colour()));
    return exit_done;
}

}  // namespace attain::cli
