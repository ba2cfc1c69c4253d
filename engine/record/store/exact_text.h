// Exact values as texts that SQL can hold: it knows 64-bit whole numbers and binary fractions, and
// money is neither.
//
//     1/8 → "0.125"     2/3 → "2/3"     read_exact("120000.00") → 120000     "ada" → nothing
//
// A value that has a decimal is written as the shortest one, any other as a fraction (N1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/number/rational.h"

namespace attain::store {

std::string exact_text(const Rational& value);
// A decimal, a fraction or a whole number; also what SQL makes of a literal ("1.0e+20"). Nothing
// where the text is none of these, or would be a number of more than a thousand digits.
std::optional<Rational> read_exact(std::string_view text);
// Numbers by value, before all other texts; those by bytes. Negative, zero or positive.
int compare_exact(std::string_view a, std::string_view b);

// Room for the text of one value.
using ExactRoom = std::array<char, 64>;
// units / 10^decimals as the shortest decimal; 0 <= decimals <= 18. Good as long as the room.
std::string_view decimal_text(Int128 units, int decimals, ExactRoom& room);
// The same with every decimal: 1882394 of 2 is "18823.94".
std::string_view fixed_text(Int128 units, int decimals, ExactRoom& room);

// Many values of one factor: a column of units over one denominator, or times one rate. The factor
// is looked at once, so that a value costs a multiplication and its digits.
//
//     ExactScale cents(1/100);   cents.text(7200050, room) → "72000.5"
class ExactScale {
public:
    ExactScale() : ExactScale(Rational(1)) {}
    explicit ExactScale(const Rational& factor);
    // units × factor; good until the room or `slow` is used again.
    std::string_view text(std::int64_t units, ExactRoom& room, std::string& slow) const;

private:
    Rational factor_;
    int decimals_ = -1;  // -1: no decimal of at most 18 places, or its units do not fit
    std::int64_t times_ = 1;
};

}  // namespace attain::store
