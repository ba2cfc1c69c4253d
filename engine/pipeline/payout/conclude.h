// The end of the path: what is due now, per plan, per person; and what became of each row.
#pragma once

#include "pipeline/payout/evaluate.h"

namespace attain::payout {

// R6: the components of each plan assignment and pay period, then the plan's cap and floor.
void add_up_plans(const World& world, const promise::Promises& promises,
                  const std::vector<assignment::Assignment>& assignments,
                  const std::vector<Job>& jobs, RunResult& run);

// Per person and currency, over all plans.
void add_up_payouts(RunResult& run);

// C6: every row is credited or listed with the reason why nobody got it; owners without a plan on
// the day of a deal, and credits whose window lies outside the assignment, become exceptions (L3,
// C4).
void tell_fates(const World& world, measure::Sources& sources,
                const std::vector<assignment::Assignment>& assignments, RunResult& run);

}  // namespace attain::payout
