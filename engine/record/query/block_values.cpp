#include "record/query/block_values.h"

#include "record/store/columns.h"
#include "record/store/run_columns.h"

namespace attain::record {

void ValueBlock::set_denominator(const Rational& denominator) {
    unit = Rational(1) / denominator;
    scale = store::ExactScale(unit);
}

void BlockValues::read(const store::Database& database, std::uint32_t entry,
                       const std::string& kind) {
    const std::string rows = kind + ".row";
    const std::string units = kind + ".units";
    const std::string ratios = kind + ".ratio";
    rows_ =
        store::read_run_column<std::uint32_t>(database, entry, rows.c_str(), store::decode_counts);
    units_ =
        store::read_run_column<std::int64_t>(database, entry, units.c_str(), store::decode_units);
    ratios_ =
        store::read_run_column<Rational>(database, entry, ratios.c_str(), store::decode_ratios);
    if (rows_.size() != units_.size()) throw store::ByteReader::Malformed();
}

void BlockValues::check(const ValueBlock& block) const {
    if (block.begin > block.end || block.end > rows_.size() ||
        (block.exact && block.ratios_begin + block.lines() > ratios_.size())) {
        throw store::ByteReader::Malformed();
    }
}

void BlockValues::value(const ValueBlock& block, std::uint64_t line, store::SqlCell& to) {
    times(block, line, 1, block.scale, to);
}

void BlockValues::times(const ValueBlock& block, std::uint64_t line, const Rational& factor,
                        const store::ExactScale& scale, store::SqlCell& to) {
    if (block.exact) {
        return to.text(store::exact_text(ratios_[block.ratios_begin + line] * factor));
    }
    store::ExactRoom room;
    to.text(scale.text(units_[block.begin + line], room, slow_));
}

}  // namespace attain::record
