// The three ways in: a small table, the ledger, a document. Each answers with a batch that has
// `rows`, `lines` or `documents` filled, or with nothing where the file as a whole is unusable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/csv.h"
#include "model/load/known.h"
#include "model/load/mapping.h"
#include "model/load/trouble.h"

namespace attain::load {

bool import_table(FactKind kind, const SourcePtr& source, const Mapping* mapping, Batch& batch,
                  Diagnostics& out);
bool import_ledger(const SourcePtr& source, const Mapping* mapping, Batch& batch, Diagnostics& out);
bool import_document(const SourcePtr& source, Batch& batch, Diagnostics& out);

// A row as it is kept when it could not be read (L2).
UnreadRow unread_row(const Batch& batch, std::string_view text, std::size_t line, Trouble trouble,
                     std::string key);
std::string_view text_of(const intake::CsvRow& row, const SourcePtr& source);
// Lines of one key with different content reject each other: "lines 3 and 9".
Trouble row_twice(std::string_view shown_key, std::size_t line, std::size_t other_line);

}  // namespace attain::load
