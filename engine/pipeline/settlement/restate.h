// Closed periods computed again from all that is known now (P3): what differs from what was posted
// for them, what stands in the way there, and what their deals bring. Private to the room.
#pragma once

#include <vector>

#include "pipeline/compute.h"
#include "pipeline/settlement/claims.h"
#include "pipeline/settlement/eligible.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

struct Again {
    std::vector<Restatement> differs;
    std::vector<Exception> exceptions;
    DealPays deals;  // of the plans whose pay waits for deals
    Claims claims;   // what has come back since of their deals
};
Again restate(const World& world, const History& history, const ComputeOptions& options);

}  // namespace attain::settlement
