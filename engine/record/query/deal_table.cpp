// `deals`: the ledger as the run read it, line by line, with what became of each. No row is copied:
// a cell is read from its column when SQL asks for it.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "pipeline/result/result.h"
#include "record/query/ledger_cells.h"
#include "record/query/line_tables.h"
#include "record/store/columns.h"
#include "record/store/run_columns.h"

namespace attain::record {

using store::SqlCell;
using store::SqlColumn;
using store::SqlKind;

namespace {

enum DealColumn : std::size_t {
    deal_amount = 5,
    deal_amount_minor,
    deal_currency,
    deal_owner,
    deal_split,
    deal_overlay,
    deal_returns,
    deal_fate,
    deal_entry,
    deal_file,
    deal_file_line,
    deal_first_further,
};

std::string_view name_of_fate(std::uint8_t fate_code) {
    constexpr std::string_view names[] = {"outside", "credited", "netted", "excepted",
                                          "uncredited"};
    return fate_code < std::size(names) ? names[fate_code] : std::string_view();
}

// A column that the company named is shown under its own name, unless that is taken.
std::string free_name(const std::vector<SqlColumn>& taken, std::string name) {
    const auto same = [&](const SqlColumn& column) {
        return std::equal(name.begin(), name.end(), column.name.begin(), column.name.end(),
                          [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    };
    while (std::any_of(taken.begin(), taken.end(), same))
        name += '_';
    return name;
}

SqlKind kind_of_column(ColumnType type) {
    return type == ColumnType::number ? SqlKind::exact : SqlKind::text;
}

class DealTable : public store::SqlTable {
public:
    explicit DealTable(QueryBook& book) : book_(book) {}

    const std::vector<SqlColumn>& columns() override {
        if (!columns_.empty()) return columns_;
        std::vector<SqlColumn> made = line_key_columns();
        for (const SqlColumn& column :
             {SqlColumn{"amount", SqlKind::exact}, SqlColumn{"amount_minor", SqlKind::integer},
              SqlColumn{"currency"}, SqlColumn{"owner"}, SqlColumn{"split"}, SqlColumn{"overlay"},
              SqlColumn{"returns"}, SqlColumn{"fate"}, SqlColumn{"entry", SqlKind::integer},
              SqlColumn{"file"}, SqlColumn{"file_line", SqlKind::integer}}) {
            made.push_back(column);
        }
        for (const FurtherColumn& further : book_.ledger().further) {
            made.push_back({free_name(made, further.name), kind_of_column(further.type())});
        }
        return columns_ = std::move(made);
    }

    std::uint64_t rows() override { return book_.ledger().rows(); }

    void cell(std::uint64_t at, std::size_t column, SqlCell& to) override {
        const Ledger& ledger = book_.ledger();
        const auto row = static_cast<std::size_t>(at);
        switch (column) {
            case deal_amount: return DecimalCells(ledger.amount).cell(row, to);
            case deal_amount_minor: return minor_units(row, to);
            case deal_currency: return text_cell(ledger.currency, row, to);
            case deal_owner: return text_cell(ledger.owner, row, to);
            case deal_split: return text_cell(ledger.split, row, to);
            case deal_overlay: return text_cell(ledger.overlay, row, to);
            case deal_returns: return text_cell(ledger.returns, row, to);
            case deal_fate: return fate_cell(row, to);
            case deal_entry: return to.integer(ledger.origin[row].entry);
            case deal_file: return to.lasting(book_.file_name(ledger.origin[row].file));
            case deal_file_line: return to.integer(ledger.origin[row].line);
            default: break;
        }
        if (column < deal_amount) return line_key_cell(ledger, row, column, to);
        further_cell(ledger.further[column - deal_first_further], row, to);
    }

    std::optional<std::uint64_t> rows_for(std::size_t column) override {
        if (column == 0) return 1;                                        // row
        if (column == 2) return source_ends().size() + 1;                 // deal
        if (column == 1) return rows() / (source_ends().size() + 1) + 1;  // source
        return std::nullopt;
    }

    std::vector<store::RowRange> find(const store::SqlWanted& wanted) override {
        if (wanted.column == 0) return row_numbered(*wanted.integer);
        std::vector<store::RowRange> ranges;
        std::size_t begin = 0;
        for (const std::size_t end : source_ends()) {
            if (wanted.column == 2) add_deal(wanted.text, begin, end, ranges);
            if (wanted.column == 1 && book_.ledger().source.text(begin) == wanted.text) {
                ranges.push_back({begin, end});
            }
            begin = end;
        }
        return ranges;
    }

private:
    std::vector<store::RowRange> row_numbered(std::int64_t number) {
        if (number < 0 || static_cast<std::uint64_t>(number) >= rows()) return {};
        const auto row = static_cast<std::uint64_t>(number);
        return {{row, row + 1}};
    }

    // The lines lie in key order: where one source ends, the next one begins.
    const std::vector<std::size_t>& source_ends() {
        const TextColumn& source = book_.ledger().source;
        if (!source_ends_.empty() || source.size() == 0) return source_ends_;
        for (std::size_t row = 1; row < source.size(); ++row) {
            if (source.code(row) != source.code(row - 1)) source_ends_.push_back(row);
        }
        source_ends_.push_back(source.size());
        return source_ends_;
    }

    // Inside a source the deals are sorted by bytes.
    void add_deal(std::string_view deal, std::size_t begin, std::size_t end,
                  std::vector<store::RowRange>& to) {
        const BytesColumn& deals = book_.ledger().deal;
        const auto first_not = [&](auto before) {
            std::size_t low = begin;
            std::size_t high = end;
            while (low < high) {
                const std::size_t middle = low + (high - low) / 2;
                before(deals.text(middle)) ? low = middle + 1 : high = middle;
            }
            return low;
        };
        const std::size_t first = first_not([&](std::string_view text) { return text < deal; });
        const std::size_t last = first_not([&](std::string_view text) { return text <= deal; });
        if (first < last) to.push_back({first, last});
    }

    void minor_units(std::size_t row, SqlCell& to) {
        const Ledger& ledger = book_.ledger();
        if (!ledger.amount.has(row)) return to.null();
        const int digits = minor_digits_of(ledger.currency.code(row));
        const int decimals = ledger.amount.decimals();
        const std::int64_t units = ledger.amount.units()[row];
        if (units != DecimalColumn::elsewhere && digits >= decimals && digits - decimals <= 4) {
            std::int64_t scaled = units;
            bool fits = true;
            for (int place = decimals; place < digits; ++place)
                fits = fits && !__builtin_mul_overflow(scaled, 10, &scaled);
            if (fits) return to.integer(scaled);
        }
        if (digits >= 0) {
            const Rational minor = ledger.amount.value(row) * Rational(power_of_ten(digits));
            const auto whole = minor.is_whole() ? to_int64(minor.numerator()) : std::nullopt;
            if (whole) return to.integer(*whole);
        }
        to.fail(
            fmt::format("the amount of {} is no whole number of minor units of its currency: "
                        "use decimal_sum(amount)",
                        ledger.key_text(row)));
    }

    // By code of the currency column; -1 where it is none of ISO 4217.
    int minor_digits_of(std::uint32_t code) {
        const std::vector<std::string>& texts = book_.ledger().currency.texts();
        for (std::size_t i = minor_digits_.size(); i < texts.size(); ++i) {
            const std::optional<Currency> found = Currency::find(texts[i]);
            minor_digits_.push_back(found ? found->minor_digits() : -1);
        }
        return minor_digits_[code];
    }

    void fate_cell(std::size_t row, SqlCell& to) {
        if (!fates_) {
            const std::optional<std::uint32_t> run = book_.run_entry();
            fates_.emplace();
            if (run) {
                fates_ = store::read_run_column<std::uint8_t>(book_.database(), *run, "row.fate",
                                                              store::decode_flags);
            }
        }
        if (row >= fates_->size()) return to.null();
        const std::string_view name = name_of_fate((*fates_)[row]);
        if (name.empty()) book_.damaged("the fate of a row");
        to.lasting(name);
    }

    static void further_cell(const FurtherColumn& column, std::size_t row, SqlCell& to) {
        if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
            return text_cell(*texts, row, to);
        }
        if (const auto* days = std::get_if<DayColumn>(&column.values)) {
            return day_cell(*days, row, to);
        }
        DecimalCells(std::get<DecimalColumn>(column.values)).cell(row, to);
    }

    QueryBook& book_;
    std::vector<SqlColumn> columns_;
    std::vector<std::size_t> source_ends_;
    std::vector<int> minor_digits_;
    std::optional<std::vector<std::uint8_t>> fates_;
};

}  // namespace

void DecimalCells::cell(std::size_t row, SqlCell& to) const {
    const std::int64_t units = column_.units()[row];
    if (units != DecimalColumn::elsewhere) {
        store::ExactRoom room;
        return to.text(store::decimal_text(units, column_.decimals(), room));
    }
    column_.has(row) ? to.text(store::exact_text(column_.value(row))) : to.null();
}

void day_cell(const DayColumn& column, std::size_t row, SqlCell& to) {
    column.has(row) ? to.text(column.date(row).text()) : to.null();
}

void text_cell(const TextColumn& column, std::size_t row, SqlCell& to) {
    column.code(row) == 0 ? to.null() : to.lasting(column.text(row));
}

const std::vector<SqlColumn>& line_key_columns() {
    static const std::vector<SqlColumn> columns = {
        {"row", SqlKind::integer}, {"source"}, {"deal"}, {"line"}, {"booked"}};
    return columns;
}

void line_key_cell(const Ledger& ledger, std::size_t row, std::size_t column, SqlCell& to) {
    switch (column) {
        case 0: return to.integer(static_cast<std::int64_t>(row));
        case 1: return to.lasting(ledger.source.text(row));
        case 2: return to.lasting(ledger.deal.text(row));
        case 3: return to.lasting(ledger.line.text(row));
        default: return day_cell(ledger.booked, row, to);
    }
}

std::unique_ptr<store::SqlTable> deal_table(QueryBook& book) {
    return std::make_unique<DealTable>(book);
}

}  // namespace attain::record
