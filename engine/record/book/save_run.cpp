// A run becomes rows: what it is named by as text, pay as whole minor units, exact values as
// fractions, the figures behind them as JSON, credits and slices as packed columns (P5).
//
// Before anything is written the run is audited, and looked for: a run of the same period, inputs
// and results is the same run, and computing or saving it again changes nothing (P4).
#include <fmt/format.h>

#include "base/ensure.h"
#include "record/audit/audit.h"
#include "record/book/inside.h"
#include "record/book/settlement_rows.h"
#include "record/book/stored_runs.h"
#include "record/canonical/figures.h"
#include "record/canonical/fingerprint.h"
#include "record/store/columns.h"
#include "record/store/entries.h"
#include "record/store/run_columns.h"

namespace attain {

namespace record {

namespace {

using store::Statement;

class RunWriter {
public:
    RunWriter(const store::Database& database, const World& world, const RunResult& run,
              std::uint32_t entry)
        : database_(database), names_(world), run_(run), entry_(entry) {}

    void write(std::uint32_t number, const std::string& inputs, const std::string& results,
               const std::vector<Branch>& branches) {
        insert("run", 9).execute(number, entry_, run_.entry, run_.period.name,
                                 name_of(run_.period.grain), days_text(run_.period.days),
                                 run_.rules_number, inputs, results);
        database_
            .statement(
                "INSERT INTO run_event (entry, run, status, step, refused, actor, account, "
                "claimed, reason) VALUES (?, ?, 'draft', 'save', 0, '', '', 0, '')")
            .execute(entry_, number);
        Statement branch_row = insert("run_branch", 4);
        for (const Branch& branch : branches) {
            branch_row.execute(entry_, branch.kind, branch.owner, branch.fingerprint);
        }
        write_measures();
        write_pools();
        write_components();
        write_plans();
        write_payouts();
        insert_taken_back(database_, entry_, run_);
        insert_settlements(database_, entry_, run_);
        write_exceptions();
        write_columns();
    }

private:
    Statement insert(const char* table, int columns) const {
        std::string places = "?";
        for (int i = 1; i < columns; ++i)
            places += ", ?";
        return database_.statement(
            fmt::format("INSERT INTO {} VALUES ({})", table, places).c_str());
    }

    template <class Thing>
    std::string json(PlanIndex plan, const Thing& thing) const {
        FigureWriter writer(names_, run_, plan, FigureWriter::Form::stored);
        return writer.value(thing).json();
    }

    static std::string json(const std::vector<std::size_t>& places) {
        store::JsonWriter out;
        out.begin_list();
        for (const std::size_t place : places)
            out.integer(static_cast<std::int64_t>(place));
        return out.end_list().str();
    }

    void write_measures() const {
        Statement row = insert("run_measure", 15);
        for (std::size_t place = 0; place < run_.measures.size(); ++place) {
            const MeasureResult& measure = run_.measures[place];
            const LineBlock& lines = measure.lines;
            std::optional<std::string> value;
            if (!measure.none) value = measure.value.fraction();
            row.execute(entry_, place, names_.plan(measure.plan),
                        names_.measure(measure.plan, measure.measure), kind_of(measure.owner),
                        name_of(names_, measure.owner), json(measure.plan, measure.window),
                        days_text(measure.days), value, lines.begin, lines.end,
                        Rational(lines.denominator).fraction(), lines.exact, lines.ratios_begin,
                        json(measure.inputs));
        }
    }

    void write_pools() const {
        Statement row = insert("run_pool", 12);
        for (std::size_t place = 0; place < run_.pools.size(); ++place) {
            const PoolResult& pool = run_.pools[place];
            std::optional<std::string> above;
            if (pool.above) above = json(pool.plan, *pool.above);
            std::vector<std::string> members;
            for (const ParticipantIndex member : pool.members) {
                members.push_back(names_.participant(member));
            }
            row.execute(
                entry_, place, names_.plan(pool.plan), names_.component(pool.plan, pool.component),
                names_.team(pool.team), json(pool.plan, pool.window), above, pool.measure_result,
                pool.base.fraction(), pool.amount.fraction(), store::json_list(members), pool.open);
        }
    }

    void write_components() const {
        Statement row = insert("run_component", 15);
        for (std::size_t place = 0; place < run_.components.size(); ++place) {
            const ComponentResult& component = run_.components[place];
            row.execute(
                entry_, place, names_.participant(component.who), names_.plan(component.plan),
                names_.component(component.plan, component.component),
                json(component.plan, component.pay_period), days_text(component.assignment),
                name_of(component.outcome), component.exact.fraction(),
                component.entitled.minor_units(), component.before.minor_units(),
                component.due.minor_units(), component.due.currency().code(),
                store::json_list(component.exceptions), json(component.plan, component.windows));
        }
    }

    void write_plans() const {
        Statement row = insert("run_plan", 11);
        for (std::size_t place = 0; place < run_.plans.size(); ++place) {
            const PlanResult& plan = run_.plans[place];
            row.execute(entry_, place, names_.participant(plan.who), names_.plan(plan.plan),
                        json(plan.plan, plan.pay_period), days_text(plan.assignment),
                        json(plan.components), plan.cap_cut.minor_units(),
                        plan.floor_added.minor_units(), plan.due.minor_units(),
                        plan.due.currency().code());
        }
    }

