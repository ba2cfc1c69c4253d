// Rounding by its seven names, written out (N2): the unit below, the unit above, and which of them.
#include "reference/sheet.h"

namespace attain::reference {

namespace {

// Whether the exact value between two whole ones goes to the upper one.
bool goes_up(RoundingMode mode, const Rational& value, const Integer& lower) {
    const Rational fraction = value - Rational(lower);
    const Rational half = Rational::of(1, 2);
    const bool negative = value.sign() < 0;
    switch (mode) {
        case RoundingMode::ceiling: return true;
        case RoundingMode::floor: return false;
        case RoundingMode::up: return !negative;
        case RoundingMode::down: return negative;
        case RoundingMode::half_even:
            return fraction > half || (fraction == half && lower % 2 != 0);
        case RoundingMode::half_up: return fraction > half || (fraction == half && !negative);
        case RoundingMode::half_down: return fraction > half || (fraction == half && negative);
    }
    return false;
}

}  // namespace

Rational round(const Rational& exact, const Rounding& rounding, Currency currency) {
    const Rational unit =
        rounding.unit.value_or(Rational::of(1, power_of_ten(currency.minor_digits())));
    const Rational units = exact / unit;
    if (units.is_whole()) return exact;
    const Integer lower = units.floor();
    const Rational whole(goes_up(rounding.mode, units, lower) ? Integer(lower + 1) : lower);
    return whole * unit;
}

}  // namespace attain::reference
