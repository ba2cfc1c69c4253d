// What an import did (L2): new, changed, unchanged, repeated, reversed, unread, with control
// totals.
//
//     ledger.csv: entry 4, ledger: 640 rows read
//       612 new, 25 unchanged, 3 could not be read
//       control totals  1,204,310.50 USD, 88,000.00 EUR
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "record/book/book.h"

namespace attain {

// One imported file: what the book says it did, and the rows that could not be read.
struct ImportedFile {
    ImportReport report;
    std::vector<UnreadRow> unread;
};

namespace report {

std::string import_text(std::span<const ImportedFile> files, Colour colour);
std::string import_json(std::span<const ImportedFile> files);  // schemas/import.schema.json

}  // namespace report
}  // namespace attain
