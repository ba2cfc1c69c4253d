#include "record/store/facts.h"

#include <fmt/format.h>

#include <utility>

#include "base/ensure.h"
#include "record/store/json.h"

namespace attain::store {

namespace {

// What is read as a fact came with an import: a row that somebody slipped under a run's entry, or
// under none, is not one.
constexpr const char* of_imports =
    "entry IN (SELECT number FROM entry "
    "WHERE kind = 'import' AND number <= ?)";

DocumentKind document_kind(const Database& database, const std::string& name) {
    for (const DocumentKind kind :
         {DocumentKind::company, DocumentKind::plan, DocumentKind::shared}) {
        if (name_of(kind) == name) return kind;
    }
    damaged(database.path(), fmt::format("a document of the unknown kind `{}`", name));
}

}  // namespace

std::vector<std::string> read_files(const Database& database, std::uint32_t upto) {
    Statement rows = database.statement("SELECT name FROM file WHERE entry <= ? ORDER BY number");
    std::vector<std::string> names;
    rows.query(upto);
    while (rows.next())
        names.push_back(rows.text(0));
    return names;
}

std::uint32_t file_number(const Database& database, std::uint32_t entry, const std::string& name) {
    Statement known = database.statement("SELECT number FROM file WHERE name = ?");
    if (known.query(name).next()) return known.count(0);
    Statement next = database.statement("SELECT count(*) FROM file");
    next.query().next();
    const std::uint32_t number = next.count(0);
    database.statement("INSERT INTO file VALUES (?, ?, ?)").execute(number, entry, name);
    return number;
}

void insert_facts(const Database& database, std::uint32_t entry, std::uint32_t file, FactKind kind,
                  const std::vector<FactVersion>& versions) {
    Statement insert = database.statement(
        "INSERT INTO fact (entry, kind, key, cells, file, line) VALUES (?, ?, ?, ?, ?, ?)");
    for (const FactVersion& version : versions) {
        std::optional<std::string> cells;
        if (version.cells) cells = json_list(*version.cells);
        insert.execute(entry, name_of(kind), version.key, cells, file, version.line);
    }
}

std::map<std::string, FactRow> read_facts(const Database& database, FactKind kind,
                                          std::uint32_t upto) {
    Statement rows = database.statement(
        fmt::format("SELECT key, cells, entry, file, line FROM fact WHERE kind = ? AND {} "
                    "ORDER BY key, entry",
                    of_imports)
            .c_str());
    std::map<std::string, FactRow> facts;
    rows.query(name_of(kind), upto);
    while (rows.next()) {
        const std::string key = rows.text(0);
        if (rows.is_null(1)) {
            facts.erase(key);
            continue;
        }
        auto cells = parse_json_list(rows.bytes(1));
        if (!cells) damaged(database.path(), fmt::format("a row of {}", name_of(kind)));
        facts.insert_or_assign(
            key, FactRow{std::move(*cells), {rows.count(2), rows.count(3), rows.count(4)}});
    }
    return facts;
}

void insert_document(const Database& database, const Document& document) {
    database.statement("INSERT INTO document (entry, kind, key, name, text) VALUES (?, ?, ?, ?, ?)")
        .execute(document.entry, name_of(document.kind), document.key, document.name,
                 document.text);
}

std::vector<Document> read_documents(const Database& database, std::uint32_t upto) {
    Statement rows =
        database.statement(fmt::format("SELECT kind, key, name, text, entry FROM document WHERE {} "
                                       "ORDER BY key, kind, entry",
                                       of_imports)
                               .c_str());
    std::vector<Document> documents;
    rows.query(upto);
    while (rows.next()) {
        Document document{document_kind(database, rows.text(0)), rows.text(1), rows.text(2),
                          rows.text(3), rows.count(4)};
        const bool newer = !documents.empty() && documents.back().kind == document.kind &&
                           documents.back().key == document.key;
        if (newer) documents.pop_back();
        documents.push_back(std::move(document));
    }
    return documents;
}

void insert_unread(const Database& database, const UnreadRow& row, std::uint32_t file) {
    database
        .statement(
            "INSERT INTO unread (entry, file, line, text, code, message, help, contents, "
            "key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .execute(row.entry, file, row.line, row.text, row.code, row.message, row.help, row.table,
                 row.key);
}

void insert_cure(const Database& database, std::uint32_t entry, std::int64_t unread_id) {
    database.statement("INSERT INTO cure (entry, unread) VALUES (?, ?)").execute(entry, unread_id);
}

std::vector<UnreadVersion> read_unread(const Database& database, std::uint32_t upto) {
    Statement rows = database.statement(
        fmt::format("SELECT id, (SELECT name FROM file WHERE number = unread.file), line, text, "
                    "code, message, help, contents, key, entry FROM unread WHERE {0} AND id NOT IN "
                    "(SELECT unread FROM cure WHERE {0}) ORDER BY id",
                    of_imports)
            .c_str());
    std::vector<UnreadVersion> unread;
    rows.query(upto, upto);
    while (rows.next()) {
        unread.push_back({rows.integer(0),
                          {rows.text(1), rows.count(2), rows.text(3), rows.text(4), rows.text(5),
                           rows.text(6), rows.text(7), rows.text(8), rows.count(9)}});
    }
    return unread;
}

}  // namespace attain::store
