// The only door to SQLite: a connection with the settings that durability rests on, and statements
// with bound values.
//
//     Database db = Database::open("harbour.attain", Access::write);
//     Transaction change(db, Transaction::Kind::write);
//     db.statement("INSERT INTO file VALUES (?, ?, ?)").execute(0, 4, "ledger.csv");
//     change.commit();                       // without this line nothing happened
//
// Every failure below becomes one BookError with a remedy. Binary floating point has no way in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "record/store/access.h"

namespace attain {

namespace store {

// Bytes that are not text; they must outlive the call that they are given to.
struct Blob {
    std::string_view bytes;
};

class Statement {
public:
    Statement(Statement&&) noexcept;
    ~Statement();

    // Binds the values in order and runs to the end: INSERT and the like.
    template <class... Values>
    void execute(const Values&... values) {
        begin();
        int place = 0;
        (bind(++place, values), ...);
        finish();
    }
    // Binds the values in order; then next() goes from row to row.
    template <class... Values>
    Statement& query(const Values&... values) {
        begin();
        int place = 0;
        (bind(++place, values), ...);
        return *this;
    }
    bool next();
    int columns() const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::uint32_t count(int column) const;  // an integer that must fit 32 bits unsigned
    std::string text(int column) const;
    std::string_view bytes(int column) const;  // text or blob; good until next()
    enum class Type { integer, text, blob, null };
    Type type(int column) const;

private:
    friend class Database;
    struct Inside;
    explicit Statement(std::unique_ptr<Inside> inside);
    void begin();
    void finish();
    void bind(int place, std::string_view text);
    void bind(int place, const Blob& blob);
    void bind(int place, std::nullopt_t);
    void bind_integer(int place, std::int64_t value);
    template <class Whole>
    requires std::is_integral_v<Whole>
    void bind(int place, Whole value) {
        static_assert(
            sizeof(Whole) < 8 || std::is_signed_v<Whole> || std::is_same_v<Whole, std::size_t>,
            "a stored integer has 63 bits");
        bind_integer(place, static_cast<std::int64_t>(value));
    }
    template <class Value>
    void bind(int place, const std::optional<Value>& value) {
        value ? bind(place, *value) : bind(place, std::nullopt);
    }
    void bind(int place, double) = delete;
    std::unique_ptr<Inside> inside_;
};

class Database {
public:
    // A new book at `path`: its tables and what `first_rows` writes into them. It comes into being
    // whole or not at all, under a name that nothing bears yet.
    static void create(const std::string& path,
                       const std::function<void(const Database&)>& first_rows);
    // Throws BookError where there is no book, or one that this version cannot use.
    static Database open(const std::string& path, Access access);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    Statement statement(const char* sql) const;
    void execute(const char* sql) const;
    const std::string& path() const;
    Access access() const;
    // What SQLite itself finds wrong with the file and what is missing of tables and triggers, in
    // sentences; empty when the file is sound.
    std::string structure_problem() const;

private:
    struct Inside;
    explicit Database(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Begins in the constructor, rolls back in the destructor; commit is a statement that must be
// reached. A reading one sees one state of the book from its first to its last query.
class Transaction {
public:
    enum class Kind { read, write };
    Transaction(const Database& database, Kind kind);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    const Database& database_;
    bool open_ = true;
};

// The text of schemas/store/book.sql.
extern const char* const book_sql;

// The error for stored bytes that do not read as what they should be.
[[noreturn]] void damaged(const std::string& path, const std::string& what);

}  // namespace store
}  // namespace attain
