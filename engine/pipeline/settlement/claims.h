// What deals that came back after their window claim of the pay that they brought (B4).
//
//     D-7: 1,000.00 commission of 2026-01; cancelled on 4 May, 93 days after it was booked
//       steps: [{days: 90, share: 100%}, {days: 180, share: 50%}]   →   claim of 500.00
//
// A deal's own commission is what its slices came to. Where the window is recalculated, what came
// back in one pay period at one share is left out together, the earlier pay periods first: so the
// claims of a window add up to what it loses in all, in whatever order the deals came back. Private
// to the room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/compute.h"

namespace attain::settlement {

struct Claim {
    TakenBack told;                   // `cancelled` and `clawed_back` are zero yet
    PlanIndex terms;                  // the version that ruled the pay period
    std::vector<std::uint32_t> rows;  // of the deals, sorted
    std::vector<Rational> parts;      // what of each came back
};
// By participant.
using Claims = std::map<std::string, std::vector<Claim>>;

// Adds what the late takings claim of a run's pay; `options` as the run was computed with.
void add_claims(const World& world, const RunResult& run, const ComputeOptions& options,
                Claims& claims);

}  // namespace attain::settlement
