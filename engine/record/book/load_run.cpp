// A stored run as the value that it was: no rule is applied, nothing is recomputed. Its rows are
// held against the fingerprint of their entry first; names that the world does not know end the
// reading.
#include <fmt/format.h>

#include <utility>

#include "record/book/inside.h"
#include "record/book/settlement_rows.h"
#include "record/book/stored_runs.h"
#include "record/canonical/figures.h"
#include "record/store/columns.h"
#include "record/store/entries.h"
#include "record/store/run_columns.h"

namespace attain::record {

namespace {

using store::Statement;

class RunReader {
public:
    RunReader(const store::Database& database, const World& world, std::uint32_t entry)
        : database_(database), names_(world), entry_(entry) {}

    RunResult read() {
        read_head();
        read_measures();
        read_pools();
        read_components();
        read_plans();
        read_payouts();
        read_taken_back(database_, entry_, run_);
        read_settlements(database_, entry_, run_);
        read_exceptions();
        read_columns();
        return std::move(run_);
    }

private:
    Statement rows_of(const char* table) const {
        return database_.statement(
            fmt::format("SELECT * FROM {} WHERE entry = ? ORDER BY place", table).c_str());
    }
    template <class Thing>
    Thing figures(PlanIndex plan, std::string_view json) const {
        return FigureReader(names_, plan).value<Thing>(json);
    }
    Period period(std::string_view json) const { return figures<Period>(PlanIndex::none(), json); }
    static Currency currency(const std::string& code) {
        if (const std::optional<Currency> found = Currency::find(code)) return *found;
        throw UnknownName{fmt::format("the currency `{}`", code)};
    }
    static std::vector<std::string> texts(std::string_view json) {
        if (auto list = store::parse_json_list(json)) return std::move(*list);
        throw FigureReader::Malformed();
    }
    std::vector<std::size_t> places(std::string_view json) const {
        return figures<std::vector<std::size_t>>(PlanIndex::none(), json);
    }

    void read_head() {
        Statement row = database_.statement(
            "SELECT read_to, period, grain, days, rules_number FROM run WHERE entry = ?");
        if (!row.query(entry_).next()) throw FigureReader::Malformed();
        run_.entry = row.count(0);
        run_.period = {row.text(1), grain_or_throw(row.text(2)), parse_days(row.text(3))};
        run_.rules_number = row.count(4);
    }

    void read_measures() {
        Statement rows = rows_of("run_measure");
        rows.query(entry_);
        while (rows.next()) {
            MeasureResult measure;
            measure.plan = names_.find_plan(rows.text(2));
            measure.measure = names_.find_measure(measure.plan, rows.text(3));
            measure.owner = find_owner(names_, rows.text(4), rows.text(5));
            measure.window = period(rows.bytes(6));
            measure.days = parse_days(rows.text(7));
            measure.none = rows.is_null(8);
            if (!measure.none) measure.value = store::parse_fraction(rows.bytes(8));
            measure.lines.begin = place(rows, 9);
            measure.lines.end = place(rows, 10);
            measure.lines.denominator = store::parse_fraction(rows.bytes(11)).numerator();
            measure.lines.exact = rows.integer(12) != 0;
            measure.lines.ratios_begin = place(rows, 13);
            measure.inputs = places(rows.bytes(14));
            run_.measures.push_back(std::move(measure));
        }
    }

    void read_pools() {
        Statement rows = rows_of("run_pool");
        rows.query(entry_);
        while (rows.next()) {
            PoolResult pool;
            pool.plan = names_.find_plan(rows.text(2));
            pool.component = names_.find_component(pool.plan, rows.text(3));
            pool.team = names_.find_team(rows.text(4));
            pool.window = period(rows.bytes(5));
            if (!rows.is_null(6)) {
                pool.above = figures<AttainmentFigure>(pool.plan, rows.bytes(6));
            }
            pool.measure_result = place(rows, 7);
            pool.base = store::parse_fraction(rows.bytes(8));
            pool.amount = store::parse_fraction(rows.bytes(9));
            for (const std::string& member : texts(rows.bytes(10))) {
                pool.members.push_back(names_.find_participant(member));
            }
            pool.open = rows.integer(11) != 0;
            run_.pools.push_back(std::move(pool));
        }
    }

    void read_components() {
        Statement rows = rows_of("run_component");
        rows.query(entry_);
        while (rows.next()) {
            const PlanIndex plan = names_.find_plan(rows.text(3));
            const Currency money = currency(rows.text(12));
            run_.components.push_back({names_.find_participant(rows.text(2)), plan,
                                       names_.find_component(plan, rows.text(4)),
                                       period(rows.bytes(5)), parse_days(rows.text(6)),
                                       outcome_named(rows.text(7)),
                                       figures<std::vector<WindowFigures>>(plan, rows.bytes(14)),
                                       store::parse_fraction(rows.bytes(8)),
                                       Cash(rows.integer(9), money), Cash(rows.integer(10), money),
                                       Cash(rows.integer(11), money), texts(rows.bytes(13))});
        }
    }

