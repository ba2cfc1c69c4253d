// Tables of some thousand rows: read from the book once, at their first use.
//
//     RowTable payouts({"payouts", "…"}, {{"participant"}, …}, [&] { return rows; });
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/number/money.h"
#include "record/store/sql_table.h"

namespace attain::record {

// One row as it is made, cell by cell.
class SqlRow {
public:
    using Value = std::variant<std::monostate, std::int64_t, std::string>;
    SqlRow& null() { return add({}); }
    SqlRow& integer(std::int64_t value) { return add(value); }
    SqlRow& text(std::string value) { return add(std::move(value)); }
    SqlRow& text_or_null(std::string value) {
        return value.empty() ? null() : text(std::move(value));
    }
    // "18823.94" and 1882394: to look at, and to calculate with.
    SqlRow& cash(std::int64_t minor_units, const std::string& currency);
    // "2026-01-01..2026-03-31" as two days.
    SqlRow& days(const std::string& text);
    const std::vector<Value>& values() const { return values_; }

private:
    SqlRow& add(Value value) {
        values_.push_back(std::move(value));
        return *this;
    }
    std::vector<Value> values_;
};

class RowTable : public store::SqlTable {
public:
    using Rows = std::vector<SqlRow>;
    RowTable(std::vector<store::SqlColumn> columns, std::function<Rows()> read)
        : columns_(std::move(columns)), read_(std::move(read)) {}
    const std::vector<store::SqlColumn>& columns() override { return columns_; }
    std::uint64_t rows() override { return all().size(); }
    void cell(std::uint64_t row, std::size_t column, store::SqlCell& to) override;
    std::optional<std::uint64_t> rows_for(std::size_t column) override;
    std::vector<store::RowRange> find(const store::SqlWanted& wanted) override;

private:
    using Places = std::unordered_map<std::string, std::vector<std::uint64_t>>;
    const Rows& all();
    const Places& places_of(std::size_t column);
    std::vector<store::SqlColumn> columns_;
    std::function<Rows()> read_;
    std::optional<Rows> rows_;
    std::map<std::size_t, Places> places_;  // by column that was looked for
};

}  // namespace attain::record
