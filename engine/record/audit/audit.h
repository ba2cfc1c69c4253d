// The laws, re-derived from a finished run by somebody who does not know how it was made.
#pragma once

#include <string>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::record {

// Sentences that name each broken identity and the missing amount; empty when all hold:
// credits of a line never exceed it · slices add up to the measure · tier sums to the gross · windows
// to the component · components to the plan, plans to the payout · due = entitled − before · every row
// has a fate.
std::vector<std::string> audit(const World& world, const RunResult& run);

}  // namespace attain::record
