// From payouts to register lines, and their totals by person, team and currency. Everything adds up
// because every total is summed from the same lines.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/ensure.h"
#include "report/register/register.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// The team of the person's last stretch inside the days; none where there is none.
TeamIndex team_in(const Roster& roster, ParticipantIndex who, const DayRange& days) {
    TeamIndex team;
    for (const Stretch& stretch : roster.stretches_of(who)) {
        if (!stretch.days.intersect(days).empty()) team = stretch.team;
    }
    return team;
}

// Sums by a key, told in the key's order.
class Totals {
public:
    void add(const std::string& what, const std::string& name, const Cash& amount) {
        const auto [at, fresh] =
            sums_.try_emplace({what, amount.currency().code()}, RegisterTotal{what, name, amount});
        if (!fresh) at->second.amount += amount;
    }
    std::vector<RegisterTotal> all() const {
        std::vector<RegisterTotal> totals;
        for (const auto& [key, total] : sums_)
            totals.push_back(total);
        return totals;
    }

private:
    std::map<std::pair<std::string, std::string>, RegisterTotal> sums_;
};

void add_plan(const World& world, const RunResult& run, const PlanResult& result,
              const RegisterLine& person, Register& out) {
    const Plan& plan = world.rules[result.plan];
    RegisterLine line = person;
    line.plan = plan.id.text();
    line.pay_period = result.pay_period.name;
    for (const std::size_t place : result.components) {
        const ComponentResult& component = run.components[place];
        const Component& rules = world.rules[component.plan].components[component.component];
        line.component = rules.name;
        line.title = label_of(rules.title, rules.name);
        line.outcome = component.outcome;
        line.amount = component.due;
        out.lines.push_back(line);
    }
    const auto limit = [&](const char* what, const Cash& amount) {
        if (amount.minor_units() == 0) return;
        line.component = what;
        line.title = label_of("", what);
        line.outcome = Outcome::paid;
        line.amount = amount;
        out.lines.push_back(line);
    };
    limit("plan cap", result.cap_cut);
    limit("plan floor", result.floor_added);
}

}  // namespace

Register compose_register(const World& world, const RunResult& run, const StoredRun* stored) {
    Register out;
    out.company = world.company.name;
    out.period = run.period;
    if (stored != nullptr) {
        out.run = stored->number;
        out.status = stored->status;
        out.results = stored->results;
    }
    Totals participants;
    Totals teams;
    Totals currencies;
    const Roster& roster = world.facts.roster;
    for (const Payout& payout : run.payouts) {
        const TeamIndex team = team_in(roster, payout.who, run.period.days);
        const std::string team_id = team.exists() ? roster[team].id.text() : "";
        const Participant& person = roster[payout.who];
        const std::string currency = payout.total.currency().code();
        const RegisterLine line{person.id.text(), person.name, team_id, "", "", "", "",
                                Outcome::paid,    payout.total};
        for (const std::size_t plan : payout.plans) {
            add_plan(world, run, run.plans[plan], line, out);
        }
        participants.add(person.id.text(), person.name, payout.total);
        teams.add(team_id, team.exists() ? roster[team].name : "", payout.total);
        currencies.add(currency, currency, payout.total);
    }
    out.participants = participants.all();
    out.teams = teams.all();
    out.currencies = currencies.all();
    for (const Exception& exception : run.exceptions) {
        ++(exception.bearing == Bearing::blocking ? out.blocking : out.notices);
    }
    return out;
}

}  // namespace attain::report
