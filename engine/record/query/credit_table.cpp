// `credits`: a row for every line that a measure counts, with what of it is credited. Straight from
// the packed columns of the run; a block's owner and unit are those of its measure.
#include <fmt/format.h>

#include "record/book/settlement_rows.h"
#include "record/canonical/names.h"
#include "record/query/block_rows.h"
#include "record/query/block_values.h"
#include "record/query/ledger_cells.h"
#include "record/query/line_tables.h"
#include "record/store/columns.h"

namespace attain::record {

namespace {

using store::SqlCell;
using store::SqlColumn;
using store::SqlKind;
using store::Statement;

enum CreditColumn : std::size_t {
    credited_participant = 5,
    credited_team,
    credit_plan,
    credit_measure,
    credit_window,
    credit_value,
    credit_currency,
};

struct CreditBlock {
    std::string plan;
    std::string measure;
    std::string participant;  // or …
    std::string team;
    std::string window;
    ValueBlock values = {};
    std::optional<std::string> currency = {};  // asked of the plan when it is needed; "": no money
};

class CreditTable : public store::SqlTable {
public:
    explicit CreditTable(QueryBook& book) : book_(book) {}

    const std::vector<SqlColumn>& columns() override {
        if (!columns_.empty()) return columns_;
        columns_ = line_key_columns();
        for (const char* name : {"participant", "team", "plan", "measure", "window"})
            columns_.push_back({name});
        columns_.push_back({"credit", SqlKind::exact});
        columns_.push_back({"currency"});
        return columns_;
    }

    std::uint64_t rows() override {
        load();
        return blocks_of_rows_.rows();
    }

    void cell(std::uint64_t row, std::size_t column, SqlCell& to) override {
        load();
        const BlockRows::Place place = blocks_of_rows_.place_of(row);
        CreditBlock& block = blocks_[place.block];
        const std::uint64_t at = block.values.begin + place.line;
        switch (column) {
            case 0: return to.integer(values_.row(at));
            case credited_participant: return named(block.participant, to);
            case credited_team: return named(block.team, to);
            case credit_plan: return to.lasting(block.plan);
            case credit_measure: return to.lasting(block.measure);
            case credit_window: return to.lasting(block.window);
            case credit_value: return values_.value(block.values, place.line, to);
            case credit_currency: return named(currency_of(block), to);
            default: break;
        }
        line_key_cell(book_.ledger(), ledger_row(at), column, to);
    }

    std::optional<std::uint64_t> rows_for(std::size_t column) override {
        if (column != credited_participant && column != credited_team) return std::nullopt;
        load();
        return blocks_of_rows_.rows_of_one();
    }

    std::vector<store::RowRange> find(const store::SqlWanted& wanted) override {
        load();
        // A person and a team of one name: SQLite looks at the column again.
        return blocks_of_rows_.rows_of(wanted.text);
    }

private:
    static void named(const std::string& name, SqlCell& to) {
        name.empty() ? to.null() : to.lasting(name);
    }

    std::size_t ledger_row(std::uint64_t at) {
        if (values_.row(at) >= book_.ledger().rows()) book_.damaged("the row of a credit");
        return values_.row(at);
    }

    const std::string& currency_of(CreditBlock& block) {
        if (block.currency) return *block.currency;
        const World& world = book_.world();
        if (!names_) names_.emplace(world);
        try {
            const PlanIndex plan = names_->find_plan(block.plan);
            const Plan& rules = world.rules[plan];
            const MeasureIndex measure = names_->find_measure(plan, block.measure);
            block.currency = rules.measures[measure].is_money() ? rules.currency.code() : "";
        } catch (const UnknownName& unknown) {
            book_.damaged(unknown.what);
        }
        return *block.currency;
    }

    void load() {
        if (loaded_) return;
        loaded_ = true;
        const std::optional<std::uint32_t> entry = book_.run_entry();
        if (!entry) return;
        try {
            read(*entry);
        } catch (const store::ByteReader::Malformed&) {
            book_.damaged("the credits");
        }
    }

    void read(std::uint32_t entry) {
        const store::Database& database = book_.database();
        values_.read(database, entry, "credit");
        Statement row = database.statement(
            "SELECT plan, measure, owner_kind, owner, window, lines_begin, lines_end, denominator, "
            "exact, ratios_begin FROM run_measure WHERE entry = ? ORDER BY place");
        row.query(entry);
        while (row.next()) {
            const bool team = row.text(2) == "team";
            CreditBlock block{row.text(0), row.text(1), team ? "" : row.text(3),
                              team ? row.text(3) : "", parse_period(row.bytes(4)).name};
            ValueBlock& values = block.values;
            values.begin = static_cast<std::uint64_t>(row.integer(5));
            values.end = static_cast<std::uint64_t>(row.integer(6));
            values.exact = row.integer(8) != 0;
            values.ratios_begin = static_cast<std::uint64_t>(row.integer(9));
            values.set_denominator(store::parse_fraction(row.bytes(7)));
            values_.check(values);
            blocks_of_rows_.add(values.lines(), team ? block.team : block.participant);
            blocks_.push_back(std::move(block));
        }
    }

    QueryBook& book_;
    std::vector<SqlColumn> columns_;
    bool loaded_ = false;
    BlockValues values_;
    std::vector<CreditBlock> blocks_;
    BlockRows blocks_of_rows_;
    std::optional<Names> names_;
};

}  // namespace

std::unique_ptr<store::SqlTable> credit_table(QueryBook& book) {
    return std::make_unique<CreditTable>(book);
}

}  // namespace attain::record
