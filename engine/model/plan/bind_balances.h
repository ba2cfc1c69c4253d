// Balances are bound in two files: clawbacks, which look at the components, and all else. Private
// to the room.
#pragma once

#include "model/plan/bind.h"

namespace attain::plan {

// A number of days, or of months; none is zero.
std::int32_t bind_days(Binding& b, const std::optional<Figure>& days);
// A share from 0% to 100%.
Rational bind_share(Binding& b, const Figure& share);
void bind_clawback(Binding& b, const ClawbackDraft& draft);

}  // namespace attain::plan
