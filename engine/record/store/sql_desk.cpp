#include "record/store/sql_desk.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <list>
#include <utility>

#include "record/store/sql_inside.h"
#include "record/store/sql_text.h"

namespace attain::store {

namespace {

constexpr int steps_between_looks = 20'000;  // of SQLite's machine: far less than a second
constexpr std::int64_t most_bytes = std::int64_t{2} << 30;  // of sorting and grouping
constexpr int longest_text = 100'000'000;                   // of one value

}  // namespace

struct SqlDesk::Inside {
    SqlCalls calls;
    std::list<SqlTableEntry> tables;  // modules point at them
    SQLite::Database connection{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
    sqlite3_stmt* statement = nullptr;
    std::string query;     // as it was written
    TypedQuery typed{""};  // as SQLite reads it
    std::optional<SqlProblem> problem;
    std::string bytes;  // of the blob that was asked for last

    ~Inside() { sqlite3_finalize(statement); }
    sqlite3* handle() { return connection.getHandle(); }

    void close_doors() {
        sqlite3* db = handle();
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);  // "x" is a name, never a text
        sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
        sqlite3_limit(db, SQLITE_LIMIT_LENGTH, longest_text);
        connection.exec("PRAGMA temp_store = memory");  // sorting makes no file either
        connection.exec("PRAGMA query_only = 1");
        sqlite3_hard_heap_limit64(most_bytes);
        register_functions(db);
        sqlite3_set_authorizer(db, allow_reading, &calls);
        sqlite3_progress_handler(
            db, steps_between_looks,
            [](void* of) {
                auto& asked = *static_cast<SqlCalls*>(of);
                asked.stopped = asked.stop && asked.stop();
                return asked.stopped ? 1 : 0;
            },
            &calls);
    }

    SqlProblem at_word(SqlProblem::Kind kind, std::string message, std::string name) {
        const auto [begin, end] = place_of_word(query, name);
        return {kind, std::move(message), std::move(name), begin, end};
    }

    SqlProblem told_by_sqlite(int code) {
        const std::string said = sqlite3_errmsg(handle());
        const auto named = [&](std::string_view opening) {
            return said.starts_with(opening) ? said.substr(opening.size()) : std::string();
        };
        using Kind = SqlProblem::Kind;
        if (calls.stopped) return {Kind::stopped, said, {}, 0, 0};
        if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG) return {Kind::too_large, said, {}, 0, 0};
        if (!calls.refused.empty()) {
            return at_word(calls.is_function ? Kind::refused_function : Kind::refused, said,
                           calls.refused);
        }
        if (said.ends_with("may not be modified"))
            return at_word(Kind::refused, said, writing_word());
        if (const std::string name = named("no such table: "); !name.empty()) {
            return at_word(Kind::no_table, said, name);
        }
        if (const std::string name = named("no such column: "); !name.empty()) {
            return at_word(Kind::no_column, said, name.substr(name.rfind('.') + 1));
        }
        if (const std::string name = named("no such function: "); !name.empty()) {
            return at_word(Kind::no_function, said, name);
        }
        const int offset = sqlite3_error_offset(handle());
        const auto begin = static_cast<std::size_t>(std::max(offset, 0));
        if (offset < 0) return {Kind::failed, said, {}, 0, 0};
        const SqlPlace place = thing_at(query, typed.written_at(begin));
        return {Kind::syntax, said, {}, place.begin, place.end};
    }

    // What writes in a query that begins as if it asked.
    std::string writing_word() const {
        for (const char* word : {"delete", "update", "insert", "replace"}) {
            const auto [begin, end] = place_of_word(query, word);
            if (begin < end) return word;
        }
        return {};
    }

    void rethrow() {
        if (calls.thrown) std::rethrow_exception(std::exchange(calls.thrown, nullptr));
    }

    // Statements that ask begin with one of a few words; the authorizer looks at the rest.
    std::optional<SqlProblem> unlike_a_question() const {
        const std::size_t first = next_thing(query);
        if (first == query.size()) {
            return SqlProblem{SqlProblem::Kind::syntax, "there is no query", {}, first, first};
        }
        const SqlPlace place = thing_at(query, first);
        const std::string word = query.substr(first, place.end - first);
        const char* asking[] = {"select", "with", "values", "explain", "("};
        if (std::any_of(std::begin(asking), std::end(asking),
                        [&](const char* one) { return same_word(word, one); })) {
            return std::nullopt;
        }
        return SqlProblem{SqlProblem::Kind::refused, {}, word, place.begin, place.end};
    }

