#include "record/canonical/canonical_text.h"

#include <array>
#include <charconv>
#include <limits>
#include <numeric>

namespace attain::record {

namespace {

using Digits = std::array<char, 64>;

std::string_view written(Digits& digits, std::int64_t value) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), static_cast<std::size_t>(end.ptr - digits.data())};
}

}  // namespace

void CanonicalText::append_number(std::size_t value) {
    Digits digits;
    buffer_ += written(digits, static_cast<std::int64_t>(value));
}

CanonicalText& CanonicalText::count(std::int64_t value) {
    Digits digits;
    return field(written(digits, value));
}

CanonicalText& CanonicalText::field(const Rational& value) {
    const std::optional<std::string> decimal = value.decimal();
    return field(std::string_view(decimal ? *decimal : value.fraction()));
}

CanonicalText& CanonicalText::decimal(std::int64_t units, int decimals) {
    while (decimals > 0 && units % 10 == 0) {
        units /= 10;
        --decimals;
    }
    if (decimals == 0) return count(units);
    Digits digits;
    const std::string_view all = written(digits, units);
    const bool negative = all.front() == '-';
    std::string text(negative ? all.substr(1) : all);
    const auto places = static_cast<std::size_t>(decimals);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
    if (negative) text.insert(0, "-");
    return field(text);
}

CanonicalText& CanonicalText::ratio(std::int64_t units, std::int64_t denominator) {
    if (units == std::numeric_limits<std::int64_t>::min()) {
        return field(Rational::of(units, denominator));
    }
    const std::int64_t common = std::gcd(units, denominator);
    units /= common;
    denominator /= common;
    std::int64_t power = 1;
    for (int decimals = 0; decimals <= 18; ++decimals, power *= 10) {
        std::int64_t scaled = 0;
        const bool divides = power % denominator == 0;
        if (divides && !__builtin_mul_overflow(units, power / denominator, &scaled)) {
            return decimal(scaled, decimals);
        }
        if (divides || decimals == 18) break;
    }
    return field(Rational::of(units, denominator));
}

}  // namespace attain::record
