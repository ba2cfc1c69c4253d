// Several plans of one person: variants that rule their people, groups of which nobody has two.
#include <catch2/catch.hpp>

#include "support/world_builder.h"

namespace {

using namespace attain;
using Texts = std::vector<std::string>;

const std::string rep =
    "plan: rep\n"
    "effective: 2026-01-01..2026-12-31\n"
    "currency: USD\n"
    "pays: quarterly\n"
    "group: main\n"
    "measures: {bookings: {sum: amount, credit: own}}\n"
    "components: {commission: {of: bookings, rate: 5%}}\n";

std::string variant(const std::string& name, const std::string& days, const std::string& people) {
    return "plan: " + name +
           "\n"
           "variant_of: rep\n"
           "base_version: 2026-01-01\n"
           "effective: " +
           days + "\nfor: " + people + "\n";
}

Texts plans_of(const World& world) {
    Texts lines;
    for (const Stretch& stretch : world.facts.roster.stretches()) {
        std::string line = stretch.days.text();
        for (const std::string& plan : stretch.plans)
            line += " " + plan;
        lines.push_back(line);
    }
    return lines;
}

TEST_CASE("a variant rules its people on its days, and the base on the others") {
    const World world = test::world_from(test::Files{
        {"rep.yaml", rep},
        {"summer.yaml",
         variant("summer", "2026-06-01..2026-08-31", "{title: Senior, region: [north, south]}")},
        {"people.csv",
         "participant,from,to,plan,title,region\n"
         "ada,2026-01-01,2026-07-31,rep,Senior,south\n"
         "ada,2026-08-01,,rep,Senior,west\n"
         "ben,2026-01-01,,rep,Junior,south\n"}});
    CHECK(plans_of(world) == Texts{"2026-01-01..2026-05-31 rep", "2026-06-01..2026-07-31 summer",
                                   "2026-08-01.. rep", "2026-01-01.. rep"});
}

TEST_CASE("two variants that rule one person are refused with both places and the days") {
    const Texts found = test::refusals_of(
        {{"rep.yaml", rep},
         {"a.yaml", variant("a", "2026-01-01..2026-12-31", "{title: Senior}")},
         {"b.yaml", variant("b", "2026-06-01..2026-12-31", "{participant: ada}")},
         {"people.csv", "participant,from,to,plan,title\nada,2026-01-01,,rep,Senior\n"}});
    CHECK(found == Texts{"b.yaml:2:13: error[variant-twice]: `a` and `b` both say that they rule "
                         "`ada` 2026-06-01..2026-12-31"});
}

TEST_CASE("of a group of plans nobody has two on a day") {
    const std::string other = "plan: hunter" + rep.substr(rep.find('\n'));
    const test::Files files = {{"rep.yaml", rep},
                               {"hunter.yaml", other},
                               {"people.csv",
                                "participant,from,to,plan\n"
                                "ada,2026-01-01,2026-02-28,rep\n"
                                "ada,2026-03-01,2026-03-31,rep + hunter\n"
                                "ben,2026-01-01,,hunter\n"}};
    CHECK(test::refusals_of(files) ==
          Texts{"rep.yaml:5:8: error[group-twice]: `ada` has two plans of the group `main` "
                "2026-03-01..2026-03-31: `hunter` and `rep` (people.csv line 3, entry 2)"});
}

TEST_CASE("a variant is in its base's group and may stand in its place") {
    const World world = test::world_from(
        test::Files{{"rep.yaml", rep},
                    {"a.yaml", variant("a", "2026-01-01..2026-12-31", "{participant: ada}")},
                    {"people.csv", "participant,from,to,plan\nada,2026-01-01,,rep\n"}});
    CHECK(world.rules.plans().front().terms.group == "main");
    CHECK(plans_of(world) == Texts{"2026-01-01..2026-12-31 a", "2027-01-01.. rep"});
}

}  // namespace
