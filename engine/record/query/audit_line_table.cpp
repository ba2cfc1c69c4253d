// `audit_lines`: a row for every slice of every deal that a table or rate paid.
//
//     deal    tier  base     rate   times  amount
//     D-1042  2     72000    0.08   0.75   4320      base × rate × times; times is the component's
//                                                    weight and the factor of its modifiers
//
// What is paid by an attainment as a whole (a curve over a target) has no slices.
#include <fmt/format.h>

#include <unordered_map>

#include "record/book/settlement_rows.h"
#include "record/canonical/names.h"
#include "record/query/block_rows.h"
#include "record/query/block_values.h"
#include "record/query/ledger_cells.h"
#include "record/query/line_tables.h"
#include "record/query/tables.h"
#include "record/store/columns.h"
#include "record/store/run_columns.h"

namespace attain::record {

namespace {

using store::JsonValue;
using store::SqlCell;
using store::SqlColumn;
using store::SqlKind;

enum AuditColumn : std::size_t {
    line_participant = 5,
    line_plan,
    line_component,
    line_pay_period,
    line_window,
    line_tier,
    line_base,
    line_rate,
    line_times,
    line_amount,
    line_currency,
};

// One tier of one window: what its slices are paid at.
struct AuditTier {
    std::int64_t number = 0;  // 1 is the first; 0: outside the table
    Rational rate;
    std::string rate_text;
    std::optional<store::ExactScale> amount = {};  // of the block's units, once `times` is known
};

struct AuditBlock {
    std::string participant;
    std::string plan;
    std::string component;
    std::string pay_period;
    std::string window;
    std::string currency;
    ValueBlock values = {};
    Rational factor = 1;
    std::optional<Rational> times = {};
    std::string times_text = {};
    std::unordered_map<std::uint32_t, AuditTier> tiers = {};
};

class AuditLineTable : public store::SqlTable {
public:
    explicit AuditLineTable(QueryBook& book) : book_(book) {}

    const std::vector<SqlColumn>& columns() override {
        if (!columns_.empty()) return columns_;
        columns_ = line_key_columns();
        for (const char* name : {"participant", "plan", "component", "pay_period", "window"})
            columns_.push_back({name});
        columns_.push_back({"tier", SqlKind::integer});
        for (const char* name : {"base", "rate", "times", "amount"})
            columns_.push_back({name, SqlKind::exact});
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
        AuditBlock& block = blocks_[place.block];
        const std::uint64_t at = block.values.begin + place.line;
        switch (column) {
            case 0: return to.integer(values_.row(at));
            case line_participant: return to.lasting(block.participant);
            case line_plan: return to.lasting(block.plan);
            case line_component: return to.lasting(block.component);
            case line_pay_period: return to.lasting(block.pay_period);
            case line_window: return to.lasting(block.window);
            case line_base: return values_.value(block.values, place.line, to);
            case line_currency: return to.lasting(block.currency);
            case line_times: times_of(block); return to.lasting(block.times_text);
            case line_tier:
            case line_rate:
            case line_amount: return rated(block, place.line, column, to);
            default: break;
        }
        if (values_.row(at) >= book_.ledger().rows()) book_.damaged("the row of a slice");
        line_key_cell(book_.ledger(), values_.row(at), column, to);
    }

    std::optional<std::uint64_t> rows_for(std::size_t column) override {
        if (column != line_participant) return std::nullopt;
        load();
        return blocks_of_rows_.rows_of_one();
    }

    std::vector<store::RowRange> find(const store::SqlWanted& wanted) override {
        load();
        return blocks_of_rows_.rows_of(wanted.text);
    }

private:
    // Tier, rate and amount of one slice; what lies in no tier is paid nothing.
    void rated(AuditBlock& block, std::uint64_t line, std::size_t column, SqlCell& to) {
        const auto found = block.tiers.find(tiers_[block.values.begin + line]);
        if (found == block.tiers.end()) {
            return column == line_amount ? to.lasting("0") : to.null();
        }
        AuditTier& tier = found->second;
        if (column == line_tier) return tier.number == 0 ? to.null() : to.integer(tier.number);
        if (column == line_rate) return to.lasting(tier.rate_text);
        const Rational factor = tier.rate * times_of(block);
        if (!tier.amount) tier.amount = store::ExactScale(block.values.unit * factor);
        values_.times(block.values, line, factor, *tier.amount, to);
    }

