// The roster: who worked where, under whom and on which plan, on every day.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/load/fact_cells.h"
#include "model/load/manager_cycles.h"
#include "model/load/resolve.h"
#include "model/load/ruling_plans.h"
#include "model/load/split.h"

namespace attain::load {

namespace {

// Teams by id with their names. A folder without teams.csv has the teams that its people name.
std::map<std::string, std::string> known_teams(const Known& known) {
    std::map<std::string, std::string> teams;
    for (const FactRow& row : rows_of(known, FactKind::teams)) {
        const FactCells cells(FactKind::teams, row);
        teams[cells.text("team")] = cells.has("name") ? cells.text("name") : cells.text("team");
    }
    if (!teams.empty()) return teams;
    for (const FactRow& row : rows_of(known, FactKind::people)) {
        const std::string& team = FactCells(FactKind::people, row).text("team");
        if (!team.empty()) teams[team] = team;
    }
    return teams;
}

// Participants by id; a person's name is the one written last, by day.
std::map<std::string, std::string> known_people(const Known& known) {
    std::map<std::string, std::string> people;
    for (const FactRow& row : rows_of(known, FactKind::people)) {  // sorted by person and first day
        const FactCells cells(FactKind::people, row);
        std::string& name = people[cells.text("participant")];
        if (cells.has("name")) name = cells.text("name");
        if (name.empty()) name = cells.text("participant");
    }
    return people;
}

class StretchMaker {
public:
    StretchMaker(World& world) : world_(world), facts_(world.facts) {}

    Stretch make(const FactRow& row) {
        const FactCells cells(FactKind::people, row);
        Stretch stretch;
        stretch.who = facts_.roster.find_participant(cells.text("participant"));
        stretch.days = cells.days("from", "to");
        stretch.origin = row.origin;
        if (cells.has("team")) {
            const std::string& team = cells.text("team");
            stretch.team = facts_.roster.find_team(team);
            if (!stretch.team.exists()) {
                report(stretch, "unknown-team", fmt::format("`{}` is no team of teams.csv", team),
                       meant(nearest(team, team_ids(facts_)),
                             fmt::format("add {} to teams.csv", team)));
            }
        }
        if (cells.has("manager")) {
            const std::string& manager = cells.text("manager");
            stretch.manager = facts_.roster.find_participant(manager);
            if (!stretch.manager.exists()) {
                report(stretch, "unknown-manager",
                       fmt::format("the manager `{}` is nobody in people.csv", manager),
                       meant(nearest(manager, participant_ids(facts_)),
                             fmt::format("add {} to people.csv", manager)));
            }
        }
        add_plans(cells.text("plan"), stretch);
        for (std::size_t i = columns_of(FactKind::people).size(); i < row.cells.size(); ++i) {
            add_further(further_cell(row.cells[i]), stretch);
        }
        return stretch;
    }

private:
    void add_plans(const std::string& written, Stretch& stretch) {
        if (written.empty()) return;
        std::set<std::string> plans;
        for (const std::string_view plan : parts_between_plus(written)) {
            if (world_.rules.knows(plan)) {
                plans.emplace(plan);
                continue;
            }
            report(stretch, "unknown-plan", fmt::format("there is no plan `{}`", plan),
                   meant(nearest(plan, world_.rules.names()), "import the plan's file"));
        }
        stretch.plans.assign(plans.begin(), plans.end());
    }

    static void add_further(FurtherCell cell, Stretch& stretch) {
        switch (cell.type) {
            case ColumnType::number: {
                const ParsedNumber number = parse_number(cell.value);
                ensure(number.value.has_value(), "a stored cell reads as its type");
                stretch.numbers.emplace(std::move(cell.name), *number.value);
                return;
            }
            case ColumnType::date: {
                const std::optional<Date> day = Date::parse(cell.value);
                ensure(day.has_value(), "a stored cell reads as its type");
                stretch.dates.emplace(cell.name, *day);
                [[fallthrough]];
            }
            case ColumnType::text:
                stretch.texts.emplace(std::move(cell.name), std::move(cell.value));
        }
    }

    void report(const Stretch& stretch, std::string code, std::string message, std::string help) {
        message += fmt::format(" ({})", place_of(facts_, stretch.origin));
        object(facts_, stretch.who, facts_.roster[stretch.who].id.text(),
               {std::move(code), std::move(message), std::move(help)}, stretch.origin);
    }

    World& world_;
    Facts& facts_;
};

// T4: what held for a person on a day is said once.
bool free_of_overlap(const Facts& facts, const std::vector<Stretch>& stretches, Diagnostics& out) {
    bool free = true;
    for (std::size_t i = 1; i < stretches.size(); ++i) {
        const Stretch& a = stretches[i - 1];
        const Stretch& b = stretches[i];
        const DayRange both = a.days.intersect(b.days);
        if (a.who != b.who || both.empty()) continue;
        free = false;
        out.error("stretch-overlap", Span{},
                  fmt::format("two rows say what holds for `{}` on {}: {} and {}",
                              facts.roster[a.who].id.text(), both.text(), place_of(facts, a.origin),
                              place_of(facts, b.origin)))
            .help = a.days.first < b.days.first
                        ? fmt::format("end the first row with `to` {}", (b.days.first - 1).text())
                        : "keep one of the two rows";
    }
    return free;
}

bool free_of_cycles(const Facts& facts, Diagnostics& out) {
    const std::vector<ManagerCycle> cycles = manager_cycles(facts.roster);
    for (const ManagerCycle& cycle : cycles) {
        std::vector<std::string> names;
        for (const ParticipantIndex who : cycle.members)
            names.push_back(facts.roster[who].id.text());
        names.push_back(names.front());
        out.error("manager-cycle", Span{},
                  fmt::format("on {} the managers run in a circle: {}", cycle.first_day.text(),
                              fmt::join(names, " reports to ")))
            .help = "correct the `manager` of one of them in people.csv";
    }
    return cycles.empty();
}

}  // namespace

bool resolve_people(const Known& known, World& world, Diagnostics& out) {
    Facts& facts = world.facts;
    std::vector<Participant> participants;
    std::vector<Team> teams;
    for (auto& [id, name] : known_people(known))
        participants.push_back({ParticipantId(id), name});
    for (auto& [id, name] : known_teams(known))
        teams.push_back({TeamId(id), name});
    facts.roster = Roster(participants, teams, {});  // names can be looked up from here on
    std::vector<Stretch> stretches;
    StretchMaker maker(world);
    const std::size_t errors_before = out.error_count();
    for (const FactRow& row : rows_of(known, FactKind::people)) {
        for (Stretch& stretch : ruled(world, maker.make(row), out))
            stretches.push_back(std::move(stretch));
    }
    if (!plans_agree(world, stretches, out) || out.error_count() > errors_before) return false;
    std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
        return a.who != b.who ? a.who < b.who : a.days.first < b.days.first;
    });
    if (!free_of_overlap(facts, stretches, out)) return false;
    facts.roster = Roster(std::move(participants), std::move(teams), std::move(stretches));
    return free_of_cycles(facts, out);
}

}  // namespace attain::load
