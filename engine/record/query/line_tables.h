// The tables that have a row for every line of the ledger or more: `deals`, `credits` and
// `audit_lines`, each over the stored columns as they are.
#pragma once

#include <memory>

#include "record/query/query_book.h"
#include "record/store/sql_table.h"

namespace attain::record {

std::unique_ptr<store::SqlTable> deal_table(QueryBook& book);
std::unique_ptr<store::SqlTable> credit_table(QueryBook& book);
std::unique_ptr<store::SqlTable> audit_line_table(QueryBook& book);

}  // namespace attain::record
