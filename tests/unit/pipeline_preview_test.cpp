// A preview is a run: at more than 200 places along the axis, every boundary and its neighbours
// included, it pays what a full run pays in a world that is written out as CSV, with the plan's own
// conditions and deals that count for the person and the team alike.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "model/plan/load_plan.h"
#include "pipeline/compute.h"
#include "pipeline/preview/preview.h"
#include "record/run/run.h"
#include "support/world_builder.h"

namespace {

using namespace attain;

std::string harbour(const std::string& file) {
    std::ifstream in(std::string(ATTAIN_SCHEMAS) + "/../plans/harbour/" + file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Plan plan_of_text(const std::string& text) {
    Diagnostics out;
    const auto source = std::make_shared<const Source>("plan.yaml", text);
    plan::Surroundings around;
    around.rate_series = {"market"};
    std::optional<Plan> plan = plan::load_plan(source, around, out);
    for (const Diagnostic& one : out.sorted())
        UNSCOPED_INFO(render_line(one));
    REQUIRE(plan.has_value());
    return *std::move(plan);
}

std::string plain(const Rational& value) {
    const std::optional<std::string> decimal = value.decimal();
    REQUIRE(decimal.has_value());
    return *decimal;
}

// The CSV world: at each place one person `a…`, a mate `b…` who is on no plan, a report `r…`.
struct Written {
    std::string people = "participant,from,team,manager,plan\n";
    std::string teams = "team\n";
    std::string targets = "participant,from,amount,currency,per\n";
    std::string quotas = "of,owner,goal,period,amount,currency,from\n";
    std::string ledger = "source,deal,booked,amount,currency,owner,type\n";
    std::size_t deals = 0;

    void person(std::size_t i, const std::string& plan) {
        teams += fmt::format("t{}\n", i);
        people += fmt::format("a{0},2020-01-01,t{0},,{1}\nb{0},2020-01-01,t{0},,\n", i, plan);
        people += fmt::format("r{0},2020-01-01,,a{0},\n", i);
        targets += fmt::format("a{},2020-01-01,60000,USD,year\n", i);
    }
    void goal(const std::string& of, const std::string& owner, const std::string& goal,
              const std::string& period, const std::string& amount) {
        quotas += fmt::format("{},{},{},{},{},USD,\n", of, owner, goal, period, amount);
    }
    void deal(const std::string& owner, const std::string& day, const Rational& amount,
              const std::string& type) {
        ledger +=
            fmt::format("crm,D-{:06},{},{},USD,{},{}\n", ++deals, day, plain(amount), owner, type);
    }
    RunResult run(const World& world, const std::string& period) const {
        return compute(world, *record::find_period(world, period), {});
    }
    World world(const std::string& plan) const {
        return test::world_from(
            test::Files{{"company.yaml", "company: Test\nrates:\n  market: {base: EUR}\n"},
                        {"people.csv", people},
                        {"teams.csv", teams},
                        {"targets.csv", targets},
                        {"quotas.csv", quotas},
                        {"ledger.csv", ledger},
                        {"plan.yaml", plan}});
    }
};

// Percentages from 0 to 200 with all boundaries.
std::vector<Rational> places_of(const preview::Subject& subject, const preview::Axis& axis,
                                std::size_t& boundaries) {
    std::set<Rational> places;
    for (int percent = 0; percent <= 200; ++percent)
        places.insert(Rational::of(percent, 100));
    for (const preview::Mark& mark : preview::boundaries(subject, axis)) {
        places.insert(mark.at);
        ++boundaries;
    }
    return {places.begin(), places.end()};
}

void check_equal(const preview::Preview& made, const World& world, const RunResult& run,
                 std::size_t components) {
    REQUIRE(made.points.size() > 200);
    for (std::size_t i = 0; i < made.points.size(); ++i) {
        const preview::Point& point = made.points[i];
        CAPTURE(plain(point.at));
        const ParticipantIndex who = world.facts.roster.find_participant(fmt::format("a{}", i));
        std::vector<Cash> due(components, Cash::zero(point.total.currency()));
        for (const ComponentResult& result : run.components) {
            if (result.who == who) due[result.component] += result.due;
        }
        for (std::size_t c = 0; c < components; ++c)
            CHECK(point.parts[c].due.plain() == due[c].plain());
        Cash total = Cash::zero(point.total.currency());
        for (const PlanResult& result : run.plans) {
            if (result.who == who) total += result.due;
        }
        CHECK(point.total.plain() == total.plain());
    }
}

preview::Premises premises(std::vector<preview::GivenGoal> goals) {
    preview::Premises given;
    given.target = {60000, Grain::year};
    given.goals = std::move(goals);
    return given;
}

TEST_CASE("a preview of a target plan is the full run at every place") {
    const std::string text = harbour("account-executive.yaml");
    const Plan plan = plan_of_text(text);
    const preview::Subject subject = preview::model_person(
        plan, {}, premises({{"own_goal", 500000, {}}, {"team_goal", 1250000, {}}}));
    std::size_t boundaries = 0;
    const std::vector<Rational> places = places_of(subject, {}, boundaries);
    // 50, 100, 150% of one's own goal and 80, 100, 120% of the team's, each goal with its cents.
    CHECK(boundaries == 5 + 6 + 6);
    Written written;
    for (std::size_t i = 0; i < places.size(); ++i) {
        written.person(i, "account-executive");
        written.goal("participant", fmt::format("a{}", i), "bookings", "2026-Q1", "500000");
        written.goal("team", fmt::format("t{}", i), "bookings", "2026-Q1", "1250000");
        const Rational& at = places[i];
        written.deal(fmt::format("a{}", i), "2026-02-10", at * 500000, "new");
        written.deal(fmt::format("b{}", i), "2026-03-30", at * 750000, "expansion");
        written.deal(fmt::format("b{}", i), "2026-03-30", 777, "renewal");
    }
    const World world = written.world(text);
    const preview::Preview made = preview::preview(subject, {}, places);
    check_equal(made, world, written.run(world, "2026-Q1"), 2);
    const auto full = std::find_if(made.points.begin(), made.points.end(),
                                   [](const preview::Point& point) { return point.at == 1; });
    REQUIRE(full != made.points.end());
    CHECK(full->total.plain() == "15000.00");
}

TEST_CASE("a preview of a monthly commission with a quarterly pool is the full run") {
    const std::string text = harbour("account-manager.yaml");
    const Plan plan = plan_of_text(text);
    const preview::Subject subject = preview::model_person(
        plan, {}, premises({{"own_goal", 100000, {}}, {"team_goal", 1000000, Grain::quarter}}));
    std::size_t boundaries = 0;
    const std::vector<Rational> places = places_of(subject, {}, boundaries);
    Written written;
    for (std::size_t i = 0; i < places.size(); ++i) {
        written.person(i, "account-manager");
        written.goal("team", fmt::format("t{}", i), "revenue", "2026-Q1", "1000000");
        const Rational& at = places[i];
        for (const char* month : {"2026-01", "2026-02", "2026-03"}) {
            written.goal("participant", fmt::format("a{}", i), "renewals", month, "100000");
            written.deal(fmt::format("a{}", i), fmt::format("{}-07", month), at * 60000, "renewal");
            written.deal(fmt::format("a{}", i), fmt::format("{}-28", month), at * 40000,
                         "expansion");
        }
        written.deal(fmt::format("b{}", i), "2026-01-30", at * 700000, "new");
    }
    const World world = written.world(text);
    check_equal(preview::preview(subject, {}, places), world, written.run(world, "2026-Q1"), 2);
}

TEST_CASE("a preview of an override and a year's bonus is the full run of the year") {
    const std::string text = harbour("team-lead.yaml");
    const Plan plan = plan_of_text(text);
    const preview::Subject subject = preview::model_person(
        plan, {},
        premises({{"team_goal", 1000000, Grain::quarter}, {"reports_revenue", 400000, {}}}));
    std::size_t boundaries = 0;
    const std::vector<Rational> places = places_of(subject, {}, boundaries);
    Written written;
    for (std::size_t i = 0; i < places.size(); ++i) {
        written.person(i, "team-lead");
        const Rational& at = places[i];
        for (int quarter = 1; quarter <= 4; ++quarter) {
            written.goal("team", fmt::format("t{}", i), "revenue", fmt::format("2026-Q{}", quarter),
                         "1000000");
            const std::string day = fmt::format("2026-{:02}-15", quarter * 3);
            written.deal(fmt::format("r{}", i), day, at * 400000, "new");
            written.deal(fmt::format("b{}", i), day, at * 1000000, "renewal");
        }
    }
    const World world = written.world(text);
    check_equal(preview::preview(subject, {}, places), world, written.run(world, "2026"), 2);
}

TEST_CASE("a preview along amounts and counts divides credits at the edges of the table") {
    const std::string text =
        "plan: units\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
        "measures:\n"
        "  sold: {sum: amount, where: 'type == \"new\"', credit: own}\n"
        "  deals: {count: lines, where: 'type == \"renewal\"', credit: own}\n"
        "components:\n"
        "  commission:\n    of: sold\n    by: sold\n    table:\n      mode: marginal\n      "
        "tiers:\n"
        "        - {up_to: 50000, rate: 5%}\n        - {above: 50000, rate: 7.5%}\n"
        "  each:\n    of: deals\n    by: deals\n    table:\n      mode: whole\n      tiers:\n"
        "        - {up_to: 3, amount: 40}\n        - {from: 4, amount: 60}\n";
    const Plan plan = plan_of_text(text);
    const preview::Subject subject = preview::model_person(plan, {}, {});
    const preview::Axis amounts = preview::natural_axis(plan);
    CHECK(amounts.kind == preview::Axis::Kind::amount);
    const std::vector<preview::Mark> marks = preview::boundaries(subject, amounts);
    REQUIRE(marks.size() == 3);
    CHECK(plain(marks.front().at) == "49999.99");
    const auto made = preview::preview(subject, amounts, {Rational(0), 50000, 72000});
    // The count stands still at its table's last edge, 3 deals.
    for (const preview::Point& point : made.points)
        CHECK(point.parts[1].due.plain() == "120.00");
    CHECK(made.points[1].parts[0].due.plain() == "2500.00");
    CHECK(made.points[2].parts[0].due.plain() == "4150.00");
    const preview::Axis counts{preview::Axis::Kind::count, ""};
    const auto counted = preview::preview(subject, counts, {Rational(3), 4, 5});
    CHECK(counted.points[0].parts[1].due.plain() == "120.00");
    CHECK(counted.points[1].parts[1].due.plain() == "240.00");
    CHECK(counted.points[2].parts[1].due.plain() == "300.00");
}

// A commission of every month and a gate on the year to date, by phases: January is both.
TEST_CASE("a preview stands at the goal of the longer window where the shorter one has none") {
    const std::string text =
        "plan: rep\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
        "measures:\n  sold: {sum: amount, credit: own}\n"
        "attainments:\n"
        "  year_goal: {of: sold, against: sold, window: year, to_date: phases, phased_from: year, "
        "phases: [10%, 20%, 30%, 40%]}\n"
        "components:\n  commission: {of: sold, rate: 2%}\n"
        "  bonus:\n    amount: 1000\n    when: year_goal >= 100%\n";
    const Plan plan = plan_of_text(text);
    const preview::Subject subject =
        preview::model_person(plan, {}, premises({{"year_goal", 1000000, Grain::year}}));
    const auto made = preview::preview(subject, {}, {Rational::of(99, 100), 1});
    REQUIRE(made.standings.size() == 1);
    CHECK(made.standings[0].full == 1000000);
    CHECK(made.points[0].attained[0] == Rational::of(99, 100));
    CHECK(made.points[0].parts[0].due.plain() == "19800.00");
    CHECK(made.points[0].parts[1].due.plain() == "0.00");
    CHECK(made.points[1].attained[0] == Rational(1));
    CHECK(made.points[1].parts[0].due.plain() == "20000.00");
    CHECK(made.points[1].parts[1].due.plain() == "4000.00");  // every quarter at its phases to date
}

TEST_CASE("a preview of a real person has that person's days, goals and mates") {
    // Ada comes on 15 February: 45 of the quarter's 90 days, half a goal and half a target.
    const test::Files files = {
        {"people.csv",
         "participant,from,team,plan\nada,2026-02-15,north,rep\n"
         "ben,2026-01-01,north,rep\n"},
        {"teams.csv", "team\nnorth\n"},
        {"targets.csv", "participant,from,amount,currency,per\nada,2026-02-15,8000,USD,quarter\n"},
        {"quotas.csv",
         "of,owner,goal,period,amount,currency,from\n"
         "participant,ada,bookings,2026-Q1,90000,USD,\n"},
        {"ledger.csv", "source,deal,booked,amount,currency,owner\ncrm,D-1,2026-03-01,5,USD,ada\n"},
        {"rep.yaml",
         "plan: rep\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
         "measures:\n  bookings: {sum: amount, credit: own}\n  together: {sum: amount, credit: "
         "team}\n"
         "attainments:\n  own_goal: {of: bookings, against: bookings}\n"
         "components:\n  attained:\n    of: target\n    by: own_goal\n"
         "    curve: {kind: linear, points: {0%: 0%, 100%: 100%}, below: zero, beyond: flat}\n"
         "  shared:\n    pool: {amount: 100, shared: equally, of: together}\n"}};
    const World world = test::world_from(files);
    const ParticipantIndex ada = world.facts.roster.find_participant("ada");
    const Period quarter = *record::find_period(world, "2026-Q1");
    const preview::Subject subject =
        preview::real_person(world, world.rules.plans().front(), ada, quarter, {});
    const auto made = preview::preview(subject, {}, {Rational::of(1, 2), 1});
    CHECK(made.target == 4000);
    REQUIRE(made.standings.size() >= 1);
    CHECK(made.standings[0].full == 45000);
    CHECK(made.points[0].parts[0].due.plain() == "2000.00");
    CHECK(made.points[1].parts[0].due.plain() == "4000.00");
    CHECK(made.points[1].parts[1].due.plain() == "50.00");
}

}  // namespace
