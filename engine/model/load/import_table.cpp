// A small table: rows of checked cells under the declared columns of their kind.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "model/load/cell.h"
#include "model/load/import.h"
#include "model/load/layout.h"
#include "model/load/split.h"

namespace attain::load {

namespace {

constexpr std::size_t shown_bytes = 1000;

std::vector<WantedColumn> wanted_columns(FactKind kind) {
    std::vector<WantedColumn> wanted;
    for (const FactColumn& column : columns_of(kind))
        wanted.push_back({column.name, column.required});
    return wanted;
}

class TableReader {
public:
    TableReader(FactKind kind, const Layout& layout, const SourcePtr& source, Batch& batch)
        : kind_(kind), layout_(layout), source_(source), batch_(batch) {}

    void take(const intake::CsvRow& row) {
        ++batch_.rows_read;
        FactRow fact;
        fact.origin.line = static_cast<std::uint32_t>(row.line);
        Trouble trouble;
        const bool readable = read(row, fact, trouble);
        std::string key = key_of(row);
        if (!readable) {
            reject(std::string(text_of(row, source_)), row.line, std::move(trouble), key);
            broken_keys_.emplace(std::move(key), row.line);
            return;
        }
        rows_[std::move(key)].push_back({std::move(fact), std::string(text_of(row, source_))});
    }

    // Equal repeats count once, contradictions reject each other (L2).
    void finish() {
        for (auto& [key, same_key] : rows_) {
            const std::size_t other = contradicting_line(key, same_key);
            if (other == 0) {
                batch_.repeated += same_key.size() - 1;
                batch_.rows.push_back(std::move(same_key.front().fact));
                continue;
            }
            for (std::size_t i = 0; i < same_key.size(); ++i) {
                const std::size_t line = same_key[i].fact.origin.line;
                const std::size_t first = same_key.front().fact.origin.line;
                reject(same_key[i].text, line, row_twice(shown(key), line, i == 0 ? other : first),
                       key);
            }
        }
        const auto by_line = [](const auto& a, const auto& b) { return a.line < b.line; };
        std::sort(batch_.unread.begin(), batch_.unread.end(), by_line);
        std::sort(batch_.rows.begin(), batch_.rows.end(),
                  [](const FactRow& a, const FactRow& b) { return a.origin.line < b.origin.line; });
    }

private:
    struct Read {
        FactRow fact;
        std::string text;
    };

    bool read(const intake::CsvRow& row, FactRow& fact, Trouble& trouble) const {
        if (!row.readable) {
            trouble = {"unreadable-row", row.problem, row.help};
            return false;
        }
        const std::span<const FactColumn> columns = columns_of(kind_);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Feed& feed = layout_.standard[i];
            const std::string_view text = feed.text(row);
            if (text.empty() && columns[i].required) {
                trouble = {"missing-cell", fmt::format("`{}` is empty", columns[i].name),
                           fmt::format("write {}", columns[i].meaning)};
                return false;
            }
            std::optional<std::string> cell = read_cell(columns[i].type, text, feed, trouble);
            if (!cell) return false;
            fact.cells.push_back(std::move(*cell));
        }
        return read_further(row, fact, trouble) && makes_sense(fact, trouble);
    }

    bool read_further(const intake::CsvRow& row, FactRow& fact, Trouble& trouble) const {
        for (const FurtherFeed& further : layout_.further) {
            const std::string_view text = further.feed.text(row);
            if (text.empty()) continue;
            std::optional<std::string> cell;
            switch (further.type) {
                case ColumnType::text:
                    cell = read_cell(CellType::text, text, further.feed, trouble);
                    break;
                case ColumnType::number:
                    cell = read_cell(CellType::number, text, further.feed, trouble);
                    break;
                case ColumnType::date:
                    cell = read_cell(CellType::date, text, further.feed, trouble);
                    break;
            }
            if (!cell) return false;
            fact.cells.push_back(
                fmt::format("{}:{}={}", further.feed.name, name_of(further.type), *cell));
        }
        return true;
    }

    // What no single cell shows: days that run backwards, a rate of zero, a negative goal.
    bool makes_sense(const FactRow& fact, Trouble& trouble) const {
        const auto cell = [&](std::string_view name) { return cell_named(fact, name); };
        const auto runs_backwards = [&](std::string_view first, std::string_view last) {
            if (cell(last).empty() || cell(first) <= cell(last)) return false;
            trouble = {
                "days-backwards",
                fmt::format("`{}` is {}, after `{}`, {}", first, cell(first), last, cell(last)),
                "correct one of the two days; both are included"};
            return true;
        };
        const auto is_negative = [&] {
            if (!cell("amount").starts_with('-')) return false;
            trouble = {"negative-amount", fmt::format("`amount` is {}", cell("amount")),
                       "a quota or target incentive is zero or more"};
            return true;
        };
        switch (kind_) {
            case FactKind::people:
                return !runs_backwards("from", "to") && plans_read(fact, trouble);
            case FactKind::targets: {
                if (runs_backwards("from", "to") || is_negative()) return false;
                if (cell("per") != "week") return true;
                trouble = {"unknown-word", "a target incentive per week is not possible",
                           "write year, half, quarter or month"};
                return false;
            }
            case FactKind::periods: return !runs_backwards("first", "last");
            case FactKind::quotas: return !is_negative();
            case FactKind::rates: return rate_makes_sense(fact, trouble);
            case FactKind::teams:
            case FactKind::events:
            case FactKind::observations:
            case FactKind::openings:
            case FactKind::adjustments:
            case FactKind::users: return true;
        }
        return true;
    }

