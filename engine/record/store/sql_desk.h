// Where people ask in SQL: a connection of its own that has no file, only the tables that it is
// given. It reads; it cannot write, attach, load, set or reach anything else.
//
//     SqlDesk desk(stop);
//     desk.add("deals", deals);
//     if (auto problem = desk.ask("select owner, sum(amount_minor) from deals group by owner")) …
//     while (desk.next()) desk.text(0) …
//
// No binary fraction leaves it: a result that is one is a problem, not a number (HOUSE: exact).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/store/sql_table.h"

namespace attain::store {

struct SqlProblem {
    enum class Kind {
        syntax,    // cannot be read
        no_table,  // `name` is no table …
        no_column,
        no_function,
        refused,           // would do something else than read: `name` is the word, where there is
        refused_function,  // calls what it may not
        inexact,           // would answer with a binary fraction: `name` is the column
        failed,            // a function was given what it cannot take
        stopped,           // it took too long
        too_large,
    };
    Kind kind = Kind::syntax;
    std::string message;  // SQLite's, or the function's own
    std::string name;
    std::size_t begin = 0;  // its place in the query …
    std::size_t end = 0;    // … equal: none is known
};

class SqlDesk {
public:
    // `stop` is asked now and then; once it answers yes, the query ends.
    explicit SqlDesk(std::function<bool()> stop);
    ~SqlDesk();
    SqlDesk(SqlDesk&&) noexcept;
    // The table must outlive the desk. Its name is in small letters.
    void add(const std::string& name, SqlTable& table);

    // One SELECT, WITH or VALUES. Throws only what the tables throw while they read the book.
    std::optional<SqlProblem> ask(const std::string& query);
    std::vector<std::string> columns() const;
    // The next row; nothing more, or a problem: problem() says which.
    bool next();
    const std::optional<SqlProblem>& problem() const;
    enum class Type { null, integer, text };
    Type type(std::size_t column) const;
    std::string_view text(std::size_t column) const;  // good until next(); integers by their digits

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace attain::store
