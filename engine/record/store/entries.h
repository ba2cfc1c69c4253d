// Entries: the numbered, dated, chained changes of the book (T6, P6).
//
//     entry 4 · 2026-04-02T09:00:00Z · import · ledger.csv
//     content      SHA-256 of every row that the entry brought, whatever the table
//     fingerprint  SHA-256 of the fingerprint of entry 3 and of this entry
//
// Content is always computed from the rows as the database gives them back: once before the entry
// is committed, and again by whoever wants to know whether they are still the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/store/database.h"

namespace attain::store {

struct EntryRow {
    std::uint32_t number = 0;
    std::string recorded_at;
    std::string kind;
    std::string what;
    std::string content;
    std::string fingerprint;
};

std::vector<EntryRow> read_entries(const Database& database);
std::uint32_t last_entry(const Database& database);

// The number that the next entry will bear. Throws BookError (refused) where `recorded_at` is not a
// time ("2026-04-02T09:00:00Z") or lies before the last entry's.
std::uint32_t next_entry(const Database& database, const std::string& recorded_at);

// Closes the entry whose rows have been inserted: computes content and fingerprint and adds it.
void seal_entry(const Database& database, std::uint32_t number, const std::string& recorded_at,
                const std::string& kind, const std::string& what);

// SHA-256 of all rows under this entry.
std::string content_of(const Database& database, std::uint32_t number);

// What is wrong with the chain, in sentences. Contents are recomputed where `kind` says so (empty:
// everywhere) and the number is at most `upto`; the links of the chain are checked in any case.
std::vector<std::string> chain_problems(const Database& database, std::uint32_t upto,
                                        const std::string& kind);

}  // namespace attain::store
