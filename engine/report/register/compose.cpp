// From payouts to register lines, and their totals by person, team and currency. Everything adds up
// because every total is summed from the same lines.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/ensure.h"
#include "report/register/register.h"
#include "report/words/figures.h"
#include "report/words/movement_words.h"

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

// What is paid beyond what is earned: restated, adjusted, drawn, held … each as a line (R6).
void add_settlement(const ParticipantSettlement& settled, const RegisterLine& person,
                    Register& out) {
    RegisterLine line = person;
    line.pay_period = settled.pay_period.name;
    for (const Posting& posting : settled.postings) {
        const bool in = posting.to == Account::payable;
        const bool off = posting.from == Account::payable;
        if (posting.movement == Movement::earned || in == off) continue;
        line.plan = posting.plan;
        line.component = name_of(posting.movement);
        line.title = words_of(posting.movement);
        line.amount = in ? posting.amount : -posting.amount;
        out.lines.push_back(line);
    }
}

// Lines and totals of everybody, as they come.
class Composer {
public:
    Composer(const World& world, const RunResult& run, Register& out)
        : world_(world), run_(run), out_(out) {
        for (const ParticipantSettlement& settled : run.settlements) {
            settled_[{settled.participant, settled.net.currency()}].push_back(&settled);
        }
    }

    void add(const Payout& payout) {
        const Participant& person = world_.facts.roster[payout.who];
        const Currency currency = payout.total.currency();
        const RegisterLine line = line_of(person.id.text(), payout.total);
        for (const std::size_t plan : payout.plans)
            add_plan(world_, run_, run_.plans[plan], line, out_);
        Cash paid = run_.settlements.empty() ? payout.total : Cash::zero(currency);
        for (const ParticipantSettlement* settled : settled_[{person.id.text(), currency}]) {
            add_settlement(*settled, line, out_);
            paid += settled->net;
        }
        earning_.emplace(person.id.text(), currency);
        count(line, paid);
    }

    // Those who earn nothing now, and to whom something is restated, released or given by hand.
    void add(const ParticipantSettlement& settled) {
        if (earning_.contains({settled.participant, settled.net.currency()})) return;
        const std::size_t before = out_.lines.size();
        const RegisterLine line = line_of(settled.participant, settled.net);
        add_settlement(settled, line, out_);
        if (out_.lines.size() > before) count(line, settled.net);
    }

    void finish() {
        out_.participants = participants_.all();
        out_.teams = teams_.all();
        out_.currencies = currencies_.all();
    }

private:
    RegisterLine line_of(const std::string& participant, const Cash& amount) const {
        const Roster& roster = world_.facts.roster;
        const ParticipantIndex who = roster.find_participant(participant);
        const TeamIndex team =
            who.exists() ? team_in(roster, who, run_.period.days) : TeamIndex::none();
        return {participant,
                who.exists() ? roster[who].name : "",
                team.exists() ? roster[team].id.text() : "",
                "",
                "",
                "",
                "",
                Outcome::paid,
                amount};
    }

    void count(const RegisterLine& person, const Cash& paid) {
        const Roster& roster = world_.facts.roster;
        const TeamIndex team = roster.find_team(person.team);
        const std::string currency = paid.currency().code();
        participants_.add(person.participant, person.name, paid);
        teams_.add(person.team, team.exists() ? roster[team].name : "", paid);
        currencies_.add(currency, currency, paid);
    }

    const World& world_;
    const RunResult& run_;
    Register& out_;
    Totals participants_;
    Totals teams_;
    Totals currencies_;
    using Person = std::pair<std::string, Currency>;
    std::map<Person, std::vector<const ParticipantSettlement*>> settled_;
    std::set<Person> earning_;
};

void add_rows(const Facts& facts, const RunResult& run, Register& out) {
    std::map<RowFate, RegisterRows> by_fate;
    for (std::size_t row = 0; row < run.fates.size(); ++row) {
        RegisterRows& rows = by_fate[run.fates[row]];
        rows.fate = run.fates[row];
        ++rows.rows;
        if (facts.net_amount.has(row)) {
            rows.sums[facts.ledger.currency.text(row)] += facts.net_amount.value(row);
        }
    }
    for (auto& [fate, rows] : by_fate)
        out.rows.push_back(std::move(rows));
}

void add_codes(const RunResult& run, Register& out) {
    std::map<std::pair<bool, std::string>, std::size_t> counts;
    for (const Exception& exception : run.exceptions) {
        const bool blocking = exception.bearing == Bearing::blocking;
        ++counts[{!blocking, exception.code}];
        ++(blocking ? out.blocking : out.notices);
    }
    for (const auto& [key, count] : counts)
        out.codes.push_back({key.second, !key.first, count});
}

void add_plans(const World& world, const RunResult& run, Register& out) {
    std::map<PlanIndex, RegisterPlan> used;
    for (const PlanResult& result : run.plans) {
        const Plan& plan = world.rules[result.plan];
        used[result.plan] = {plan.id.text(), plan.effective.text(), plan.fingerprint};
    }
    for (auto& [index, plan] : used)
        out.plans.push_back(std::move(plan));
}

}  // namespace

Register compose_register(const World& world, const RunResult& run, const StoredRun* stored) {
    Register out;
    out.company = world.company.name;
    out.period = run.period;
    if (stored != nullptr) {
        out.run = stored->number;
        out.status = stored->status;
        out.inputs = stored->inputs;
        out.results = stored->results;
    }
    out.entry = run.entry;
    Composer composer(world, run, out);
    for (const Payout& payout : run.payouts)
        composer.add(payout);
    for (const ParticipantSettlement& settled : run.settlements)
        composer.add(settled);
    composer.finish();
    // One person's lines lie together, in the order of ids: statements and pages look them up so.
    std::stable_sort(
        out.lines.begin(), out.lines.end(),
        [](const RegisterLine& a, const RegisterLine& b) { return a.participant < b.participant; });
    add_rows(world.facts, run, out);
    add_codes(run, out);
    add_plans(world, run, out);
    return out;
}

}  // namespace attain::report
