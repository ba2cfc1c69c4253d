#include "base/number/money.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"

namespace attain {

Money& Money::operator+=(const Money& other) {
    ensure(currency_ == other.currency_, "money of two currencies is never added");
    amount_ += other.amount_;
    return *this;
}

Money& Money::operator-=(const Money& other) {
    ensure(currency_ == other.currency_, "money of two currencies is never subtracted");
    amount_ -= other.amount_;
    return *this;
}

Money Cash::exact() const {
    return Money(Rational::of(minor_, power_of_ten(currency_.minor_digits())), currency_);
}

std::string Cash::plain() const {
    const int places = currency_.minor_digits();
    const bool negative = minor_ < 0;
    std::uint64_t magnitude = static_cast<std::uint64_t>(minor_);
    if (negative) magnitude = ~magnitude + 1;
    std::string digits = std::to_string(magnitude);
    if (places > 0) {
        const auto wanted = static_cast<std::size_t>(places);
        if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
        digits.insert(digits.size() - wanted, ".");
    }
    return negative ? "-" + digits : digits;
}

std::string Cash::shown() const {
    return grouped(plain());
}

Cash Cash::operator-() const {
    return Cash::zero(currency_) -= *this;
}

Cash& Cash::operator+=(const Cash& other) {
    ensure(currency_ == other.currency_, "cash of two currencies is never added");
    std::int64_t sum = 0;
    if (__builtin_add_overflow(minor_, other.minor_, &sum)) {
        throw AmountTooLarge("a sum of pay is beyond 92 quadrillion");
    }
    minor_ = sum;
    return *this;
}

Cash& Cash::operator-=(const Cash& other) {
    ensure(currency_ == other.currency_, "cash of two currencies is never subtracted");
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(minor_, other.minor_, &difference)) {
        throw AmountTooLarge("a difference of pay is beyond 92 quadrillion");
    }
    minor_ = difference;
    return *this;
}

std::string grouped(std::string_view plain) {
    std::string text(plain);
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    std::size_t end = std::min(text.find_first_not_of("0123456789", start), text.size());
    while (end > start + 3) {
        end -= 3;
        text.insert(end, ",");
    }
    return text;
}

namespace {

constexpr std::pair<RoundingMode, std::string_view> mode_names[] = {
    {RoundingMode::half_up, "half_up"},     {RoundingMode::half_even, "half_even"},
    {RoundingMode::half_down, "half_down"}, {RoundingMode::up, "up"},
    {RoundingMode::down, "down"},           {RoundingMode::ceiling, "ceiling"},
    {RoundingMode::floor, "floor"},
};

// Where an exact value lies between the whole number below it and the next one.
enum class Remainder { none, under_half, half, over_half };

// Whether the whole number below an inexact value is to be raised by one.
bool raise(RoundingMode mode, bool negative, bool below_is_odd, Remainder remainder) {
    if (remainder == Remainder::none) return false;
    const bool over = remainder == Remainder::over_half;
    const bool tie = remainder == Remainder::half;
    switch (mode) {
        case RoundingMode::half_up: return over || (tie && !negative);
        case RoundingMode::half_even: return over || (tie && below_is_odd);
        case RoundingMode::half_down: return over || (tie && negative);
        case RoundingMode::up: return !negative;
        case RoundingMode::down: return negative;
        case RoundingMode::ceiling: return true;
        case RoundingMode::floor: return false;
    }
    ensure(false, "every rounding mode is handled");
    return false;
}

template <class Whole>
Remainder remainder_of(const Whole& rest, const Whole& denominator) {
    if (rest == 0) return Remainder::none;
    const Whole other = denominator - rest;  // compared instead of doubling: cannot overflow
    if (rest < other) return Remainder::under_half;
    return rest == other ? Remainder::half : Remainder::over_half;
}

}  // namespace

std::string_view name_of(RoundingMode mode) {
    for (const auto& [candidate, name] : mode_names) {
        if (candidate == mode) return name;
    }
    ensure(false, "every rounding mode has a name");
    return {};
}

