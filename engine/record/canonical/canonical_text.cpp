#include "record/canonical/canonical_text.h"

#include <array>
#include <charconv>

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

}  // namespace attain::record
