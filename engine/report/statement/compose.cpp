// From a run's values to one person's statement. Everything that needs a look through the whole
// ledger is looked up once per run, so that ten thousand statements cost what their deals cost.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/credit/credit_table.h"
#include "report/statement/desk.h"
#include "report/statement/matters.h"
#include "report/statement/settled.h"
#include "report/words/figures.h"

namespace attain::report {

struct StatementMaker::Inside {
    const World& world;
    const RunResult& run;
    StatementRun told;
    std::map<std::string, std::vector<std::int32_t>> days;
    std::vector<Named> named;
    std::vector<Register> past;
    Register now;
};

namespace {

StatementRun told_of(const RunResult& run, const StoredRun* stored) {
    StatementRun told;
    told.entry = run.entry;
    told.rules_number = run.rules_number;
    told.status = "not stored";
    if (stored == nullptr) return told;
    told.number = stored->number;
    told.status = stored->status;
    told.inputs = stored->inputs;
    told.results = stored->results;
    return told;
}

StatementComponent compose_component(const Desk& desk, const ComponentResult& result) {
    const Plan& plan = desk.plan_of(result);
    const Component& rules = desk.component_of(result);
    StatementComponent out(plan.currency);
    out.name = rules.name;
    out.title = label_of(rules.title, rules.name);
    out.rule = place_text(rules.where_written);
    for (const WindowFigures& window : result.windows) {
        if (!out.window.empty()) out.window += ", ";
        out.window += window.window.name;
    }
    out.outcome = result.outcome;
    out.weight = rules.weight;
    if (rules.rounded_at == RoundedAt::line) out.step = rules.rounding.unit;
    const std::optional<MeasureIndex> deals = measure_of_deals(plan, rules);
    if (deals) out.in = unit_of(plan, *deals);
    out.exact = result.exact;
    out.entitled = result.entitled;
    out.before = result.before;
    out.due = result.due;
    out.exceptions = result.exceptions;
    add_goals(desk, result, out);
    add_workings(desk, result, out);
    add_notes(desk, result, out);
    add_lines(desk, result, out);
    return out;
}

StatementPlan compose_plan(const Desk& desk, const PlanResult& result) {
    const Plan& plan = desk.world.rules[result.plan];
    StatementPlan out(plan.currency);
    out.id = plan.id.text();
    out.title = label_of(plan.title, plan.id.text());
    out.effective = plan.effective;
    out.file = plan.source ? plan.source->name() : "";
    out.fingerprint = plan.fingerprint;
    out.pay_period = result.pay_period;
    out.assignment = result.assignment;
    for (const std::size_t component : result.components) {
        out.components.push_back(compose_component(desk, desk.run.components[component]));
    }
    out.cap_cut = result.cap_cut;
    out.floor_added = result.floor_added;
    out.due = result.due;
    return out;
}

std::vector<StatementPlace> places_of(const Desk& desk) {
    const Roster& roster = desk.facts().roster;
    std::vector<StatementPlace> places;
    for (const Stretch& stretch : roster.stretches_of(desk.who)) {
        const DayRange inside = stretch.days.intersect(desk.run.period.days);
        if (inside.empty()) continue;
        StatementPlace place;
        place.days = inside;
        const auto title = stretch.texts.find("title");
        if (title != stretch.texts.end()) place.title = title->second;
        if (stretch.team.exists()) place.team = roster[stretch.team].name;
        if (stretch.manager.exists()) place.manager = roster[stretch.manager].name;
        StatementPlace* before = places.empty() ? nullptr : &places.back();
        const bool same = before != nullptr && before->team == place.team &&
                          before->title == place.title && before->manager == place.manager &&
                          before->days.past_the_end == inside.first;
        if (same) before->days.past_the_end = inside.past_the_end;
        if (!same) places.push_back(std::move(place));
    }
    return places;
}

StatementTerms terms_of(const World& world, const Period& period) {
    const CompanyStatements& said = world.company.statements;
    StatementTerms terms;
    if (said.payment_days) terms.paid_on = period.days.last() + *said.payment_days;
    if (said.dispute_days) terms.dispute_until = period.days.last() + *said.dispute_days;
    terms.contact = said.contact;
    terms.note = said.note;
    return terms;
}

}  // namespace

StatementMaker::StatementMaker(const World& world, const RunResult& run, const StoredRun* stored,
                               std::vector<Register> past) {
    std::map<std::string, std::vector<std::int32_t>> days;
    for (const Plan& plan : world.rules.plans()) {
        if (days.contains(plan.counted_by)) continue;
        days.emplace(plan.counted_by, credit::days_named(world.facts, plan.counted_by));
    }
    inside_ = std::make_unique<const Inside>(
        Inside{world, run, told_of(run, stored), std::move(days), find_named(world, run),
               std::move(past), compose_register(world, run, stored)});
}

StatementMaker::~StatementMaker() = default;

Statement StatementMaker::of(ParticipantIndex who) const {
    const World& world = inside_->world;
    const RunResult& run = inside_->run;
    const Desk desk{world, run, inside_->days, who};
    Statement out;
    out.company = world.company.name;
    out.participant = world.facts.roster[who].id.text();
    out.name = world.facts.roster[who].name;
    out.period = run.period;
    out.places = places_of(desk);
    auto payout = std::lower_bound(
        run.payouts.begin(), run.payouts.end(), who,
        [](const Payout& one, ParticipantIndex wanted) { return one.who < wanted; });
    for (; payout != run.payouts.end() && payout->who == who; ++payout) {
        out.totals.push_back(payout->total);
        for (const std::size_t plan : payout->plans) {
            out.plans.push_back(compose_plan(desk, run.plans[plan]));
        }
    }
    std::stable_sort(out.plans.begin(), out.plans.end(),
                     [](const StatementPlan& a, const StatementPlan& b) {
                         return std::pair(a.assignment.first, a.pay_period.days.first) <
                                std::pair(b.assignment.first, b.pay_period.days.first);
                     });
    out.settlements = settlements_of(run, out.participant);
    if (!out.settlements.empty()) out.totals = net_of(run, out.participant);
    add_matters(world, run, inside_->named, who, out);
    out.year = year_so_far(world, inside_->past, inside_->now, out.participant);
    out.terms = terms_of(world, run.period);
    out.run = inside_->told;
    return out;
}

Statement compose_statement(const World& world, const RunResult& run, const StoredRun* stored,
                            ParticipantIndex who) {
    return StatementMaker(world, run, stored).of(who);
}

}  // namespace attain::report
