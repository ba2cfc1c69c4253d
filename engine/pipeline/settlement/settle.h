// A run with everything that a pay period owes to its past: what closed periods come to more or
// less by now (P3), and what is paid in the end of what is earned (R6's order of a participant, B).
//
//     closed: 2026-Q1; a late deal of January is worth 2,000.00 more to Ada
//       compute_settled(world, 2026-Q2, history)  →  her Q2, restated 2,000.00, one net amount
//
// The decision that is not obvious: without closed periods nothing is different. Where a plan
// declares balances, the pay periods before this one are settled first, as drafts and in order
// (R5); where no plan does and nothing is closed, what is earned is what is paid.
#pragma once

#include "pipeline/compute.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

// `history` holds what was closed before `period` begins.
RunResult compute_settled(const World& world, const Period& period, const History& history,
                          const ComputeOptions& options);

}  // namespace attain::settlement
