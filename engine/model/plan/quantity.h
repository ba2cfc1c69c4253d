// Numbers of a plan that may also come from the person: `5%`, `2500`, `person.commission_pct`; and
// limits, which may be a share of the target: `200% of target`.
//
// A rate is written with `%` (or as a ratio such as 1/3), an amount without: `rate: 5` could be
// five percent or five hundred, so it is refused instead of guessed (N4).
#pragma once

#include <optional>
#include <string_view>

#include "model/plan/bind.h"

namespace attain::plan {

// What a column of the person begins with: `person.commission_pct`.
inline constexpr std::string_view person_prefix = "person.";

std::optional<Quantity> bind_rate(Binding& b, const Word& word);
std::optional<Quantity> bind_amount(Binding& b, const Word& word);
// What a component, tier, milestone or row pays: a number, or a choice by columns
// (bind_choices.cpp).
enum class PayWord { rate, amount };
enum class Chooses { nothing, by_person, by_deal };  // which columns may choose here
std::optional<Quantity> bind_paid(Binding& b, const ValueDraft& draft, PayWord word, Chooses by);
// Limits (bind_limits.cpp). `key` is "cap", "floor", "threshold" …: for the help. `goal` is the
// attainment that `of goal` means; a plan's own limits know only amounts and the target.
struct LimitTerms {
    const char* key;
    bool of_plan = false;
    std::optional<AttainmentIndex> goal = {};
};
std::optional<Limit> bind_limit(Binding& b, const std::optional<LimitDraft>& draft,
                                const LimitTerms& terms);
// A cap below its floor contradicts itself.
void check_limits(Binding& b, const std::optional<Limit>& cap, const std::optional<Limit>& floor);
// Whether this is written as a share: with `%`, as a ratio, or zero.
bool written_as_share(const Figure& figure);

}  // namespace attain::plan
