// Runs as rows of the book, and back. Private to the floor: the doors are Book::save, runs,
// load_run.
#pragma once

#include <string>
#include <vector>

#include "record/book/book.h"
#include "record/store/database.h"

namespace attain::record {

std::vector<StoredRun> stored_runs(const store::Database& database);
StoredRun save_run(const store::Database& database, const World& world,
                   const settlement::History& history, const RunResult& run,
                   const std::string& recorded_at);
RunResult load_run(const store::Database& database, std::uint32_t number, const World& world);

}  // namespace attain::record
