// The auditor: every law has a run that breaks it, and the sentence names what is missing.
#include <catch2/catch.hpp>

#include <functional>

#include "record/audit/audit.h"
#include "support/sample_run.h"

namespace attain {

namespace {

using Change = std::function<void(RunResult&)>;

struct Broken {
    const char* what;
    Change change;
    const char* found;  // part of the first sentence
};

Cash cents(std::int64_t units) {
    return Cash(units, *Currency::find("USD"));
}

// Takes the credit at `at` out of the run, as if it had never been written.
void drop_credit(RunResult& run, std::size_t at) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    run.credits.rows.erase(run.credits.rows.begin() + place);
    run.credits.units.erase(run.credits.units.begin() + place);
    for (MeasureResult& measure : run.measures) {
        if (measure.lines.begin > at) --measure.lines.begin;
        if (measure.lines.end > at) --measure.lines.end;
    }
}

void double_credit(RunResult& run, std::size_t at) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    run.credits.rows.insert(run.credits.rows.begin() + place, run.credits.rows[at]);
    run.credits.units.insert(run.credits.units.begin() + place, run.credits.units[at]);
    for (MeasureResult& measure : run.measures) {
        if (measure.lines.begin > at) ++measure.lines.begin;
        if (measure.lines.end > at) ++measure.lines.end;
    }
}

// Ada's own bookings: the first measure with lines.
MeasureResult& first_measure(RunResult& run) {
    for (MeasureResult& measure : run.measures) {
        if (measure.lines.size() > 1) return measure;
    }
    FAIL("the sample has credits");
    return run.measures.front();
}

WindowFigures& figures(RunResult& run, std::size_t component) {
    return run.components.at(component).windows.at(0);
}

// The components of one person come in the plan's order: commission, attained, shared.
const std::vector<Broken> broken = {
    {"a dropped credit", [](RunResult& r) { drop_credit(r, first_measure(r).lines.begin); },
     "its credits add up to the measure"},
    {"a doubled credit", [](RunResult& r) { double_credit(r, first_measure(r).lines.begin); },
     "its credits add up to the measure"},
    {"a doubled credit that its measure counts",
     [](RunResult& r) {
         const std::size_t at = first_measure(r).lines.begin;
         first_measure(r).value += r.credits.value(first_measure(r).lines, at);
         double_credit(r, at);
     },
     "crm D-1: credits of `bookings` in 2026-Q1 are 160000, the line is 80000"},
    {"a credit of a row that is not there", [](RunResult& r) { r.credits.rows[0] = 4000000000U; },
     "a row that the ledger does not have"},
    {"a block beyond its columns",
     [](RunResult& r) { first_measure(r).lines.end = r.credits.rows.size() + 9; },
     "its lines are not there"},
    {"a row without a fate", [](RunResult& r) { r.fates.pop_back(); }, "every row has a fate"},
    {"a credited row told as outside", [](RunResult& r) { r.fates[0] = RowFate::outside; },
     "crm D-1: somebody has credit of it"},
    {"a row told as credited", [](RunResult& r) { r.fates[5] = RowFate::credited; },
     "crm D-6: told as credited, but nobody has credit of it"},
    {"a slice less", [](RunResult& r) { ++figures(r, 0).slices->begin; },
     "its slices add up to the measure"},
    {"a slice in another tier",
     [](RunResult& r) { r.slices.tiers[figures(r, 0).slices->begin] = 1; },
     "the slices of a tier add up to it"},
    {"a tier's amount", [](RunResult& r) { figures(r, 0).tiers[0].amount += 1; },
     "a tier pays its base × its value"},
    {"a tier forgotten", [](RunResult& r) { figures(r, 0).tiers.pop_back(); },
     "lie in no tier that is told"},
    {"the gross", [](RunResult& r) { figures(r, 0).gross += 1; }, "the tiers add up to the gross"},
    {"the target", [](RunResult& r) { figures(r, 1).gross += 1; },
     "gross is target × what was looked up"},
    {"a part of the target", [](RunResult& r) { figures(r, 1).target->parts[0].counted += 1; },
     "the target's parts add up"},
    {"the weight", [](RunResult& r) { figures(r, 1).weighted += 1; },
     "weighted is gross × the modifiers and weight that come first"},
    {"a cap that gives", [](RunResult& r) { figures(r, 1).cap_cut -= 1; },
     "a cap takes off and a floor puts on"},
    {"a gate", [](RunResult& r) { figures(r, 1).gate->open = !figures(r, 1).gate->open; },
     "weighted, through each step of its order"},
    {"the windows", [](RunResult& r) { r.components[0].exact += 1; },
     "its windows add up to the component"},
    {"the rounding",
     [](RunResult& r) {
         r.components[0].entitled += cents(1);
         r.components[0].due += cents(1);
     },
     "entitled is the exact amount rounded once"},
    {"the subtraction", [](RunResult& r) { r.components[0].due += cents(1); },
     "due is entitled − before"},
    {"pay of an excepted component",
     [](RunResult& r) {
         for (ComponentResult& component : r.components) {
             if (component.outcome == Outcome::excepted) component.exact = 5;
         }
     },
     "a component that does not pay is zero"},
    {"a member's share of the pool",
     [](RunResult& r) { figures(r, 2).gross += Rational::of(1, 100); },
     "weighted is gross × the modifiers and weight that come first"},
    {"the pool", [](RunResult& r) { r.pools[0].amount += 1; }, "its shares add up to the pool"},
    {"a member's key", [](RunResult& r) { figures(r, 2).pool->key += 1; },
     "its members' keys add up"},
    {"the plan", [](RunResult& r) { r.plans[0].due += cents(1); },
     "its components, cap and floor add up to the plan"},
    {"the payout", [](RunResult& r) { r.payouts[0].total -= cents(1); },
     "ada: the plans add up to the payout: "},
    {"a plan paid twice", [](RunResult& r) { r.payouts[0].plans.push_back(r.payouts[0].plans[0]); },
     "ada: the plans add up to the payout"},
    {"a component in no plan", [](RunResult& r) { r.plans[0].components.pop_back(); },
     "add up to the plan"},
    {"a person nobody pays", [](RunResult& r) { r.payouts.pop_back(); },
     "in 0 payouts instead of one"},
};

}  // namespace

TEST_CASE("a computed run holds all laws, on both roads") {
    const test::SampleRun sample;
    CHECK(record::audit(sample.world, sample.run).empty());
    const RunResult exact = compute(sample.world, sample.run.period, {1, true});
    CHECK(record::audit(sample.world, exact).empty());
}

TEST_CASE("every broken law is found and named") {
    const test::SampleRun sample;
    for (const Broken& one : broken) {
        INFO(one.what);
        RunResult run = sample.run;
        one.change(run);
        const std::vector<std::string> findings = record::audit(sample.world, run);
        REQUIRE_FALSE(findings.empty());
        std::string all;
        for (const std::string& finding : findings)
            all += finding + "\n";
        INFO(all);
        CHECK(all.find(one.found) != std::string::npos);
    }
}

TEST_CASE("a finding names the missing cent") {
    test::SampleRun sample;
    sample.run.payouts[0].total -= cents(1);
    const std::vector<std::string> findings = record::audit(sample.world, sample.run);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].find("is 0.01 less than") != std::string::npos);
}

}  // namespace attain
