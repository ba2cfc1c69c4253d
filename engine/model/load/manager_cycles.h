// Circles in the manager tree (C3): on some day ada reports to ben, ben to mia, and mia to ada.
//
// The days are swept once: on each day on which somebody's manager changes, only the chains that
// begin at those people are walked, for a new circle must contain a new edge.
#pragma once

#include <vector>

#include "model/facts/roster.h"

namespace attain::load {

struct ManagerCycle {
    Date first_day;                         // the first day on which it stands
    std::vector<ParticipantIndex> members;  // each reports to the next, the last to the first
};

// Each set of members once; begins with its least member, in order of the first day.
std::vector<ManagerCycle> manager_cycles(const Roster& roster);

}  // namespace attain::load
