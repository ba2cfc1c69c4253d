// One cell, read as its type or refused with what was read and what would be accepted (N4, T1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar/date.h"
#include "base/number/rational.h"
#include "intake/schema/scalar.h"
#include "model/load/known.h"
#include "model/load/layout.h"
#include "model/load/trouble.h"

namespace attain::load {

using intake::is_name;  // an id: letters, digits, `_ - .`, at most 64, not beginning with a sign

std::optional<Date> read_date(std::string_view text, const Feed& feed, Trouble& trouble);
std::optional<Rational> read_number(std::string_view text, const Feed& feed, Trouble& trouble);
// A text that may be part of a key: no control characters, at most 200 bytes.
bool sound_text(std::string_view text, std::string_view column, Trouble& trouble);

// The cell in the one form in which it is stored: "1.250,00" under its mapping is "1250", a day is
// "2026-02-14"; so equal content is equal text (L2). An empty cell stays empty.
std::optional<std::string> read_cell(CellType type, std::string_view text, const Feed& feed,
                                     Trouble& trouble);

// A number as it is stored: "1250", "0.05", "1/3".
std::string stored_number(const Rational& value);

}  // namespace attain::load
