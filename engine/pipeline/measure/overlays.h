// Overlay credit of a team (C1, C2).
//
//     a line with direct credit of north, overlay "eve 60%" of north too   →   0 for eve
//     a line of others, overlays of north "eve 80% + dan 50%"              →   never more than the
//     line
#pragma once

#include <map>

#include "model/facts/roster.h"
#include "model/plan/plan.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/measure/mask.h"

namespace attain::measure {

// A team counts of each line together at most the line once, and overlay credit never on top of
// direct credit of the same line (C2). What that leaves of each overlay credit: nothing beside
// direct credit, and of overlays that come to more than the line their part of it.
// Only shares that the measure takes are looked at: `masks` say so, one for all roles or by role.
std::map<std::size_t, Rational> limited_overlays(const Measure& measure,
                                                 const credit::CreditTable& credits,
                                                 const std::vector<Mask>& masks,
                                                 const Roster& roster);

}  // namespace attain::measure
