// What deals take back that came back after their window, as rows of the book, and back again (B4).
#include "record/book/settlement_rows.h"
#include "record/canonical/figures.h"
#include "record/store/columns.h"

namespace attain::record {

void insert_taken_back(const store::Database& database, std::uint32_t entry, const RunResult& run) {
    store::Statement row = database.statement(
        "INSERT INTO run_taken_back VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t place = 0; place < run.taken_back.size(); ++place) {
        const TakenBack& one = run.taken_back[place];
        row.execute(entry, place, one.participant, one.plan, one.component,
                    period_json(one.pay_period), one.taken_by, one.deals, one.day.text(),
                    one.pay.fraction(), one.share.fraction(), one.amount.minor_units(),
                    one.cancelled.minor_units(), one.clawed_back.minor_units(),
                    one.amount.currency().code());
    }
}

void read_taken_back(const store::Database& database, std::uint32_t entry, RunResult& run) {
    store::Statement row = database.statement(
        "SELECT participant, plan, component, pay_period, taken_by, deals, day, pay, share, "
        "amount, cancelled, clawed_back, currency FROM run_taken_back WHERE entry = ? "
        "ORDER BY place");
    row.query(entry);
    while (row.next()) {
        const Currency currency = currency_or_throw(row.text(12));
        const std::optional<Date> day = Date::parse(row.text(6));
        if (!day) throw FigureReader::Malformed();
        run.taken_back.push_back(
            {row.text(0), row.text(1), row.text(2), parse_period(row.bytes(3)), row.text(4),
             row.text(5), *day, store::parse_fraction(row.bytes(7)),
             store::parse_fraction(row.bytes(8)), Cash(row.integer(9), currency),
             Cash(row.integer(10), currency), Cash(row.integer(11), currency)});
    }
}

}  // namespace attain::record
