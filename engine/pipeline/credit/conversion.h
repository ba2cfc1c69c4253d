// What one currency is worth in another on a day, by a named series (N6).
//
//     series market, base EUR, row 2026-02-13 EUR USD 1.0842, carries 4 days
//     EUR → USD on 2026-02-15 (Sunday): 1.0842
//     USD → EUR: 1 / 1.0842 rounded half-even to the declared decimals, or no rate
//
// A missing rate is an exception of the deal, never a silent 1.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/facts/facts.h"
#include "model/plan/plan.h"

namespace attain::credit {

class Conversions {
public:
    // By the plan's policy or a measure's own. All referents outlive this.
    Conversions(const Facts& facts, const Plan& plan, const std::optional<Conversion>& how);
    // Units of the plan's currency for one unit of `from` on the counting day; nothing where
    // missing.
    std::optional<Rational> rate(const Currency& from, Date day);

private:
    std::optional<Rational> on(const Currency& from, const Currency& to, Date day,
                               int carries) const;
    std::optional<Rational> published(const Currency& base, const Currency& quote, Date day,
                                      int carries) const;
    std::optional<Rational> average(const Currency& from, const Period& period) const;

    const Facts& facts_;
    const Plan& plan_;
    const std::optional<Conversion>& how_;
    const RateSeries* series_ = nullptr;
    std::map<std::pair<std::string, std::int32_t>, std::optional<Rational>> known_;
};

}  // namespace attain::credit
