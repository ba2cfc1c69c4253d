// Which credits a measure's `where` takes: one byte per ledger row, evaluated column by column.
//
//     type in ["new", "expansion"] && amount >= 1000
//       `type` has 3 distinct texts: 3 look-ups, then one table read per row
//       `amount >= 1000` at 2 decimals: one comparison of 64-bit numbers per row
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/facts/facts.h"
#include "model/plan/plan.h"

namespace attain::measure {

using Mask = std::vector<std::uint8_t>;

// The columns that a plan computes, by name: as written line by line, and as counted, where what is
// below zero may be zero. Cells that a computation lacks, or a divisor of zero, leave it absent.
struct Computed {
    std::map<std::string, DecimalColumn, std::less<>> written;
    std::map<std::string, DecimalColumn, std::less<>> counted;
};
Computed compute_columns(const Plan& plan, const Facts& facts);

// The rows that the condition takes for credits of this role; all rows without a condition.
Mask rows_taken(const Condition& where, const Facts& facts, const Computed& computed,
                const std::string& role);

// Whether the condition asks for the role of the credit, so that each role needs its own mask.
bool asks_for_role(const Condition& where);

}  // namespace attain::measure
