#include "record/store/exact_text.h"

#include <algorithm>
#include <limits>

#include "base/ensure.h"
#include "base/number/parse.h"

namespace attain::store {

namespace {

constexpr int most_decimals = 18;
constexpr std::size_t most_digits = 1000;

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

Integer whole_of(std::string_view digits) {
    Integer value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    return value;
}

// "+20", "-7" after an `e`: nothing where it is no exponent, or one that makes too long a number.
std::optional<int> exponent_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!all_digits(text) || text.size() > 3) return std::nullopt;
    int value = 0;
    for (const char digit : text)
        value = value * 10 + (digit - '0');
    return negative ? -value : value;
}

std::optional<Rational> read_decimal(std::string_view text) {
    int exponent = 0;
    if (const std::size_t e = text.find('e'); e != std::string_view::npos) {
        const std::optional<int> found = exponent_of(text.substr(e + 1));
        if (!found) return std::nullopt;
        exponent = *found;
        text = text.substr(0, e);
    }
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (!all_digits(whole)) return std::nullopt;
    if (point != std::string_view::npos && !all_digits(decimals)) return std::nullopt;
    Rational value = Rational::of(whole_of(std::string(whole) + std::string(decimals)),
                                  power_of_ten(static_cast<int>(decimals.size())));
    if (exponent > 0) value *= Rational(power_of_ten(exponent));
    if (exponent < 0) value /= Rational(power_of_ten(-exponent));
    return value;
}

int sign_of(std::strong_ordering order) {
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

Int128 ten_to(int power) {
    Int128 value = 1;
    for (int i = 0; i < power; ++i)
        value *= 10;
    return value;
}

}  // namespace

std::string exact_text(const Rational& value) {
    if (std::optional<std::string> decimal = value.decimal()) return *std::move(decimal);
    return value.fraction();
}

std::optional<Rational> read_exact(std::string_view text) {
    if (const std::optional<FixedDecimal> fixed = parse_fixed(text)) {
        return Rational::of(fixed->units, power_of_ten(fixed->decimals));
    }
    if (text.size() > most_digits) return std::nullopt;
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::optional<Rational> value;
    const std::size_t bar = text.find('/');
    if (bar == std::string_view::npos) {
        value = read_decimal(text);
    } else if (all_digits(text.substr(0, bar)) && all_digits(text.substr(bar + 1))) {
        const Integer below = whole_of(text.substr(bar + 1));
        if (below != 0) value = Rational::of(whole_of(text.substr(0, bar)), below);
    }
    if (value && negative) value = -*value;
    return value;
}

int compare_exact(std::string_view a, std::string_view b) {
    const std::optional<FixedDecimal> left = parse_fixed(a);
    const std::optional<FixedDecimal> right = parse_fixed(b);
    if (left && right) {
        const int decimals = std::max(left->decimals, right->decimals);
        const Int128 x = left->units * ten_to(decimals - left->decimals);
        const Int128 y = right->units * ten_to(decimals - right->decimals);
        return x < y ? -1 : x > y ? 1 : 0;
    }
    const std::optional<Rational> x = read_exact(a);
    const std::optional<Rational> y = read_exact(b);
    if (x && y) return sign_of(*x <=> *y);
    if (x || y) return x ? -1 : 1;
    return sign_of(a <=> b);
}

std::string_view fixed_text(Int128 units, int decimals, ExactRoom& room) {
    ensure(0 <= decimals && decimals <= most_decimals, "a decimal has at most 18 places");
    __extension__ using Unsigned = unsigned __int128;
    Unsigned left =
        units < 0 ? Unsigned(0) - static_cast<Unsigned>(units) : static_cast<Unsigned>(units);
    char* const end = room.data() + room.size();
    char* at = end;
    for (int place = 0; left > 0 || place <= decimals; ++place) {
        if (place == decimals && decimals > 0) *--at = '.';
        *--at = static_cast<char>('0' + static_cast<int>(left % 10));
        left /= 10;
    }
    if (units < 0) *--at = '-';
    return {at, static_cast<std::size_t>(end - at)};
}

std::string_view decimal_text(Int128 units, int decimals, ExactRoom& room) {
    while (decimals > 0 && units % 10 == 0) {
        units /= 10;
        --decimals;
    }
    return fixed_text(units, decimals, room);
}

ExactScale::ExactScale(const Rational& factor) : factor_(factor) {
    const Integer below = factor.denominator();
    for (int decimals = 0; decimals <= most_decimals; ++decimals) {
        const Integer scale = power_of_ten(decimals);
        if (scale % below != 0) continue;
        const std::optional<std::int64_t> times = to_int64(factor.numerator() * (scale / below));
        if (times) {
            decimals_ = decimals;
            times_ = *times;
        }
        return;
    }
}

std::string_view ExactScale::text(std::int64_t units, ExactRoom& room, std::string& slow) const {
    if (decimals_ >= 0) return decimal_text(Int128(units) * times_, decimals_, room);
    slow = exact_text(Rational(units) * factor_);
    return slow;
}

}  // namespace attain::store
