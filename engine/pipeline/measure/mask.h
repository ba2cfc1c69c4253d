// Which credits a measure's `where` takes: one byte per ledger row, evaluated column by column.
//
//     type in ["new", "expansion"] && amount >= 1000
//       `type` has 3 distinct texts: 3 look-ups, then one table read per row
//       `amount >= 1000` at 2 decimals: one comparison of 64-bit numbers per row
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/facts/facts.h"
#include "model/plan/plan.h"

namespace attain::measure {

using Mask = std::vector<std::uint8_t>;

// The rows that the condition takes for credits of this role; all rows without a condition.
Mask rows_taken(const Condition& where, const Facts& facts, const std::string& role);

// Whether the condition asks for the role of the credit, so that each role needs its own mask.
bool asks_for_role(const Condition& where);

}  // namespace attain::measure
