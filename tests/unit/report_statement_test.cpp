// A statement that a rep can redo by hand: each figure here can be checked with a pocket
// calculator.
#include <catch2/catch.hpp>

#include <algorithm>

#include "pipeline/compute.h"
#include "report/statement/statement.h"
#include "support/world_builder.h"

using namespace attain;
using namespace attain::report;

namespace {

const test::Files quay_and_sons = {
    {"company.yaml", "company: Quay & Sons\nrates:\n  market: {base: EUR, carries_days: 4}\n"},
    {"teams.csv", "team,name\nnorth,Northern Waters\n"},
    {"people.csv",
     "participant,name,from,team,manager,plan\n"
     "ada,Ada <Quist>,2026-01-01,north,,ae\n"
     "ben,Ben,2026-01-01,north,,rates\n"},
    {"quotas.csv",
     "of,owner,goal,period,amount,currency\n"
     "participant,ada,bookings,2026-Q1,120000,USD\n"},
    {"targets.csv", "participant,from,amount,currency,per\nada,2026-01-01,60000,USD,year\n"},
    {"rates.csv", "series,day,base,quote,rate\nmarket,2026-02-10,EUR,USD,1.25\n"},
    {"ledger.csv",
     "source,deal,booked,amount,currency,owner,split,customer\n"
     "crm,D-1,2026-01-20,60000.00,USD,ada,,Gdynia Cranes\n"
     "crm,D-2,2026-02-10,80000.00,EUR,ben,ada 80% + ben 20%,Łódź Looms\n"
     "crm,D-3,2026-03-02,500.00,USD,,ada 59% + ben 40%,Short of one\n"
     "crm,D-4,2026-03-03,33.35,USD,ben,,\n"
     "crm,D-5,2026-03-04,33.35,USD,ben,,\n"
     "crm,D-6,2026-03-05,33.35,USD,ben,,\n"},
    {"ae.yaml",
     "plan: ae\ntitle: Account Executive\neffective: 2026-01-01..2026-12-31\ncurrency: USD\n"
     "pays: quarterly\nconversion: {series: market, on: deal_date}\n"
     "measures:\n  bookings: {sum: amount, credit: own}\n"
     "attainments:\n  own_goal: {of: bookings, against: bookings}\n"
     "components:\n  individual:\n    title: Individual\n    weight: 75%\n    of: target\n"
     "    by: own_goal\n    curve: {kind: linear, points: {0%: 0%, 100%: 100%, 200%: 200%},"
     " below: zero, beyond: flat}\n"
     "  rest:\n    weight: 25%\n    of: target\n    by: own_goal\n"
     "    curve: {kind: steps, points: {100%: 100%, 150%: 200%}, below: zero, beyond: flat}\n"},
    {"rates.yaml",
     "plan: rates\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
     "measures:\n  small: {sum: amount, where: 'amount < 100', credit: own}\n"
     "components:\n  commission:\n    of: small\n    rate: 7%\n    cap: 5\n"},
};

struct Told {
    World world = test::world_from(quay_and_sons);
    RunResult run = compute(world, *Calendar::gregorian().find("2026-Q1"), {});
    Statement of(const char* who) const {
        return compose_statement(world, run, nullptr, world.facts.roster.find_participant(who));
    }
};

std::vector<std::string> amounts(const StatementComponent& component) {
    std::vector<std::string> all;
    for (const StatementLine& line : component.lines)
        all.push_back(line.amount.shown());
    return all;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a curve's pay is shown in figures, and its deals as shares by credit") {
    const Statement ada = Told().of("ada");
    REQUIRE(ada.plans.size() == 1);
    const StatementComponent& individual = ada.plans[0].components[0];
    // 60,000 + 80,000 EUR × 1.25 × 80% = 140,000 of 120,000 = 7/6.
    CHECK(individual.workings ==
          std::vector<std::string>{"60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00"});
    REQUIRE(individual.tiers.size() == 1);
    CHECK(individual.tiers[0].reached == "between 100% and 200%, on the line from 100% to 200%");
    CHECK(individual.shares);
    CHECK(amounts(individual) == std::vector<std::string>{"5,625.00", "7,500.00"});
    const StatementLine& second = individual.lines[1];
    CHECK(second.customer == "Łódź Looms");
    CHECK(second.deal_amount == "80,000.00 EUR");
    CHECK(second.split == Rational::of(4, 5));
    REQUIRE(second.converted);
    CHECK(second.converted->rate == Rational::of(5, 4));
    CHECK(second.converted->credited == 64000);
    CHECK(ada.totals == std::vector<Cash>{Cash(1687500, *Currency::find("USD"))});
}

TEST_CASE("a statement says what the next step takes") {
    const Statement ada = Told().of("ada");
    const StatementComponent& rest = ada.plans[0].components[1];
    REQUIRE(rest.tiers.size() == 1);
    CHECK(rest.tiers[0].reached == "between 100% and 150%");
    CHECK(rest.tiers[0].next == "150%");
    CHECK(rest.tiers[0].next_pays == "200% of target");
    CHECK(rest.tiers[0].missing == Rational(40000));  // 180,000 − 140,000
    REQUIRE(rest.goals.size() == 1);
    CHECK(rest.goals[0].value == Rational::of(7, 6));
    CHECK(rest.goals[0].deals == 2);
}

TEST_CASE("rated lines and the cap's line add up to the rounded component") {
    const Statement ben = Told().of("ben");
    const StatementComponent& commission = ben.plans[0].components[0];
    // 3 × 33.35 × 7% = 3 × 2.3345; the cap takes 2.0035; 5.00 remain.
    REQUIRE(commission.lines.size() == 4);
    CHECK_FALSE(commission.shares);
    CHECK(amounts(commission) == std::vector<std::string>{"2.34", "2.33", "2.33", "-2.00"});
    CHECK(commission.lines[0].received_unit);
    CHECK(commission.lines[3].kind == StatementLine::Kind::cap);
    CHECK(commission.lines[0].formula == "33.35 × 7%");
    CHECK(commission.entitled.shown() == "5.00");
    CHECK(commission.workings ==
          std::vector<std::string>{"100.05 × 7% = 7.0035", "7.0035 − 2.0035 over the cap = 5.00"});
}

TEST_CASE("a deal that names somebody and was not credited is told with its reason") {
    const Statement ada = Told().of("ada");
    REQUIRE(ada.not_credited.size() == 1);
    CHECK(ada.not_credited[0].subject == "crm D-3");
    CHECK(ada.not_credited[0].amount == "500.00 USD");
    CHECK(ada.not_credited[0].blocking);
    CHECK_FALSE(ada.not_credited[0].message.empty());
}

TEST_CASE("text, page and JSON tell the same figures") {
    const Statement ada = Told().of("ada");
    const std::string text = statement_text(ada, Colour::no);
    const std::string html = statement_html(ada);
    const std::string json = statement_json(ada);
    for (const std::string& told : {text, html, json}) {
        CHECK(holds(told, "60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00"));
        CHECK(holds(told, "Łódź Looms"));
    }
    CHECK(holds(text, "80,000.00 EUR × 1.25 × 80%"));
    CHECK_FALSE(holds(text, "\x1b"));
    CHECK(holds(html, "data-credited=\"80000\" data-split=\"0.8\" data-fx=\"1.25\""));
    CHECK(holds(html, "data-entitled=\"13125.00\""));
    CHECK(holds(html, "Ada &lt;Quist&gt;"));
    CHECK_FALSE(holds(html, "<script"));
    CHECK_FALSE(holds(html, "http"));
    CHECK(holds(json, "\"amount\": \"16875.00\""));
    CHECK(html.size() < 150000);
}

TEST_CASE("somebody without a plan has a statement that says so") {
    test::Files files = quay_and_sons;
    files["people.csv"] += "zoe,Zoe,2026-01-01,,,\n";
    const World world = test::world_from(files);
    const RunResult run = compute(world, *Calendar::gregorian().find("2026-Q1"), {});
    const ParticipantIndex zoe = world.facts.roster.find_participant("zoe");
    const Statement statement = compose_statement(world, run, nullptr, zoe);
    CHECK(statement.plans.empty());
    CHECK(holds(statement_text(statement, Colour::no), "nothing due"));
    CHECK(holds(statement_html(statement), "Nothing is due"));
}

namespace {

test::Files company_of(const std::string& ledger, const std::string& component) {
    return {{"people.csv", "participant,name,from,plan\nada,Ada,2026-01-01,rep\n"},
            {"ledger.csv", ledger},
            {"rep.yaml",
             "plan: rep\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
             "measures:\n  bookings: {sum: amount, credit: own, with_overlays: yes}\n"
             "components:\n  commission:\n    of: bookings\n" +
                 component}};
}

StatementComponent told_of(const test::Files& files) {
    const World world = test::world_from(files);
    const RunResult run = compute(world, *Calendar::gregorian().find("2026-Q1"), {});
    return compose_statement(world, run, nullptr, world.facts.roster.find_participant("ada"))
        .plans[0]
        .components[0];
}

std::vector<std::string> lines_of(const test::Files& files) {
    std::vector<std::string> lines;
    for (const StatementLine& line : told_of(files).lines) {
        lines.push_back(line.formula + " = " + line.amount.shown() + ", tier " +
                        (line.tier.empty() ? "-" : line.tier));
    }
    return lines;
}

}  // namespace

TEST_CASE("slices that come into a tier and go again keep its rate") {
    const std::string ledger =
        "source,deal,booked,amount,currency,owner,type\n"
        "crm,D-1,2026-01-10,60000,USD,ada,new\n"
        "crm,D-2,2026-01-11,60000,USD,ada,new\n"
        "crm,D-3,2026-01-12,-60000,USD,ada,new\n";
    const std::string tiers =
        "      tiers: [{up_to: 100000, rate: 5%}, {above: 100000, rate: 8%}]\n";
    CHECK(lines_of(
              company_of(ledger, "    by: bookings\n    table:\n      mode: marginal\n" + tiers)) ==
          std::vector<std::string>{
              "60,000.00 × 5% = 3,000.00, tier 1", "40,000.00 × 5% = 2,000.00, tier 1",
              "20,000.00 × 8% = 1,600.00, tier 2", "-20,000.00 × 8% = -1,600.00, tier 2",
              "-40,000.00 × 5% = -2,000.00, tier 1"});
    CHECK(lines_of(
              company_of(ledger, "    by: bookings\n    table:\n      mode: reached\n" + tiers)) ==
          std::vector<std::string>{"60,000.00 × 5% = 3,000.00, tier 1",
                                   "60,000.00 × 8% = 4,800.00, tier 2",
                                   "-60,000.00 × 5% = -3,000.00, tier 1"});
    const std::string back =
        "source,deal,booked,amount,currency,owner,type\n"
        "crm,D-1,2026-01-10,60000,USD,ada,new\n"
        "crm,D-2,2026-01-11,100,USD,ada,old\n"
        "crm,D-3,2026-01-12,-60000,USD,ada,new\n";
    CHECK(
        lines_of(company_of(
            back, "    rate: {choose: [type], rows: [{type: new, rate: 3%}], otherwise: 1%}\n")) ==
        std::vector<std::string>{"60,000.00 × 3% = 1,800.00, tier -", "100.00 × 1% = 1.00, tier -",
                                 "-60,000.00 × 3% = -1,800.00, tier -"});
}

TEST_CASE(
    "what one line brings as owner and as overlay is one credit where deals are rated one by one") {
    const std::string ledger =
        "source,deal,booked,amount,currency,owner,overlay,type\n"
        "crm,D-1,2026-01-10,1000,USD,ada,ada 50% (helper),new\n"
        "crm,D-2,2026-01-11,200,USD,ada,,new\n";
    CHECK(lines_of(company_of(
              ledger,
              "    rate: {choose: [type], rows: [{type: new, rate: 3%}], otherwise: 1%}\n")) ==
          std::vector<std::string>{"1,500.00 × 3% = 45.00, tier -", "200.00 × 3% = 6.00, tier -"});
}

TEST_CASE("where everything came and went again the working says so") {
    const std::string ledger =
        "source,deal,booked,amount,currency,owner,type\n"
        "crm,D-1,2026-01-10,-60000,USD,ada,new\n"
        "crm,D-2,2026-01-11,60000,USD,ada,new\n";
    const StatementComponent told = told_of(company_of(ledger, "    rate: 5%\n"));
    CHECK(told.workings == std::vector<std::string>{"0.00 = 0.00"});
}
