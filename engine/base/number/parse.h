// Numbers as people write them, read digit by digit (N4).
//
//     "4%"  "0.04"  "1/3"  "-12.50"     exact, always
//     "1e3" "0x10" "1,5" "NaN" "" "+5" "1_000" ".5" "1."    refused, with the remedy
//
// Real exports write "$22,700.00" or "1.234,50". A mapping may declare such a NumberFormat for a
// column; it is never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/number/rational.h"

namespace attain {

// Either a value, or what is wrong with the text in the reader's words.
struct ParsedNumber {
    std::optional<Rational> value;
    std::string problem;  // "`1e3` is written with an exponent"; empty when there is a value
    std::string help;     // "write `1000`"
};

// Accepts an optional minus, digits with an optional point and decimals, an optional `%`; or a
// ratio of two whole numbers. At most 40 digits and 18 decimals (a plan's denominators stay small).
ParsedNumber parse_number(std::string_view text);
// Whatever the locale says.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// How a column of a foreign file writes its numbers. The default is parse_number's own form.
struct NumberFormat {
    char decimal_point = '.';
    char group_separator = '\0';  // '\0': none allowed
    std::string prefix;           // "$": may stand before the digits, after the sign or parenthesis
    std::string suffix;           // " EUR"
    bool parentheses_negative = false;  // "(1,250.00)" is -1250
    bool operator==(const NumberFormat&) const = default;
};
ParsedNumber parse_number(std::string_view text, const NumberFormat& format);

// A plain decimal as whole units at a scale: "20565.6206" is 205656206 at 4 decimals. The fast road
// for ledger columns: no allocation. Nothing when the text is not a plain decimal (optional minus,
// digits, optional point and decimals) or does not fit 64 bits or 18 decimals; then parse_number
// says why.
struct FixedDecimal {
    std::int64_t units = 0;
    std::int32_t decimals = 0;
};
std::optional<FixedDecimal> parse_fixed(std::string_view text);

}  // namespace attain
