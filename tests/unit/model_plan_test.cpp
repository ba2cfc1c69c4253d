// From plan text to Plan: what was written becomes what is meant, defaults and all.
#include <catch2/catch.hpp>

#include "base/fingerprint/sha256.h"
#include "model/plan/load_plan.h"
#include "model/rulebook/rulebook.h"

namespace {

using namespace attain;

const char* const account_executive = R"(plan: account-executive
effective: 2026-01-01..2026-12-31
currency: USD
pays: quarterly
rounding: {mode: half_even, at: line}
cap: 500% of target

measures:
  bookings:      {sum: amount, where: 'type in ["new", "expansion"]', credit: own}
  team_bookings: {sum: amount, credit: team, title: Bookings of the team}
  deals:         {count: lines, credit: own}
  paid:          {pay: [individual, team], credit: own}

attainments:
  own_goal:  {of: bookings, against: bookings}
  team_goal: {of: team_bookings, against: bookings, window: year, to_date: phases}

components:
  on_pay:
    of: paid
    rate: 10%
  individual:
    weight: 75%
    of: target
    by: own_goal
    curve: {kind: linear, points: {50%: 0%, 100%: 100%, 150%: 200%}, below: zero, beyond: flat}
  team:
    weight: 25%
    of: target
    by: team_goal
    curve: {kind: steps, points: {80%: 50%, 100%: 100%}, below: zero, beyond: flat}
  commission:
    of: bookings
    by: own_goal
    when: own_goal >= 50% && deals >= 3
    otherwise: 50%
    table:
      mode: marginal
      tiers:
        - {from: 0%, up_to: 100%, rate: 5%}
        - {above: 100%, rate: person.commission_pct}
  per_deal:
    of: deals
    by: deals
    table:
      mode: marginal
      tiers:
        - {up_to: 3, amount: 40}
        - {from: 4, amount: 60}
)";

// The plan, checked alone; the first mistake where there is one.
Plan loaded(const std::string& text) {
    Diagnostics out;
    const auto source = std::make_shared<const Source>("plan.yaml", text);
    std::optional<Plan> plan = plan::load_plan(source, plan::Surroundings{}, out);
    if (!plan) FAIL(render(out.sorted().front(), Colour::no));
    CHECK(out.empty());
    return *std::move(plan);
}

Plan version(const std::string& days) {
    return loaded("plan: ae\neffective: " + days +
                  "\ncurrency: USD\npays: monthly\n"
                  "measures:\n  deals: {count: lines, credit: own}\n"
                  "components:\n  bonus: {amount: 100}\n");
}

std::string on(const Rulebook& rules, const char* name, const char* day) {
    const PlanIndex found = rules.on(name, *Date::parse(day));
    return found.exists() ? rules[found].effective.text() : "none";
}

TEST_CASE("what a plan leaves unsaid is what the language says about it") {
    const Plan plan = loaded(account_executive);
    CHECK(plan.id.text() == "account-executive");
    CHECK(plan.title == "account-executive");
    CHECK(plan.calendar == "calendar");
    CHECK(plan.pays == Grain::quarter);
    CHECK(plan.assigned_by == "booked");
    CHECK(plan.counted_by == "booked");
    CHECK(plan.proration == Proration::calendar_days);
    CHECK(plan.fingerprint == sha256_hex(account_executive));
    CHECK(plan.cap->of_target);
    CHECK(std::get<Rational>(plan.cap->quantity.value) == 5);
    CHECK_FALSE(plan.floor);
}

TEST_CASE("names become places, and measures know what they are") {
    const Plan plan = loaded(account_executive);
    REQUIRE(plan.measures.size() == 4);
    CHECK(plan.measures[0].is_money());
    CHECK(plan.measures[0].where != nullptr);
    CHECK(plan.measures[1].credit == CreditScope::team);
    CHECK(plan.measures[1].title == "Bookings of the team");
    CHECK_FALSE(plan.measures[2].is_money());
    CHECK(plan.measures[3].pay == std::vector<std::string>{"individual", "team"});
    CHECK(plan.attainments[1].of == 1);
    CHECK(plan.attainments[1].window == Grain::year);
    CHECK(plan.attainments[1].basis == QuotaBasis::phases_to_date);
}

TEST_CASE("components are evaluated after those whose pay they take in, else as written") {
    const Plan plan = loaded(account_executive);
    CHECK(plan.order == std::vector<ComponentIndex>{1, 2, 0, 3, 4});
}

TEST_CASE("a component has base, axis and value apart") {
    const Plan plan = loaded(account_executive);
    const Component& individual = plan.components[1];
    CHECK(std::holds_alternative<TargetBase>(individual.base));
    CHECK(std::get<AttainmentAxis>(individual.axis).attainment == 0);
    CHECK(individual.part_of_target);
    CHECK(individual.weight == Rational::of(3, 4));
    CHECK(std::get<Curve>(individual.value).value_at(Rational::of(3, 4)) == Rational::of(1, 2));
    // `at: line` of the plan holds where pay is a sum of lines; a curve is none.
    CHECK(individual.rounded_at == RoundedAt::component);

    const Component& commission = plan.components[3];
    CHECK(std::get<MeasureBase>(commission.base).measure == 0);
    CHECK_FALSE(commission.part_of_target);
    CHECK(commission.rounded_at == RoundedAt::line);
    REQUIRE(commission.gate);
    CHECK(commission.gate->otherwise == Rational::of(1, 2));
    const TierTable& table = std::get<TierTable>(commission.value);
    CHECK(table.below_first == Beyond::on);  // from zero on, the first rate goes on below it (R2)
    CHECK(std::get<std::string>(table.tiers[1].value.value) == "commission_pct");
}

TEST_CASE("counts have their edge between two whole numbers") {
    const Plan plan = loaded(account_executive);
    const TierTable& table = std::get<TierTable>(plan.components[4].value);
    CHECK(table.tiers[0].upper->at == 3);
    CHECK(table.tiers[1].lower->at == 3);
    CHECK_FALSE(table.tiers[1].lower->owned_by_upper);
    CHECK(table.tier_at(3) == 0);
    CHECK(table.tier_at(4) == 1);
}

TEST_CASE("the version of a plan that rules a day is the one in force on it") {
    Diagnostics out;
    std::vector<Plan> plans;
    plans.push_back(version("2026-07-01.."));
    plans.push_back(version("2026-01-01..2026-05-31"));
    const std::optional<Rulebook> rules = Rulebook::make(std::move(plans), out);
    REQUIRE(rules);
    CHECK(out.empty());
    CHECK(on(*rules, "ae", "2025-12-31") == "none");
    CHECK(on(*rules, "ae", "2026-01-01") == "2026-01-01..2026-05-31");
    CHECK(on(*rules, "ae", "2026-06-15") == "none");
    CHECK(on(*rules, "ae", "2031-01-01") == "2026-07-01..");
    CHECK(on(*rules, "sdr", "2026-01-01") == "none");
    CHECK(rules->names() == std::vector<std::string>{"ae"});
    CHECK(rules->knows("ae"));
    CHECK_FALSE(rules->knows("sdr"));
}

}  // namespace
