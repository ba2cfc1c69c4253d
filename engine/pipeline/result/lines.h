// Credits and slices: the audit of a run, in columns (P5, HOUSE: Speed).
//
// A block is the lines of one owner: the credits of one measure, or the slices of one component.
// Its values are whole units over the block's own denominator, so that a split by thirds or a
// converted amount is as exact as a plain one, and a million deals need no million fractions:
//
//     denominator 100:   row 87  units 7200000   = 72,000.00
//
// Where the units of a block do not fit 64 bits, the block is `exact` and its values stand in a
// list of ratios instead. Readers do not notice: value(i) answers either way.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/identity/id.h"
#include "base/number/rational.h"

namespace attain {

struct LineBlock {
    std::size_t begin = 0;
    std::size_t end = 0;
    Integer denominator = 1;
    bool exact = false;  // values lie in `ratios` from `ratios_begin` on
    std::size_t ratios_begin = 0;
    std::size_t size() const { return end - begin; }
    bool operator==(const LineBlock&) const = default;
};

// The credited lines of measures: who is known from the block's owner, which row, how much.
struct CreditLines {
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> units;  // after split, weight and conversion
    std::vector<Rational> ratios;
    // Of credits that count on other days than their line: in parts, or once they are eligible.
    // Only while a run is computed; empty where there are none.
    std::vector<std::int32_t> days;
    static constexpr std::int32_t day_of_line = INT32_MIN;
    Rational value(const LineBlock& block, std::size_t at) const;  // begin <= at < end
    void append(const CreditLines& more);
    bool operator==(const CreditLines& other) const {
        return rows == other.rows && units == other.units && ratios == other.ratios;
    }
};

// The rated slices of components: part of a credited line that fell into one tier (R2).
struct Slices {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint16_t> tiers;  // into the component's table; no_tier where it pays nothing
    std::vector<std::int64_t> units;   // the base that fell into the tier
    std::vector<Rational> ratios;
    static constexpr std::uint16_t no_tier = 0xffff;
    Rational base(const LineBlock& block, std::size_t at) const;
    bool operator==(const Slices&) const = default;
};

}  // namespace attain
