// From files to batches: the front half of the path on one screen.
//
//     read_batch("plans/harbour/ledger.csv", mapping, …)  →  Batch{table "ledger", 612 rows, 3
//     unread}
//
// The kind of a file follows from its name (ledger.csv, people.csv, … , company.yaml, shared.yaml,
// *.yaml with `plan:`), or is stated. A mapping says which columns of a foreign CSV mean what (L2,
// N4, T1).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "intake/schema/shape.h"
#include "model/load/known.h"

namespace attain::load {

// A mapping file:
//
//     mapping: crm-export
//     table: ledger
//     separator: ";"                      # default ","
//     source: crm                         # a constant for a column that the file lacks
//     columns:
//       deal:    Opportunity ID           # ours: theirs
//       booked:  {from: Close Date, format: DD.MM.YYYY}
//       amount:  {from: Amount, format: {decimal: ",", groups: ".", suffix: " EUR"}}
//       currency: {always: EUR}
//       owner:   Owner ID
//       tax:     {from: Tax, type: number}   # a further column
//     ignore: [Notes]                     # columns that are not taken; others are an error
struct Mapping;
const intake::Shape& mapping_shape();
std::shared_ptr<const Mapping> load_mapping(const SourcePtr& source, Diagnostics& out);

// The table that a file of this name holds: "ledger", "people", "documents" …; nothing: unknown.
// A *.yaml file is looked into: it is a document when it has a `plan:` key of its own.
std::optional<std::string> table_of_file(const std::string& path);
std::optional<std::string> table_of_text(const std::string& name, std::string_view text);

// Reads one file. `shown_as` is its name for people and for the book. Rows that cannot be read go
// to Batch::unread; nothing comes out where the file as a whole is unusable (errors in `out`).
std::optional<Batch> read_batch(const std::string& path, const std::string& shown_as,
                                const std::string& table, const Mapping* mapping,
                                const Extent& extent, Diagnostics& out);
// The same for a text that is already in memory; the source's name is the batch's file.
std::optional<Batch> read_batch_text(const SourcePtr& source, const std::string& table,
                                     const Mapping* mapping, const Extent& extent,
                                     Diagnostics& out);

// What is known after these batches, in order, without a book: the latest row of a key wins, and a
// batch's place, counted from 1, is its entry. For checking a folder and for tests.
Known known_from_batches(std::vector<Batch> batches);

}  // namespace attain::load
