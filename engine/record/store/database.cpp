// SQLite, tamed: one voice for its errors, one set of settings, read back on every open.
//
// synchronous=FULL syncs the log at every commit, so that what was said to be stored is stored; WAL
// lets readers go on meanwhile; mmap is off because it has made a known WAL bug worse; recursive
// triggers are on because else INSERT OR REPLACE would slip past the triggers on DELETE.
#include "record/store/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <utility>

#include "base/ensure.h"
#include "record/store/access.h"
#include "record/store/writer_lock.h"

namespace attain::store {

namespace {

constexpr std::int64_t application_id = 0x4174746e;  // "Attn", at byte 68 of the file
constexpr std::int64_t format_version = 3;           // PRAGMA user_version

struct Setting {
    const char* name;
    const char* wanted;
};
// page_size is fixed when the file is made; the others belong to the connection.
constexpr std::array settings = {
    Setting{"synchronous", "2"},    Setting{"foreign_keys", "1"},
    Setting{"trusted_schema", "0"}, Setting{"cell_size_check", "1"},
    Setting{"mmap_size", "0"},      Setting{"recursive_triggers", "1"},
};
constexpr const char* page_size = "16384";

using Kind = BookError::Kind;

[[noreturn]] void translate(const std::string& path, const SQLite::Exception& problem) {
    const std::string said = problem.what();
    switch (problem.getErrorCode()) {
        case SQLITE_NOTADB:
            throw BookError(Kind::could_not, fmt::format("`{}` is not a book", path),
                            "check the name; the file was left as it is");
        case SQLITE_CORRUPT:
            throw BookError(Kind::could_not, fmt::format("`{}` is damaged: {}", path, said),
                            "stop writing to it and restore the last copy that verified");
        case SQLITE_FULL:
            throw BookError(Kind::could_not, fmt::format("no room left for `{}`", path),
                            "free some space and repeat the command; nothing of it was stored");
        case SQLITE_IOERR:
            throw BookError(Kind::could_not,
                            fmt::format("the disk failed under `{}`: {}", path, said),
                            "check the disk, then verify the book before going on; nothing of this "
                            "command was stored");
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            throw BookError(Kind::could_not, fmt::format("cannot open `{}`: {}", path, said),
                            "check the leave to read and write it and its folder");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw BookError(Kind::busy, fmt::format("another program is using `{}`", path),
                            "close the program that has it open, then try again");
        default:  // SQLite's codes are an open set of integers, not an enum of ours
            throw BookError(Kind::could_not, fmt::format("`{}` cannot be used: {}", path, said),
                            "verify the book; nothing of this command was stored");
    }
}

template <class Action>
auto guarded(const std::string& path, Action&& action) {
    try {
        return action();
    } catch (const SQLite::Exception& problem) {
        translate(path, problem);
    }
}

std::string pragma(SQLite::Database& connection, const char* name) {
    return connection.execAndGet(fmt::format("PRAGMA {}", name)).getString();
}

[[noreturn]] void wrong_setting(const std::string& path, const char* name, const std::string& value,
                                const char* wanted) {
    throw BookError(
        Kind::could_not,
        fmt::format("`{}` cannot be used safely: {} is {}, not {}", path, name, value, wanted),
        "another program has changed the file; restore the last copy that verified");
}

// Sets what can be set and believes only what is read back.
void apply_settings(SQLite::Database& connection, const std::string& path, Access access) {
    for (const Setting& setting : settings) {
        connection.exec(fmt::format("PRAGMA {} = {}", setting.name, setting.wanted));
    }
    if (access == Access::write) connection.exec("PRAGMA journal_mode = wal");
    for (const Setting& setting : settings) {
        const std::string value = pragma(connection, setting.name);
        if (value != setting.wanted) wrong_setting(path, setting.name, value, setting.wanted);
    }
    if (const std::string value = pragma(connection, "page_size"); value != page_size) {
        wrong_setting(path, "page_size", value, page_size);
    }
    if (const std::string value = pragma(connection, "journal_mode"); value != "wal") {
        wrong_setting(path, "journal_mode", value, "wal");
    }
}

void check_identity(SQLite::Database& connection, const std::string& path) {
    if (pragma(connection, "application_id") != std::to_string(application_id)) {
        throw BookError(Kind::could_not, fmt::format("`{}` is not a book", path),
                        "check the name; the file was left as it is");
    }
    const std::int64_t version = std::stoll(pragma(connection, "user_version"));
    if (version > format_version) {
        throw BookError(Kind::could_not,
                        fmt::format("`{}` was written by a newer version of Attain (format {}; "
                                    "this one knows {})",
                                    path, version, format_version),
                        "use the newer version; the file was left as it is");
    }
    if (version < format_version) {
        throw BookError(Kind::could_not,
                        fmt::format("`{}` has format {}, which never existed", path, version),
                        "restore the last copy that verified");
    }
}

void remove_quietly(const std::string& path) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::remove(path + suffix, ignored);
    }
}

