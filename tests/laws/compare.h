// What the engine says beside what the reference says: every component, slice, measure and payout.
#pragma once

#include <string>
#include <vector>

#include "pipeline/compute.h"
#include "reference/reference.h"

namespace attain::laws {

// One sentence for each figure on which the two do not agree; empty when they agree on all.
std::vector<std::string> differences(const World& world, const RunResult& run,
                                     reference::Reference& reference);

}  // namespace attain::laws
