// What a statement says is next, is true (S9): a deal of the stated credit reaches the next tier, a
// deal of one cent less does not, and the component is then due what was stated. On made-up
// companies whose plans pay by curves, tables and milestones; each promise is held against a run of
// the whole company with such a deal in it.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "pipeline/compute.h"
#include "report/statement/statement.h"
#include "support/dice.h"
#include "support/setting.h"
#include "support/world_builder.h"

using namespace attain;

namespace {

using tests::Dice;

constexpr int people = 24;
constexpr int plans = 8;

std::string cents(std::int64_t amount) {
    return fmt::format("{}.{:02}", amount / 100, amount % 100);
}

// Three bands along `edges`, with the words of one who owns the edge; values by `value`.
std::string tiers(Dice& dice, const std::vector<std::string>& edges, const std::string& what,
                  const std::vector<std::string>& values) {
    const bool lower_owns = dice.between(0, 1) == 0;
    const char* up = lower_owns ? "up_to" : "below";
    const char* down = lower_owns ? "above" : "from";
    std::string text;
    for (std::size_t i = 0; i <= edges.size(); ++i) {
        text += "        - {";
        if (i > 0) text += fmt::format("{}: {}, ", down, edges[i - 1]);
        if (i < edges.size()) text += fmt::format("{}: {}, ", up, edges[i]);
        text += fmt::format("{}: {}}}\n", what, values[i]);
    }
    return text;
}

std::string percent(std::int64_t hundredths) {
    return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

std::string curve(Dice& dice) {
    const std::int64_t first = dice.between(20, 80);
    const std::int64_t last = dice.between(105, 240);
    const char* kind = dice.between(0, 1) == 0 ? "linear" : "steps";
    const std::int64_t low = dice.between(0, 60);
    const bool jump = kind[0] == 'l' && dice.between(0, 2) == 0;
    const std::string middle =
        jump ? fmt::format("{{{}: {}%, {}: 100%}}", "up_to", low + 20, "above") : "100%";
    return fmt::format(
        "    curve: {{kind: {}, points: {{{}%: {}%, 100%: {}, {}%: {}%}}, below: zero, beyond: "
        "{}}}\n",
        kind, first, low, middle, last, dice.between(150, 300),
        dice.between(0, 1) == 0 ? "flat"
        : kind[0] == 'l'        ? "on"
                                : "flat");
}

const char* mode(Dice& dice) {
    return dice.between(0, 1) == 0 ? "marginal" : "whole";
}

std::string commission(Dice& dice, bool by_goal) {
    const std::int64_t step = dice.between(5000, 30000);
    const std::vector<std::string> edges =
        by_goal ? std::vector<std::string>{percent(dice.between(3000, 9999)),
                                           percent(dice.between(10000, 20000))}
                : std::vector<std::string>{cents(step * 100), cents(step * 250 + 33)};
    std::string text = fmt::format(
        "    of: bookings\n    by: {}\n    table:\n      mode: {}\n"
        "      tiers:\n",
        by_goal ? "own_goal" : "bookings", mode(dice));
    text += tiers(dice, edges, "rate",
                  {percent(dice.between(50, 400)), percent(dice.between(401, 900)), "1/7"});
    if (dice.between(0, 1) == 0) text += "    weight: 75%\n";
    return text;
}

std::string counted(Dice& dice) {
    if (dice.between(0, 1) == 0) {
        return "    by: own_goal\n    milestones: {60%: 500, 100%: 1000.5, 140%: 333.333}\n";
    }
    return fmt::format("    of: deals\n    by: deals\n    table:\n      mode: {}\n      tiers:\n",
                       mode(dice)) +
           tiers(dice, {"3", "6"}, "amount", {"10", "25.505", "40"});
}

std::string plan(Dice& dice, int number) {
    constexpr const char* modes[] = {"half_even", "half_up", "down", "up", "floor"};
    std::string text = fmt::format(
        "plan: plan-{}\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
        "rounding: {{mode: {}{}}}\n"
        "measures:\n  bookings: {{sum: amount, credit: own}}\n  deals: {{count: lines, credit: "
        "own}}\n"
        "attainments:\n  own_goal: {{of: bookings, against: bookings}}\ncomponents:\n",
        number, modes[dice.between(0, 4)], dice.between(0, 4) == 0 ? ", unit: 0.05" : "");
    text += "  attained:\n    weight: 60%\n    of: target\n    by: own_goal\n" + curve(dice);
    text += "  rest:\n    weight: 40%\n    of: target\n    by: own_goal\n" + curve(dice);
    text += "  rated:\n" + commission(dice, true);
    text += "  walked:\n" + commission(dice, false);
    text += "  counted:\n" + counted(dice);
    return text;
}

struct MadeUp {
    test::Files files;
    std::string ledger;
};

MadeUp made(std::uint64_t seed) {
    Dice dice(seed);
    MadeUp company;
    std::string people_rows = "participant,name,from,team,manager,plan\n";
    std::string goals = "of,owner,goal,period,amount,currency\n";
    std::string targets = "participant,from,amount,currency,per\n";
    for (int i = 0; i < plans; ++i)
        company.files[fmt::format("plan-{}.yaml", i)] = plan(dice, i);
    for (int i = 0; i < people; ++i) {
        const auto from = dice.between(0, 3) == 0 ? "2026-02-10" : "2026-01-01";
        people_rows += fmt::format("p{:02},,{},,,plan-{}\n", i, from, i % plans);
        goals += fmt::format("participant,p{:02},bookings,2026-Q1,{},USD\n", i,
                             cents(dice.between(2000000, 9000000)));
        targets +=
            fmt::format("p{:02},2026-01-01,{},USD,year\n", i, cents(dice.between(100000, 9000000)));
    }
    company.ledger = "source,deal,booked,amount,currency,owner,split\n";
    for (int i = 0; i < people * 4; ++i) {
        const auto one = dice.between(0, people - 1);
        const auto other = (one + 1 + dice.between(0, people - 2)) % people;
        const std::string split =
            dice.between(0, 4) == 0 ? fmt::format("p{:02} 1/3 + p{:02} 2/3", one, other) : "";
        company.ledger += fmt::format("crm,D-{:03},2026-03-{:02},{},USD,{},{}\n", i,
                                      dice.between(1, 30), cents(dice.between(100, 3000000)),
                                      split.empty() ? fmt::format("p{:02}", one) : "", split);
    }
    company.files["people.csv"] = people_rows;
    company.files["quotas.csv"] = goals;
    company.files["targets.csv"] = targets;
    return company;
}

struct Computed {
    World world;
    RunResult run;
    explicit Computed(const MadeUp& company, const std::string& more = "")
        : world(test::world_from([&] {
              test::Files files = company.files;
              files["ledger.csv"] = company.ledger + more;
              return files;
          }())),
          run(compute(world, *Calendar::gregorian().find("2026-Q1"), {})) {}
    std::vector<Statement> statements() const {
        const report::StatementMaker maker(world, run, nullptr);
        std::vector<Statement> all;
        for (int i = 0; i < people; ++i) {
            all.push_back(maker.of(world.facts.roster.find_participant(fmt::format("p{:02}", i))));
        }
        return all;
    }
};

// Rows that bring one person just that credit: one deal, or so many deals of a count.
std::string rows_of(int who, const Rational& further, const std::string& in) {
    if (!in.empty()) {
        return fmt::format("crm,N-{:02},2026-03-31,{},USD,p{:02},\n", who, *further.decimal(), who);
    }
    std::string rows;
    for (std::int64_t i = 0; i < *to_int64(further.floor()); ++i)
        rows += fmt::format("crm,N-{:02}-{},2026-03-31,{},USD,p{:02},\n", who, i, i + 1, who);
    return rows;
}

const StatementTier* tier_of(const Statement& statement, std::size_t component) {
    const StatementComponent& one = statement.plans.at(0).components.at(component);
    return one.tiers.empty() ? nullptr : &one.tiers[0];
}

}  // namespace

TEST_CASE("what is next is true: such a deal reaches it, a cent less does not, and it pays so") {
    const std::uint64_t seed = test::number_from("ATTAIN_SEED", 0);
    // About 70 promises a company; twenty companies are enough for any long run.
    const std::uint64_t worlds =
        seed > 0 ? seed : std::min<std::uint64_t>(test::number_from("ATTAIN_WORLDS", 5), 20);
    std::size_t reached = 0;
    std::size_t paid = 0;
    for (std::uint64_t at = seed > 0 ? seed : 1; at <= worlds; ++at) {
        const MadeUp company = made(at);
        const std::vector<Statement> now = Computed(company).statements();
        for (std::size_t component = 0; component < 5; ++component) {
            std::string enough;
            std::string short_of_it;
            for (int who = 0; who < people; ++who) {
                const StatementTier* tier = tier_of(now[static_cast<std::size_t>(who)], component);
                if (tier == nullptr || !tier->further) continue;
                const Rational unit = tier->in.empty() ? Rational(1) : Rational::of(1, 100);
                enough += rows_of(who, *tier->further, tier->in);
                const Rational less = *tier->further - unit;
                if (less.sign() > 0) short_of_it += rows_of(who, less, tier->in);
            }
            const std::vector<Statement> then = Computed(company, enough).statements();
            const std::vector<Statement> nearly = Computed(company, short_of_it).statements();
            for (int who = 0; who < people; ++who) {
                const auto place = static_cast<std::size_t>(who);
                const StatementTier* tier = tier_of(now[place], component);
                if (tier == nullptr || !tier->further) continue;
                INFO("ATTAIN_SEED=" << at << ", " << now[place].participant << ", component "
                                    << component << ", next " << tier->next << ", further "
                                    << tier->further->fraction());
                CHECK(tier_of(then[place], component)->next != tier->next);
                CHECK(tier_of(nearly[place], component)->next == tier->next);
                ++reached;
                if (!tier->next_due) continue;
                CHECK(then[place].plans[0].components[component].due == *tier->next_due);
                ++paid;
            }
        }
    }
    if (seed == 0) {
        WARN(reached << " tiers reached, " << paid << " amounts paid as promised");
        CHECK(reached >= worlds * 60);
        CHECK(paid >= worlds * 60);
    }
}