// A name is durable when its folder has been synced.
void sync_folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (file < 0) return;
    ::fsync(file);
    ::close(file);
}

void refuse_existing(const std::string& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, ignored))) return;
    throw BookError(Kind::could_not, fmt::format("`{}` is already there", path),
                    "choose another name; an existing file is never overwritten");
}

}  // namespace

[[noreturn]] void damaged(const std::string& path, const std::string& what) {
    throw BookError(Kind::could_not, fmt::format("`{}` is damaged: {}", path, what),
                    "stop writing to it and restore the last copy that verified");
}

// ---- Database
// ------------------------------------------------------------------------------------

struct Database::Inside {
    std::string path;
    Access access = Access::read;
    std::optional<WriterLock> lock;
    mutable SQLite::Database connection;
};

Database::Database(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

const std::string& Database::path() const {
    return inside_->path;
}
Access Database::access() const {
    return inside_->access;
}

void Database::create(const std::string& path,
                      const std::function<void(const Database&)>& first_rows) {
    refuse_existing(path);
    const WriterLock lock(path);
    refuse_existing(path);
    const std::string unfinished = path + ".unfinished";
    remove_quietly(unfinished);
    try {
        Database book = guarded(path, [&] {
            SQLite::Database connection(unfinished, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            connection.exec(fmt::format("PRAGMA page_size = {}", page_size));
            apply_settings(connection, path, Access::write);
            return Database(std::make_unique<Inside>(
                Inside{path, Access::write, std::nullopt, std::move(connection)}));
        });
        Transaction change(book, Transaction::Kind::write);
        book.execute(book_sql);
        book.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
        book.execute(fmt::format("PRAGMA user_version = {}", format_version).c_str());
        first_rows(book);
        change.commit();
    } catch (...) {
        remove_quietly(unfinished);
        throw;
    }
    std::error_code problem;
    std::filesystem::rename(unfinished, path, problem);
    if (problem) {
        remove_quietly(unfinished);
        throw BookError(Kind::could_not,
                        fmt::format("cannot make `{}`: {}", path, problem.message()),
                        "check the leave to write in its folder");
    }
    sync_folder_of(path);
}

Database Database::open(const std::string& path, Access access) {
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (!std::filesystem::exists(status)) {
        throw BookError(Kind::could_not, fmt::format("there is no book at `{}`", path),
                        "check the name, or make a new book there");
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw BookError(Kind::could_not, fmt::format("`{}` is not a book", path),
                        "check the name: a book is one file");
    }
    std::optional<WriterLock> lock;
    if (access == Access::write) lock.emplace(path);
    return guarded(path, [&] {
        constexpr int patience_ms = 2000;
        SQLite::Database connection(
            path, access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY,
            patience_ms);
        check_identity(connection, path);
        apply_settings(connection, path, access);
        return Database(
            std::make_unique<Inside>(Inside{path, access, std::move(lock), std::move(connection)}));
    });
}

void Database::execute(const char* sql) const {
    guarded(path(), [&] { inside_->connection.exec(sql); });
}

std::string Database::structure_problem() const {
    return guarded(path(), [&]() -> std::string {
        const std::string soundness = pragma(inside_->connection, "integrity_check");
        if (soundness != "ok") return soundness;
        SQLite::Statement strays(inside_->connection, "PRAGMA foreign_key_check");
        if (strays.executeStep()) {
            return fmt::format("a row of `{}` belongs to nothing that was recorded",
                               strays.getColumn(0).getString());
        }
        constexpr const char* all =
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
            "ORDER BY name";
        SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        fresh.exec(book_sql);
        SQLite::Statement wanted(fresh, all);
        SQLite::Statement found(inside_->connection, all);
        while (wanted.executeStep()) {
            const std::string name = wanted.getColumn(0).getString();
            if (!found.executeStep() || found.getColumn(0).getString() != name ||
                found.getColumn(1).getString() != wanted.getColumn(1).getString()) {
                return fmt::format("the table or trigger `{}` is not as it was made", name);
            }
        }
        if (found.executeStep()) {
            return fmt::format("`{}` was added by another program", found.getColumn(0).getString());
        }
        return {};
    });
}

// ---- Statement
// -----------------------------------------------------------------------------------

struct Statement::Inside {
    const std::string& path;
    SQLite::Statement statement;
    // Texts are copied, for what they view may be gone at next(); blobs are large and are not.
};

Statement::Statement(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement Database::statement(const char* sql) const {
    return guarded(path(), [&] {
        return Statement(std::unique_ptr<Statement::Inside>(
            new Statement::Inside{path(), SQLite::Statement(inside_->connection, sql)}));
    });
}

void Statement::begin() {
    guarded(inside_->path, [&] { inside_->statement.reset(); });
}

void Statement::finish() {
    guarded(inside_->path, [&] {
        inside_->statement.exec();
        inside_->statement.reset();
    });
}

void Statement::bind(int place, std::string_view text) {
    guarded(inside_->path, [&] { inside_->statement.bind(place, std::string(text)); });
}

void Statement::bind(int place, const Blob& blob) {
    constexpr std::size_t most = 1'000'000'000;  // SQLite's own limit of one value
    if (blob.bytes.size() > most) {
        throw BookError(Kind::could_not,
                        fmt::format("one column of {} bytes is too large for `{}`",
                                    blob.bytes.size(), inside_->path),
                        "import the file in several pieces");
    }
    guarded(inside_->path, [&] {
        // A null pointer would be stored as NULL; an empty blob is not.
        const char* bytes = blob.bytes.empty() ? "" : blob.bytes.data();
        inside_->statement.bindNoCopy(place, bytes, static_cast<int>(blob.bytes.size()));
    });
}

void Statement::bind(int place, std::nullopt_t) {
    guarded(inside_->path, [&] { inside_->statement.bind(place); });
}

void Statement::bind_integer(int place, std::int64_t value) {
    guarded(inside_->path, [&] { inside_->statement.bind(place, value); });
}

bool Statement::next() {
    return guarded(inside_->path, [&] { return inside_->statement.executeStep(); });
}

int Statement::columns() const {
    return inside_->statement.getColumnCount();
}

Statement::Type Statement::type(int column) const {
    const SQLite::Column value = inside_->statement.getColumn(column);
    if (value.isNull()) return Type::null;
    if (value.isInteger()) return Type::integer;
    if (value.isBlob()) return Type::blob;
    if (value.isText()) return Type::text;
    damaged(inside_->path, "a stored number is not whole");
}

bool Statement::is_null(int column) const {
    return type(column) == Type::null;
}

std::int64_t Statement::integer(int column) const {
    return inside_->statement.getColumn(column).getInt64();
}

std::uint32_t Statement::count(int column) const {
    const std::int64_t value = integer(column);
    if (!std::in_range<std::uint32_t>(value)) damaged(inside_->path, "a count is out of range");
    return static_cast<std::uint32_t>(value);
}

std::string Statement::text(int column) const {
    return std::string(bytes(column));
}

std::string_view Statement::bytes(int column) const {
    const SQLite::Column value = inside_->statement.getColumn(column);
    const void* begin = value.getBlob();
    const auto size = static_cast<std::size_t>(value.getBytes());
    return begin ? std::string_view(static_cast<const char*>(begin), size) : std::string_view();
}

// ---- Transaction
// ---------------------------------------------------------------------------------

Transaction::Transaction(const Database& database, Kind kind) : database_(database) {
    ensure(kind == Kind::read || database.access() == Access::write,
           "only a book opened for writing is written to");
    database_.execute(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const BookError&) {
        // SQLite has rolled back already (a full disk does that), or will when the file is closed.
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace attain::store
