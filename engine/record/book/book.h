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
#include "pipeline/settlement/history.h"
#include "record/store/access.h"

namespace attain {

struct EntryInfo {
    std::uint32_t number = 0;
    std::string recorded_at;  // "2026-04-02T09:00:00Z"
    std::string kind;         // "created", "import", "run", "close"
    std::string what;         // the file's or run's name
    std::string content;      // SHA-256 of the rows it brought
    std::string fingerprint;  // of the entry before and of this one
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
    std::string status;   // "draft", "submitted", "approved", "finalized", "paid", "reopened"
    std::string days;     // of the period: "2026-01-01..2026-03-31"
};

// Who did something: a user of users.csv, or whoever said so in a book for trying.
struct Doer {
    std::string user;     // empty: the book has no users
    std::string account;  // of the operating system
    bool claimed = false;
};

struct RunEvent {
    std::uint32_t entry = 0;
    std::string recorded_at;
    std::uint32_t run = 0;
    std::string status;
    std::string step;  // "submit"
    bool refused = false;
    Doer doer;
    std::string reason;
};

struct Waiver {
    std::uint32_t entry = 0;
    std::string recorded_at;
    std::string code;
    std::string subject;
    std::string effect;  // "exclude" or "carry"
    Doer doer;
    std::string reason;
};

class Book {
public:
    // `for_trying`: whoever uses it may say to be anybody (attain --as).
    static Book create(const std::string& path, const std::string& recorded_at,
                       bool for_trying = false);
    bool is_for_trying() const;
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
    StoredRun save(const World& world, const settlement::History& history, const RunResult& run,
                   const std::string& recorded_at);
    // What had been closed at `entry` of the periods before that day (P3).
    settlement::History history(std::uint32_t entry, Date before) const;

    // What was done to runs, in order; and what is answered for (P1, L3).
    std::vector<RunEvent> events() const;
    std::vector<Waiver> waivers() const;
    // One step of a run's way, recorded with who took it. `status` is how the run stands after it.
    void record_event(const RunEvent& event, const std::string& recorded_at);
    void record_waivers(const std::vector<Waiver>& waivers, const std::string& recorded_at);
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
