// Sheets of typed cells, written as an XLSX file. The one door to libxlsxwriter.
//
//     Workbook book{"Payout register 2026-Q1", *Date::parse("2026-03-31"), {}};
//     book.sheets.push_back({"Register", {{"participant", 24}, {"amount", 14}}, {}});
//     book.sheets[0].rows.push_back({{Cell::text("=cmd|calc"), Cell::money(cash)}, false});
//     const std::string bytes = xlsx_bytes(book);       the same bytes for the same values
//
// A text is a text, whatever it begins with: no cell is ever a formula (R29). Amounts and days are
// numbers of a spreadsheet, with the currency's decimals; a spreadsheet keeps 15 digits of them.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar/date.h"
#include "base/number/money.h"

namespace attain::report {

class Cell {
public:
    static Cell nothing() { return Cell(std::monostate{}); }
    static Cell text(std::string text) { return Cell(std::move(text)); }
    static Cell money(const Cash& cash) { return Cell(cash); }
    // An exact value with at least so many decimals shown; a third is cut to 15 digits.
    struct Number {
        Rational value;
        int decimals = 0;
        bool percent = false;
    };
    static Cell number(const Rational& value, int decimals) {
        return Cell(Number{value, decimals});
    }
    static Cell percent(const Rational& value) { return Cell(Number{value, 2, true}); }
    static Cell day(Date day) { return Cell(day); }

    using Value = std::variant<std::monostate, std::string, Cash, Number, Date>;
    const Value& value() const { return value_; }

private:
    explicit Cell(Value value) : value_(std::move(value)) {}
    Value value_;
};

struct Workbook {
    struct Column {
        std::string title;
        int width = 12;  // in characters
    };
    struct Row {
        std::vector<Cell> cells;  // at most as many as columns
        bool strong = false;      // totals
    };
    struct Sheet {
        std::string name;  // at most 31 characters, none of []:*?/ and backslash
        std::vector<Column> columns;
        std::vector<Row> rows;
    };
    std::string title;
    Date created;
    std::vector<Sheet> sheets;
};

// Throws where the machine has no room for it.
std::string xlsx_bytes(const Workbook& book);

}  // namespace attain::report
