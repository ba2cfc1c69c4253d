// The book: everything that was ever known or computed, append-only, in one SQLite file.
//
//     Book book = Book::create("harbour.attain", "2026-04-02T09:00:00Z");
//     book.import(batch, …)       → entry 4: 612 new, 0 changed, 3 unread
//     book.known(4)               → what was known at entry 4
//     book.save(run, …)           → run 1, fingerprint 9f2c…
//
// Every change is one entry: a sequence number and a recording time that comes from outside and
// never goes backwards (T6). Nothing is overwritten. One writer holds the book; readers go on.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"
#include "record/store/access.h"

namespace attain {

struct EntryInfo {
    std::uint32_t number = 0;
    std::string recorded_at;  // "2026-04-02T09:00:00Z"
    std::string kind;         // "created", "import", "run"
    std::string what;         // the file's or run's name
    std::string fingerprint;
};

// What an import did (L2). read = new + changed + unchanged + repeated + unread.
struct ImportReport {
    std::uint32_t entry = 0;  // 0: nothing changed, no entry was made
    std::string file;
    std::string table;
    std::size_t read = 0;
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t unchanged = 0;
    std::size_t repeated = 0;
    std::size_t reversed = 0;  // known before, absent from a complete import
    std::size_t unread = 0;
    std::size_t cured = 0;  // unread before, and now read
    // Control totals of the accepted ledger lines, by currency.
    std::map<std::string, Rational> sums;
};

struct StoredRun {
    std::uint32_t number = 0;
    std::uint32_t entry = 0;    // the entry that saved it
    std::uint32_t read_to = 0;  // the last entry that it read
    std::string recorded_at;
    std::string period;   // "2026-Q1"
    std::string inputs;   // fingerprint of the facts and plan texts that it read
    std::string results;  // fingerprint of what it computed
    std::string status;   // "draft"
    std::string days;     // of the period: "2026-01-01..2026-03-31"
};

class Book {
public:
    static Book create(const std::string& path, const std::string& recorded_at);
    static Book open(const std::string& path, Access access);
    Book(Book&&) noexcept;
    Book& operator=(Book&&) noexcept;
    ~Book();

    // Adds what the batch brings, as one transaction: all of it, or after an exception nothing.
    // `confirm_reversals`: a complete import may reverse more than a fifth of what it speaks about.
    ImportReport import(const Batch& batch, const std::string& recorded_at, bool confirm_reversals);
    // The files of one command together: an entry for each, and all of them or none.
    std::vector<ImportReport> import(const std::vector<Batch>& batches,
                                     const std::string& recorded_at, bool confirm_reversals);
    // What is known at entry `upto` (at most the last one). Every row that it reads is held against
    // the fingerprint of its entry first: tampering is an error here, not only in check().
    Known known(std::uint32_t upto) const;
    std::uint32_t last_entry() const;
    std::vector<EntryInfo> entries() const;
    // The last entry recorded on or before the day's end (T6: "as of"); 0 where there is none.
    std::uint32_t entry_as_of(Date day) const;

    // Stores a run with every figure, credit and slice as values, in one transaction. A run whose
    // audit finds anything is not stored. A run that equals a stored one (period, inputs, results)
    // is that one: saving twice adds nothing.
    StoredRun save(const World& world, const RunResult& run, const std::string& recorded_at);
    std::vector<StoredRun> runs() const;
    // The values of a stored run as they were saved; `world` is what it read (its `read_to`).
    RunResult load_run(std::uint32_t number, const World& world) const;

    // Whether the file is sound and every row is still what its entry recorded (P6): sentences,
    // none when all holds. A tail that was cut off shows only against a fingerprint kept outside.
    std::vector<std::string> check() const;

private:
    struct Inside;
    explicit Book(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace attain
