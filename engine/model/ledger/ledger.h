// The ledger: lines of closed deals, as columns, one version of each (L1, L2).
//
//     row    source  deal    line  booked      amount     currency  owner  split
//     87     crm     D-1042  1     2026-02-14  120000.00  USD       ada    "ada 60% + ben 40%"
//
// A Ledger holds what is known at one entry of the book: of every (source, deal, line) the latest
// version, in key order by bytes. So a row's place is its rank, and a stable sort by date gives the
// order in which credits are walked (R2). Earlier versions stay in the book.
//
// `split` says who shares the line ("ada 60% + ben 40%"; roles in parentheses: "ada 60% (rep) +
// …"); empty: the owner has all of it. `overlay` has the same form and may exceed 100% (C1).
// `returns` names the deal (or "deal/line") that this row takes back (R2).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/ledger/columns.h"

namespace attain {

// Where a fact came from: the book entry since which it is known (T6), file and line.
struct Origin {
    std::uint32_t entry = 0;
    std::uint32_t file = 0;  // into Facts::files
    std::uint32_t line = 0;
    bool operator==(const Origin&) const = default;
};

enum class ColumnType { text, number, date };
std::string_view name_of(ColumnType type);

// A column beyond the standard ones: product, region, margin, invoiced … A file's header declares
// its type: `product`, `margin:number`, `invoiced:date`.
struct FurtherColumn {
    std::string name;
    std::variant<TextColumn, DecimalColumn, DayColumn> values;
    ColumnType type() const { return static_cast<ColumnType>(values.index()); }
};

struct Ledger {
    TextColumn source;
    BytesColumn deal;
    TextColumn line;
    DayColumn booked;
    DecimalColumn amount;
    TextColumn currency;
    TextColumn owner;
    TextColumn split;
    TextColumn overlay;
    TextColumn returns;
    std::vector<FurtherColumn> further;  // sorted by name
    std::vector<Origin> origin;

    std::size_t rows() const { return booked.days.size(); }
    const FurtherColumn* find(std::string_view name) const;
    // "crm D-1042" or "crm D-1042/2" where the line is not empty: how people are shown the row.
    std::string key_text(std::size_t row) const;
    // Key order by bytes: source, deal, line.
    bool key_less(std::size_t a, std::size_t b) const;
    // Adds a copy of row `from` of `other`; columns that one of them lacks are filled with absence.
    // For small ledgers and tests; bulk loading fills the columns directly.
    void append(const Ledger& other, std::size_t from);
    // These rows only, in this order.
    Ledger picked(std::span<const std::uint32_t> rows) const;
    // Whether two rows say the same, beside where they came from (L2).
    bool same_content(std::size_t a, std::size_t b) const;
};

bool in_key_order(const Ledger& ledger);
// The rows by key; rows of one key stay in the order in which they lie.
std::vector<std::uint32_t> key_order(const Ledger& ledger);

// The standard columns that a condition may name, with their types ("amount" number, "booked" date,
// "owner", "deal", "line", "source", "currency" text).
struct StandardColumn {
    std::string_view name;
    ColumnType type;
};
extern const std::vector<StandardColumn> standard_columns;

}  // namespace attain
