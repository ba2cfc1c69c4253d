// SqlTable as SQLite sees it: an eponymous virtual table, there by its name without being made.
//
// A condition `column = value` that the table can find by becomes the plan; everything else SQLite
// checks itself, row by row, also what find() answers.
#include <fmt/format.h>

#include <algorithm>

#include "record/store/sql_inside.h"

namespace attain::store {

namespace {

struct Table : sqlite3_vtab {
    SqlTable* rows = nullptr;
    SqlCalls* calls = nullptr;
};

struct Cursor : sqlite3_vtab_cursor {
    std::vector<RowRange> ranges;
    std::size_t range = 0;
    std::uint64_t row = 0;

    void settle() {  // skips ranges that are used up
        while (range < ranges.size() && row >= ranges[range].end) {
            if (++range < ranges.size()) row = ranges[range].begin;
        }
    }
};

Table& table_of(sqlite3_vtab* base) {
    return *static_cast<Table*>(base);
}
Cursor& cursor_of(sqlite3_vtab_cursor* base) {
    return *static_cast<Cursor*>(base);
}

std::string quoted_name(const std::string& name) {
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string declaration(SqlTable& table) {
    std::string sql = "CREATE TABLE t(";
    for (const SqlColumn& column : table.columns()) {
        if (!sql.ends_with('(')) sql += ", ";
        sql += quoted_name(column.name);
        switch (column.kind) {
            case SqlKind::text: sql += " TEXT"; break;
            case SqlKind::integer: sql += " INTEGER"; break;
            case SqlKind::exact: sql += " TEXT COLLATE exact"; break;
        }
    }
    return sql + ")";
}

int connect(sqlite3* connection, void* entry, int, const char* const*, sqlite3_vtab** out,
            char** problem) {
    const auto& of = *static_cast<SqlTableEntry*>(entry);
    int code = SQLITE_ERROR;
    const int kept_code = kept(*of.calls, [&] {
        const std::string columns = declaration(*of.table);
        of.calls->declaring = true;
        code = sqlite3_declare_vtab(connection, columns.c_str());
        of.calls->declaring = false;
        if (code != SQLITE_OK) return;
        auto* made = new Table();
        made->rows = of.table;
        made->calls = of.calls;
        *out = made;
    });
    if (kept_code != SQLITE_OK) *problem = sqlite3_mprintf("the table cannot be read");
    return kept_code == SQLITE_OK ? code : kept_code;
}

int disconnect(sqlite3_vtab* base) {
    delete &table_of(base);
    return SQLITE_OK;
}

// The one condition that narrows most, by what the table says.
int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
    Table& table = table_of(base);
    return kept(*table.calls, [&] {
        std::uint64_t least = table.rows->rows();
        int chosen = -1;
        for (int i = 0; i < info->nConstraint; ++i) {
            const auto& constraint = info->aConstraint[i];
            if (constraint.usable == 0 || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ ||
                constraint.iColumn < 0 ||
                std::string_view(sqlite3_vtab_collation(info, i)) != "BINARY") {
                continue;
            }
            const auto rows = table.rows->rows_for(static_cast<std::size_t>(constraint.iColumn));
            if (!rows || *rows >= least) continue;
            least = *rows;
            chosen = i;
        }
        info->idxNum = 0;
        if (chosen >= 0) {
            info->aConstraintUsage[chosen].argvIndex = 1;
            info->idxNum = info->aConstraint[chosen].iColumn + 1;
        }
        const auto rows = static_cast<sqlite3_int64>(std::max<std::uint64_t>(least, 1));
        info->estimatedRows = rows;
        info->estimatedCost = static_cast<decltype(info->estimatedCost)>(rows + 10);
    });
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
    *out = new Cursor();
    return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* base) {
    delete &cursor_of(base);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* base, int plan, const char*, int count, sqlite3_value** values) {
    Cursor& cursor = cursor_of(base);
    Table& table = table_of(base->pVtab);
    return kept(*table.calls, [&] {
        cursor.ranges = {{0, table.rows->rows()}};
        if (plan > 0 && count == 1) {
            SqlWanted wanted;
            wanted.column = static_cast<std::size_t>(plan - 1);
            const bool whole = table.rows->columns()[wanted.column].kind == SqlKind::integer;
            const int type = sqlite3_value_type(values[0]);
            if (whole && type == SQLITE_INTEGER) {
                wanted.integer = sqlite3_value_int64(values[0]);
                cursor.ranges = table.rows->find(wanted);
            } else if (!whole && type == SQLITE_TEXT) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
                wanted.text = {text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))};
                cursor.ranges = table.rows->find(wanted);
            }  // of another type: SQLite compares by its own rules, row by row
        }
        cursor.range = 0;
        cursor.row = cursor.ranges.empty() ? 0 : cursor.ranges[0].begin;
        cursor.settle();
    });
}

int next_row(sqlite3_vtab_cursor* base) {
    Cursor& cursor = cursor_of(base);
    ++cursor.row;
    cursor.settle();
    return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* base) {
    const Cursor& cursor = cursor_of(base);
    return cursor.range >= cursor.ranges.size() ? 1 : 0;
}

int read_cell(sqlite3_vtab_cursor* base, sqlite3_context* context, int column) {
    const Cursor& cursor = cursor_of(base);
    Table& table = table_of(base->pVtab);
    return kept(*table.calls, [&] {
        SqlCell cell(context);
        table.rows->cell(cursor.row, static_cast<std::size_t>(column), cell);
    });
}

int row_number(sqlite3_vtab_cursor* base, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(cursor_of(base).row);
    return SQLITE_OK;
}

// No xCreate: the table exists by its name alone. No xUpdate: nothing can be written to it.
constexpr sqlite3_module reading = [] {
    sqlite3_module module{};
    module.iVersion = 1;
    module.xConnect = connect;
    module.xBestIndex = best_index;
    module.xDisconnect = disconnect;
    module.xOpen = open_cursor;
    module.xClose = close_cursor;
    module.xFilter = filter;
    module.xNext = next_row;
    module.xEof = at_end;
    module.xColumn = read_cell;
    module.xRowid = row_number;
    return module;
}();

}  // namespace

void SqlCell::null() {
    sqlite3_result_null(context_);
}
void SqlCell::integer(std::int64_t value) {
    sqlite3_result_int64(context_, value);
}
void SqlCell::text(std::string_view value) {
    sqlite3_result_text64(context_, value.data() ? value.data() : "", value.size(),
                          SQLITE_TRANSIENT, SQLITE_UTF8);
}
void SqlCell::lasting(std::string_view value) {
    sqlite3_result_text64(context_, value.data() ? value.data() : "", value.size(), SQLITE_STATIC,
                          SQLITE_UTF8);
}

void SqlCell::fail(const std::string& why) {
    sqlite3_result_error(context_, why.c_str(), static_cast<int>(why.size()));
}

void register_table(sqlite3* connection, const std::string& name, SqlTableEntry& entry) {
    sqlite3_create_module_v2(connection, name.c_str(), &reading, &entry, nullptr);
}

}  // namespace attain::store
