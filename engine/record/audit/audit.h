// The laws, re-derived from a finished run by somebody who does not know how it was made.
//
//     audit(world, run)  →  {}                                                     all laws hold
//                           {"ada, individual, 2026-Q1: due is 0.01 more than entitled − before"}
//
// It reads values only: the credits, slices, figures and amounts of the run, and the plan's own
// words (weights, roundings) where a law needs them. A run with a finding is not stored.
#pragma once

#include <string>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::record {

// Sentences that name each broken identity and the missing amount; empty when all hold:
// credits of a line never exceed it · credits and slices add up to the measure · tier sums to the
// gross · gross to the window's entitlement · windows to the component, which is rounded once ·
// pool shares to the pool · due = entitled − before · components to the plan, plans to the payout ·
// every row has a fate · what is earned and restated enters the accounts once, each account moves
// by its postings, and what is paid was made payable.
std::vector<std::string> audit(const World& world, const RunResult& run);

}  // namespace attain::record
