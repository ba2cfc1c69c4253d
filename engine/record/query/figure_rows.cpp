// The figures between credits and pay: measures, attainments, and each window of a component.
#include <fmt/format.h>

#include "record/book/settlement_rows.h"
#include "record/canonical/figures.h"
#include "record/query/row_table.h"
#include "record/query/tables.h"
#include "record/store/columns.h"
#include "record/store/exact_text.h"
#include "record/store/packing.h"

namespace attain::record {

namespace {

using store::JsonValue;
using store::SqlColumn;
using store::SqlKind;
using store::Statement;

std::string exact_of(const QueryBook& book, std::string_view fraction) {
    try {
        return store::exact_text(store::parse_fraction(fraction));
    } catch (const store::ByteReader::Malformed&) {
        book.damaged("an exact figure");
    }
}

// A figure that is left out where it is as usual.
std::string figure_of(const QueryBook& book, const JsonValue& of, std::string_view name,
                      const char* usual) {
    const JsonValue* found = of.find(name);
    return found ? exact_of(book, found->text) : usual;
}

// Who, of which plan and component, in which pay period and window.
void open_row(const QueryBook& book, const QueryBook::Window& window, SqlRow& to) {
    const JsonValue& ruled_by = member_of(book, window.figures, "ruled_by");
    if (ruled_by.items.size() != 2) book.damaged("what rules a window");
    to.text(window.row.text(0)).text(ruled_by.items[0].text).text(ruled_by.items[1].text);
    to.text(parse_period(window.row.bytes(3)).name);
    to.text(member_of(book, member_of(book, window.figures, "window"), "name").text);
}

RowTable::Rows read_windows(QueryBook& book) {
    RowTable::Rows made;
    book.each_window([&](const QueryBook::Window& window) {
        SqlRow& to = made.emplace_back();
        open_row(book, window, to);
        to.days(member_of(book, window.figures, "days").text);
        for (const char* name : {"gross", "weighted", "deals_cut", "deals_added", "excess_before",
                                 "cap_cut", "floor_added", "excess", "exact"}) {
            to.text(figure_of(book, window.figures, name, "0"));
        }
        to.text(window.row.text(4));
    });
    return made;
}

void add_attainment(const QueryBook& book, const QueryBook::Window& window,
                    const JsonValue& attainment, RowTable::Rows& made) {
    SqlRow& to = made.emplace_back();
    open_row(book, window, to);
    to.text(member_of(book, attainment, "attainment").text);
    to.text(exact_of(book, member_of(book, attainment, "measured").text));
    const JsonValue* quota = attainment.find("quota");
    quota ? to.text(exact_of(book, member_of(book, *quota, "amount").text)) : to.null();
    const JsonValue* value = attainment.find("value");
    value ? to.text(exact_of(book, value->text)) : to.null();
    if (const JsonValue* parts = attainment.find("parts")) {
        for (const JsonValue& part : parts->items)
            add_attainment(book, window, part, made);
    }
}

// Those that a curve or table looked up, and the parts of a combined one.
RowTable::Rows read_attainments(QueryBook& book) {
    RowTable::Rows made;
    book.each_window([&](const QueryBook::Window& window) {
        for (const JsonValue& lookup : member_of(book, window.figures, "lookups").items) {
            if (const JsonValue* found = lookup.find("attainment")) {
                add_attainment(book, window, *found, made);
            }
        }
    });
    return made;
}

RowTable::Rows read_measures_made(QueryBook& book) {
    RowTable::Rows made;
    const std::optional<std::uint32_t> entry = book.run_entry();
    if (!entry) return made;
    Statement row = book.database().statement(
        "SELECT plan, measure, owner_kind, owner, window, days, value FROM run_measure "
        "WHERE entry = ? ORDER BY place");
    row.query(*entry);
    while (row.next()) {
        SqlRow& to = made.emplace_back();
        const bool team = row.text(2) == "team";
        to.text(row.text(0)).text(row.text(1)).text_or_null(team ? "" : row.text(3));
        to.text_or_null(team ? row.text(3) : "").text(parse_period(row.bytes(4)).name);
        to.days(row.text(5));
        row.is_null(6) ? to.null() : to.text(exact_of(book, row.bytes(6)));
    }
    return made;
}

}  // namespace

void add_figure_tables(std::vector<NamedTable>& to, QueryBook& book) {
    const auto add = [&](const char* name, const char* meaning, std::vector<SqlColumn> columns,
                         RowTable::Rows (*read)(QueryBook&)) {
        to.push_back({name, meaning, std::make_unique<RowTable>(std::move(columns), [&book, read] {
                          return read(book);
                      })});
    };
    add("measures", "what each person or team brought, measure by measure",
        {{"plan"},
         {"measure"},
         {"participant"},
         {"team"},
         {"window"},
         {"first_day"},
         {"last_day"},
         {"value", SqlKind::exact}},
        read_measures_made);
    add("attainments", "measure, goal and attainment behind each component",
        {{"participant"},
         {"plan"},
         {"component"},
         {"pay_period"},
         {"window"},
         {"attainment"},
         {"measured", SqlKind::exact},
         {"goal", SqlKind::exact},
         {"attained", SqlKind::exact}},
        read_attainments);
    std::vector<SqlColumn> windows = {{"participant"}, {"plan"},      {"component"}, {"pay_period"},
                                      {"window"},      {"first_day"}, {"last_day"}};
    for (const char* name : {"gross", "weighted", "deals_cut", "deals_added", "excess_before",
                             "cap_cut", "floor_added", "excess", "exact"}) {
        windows.push_back({name, SqlKind::exact});
    }
    windows.push_back({"currency"});
    add("windows", "each window of a component, from gross to exact pay", std::move(windows),
        read_windows);
}

}  // namespace attain::record
