// Facts that lie in rows of the book: people, quotas, events … as JSON arrays of cells, documents
// as texts, and rows that could not be read. Each function speaks of one table and knows no rules.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/load/known.h"
#include "record/store/database.h"

namespace attain::store {

// Files by number (Origin::file), in the order of first import.
std::vector<std::string> read_files(const Database& database, std::uint32_t upto);
// The number of the file of this name; a new one is added under `entry`.
std::uint32_t file_number(const Database& database, std::uint32_t entry, const std::string& name);

// A new version of one row, as an import brings it.
struct FactVersion {
    std::string key;
    std::optional<std::vector<std::string>> cells;  // nothing: reversed
    std::uint32_t line = 0;
};
void insert_facts(const Database& database, std::uint32_t entry, std::uint32_t file, FactKind kind,
                  const std::vector<FactVersion>& versions);
// The newest version of every key of one kind at `upto`, reversed ones left out; sorted by key.
std::map<std::string, FactRow> read_facts(const Database& database, FactKind kind,
                                          std::uint32_t upto);

void insert_document(const Database& database, const Document& document);
// The newest version of every document at `upto`, sorted by key.
std::vector<Document> read_documents(const Database& database, std::uint32_t upto);

struct UnreadVersion {
    std::int64_t id = 0;  // given by the book
    UnreadRow row;
};
void insert_unread(const Database& database, const UnreadRow& row, std::uint32_t file);
void insert_cure(const Database& database, std::uint32_t entry, std::int64_t unread_id);
// Those that no later row had cured at `upto`, in the order in which they came.
std::vector<UnreadVersion> read_unread(const Database& database, std::uint32_t upto);

}  // namespace attain::store
