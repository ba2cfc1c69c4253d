#include "record/store/entries.h"

#include <fmt/format.h>

#include <array>

#include "base/calendar/date.h"
#include "base/fingerprint/sha256.h"
#include "base/number/parse.h"
#include "record/store/access.h"

namespace attain::store {

namespace {

// Every table that has rows of entries, each with the order in which its rows are hashed.
struct HashedTable {
    const char* name;
    const char* order;
};
constexpr std::array hashed_tables = {
    HashedTable{"file", "number"},
    HashedTable{"import", "entry"},
    HashedTable{"ledger_segment", "entry"},
    HashedTable{"ledger_column", "place"},
    HashedTable{"fact", "id"},
    HashedTable{"document", "id"},
    HashedTable{"unread", "id"},
    HashedTable{"cure", "id"},
    HashedTable{"run", "number"},
    HashedTable{"run_event", "id"},
    HashedTable{"waiver", "id"},
    HashedTable{"run_branch", "kind, owner"},
    HashedTable{"run_measure", "place"},
    HashedTable{"run_pool", "place"},
    HashedTable{"run_component", "place"},
    HashedTable{"run_plan", "place"},
    HashedTable{"run_payout", "place"},
    HashedTable{"run_restatement", "place"},
    HashedTable{"run_taken_back", "place"},
    HashedTable{"run_settlement", "place"},
    HashedTable{"run_posting", "place"},
    HashedTable{"run_balance", "place"},
    HashedTable{"run_exception", "place"},
    HashedTable{"run_column", "name, first"},
};

// One value, unambiguous: its type's letter, its length, a colon, its bytes. "i2:42" "t3:ada" "n0:"
void add_value(Sha256& digest, const Statement& row, int column) {
    std::string text;
    std::string_view bytes;
    char letter = 'n';
    switch (row.type(column)) {
        case Statement::Type::integer:
            letter = 'i';
            text = std::to_string(row.integer(column));
            bytes = text;
            break;
        case Statement::Type::text:
            letter = 't';
            bytes = row.bytes(column);
            break;
        case Statement::Type::blob:
            letter = 'b';
            bytes = row.bytes(column);
            break;
        case Statement::Type::null: break;
    }
    digest.add(fmt::format("{}{}:", letter, bytes.size()));
    digest.add(bytes);
}

std::string fingerprint_after(const std::string& before, const EntryRow& entry) {
    return sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}:{}\n{}\n", before, entry.number,
                                  entry.recorded_at, entry.kind, entry.what.size(), entry.what,
                                  entry.content));
}

bool is_time(const std::string& text) {
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != form.size() || !Date::parse(text.substr(0, 10))) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != form[i]) return false;
    }
    return text.substr(11, 2) < "24" && text.substr(14, 2) < "60" && text.substr(17, 2) < "60";
}

}  // namespace

std::vector<EntryRow> read_entries(const Database& database) {
    Statement rows = database.statement(
        "SELECT number, recorded_at, kind, what, content, fingerprint FROM entry ORDER BY number");
    std::vector<EntryRow> entries;
    rows.query();
    while (rows.next()) {
        entries.push_back(
            {rows.count(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
    }
    return entries;
}

std::uint32_t last_entry(const Database& database) {
    Statement row = database.statement("SELECT coalesce(max(number), 0) FROM entry");
    row.query().next();
    return row.count(0);
}

std::uint32_t next_entry(const Database& database, const std::string& recorded_at) {
    if (!is_time(recorded_at)) {
        throw BookError(BookError::Kind::refused,
                        fmt::format("`{}` is not a recording time", recorded_at),
                        "write it in UTC, as in 2026-04-02T09:00:00Z");
    }
    Statement row =
        database.statement("SELECT number, recorded_at FROM entry ORDER BY number DESC LIMIT 1");
    if (!row.query().next()) return 1;
    const std::string last = row.text(1);
    if (recorded_at < last) {
        throw BookError(BookError::Kind::refused,
                        fmt::format("time went backwards: the last entry was recorded at {}, this "
                                    "one at {}",
                                    last, recorded_at),
                        "check the clock; what was recorded is never recorded again earlier");
    }
    return row.count(0) + 1;
}

std::string content_of(const Database& database, std::uint32_t number) {
    Sha256 digest;
    for (const HashedTable& table : hashed_tables) {
        Statement rows = database.statement(
            fmt::format("SELECT * FROM {} WHERE entry = ? ORDER BY {}", table.name, table.order)
                .c_str());
        rows.query(number);
        while (rows.next()) {
            digest.add(table.name).add("\n");
            for (int column = 0; column < rows.columns(); ++column) {
                add_value(digest, rows, column);
            }
            digest.add("\n");
        }
    }
    return digest.hex();
}

void seal_entry(const Database& database, std::uint32_t number, const std::string& recorded_at,
                const std::string& kind, const std::string& what) {
    std::string before;
    Statement row = database.statement("SELECT fingerprint FROM entry WHERE number = ?");
    if (row.query(number - 1).next()) before = row.text(0);
    EntryRow entry{number, recorded_at, kind, what, content_of(database, number), ""};
    entry.fingerprint = fingerprint_after(before, entry);
    database.statement("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)")
        .execute(entry.number, entry.recorded_at, entry.kind, entry.what, entry.content,
                 entry.fingerprint);
}

std::vector<std::string> chain_problems(const Database& database, std::uint32_t upto,
                                        const std::string& kind) {
    std::vector<std::string> problems;
    std::string before;
    std::uint32_t expected = 1;
    for (const EntryRow& entry : read_entries(database)) {
        if (entry.number != expected) {
            problems.push_back(fmt::format("entry {} is missing", expected));
            expected = entry.number;
        }
        if (entry.fingerprint != fingerprint_after(before, entry)) {
            problems.push_back(
                fmt::format("entry {} ({}) does not follow from what was recorded before it",
                            entry.number, entry.what));
        }
        if (entry.number <= upto && (kind.empty() || entry.kind == kind) &&
            content_of(database, entry.number) != entry.content) {
            problems.push_back(fmt::format("what entry {} ({}) recorded has been changed",
                                           entry.number, entry.what));
        }
        before = entry.fingerprint;
        ++expected;
    }
    return problems;
}

}  // namespace attain::store