    void read_plans() {
        Statement rows = rows_of("run_plan");
        rows.query(entry_);
        while (rows.next()) {
            const Currency money = currency(rows.text(10));
            run_.plans.push_back({names_.find_participant(rows.text(2)),
                                  names_.find_plan(rows.text(3)), period(rows.bytes(4)),
                                  parse_days(rows.text(5)), places(rows.bytes(6)),
                                  Cash(rows.integer(7), money), Cash(rows.integer(8), money),
                                  Cash(rows.integer(9), money)});
        }
    }

    void read_payouts() {
        Statement rows = rows_of("run_payout");
        rows.query(entry_);
        while (rows.next()) {
            run_.payouts.push_back({names_.find_participant(rows.text(2)), places(rows.bytes(3)),
                                    Cash(rows.integer(4), currency(rows.text(5)))});
        }
    }

    void read_exceptions() {
        Statement rows = rows_of("run_exception");
        rows.query(entry_);
        while (rows.next()) {
            Exception exception;
            exception.code = rows.text(2);
            exception.bearing = bearing_named(rows.text(3));
            if (!rows.is_null(4)) exception.row = RowIndex(rows.count(4));
            if (!rows.is_null(5)) exception.who = names_.find_participant(rows.text(5));
            exception.subject = rows.text(6);
            exception.message = rows.text(7);
            exception.help = rows.text(8);
            exception.origin = {rows.count(9), rows.count(10), rows.count(11)};
            run_.exceptions.push_back(std::move(exception));
        }
    }

    template <class Value, class Decode>
    std::vector<Value> column(const char* name, Decode decode) const {
        return store::read_run_column<Value>(database_, entry_, name, decode);
    }

    void read_columns() {
        run_.credits.rows = column<std::uint32_t>("credit.row", store::decode_counts);
        run_.credits.units = column<std::int64_t>("credit.units", store::decode_units);
        run_.credits.ratios = column<Rational>("credit.ratio", store::decode_ratios);
        run_.slices.rows = column<std::uint32_t>("slice.row", store::decode_counts);
        run_.slices.tiers = column<std::uint16_t>("slice.tier", store::decode_tiers);
        run_.slices.units = column<std::int64_t>("slice.units", store::decode_units);
        run_.slices.ratios = column<Rational>("slice.ratio", store::decode_ratios);
        for (const std::uint8_t fate : column<std::uint8_t>("row.fate", store::decode_flags)) {
            if (fate > static_cast<std::uint8_t>(RowFate::uncredited)) {
                throw FigureReader::Malformed();
            }
            run_.fates.push_back(static_cast<RowFate>(fate));
        }
    }

    static std::size_t place(const Statement& row, int column) {
        const std::int64_t value = row.integer(column);
        if (value < 0) throw FigureReader::Malformed();
        return static_cast<std::size_t>(value);
    }

    const store::Database& database_;
    const Names names_;
    std::uint32_t entry_;
    RunResult run_;
};

std::uint32_t entry_of_run(const store::Database& database, std::uint32_t number) {
    Statement row = database.statement("SELECT entry FROM run WHERE number = ?");
    if (row.query(number).next()) return row.count(0);
    throw BookError(BookError::Kind::could_not,
                    fmt::format("there is no run {} in `{}`", number, database.path()),
                    "look at the list of runs");
}

void require_recorded(const store::Database& database, std::uint32_t entry) {
    for (const store::EntryRow& row : store::read_entries(database)) {
        if (row.number != entry) continue;
        if (row.kind == "run" && store::content_of(database, entry) == row.content) return;
    }
    store::damaged(database.path(), fmt::format("the run of entry {} has been changed", entry));
}

}  // namespace

RunResult load_run(const store::Database& database, std::uint32_t number, const World& world) {
    const store::Transaction snapshot(database, store::Transaction::Kind::read);
    const std::uint32_t entry = entry_of_run(database, number);
    require_recorded(database, entry);
    try {
        return RunReader(database, world, entry).read();
    } catch (const FigureReader::Malformed&) {
    } catch (const store::ByteReader::Malformed&) {
    } catch (const UnknownName& unknown) {
        throw BookError(
            BookError::Kind::could_not,
            fmt::format("run {} speaks of {}, which is not known here", number, unknown.what),
            "read the run with what was known at the entry that it read");
    }
    store::damaged(database.path(), fmt::format("run {} cannot be read", number));
}

}  // namespace attain::record
