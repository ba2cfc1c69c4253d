// The decision that is not obvious: what is compared is content by value, never text by text or
// file by file. "100.0" is not a change of "100.00", a file under another name brings nothing new
// when its rows are known, and an import that changes nothing leaves no entry behind (P4).
#include "record/book/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/ensure.h"
#include "record/book/ledger_stack.h"
#include "record/store/entries.h"
#include "record/store/facts.h"
#include "record/store/segments.h"

namespace attain::record {

namespace {

constexpr char key_separator = '\x1f';

[[noreturn]] void refuse(const std::string& message, std::string remedy) {
    throw BookError(BookError::Kind::refused, message, std::move(remedy));
}

std::string key_of(const Ledger& lines, std::size_t row) {
    std::string key = lines.source.text(row);
    key += key_separator;
    key += lines.deal.text(row);
    key += key_separator;
    key += lines.line.text(row);
    return key;
}

// Whether a complete import speaks about a line that was known before.
bool speaks_about(const Extent& extent, const Ledger& lines, std::size_t row) {
    if (extent.source && *extent.source != lines.source.text(row)) return false;
    if (!extent.days) return true;
    return lines.booked.has(row) && extent.days->holds(lines.booked.date(row));
}

// The same for rows of facts: which cells are their source and their day.
class FactExtent {
public:
    FactExtent(const Extent& extent, FactKind kind) : extent_(extent) {
        source_ = extent.source ? place_of(kind, {"source", "series"}) : none;
        day_ = extent.days ? place_of(kind, {"day", "from", "first"}) : none;
        if (extent.source && source_ == none) {
            refuse(fmt::format("{} have no source that an import could be complete for",
                               name_of(kind)),
                   "leave the source out, or let the import add");
        }
        if (extent.days && day_ == none) {
            refuse(
                fmt::format("{} have no day that an import could be complete for", name_of(kind)),
                "leave the days out, or let the import add");
        }
    }
    bool speaks_about(const FactRow& row) const {
        if (source_ != none && row.cells[source_] != *extent_.source) return false;
        if (day_ == none) return true;
        const std::optional<Date> day = Date::parse(row.cells[day_]);
        return day && extent_.days->holds(*day);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static std::size_t place_of(FactKind kind, std::initializer_list<std::string_view> names) {
        const std::span<const FactColumn> columns = columns_of(kind);
        for (const std::string_view name : names) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (columns[i].name == name) return i;
            }
        }
        return none;
    }
    const Extent& extent_;
    std::size_t source_ = none;
    std::size_t day_ = none;
};

class Import {
public:
    Import(const store::Database& database, const Batch& batch, const std::string& recorded_at,
           bool confirm_reversals)
        : database_(database),
          batch_(batch),
          confirm_reversals_(confirm_reversals),
          last_(store::last_entry(database)),
          entry_(store::next_entry(database, recorded_at)) {
        report_.file = batch.file;
        report_.table = batch.table;
        report_.read = batch.rows_read;
        report_.repeated = batch.repeated;
        report_.unread = batch.unread.size();
        for (const UnreadRow& row : batch.unread)
            unread_keys_.insert(row.key);
    }

    ImportReport run(const std::string& recorded_at) {
        if (batch_.table == "ledger") {
            take_lines();
        } else if (batch_.table == "documents") {
            take_documents();
        } else {
            const std::optional<FactKind> kind = fact_kind(batch_.table);
            ensure(kind.has_value(), "a batch is for a table that there is");
            take_facts(*kind);
        }
        take_unread();
        ensure(report_.read == report_.added + report_.changed + report_.unchanged +
                                   report_.repeated + report_.unread,
               "every row of a file is new, changed, unchanged, repeated or unread");
        if (changes_anything()) store_all(recorded_at);
        return report_;
    }

private:
    bool changes_anything() const {
        return report_.added + report_.changed + report_.reversed + report_.cured > 0 ||
               !new_unread_.empty();
    }

    // A complete import that would take back much is more likely a truncated file.
    void check_reversals(std::size_t known) const {
        if (report_.reversed == 0 || confirm_reversals_) return;
        if (report_.reversed * 5 <= known) return;
        refuse(fmt::format("`{}` would reverse {} of {} rows that are known", batch_.file,
                           report_.reversed, known),
               "check that the file is whole; if those rows are really gone, confirm it");
    }

    // ---- ledger lines
    // ----------------------------------------------------------------------------

    void take_lines() {
        const Ledger known = newest_lines(store::read_segments(database_, last_));
        const Ledger& came = batch_.lines;
        std::vector<std::uint32_t> order;
        if (in_key_order(came)) {
            order.resize(came.rows());
            std::iota(order.begin(), order.end(), 0U);
        } else {
            order = key_order(came);
        }
        const LedgerStack stack({&known, &came});
        compare_lines(stack, known, order);
        segment_.lines = stack.gather(picks_);
        add_up(came);
        cure_lines(came);
    }

