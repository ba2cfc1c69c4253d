// From files to batches: the front half of the path on one screen.
//
//     read_batch("plans/harbour/ledger.csv", mapping, …)  →  Batch{table "ledger", 612 rows, 3 unread}
//
// The kind of a file follows from its name (ledger.csv, people.csv, … , company.yaml, *.yaml with
// `plan:`), or is stated. A mapping says which columns of a foreign CSV mean what (L2, N4, T1).
#pragma once

#include <memory>
#include <optional>
#include <string>

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
//       amount:  {from: Amount, format: {decimal: ",", groups: ".", prefix: "", suffix: " EUR"}}
//       currency: {always: EUR}
//       owner:   Owner ID
//       tax:     {from: Tax, type: number}   # a further column
//     ignore: [Notes]                     # columns that are not taken; others are an error
struct Mapping;
const intake::Shape& mapping_shape();
std::shared_ptr<const Mapping> load_mapping(const SourcePtr& source, Diagnostics& out);

// The table that a file of this name holds: "ledger", "people", "documents" …; nothing: unknown.
std::optional<std::string> table_of_file(const std::string& path);

// Reads one file. `shown_as` is its name for people and for the book. Rows that cannot be read go to
// Batch::unread; nothing comes out where the file as a whole is unusable (errors in `out`).
std::optional<Batch> read_batch(const std::string& path, const std::string& shown_as,
                                const std::string& table, const Mapping* mapping,
                                const Extent& extent, Diagnostics& out);

}  // namespace attain::load
