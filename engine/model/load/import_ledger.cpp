// The ledger's way in: ten million rows, column by column, without an allocation per row.
//
//     source,deal,line,booked,amount,currency,owner
//     crm,D-1042,1,2026-02-14,120000.00,USD,ada
//
// A row is first read as a whole into `Pending`, then pushed onto every column, so that a row that
// does not read leaves no trace in the columns. Two rows of one key are found afterwards: a file in
// strictly rising key order, the ordinary case, needs no search; else one hash table over the key
// bytes finds them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>

#include "base/number/parse.h"
#include "model/load/cell.h"
#include "model/load/import.h"
#include "model/load/layout.h"
#include "model/load/split.h"

namespace attain::load {

namespace {

enum Column : std::size_t {
    source_column,
    deal_column,
    line_column,
    booked_column,
    amount_column,
    currency_column,
    owner_column,
    split_column,
    overlay_column,
    returns_column,
};

constexpr WantedColumn wanted_of_lines[] = {
    {"source", true},   {"deal", true},  {"line", false},  {"booked", true},   {"amount", true},
    {"currency", true}, {"owner", true}, {"split", false}, {"overlay", false}, {"returns", false},
};

// A number on its way into a column: fixed on the fast road, exact where that does not suffice.
struct PendingNumber {
    bool present = false;
    FixedDecimal fixed;
    std::optional<Rational> exact;
};

struct PendingFurther {
    std::string_view text;
    PendingNumber number;
    std::int32_t day = DayColumn::absent;
};

struct RowText {
    std::uint64_t begin = 0;
    std::uint32_t length = 0;
};

class LedgerReader {
public:
    LedgerReader(const Layout& layout, const SourcePtr& source, Batch& batch)
        : layout_(layout), source_(source), batch_(batch), lines_(batch.lines) {
        for (const FurtherFeed& further : layout_.further) {
            switch (further.type) {
                case ColumnType::text:
                    lines_.further.push_back({further.feed.name, TextColumn()});
                    break;
                case ColumnType::number:
                    lines_.further.push_back({further.feed.name, DecimalColumn()});
                    break;
                case ColumnType::date:
                    lines_.further.push_back({further.feed.name, DayColumn()});
                    break;
            }
        }
        further_.resize(layout_.further.size());
    }

    void take(const intake::CsvRow& row) {
        if (batch_.rows_read++ == 0) reserve_for(row);
        if (read(row)) {
            push(row);
            return;
        }
        std::string key = key_of(row);
        if (!key.empty()) broken_keys_.emplace(key, row.line);
        batch_.unread.push_back(unread_row(batch_, text_of(row, source_), row.line,
                                           std::move(trouble_), std::move(key)));
    }

    void finish();

private:
    std::string_view text(std::size_t column) const { return texts_[column]; }

    bool read(const intake::CsvRow& row) {
        if (!row.readable) {
            trouble_ = {"unreadable-row", row.problem, row.help};
            return false;
        }
        for (std::size_t i = 0; i < texts_.size(); ++i)
            texts_[i] = layout_.standard[i].text(row);
        return key_reads() && sound_text(text(returns_column), "returns", trouble_) &&
               sound_text(text(owner_column), "owner", trouble_) && booked_reads() &&
               amount_reads() && split_reads(text(split_column), lines_.split, good_splits_) &&
               split_reads(text(overlay_column), lines_.overlay, good_overlays_) &&
               further_reads(row);
    }

    bool key_reads() {
        for (const Column column : {source_column, deal_column}) {
            if (!text(column).empty()) continue;
            trouble_ = {"missing-cell", fmt::format("`{}` is empty", wanted_of_lines[column].name),
                        "a row is known by its source, deal and line"};
            return false;
        }
        return sound_text(text(source_column), "source", trouble_) &&
               sound_text(text(deal_column), "deal", trouble_) &&
               sound_text(text(line_column), "line", trouble_);
    }

    // Files come in runs: the day before is often the day now.
    bool booked_reads() {
        if (!last_day_text_.empty() && text(booked_column) == last_day_text_) {
            booked_ = last_day_;
            return true;
        }
        if (!day_reads(text(booked_column), layout_.standard[booked_column], booked_)) return false;
        last_day_text_ = text(booked_column);
        last_day_ = booked_;
        return true;
    }

    bool day_reads(std::string_view written, const Feed& feed, std::int32_t& day) {
        day = DayColumn::absent;
        if (written.empty()) return true;
        const std::optional<Date> read_day = read_date(written, feed, trouble_);
        if (read_day) day = read_day->days();
        return read_day.has_value();
    }

    bool number_reads(std::string_view written, const Feed& feed, PendingNumber& number) {
        number.present = !written.empty();
        number.exact.reset();
        if (!number.present) return true;
        if (!feed.number_format) {
            if (const std::optional<FixedDecimal> fixed = parse_fixed(written)) {
                number.fixed = *fixed;
                return true;
            }
        }
        number.exact = read_number(written, feed, trouble_);
        return number.exact.has_value();
    }

