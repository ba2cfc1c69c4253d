// Exact numbers: every value that a payout passes through is a ratio of two whole numbers (N1).
//
//     Rational(1) / 3          // a third, not 0.333…
//     Rational::of(3, 40)      // 7.5 %
//     Rational(0.1)            // does not compile: binary floating point never comes near money
//
// This is the only door to Boost.Multiprecision. Its traps stay behind it: no implicit double, no
// text constructor ("010" would be 8), no expression templates that outlive their operands, and a
// zero denominator is a broken law instead of an exception at a distance.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

namespace attain {

using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

__extension__ using Int128 = __int128;

class Rational {
public:
    Rational() = default;  // zero
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    Rational(T whole) : value_(Integer(whole)) {}
    Rational(const Integer& whole) : value_(whole) {}
    template <std::floating_point T>
    Rational(T) = delete;

    // numerator / denominator; the denominator is not zero.
    static Rational of(const Integer& numerator, const Integer& denominator);

    Integer numerator() const { return boost::multiprecision::numerator(value_); }
    Integer denominator() const { return boost::multiprecision::denominator(value_); }  // > 0
    int sign() const { return value_.sign(); }
    bool is_zero() const { return value_.is_zero(); }
    bool is_whole() const { return denominator() == 1; }
    Integer floor() const;    // towards minus infinity
    Integer ceiling() const;  // towards plus infinity
    Rational abs() const { return sign() < 0 ? -*this : *this; }

    Rational operator-() const { return Rational(Value(-value_)); }
    Rational& operator+=(const Rational& other);
    Rational& operator-=(const Rational& other);
    Rational& operator*=(const Rational& other);
    Rational& operator/=(const Rational& other);  // other is not zero
    friend Rational operator+(Rational a, const Rational& b) { return a += b; }
    friend Rational operator-(Rational a, const Rational& b) { return a -= b; }
    friend Rational operator*(Rational a, const Rational& b) { return a *= b; }
    friend Rational operator/(Rational a, const Rational& b) { return a /= b; }
    friend bool operator==(const Rational& a, const Rational& b) { return a.value_ == b.value_; }
    friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

    // "3/40", "-5", "0": the canonical exact text (lowest terms), read back by parse_number.
    std::string fraction() const;
    // The shortest exact decimal ("572000", "20565.6206"), or nothing where there is none (1/3).
    std::optional<std::string> decimal() const;
    // For people: the exact decimal where it has at most `places` decimals, else cut off towards
    // zero and followed by "…" ("0.3333…"). Shown next to settled figures, never read back.
    std::string shown(int places = 6) const;

private:
    using Value = boost::multiprecision::number<
        boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<>>,
        boost::multiprecision::et_off>;
    explicit Rational(Value value) : value_(std::move(value)) {}
    Value value_;
};

Rational least(const Rational& a, const Rational& b);
Rational greatest(const Rational& a, const Rational& b);

// 10 to the power of `exponent` (>= 0).
Integer power_of_ten(int exponent);
// The least common multiple of two positive numbers.
Integer least_common_multiple(const Integer& a, const Integer& b);
// The value as a 64-bit number, or nothing when it does not fit. Never saturates.
std::optional<std::int64_t> to_int64(const Integer& value);
// The value as a 128-bit number, or nothing when it does not fit.
std::optional<Int128> to_int128(const Integer& value);
Integer from_int128(Int128 value);

}  // namespace attain
