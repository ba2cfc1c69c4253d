#include "base/number/rational.h"

#include "base/ensure.h"

namespace attain {

namespace {

// How many decimals the denominator needs: 8 needs 3, 3 has none.
std::optional<int> decimals_of(Integer denominator) {
    int twos = 0;
    int fives = 0;
    while (denominator % 2 == 0) {
        denominator /= 2;
        ++twos;
    }
    while (denominator % 5 == 0) {
        denominator /= 5;
        ++fives;
    }
    if (denominator != 1) return std::nullopt;
    return std::max(twos, fives);
}

std::string with_point(const Integer& scaled, int places) {
    const bool negative = scaled < 0;
    const Integer magnitude = negative ? Integer(-scaled) : scaled;
    std::string digits = magnitude.str();
    const auto wanted = static_cast<std::size_t>(places);
    if (places > 0) {
        if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
        digits.insert(digits.size() - wanted, ".");
    }
    return negative ? "-" + digits : digits;
}

}  // namespace

Rational Rational::of(const Integer& numerator, const Integer& denominator) {
    ensure(denominator != 0, "a ratio has a denominator that is not zero");
    return Rational(Value(numerator, denominator));
}

Integer Rational::floor() const {
    const Integer n = numerator();
    const Integer d = denominator();
    Integer quotient = n / d;  // towards zero
    if (n < 0 && n % d != 0) --quotient;
    return quotient;
}

Integer Rational::ceiling() const { return -((-*this).floor()); }

Rational& Rational::operator+=(const Rational& other) {
    value_ += other.value_;
    return *this;
}

Rational& Rational::operator-=(const Rational& other) {
    value_ -= other.value_;
    return *this;
}

Rational& Rational::operator*=(const Rational& other) {
    value_ *= other.value_;
    return *this;
}

Rational& Rational::operator/=(const Rational& other) {
    ensure(!other.is_zero(), "nothing is divided by zero");
    value_ /= other.value_;
    return *this;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    const int order = a.value_.compare(b.value_);
    if (order < 0) return std::strong_ordering::less;
    return order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string Rational::fraction() const {
    const Integer d = denominator();
    return d == 1 ? numerator().str() : numerator().str() + "/" + d.str();
}

std::optional<std::string> Rational::decimal() const {
    const std::optional<int> places = decimals_of(denominator());
    if (!places) return std::nullopt;
    return with_point(numerator() * (power_of_ten(*places) / denominator()), *places);
}

std::string Rational::shown(int places) const {
    const std::optional<int> needed = decimals_of(denominator());
    if (needed && *needed <= places) return *decimal();
    const Integer scaled = numerator() * power_of_ten(places) / denominator();  // towards zero
    std::string text = with_point(scaled, places);
    if (scaled == 0 && sign() < 0) text.insert(0, "-");
    return text + "…";
}

Rational least(const Rational& a, const Rational& b) { return b < a ? b : a; }
Rational greatest(const Rational& a, const Rational& b) { return a < b ? b : a; }

Integer power_of_ten(int exponent) {
    ensure(exponent >= 0, "a power of ten has an exponent of zero or more");
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

Integer least_common_multiple(const Integer& a, const Integer& b) {
    ensure(a > 0 && b > 0, "a least common multiple is of positive numbers");
    return a / boost::multiprecision::gcd(a, b) * b;
}

std::optional<std::int64_t> to_int64(const Integer& value) {
    if (value < std::numeric_limits<std::int64_t>::min() ||
        value > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

std::optional<Int128> to_int128(const Integer& value) {
    const Integer magnitude = value < 0 ? Integer(-value) : value;
    if (magnitude >= (Integer(1) << 127)) return std::nullopt;
    const auto low = static_cast<std::uint64_t>(magnitude & 0xffffffffffffffffULL);
    const auto high = static_cast<std::uint64_t>(magnitude >> 64);
    const Int128 result = (static_cast<Int128>(high) << 64) | static_cast<Int128>(low);
    return value < 0 ? -result : result;
}

Integer from_int128(Int128 value) {
    const bool negative = value < 0;
    // Minus the smallest value does not fit; its bits, read as unsigned, are its magnitude.
    __extension__ using Unsigned = unsigned __int128;
    const Unsigned bits = negative ? ~static_cast<Unsigned>(value) + 1 : static_cast<Unsigned>(value);
    Integer result = static_cast<std::uint64_t>(bits >> 64);
    result = (result << 64) | Integer(static_cast<std::uint64_t>(bits));
    return negative ? Integer(-result) : result;
}

}  // namespace attain
