// What a statement says beside pay: deals that name the person and were not credited, with the
// reason (C6), and the person's own exceptions (L3). Internal to this room.
#pragma once

#include <vector>

#include "report/statement/statement.h"

namespace attain::report {

// A ledger row that was not credited and names somebody as owner or in a split; or an exception.
struct Named {
    ParticipantIndex who;
    RowIndex row;               // none: an exception of the person
    std::size_t exception = 0;  // into RunResult::exceptions; its size: none
    auto operator<=>(const Named&) const = default;
};

// Sorted by person, row, exception: found once for all statements of a run.
std::vector<Named> find_named(const World& world, const RunResult& run);
void add_matters(const World& world, const RunResult& run, const std::vector<Named>& named,
                 ParticipantIndex who, Statement& out);

}  // namespace attain::report
