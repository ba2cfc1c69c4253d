#include "report/query/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/store/exact_text.h"
#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/cells.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using record::Query;

constexpr std::size_t bytes_at_once = 1 << 16;  // that are written
constexpr std::size_t rows_at_once = 10'000;    // of text, that are laid out together
constexpr std::int64_t most_in_json = (std::int64_t{1} << 53) - 1;  // what every reader keeps whole

bool is_number(std::string_view text) {
    return !text.empty() && store::read_exact(text).has_value();
}

// Rows of text laid out together: numbers to the right where a column has nothing else.
class TextPage {
public:
    explicit TextPage(std::vector<std::string> names) : names_(std::move(names)) { clear(); }
    std::size_t rows() const { return rows_.size(); }
    void add(const Query& query) {
        std::vector<std::string>& cells = rows_.emplace_back();
        for (std::size_t column = 0; column < names_.size(); ++column) {
            const bool none = query.type(column) == Query::Type::null;
            cells.emplace_back(none ? std::string_view() : query.text(column));
            if (!none && numbers_[column]) numbers_[column] = is_number(cells.back());
        }
    }
    std::string text(Colour colour) {
        std::vector<TextTable::Column> columns;
        for (std::size_t column = 0; column < names_.size(); ++column) {
            columns.push_back({names_[column], numbers_[column] ? Align::right : Align::left});
        }
        TextTable table(std::move(columns));
        for (std::vector<std::string>& cells : rows_)
            table.row(std::move(cells));
        clear();
        return table.text(colour);
    }

private:
    void clear() {
        rows_.clear();
        numbers_.assign(names_.size(), true);
    }
    std::vector<std::string> names_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<bool> numbers_;
};

void write_text(Query& query, Colour colour, const QuerySink& write, Diagnostics& out) {
    TextPage rows(query.columns());
    std::size_t count = 0;
    while (query.next(out)) {
        rows.add(query);
        ++count;
        if (rows.rows() == rows_at_once) write(rows.text(colour));
    }
    if (rows.rows() > 0) write(rows.text(colour));
    if (!out.has_errors() && count == 0) write("no rows\n");
}

// A number is no formula, whatever it begins with; any other text might be one.
void append_csv(std::string& to, const Query& query, std::size_t column) {
    const std::string_view text = query.text(column);
    const bool plain =
        query.type(column) != Query::Type::text || (text.starts_with('-') && is_number(text));
    plain ? to.append(text) : to.append(csv_cell(text));
}

void write_csv(Query& query, const QuerySink& write, Diagnostics& out) {
    std::string buffer;
    const std::vector<std::string> names = query.columns();
    for (std::size_t column = 0; column < names.size(); ++column) {
        buffer += column == 0 ? "" : ",";
        buffer += csv_cell(names[column]);
    }
    buffer += '\n';
    while (query.next(out)) {
        for (std::size_t column = 0; column < names.size(); ++column) {
            if (column > 0) buffer += ',';
            append_csv(buffer, query, column);
        }
        buffer += '\n';
        if (buffer.size() < bytes_at_once) continue;
        write(buffer);
        buffer.clear();
    }
    write(buffer);
}

void append_json(std::string& to, const Query& query, std::size_t column) {
    const std::string_view text = query.text(column);
    switch (query.type(column)) {
        case Query::Type::null: to += "null"; return;
        case Query::Type::text: append_json_text(to, text); return;
        case Query::Type::integer: break;
    }
    const Rational value = *store::read_exact(text);
    const bool kept = value.abs() <= Rational(most_in_json);
    if (kept) to.append(text);
    if (!kept) append_json_text(to, text);
}

void write_json(Query& query, const QuerySink& write, Diagnostics& out) {
    std::string buffer = "{\n  \"format_version\": \"1.0\",\n  \"columns\": [";
    const std::vector<std::string> names = query.columns();
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (column > 0) buffer += ", ";
        append_json_text(buffer, names[column]);
    }
    buffer += "],\n  \"rows\": [";
    for (bool first = true; query.next(out); first = false) {
        buffer += first ? "\n    [" : ",\n    [";
        for (std::size_t column = 0; column < names.size(); ++column) {
            if (column > 0) buffer += ", ";
            append_json(buffer, query, column);
        }
        buffer += ']';
        if (buffer.size() < bytes_at_once) continue;
        write(buffer);
        buffer.clear();
    }
    write(buffer + "\n  ]\n}\n");
}

}  // namespace

bool write_answer(Query& query, QueryFormat format, Colour colour, const QuerySink& write,
                  Diagnostics& out) {
    switch (format) {
        case QueryFormat::text: write_text(query, colour, write, out); break;
        case QueryFormat::csv: write_csv(query, write, out); break;
        case QueryFormat::json: write_json(query, write, out); break;
    }
    return !out.has_errors();
}

std::string query_tables_text(const std::vector<Query::Table>& tables, Colour colour) {
    std::string text;
    for (const Query::Table& table : tables) {
        text += fmt::format("{:<14}{}\n", table.name, table.meaning);
        text += painted(fmt::format("{}", fmt::join(table.columns, ", ")), Tone::faint, colour);
        text += "\n\n";
    }
    text.pop_back();
    return text;
}

std::string query_tables_json(const std::vector<Query::Table>& tables) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.list("tables", tables, [&](const Query::Table& table) {
            json.text("name", table.name);
            json.text("meaning", table.meaning);
            json.texts("columns", table.columns);
        });
    });
    return json.take();
}

}  // namespace attain::report
