// The exact values of blocks, as credits and slices keep them: whole units over the block's own
// denominator, or, where they do not fit 64 bits, ratios one after the other.
//
//     block of denominator 100, units 7200050     →   "72000.5"
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/number/rational.h"
#include "record/store/database.h"
#include "record/store/exact_text.h"
#include "record/store/sql_table.h"

namespace attain::record {

// Where a block's rows lie in the columns of a run, and what one unit is.
struct ValueBlock {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool exact = false;  // ratios instead of units
    std::uint64_t ratios_begin = 0;
    Rational unit = {};  // 1 / denominator
    store::ExactScale scale = {};

    std::uint64_t lines() const { return end - begin; }
    void set_denominator(const Rational& denominator);
};

class BlockValues {
public:
    // The columns `<kind>.row`, `<kind>.units` and `<kind>.ratio` of a run. Throws Malformed, as
    // does check() for a block that does not lie in them.
    void read(const store::Database& database, std::uint32_t entry, const std::string& kind);
    void check(const ValueBlock& block) const;

    std::uint64_t size() const { return rows_.size(); }
    std::uint32_t row(std::uint64_t at) const { return rows_[at]; }
    // The value of a line of the block, or so many times it; `scale` is that of its unit, or of so
    // many times its unit.
    void value(const ValueBlock& block, std::uint64_t line, store::SqlCell& to);
    void times(const ValueBlock& block, std::uint64_t line, const Rational& factor,
               const store::ExactScale& scale, store::SqlCell& to);

private:
    std::vector<std::uint32_t> rows_;
    std::vector<std::int64_t> units_;
    std::vector<Rational> ratios_;
    std::string slow_;
};

}  // namespace attain::record