    const Rational& times_of(AuditBlock& block) {
        if (block.times) return *block.times;
        const World& world = book_.world();
        if (!names_) names_.emplace(world);
        try {
            const PlanIndex plan = names_->find_plan(block.plan);
            const ComponentIndex component = names_->find_component(plan, block.component);
            block.times = block.factor * world.rules[plan].components[component].weight;
        } catch (const UnknownName& unknown) {
            book_.damaged(unknown.what);
        }
        block.times_text = store::exact_text(*block.times);
        return *block.times;
    }

    void load() {
        if (loaded_) return;
        loaded_ = true;
        const std::optional<std::uint32_t> entry = book_.run_entry();
        if (!entry) return;
        try {
            read(*entry);
        } catch (const store::ByteReader::Malformed&) {
            book_.damaged("the slices");
        }
    }

    void read(std::uint32_t entry) {
        const store::Database& database = book_.database();
        values_.read(database, entry, "slice");
        tiers_ = store::read_run_column<std::uint16_t>(database, entry, "slice.tier",
                                                       store::decode_tiers);
        if (tiers_.size() != values_.size()) throw store::ByteReader::Malformed();
        book_.each_window([&](const QueryBook::Window& window) {
            if (const JsonValue* slices = window.figures.find("slices")) add(window, *slices);
        });
    }

    std::uint64_t place(const JsonValue& of, std::string_view name) const {
        const JsonValue& found = member_of(book_, of, name);
        if (found.kind != JsonValue::Kind::integer || found.integer < 0) {
            throw store::ByteReader::Malformed();
        }
        return static_cast<std::uint64_t>(found.integer);
    }

    void add(const QueryBook::Window& window, const JsonValue& slices) {
        const JsonValue& figures = window.figures;
        const JsonValue& ruled_by = member_of(book_, figures, "ruled_by");
        if (ruled_by.items.size() != 2) throw store::ByteReader::Malformed();
        AuditBlock block{window.row.text(0),
                         ruled_by.items[0].text,
                         ruled_by.items[1].text,
                         parse_period(window.row.bytes(3)).name,
                         member_of(book_, member_of(book_, figures, "window"), "name").text,
                         window.row.text(4)};
        ValueBlock& values = block.values;
        values.begin = place(slices, "begin");
        values.end = place(slices, "end");
        values.exact = member_of(book_, slices, "exact").truth;
        values.ratios_begin = place(slices, "ratios_begin");
        values.set_denominator(store::parse_fraction(member_of(book_, slices, "denominator").text));
        values_.check(values);
        if (const JsonValue* factor = figures.find("factor")) {
            block.factor = store::parse_fraction(factor->text);
        }
        add_tiers(block, member_of(book_, figures, "tiers"));
        blocks_of_rows_.add(values.lines(), block.participant);
        blocks_.push_back(std::move(block));
    }

    void add_tiers(AuditBlock& block, const JsonValue& tiers) const {
        constexpr std::uint64_t outside = 0xffffffff;
        for (const JsonValue& tier : tiers.items) {
            const std::uint64_t number = place(tier, "tier");
            const std::uint64_t slot = tier.find("place") ? place(tier, "place") : number;
            const Rational rate = store::parse_fraction(member_of(book_, tier, "value").text);
            const bool none = number == 0xffff || number == outside;
            block.tiers[static_cast<std::uint32_t>(slot)] = {
                none ? 0 : static_cast<std::int64_t>(number) + 1, rate, store::exact_text(rate)};
        }
    }

    QueryBook& book_;
    std::vector<SqlColumn> columns_;
    bool loaded_ = false;
    BlockValues values_;
    std::vector<std::uint16_t> tiers_;
    std::vector<AuditBlock> blocks_;
    BlockRows blocks_of_rows_;
    std::optional<Names> names_;
};

}  // namespace

std::unique_ptr<store::SqlTable> audit_line_table(QueryBook& book) {
    return std::make_unique<AuditLineTable>(book);
}

void add_line_tables(std::vector<NamedTable>& to, QueryBook& book) {
    to.push_back({"deals", "each line of the ledger, as the run read it", deal_table(book)});
    to.push_back({"credits", "each line that a measure counts, with whose and how much",
                  credit_table(book)});
    to.push_back({"audit_lines", "each slice of each deal: tier, base, rate, amount",
                  audit_line_table(book)});
}

}  // namespace attain::record
