// What is paid, from a component to the balance of an account: rows of the book with pay as text
// and as minor units.
#include <fmt/format.h>

#include <algorithm>

#include "record/book/settlement_rows.h"
#include "record/canonical/figures.h"
#include "record/query/row_table.h"
#include "record/query/tables.h"
#include "record/store/columns.h"
#include "record/store/exact_text.h"

namespace attain::record {

namespace {

using store::SqlColumn;
using store::SqlKind;
using store::Statement;

// Columns of which those named in `money` are pay: a text, then its minor units.
std::vector<SqlColumn> with_money(const std::vector<std::string>& names,
                                  const std::vector<std::string>& money) {
    std::vector<SqlColumn> columns;
    for (const std::string& name : names) {
        const bool pays = std::find(money.begin(), money.end(), name) != money.end();
        columns.push_back({name, pays ? SqlKind::exact : SqlKind::text});
        if (pays) columns.push_back({name + "_minor", SqlKind::integer});
    }
    return columns;
}

// The rows of `sql` for this run, each made by `make`.
template <class Make>
RowTable::Rows rows_of_run(QueryBook& book, const char* sql, Make make) {
    RowTable::Rows made;
    const std::optional<std::uint32_t> entry = book.run_entry();
    if (!entry) return made;
    Statement rows = book.database().statement(sql);
    rows.query(*entry);
    while (rows.next())
        make(rows, made.emplace_back());
    return made;
}

std::string name_of_period(const QueryBook& book, std::string_view json) {
    try {
        return parse_period(json).name;
    } catch (const FigureReader::Malformed&) {
        book.damaged("a pay period");
    }
}

std::string joined(const QueryBook& book, std::string_view json_texts) {
    const auto texts = store::parse_json_list(json_texts);
    if (!texts) book.damaged("a list of exceptions");
    return fmt::format("{}", fmt::join(*texts, " "));
}

RowTable::Rows read_payouts(QueryBook& book) {
    return rows_of_run(
        book, "SELECT participant, total, currency FROM run_payout WHERE entry = ? ORDER BY place",
        [](const Statement& row, SqlRow& to) {
            to.text(row.text(0)).cash(row.integer(1), row.text(2)).text(row.text(2));
        });
}

RowTable::Rows read_plan_payouts(QueryBook& book) {
    return rows_of_run(book,
                       "SELECT participant, plan, pay_period, assignment, cap_cut, floor_added, "
                       "due, currency FROM run_plan WHERE entry = ? ORDER BY place",
                       [&](const Statement& row, SqlRow& to) {
                           const std::string currency = row.text(7);
                           to.text(row.text(0)).text(row.text(1));
                           to.text(name_of_period(book, row.bytes(2))).days(row.text(3));
                           to.cash(row.integer(4), currency).cash(row.integer(5), currency);
                           to.cash(row.integer(6), currency).text(currency);
                       });
}

RowTable::Rows read_components(QueryBook& book) {
    return rows_of_run(
        book,
        "SELECT participant, plan, component, pay_period, outcome, exact, entitled, before, due, "
        "currency, exceptions FROM run_component WHERE entry = ? ORDER BY place",
        [&](const Statement& row, SqlRow& to) {
            const std::string currency = row.text(9);
            to.text(row.text(0)).text(row.text(1)).text(row.text(2));
            to.text(name_of_period(book, row.bytes(3))).text(row.text(4));
            to.text(store::exact_text(store::parse_fraction(row.bytes(5))));
            to.cash(row.integer(6), currency).cash(row.integer(7), currency);
            to.cash(row.integer(8), currency).text(currency);
            to.text_or_null(joined(book, row.bytes(10)));
        });
}

RowTable::Rows read_settlements_made(QueryBook& book) {
    return rows_of_run(book,
                       "SELECT participant, pay_period, provisional, net, currency FROM "
                       "run_settlement WHERE entry = ? ORDER BY place",
                       [&](const Statement& row, SqlRow& to) {
                           to.text(row.text(0)).text(name_of_period(book, row.bytes(1)));
                           to.integer(row.integer(2)).cash(row.integer(3), row.text(4));
                           to.text(row.text(4));
                       });
}

RowTable::Rows read_postings(QueryBook& book) {
    return rows_of_run(book,
                       "SELECT s.participant, s.pay_period, movement, from_account, to_account, "
                       "amount, s.currency, p.plan, p.about FROM run_posting p JOIN run_settlement "
                       "s ON s.entry = p.entry AND s.place = p.settlement WHERE p.entry = ? "
                       "ORDER BY p.place",
                       [&](const Statement& row, SqlRow& to) {
                           to.text(row.text(0)).text(name_of_period(book, row.bytes(1)));
                           to.text(row.text(2)).text(row.text(3)).text(row.text(4));
                           to.cash(row.integer(5), row.text(6)).text(row.text(6));
                           to.text_or_null(row.text(7)).text_or_null(row.text(8));
                       });
}

RowTable::Rows read_balances(QueryBook& book) {
    return rows_of_run(book,
                       "SELECT s.participant, s.pay_period, b.account, b.plan, b.about, b.opening, "
                       "b.closing, s.currency FROM run_balance b JOIN run_settlement s ON s.entry "
                       "= b.entry AND s.place = b.settlement WHERE b.entry = ? ORDER BY b.place",
                       [&](const Statement& row, SqlRow& to) {
                           to.text(row.text(0)).text(name_of_period(book, row.bytes(1)));
                           to.text(row.text(2)).text_or_null(row.text(3));
                           to.text_or_null(row.text(4)).cash(row.integer(5), row.text(7));
                           to.cash(row.integer(6), row.text(7)).text(row.text(7));
                       });
}

RowTable::Rows read_restatements(QueryBook& book) {
    return rows_of_run(book,
                       "SELECT participant, plan, component, pay_period, posted, now, currency "
                       "FROM run_restatement WHERE entry = ? ORDER BY place",
                       [&](const Statement& row, SqlRow& to) {
                           const std::string currency = row.text(6);
                           to.text(row.text(0)).text(row.text(1)).text(row.text(2));
                           to.text(name_of_period(book, row.bytes(3)));
                           to.cash(row.integer(4), currency).cash(row.integer(5), currency);
                           to.cash(row.integer(5) - row.integer(4), currency).text(currency);
                       });
}

}  // namespace

void add_pay_tables(std::vector<NamedTable>& to, QueryBook& book) {
    const auto add = [&](const char* name, const char* meaning, std::vector<SqlColumn> columns,
                         RowTable::Rows (*read)(QueryBook&)) {
        to.push_back({name, meaning, std::make_unique<RowTable>(std::move(columns), [&book, read] {
                          return read(book);
                      })});
    };
    add("payouts", "what each participant is paid, by currency",
        with_money({"participant", "total", "currency"}, {"total"}), read_payouts);
    add("plan_payouts", "what each plan pays a participant in a pay period",
        with_money({"participant", "plan", "pay_period", "first_day", "last_day", "cap_cut",
                    "floor_added", "due", "currency"},
                   {"cap_cut", "floor_added", "due"}),
        read_plan_payouts);
    std::vector<SqlColumn> components =
        with_money({"participant", "plan", "component", "pay_period", "outcome", "exact",
                    "entitled", "before", "due", "currency", "exceptions"},
                   {"entitled", "before", "due"});
    components[5].kind = SqlKind::exact;
    add("components", "what each component pays a participant in a pay period",
        std::move(components), read_components);
    std::vector<SqlColumn> settlements =
        with_money({"participant", "pay_period", "provisional", "net", "currency"}, {"net"});
    settlements[2].kind = SqlKind::integer;
    add("settlements", "what is paid in the end of a pay period, after draws and holdbacks",
        std::move(settlements), read_settlements_made);
    add("postings", "each movement from an account to another",
        with_money({"participant", "pay_period", "movement", "from_account", "to_account", "amount",
                    "currency", "plan", "about"},
                   {"amount"}),
        read_postings);
    add("balances", "accounts before and after: held, draw, carried, small",
        with_money({"participant", "pay_period", "account", "plan", "about", "opening", "closing",
                    "currency"},
                   {"opening", "closing"}),
        read_balances);
    add("restatements", "what closed pay periods come to now, and what was posted for them",
        with_money({"participant", "plan", "component", "pay_period", "posted", "now", "difference",
                    "currency"},
                   {"posted", "now", "difference"}),
        read_restatements);
}

}  // namespace attain::record
