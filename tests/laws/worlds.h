// Small random companies, as the texts that an admin would write.
//
//     seed 17:  5 people in 2 teams, two plans (one with a second version in July), 23 deals, a
//     split
//               by thirds, a return, a leaver on 14 May; the run is 2026-Q2
//
// Everything comes from the seed, and what comes out is valid: plans bind, people do not overlap,
// managers form a tree. Bad rows (an unknown owner, a split of 99%, a missing rate, goal or target)
// are sprinkled in, as they are in life: they must become exceptions, the same on both sides.
#pragma once

#include <string>
#include <vector>

#include "laws/dice.h"
#include "support/world_builder.h"

namespace attain::laws {

struct RandomWorld {
    std::uint64_t seed = 0;
    test::Files files;
    std::string period;  // of the Gregorian calendar
};
RandomWorld random_world(std::uint64_t seed);

// What the parts of a world agree on.
struct Frame {
    std::vector<std::string> people;
    std::vector<std::string> teams;
    std::vector<std::string> plans;
    std::string currency;
    std::vector<std::string> deal_currencies;
    std::string person_goals;  // the grain at which people have goals: month, quarter, year
    std::string team_goals;
    bool later_versions = false;  // whether plans change inside the year
    bool huge = false;            // whether some deals come near 64 bits
};

// One version of a plan. The shape (which components, windows, gates) and the numbers (rates,
// edges, weights, caps) are rolled apart: a later version keeps the one and changes the other (T8).
std::string plan_text(const Frame& frame, const std::string& name, const std::string& effective,
                      Dice shape, Dice numbers);
// What a plan says of people who leave or come, and of its versions.
std::string changes_text(const std::string& plan, Dice& shape, Dice& numbers);

// What a plan may count beside plain sums (figures.cpp): parts of its text.
struct Figures {
    std::string terms, columns, measures, attainments, components;
};
Figures figures(const Frame& frame, bool goals, Dice shape, Dice numbers);
std::string observations_text(const Frame& frame, Dice dice);

std::string people_text(const Frame& frame, Dice dice);
std::string quotas_text(const Frame& frame, Dice dice);
std::string targets_text(const Frame& frame, Dice dice);
std::string rates_text(const Frame& frame, Dice dice);
// ledger.csv and events.csv, which speak of the same lines.
void add_deals(const Frame& frame, Dice dice, test::Files& files);

// The same rows in another order; the header stays.
std::string shuffled_rows(const std::string& csv, Dice& dice);

}  // namespace attain::laws
