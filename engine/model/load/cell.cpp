#include "model/load/cell.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "base/number/money.h"
#include "base/number/parse.h"

namespace attain::load {

namespace {

// What people are shown of a cell.
std::string_view beginning(std::string_view text) {
    return text.substr(0, 60);
}

// "2026-02-14T17:05:00Z", "2026-02-14 17:05": a day with a time behind it.
bool is_time_stamp(std::string_view text) {
    return text.size() > 11 && Date::parse(text.substr(0, 10)) &&
           (text[10] == 'T' || text[10] == ' ');
}

template <class Value>
std::optional<std::string> as_read(std::string_view text, const std::optional<Value>& found,
                                   std::string_view allowed, Trouble& trouble) {
    if (found) return std::string(text);
    trouble = {"unknown-word",
               fmt::format("`{}` is none of the words allowed here", beginning(text)),
               fmt::format("write {}", allowed)};
    return std::nullopt;
}

}  // namespace

std::optional<Date> read_date(std::string_view text, const Feed& feed, Trouble& trouble) {
    if (feed.date_format) {
        if (const std::optional<Date> day = feed.date_format->read(text)) return day;
        trouble = {"bad-date",
                   fmt::format("`{}` in `{}` is not a day written as {}", beginning(text),
                               feed.name, feed.date_format->pattern()),
                   "correct the cell, or the `format` of this column in the mapping"};
        return std::nullopt;
    }
    if (const std::optional<Date> day = Date::parse(text)) return day;
    if (is_time_stamp(text)) {
        trouble = {"time-stamp",
                   fmt::format("`{}` in `{}` has a time, and only its zone says which day it is",
                               beginning(text), feed.name),
                   fmt::format("write `{}`, or declare `format` and `zone: none` in a mapping",
                               text.substr(0, 10))};
        return std::nullopt;
    }
    trouble = {
        "bad-date", fmt::format("`{}` in `{}` is not a day", beginning(text), feed.name),
        "write the day as 2026-02-14; for a foreign file, declare the format in its mapping"};
    return std::nullopt;
}

std::optional<Rational> read_number(std::string_view text, const Feed& feed, Trouble& trouble) {
    ParsedNumber parsed =
        feed.number_format ? parse_number(text, *feed.number_format) : parse_number(text);
    if (parsed.value) return std::move(parsed.value);
    trouble = {"bad-number", fmt::format("in `{}`: {}", feed.name, parsed.problem),
               std::move(parsed.help)};
    return std::nullopt;
}

bool sound_text(std::string_view text, std::string_view column, Trouble& trouble) {
    const bool printable = std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
    });
    if (printable && text.size() <= 200) return true;
    trouble = {"bad-text",
               printable
                   ? fmt::format("`{}…` in `{}` is too long", text.substr(0, 20), column)
                   : fmt::format("`{}` holds a line break or another control character", column),
               "write at most 200 printable characters"};
    return false;
}

std::optional<std::string> read_cell(CellType type, std::string_view text, const Feed& feed,
                                     Trouble& trouble) {
    if (text.empty()) return std::string();
    switch (type) {
        case CellType::name:
            if (is_name(text)) return std::string(text);
            trouble = {
                "bad-name", fmt::format("`{}` in `{}` is not an id", beginning(text), feed.name),
                "an id has letters, digits and `_ - .`, at most 64, and begins with a letter "
                "or digit"};
            return std::nullopt;
        case CellType::text:
            if (!sound_text(text, feed.name, trouble)) return std::nullopt;
            return std::string(text);
        case CellType::number: {
            const std::optional<Rational> value = read_number(text, feed, trouble);
            return value ? std::optional(stored_number(*value)) : std::nullopt;
        }
        case CellType::money_code:
            if (Currency::find(text)) return std::string(text);
            trouble = {"unknown-currency",
                       fmt::format("`{}` in `{}` is not a currency", beginning(text), feed.name),
                       "write its ISO 4217 code in capitals, such as USD"};
            return std::nullopt;
        case CellType::date: {
            const std::optional<Date> day = read_date(text, feed, trouble);
            return day ? std::optional(day->text()) : std::nullopt;
        }
        case CellType::grain:
            return as_read(text, grain_named(text), "week, month, quarter, half or year", trouble);
        case CellType::owner_kind: {
            const bool known = text == "participant" || text == "team";
            return as_read(text, known ? std::optional(true) : std::nullopt, "participant or team",
                           trouble);
        }
    }
    ensure(false, "a cell has one of seven types");
    return std::nullopt;
}

std::string stored_number(const Rational& value) {
    std::optional<std::string> decimal = value.decimal();
    return decimal ? *std::move(decimal) : value.fraction();
}

}  // namespace attain::load
