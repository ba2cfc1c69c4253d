// The cells of a stored row by column name, read as what they were checked to be at import.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar/calendar.h"
#include "base/ensure.h"
#include "base/number/money.h"
#include "base/number/parse.h"
#include "model/load/known.h"

namespace attain::load {

// A further typed cell, "commission_pct:number=0.02".
struct FurtherCell {
    std::string name;
    ColumnType type = ColumnType::text;
    std::string value;
};
FurtherCell further_cell(const std::string& stored);

// All rows of one kind; empty where none is known.
std::span<const FactRow> rows_of(const Known& known, FactKind kind);

class FactCells {
public:
    FactCells(FactKind kind, const FactRow& row) : kind_(kind), row_(row) {}

    const std::string& text(std::string_view name) const {
        const std::span<const FactColumn> columns = columns_of(kind_);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].name == name) return row_.cells[i];
        }
        ensure(false, "a column that is asked for is declared");
        return row_.cells.front();
    }
    bool has(std::string_view name) const { return !text(name).empty(); }
    Rational number(std::string_view name) const { return stored(parse_number(text(name)).value); }
    Date date(std::string_view name) const { return stored(Date::parse(text(name))); }
    Currency currency(std::string_view name) const { return stored(Currency::find(text(name))); }
    Grain grain(std::string_view name) const { return stored(grain_named(text(name))); }
    // `first` to `last`; an empty last day leaves the range open.
    DayRange days(std::string_view first, std::string_view last) const {
        if (has(last)) return DayRange::closed(date(first), date(last));
        return {date(first), Date::end_of_time()};
    }

private:
    template <class T>
    static T stored(std::optional<T> value) {
        ensure(value.has_value(), "a stored cell reads as its type");
        return *std::move(value);
    }

    FactKind kind_;
    const FactRow& row_;
};

}  // namespace attain::load
