// A mapping as meant: which column of a foreign file means which of ours. Its form as written
// stands in read_files.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/source.h"
#include "base/number/parse.h"
#include "model/ledger/ledger.h"
#include "model/load/date_format.h"

namespace attain::load {

struct MappedColumn {
    std::string ours;
    std::string theirs;  // empty: the constant `always`
    std::string always;
    std::optional<ColumnType> type;  // of a further column; nothing was written: text
    std::optional<NumberFormat> number_format;
    std::optional<DateFormat> date_format;
    Span where;
};

struct Mapping {
    std::string name;
    std::string table;
    char separator = ',';
    std::vector<MappedColumn> columns;  // in the order written
    std::vector<std::string> ignored;   // theirs
    Span where;
};

}  // namespace attain::load
