// What runs there are, what was known about people and goals, and what could not be placed.
#include <fmt/format.h>

#include <map>

#include "base/number/parse.h"
#include "record/book/stored_runs.h"
#include "record/query/row_table.h"
#include "record/query/tables.h"
#include "record/store/exact_text.h"
#include "record/store/facts.h"

namespace attain::record {

namespace {

using store::SqlColumn;
using store::SqlKind;
using store::Statement;

RowTable::Rows read_runs(QueryBook& book) {
    RowTable::Rows made;
    for (const StoredRun& run : stored_runs(book.database())) {
        made.emplace_back()
            .integer(run.number)
            .text(run.period)
            .days(run.days)
            .text(run.status)
            .text(run.recorded_at)
            .integer(run.entry)
            .integer(run.read_to)
            .text(run.inputs)
            .text(run.results);
    }
    return made;
}

// `from` and `to` are words of SQL.
std::string sql_name(std::string_view column) {
    if (column == "from" || column == "to") return std::string(column) + "_day";
    return std::string(column);
}

std::vector<SqlColumn> fact_columns(FactKind kind) {
    std::vector<SqlColumn> columns;
    for (const FactColumn& column : columns_of(kind)) {
        const bool number = column.type == CellType::number;
        columns.push_back({sql_name(column.name), number ? SqlKind::exact : SqlKind::text});
    }
    return columns;
}

RowTable::Rows read_kind(QueryBook& book, FactKind kind) {
    RowTable::Rows made;
    const auto columns = columns_of(kind);
    book.require_facts();
    for (const auto& [key, fact] : store::read_facts(book.database(), kind, book.read_to())) {
        SqlRow& row = made.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string cell = i < fact.cells.size() ? fact.cells[i] : std::string();
            const bool number = columns[i].type == CellType::number && !cell.empty();
            const ParsedNumber parsed = number ? parse_number(cell) : ParsedNumber{};
            row.text_or_null(parsed.value ? store::exact_text(*parsed.value) : cell);
        }
    }
    return made;
}

// Each participant once, under the name of the last stretch.
RowTable::Rows read_participants(QueryBook& book) {
    std::map<std::string, std::string> names;
    for (const SqlRow& stretch : read_kind(book, FactKind::people)) {
        const auto* name = std::get_if<std::string>(&stretch.values()[2]);
        names[std::get<std::string>(stretch.values()[0])] = name ? *name : std::string();
    }
    RowTable::Rows made;
    for (const auto& [participant, name] : names)
        made.emplace_back().text(participant).text_or_null(name);
    return made;
}

RowTable::Rows read_exceptions_told(QueryBook& book) {
    RowTable::Rows made;
    const std::optional<std::uint32_t> entry = book.run_entry();
    if (!entry) return made;
    Statement row = book.database().statement(
        "SELECT code, bearing, row, participant, subject, message, help, origin_entry, "
        "origin_file, origin_line FROM run_exception WHERE entry = ? ORDER BY place");
    row.query(*entry);
    while (row.next()) {
        SqlRow& to = made.emplace_back();
        to.text(row.text(0)).text(row.text(1));
        row.is_null(2) ? to.null() : to.integer(row.integer(2));
        to.text_or_null(row.text(3)).text(row.text(4)).text(row.text(5)).text_or_null(row.text(6));
        if (row.integer(7) == 0) {  // it is about no row of a file
            to.null().null();
        } else {
            to.text(book.file_name(row.count(8))).integer(row.integer(9));
        }
    }
    return made;
}

}  // namespace

void add_fact_tables(std::vector<NamedTable>& to, QueryBook& book) {
    const auto add = [&](const char* name, const char* meaning, std::vector<SqlColumn> columns,
                         std::function<RowTable::Rows()> read) {
        to.push_back(
            {name, meaning, std::make_unique<RowTable>(std::move(columns), std::move(read))});
    };
    add("runs", "every stored run of the book",
        {{"run", SqlKind::integer},
         {"period"},
         {"first_day"},
         {"last_day"},
         {"status"},
         {"recorded_at"},
         {"entry", SqlKind::integer},
         {"read_to", SqlKind::integer},
         {"inputs"},
         {"results"}},
        [&book] { return read_runs(book); });
    add("participants", "everybody in people.csv", {{"participant"}, {"name"}},
        [&book] { return read_participants(book); });
    const std::pair<FactKind, const char*> kinds[] = {
        {FactKind::people, "each stretch of people.csv"},
        {FactKind::teams, "teams.csv"},
        {FactKind::quotas, "goals of persons and teams"},
        {FactKind::targets, "target incentives"},
    };
    for (const auto& [kind, meaning] : kinds) {
        const FactKind of = kind;
        add(std::string(name_of(kind)).c_str(), meaning, fact_columns(kind),
            [&book, of] { return read_kind(book, of); });
    }
    add("exceptions", "what the run could not place or pay, and the remedy",
        {{"code"},
         {"bearing"},
         {"row", SqlKind::integer},
         {"participant"},
         {"subject"},
         {"message"},
         {"help"},
         {"file"},
         {"file_line", SqlKind::integer}},
        [&book] { return read_exceptions_told(book); });
}

}  // namespace attain::record
