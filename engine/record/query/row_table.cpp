#include "record/query/row_table.h"

#include "base/ensure.h"

namespace attain::record {

SqlRow& SqlRow::cash(std::int64_t minor_units, const std::string& currency) {
    const std::optional<Currency> found = Currency::find(currency);
    if (!found) return null().null();
    return text(Cash(minor_units, *found).plain()).integer(minor_units);
}

SqlRow& SqlRow::days(const std::string& text_of_days) {
    const std::size_t dots = text_of_days.find("..");
    if (dots == std::string::npos) return null().null();
    return text_or_null(text_of_days.substr(0, dots)).text_or_null(text_of_days.substr(dots + 2));
}

const RowTable::Rows& RowTable::all() {
    if (!rows_) {
        rows_ = read_();
        for (const SqlRow& row : *rows_)
            ensure(row.values().size() == columns_.size(), "a row has a cell for each column");
    }
    return *rows_;
}

void RowTable::cell(std::uint64_t row, std::size_t column, store::SqlCell& to) {
    const SqlRow::Value& value = all()[row].values()[column];
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return to.integer(*whole);
    if (const auto* text = std::get_if<std::string>(&value)) return to.lasting(*text);
    to.null();
}

std::optional<std::uint64_t> RowTable::rows_for(std::size_t column) {
    if (columns_[column].kind == store::SqlKind::exact) return std::nullopt;
    return all().size() / 16 + 1;
}

const RowTable::Places& RowTable::places_of(std::size_t column) {
    const auto [found, fresh] = places_.try_emplace(column);
    if (!fresh) return found->second;
    for (std::uint64_t row = 0; row < all().size(); ++row) {
        const SqlRow::Value& value = all()[row].values()[column];
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            found->second[std::to_string(*whole)].push_back(row);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            found->second[*text].push_back(row);
        }
    }
    return found->second;
}

std::vector<store::RowRange> RowTable::find(const store::SqlWanted& wanted) {
    const Places& places = places_of(wanted.column);
    const auto found =
        places.find(wanted.integer ? std::to_string(*wanted.integer) : std::string(wanted.text));
    std::vector<store::RowRange> ranges;
    if (found == places.end()) return ranges;
    for (const std::uint64_t row : found->second)
        ranges.push_back({row, row + 1});
    return ranges;
}

}  // namespace attain::record
