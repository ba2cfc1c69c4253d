#include "model/facts/takings.h"

#include <algorithm>

namespace attain {

std::span<const Taking> takings_of(const Facts& facts, std::uint32_t row) {
    const auto first = std::lower_bound(
        facts.takings.begin(), facts.takings.end(), row,
        [](const Taking& taking, std::uint32_t wanted) { return taking.row.value() < wanted; });
    auto past = first;
    while (past != facts.takings.end() && past->row.value() == row)
        ++past;
    return {first, past};
}

bool TakenOff::holds(const Facts& facts, const Taking& taking) const {
    if (taking.day < before) return true;
    return too != nullptr && (*too)[static_cast<std::size_t>(&taking - facts.takings.data())];
}

Rational left_of(const Facts& facts, std::uint32_t row, const TakenOff& off) {
    Rational left = facts.ledger.amount.value(row);
    for (const Taking& taking : takings_of(facts, row)) {
        if (off.holds(facts, taking)) left += taking.amount;
    }
    return left;
}

Rational left_in_column(const Facts& facts, const DecimalColumn& gross, std::uint32_t row,
                        const TakenOff& off) {
    const Rational amount = facts.ledger.amount.value(row);
    Rational after_events = amount;
    Rational returned;
    for (const Taking& taking : takings_of(facts, row)) {
        if (!off.holds(facts, taking)) continue;
        if (!taking.return_row.exists()) {
            after_events += taking.amount;
        } else if (gross.has(taking.return_row.value())) {
            returned += gross.value(taking.return_row.value());
        }
    }
    const Rational whole = gross.has(row) ? gross.value(row) : Rational(0);
    if (amount.is_zero()) return whole + returned;
    return whole * after_events / amount + returned;
}

}  // namespace attain
