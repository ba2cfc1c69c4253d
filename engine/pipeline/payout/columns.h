// Columns that choose a value or are looked up: of one line of the ledger, or of the person (R0).
// Private to the room.
#pragma once

#include <optional>
#include <string>

#include "model/facts/facts.h"
#include "model/plan/plan.h"

namespace attain::payout {

// A number of the line as it was written; of the amount, what returns have left of it.
std::optional<Rational> number_of(const Facts& facts, std::uint32_t row, const std::string& column);

// The row of a choice that fits first; the number of rows where none does. Without a line, only
// columns of the person choose.
std::uint32_t row_chosen(const Facts& facts, const Choice& choice, std::optional<std::uint32_t> row,
                         const Stretch* person);

}  // namespace attain::payout
