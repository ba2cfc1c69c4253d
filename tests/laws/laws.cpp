// Laws about runs: the same world computed another way, another world that must pay the same, and
// sums that must add up.
#include "laws/laws.h"

#include <fmt/format.h>

#include <map>

#include "laws/compare.h"
#include "laws/redo.h"
#include "record/audit/audit.h"
#include "record/canonical/fingerprint.h"

namespace attain::laws {

namespace {

using Sentences = std::vector<std::string>;
using Amounts = std::map<std::string, Rational>;

// What is due, by names that mean the same in two worlds.
Amounts dues(const World& world, const RunResult& run) {
    Amounts figures;
    const Roster& roster = world.facts.roster;
    for (const ComponentResult& result : run.components) {
        const Plan& plan = world.rules[result.plan];
        figures[fmt::format("{} {}/{} {} from {}", roster[result.who].id.text(), plan.id.text(),
                            plan.components[result.component].name, result.pay_period.name,
                            result.assignment.first.text())] += result.due.exact().amount();
    }
    for (const Payout& payout : run.payouts) {
        figures["paid to " + roster[payout.who].id.text()] += payout.total.exact().amount();
    }
    return figures;
}

Sentences unequal(const Amounts& figures, const Amounts& others) {
    Amounts left = figures;
    for (const auto& [what, amount] : others)
        left[what] -= amount;
    Sentences found;
    for (const auto& [what, amount] : left) {
        if (!amount.is_zero()) found.push_back(fmt::format("{}: {} apart", what, amount.shown()));
    }
    return found;
}

Sentences said_if(bool broken, const char* sentence) {
    return broken ? Sentences{sentence} : Sentences{};
}

// --- the same world, computed another way --------------------------------------------------------

Sentences second_implementation(const Trial& trial) {
    reference::Reference reference(trial.world, trial.period);
    return differences(trial.world, trial.run, reference);
}

// The two roads store the same values in different units; the fingerprint knows values only.
Sentences exact_road(const Trial& trial) {
    const RunResult exact = compute(trial.world, trial.period, {.threads = 1, .force_exact = true});
    Sentences found = unequal(dues(trial.world, trial.run), dues(trial.world, exact));
    const bool same = record::fingerprint_of_results(trial.world, trial.run) ==
                      record::fingerprint_of_results(trial.world, exact);
    if (!same && found.empty()) found.push_back("dues agree, but not all figures behind them");
    return found;
}

Sentences threads(const Trial& trial) {
    Sentences found;
    for (const unsigned count : {2U, 8U}) {
        const RunResult other = compute(trial.world, trial.period, {.threads = count});
        if (!(other == trial.run)) {
            found.push_back(fmt::format("{} threads do not give what one gives", count));
        }
    }
    return found;
}

Sentences twice(const Trial& trial) {
    const World again = test::world_from(trial.random.files);
    const RunResult run = compute(again, trial.period, {});
    return said_if(
        !(run == trial.run) || record::fingerprint_of_results(again, run) !=
                                   record::fingerprint_of_results(trial.world, trial.run),
        "read and computed again, the run is another");
}

Sentences shuffled(const Trial& trial) {
    Dice dice(trial.random.seed ^ 0x5eedU);
    test::Files files = trial.random.files;
    for (auto& [name, text] : files) {
        if (name.ends_with(".csv")) text = shuffled_rows(text, dice);
    }
    const World world = test::world_from(files);
    const RunResult run = compute(world, trial.period, {});
    Sentences found = unequal(dues(trial.world, trial.run), dues(world, run));
    const bool inputs =
        record::fingerprint_of_inputs(world, {}) == record::fingerprint_of_inputs(trial.world, {});
    const bool results = record::fingerprint_of_results(world, run) ==
                         record::fingerprint_of_results(trial.world, trial.run);
    if (!inputs) found.push_back("the inputs have another fingerprint");
    if (!results) found.push_back("the results have another fingerprint");
    return found;
}

// --- sums ----------------------------------------------------------------------------------------

Sentences audited(const Trial& trial) {
    return record::audit(trial.world, trial.run);
}

// The slices of a component that follows one team or none are its base, divided.
Sentences slices_make_the_measure(const Trial& trial) {
    Sentences found;
    for (const ComponentResult& result : trial.run.components) {
        for (const WindowFigures& window : result.windows) {
            if (!window.slices || !window.base_measure || window.lookups.size() > 1) continue;
            Rational sum;
            for (std::size_t i = window.slices->begin; i < window.slices->end; ++i) {
                sum += trial.run.slices.base(*window.slices, i);
            }
            const Rational& value = trial.run.measures[*window.base_measure].value;
            if (sum == value) continue;
            found.push_back(fmt::format("slices of {} in {} add up to {}, the measure is {}",
                                        trial.world.facts.roster[result.who].id.text(),
                                        window.window.name, sum.shown(), value.shown()));
        }
    }
    return found;
}

Sentences components_make_the_payout(const Trial& trial) {
    Amounts left;
    const Roster& roster = trial.world.facts.roster;
    for (const ComponentResult& result : trial.run.components) {
        left["due of " + roster[result.who].id.text()] +=
            (result.entitled - result.before - result.due).exact().amount();
    }
    for (const PlanResult& plan : trial.run.plans) {
        Rational& plan_left =
            left[roster[plan.who].id.text() + " " + trial.world.rules[plan.plan].id.text() + " " +
                 plan.pay_period.name];
        for (const std::size_t i : plan.components) {
            plan_left += trial.run.components[i].due.exact().amount();
        }
        plan_left += (plan.cap_cut + plan.floor_added - plan.due).exact().amount();
        left["paid to " + roster[plan.who].id.text()] += plan.due.exact().amount();
    }
    for (const Payout& payout : trial.run.payouts) {
        left["paid to " + roster[payout.who].id.text()] -= payout.total.exact().amount();
    }
    return unequal(left, {});
}

// --- another world -------------------------------------------------------------------------------

std::string one_of(const Trial& trial, Dice& dice) {
    const auto& people = trial.world.facts.roster.participants();
    return people[static_cast<std::size_t>(
                      dice.roll(0, static_cast<std::int64_t>(people.size()) - 1))]
        .id.text();
}

Date day_in(const DayRange& days, Dice& dice) {
    return days.first + static_cast<std::int32_t>(dice.roll(0, days.days() - 1));
}

std::string deal_row(const Trial& trial, const std::string& deal, Date day, std::int64_t amount,
                     const std::string& owner, const std::string& returns) {
    const std::string currency = trial.world.rules.plans().front().currency.code();
    const char* sign = amount < 0 ? "-" : "";
    return fmt::format("law,{},,{},{}.37,{},{},,,{},new,emea,{}10.5,{}4,{}\n", deal, day.text(),
                       amount, currency, owner, returns, sign, sign, day.text());
}

RunResult run_with(const Trial& trial, const std::string& rows, World& world) {
    test::Files files = trial.random.files;
    files["ledger.csv"] += rows;
    world = test::world_from(files);
    return compute(world, trial.period, {});
}

Sentences reversal_pays_nothing(const Trial& trial) {
    Dice dice(trial.random.seed ^ 0xdea1U);
    const std::string owner = one_of(trial, dice);
    const Date day = day_in(trial.period.days, dice);
    const auto amount = dice.roll(1, 90000);
    World world;
    const RunResult run = run_with(trial,
                                   deal_row(trial, "Z-1", day, amount, owner, "") +
                                       deal_row(trial, "Z-2", day, -amount, owner, "Z-1"),
                                   world);
    return unequal(dues(trial.world, trial.run), dues(world, run));
}

// Whether nothing but the walked credit itself, slice by slice, decides what the component pays.
bool rises_with_credit(const Plan& plan, const Component& component, const TierTable& table,
                       MeasureIndex base) {
    std::optional<MeasureIndex> axis;
    if (const auto* goal = std::get_if<AttainmentAxis>(&component.axis)) {
        axis = plan.attainments[goal->attainment].of;
    }
    if (const auto* by = std::get_if<MeasureAxis>(&component.axis)) axis = by->measure;
    const bool gated = std::any_of(table.tiers.begin(), table.tiers.end(),
                                   [](const Tier& tier) { return tier.gate.has_value(); });
    const bool carried = component.cap && component.cap->carried;
    return axis == base && component.per == Per::window && component.modifiers.empty() && !gated &&
           !carried && !(component.cap && component.cap->of_measure);
}

// Marginal pay without gate, on one's own credit and by one version: it is a function of the
// credit.
Amounts marginal_pay(const World& world, const RunResult& run) {
    Amounts figures;
    for (const ComponentResult& result : run.components) {
        const Plan& plan = world.rules[result.plan];
        const Component& component = plan.components[result.component];
        const auto* table = std::get_if<TierTable>(&component.value);
        const auto* base = std::get_if<MeasureBase>(&component.base);
        if (table == nullptr || base == nullptr || table->mode != TableMode::marginal) continue;
        const bool own = plan.measures[base->measure].credit == CreditScope::own;
        const bool whole = component.rounded_at == RoundedAt::component;
        if (!own || !whole || component.gate || result.outcome != Outcome::paid) continue;
        if (!rises_with_credit(plan, component, *table, base->measure)) continue;
        for (const WindowFigures& window : result.windows) {
            if (window.versions.size() > 1) continue;
            figures[fmt::format("{} {}/{} {} {}", world.facts.roster[result.who].id.text(),
                                plan.id.text(), component.name, result.pay_period.name,
                                window.window.name + window.days.first.text())] = window.exact;
        }
    }
    return figures;
}

Sentences more_never_pays_less(const Trial& trial) {
    Dice dice(trial.random.seed ^ 0x40e3U);
    World world;
    const RunResult run = run_with(trial,
                                   deal_row(trial, "Z-1", day_in(trial.period.days, dice),
                                            dice.roll(1, 90000), one_of(trial, dice), ""),
                                   world);
    const Amounts before = marginal_pay(trial.world, trial.run);
    Sentences found;
    for (const auto& [what, amount] : marginal_pay(world, run)) {
        const auto known = before.find(what);
        if (known == before.end() || amount >= known->second) continue;
        found.push_back(fmt::format("{}: {} with a further deal, {} without", what, amount.shown(),
                                    known->second.shown()));
    }
    return found;
}

// Everybody on one plan for ever: then own credits are the ledger, however it is split.
Sentences splits_lose_nothing(const Trial& trial) {
    const Currency currency = trial.world.rules.plans().front().currency;
    test::Files files;
    for (const char* name : {"company.yaml", "ledger.csv", "events.csv"}) {
        files[name] = trial.random.files.at(name);
    }
    files["people.csv"] = "participant,from,plan\n";
    for (const Participant& one : trial.world.facts.roster.participants()) {
        files["people.csv"] += one.id.text() + ",2025-01-01,all\n";
    }
    files["all.yaml"] = fmt::format(
        "plan: all\neffective: 2025-01-01..\ncurrency: {}\npays: yearly\nmeasures:\n"
        "  own: {{sum: amount, credit: own}}\ncomponents:\n  pay: {{of: own, rate: 1%}}\n",
        currency.code());
    const World world = test::world_from(files);
    const Period year = *Calendar::gregorian().find("2026");
    Rational left;
    for (const MeasureResult& measure : compute(world, year, {}).measures)
        left -= measure.value;
    for (std::uint32_t row = 0; row < world.facts.ledger.rows(); ++row) {
        const bool counts = !world.facts.withheld[row] && !world.facts.return_of[row].exists() &&
                            year.days.holds(world.facts.ledger.booked.date(row)) &&
                            world.facts.ledger.currency.text(row) == currency.code();
        if (counts) left += world.facts.net_amount.value(row);
    }
    return left.is_zero() ? Sentences{} : Sentences{left.shown() + " of credit is lost"};
}

const Law laws[] = {
    {"a second implementation agrees", Cost::little, second_implementation},
    {"the audit finds nothing", Cost::little, audited},
    {"slices add up to the measure", Cost::little, slices_make_the_measure},
    {"components add up to plan and payout", Cost::little, components_make_the_payout},
    {"every step of an explanation can be redone", Cost::little, steps_that_cannot_be_redone},
    {"the fixed-point road equals the exact one", Cost::much, exact_road},
    {"one thread equals many", Cost::much, threads},
    {"twice is the same", Cost::much, twice},
    {"the order of the rows changes nothing", Cost::much, shuffled},
    {"a deal and its reversal pay nothing", Cost::much, reversal_pays_nothing},
    {"a further deal never lowers a marginal payout", Cost::much, more_never_pays_less},
    {"a split loses no credit", Cost::much, splits_lose_nothing},
};

}  // namespace

Trial trial_of(std::uint64_t seed) {
    Trial trial;
    trial.random = random_world(seed);
    trial.world = test::world_from(trial.random.files);
    trial.period = *Calendar::gregorian().find(trial.random.period);
    trial.run = compute(trial.world, trial.period, {});
    return trial;
}

std::span<const Law> all_laws() {
    return laws;
}

}  // namespace attain::laws
