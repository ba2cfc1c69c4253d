// Columns that choose a value or are looked up: of one line of the ledger, or of the person (R0).
#pragma once

#include <optional>
#include <string>

#include "model/facts/takings.h"
#include "model/plan/plan.h"
#include "pipeline/measure/mask.h"

namespace attain::payout {

// The lines of the ledger with the columns that a plan computes.
struct LineColumns {
    const Facts& facts;
    const measure::Computed& computed;
    // What came back later than this is still in the amount; nothing: all that came back is off.
    std::optional<TakenOff> off = {};
};

// A number of the line: of the amount what returns have left of it, else as it was written or is
// computed from what was written.
std::optional<Rational> number_of(const LineColumns& lines, std::uint32_t row,
                                  const std::string& column);

// The row of a choice that fits first; the number of rows where none does. Without a line, only
// columns of the person choose.
std::uint32_t row_chosen(const LineColumns& lines, const Choice& choice,
                         std::optional<std::uint32_t> row, const Stretch* person);

}  // namespace attain::payout