    void compare_lines(const LedgerStack& stack, const Ledger& known,
                       const std::vector<std::uint32_t>& order) {
        std::size_t spoken_about = 0;
        std::uint32_t row = 0;
        const auto absent = [&](std::uint32_t gone) {
            if (batch_.extent.kind == Extent::Kind::adds) return;
            if (!speaks_about(batch_.extent, known, gone)) return;
            ++spoken_about;
            // A row that the file names but that could not be read is not absent.
            if (unread_keys_.empty() || !unread_keys_.contains(key_of(known, gone))) reverse(gone);
        };
        for (std::size_t i = 0; i < order.size(); ++i) {
            const Pick came{1, order[i]};
            ensure(i == 0 || stack.compare_keys({1, order[i - 1]}, came) < 0,
                   "a batch names every line once");
            while (row < known.rows() && stack.compare_keys({0, row}, came) < 0)
                absent(row++);
            if (row == known.rows() || stack.compare_keys({0, row}, came) > 0) {
                ++report_.added;
                pick(came, 0);
                continue;
            }
            if (batch_.extent.kind == Extent::Kind::complete &&
                speaks_about(batch_.extent, known, row)) {
                ++spoken_about;
            }
            if (stack.same_content({0, row}, came)) {
                ++report_.unchanged;
            } else {
                ++report_.changed;
                pick(came, 0);
            }
            ++row;
        }
        while (row < known.rows())
            absent(row++);
        check_reversals(spoken_about);
    }

    void pick(Pick came, std::uint8_t reversed) {
        picks_.push_back(came);
        segment_.reversed.push_back(reversed);
    }
    // The reversal repeats what it takes back, so that whoever reads it sees what is gone.
    void reverse(std::uint32_t known_row) {
        ++report_.reversed;
        pick({0, known_row}, 1);
    }

    void add_up(const Ledger& came) {
        std::vector<Rational> sums(came.currency.texts().size());
        std::vector<Int128> units(sums.size(), 0);
        for (std::size_t row = 0; row < came.rows(); ++row) {
            if (!came.amount.has(row)) continue;
            const std::uint32_t currency = came.currency.code(row);
            if (came.amount.units()[row] == DecimalColumn::elsewhere) {
                sums[currency] += came.amount.value(row);
            } else {
                units[currency] += came.amount.units()[row];
            }
        }
        const Integer scale = power_of_ten(came.amount.decimals());
        std::vector<bool> used(sums.size(), false);
        for (const std::uint32_t code : came.currency.codes())
            used[code] = true;
        for (std::size_t code = 0; code < sums.size(); ++code) {
            if (!used[code]) continue;
            report_.sums.emplace(came.currency.texts()[code],
                                 sums[code] + Rational::of(from_int128(units[code]), scale));
        }
    }

    void cure_lines(const Ledger& came) {
        open_unread();
        if (!wants_keys()) return;
        for (std::size_t row = 0; row < came.rows(); ++row)
            cure(key_of(came, row));
    }

    // ---- facts and documents
    // ---------------------------------------------------------------------

    void take_facts(FactKind kind) {
        open_unread();
        std::map<std::string, FactRow> known = store::read_facts(database_, kind, last_);
        const bool complete = batch_.extent.kind == Extent::Kind::complete;
        std::optional<FactExtent> extent;
        if (complete) extent.emplace(batch_.extent, kind);
        std::size_t spoken_about = 0;
        std::set<std::string> named;
        for (FactRow row : batch_.rows) {
            // Further columns come in the order of the file's header, which says nothing.
            std::sort(row.cells.begin() + static_cast<std::ptrdiff_t>(columns_of(kind).size()),
                      row.cells.end());
            const std::string key = row.key(kind);
            ensure(named.insert(key).second, "a batch names every row once");
            cure(key);
            const auto found = known.find(key);
            if (found != known.end() && found->second.cells == row.cells) {
                ++report_.unchanged;
                continue;
            }
            ++(found == known.end() ? report_.added : report_.changed);
            versions_.push_back({key, std::move(row.cells), row.origin.line});
        }
        for (const auto& [key, row] : known) {
            if (!complete || !extent->speaks_about(row)) continue;
            ++spoken_about;
            if (named.contains(key) || unread_keys_.contains(key)) continue;
            ++report_.reversed;
            versions_.push_back({key, std::nullopt, 0});
        }
        check_reversals(spoken_about);
    }

    void take_documents() {
        open_unread();
        if (batch_.extent.kind == Extent::Kind::complete) {
            refuse("documents cannot be imported as complete", "let the import add");
        }
        std::map<std::string, Document> known;
        for (Document& document : store::read_documents(database_, last_)) {
            std::string key = document.key;
            known.insert_or_assign(std::move(key), std::move(document));
        }
        for (const Document& document : batch_.documents) {
            const auto found = known.find(document.key);
            if (found != known.end() && found->second.text == document.text) {
                ++report_.unchanged;
                continue;
            }
            ++(found == known.end() ? report_.added : report_.changed);
            documents_.push_back(document);
            documents_.back().entry = entry_;
        }
    }

