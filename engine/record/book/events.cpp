// What was done to runs and what is answered for, as rows: each an entry of its own, sealed like
// any other (P1, P6).
#include <fmt/format.h>

#include "record/book/inside.h"
#include "record/store/entries.h"

namespace attain {

namespace {

using store::Statement;
using store::Transaction;

void seal(const store::Database& database, std::uint32_t entry, const std::string& recorded_at,
          const std::string& what) {
    store::seal_entry(database, entry, recorded_at, "close", what);
}

}  // namespace

std::vector<RunEvent> Book::events() const {
    Statement rows = inside_->database.statement(
        "SELECT entry.number, recorded_at, run, status, step, refused, actor, account, claimed, "
        "reason FROM run_event JOIN entry ON entry.number = run_event.entry ORDER BY run_event.id");
    std::vector<RunEvent> events;
    rows.query();
    while (rows.next()) {
        events.push_back({rows.count(0),
                          rows.text(1),
                          rows.count(2),
                          rows.text(3),
                          rows.text(4),
                          rows.integer(5) != 0,
                          {rows.text(6), rows.text(7), rows.integer(8) != 0},
                          rows.text(9)});
    }
    return events;
}

std::vector<Waiver> Book::waivers() const {
    Statement rows = inside_->database.statement(
        "SELECT entry.number, recorded_at, code, subject, effect, actor, account, claimed, reason "
        "FROM waiver JOIN entry ON entry.number = waiver.entry ORDER BY waiver.id");
    std::vector<Waiver> waivers;
    rows.query();
    while (rows.next()) {
        waivers.push_back({rows.count(0),
                           rows.text(1),
                           rows.text(2),
                           rows.text(3),
                           rows.text(4),
                           {rows.text(5), rows.text(6), rows.integer(7) != 0},
                           rows.text(8)});
    }
    return waivers;
}

void Book::record_event(const RunEvent& event, const std::string& recorded_at) {
    const store::Database& database = inside_->database;
    Transaction change(database, Transaction::Kind::write);
    const std::uint32_t entry = store::next_entry(database, recorded_at);
    database
        .statement("INSERT INTO run_event (entry, run, status, step, refused, actor, account, "
                   "claimed, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .execute(entry, event.run, event.status, event.step, event.refused, event.doer.user,
                 event.doer.account, event.doer.claimed, event.reason);
    seal(database, entry, recorded_at,
         fmt::format("{}{} of run {}", event.refused ? "refused: " : "", event.step, event.run));
    change.commit();
}

void Book::record_waivers(const std::vector<Waiver>& waivers, const std::string& recorded_at) {
    const store::Database& database = inside_->database;
    Transaction change(database, Transaction::Kind::write);
    const std::uint32_t entry = store::next_entry(database, recorded_at);
    Statement insert = database.statement(
        "INSERT INTO waiver (entry, code, subject, effect, actor, account, claimed, reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Waiver& waiver : waivers) {
        insert.execute(entry, waiver.code, waiver.subject, waiver.effect, waiver.doer.user,
                       waiver.doer.account, waiver.doer.claimed, waiver.reason);
    }
    seal(database, entry, recorded_at,
         fmt::format("waived {} {}", waivers.size(),
                     waivers.size() == 1 ? "exception" : "exceptions"));
    change.commit();
}

}  // namespace attain
