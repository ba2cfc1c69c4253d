// Facts as they lie in the book: rows of checked cells, still by name. The record floor stores and
// versions them; build_facts() resolves them into Facts. One declared table per kind of file says
// which columns there are, which of them are the key, and how a cell must read; import, storage,
// documentation and the loader all follow it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/facts/company.h"
#include "model/facts/facts.h"
#include "model/ledger/ledger.h"
#include "model/plan/library.h"
#include "model/rulebook/rulebook.h"

namespace attain {

// Every kind of fact that lies in rows, beside the ledger's lines.
enum class FactKind {
    teams,         // team, name
    people,        // participant, from | name, to, team, manager, plan, further typed columns
    quotas,        // of, owner, goal, period, from | amount, currency
    targets,       // participant, from | to, amount, currency, per
    rates,         // series, day, base, quote | rate
    periods,       // calendar, name | grain, first, last
    events,        // source, deal, line, event | kind, day, amount
    observations,  // of, owner, kpi, day | value
    openings,      // participant, plan, kind, what, day | amount, currency, origin
    adjustments,   // adjustment | participant, plan, day, amount, currency, account, reason …
    users,         // user | account, roles, participant
};
std::string_view name_of(FactKind kind);  // "people": also the file's name without ".csv"
std::optional<FactKind> fact_kind(std::string_view name);

enum class CellType { name, text, number, money_code, date, grain, owner_kind };

struct FactColumn {
    std::string_view name;
    CellType type = CellType::text;
    bool key = false;
    bool required = false;
    std::string_view meaning;  // one sentence for the documentation
};
std::span<const FactColumn> columns_of(FactKind kind);

// One row of one kind. `cells` follow columns_of(kind); further typed columns (people) come after,
// each as "name:type=value". Cells are texts that have been checked to read as their type.
struct FactRow {
    std::vector<std::string> cells;
    Origin origin;
    std::string key(FactKind kind) const;  // the key cells, joined by 0x1f
};

// A text that is a fact as a whole: a plan version, company.yaml or shared.yaml.
enum class DocumentKind { company, plan, shared };
std::string_view name_of(DocumentKind kind);
struct Document {
    DocumentKind kind = DocumentKind::plan;
    std::string key;   // "account-executive 2026-01-01", "company" or "shared"
    std::string name;  // the file's name
    std::string text;
    std::uint32_t entry = 0;
};

// A row that could not be read (L2): kept with its text, place and reason, as a blocking exception
// until a later row of the same key is read.
struct UnreadRow {
    std::string file;
    std::uint32_t line = 0;
    std::string text;     // as it came, at most 1,000 bytes
    std::string code;     // of the catalogue
    std::string message;  // what is wrong with it
    std::string help;
    std::string table;  // "ledger" or a FactKind's name
    std::string key;    // its key where that could be read, else ""
    std::uint32_t entry = 0;
};

// How far an import speaks (L2).
struct Extent {
    enum class Kind { adds, complete };
    Kind kind = Kind::adds;
    std::optional<std::string> source;  // complete: of this source …
    std::optional<DayRange> days;       // … and these booking days
};

// What one file brings, read and checked, before the book compares it with what it knows.
struct Batch {
    std::string file;         // its name as people know it
    std::string fingerprint;  // SHA-256 of its bytes, hexadecimal
    std::string table;        // "ledger", a FactKind's name, or "documents"
    Extent extent;
    std::size_t rows_read = 0;  // data rows in the file, readable or not
    std::size_t repeated = 0;   // rows equal to an earlier one of the same file: counted once
    Ledger lines;               // table "ledger": in the file's order; origin.line is set
    std::vector<FactRow> rows;
    std::vector<Document> documents;
    std::vector<UnreadRow> unread;
};

// Everything that is known at an entry, latest versions only, as the book reads it back.
struct Known {
    std::uint32_t entry = 0;
    std::vector<std::string> files;
    Ledger lines;                                   // sorted by key
    std::map<FactKind, std::vector<FactRow>> rows;  // sorted by key
    std::vector<Document> documents;
    std::vector<UnreadRow> unread;  // those not cured by a later row
};

// What the plans among the documents may refer to beyond themselves.
std::shared_ptr<plan::Library> library_of(const Known& known);

struct World {
    Facts facts;
    Rulebook rules;
    Company company;
};

// Resolves what is known into facts and rules. Names that lead nowhere become exceptions in
// Facts::exceptions; contradictions that make the whole unusable (overlapping stretches of one
// person, a cycle in the manager tree, a plan that no longer binds) are errors in `out`.
std::optional<World> build_world(Known known, Diagnostics& out);

}  // namespace attain