    bool amount_reads() {
        if (!number_reads(text(amount_column), layout_.standard[amount_column], amount_))
            return false;
        if (amount_.present) return true;
        trouble_ = {"missing-cell", "`amount` is empty",
                    "write the amount, `0` where it is nothing"};
        return false;
    }

    // A text that once read is not read again: splits repeat.
    bool split_reads(std::string_view written, TextColumn& column, std::vector<bool>& good) {
        if (written.empty()) return true;
        const std::uint32_t code = column.code_of(written);
        if (code < good.size() && good[code]) return true;
        if (!parse_split(written, trouble_)) return false;
        if (code >= good.size()) good.resize(code + 1);
        good[code] = true;
        return true;
    }

    bool further_reads(const intake::CsvRow& row) {
        for (std::size_t i = 0; i < further_.size(); ++i) {
            const FurtherFeed& wanted = layout_.further[i];
            PendingFurther& pending = further_[i];
            pending.text = wanted.feed.text(row);
            if (wanted.type == ColumnType::number &&
                !number_reads(pending.text, wanted.feed, pending.number)) {
                return false;
            }
            if (wanted.type == ColumnType::date &&
                !day_reads(pending.text, wanted.feed, pending.day)) {
                return false;
            }
        }
        return true;
    }

    static void push(const PendingNumber& number, DecimalColumn& column) {
        if (!number.present) {
            column.push_absent();
        } else if (number.exact) {
            column.push_exact(*number.exact);
        } else {
            column.push(number.fixed.units, number.fixed.decimals);
        }
    }

    void push(const intake::CsvRow& row) {
        lines_.source.push(text(source_column));
        lines_.deal.push(text(deal_column));
        lines_.line.push(text(line_column));
        lines_.booked.days.push_back(booked_);
        push(amount_, lines_.amount);
        lines_.currency.push(text(currency_column));
        lines_.owner.push(text(owner_column));
        lines_.split.push(text(split_column));
        lines_.overlay.push(text(overlay_column));
        lines_.returns.push(text(returns_column));
        for (std::size_t i = 0; i < further_.size(); ++i) {
            auto& values = lines_.further[i].values;
            if (auto* texts = std::get_if<TextColumn>(&values)) texts->push(further_[i].text);
            if (auto* numbers = std::get_if<DecimalColumn>(&values))
                push(further_[i].number, *numbers);
            if (auto* days = std::get_if<DayColumn>(&values)) days->days.push_back(further_[i].day);
        }
        lines_.origin.push_back({0, 0, static_cast<std::uint32_t>(row.line)});
        row_texts_.push_back({row.begin, static_cast<std::uint32_t>(row.end - row.begin)});
    }

    std::string key_of(const intake::CsvRow& row) const {
        std::array<std::string_view, 3> parts;
        Trouble ignored;
        for (const Column column : {source_column, deal_column, line_column}) {
            parts[column] = layout_.standard[column].text(row);
            if (!sound_text(parts[column], "", ignored)) return {};
        }
        if (parts[source_column].empty() || parts[deal_column].empty()) return {};
        return fmt::format("{}\x1f{}\x1f{}", parts[0], parts[1], parts[2]);
    }

    std::string key_of(std::size_t row) const {
        return fmt::format("{}\x1f{}\x1f{}", lines_.source.text(row), lines_.deal.text(row),
                           lines_.line.text(row));
    }

    bool same_key(std::size_t a, std::size_t b) const {
        return lines_.source.code(a) == lines_.source.code(b) &&
               lines_.line.code(a) == lines_.line.code(b) &&
               lines_.deal.text(a) == lines_.deal.text(b);
    }

    std::uint64_t key_hash(std::size_t row) const {
        std::uint64_t hash = std::hash<std::string_view>()(lines_.deal.text(row));
        hash ^= lines_.source.code(row) * 0x9e3779b97f4a7c15ULL;
        hash ^= lines_.line.code(row) * 0xc2b2ae3d27d4eb4fULL;
        hash *= 0xff51afd7ed558ccdULL;
        return hash ^ (hash >> 32U);
    }

    // As many rows as fit into the file if all are as long as the first: one allocation a column.
    void reserve_for(const intake::CsvRow& row) {
        const std::size_t length = row.end - row.begin + 1;
        const std::size_t rows = source_->text().size() / length + 1;
        for (TextColumn* column : {&lines_.source, &lines_.line, &lines_.currency, &lines_.owner,
                                   &lines_.split, &lines_.overlay, &lines_.returns}) {
            column->reserve(rows);
        }
        lines_.booked.days.reserve(rows);
        lines_.amount.reserve(rows);
        lines_.origin.reserve(rows);
        row_texts_.reserve(rows);
    }

