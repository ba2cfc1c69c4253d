// Where each of our columns comes from in one file: a cell, or a constant of its mapping.
//
//     header `deal,source,amount,margin:number`   source ← cell 1, deal ← cell 0, amount ← cell 2,
//                                                 line ← nothing (always empty), further margin ← 3
//
// A column that nobody can place is an error with the nearest name, never a column left unread
// (C6). Further columns are taken as their header declares them; but a name that looks like a
// misspelt column of the table must say its type (`splitt:text`), so that a slip does not lose the
// splits.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/csv.h"
#include "model/load/mapping.h"

namespace attain::load {

struct Feed {
    std::string name;                 // ours
    std::optional<std::size_t> cell;  // nothing: `always`
    std::string always;
    std::optional<NumberFormat> number_format;
    std::optional<DateFormat> date_format;

    std::string_view text(const intake::CsvRow& row) const {
        if (!cell) return always;
        return *cell < row.cells.size() ? row.cells[*cell].text : std::string_view();
    }
};

struct FurtherFeed {
    Feed feed;
    ColumnType type = ColumnType::text;
};

struct Layout {
    std::vector<Feed> standard;        // as the wanted columns
    std::vector<FurtherFeed> further;  // sorted by name
};

struct WantedColumn {
    std::string_view name;
    bool required = false;  // the file, or its mapping, must have it
};

enum class FurtherColumns { refused, allowed };

std::optional<Layout> lay_out(const intake::CsvReader& reader, std::span<const WantedColumn> wanted,
                              FurtherColumns further, const Mapping* mapping, Diagnostics& out);

}  // namespace attain::load
