// One person in one currency: their pay periods of a run, one after the other, each in the order of
// R6. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "pipeline/assignment/assignment.h"
#include "pipeline/promise/promise.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

struct Ground {
    const World& world;
    const promise::Promises& promises;
    const std::vector<assignment::Assignment>& assignments;
    const History& history;
    const RunResult& run;
    bool provisional = false;
};

std::vector<ParticipantSettlement> settle_person(const Ground& ground,
                                                 const std::string& participant, Currency currency);

}  // namespace attain::settlement
