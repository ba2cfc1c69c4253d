// The tables of a query, and what each is: the list that `attain query` prints.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "record/query/query_book.h"
#include "record/store/sql_table.h"

namespace attain::record {

struct NamedTable {
    std::string name;
    std::string meaning;  // one line for people
    std::unique_ptr<store::SqlTable> table;
};

// Each adds its tables; `book` must outlive them.
void add_fact_tables(std::vector<NamedTable>& to, QueryBook& book);    // runs, people, quotas …
void add_pay_tables(std::vector<NamedTable>& to, QueryBook& book);     // payouts … balances
void add_figure_tables(std::vector<NamedTable>& to, QueryBook& book);  // windows, measures …
void add_line_tables(std::vector<NamedTable>& to, QueryBook& book);  // deals, credits, audit lines

}  // namespace attain::record
