// What a row of batches amounts to, without a book: the latest row of every key (L2), each with the
// entry and file that it came from.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "model/load/read_files.h"

namespace attain::load {

namespace {

std::string line_key(const Ledger& lines, std::size_t row) {
    std::string key = lines.source.text(row);
    key += '\x1f';
    key += lines.deal.text(row);
    key += '\x1f';
    key += lines.line.text(row);
    return key;
}

// Whether a complete import speaks about a line that it knew before (L2).
bool speaks_about(const Extent& extent, const Ledger& lines, std::size_t row) {
    if (extent.kind == Extent::Kind::adds) return false;
    if (extent.source && *extent.source != lines.source.text(row)) return false;
    if (!extent.days) return true;
    return lines.booked.has(row) && extent.days->holds(lines.booked.date(row));
}

class Merge {
public:
    void add(Batch batch) {
        const auto file = static_cast<std::uint32_t>(known_.files.size());
        known_.files.push_back(batch.file);
        ++known_.entry;
        for (Origin& origin : batch.lines.origin) {
            origin.entry = known_.entry;
            origin.file = file;
        }
        if (batch.table == "ledger") reverse_absent(batch);
        add_lines(std::move(batch.lines), batch.table == "ledger");
        if (const std::optional<FactKind> kind = fact_kind(batch.table)) {
            for (FactRow& row : batch.rows) {
                row.origin.entry = known_.entry;
                row.origin.file = file;
                std::string key = row.key(*kind);
                cure(batch.table, key);
                rows_[*kind].insert_or_assign(std::move(key), std::move(row));
            }
        }
        for (Document& document : batch.documents) {
            document.entry = known_.entry;
            std::string key = document.key;
            documents_.insert_or_assign(std::move(key), std::move(document));
        }
        for (UnreadRow& row : batch.unread) {
            row.entry = known_.entry;
            known_.unread.push_back(std::move(row));
        }
    }

    Known known() {
        settle_lines();
        for (auto& [kind, rows] : rows_) {
            for (auto& [key, row] : rows)
                known_.rows[kind].push_back(std::move(row));
        }
        for (auto& [key, document] : documents_)
            known_.documents.push_back(std::move(document));
        return std::move(known_);
    }

private:
    void add_lines(Ledger lines, bool is_ledger) {
        if (!is_ledger) return;
        if (!known_.unread.empty()) {
            for (std::size_t row = 0; row < lines.rows(); ++row)
                cure("ledger", line_key(lines, row));
        }
        if (known_.lines.rows() == 0) {
            known_.lines = std::move(lines);  // the ordinary folder has one ledger, however large
            return;
        }
        for (std::size_t row = 0; row < lines.rows(); ++row)
            known_.lines.append(lines, row);
    }

    // A row that could not be read is cured by a later row of its key.
    void cure(std::string_view table, const std::string& key) {
        std::erase_if(known_.unread, [&](const UnreadRow& row) {
            return row.table == table && !row.key.empty() && row.key == key;
        });
    }

    // A complete import takes back what it does not name; a row that it names but that could not be
    // read is not absent.
    void reverse_absent(const Batch& batch) {
        if (batch.extent.kind == Extent::Kind::adds) return;
        std::set<std::string> named;
        for (std::size_t row = 0; row < batch.lines.rows(); ++row) {
            named.insert(line_key(batch.lines, row));
        }
        for (const UnreadRow& row : batch.unread)
            named.insert(row.key);
        settle_lines();
        std::vector<std::uint32_t> left;
        for (std::uint32_t row = 0; row < known_.lines.rows(); ++row) {
            const bool absent = speaks_about(batch.extent, known_.lines, row) &&
                                !named.contains(line_key(known_.lines, row));
            if (!absent) left.push_back(row);
        }
        if (left.size() < known_.lines.rows()) known_.lines = known_.lines.picked(left);
    }

    // Sorts by key and keeps the last row of each.
    void settle_lines() {
        const Ledger& lines = known_.lines;
        const std::vector<std::uint32_t> order = key_order(lines);
        std::vector<std::uint32_t> latest;
        bool in_place = true;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool superseded = i + 1 < order.size() && !lines.key_less(order[i], order[i + 1]);
            if (superseded) continue;
            in_place = in_place && order[i] == latest.size();
            latest.push_back(order[i]);
        }
        if (!in_place || latest.size() < order.size()) known_.lines = lines.picked(latest);
    }

    Known known_;
    std::map<FactKind, std::map<std::string, FactRow>> rows_;
    std::map<std::string, Document> documents_;
};

}  // namespace

Known known_from_batches(std::vector<Batch> batches) {
    Merge merge;
    for (Batch& batch : batches)
        merge.add(std::move(batch));
    return merge.known();
}

}  // namespace attain::load
