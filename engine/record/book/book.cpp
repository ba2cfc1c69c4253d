#include "record/book/book.h"

#include <fmt/format.h>

#include <utility>

#include "base/ensure.h"
#include "record/book/import.h"
#include "record/book/inside.h"
#include "record/book/ledger_stack.h"
#include "record/store/entries.h"
#include "record/store/facts.h"
#include "record/store/segments.h"

namespace attain {

namespace {

using store::Transaction;

constexpr FactKind fact_kinds[] = {FactKind::teams,   FactKind::people,       FactKind::quotas,
                                   FactKind::targets, FactKind::rates,        FactKind::periods,
                                   FactKind::events,  FactKind::observations, FactKind::openings,
                                   FactKind::adjustments, FactKind::users};

}  // namespace

void record::require_intact(const store::Database& database, std::uint32_t upto,
                            const std::string& kind) {
    const std::vector<std::string> problems = store::chain_problems(database, upto, kind);
    if (!problems.empty()) store::damaged(database.path(), problems.front());
}

Book::Book(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;
Book::~Book() = default;

namespace {

constexpr const char* for_trying_name = "a book for trying";

}  // namespace

bool Book::is_for_trying() const {
    return entries().front().what == for_trying_name;
}

Book Book::create(const std::string& path, const std::string& recorded_at, bool for_trying) {
    store::Database::create(path, [&](const store::Database& database) {
        const std::uint32_t entry = store::next_entry(database, recorded_at);
        store::seal_entry(database, entry, recorded_at, "created",
                          for_trying ? for_trying_name : "the book");
    });
    return open(path, Access::write);
}

Book Book::open(const std::string& path, Access access) {
    return Book(std::make_unique<Inside>(Inside{store::Database::open(path, access)}));
}

ImportReport Book::import(const Batch& batch, const std::string& recorded_at,
                          bool confirm_reversals) {
    return record::import_batch(inside_->database, batch, recorded_at, confirm_reversals);
}

std::vector<ImportReport> Book::import(const std::vector<Batch>& batches,
                                       const std::string& recorded_at, bool confirm_reversals) {
    return record::import_batches(inside_->database, batches, recorded_at, confirm_reversals);
}

Known Book::known(std::uint32_t upto) const {
    const store::Database& database = inside_->database;
    const Transaction snapshot(database, Transaction::Kind::read);
    const std::uint32_t last = store::last_entry(database);
    if (upto > last) {
        throw BookError(BookError::Kind::could_not,
                        fmt::format("there is no entry {}: the last one is {}", upto, last),
                        fmt::format("choose an entry from 1 to {}", last));
    }
    record::require_intact(database, upto, "import");
    Known known;
    known.entry = upto;
    known.files = store::read_files(database, upto);
    known.lines = record::newest_lines(store::read_segments(database, upto));
    for (const FactKind kind : fact_kinds) {
        std::map<std::string, FactRow> rows = store::read_facts(database, kind, upto);
        if (rows.empty()) continue;
        std::vector<FactRow>& sorted = known.rows[kind];
        sorted.reserve(rows.size());
        for (auto& [key, row] : rows)
            sorted.push_back(std::move(row));
    }
    known.documents = store::read_documents(database, upto);
    for (store::UnreadVersion& version : store::read_unread(database, upto)) {
        known.unread.push_back(std::move(version.row));
    }
    return known;
}

std::uint32_t Book::last_entry() const {
    return store::last_entry(inside_->database);
}

std::vector<EntryInfo> Book::entries() const {
    std::vector<EntryInfo> entries;
    for (store::EntryRow& row : store::read_entries(inside_->database)) {
        entries.push_back({row.number, std::move(row.recorded_at), std::move(row.kind),
                           std::move(row.what), std::move(row.content), std::move(row.fingerprint)});
    }
    return entries;
}

std::uint32_t Book::entry_as_of(Date day) const {
    const std::string wanted = day.text();
    std::uint32_t last = 0;
    for (const store::EntryRow& row : store::read_entries(inside_->database)) {
        if (row.recorded_at.substr(0, wanted.size()) <= wanted) last = row.number;
    }
    return last;
}

std::vector<std::string> Book::check() const {
    const store::Database& database = inside_->database;
    const Transaction snapshot(database, Transaction::Kind::read);
    if (std::string problem = database.structure_problem(); !problem.empty()) return {problem};
    return store::chain_problems(database, store::last_entry(database), "");
}

}  // namespace attain
