// Which plans rule a person: people.csv names a plan, and a variant of it may rule the people that
// it says (P5); and of a group of plans nobody has two on a day (T4).
//
//     people.csv: ada, account-executive, title Senior
//     senior-executive: variant_of: account-executive, for: {title: Senior}
//       → ada is on senior-executive on the days on which that holds, else on account-executive
#pragma once

#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"

namespace attain::load {

// The stretch, cut where other plans begin to rule. Two variants that both rule are an error.
std::vector<Stretch> ruled(const World& world, const Stretch& stretch, Diagnostics& out);

// Whether nobody has two plans of one group on a day, and nobody's plans say different things of a
// negative result (B6); errors that name both plans and the days.
bool plans_agree(const World& world, const std::vector<Stretch>& stretches, Diagnostics& out);

}  // namespace attain::load
