// What closed periods left behind, from the rows of the runs that closed them. A run closes its
// period from the entry that finalized it until one that reopened it.
#include <fmt/format.h>

#include <algorithm>

#include "base/fingerprint/sha256.h"
#include "record/book/inside.h"
#include "record/book/settlement_rows.h"
#include "record/canonical/figures.h"
#include "record/canonical/names.h"

namespace attain {

namespace {

using settlement::DueKey;
using settlement::History;
using store::Statement;

struct ClosedRun {
    std::uint32_t entry = 0;
    std::uint32_t read_to = 0;
    Period period;
    std::string results;
};

// The runs that are finalized or paid by what had been done at `entry`.
std::vector<ClosedRun> closed_runs(const store::Database& database, std::uint32_t entry,
                                   Date before) {
    Statement rows = database.statement(
        "SELECT run.entry, read_to, period, grain, days, results, "
        "(SELECT status FROM run_event WHERE run_event.run = run.number AND run_event.entry <= ?1 "
        "ORDER BY id DESC LIMIT 1) AS stands FROM run "
        "WHERE stands IN ('finalized', 'paid') ORDER BY run.number");
    std::vector<ClosedRun> closed;
    rows.query(entry);
    while (rows.next()) {
        const DayRange days = record::parse_days(rows.text(4));
        if (days.past_the_end > before) continue;
        closed.push_back({rows.count(0),
                          rows.count(1),
                          {rows.text(2), record::grain_or_throw(rows.text(3)), days},
                          rows.text(5)});
    }
    std::sort(closed.begin(), closed.end(), [](const ClosedRun& a, const ClosedRun& b) {
        return a.period.days.first < b.period.days.first;
    });
    return closed;
}

// "account-executive 2026-01-01" is the version of a plan: its name goes up to the last blank.
std::string name_of_version(const std::string& version) {
    return version.substr(0, version.rfind(' '));
}

void add_dues(const store::Database& database, const ClosedRun& run, History& history) {
    Statement components = database.statement(
        "SELECT participant, plan, component, pay_period, due, currency FROM run_component "
        "WHERE entry = ? ORDER BY place");
    components.query(run.entry);
    while (components.next()) {
        const Period period = record::parse_period(components.bytes(3));
        const Currency currency = record::currency_or_throw(components.text(5));
        settlement::add_due(history.posted,
                            {components.text(0), name_of_version(components.text(1)),
                             components.text(2), period.days, currency},
                            period, Cash(components.integer(4), currency));
    }
    Statement plans = database.statement(
        "SELECT participant, plan, pay_period, cap_cut, floor_added, currency FROM run_plan "
        "WHERE entry = ? ORDER BY place");
    plans.query(run.entry);
    while (plans.next()) {
        const Period period = record::parse_period(plans.bytes(2));
        const Currency currency = record::currency_or_throw(plans.text(5));
        const std::string plan = name_of_version(plans.text(1));
        for (const auto& [column, limit] : {std::pair(3, "plan cap"), std::pair(4, "plan floor")}) {
            if (plans.integer(column) == 0) continue;
            settlement::add_due(history.posted, {plans.text(0), plan, limit, period.days, currency},
                                period, Cash(plans.integer(column), currency));
        }
    }
}

}  // namespace

settlement::History Book::history(std::uint32_t entry, Date before) const {
    const store::Database& database = inside_->database;
    const store::Transaction snapshot(database, store::Transaction::Kind::read);
    History history;
    try {
        for (const ClosedRun& run : closed_runs(database, entry, before)) {
            add_dues(database, run, history);
            RunResult settled;
            settled.period = run.period;
            record::read_settlements(database, run.entry, settled);
            history.close_settled(settled);
            history.read_to = run.read_to;
            history.fingerprint = sha256_hex(
                fmt::format("{}\n{}\n{}\n", history.fingerprint, run.period.name, run.results));
        }
    } catch (const record::FigureReader::Malformed&) {
        store::damaged(database.path(), "what a closed run posted cannot be read");
    } catch (const record::UnknownName& unknown) {
        store::damaged(database.path(), fmt::format("a closed run posted {}", unknown.what));
    }
    return history;
}

}  // namespace attain
