// The ledger's lines as cells of a table: of `deals`, and of every table whose rows point at them.
#pragma once

#include <string>
#include <vector>

#include "model/ledger/ledger.h"
#include "record/store/exact_text.h"
#include "record/store/sql_table.h"

namespace attain::record {

// A number column, whose every value has the column's decimals.
class DecimalCells {
public:
    explicit DecimalCells(const DecimalColumn& column) : column_(column) {}
    void cell(std::size_t row, store::SqlCell& to) const;

private:
    const DecimalColumn& column_;
};

void day_cell(const DayColumn& column, std::size_t row, store::SqlCell& to);
// The empty text of a column says that nothing was written.
void text_cell(const TextColumn& column, std::size_t row, store::SqlCell& to);

// The columns by which a line is named, first in every table of lines.
const std::vector<store::SqlColumn>& line_key_columns();  // row, source, deal, line, booked
void line_key_cell(const Ledger& ledger, std::size_t row, std::size_t column, store::SqlCell& to);

}  // namespace attain::record
