// One import, compared with what is known (L2).
//
//     known   D-1 100.00   D-2 50.00           ledger.csv, adds:   D-1 100.0   D-2 60   D-3 70
//     →  1 new, 1 changed, 1 unchanged; the segment of the entry holds D-2 and D-3
#pragma once

#include <string>
#include <vector>

#include "record/book/book.h"
#include "record/store/database.h"

namespace attain::record {

// The whole import as one transaction: committed, or after an exception nothing of it.
ImportReport import_batch(const store::Database& database, const Batch& batch,
                          const std::string& recorded_at, bool confirm_reversals);
// The files of one command as one transaction, an entry for each: all of them, or none (L2).
std::vector<ImportReport> import_batches(const store::Database& database,
                                         const std::vector<Batch>& batches,
                                         const std::string& recorded_at, bool confirm_reversals);

}  // namespace attain::record