std::optional<RoundingMode> rounding_mode(std::string_view name) {
    for (const auto& [mode, candidate] : mode_names) {
        if (candidate == name) return mode;
    }
    return std::nullopt;
}

Integer round_to_whole(const Rational& exact, RoundingMode mode) {
    const Integer denominator = exact.denominator();
    const Integer below = exact.floor();
    const Integer rest = exact.numerator() - below * denominator;
    const bool odd = below % 2 != 0;
    return raise(mode, exact.sign() < 0, odd, remainder_of(rest, denominator)) ? Integer(below + 1)
                                                                               : below;
}

Int128 round_ratio(Int128 numerator, Int128 denominator, RoundingMode mode) {
    Int128 below = numerator / denominator;
    Int128 rest = numerator % denominator;
    if (rest < 0) {
        below -= 1;
        rest += denominator;
    }
    const bool odd = below % 2 != 0;
    return raise(mode, numerator < 0, odd, remainder_of(rest, denominator)) ? below + 1 : below;
}

namespace {

// In minor units, however many.
Integer rounded_minor(const Money& exact, const Rounding& rounding) {
    const Integer minor_in_major = power_of_ten(exact.currency().minor_digits());
    const Rational minor_in_unit =
        rounding.unit ? *rounding.unit * Rational(minor_in_major) : Rational(1);
    ensure(minor_in_unit.is_whole() && minor_in_unit.sign() > 0,
           "a rounding unit is a whole number of minor units");
    const Rational units = exact.amount() * Rational(minor_in_major) / minor_in_unit;
    return round_to_whole(units, rounding.mode) * minor_in_unit.numerator();
}

}  // namespace

Money rounded(const Money& exact, const Rounding& rounding) {
    const Integer minor = rounded_minor(exact, rounding);
    const Integer minor_in_major = power_of_ten(exact.currency().minor_digits());
    return Money(Rational(minor) / Rational(minor_in_major), exact.currency());
}

std::optional<Cash> payable(const Money& exact, const Rounding& rounding) {
    const std::optional<std::int64_t> fits = to_int64(rounded_minor(exact, rounding));
    return fits ? std::optional(Cash(*fits, exact.currency())) : std::nullopt;
}

Settlement settle(const Money& exact, const Rounding& rounding) {
    const std::optional<Cash> paid = payable(exact, rounding);
    if (!paid) throw AmountTooLarge("an amount of pay is beyond 92 quadrillion");
    return {*paid, exact - paid->exact()};
}

std::vector<Part> apportion(const Cash& whole, std::span<const Rational> exact, std::int64_t step) {
    ensure(step > 0 && whole.minor_units() % step == 0,
           "what is divided is a whole number of steps");
    const Rational scale = Rational(power_of_ten(whole.currency().minor_digits())) / step;
    std::vector<Part> parts;
    std::vector<Rational> fractions;
    parts.reserve(exact.size());
    fractions.reserve(exact.size());
    Cash left = whole;
    for (const Rational& part : exact) {
        const Rational minor = part * scale;
        const Integer below = minor.floor();
        const std::optional<std::int64_t> fits = to_int64(below * step);
        if (!fits) throw AmountTooLarge("a part of pay is beyond 92 quadrillion");
        parts.push_back({Cash(*fits, whole.currency()), false});
        fractions.push_back(minor - Rational(below));
        left -= parts.back().amount;
    }
    if (parts.empty()) {
        ensure(whole.minor_units() == 0, "only nothing can be divided among nobody");
        return parts;
    }
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
    const std::int64_t count = static_cast<std::int64_t>(parts.size());
    const std::int64_t units = left.minor_units() / step;
    // Rounding `whole` up, or to a coarser unit, can leave more units than parts, or fewer than
    // none.
    std::int64_t each = units / count;
    std::int64_t extra = units % count;
    if (extra < 0) {
        extra += count;
        --each;
    }
    for (std::size_t place = 0; place < order.size(); ++place) {
        Part& part = parts[order[place]];
        const std::int64_t given = each + (static_cast<std::int64_t>(place) < extra ? 1 : 0);
        part.amount += Cash(given * step, whole.currency());
        part.received_unit = given != 0;
    }
    return parts;
}

}  // namespace attain
