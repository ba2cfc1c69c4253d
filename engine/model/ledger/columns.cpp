#include "model/ledger/columns.h"

#include <algorithm>
#include <optional>

#include "base/ensure.h"

namespace attain {

namespace {

constexpr int decimals_most = 18;  // 10^18 is the largest power of ten in 64 bits

constexpr std::int64_t small_power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

// units × 10^digits, or nothing where that leaves 64 bits.
std::optional<std::int64_t> shifted(std::int64_t units, int digits) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(units, small_power_of_ten(digits), &product)) return std::nullopt;
    if (product == DecimalColumn::elsewhere) return std::nullopt;
    return product;
}

}  // namespace

std::uint32_t TextColumn::code_of(std::string_view text) {
    if (last_code_ < texts_.size() && texts_[last_code_] == text) return last_code_;
    const auto found = known_.find(text);
    if (found != known_.end()) return last_code_ = found->second;
    const auto code = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
    known_.emplace(texts_.back(), code);
    return last_code_ = code;
}

TextColumn TextColumn::picked(std::span<const std::uint32_t> rows) const {
    TextColumn some = *this;
    some.codes_.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        some.codes_[i] = codes_[rows[i]];
    return some;
}

BytesColumn BytesColumn::picked(std::span<const std::uint32_t> rows) const {
    BytesColumn some;
    for (const std::uint32_t row : rows)
        some.push(text(row));
    return some;
}

DayColumn DayColumn::picked(std::span<const std::uint32_t> rows) const {
    DayColumn some;
    some.days.reserve(rows.size());
    for (const std::uint32_t row : rows)
        some.days.push_back(days[row]);
    return some;
}

// Mixed scales are ordinary ("1200", "1200.50"): fewer decimals are shifted, more widen the column.
void DecimalColumn::push(std::int64_t units, int decimals) {
    if (decimals > decimals_) widen_to(decimals);
    if (decimals == decimals_) {
        units_.push_back(units);
        return;
    }
    if (decimals < decimals_) {
        if (const auto fitting = shifted(units, decimals_ - decimals)) {
            units_.push_back(*fitting);
            return;
        }
    }
    push_exact(Rational::of(units, power_of_ten(decimals)));
}

void DecimalColumn::push_exact(const Rational& value) {
    units_.push_back(elsewhere);
    set_exact(units_.size() - 1, value);
}

void DecimalColumn::set_exact(std::size_t row, const Rational& value) {
    wide_.erase(row);
    // The scale grows to what this value needs, as long as all values then still fit (18 at most).
    for (int decimals = decimals_; decimals <= decimals_most; ++decimals) {
        const Rational scaled = value * Rational(power_of_ten(decimals));
        if (!scaled.is_whole()) continue;
        const std::optional<std::int64_t> units = to_int64(scaled.numerator());
        if (!units || *units == elsewhere) break;
        widen_to(decimals);
        if (decimals != decimals_) break;
        units_[row] = *units;
        return;
    }
    units_[row] = elsewhere;
    wide_.emplace(row, value);
}

Rational DecimalColumn::value(std::size_t row) const {
    if (units_[row] != elsewhere) return Rational::of(units_[row], power_of_ten(decimals_));
    const auto found = wide_.find(row);
    ensure(found != wide_.end(), "a value that is read is there");
    return found->second;
}

// Rescales every value, or leaves the column as it is where one would no longer fit 64 bits.
void DecimalColumn::widen_to(int decimals) {
    if (decimals <= decimals_ || decimals > decimals_most) return;
    const std::int64_t factor = small_power_of_ten(decimals - decimals_);
    std::int64_t largest = 0;
    for (const std::int64_t units : units_) {
        if (units != elsewhere) largest = std::max(largest, units < 0 ? -units : units);
    }
    if (largest > std::numeric_limits<std::int64_t>::max() / factor) return;
    for (std::int64_t& units : units_) {
        if (units != elsewhere) units *= factor;
    }
    decimals_ = decimals;
}

DecimalColumn DecimalColumn::picked(std::span<const std::uint32_t> rows) const {
    DecimalColumn some;
    some.decimals_ = decimals_;
    some.units_.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        if (units_[row] == elsewhere && wide_.contains(row)) {
            some.wide_.emplace(some.units_.size(), wide_.find(row)->second);
        }
        some.units_.push_back(units_[row]);
    }
    return some;
}

}  // namespace attain