    bool rate_makes_sense(const FactRow& fact, Trouble& trouble) const {
        const std::string_view rate = cell_named(fact, "rate");
        if (rate == "0" || rate.starts_with('-')) {
            trouble = {"bad-rate", fmt::format("an exchange rate of {} is not possible", rate),
                       "write units of `quote` for one `base`, more than zero"};
            return false;
        }
        if (cell_named(fact, "base") != cell_named(fact, "quote")) return true;
        trouble = {"bad-rate",
                   fmt::format("`{}` is given a rate to itself", cell_named(fact, "base")),
                   "name two different currencies"};
        return false;
    }

    bool plans_read(const FactRow& fact, Trouble& trouble) const {
        const std::string_view plans = cell_named(fact, "plan");
        if (plans.empty()) return true;
        for (const std::string_view plan : parts_between_plus(plans)) {
            if (is_name(plan)) continue;
            trouble = {"bad-name",
                       fmt::format("`{}` is not the name of a plan", plan.substr(0, 60)),
                       "write one plan, or several as `account-executive + spring-spiff`"};
            return false;
        }
        return true;
    }

    std::string_view cell_named(const FactRow& fact, std::string_view name) const {
        const std::span<const FactColumn> columns = columns_of(kind_);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].name == name) return fact.cells[i];
        }
        ensure(false, "a column that is asked for is declared");
        return {};
    }

    // The key where all of it reads, also of a row whose other cells do not; else "".
    std::string key_of(const intake::CsvRow& row) const {
        const std::span<const FactColumn> columns = columns_of(kind_);
        FactRow keys;
        Trouble ignored;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!columns[i].key) break;
            const Feed& feed = layout_.standard[i];
            std::optional<std::string> cell =
                read_cell(columns[i].type, feed.text(row), feed, ignored);
            if (!cell || (cell->empty() && columns[i].required)) return {};
            keys.cells.push_back(std::move(*cell));
        }
        keys.cells.resize(columns.size());
        return keys.key(kind_);
    }

    // The line of a row that says something else under this key; 0: there is none.
    std::size_t contradicting_line(const std::string& key,
                                   const std::vector<Read>& same_key) const {
        if (const auto broken = broken_keys_.find(key); broken != broken_keys_.end()) {
            return broken->second;
        }
        for (const Read& read : same_key) {
            if (read.fact.cells != same_key.front().fact.cells) return read.fact.origin.line;
        }
        return 0;
    }

    static std::string shown(std::string key) {
        std::replace(key.begin(), key.end(), '\x1f', ' ');
        return key;
    }

    void reject(std::string_view text, std::size_t line, Trouble trouble, std::string key) {
        batch_.unread.push_back(unread_row(batch_, text, line, std::move(trouble), std::move(key)));
    }

    FactKind kind_;
    const Layout& layout_;
    SourcePtr source_;
    Batch& batch_;
    std::map<std::string, std::vector<Read>> rows_;
    std::map<std::string, std::size_t> broken_keys_;  // of unreadable rows, with their line
};

}  // namespace

UnreadRow unread_row(const Batch& batch, std::string_view text, std::size_t line, Trouble trouble,
                     std::string key) {
    std::size_t bytes = std::min(text.size(), shown_bytes);
    // Not in the middle of a character.
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    UnreadRow row;
    row.file = batch.file;
    row.line = static_cast<std::uint32_t>(line);
    row.text = std::string(text.substr(0, bytes));
    row.code = std::move(trouble.code);
    row.message = std::move(trouble.message);
    row.help = std::move(trouble.help);
    row.table = batch.table;
    row.key = std::move(key);
    return row;
}

std::string_view text_of(const intake::CsvRow& row, const SourcePtr& source) {
    return source->text().substr(row.begin, row.end - row.begin);
}

Trouble row_twice(std::string_view shown_key, std::size_t line, std::size_t other_line) {
    return {"row-twice",
            fmt::format("`{}` stands in lines {} and {} with different content", shown_key,
                        std::min(line, other_line), std::max(line, other_line)),
            "keep the row that is right and import the file again"};
}

bool import_table(FactKind kind, const SourcePtr& source, const Mapping* mapping, Batch& batch,
                  Diagnostics& out) {
    intake::CsvReader reader(source, mapping ? mapping->separator : ',', out);
    if (!reader.ok()) return false;
    const std::vector<WantedColumn> wanted = wanted_columns(kind);
    const FurtherColumns further =
        kind == FactKind::people ? FurtherColumns::allowed : FurtherColumns::refused;
    const std::optional<Layout> layout = lay_out(reader, wanted, further, mapping, out);
    if (!layout) return false;
    TableReader table(kind, *layout, source, batch);
    intake::CsvRow row;
    while (reader.next(row))
        table.take(row);
    table.finish();
    return true;
}

}  // namespace attain::load
