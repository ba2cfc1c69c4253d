#include <catch2/catch.hpp>

#include "model/load/known.h"
#include "support/world_builder.h"

namespace attain {

namespace {

const std::string people =
    "participant,name,from,to,team,manager,plan\n"
    "ada,Ada Moreau,2026-01-01,,north,mia,\n"
    "ben,Ben Okafor,2026-01-01,2026-05-31,north,mia,\n"
    "ben,Ben Okafor,2026-06-01,,south,noor,\n"
    "mia,Mia Lind,2026-01-01,,,,\n"
    "noor,Noor Haddad,2026-01-01,,,,\n";
const std::string header =
    "source,deal,line,booked,amount,currency,owner,split,overlay,returns,customer\n";

World world_of(const std::string& lines, test::Files more = {}) {
    more.insert({"people.csv", people});
    more.insert({"ledger.csv", header + lines});
    return test::world_from(more);
}

std::vector<std::string> exceptions(const std::string& lines, test::Files more = {}) {
    return test::exceptions_of(world_of(lines, std::move(more)));
}

// "crm D-1 70000" of each row, after returns and cancellations; "-" where it is withheld.
std::vector<std::string> net(const World& world) {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < world.facts.ledger.rows(); ++row) {
        texts.push_back(
            world.facts.ledger.key_text(row) + " " +
            (world.facts.withheld[row] ? "-" : world.facts.net_amount.value(row).shown()));
    }
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("people become a roster of dated stretches") {
    const World world = world_of("");
    const Roster& roster = world.facts.roster;
    REQUIRE(roster.participants().size() == 4);
    const ParticipantIndex ben = roster.find_participant("ben");
    CHECK(roster[ben].name == "Ben Okafor");
    CHECK(roster.stretches_of(ben).size() == 2);
    CHECK(roster[roster.on(ben, *Date::parse("2026-05-31"))->team].id.text() == "north");
    CHECK(roster[roster.on(ben, *Date::parse("2026-06-01"))->team].id.text() == "south");
    CHECK(roster.on(ben, *Date::parse("2025-12-31")) == nullptr);
    CHECK_FALSE(roster.find_participant("zed").exists());
    CHECK(world.facts.calendars.contains("calendar"));
    CHECK(world.facts.exceptions.empty());
}

TEST_CASE("owners, splits and overlays are resolved once per text") {
    const World world = world_of(
        "crm,D-1,,2026-02-14,100,USD,ada,,,,\n"
        "crm,D-2,,2026-02-14,100,USD,,ada 60% (rep) + ben 40% (se),noor 100% (se),,\n"
        "crm,D-3,,2026-02-14,100,USD,,ada 1/3 + ben 1/3 + mia 1/3,,,\n");
    const Facts& facts = world.facts;
    CHECK(facts.exceptions.empty());
    CHECK(facts.owner_of_code[facts.ledger.owner.code(0)] == facts.roster.find_participant("ada"));
    const std::vector<Share>& split = facts.split_of_code[facts.ledger.split.code(1)];
    REQUIRE(split.size() == 2);
    CHECK(split[1].who == facts.roster.find_participant("ben"));
    CHECK(split[1].part == Rational::of(2, 5));
    CHECK(split[1].role == "se");
    CHECK(facts.overlay_of_code[facts.ledger.overlay.code(1)].size() == 1);
    CHECK(facts.split_of_code[facts.ledger.split.code(2)].size() == 3);
}

TEST_CASE("a line that cannot be placed is withheld with its reason") {
    const std::string lines =
        "crm,D-1,,2026-02-14,100,USD,aad,,,,\n"
        "crm,D-2,,2026-02-14,100,USD,,,,,\n"
        "crm,D-3,,2026-02-14,100,USD,,ada 60% + ben 39%,,,\n"
        "crm,D-4,,2026-02-14,100,USD,,ada 60% + zed 40%,,,\n"
        "crm,D-5,,2026-02-14,100,BTC,ada,,,,\n"
        "crm,D-6,,,100,USD,ada,,,,\n"
        "crm,D-7,,2026-02-14,100,,ada,,zed 10%,,\n"
        "crm,D-8,,2026-02-14,many,USD,ada,,,,\n"
        "crm,D-9,,2026-02-14,100,USD,ada,,,,\n";
    const World world = world_of(lines);
    CHECK(test::exceptions_of(world) ==
          Texts{"bad-number: ledger.csv line 9: in `amount`: `many` is not a number",
                "missing-date: crm D-6: the line has no booking date",
                "no-owner: crm D-2: the line has neither an owner nor a split",
                "split-not-100: crm D-3: the split `ada 60% + ben 39%` adds up to 99%",
                "unknown-currency: crm D-5: `BTC` is not a currency",
                "unknown-currency: crm D-7: the line has no currency",
                "unknown-owner: crm D-1: `aad` is nobody in people.csv",
                "unknown-owner: crm D-4: in the split, `zed` is nobody in people.csv",
                "unknown-owner: crm D-7: in the overlay, `zed` is nobody in people.csv"});
    CHECK(world.facts.exceptions[6].help ==
          "did you mean `ada`? If not, add aad to people.csv, or correct the deal");
    for (const Exception& exception : world.facts.exceptions) {
        CHECK(exception.bearing == Bearing::blocking);
    }
    CHECK(net(world).back() == "crm D-9 100");
    CHECK(std::count(world.facts.withheld.begin(), world.facts.withheld.end(), false) == 1);
}

TEST_CASE("returns and cancellations net at their line's place, in the order of their days") {
    const World world = world_of(
        "crm,D-1,,2026-02-14,120000,USD,ada,,,,\n"
        "crm,D-2,1,2026-02-14,500,USD,ada,,,,\n"
        "crm,D-2,2,2026-02-14,700,USD,ada,,,,\n"
        "crm,D-3,,2026-02-14,-50,USD,ada,,,,\n"
        "crm,D-4,,2026-02-14,900,USD,ada,,,,\n"
        "crm,R-1,,2026-03-01,-30000,USD,,,,D-1,\n"
        "crm,R-2,,2026-03-01,-200,USD,,,,D-2/2,\n"
        "crm,R-3,,2026-03-01,50,USD,,,,D-3,\n",
        {{"events.csv",
          "source,deal,line,event,kind,day,amount\n"
          "crm,D-1,,e-2,returned,2026-02-20,-20000\n"
          "crm,D-2,1,e-1,cancelled,2026-02-20,\n"
          "crm,D-4,,e-1,cancelled,2026-03-20,\n"
          "crm,D-4,,e-2,returned,2026-03-01,-100\n"
          "crm,D-4,,e-3,invoiced,2026-02-15,900\n"}});
    CHECK(world.facts.exceptions.empty());
    CHECK(net(world) == Texts{"crm D-1 70000", "crm D-2/1 0", "crm D-2/2 500", "crm D-3 0",
                              "crm D-4 0", "crm R-1 0", "crm R-2 0", "crm R-3 0"});
    CHECK(world.facts.return_of[5] == RowIndex(0));
    CHECK(world.facts.return_of[6] == RowIndex(2));
    CHECK_FALSE(world.facts.return_of[0].exists());
    REQUIRE(world.facts.events.size() == 5);
    CHECK(world.facts.events[2].id == "e-3");  // of D-4, the earliest day first
    CHECK(world.facts.ledger.amount.value(0) == Rational(120000));
}

TEST_CASE("a return that cannot be right is an exception") {
    const std::string events =
        "source,deal,line,event,kind,day,amount\n"
        "crm,D-9,,e-1,cancelled,2026-02-20,\n"
        "crm,D-4,,e-1,cancelled,2026-02-20,-600\n";
    const World world = world_of(
        "crm,D-1,1,2026-02-14,100,USD,ada,,,,\n"
        "crm,D-1,2,2026-02-14,100,USD,ada,,,,\n"
        "crm,D-2,,2026-02-14,100,USD,ada,,,,\n"
        "crm,D-3,,2026-02-14,100,USD,ada,,,,\n"
        "crm,D-4,,2026-02-14,500,USD,ada,,,,\n"
        "crm,R-1,,2026-03-01,-10,USD,ada,,,D-7,\n"
        "crm,R-2,,2026-03-01,-10,USD,ada,,,D-1,\n"
        "crm,R-3,,2026-03-01,-10,EUR,ada,,,D-2,\n"
        "crm,R-4,,2026-03-01,10,USD,ada,,,D-3,\n",
        {{"events.csv", events}});
    CHECK(
        test::exceptions_of(world) ==
        Texts{"event-unknown: crm D-9: the event `e-1` is of the line crm D-9, which is not known "
              "(events.csv line 2, entry 1)",
              "return-currency: crm R-3: the return is in EUR, but crm D-2 was booked in USD",
              "return-exceeds: crm D-4: the event e-1 takes back -600 and leaves -100 of the line",
              "return-sign: crm D-3: the row crm R-4 gives 10 instead of taking back",
              "return-unknown: crm R-1: returns `D-7`, which crm does not have",
              "return-unknown: crm R-2: returns `D-1`, which has 2 lines"});
    CHECK(net(world) == Texts{"crm D-1/1 100", "crm D-1/2 100", "crm D-2 100", "crm D-3 -",
                              "crm D-4 -", "crm R-1 -", "crm R-2 -", "crm R-3 -", "crm R-4 0"});
}

TEST_CASE("what two sources report alike is a suspected duplicate") {
    const std::vector<std::string> found = exceptions(
        "crm,D-1,,2026-02-14,100,USD,ada,,,,Acme\n"
        "crm,D-2,,2026-02-14,100,USD,ada,,,,Acme\n"   // the same source: two real sales
        "erp,7,,2026-02-14,100.00,USD,ada,,,,Acme\n"  // another source
        "erp,8,,2026-02-14,100,USD,ada,,,,Bolt\n"     // another customer
        "erp,9,,2026-02-15,100,USD,ada,,,,Acme\n");   // another day
    CHECK(found == Texts{"duplicate-suspected: erp 7: looks like crm D-1: the same owner, day, "
                         "amount and currency"});
}

TEST_CASE("a row that could not be read withholds the version that it was to replace") {
    const std::string good = header + "crm,D-1,,2026-02-14,100,USD,ada,,,,\n";
    const std::string bad = header + "crm,D-1,,2026-02-14,1e2,USD,ada,,,,\n";
    const World world = test::world_from(std::vector<test::Files>{
        {{"ledger.csv", good}, {"people.csv", people}}, {{"ledger.csv", bad}}});
    REQUIRE(world.facts.exceptions.size() == 1);
    CHECK(world.facts.exceptions[0].row == RowIndex(0));
    CHECK(world.facts.exceptions[0].origin.entry == 3);
    CHECK(world.facts.withheld[0]);
}

TEST_CASE("names in people.csv that lead nowhere are exceptions of the person") {
    const World world =
        test::world_from(test::Files{{"teams.csv", "team,name\nnorth,Northern Waters\n"},
                                     {"people.csv",
                                      "participant,from,team,manager,plan\n"
                                      "ada,2026-01-01,nroth,mya,ae\n"
                                      "mia,2026-01-01,north,,\n"}});
    CHECK(
        test::exceptions_of(world) ==
        Texts{"unknown-manager: ada: the manager `mya` is nobody in people.csv (people.csv line 2, "
              "entry 1)",
              "unknown-plan: ada: there is no plan `ae` (people.csv line 2, entry 1)",
              "unknown-team: ada: `nroth` is no team of teams.csv (people.csv line 2, entry 1)"});
    const Facts& facts = world.facts;
    CHECK(facts.exceptions[0].who == facts.roster.find_participant("ada"));
    CHECK(facts.exceptions[0].help == "did you mean `mia`? If not, add mya to people.csv");
    CHECK(facts.roster[facts.roster.find_team("north")].name == "Northern Waters");
}

TEST_CASE("two rows for one person on one day are refused with both places") {
    CHECK(
        test::refusals_of({{"people.csv",
                            "participant,from,to\n"
                            "ada,2026-01-01,\n"
                            "ada,2026-06-01,2026-12-31\n"}}) ==
        Texts{
            "error[stretch-overlap]: two rows say what holds for `ada` on 2026-06-01..2026-12-31: "
            "people.csv line 2, entry 1 and people.csv line 3, entry 1"});
}

TEST_CASE("managers who report to each other in a circle are refused by name") {
    const Texts found = test::refusals_of({{"people.csv",
                                            "participant,from,to,manager\n"
                                            "ada,2026-01-01,,ben\n"
                                            "ben,2026-01-01,2026-01-31,\n"
                                            "ben,2026-02-01,2026-02-28,mia\n"
                                            "ben,2026-03-01,,\n"
                                            "mia,2026-01-01,,ada\n"
                                            "zed,2026-01-01,,ada\n"}});
    CHECK(found == Texts{"error[manager-cycle]: on 2026-02-01 the managers run in a circle: ada "
                         "reports to ben reports to mia reports to ada"});
    CHECK(test::refusals_of({{"people.csv", "participant,from,manager\nada,2026-01-01,ada\n"}}) ==
          Texts{"error[manager-cycle]: on 2026-01-01 the managers run in a circle: ada reports to "
                "ada"});
}

TEST_CASE("quotas, targets and rates are resolved, and what leads nowhere is told") {
    const World world =
        test::world_from(test::Files{{"people.csv", people},
                                     {"quotas.csv",
                                      "of,owner,goal,period,amount,currency,from\n"
                                      "participant,ada,bookings,2026-Q1,500000,USD,\n"
                                      "participant,ada,bookings,2026-Q1,600000,USD,2026-03-01\n"
                                      "participant,ben,deals,2026-01,0,,\n"
                                      "team,north,bookings,2026-Q1,900000,,\n"
                                      "team,west,bookings,2026-Q1,900000,,\n"
                                      "participant,zed,bookings,2026-Q1,1,,\n"
                                      "participant,mia,bookings,Q1-2026,1,,\n"},
                                     {"targets.csv",
                                      "participant,from,to,amount,currency,per\n"
                                      "ada,2026-01-01,,60000,USD,year\n"
                                      "ada,2026-07-01,,66000,USD,year\n"
                                      "zed,2026-01-01,,1,USD,year\n"},
                                     {"rates.csv",
                                      "series,day,base,quote,rate\n"
                                      "market,2026-01-02,EUR,USD,1.0807\n"
                                      "market,2026-01-03,EUR,USD,1.0808\n"}});
    const Facts& facts = world.facts;
    CHECK(
        test::exceptions_of(world) ==
        Texts{
            "target-overlap: ada: two target incentives hold on 2026-07-01..: targets.csv line 2, "
            "entry 4 and targets.csv line 3, entry 4",
            "unknown-participant: zed: `zed` is nobody in people.csv (quotas.csv line 7, entry 2)",
            "unknown-participant: zed: `zed` is nobody in people.csv (targets.csv line 4, entry "
            "4)",
            "unknown-period: mia: the goal's period `Q1-2026` is in none of the calendars "
            "(quotas.csv line 8, entry 2)",
            "unknown-series: market: rates of the series `market` are not used: company.yaml does "
            "not declare it",
            "unknown-team: west: `west` is no team of teams.csv (quotas.csv line 6, entry 2)"});
    REQUIRE(facts.quotas.size() == 4);
    CHECK(facts.quotas[0].from == Date::beginning());
    CHECK(facts.quotas[1].from.text() == "2026-03-01");
    CHECK(facts.quotas[2].amount.is_zero());
    CHECK_FALSE(facts.quotas[2].currency);
    CHECK(std::get<TeamIndex>(facts.quotas[3].owner) == facts.roster.find_team("north"));
    REQUIRE(facts.targets.size() == 2);
    CHECK(facts.targets[0].days.last().text() == "2026-06-30");
}

TEST_CASE("a company's own table of periods becomes a calendar") {
    const std::string periods =
        "calendar,name,grain,first,last\n"
        "own,P1,month,2026-01-01,2026-01-31\n"
        "own,P2,month,2026-02-01,2026-02-28\n";
    const World world = test::world_from(test::Files{{"periods.csv", periods}});
    REQUIRE(world.facts.calendars.contains("own"));
    CHECK(world.facts.calendars.at("own").find("P2")->days.last().text() == "2026-02-28");
    CHECK(test::refusals_of({{"periods.csv", periods + "own,P3,month,2026-03-02,2026-03-31\n"}})
              .front()
              .starts_with("error[calendar-table]: "));
}

TEST_CASE("documents are known by plan and first day, and their later text wins") {
    const std::string plan =
        "plan: ae\neffective: 2026-01-01..2026-12-31\ncurrency: USD\npays: quarterly\n"
        "measures:\n  bookings: {sum: amount, credit: own}\n"
        "components:\n  commission: {of: bookings, rate: 5%}\n";
    std::string dearer = plan;
    dearer.replace(dearer.find("5%"), 2, "6%");
    std::string next = plan;
    next.replace(next.find("2026-01-01..2026-12-31"), 22, "2027-01-01..2027-12-31");
    const World world = test::world_from(
        std::vector<test::Files>{{{"ae.yaml", plan}}, {{"ae.yaml", dearer}, {"ae-27.yaml", next}}});
    REQUIRE(world.rules.plans().size() == 2);
    const PlanIndex now = world.rules.on("ae", *Date::parse("2026-06-30"));
    CHECK(world.rules[now].entry == 3);
    CHECK(world.rules[now].source->text() == dearer);
    CHECK(world.rules[world.rules.on("ae", *Date::parse("2027-01-01"))].entry == 2);
    CHECK(test::refusals_of({{"ae.yaml", "plan: ae\n"}}).size() >= 1);
}

TEST_CASE("a calendar that is a table needs its rows, and rows need their calendar") {
    const std::string company = "company: Harbour\ncalendars:\n  own: {kind: table}\n";
    const std::string row = ",P1,month,2026-01-01,2026-01-31\n";
    const std::string periods = "calendar,name,grain,first,last\n";
    const auto refused = [&](const test::Files& files) {
        const Texts found = test::refusals_of(files);
        return found.empty() ? std::string() : found.front();
    };
    CHECK(refused({{"company.yaml", company}, {"periods.csv", periods + "own" + row}}).empty());
    CHECK(refused({{"company.yaml", company}}) ==
          "error[calendar-table]: the calendar `own` is a table, and no periods of it are known");
    CHECK(refused({{"company.yaml", "company: Harbour\n"}, {"periods.csv", periods + "own" + row}})
              .starts_with("error[unknown-calendar]: "));
}

TEST_CASE("rates are read in the direction that their series declares") {
    const World world = test::world_from(
        test::Files{{"company.yaml", "company: Harbour\nrates:\n  market: {base: EUR}\n"},
                    {"rates.csv",
                     "series,day,base,quote,rate\n"
                     "market,2026-01-02,EUR,USD,1.0807\n"
                     "market,2026-01-02,USD,EUR,0.9253\n"}});
    CHECK(world.facts.rates.size() == 1);
    CHECK(test::exceptions_of(world) ==
          Texts{"rate-base: market: the rate is for one USD, but the series `market` has the base "
                "EUR (rates.csv line 3, entry 2)"});
}

TEST_CASE("a column has one type in all files") {
    const std::string first =
        "source,deal,booked,amount,currency,owner,margin:number\n"
        "crm,D-1,2026-01-01,1,USD,ada,5\n";
    const std::string second =
        "source,deal,booked,amount,currency,owner,margin\n"
        "crm,D-2,2026-01-01,1,USD,ada,high\n";
    Diagnostics out;
    CHECK_FALSE(build_world(test::known_from({{{"ledger.csv", first}, {"people.csv", people}},
                                              {{"ledger.csv", second}}}),
                            out));
    CHECK(out.sorted().front().message ==
          "the ledger's column `margin` is a text in one file and a number in another");
}

TEST_CASE("the order in which rows come changes nothing") {
    const std::string a = "crm,D-1,,2026-02-14,100,USD,ada,,,,\n";
    const std::string b = "crm,D-2,,2026-02-14,100,USD,zed,,,,\n";
    const std::string c = "erp,D-1,2,2026-02-14,100,USD,,ada 50% + ben 50%,,,\n";
    const World one = world_of(a + b + c);
    const World two = world_of(c + b + a);
    CHECK(net(one) == net(two));
    CHECK(test::exceptions_of(one) == test::exceptions_of(two));
}

}  // namespace attain
