#include "pipeline/result/lines.h"

#include "base/ensure.h"

namespace attain {

namespace {

Rational value_in(const LineBlock& block, std::size_t at, const std::vector<std::int64_t>& units,
                  const std::vector<Rational>& ratios) {
    ensure(block.begin <= at && at < block.end, "a line is read from its own block");
    if (block.exact) return ratios[block.ratios_begin + (at - block.begin)];
    return Rational::of(units[at], block.denominator);
}

}  // namespace

Rational CreditLines::value(const LineBlock& block, std::size_t at) const {
    return value_in(block, at, units, ratios);
}

Rational Slices::base(const LineBlock& block, std::size_t at) const {
    return value_in(block, at, units, ratios);
}

void CreditLines::append(const CreditLines& more) {
    if (!days.empty() || !more.days.empty()) {
        days.resize(rows.size(), day_of_line);
        days.insert(days.end(), more.days.begin(), more.days.end());
        days.resize(rows.size() + more.rows.size(), day_of_line);
    }
    rows.insert(rows.end(), more.rows.begin(), more.rows.end());
    units.insert(units.end(), more.units.begin(), more.units.end());
    ratios.insert(ratios.end(), more.ratios.begin(), more.ratios.end());
}

}  // namespace attain