    std::optional<SqlProblem> not_one_question(std::size_t end) {
        using Kind = SqlProblem::Kind;
        if (sqlite3_column_count(statement) == 0 || sqlite3_stmt_readonly(statement) == 0) {
            return at_word(Kind::refused, {}, writing_word());
        }
        const std::size_t more = next_thing(query, typed.written_at(end));
        if (more == query.size()) return std::nullopt;
        return SqlProblem{Kind::syntax,
                          "one query at a time: another begins here",
                          {},
                          more,
                          thing_at(query, more).end};
    }

    std::string name_of_column(int column) const {
        return TypedQuery::as_written(sqlite3_column_name(statement, column));
    }

    std::optional<SqlProblem> binary_fraction() {
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            if (sqlite3_column_type(statement, column) != SQLITE_FLOAT) continue;
            return SqlProblem{SqlProblem::Kind::inexact, {}, name_of_column(column), 0, 0};
        }
        return std::nullopt;
    }
};

SqlDesk::SqlDesk(std::function<bool()> stop) : inside_(std::make_unique<Inside>()) {
    inside_->calls.stop = std::move(stop);
    inside_->close_doors();
}
SqlDesk::~SqlDesk() = default;
SqlDesk::SqlDesk(SqlDesk&&) noexcept = default;

void SqlDesk::add(const std::string& name, SqlTable& table) {
    SqlTableEntry& entry = inside_->tables.emplace_back(SqlTableEntry{&table, &inside_->calls});
    register_table(inside_->handle(), name, entry);
}

std::optional<SqlProblem> SqlDesk::ask(const std::string& query) {
    Inside& in = *inside_;
    sqlite3_finalize(std::exchange(in.statement, nullptr));
    in.query = query;
    in.problem.reset();
    in.calls.refused.clear();
    in.calls.stopped = false;
    if (auto problem = in.unlike_a_question()) return in.problem = std::move(problem);
    in.typed = TypedQuery(query);
    const std::string& sql = in.typed.sql();
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v2(in.handle(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        &in.statement, &tail);
    in.rethrow();
    if (code != SQLITE_OK) return in.problem = in.told_by_sqlite(code);
    return in.problem = in.not_one_question(static_cast<std::size_t>(tail - sql.c_str()));
}

std::vector<std::string> SqlDesk::columns() const {
    std::vector<std::string> names;
    for (int column = 0; column < sqlite3_column_count(inside_->statement); ++column) {
        names.push_back(inside_->name_of_column(column));
    }
    return names;
}

bool SqlDesk::next() {
    Inside& in = *inside_;
    const int code = sqlite3_step(in.statement);
    in.rethrow();
    if (code == SQLITE_DONE) return false;
    in.problem = code == SQLITE_ROW ? in.binary_fraction() : in.told_by_sqlite(code);
    return !in.problem;
}

const std::optional<SqlProblem>& SqlDesk::problem() const {
    return inside_->problem;
}

SqlDesk::Type SqlDesk::type(std::size_t column) const {
    switch (sqlite3_column_type(inside_->statement, static_cast<int>(column))) {
        case SQLITE_NULL: return Type::null;
        case SQLITE_INTEGER: return Type::integer;
        default: return Type::text;
    }
}

std::string_view SqlDesk::text(std::size_t column) const {
    const int at = static_cast<int>(column);
    if (sqlite3_column_type(inside_->statement, at) ==
        SQLITE_BLOB) {  // no text: its bytes, as x'00ff'
        const auto* bytes =
            static_cast<const unsigned char*>(sqlite3_column_blob(inside_->statement, at));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(inside_->statement, at));
        inside_->bytes = "x'";
        for (std::size_t i = 0; i < size; ++i)
            inside_->bytes += fmt::format("{:02x}", bytes[i]);
        return inside_->bytes += "'";
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(inside_->statement, at));
    return {text ? text : "",
            static_cast<std::size_t>(sqlite3_column_bytes(inside_->statement, at))};
}

}  // namespace attain::store
