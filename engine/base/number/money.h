// What somebody is owed, and what somebody is paid: two types, one door between them.
//
// Money is exact and may hold a third of a cent. Cash is a whole number of minor units and the only
// thing that is paid, stored or printed as pay. settle() takes one to the other (N2):
//
//     settle(100 USD × 1/3, half_even)  →  paid 33.33, residue 1/300 USD;  paid + residue == exact
//
// Money times Money is not a thing and does not compile; adding two currencies is a broken law here
// because the plan check has already refused it (N6).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/number/rational.h"

namespace attain {

// An ISO 4217 currency with its minor unit: JPY 0, USD 2, KWD 3, CLF 4.
class Currency {
public:
    // The currency of this code, or nothing when ISO 4217 has no such active code with a minor
    // unit.
    static std::optional<Currency> find(std::string_view code);
    std::string code() const { return std::string(code_, 3); }
    int minor_digits() const { return minor_digits_; }
    bool operator==(const Currency&) const = default;
    auto operator<=>(const Currency&) const = default;

private:
    Currency(const char* code, int minor_digits);
    char code_[3];
    std::int8_t minor_digits_;
};

// A proportion: 4%, 0.04, 1/25 are the same rate.
class Rate {
public:
    Rate() = default;  // zero
    static Rate percent(const Rational& p) { return Rate(p / 100); }
    static Rate fraction(const Rational& f) { return Rate(f); }
    const Rational& value() const { return value_; }
    auto operator<=>(const Rate&) const = default;

private:
    explicit Rate(Rational value) : value_(std::move(value)) {}
    Rational value_;
};

class Money {
public:
    Money(Rational amount, Currency currency) : amount_(std::move(amount)), currency_(currency) {}
    const Rational& amount() const { return amount_; }  // in major units: 12.5 is 12.50 USD
    Currency currency() const { return currency_; }
    Money& operator+=(const Money& other);  // same currency
    Money& operator-=(const Money& other);  // same currency
    friend Money operator+(Money a, const Money& b) { return a += b; }
    friend Money operator-(Money a, const Money& b) { return a -= b; }
    friend Money operator*(const Money& m, const Rate& r) {
        return Money(m.amount_ * r.value(), m.currency_);
    }
    bool operator==(const Money&) const = default;

private:
    Rational amount_;
    Currency currency_;
};

// Pay beyond what 64 bits of minor units hold (92 quadrillion dollars) cannot be settled.
class AmountTooLarge : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Cash {
public:
    Cash(std::int64_t minor_units, Currency currency) : minor_(minor_units), currency_(currency) {}
    static Cash zero(Currency currency) { return Cash(0, currency); }
    std::int64_t minor_units() const { return minor_; }
    Currency currency() const { return currency_; }
    Money exact() const;        // always possible; the way back is settle()
    std::string plain() const;  // "-1250.00": digits and point only, for machines
    std::string shown() const;  // "-1,250.00": for people, the same in every locale
    Cash operator-() const;
    Cash& operator+=(const Cash& other);  // same currency; throws AmountTooLarge on overflow
    Cash& operator-=(const Cash& other);
    friend Cash operator+(Cash a, const Cash& b) { return a += b; }
    friend Cash operator-(Cash a, const Cash& b) { return a -= b; }
    bool operator==(const Cash&) const = default;

private:
    std::int64_t minor_;
    Currency currency_;
};

// "1250.5" → "1,250.5": groups the whole part of a plain decimal.
std::string grouped(std::string_view plain);

// As java.math.RoundingMode: half_up and up go away from zero, ceiling and floor by sign.
enum class RoundingMode { half_up, half_even, half_down, up, down, ceiling, floor };
std::string_view name_of(RoundingMode mode);
std::optional<RoundingMode> rounding_mode(std::string_view name);

// A whole number next to the exact one, as the mode says. The heart of the door.
Integer round_to_whole(const Rational& exact, RoundingMode mode);
// numerator / denominator rounded to a whole number; denominator > 0. The same rule on 128 bits.
Int128 round_ratio(Int128 numerator, Int128 denominator, RoundingMode mode);

struct Rounding {
    RoundingMode mode = RoundingMode::half_even;
    std::optional<Rational> unit;  // in major units (1, 0.05, 100); nothing: the minor unit
    bool operator==(const Rounding&) const = default;
};

struct Settlement {
    Cash paid;
    Money residue;  // what rounding kept back or gave away; paid + residue == exact, always
};

// The one door from Money to Cash. The unit, where given, is a whole number of minor units.
// Throws AmountTooLarge where that is no pay.
Settlement settle(const Money& exact, const Rounding& rounding);
// What settle() pays; nothing where it is too large.
std::optional<Cash> payable(const Money& exact, const Rounding& rounding);
// Rounded through the same door, but still an exact amount of any size: a line among many (N2).
Money rounded(const Money& exact, const Rounding& rounding);

// One paid amount divided into parts that are shown or paid: each exact part is rounded down to the
// minor unit, the units left over go to the largest fractions, ties in the order given (N3). The
// parts add up to `whole`. `exact` must add up to `whole` but for the rounding of `whole` itself; a
// difference beyond one unit each is spread as evenly as possible, first parts first.
struct Part {
    Cash amount;
    bool received_unit = false;  // true: this part was given a unit by its fraction, and says so
};
//
// `step` minor units are handed out at a time: a pool that is rounded to whole dollars has shares
// in whole dollars. `whole` is a whole number of steps.
std::vector<Part> apportion(const Cash& whole, std::span<const Rational> exact,
                            std::int64_t step = 1);

}  // namespace attain
