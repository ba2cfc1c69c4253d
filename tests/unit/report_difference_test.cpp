// What two plans say differently: every change is found, with its line in both texts; and what it
// pays is the difference of two full runs, for exactly those whom it concerns.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "model/plan/load_plan.h"
#include "report/difference/difference.h"
#include "support/sample_run.h"

namespace {

using namespace attain;

Plan bound(const std::string& name, const std::string& text) {
    Diagnostics out;
    std::optional<Plan> plan =
        plan::load_plan(std::make_shared<const Source>(name, text), plan::Surroundings{}, out);
    for (const Diagnostic& one : out.sorted())
        UNSCOPED_INFO(render_line(one));
    REQUIRE(plan.has_value());
    return *std::move(plan);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::size_t line_of(const std::string& text, std::size_t at) {
    return 1 + static_cast<std::size_t>(
                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

const std::string everything = R"(plan: all
title: Everything
effective: 2026-01-01..2026-12-31
currency: USD
pays: monthly
proration: calendar_days
dates: {assigned: booked, counted: invoiced}
conversion: {series: market, on: deal_date}
cap: 500% of target
floor: 0
measures:
  bookings: {sum: amount, where: 'type in ["new", "expansion"] && amount >= 100', credit: own}
  deals: {count: lines, credit: own}
  together: {sum: amount, credit: team}
  below: {sum: amount, credit: reports, with_own: yes}
attainments:
  own_goal: {of: bookings, against: bookings, ramp: [50%, 75%]}
  team_goal: {of: together, against: bookings, team_quota: own_figure}
  year_goal: {of: bookings, against: bookings, window: year, to_date: whole}
components:
  curve:
    title: By the curve
    weight: 60%
    of: target
    by: own_goal
    curve: {kind: linear, points: {50%: 0%, 100%: 100%, 150%: 200%}, below: zero, beyond: flat}
    when: team_goal >= 80%
    otherwise: 50%
  steps:
    weight: 40%
    of: target
    by: team_goal
    curve: {kind: steps, points: {80%: 50%, 100%: {below: 50%, from: 100%}}, below: zero, beyond: flat}
  commission:
    of: bookings
    by: own_goal
    table:
      mode: marginal
      tiers:
        - {up_to: 100%, rate: 5%}
        - {above: 100%, up_to: 150%, rate: 8%}
        - {above: 150%, rate: person.top_rate}
    cap: 20000
    rounding: {mode: half_up, unit: 0.05}
  each:
    of: deals
    amount: 40
  bonus:
    amount: 100
    window: quarter
    settles: at_window_close
  override:
    of: below
    rate: 1.5%
  shared:
    pool: {rate: 5%, of: together, above: team_goal, shared: equally, rounded: together}
)";

TEST_CASE("every change of a plan's meaning is told, at its line in both texts") {
    struct Mutation {
        const char* from;
        const char* to;
        const char* title;
        const char* aspect;
    };
    const Mutation mutations[] = {
        {"title: Everything", "title: All of it", "Terms", "title"},
        {"effective: 2026-01-01..2026-12-31", "effective: 2026-01-01..", "Terms", "in force"},
        {"currency: USD", "currency: EUR", "Terms", "currency"},
        {"proration: calendar_days", "proration: working_days", "Terms", "joining and leaving"},
        {"counted: invoiced", "counted: paid", "Terms", "when a deal counts"},
        {"assigned: booked", "assigned: invoiced", "Terms", "who gets a deal's credit"},
        {"on: deal_date", "on: period_end", "Terms", "other currencies"},
        {"cap: 500% of target", "cap: 450% of target", "Terms", "cap of the plan"},
        {"floor: 0", "floor: 100", "Terms", "floor of the plan"},
        {"amount >= 100", "amount >= 1000", "Bookings", "only where"},
        {"deals: {count: lines, credit: own}",
         "deals: {count: lines, credit: own, with_overlays: yes}", "Deals", "overlay credit"},
        {"with_own: yes", "with_own: no", "Below", "the manager's own"},
        {"ramp: [50%, 75%]", "ramp: [50%, 70%]", "Own goal", "ramp"},
        {"team_quota: own_figure", "team_quota: members_by_days", "Team goal",
         "the team's goal is"},
        {"title: By the curve", "title: Along the curve", "Along the curve", "title"},
        {"150%: 200%", "150%: 210%", "By the curve", "at 150%"},
        {"150%: 200%", "160%: 200%", "By the curve", "at 150%"},
        {"when: team_goal >= 80%", "when: team_goal >= 85%", "By the curve", "gate"},
        {"otherwise: 50%", "otherwise: 25%", "By the curve", "if the gate is closed"},
        {"below: zero, beyond: flat", "below: flat, beyond: flat", "By the curve",
         "below the first point"},
        {"{below: 50%, from: 100%}", "{below: 50%, from: 95%}", "Steps", "at 100%"},
        {"settles: at_window_close", "settles: every_pay_period", "Bonus", "settled"},
        {"to_date: whole", "to_date: phases", "Year goal", "divides by"},
        {"mode: marginal", "mode: whole", "Commission", "tiers apply"},
        {"rate: 8%", "rate: 9%", "Commission", "above 100%, up to 150%"},
        {"rate: person.top_rate", "rate: person.best_rate", "Commission", "above 150%"},
        {"cap: 20000", "cap: 21000", "Commission", "cap"},
        {"unit: 0.05", "unit: 0.10", "Commission", "rounded"},
        {"amount: 40", "amount: 45", "Each", "pays"},
        {"rate: 1.5%", "rate: 1.6%", "Override", "pays"},
        {"pool: {rate: 5%", "pool: {rate: 6%", "Shared", "the team's pool is"},
        {"shared: equally", "shared: by_days", "Shared", "shared"},
        {"rounded: together", "rounded: each", "Shared", "shares are rounded"},
    };
    const Plan before = bound("old.yaml", everything);
    CHECK(report::compare_plans(before, bound("new.yaml", everything)).changes.empty());
    for (const Mutation& mutation : mutations) {
        CAPTURE(mutation.from, mutation.to);
        const std::string text = replaced(everything, mutation.from, mutation.to);
        const PlanDifference difference = report::compare_plans(before, bound("new.yaml", text));
        const auto change = std::find_if(
            difference.changes.begin(), difference.changes.end(), [&](const PlanChange& one) {
                return one.title == mutation.title && one.aspect == mutation.aspect;
            });
        REQUIRE(change != difference.changes.end());
        CHECK(change->before != change->after);
        const std::size_t line = line_of(everything, everything.find(mutation.from));
        REQUIRE(change->where_before.source != nullptr);
        REQUIRE(change->where_after.source != nullptr);
        CHECK(change->where_before.source->place_of(change->where_before.begin).line == line);
        CHECK(change->where_after.source->place_of(change->where_after.begin).line == line);
    }
}

TEST_CASE("what is written differently and means the same is no change") {
    const Plan before = bound("old.yaml", everything);
    std::string text = replaced(everything, "rate: 8%", "rate: 8.0%");
    text = replaced(text, "proration: calendar_days\n", "");
    text = replaced(text, "    amount: 40\n", "    # each of them\n    amount: 40.00\n");
    CHECK(report::compare_plans(before, bound("new.yaml", text)).changes.empty());
}

TEST_CASE("parts that come and go are told as wholes") {
    const Plan before = bound("old.yaml", everything);
    const std::string text = replaced(everything, "  each:\n    of: deals\n    amount: 40\n",
                                      "  kicker:\n    amount: 500\n");
    const PlanDifference difference = report::compare_plans(before, bound("new.yaml", text));
    REQUIRE(difference.changes.size() == 2);
    CHECK(difference.changes[0].kind == PlanChange::Kind::removed);
    CHECK(difference.changes[0].title == "Each");
    CHECK(difference.changes[1].kind == PlanChange::Kind::added);
    CHECK(difference.changes[1].after.find("pays 500.00 USD") != std::string::npos);
}

// One digit of one rate: the people above 100% are concerned, and nobody else.
TEST_CASE("a changed rate is told for exactly those whom it concerns, to the cent of two runs") {
    test::Files files = test::sample_company();
    const World before_world = test::world_from(files);
    const Period quarter = *record::find_period(before_world, "2026-Q1");
    const RunResult before = compute(before_world, quarter, {});
    files["rep.yaml"] = replaced(files["rep.yaml"], "rate: 8%", "rate: 9%");
    const World after_world = test::world_from(files);
    const RunResult after = compute(after_world, quarter, {});

    PlanDifference difference = report::compare_plans(before_world.rules.plans().front(),
                                                      after_world.rules.plans().front());
    report::compare_pay(difference, before_world, before, after_world, after);

    std::map<std::string, std::int64_t> expected;
    std::int64_t total = 0;
    for (const Payout& payout : after.payouts) {
        std::int64_t was = 0;
        for (const Payout& earlier : before.payouts) {
            if (earlier.who == payout.who) was += earlier.total.minor_units();
        }
        const std::int64_t moved = payout.total.minor_units() - was;
        total += moved;
        if (moved != 0) expected[after_world.facts.roster[payout.who].id.text()] = moved;
    }
    REQUIRE(expected.size() == 1);  // ada, with 170,000.50 and a third of 10,000 of 100,000
    CHECK(expected.contains("ada"));
    std::map<std::string, std::int64_t> told;
    for (const PayChange& change : difference.people) {
        told[change.participant] = change.difference.minor_units();
        CHECK(change.components == std::vector<std::string>{"commission"});
        CHECK(change.before + change.difference == change.after);
    }
    CHECK(told == expected);
    REQUIRE(difference.totals.size() == 1);
    CHECK(difference.totals[0].difference.minor_units() == total);
    CHECK(difference.unchanged == 3);
}

}  // namespace
