// A table that SQL can read, whatever its rows are made of: long columns of a run, a ledger, a few
// rows of the book. Nothing is copied for SQL; each cell is asked for when it is needed.
//
//     SqlCell cell;  table.cell(87, 4, cell)   →   cell.exact("120000")
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_context;

namespace attain::store {

// exact: a number as text ("76800/7"), compared and sorted by value.
enum class SqlKind { text, integer, exact };

struct SqlColumn {
    std::string name;
    SqlKind kind = SqlKind::text;
};

// Where the value of a cell is put.
class SqlCell {
public:
    explicit SqlCell(sqlite3_context* context) : context_(context) {}
    void null();
    void integer(std::int64_t value);
    void text(std::string_view value);     // copied
    void lasting(std::string_view value);  // not copied: it lives as long as its table
    void fail(const std::string& why);     // there is no such value: the query ends

private:
    sqlite3_context* context_;
};

// What is looked for: the one cell that a row must have.
struct SqlWanted {
    std::size_t column = 0;
    std::optional<std::int64_t> integer;
    std::string_view text;  // where it is no integer
};

struct RowRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

class SqlTable {
public:
    virtual ~SqlTable() = default;
    // Good as long as the table; the first call may read the book.
    virtual const std::vector<SqlColumn>& columns() = 0;
    virtual std::uint64_t rows() = 0;
    virtual void cell(std::uint64_t row, std::size_t column, SqlCell& to) = 0;
    // About how many rows one value of this column has, where find() is quicker than looking at
    // all.
    virtual std::optional<std::uint64_t> rows_for(std::size_t /*column*/) { return std::nullopt; }
    // Every row that has the wanted cell, and perhaps others; in rising order.
    virtual std::vector<RowRange> find(const SqlWanted& /*wanted*/) { return {{0, rows()}}; }
};

}  // namespace attain::store
