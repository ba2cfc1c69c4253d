#include "model/ledger/columns.h"

#include "base/ensure.h"

namespace attain {

std::uint32_t TextColumn::code_of(std::string_view text) {
    if (last_code_ < texts_.size() && texts_[last_code_] == text) return last_code_;
    const auto found = known_.find(text);
    if (found != known_.end()) return last_code_ = found->second;
    const auto code = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
    known_.emplace(texts_.back(), code);
    return last_code_ = code;
}

void DecimalColumn::push(std::int64_t units, int decimals) {
    if (decimals == decimals_) {
        units_.push_back(units);
        return;
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
    for (int decimals = decimals_; decimals <= 18; ++decimals) {
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
    if (decimals <= decimals_) return;
    std::int64_t factor = 1;
    for (int i = decimals_; i < decimals; ++i) factor *= 10;
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

}  // namespace attain