    // ---- rows that could not be read
    // -------------------------------------------------------------

    void open_unread() {
        for (store::UnreadVersion& version : store::read_unread(database_, last_)) {
            if (version.row.table == batch_.table) open_.push_back(std::move(version));
        }
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (!open_[i].row.key.empty()) open_by_key_.emplace(open_[i].row.key, i);
        }
        cured_.assign(open_.size(), false);
    }
    bool wants_keys() const { return !open_by_key_.empty(); }
    void cure(const std::string& key) {
        const auto [begin, end] = open_by_key_.equal_range(key);
        for (auto at = begin; at != end; ++at)
            cured_[at->second] = true;
    }

    // What stays open, what is cured, and what is open for the first time. A row whose key could
    // not be read has nothing to be cured by but its own file: when that comes again without it, it
    // is.
    void take_unread() {
        std::set<std::size_t> again;
        for (const UnreadRow& row : batch_.unread) {
            const auto same = std::find_if(open_.begin(), open_.end(), [&](const auto& open) {
                return open.row.text == row.text && open.row.code == row.code &&
                       open.row.key == row.key && open.row.file == batch_.file &&
                       !again.contains(static_cast<std::size_t>(&open - open_.data()));
            });
            if (same == open_.end()) {
                new_unread_.push_back(row);
                new_unread_.back().entry = entry_;
            } else {
                again.insert(static_cast<std::size_t>(same - open_.begin()));
            }
        }
        for (std::size_t i = 0; i < open_.size(); ++i) {
            const UnreadRow& row = open_[i].row;
            if (row.key.empty() && row.file == batch_.file && !again.contains(i)) cured_[i] = true;
        }
        report_.cured = static_cast<std::size_t>(std::count(cured_.begin(), cured_.end(), true));
    }

    // ---- storing
    // ---------------------------------------------------------------------------------

    void store_all(const std::string& recorded_at) {
        report_.entry = entry_;
        const std::uint32_t file = store::file_number(database_, entry_, batch_.file);
        store_import(file);
        if (!picks_.empty()) store_segment(file);
        if (const std::optional<FactKind> kind = fact_kind(batch_.table)) {
            store::insert_facts(database_, entry_, file, *kind, versions_);
        }
        for (const Document& document : documents_)
            store::insert_document(database_, document);
        for (const UnreadRow& row : new_unread_)
            store::insert_unread(database_, row, file);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (cured_[i]) store::insert_cure(database_, entry_, open_[i].id);
        }
        store::seal_entry(database_, entry_, recorded_at, "import", batch_.file);
    }

    void store_import(std::uint32_t file) {
        const Extent& extent = batch_.extent;
        std::optional<std::string> days;
        if (extent.days) days = extent.days->text();
        database_
            .statement("INSERT INTO import VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .execute(entry_, file, batch_.fingerprint, batch_.table,
                     extent.kind == Extent::Kind::adds ? "adds" : "complete", extent.source, days,
                     report_.read, report_.added, report_.changed, report_.unchanged,
                     report_.repeated, report_.reversed, report_.unread, report_.cured);
    }

    void store_segment(std::uint32_t file) {
        segment_.entry = entry_;
        segment_.file = file;
        for (std::size_t row = 0; row < segment_.lines.rows(); ++row) {
            const bool reversed = segment_.reversed[row] != 0;
            Origin& origin = segment_.lines.origin[row];
            origin = {entry_, file, reversed ? 0 : origin.line};
        }
        store::insert_segment(database_, segment_);
    }

    const store::Database& database_;
    const Batch& batch_;
    bool confirm_reversals_;
    std::uint32_t last_;
    std::uint32_t entry_;
    ImportReport report_;
    std::set<std::string> unread_keys_;
    std::vector<Pick> picks_;
    store::Segment segment_;
    std::vector<store::FactVersion> versions_;
    std::vector<Document> documents_;
    std::vector<store::UnreadVersion> open_;
    std::unordered_multimap<std::string, std::size_t> open_by_key_;
    std::vector<bool> cured_;
    std::vector<UnreadRow> new_unread_;
};

}  // namespace

ImportReport import_batch(const store::Database& database, const Batch& batch,
                          const std::string& recorded_at, bool confirm_reversals) {
    return import_batches(database, {batch}, recorded_at, confirm_reversals).front();
}

std::vector<ImportReport> import_batches(const store::Database& database,
                                         const std::vector<Batch>& batches,
                                         const std::string& recorded_at, bool confirm_reversals) {
    store::Transaction change(database, store::Transaction::Kind::write);
    std::vector<ImportReport> reports;
    bool any = false;
    for (const Batch& batch : batches) {
        reports.push_back(Import(database, batch, recorded_at, confirm_reversals).run(recorded_at));
        any = any || reports.back().entry != 0;
    }
    if (any) change.commit();
    return reports;
}

}  // namespace attain::record
