// What a line is worth as credit (C5), and what tells lines apart.
//
//     weight: {product: {legacy: 80%}, role: {se: 50%}}    a legacy deal of 1,000, as se: 400
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/measure/measures.h"

namespace attain::measure {

// The weights of a measure: of the role of a share, and of the texts of a row.
class Weights {
public:
    Weights(const Ledger& ledger, const Measure& measure);

    Rational of_role(const std::string& role) const;
    bool any_of_rows() const { return !columns_.empty(); }
    Rational of_row(std::uint32_t row) const;
    // The same over denominator(), which all rows share.
    const Integer& denominator() const { return denominator_; }
    std::optional<std::int64_t> factor_of_row(std::uint32_t row) const;  // nothing: does not fit

private:
    struct Column {
        const TextColumn* texts;
        std::vector<Rational> by_code;
        std::vector<std::optional<std::int64_t>> factors;  // by_code × its own denominator
    };
    const CreditWeight* role_ = nullptr;
    std::vector<Column> columns_;
    Integer denominator_ = 1;
};

// Whether the value of a column is met for the first time (distinct counts). Of all other measures
// every line is new.
class Apart {
public:
    Apart(Sources& sources, PlanIndex plan, const Measure& measure);

    bool has(std::uint32_t row) const;  // whether anything is written there
    void begin(std::size_t slots) { seen_.assign(slots, {}); }
    bool is_new(std::uint32_t slot, std::uint32_t row);

private:
    std::string text_of(std::uint32_t row) const;
    const DecimalColumn* written_numbers(Sources& sources, PlanIndex plan) const;
    const Ledger& ledger_;
    std::string column_;
    const DecimalColumn* numbers_ = nullptr;
    const TextColumn* texts_ = nullptr;
    const DayColumn* days_ = nullptr;
    std::vector<std::set<std::string>> seen_;  // by slot
};

}  // namespace attain::measure
