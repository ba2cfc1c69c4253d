// The answer to a query, row by row as it comes: as a table, as CSV, as JSON.
//
//     participant     total           participant,total        "columns": ["participant", "total"],
//     ada          18823.94           ada,18823.94             "rows": [["ada", "18823.94"]]
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "record/query/query.h"

namespace attain::report {

enum class QueryFormat { text, csv, json };

// Takes the next piece of what is written.
using QuerySink = std::function<void(std::string_view)>;

// Writes the rows of a query that was asked. False with what was wrong on the way: then what was
// written is not the whole answer.
bool write_answer(record::Query& query, QueryFormat format, Colour colour, const QuerySink& write,
                  Diagnostics& out);

// The tables with their columns.
std::string query_tables_text(const std::vector<record::Query::Table>& tables, Colour colour);
std::string query_tables_json(const std::vector<record::Query::Table>& tables);

}  // namespace attain::report
