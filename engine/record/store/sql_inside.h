// What the files behind SqlDesk share: SQLite calls back through C, where no exception may pass, so
// each callback keeps what was thrown and SqlDesk throws it on.
#pragma once

#include <sqlite3.h>

#include <exception>
#include <functional>
#include <string>

#include "record/store/sql_table.h"

namespace attain::store {

struct SqlCalls {
    std::function<bool()> stop;
    std::exception_ptr thrown;  // by a table
    bool stopped = false;
    bool declaring = false;  // a table's own columns are read, which is no query
    std::string refused;     // what the authorizer said no to: "attach", "load_extension"
    bool is_function = false;
};

// Runs `action`, and keeps what it throws.
template <class Action>
int kept(SqlCalls& calls, Action&& action) {
    try {
        action();
        return SQLITE_OK;
    } catch (...) {
        calls.thrown = std::current_exception();
        return SQLITE_ERROR;
    }
}

// What a table's module is registered with; it must outlive the connection.
struct SqlTableEntry {
    SqlTable* table = nullptr;
    SqlCalls* calls = nullptr;
};
void register_table(sqlite3* connection, const std::string& name, SqlTableEntry& entry);
// The collation `exact`, and the functions on exact values in place of those that count in binary.
void register_functions(sqlite3* connection);
// Lets a query read the tables and call functions that only look at their arguments.
int allow_reading(void* calls, int action, const char* first, const char* second,
                  const char* schema, const char* within);

}  // namespace attain::store