    void write_payouts() const {
        Statement row = insert("run_payout", 6);
        for (std::size_t place = 0; place < run_.payouts.size(); ++place) {
            const Payout& payout = run_.payouts[place];
            row.execute(entry_, place, names_.participant(payout.who), json(payout.plans),
                        payout.total.minor_units(), payout.total.currency().code());
        }
    }

    void write_exceptions() const {
        Statement row = insert("run_exception", 12);
        for (std::size_t place = 0; place < run_.exceptions.size(); ++place) {
            const Exception& exception = run_.exceptions[place];
            std::optional<std::uint32_t> line;
            if (exception.row) line = exception.row->value();
            std::optional<std::string> who;
            if (exception.who.exists()) who = names_.participant(exception.who);
            row.execute(entry_, place, exception.code, name_of(exception.bearing), line, who,
                        exception.subject, exception.message, exception.help,
                        exception.origin.entry, exception.origin.file, exception.origin.line);
        }
    }

    void write_columns() const {
        store::RunColumnWriter columns(database_, entry_);
        columns.add("credit.row", run_.credits.rows, store::encode_counts);
        columns.add("credit.units", run_.credits.units, store::encode_units);
        columns.add("credit.ratio", run_.credits.ratios, store::encode_ratios);
        columns.add("slice.row", run_.slices.rows, store::encode_counts);
        columns.add("slice.tier", run_.slices.tiers, store::encode_tiers);
        columns.add("slice.units", run_.slices.units, store::encode_units);
        columns.add("slice.ratio", run_.slices.ratios, store::encode_ratios);
        std::vector<std::uint8_t> fates;
        for (const RowFate fate : run_.fates)
            fates.push_back(static_cast<std::uint8_t>(fate));
        columns.add("row.fate", fates, store::encode_flags);
    }

    const store::Database& database_;
    const Names names_;
    const RunResult& run_;
    std::uint32_t entry_;
};

void require_lawful(const World& world, const RunResult& run) {
    const std::vector<std::string> findings = audit(world, run);
    if (findings.empty()) return;
    const std::string more =
        findings.size() == 1 ? "" : fmt::format(" (and {} more findings)", findings.size() - 1);
    throw BookError(BookError::Kind::could_not,
                    fmt::format("the run of {} does not add up and was not stored: {}{}",
                                run.period.name, findings.front(), more),
                    "nothing was paid or stored; report this as a fault of the program");
}

// Money is stored in one currency a row.
void require_one_currency(const RunResult& run) {
    for (const PlanResult& plan : run.plans) {
        ensure(plan.cap_cut.currency() == plan.due.currency() &&
                   plan.floor_added.currency() == plan.due.currency(),
               "a plan pays in one currency");
    }
}

}  // namespace

std::vector<StoredRun> stored_runs(const store::Database& database) {
    Statement rows = database.statement(
        "SELECT run.number, run.entry, read_to, recorded_at, period, inputs, results, "
        "(SELECT status FROM run_event WHERE run_event.run = run.number ORDER BY id DESC LIMIT 1), "
        "days FROM run JOIN entry ON entry.number = run.entry ORDER BY run.number");
    std::vector<StoredRun> runs;
    rows.query();
    while (rows.next()) {
        runs.push_back({rows.count(0), rows.count(1), rows.count(2), rows.text(3), rows.text(4),
                        rows.text(5), rows.text(6), rows.text(7), rows.text(8)});
    }
    return runs;
}

StoredRun save_run(const store::Database& database, const World& world,
                   const settlement::History& history, const RunResult& run,
                   const std::string& recorded_at) {
    require_lawful(world, run);
    require_one_currency(run);
    const std::string inputs = fingerprint_of_inputs(world, history);
    const std::vector<Branch> branches = branches_of_results(world, run);
    const std::string results = root_of(branches, run);

    store::Transaction change(database, store::Transaction::Kind::write);
    std::uint32_t number = 0;
    for (StoredRun& stored : stored_runs(database)) {
        const bool same = stored.period == run.period.name && stored.inputs == inputs &&
                          stored.results == results && stored.days == days_text(run.period.days);
        if (same) return std::move(stored);
        number = stored.number;
    }
    ++number;
    const std::uint32_t entry = store::next_entry(database, recorded_at);
    ensure(run.entry == world.facts.entry && run.entry > 0 && run.entry < entry,
           "a run reads what was known before it");
    RunWriter(database, world, run, entry).write(number, inputs, results, branches);
    store::seal_entry(database, entry, recorded_at, "run",
                      fmt::format("run {} of {}", number, run.period.name));
    change.commit();
    return stored_runs(database).back();
}

}  // namespace record

StoredRun Book::save(const World& world, const settlement::History& history, const RunResult& run,
                     const std::string& recorded_at) {
    return record::save_run(inside_->database, world, history, run, recorded_at);
}

std::vector<StoredRun> Book::runs() const {
    const store::Transaction snapshot(inside_->database, store::Transaction::Kind::read);
    return record::stored_runs(inside_->database);
}

RunResult Book::load_run(std::uint32_t number, const World& world) const {
    return record::load_run(inside_->database, number, world);
}

}  // namespace attain
