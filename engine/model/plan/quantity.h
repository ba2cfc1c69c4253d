// Numbers of a plan that may also come from the person: `5%`, `2500`, `person.commission_pct`; and
// limits, which may be a share of the target: `200% of target`.
//
// A rate is written with `%` (or as a ratio such as 1/3), an amount without: `rate: 5` could be
// five percent or five hundred, so it is refused instead of guessed (N4).
#pragma once

#include <optional>

#include "model/plan/bind.h"

namespace attain::plan {

std::optional<Quantity> bind_rate(Binding& b, const Word& word);
std::optional<Quantity> bind_amount(Binding& b, const Word& word);
// `key` is "cap" or "floor": for the help.
std::optional<Limit> bind_limit(Binding& b, const std::optional<Word>& word, const char* key);
// A cap below its floor contradicts itself.
void check_limits(Binding& b, const std::optional<Limit>& cap, const std::optional<Limit>& floor);
// Whether this is written as a share: with `%`, as a ratio, or zero.
bool written_as_share(const Figure& figure);

}  // namespace attain::plan
