// One person in one currency: their pay periods of a run, one after the other, each in the order of
// R6. Private to the room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/assignment/assignment.h"
#include "pipeline/promise/promise.h"
#include "pipeline/settlement/claims.h"
#include "pipeline/settlement/eligible.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

// What a run found due for each person: looked up once for all of them.
struct OfPerson {
    std::vector<const PlanResult*> plans;
    std::vector<const Adjustment*> adjustments;
};

struct Ground {
    const World& world;
    const promise::Promises& promises;
    const std::vector<assignment::Assignment>& assignments;
    const History& history;
    const RunResult& run;
    const std::map<std::string, OfPerson>& people;
    const DealPays& deals;  // of this run and all before it
    const Claims& claims;   // likewise
    Eligibility& eligibility;
    bool provisional = false;
};

// `told`: what is taken back, added.
std::vector<ParticipantSettlement> settle_person(const Ground& ground,
                                                 const std::string& participant, Currency currency,
                                                 std::vector<TakenBack>& told);

}  // namespace attain::settlement
