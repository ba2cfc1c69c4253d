// One column of the ledger as a condition or computation sees it, row by row.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/condition/value.h"
#include "pipeline/measure/mask.h"

namespace attain::measure {

class Cells {
public:
    // All referents outlive this.
    Cells(const Facts& facts, const Computed& computed, const std::string& role,
          std::string_view name);

    const TextColumn* texts() const { return texts_; }
    const DecimalColumn* numbers() const { return numbers_; }
    const DayColumn* days() const { return days_; }

    // An empty text is a text; an empty number or date is nothing. A column that the ledger lacks
    // is empty in every row.
    std::optional<condition::Value> at(std::size_t row) const;

private:
    const Facts& facts_;
    const std::string& role_;
    std::string_view name_;
    const TextColumn* texts_ = nullptr;
    const DecimalColumn* numbers_ = nullptr;
    const DayColumn* days_ = nullptr;
    DayColumn events_;  // of a kind of event: the day of each line's first
};

}  // namespace attain::measure
