// A company read in two steps, for whoever looks at plans without keeping them: first what plans
// may name, then, when all plans have been seen, everything that depends on which plans there are.
// A check of a thousand plans binds one after the other on this ground and lets each go again.
#pragma once

#include <optional>

#include "model/load/known.h"
#include "model/plan/load_plan.h"

namespace attain::load {

struct Ground {
    Known known;  // without plans
    World world;  // the ledger and the company; then the rest
    plan::Surroundings around;
};

std::optional<Ground> begin_ground(Known known, Diagnostics& out);
// `rules` may be outlines: names, days and terms, without what they measure and pay.
bool settle_ground(Ground& ground, Rulebook rules, Diagnostics& out);

}  // namespace attain::load