    bool strictly_rising() const;
    void find_repeats();
    void find_broken_keys();
    void reject(std::size_t row, std::size_t other_line);

    const Layout& layout_;
    SourcePtr source_;
    Batch& batch_;
    Ledger& lines_;
    Trouble trouble_;
    std::array<std::string_view, std::size(wanted_of_lines)> texts_;
    std::int32_t booked_ = DayColumn::absent;
    std::string last_day_text_;
    std::int32_t last_day_ = DayColumn::absent;
    PendingNumber amount_;
    std::vector<PendingFurther> further_;
    std::vector<bool> good_splits_;
    std::vector<bool> good_overlays_;
    std::vector<RowText> row_texts_;
    std::map<std::string, std::size_t> broken_keys_;  // of unreadable rows, with their line
    enum class Fate : std::uint8_t { kept, repeated, rejected };
    std::vector<Fate> fates_;
};

bool LedgerReader::strictly_rising() const {
    for (std::size_t row = 1; row < lines_.rows(); ++row) {
        if (!lines_.key_less(row - 1, row)) return false;
    }
    return true;
}

void LedgerReader::reject(std::size_t row, std::size_t other_line) {
    const RowText& text = row_texts_[row];
    fates_[row] = Fate::rejected;
    batch_.unread.push_back(unread_row(
        batch_, source_->text().substr(text.begin, text.length), lines_.origin[row].line,
        row_twice(lines_.key_text(row), lines_.origin[row].line, other_line), key_of(row)));
}

// Open addressing over row numbers. The order of the table never shows: what is found is the first
// row of the file with the same key. Half of the hash lies beside the row, so that a stranger in a
// slot is passed by without a look at its text.
void LedgerReader::find_repeats() {
    constexpr std::uint32_t none = 0xffffffffU;
    struct Slot {
        std::uint32_t row = none;
        std::uint32_t hash = 0;
    };
    const std::size_t rows = lines_.rows();
    std::size_t size = 16;
    while (size < rows * 2)
        size *= 2;
    std::vector<Slot> table(size);
    std::vector<std::uint32_t> first(rows);              // the first row of the same key
    std::vector<std::uint32_t> contradicts(rows, none);  // by first row: one that says otherwise
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint64_t hash = key_hash(row);
        const auto high = static_cast<std::uint32_t>(hash >> 32U);
        std::size_t at = hash & (size - 1);
        while (table[at].row != none && (table[at].hash != high || !same_key(table[at].row, row))) {
            at = (at + 1) & (size - 1);
        }
        if (table[at].row == none) table[at] = {row, high};
        first[row] = table[at].row;
        const bool contradiction = first[row] != row && !lines_.same_content(first[row], row);
        if (contradiction && contradicts[first[row]] == none) contradicts[first[row]] = row;
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t other = contradicts[first[row]];
        if (other != none) {
            reject(row, lines_.origin[first[row] == row ? other : first[row]].line);
        } else if (first[row] != row) {
            fates_[row] = Fate::repeated;
            ++batch_.repeated;
        }
    }
}

// A readable row whose key an unreadable row bears too: nobody knows which of them is right (L2).
void LedgerReader::find_broken_keys() {
    for (std::size_t row = 0; row < lines_.rows(); ++row) {
        if (fates_[row] == Fate::rejected) continue;
        const auto broken = broken_keys_.find(key_of(row));
        if (broken == broken_keys_.end()) continue;
        if (fates_[row] == Fate::repeated) --batch_.repeated;
        reject(row, broken->second);
    }
}

void LedgerReader::finish() {
    const bool rising = strictly_rising();
    if (rising && broken_keys_.empty()) return;
    fates_.assign(lines_.rows(), Fate::kept);
    if (!rising) find_repeats();
    if (!broken_keys_.empty()) find_broken_keys();
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < fates_.size(); ++row) {
        if (fates_[row] == Fate::kept) kept.push_back(row);
    }
    if (kept.size() < fates_.size()) lines_ = lines_.picked(kept);
    std::stable_sort(batch_.unread.begin(), batch_.unread.end(),
                     [](const UnreadRow& a, const UnreadRow& b) { return a.line < b.line; });
}

}  // namespace

bool import_ledger(const SourcePtr& source, const Mapping* mapping, Batch& batch,
                   Diagnostics& out) {
    intake::CsvReader reader(source, mapping ? mapping->separator : ',', out);
    if (!reader.ok()) return false;
    const std::optional<Layout> layout =
        lay_out(reader, wanted_of_lines, FurtherColumns::allowed, mapping, out);
    if (!layout) return false;
    LedgerReader ledger(*layout, source, batch);
    intake::CsvRow row;
    while (reader.next(row))
        ledger.take(row);
    ledger.finish();
    return true;
}

}  // namespace attain::load
