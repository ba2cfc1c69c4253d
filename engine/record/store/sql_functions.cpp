// What SQL is given to count exactly, and what it is kept from.
//
//     sum(due_minor)                   whole numbers only; beyond 64 bits it is a mistake
//     money_sum(due_minor, currency)   "18823.94"; two currencies are not added up
//     decimal_sum(base)                of exact texts: "584976.369", "39200/9"
//
// SQL's own sum(), avg(), total() and round() turn a text into a binary fraction without a word. So
// sum() is replaced, the others are not allowed, and the decimal_… functions do their work.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "base/number/money.h"
#include "base/number/parse.h"
#include "record/store/exact_text.h"
#include "record/store/sql_inside.h"

namespace attain::store {

namespace {

using Values = sqlite3_value**;

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text ? text : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void answer(sqlite3_context* context, std::string_view text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void object(sqlite3_context* context, const std::string& message) {
    sqlite3_result_error(context, message.c_str(), static_cast<int>(message.size()));
}

// An argument as an exact number. Nothing where it is NULL, or is none: then the query ends.
std::optional<Rational> exact_argument(sqlite3_context* context, sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_NULL: return std::nullopt;
        case SQLITE_INTEGER: return Rational(std::int64_t(sqlite3_value_int64(value)));
        case SQLITE_FLOAT:
            object(context, "a binary fraction is no exact number: write it as a text, '0.75'");
            return std::nullopt;
        default: break;
    }
    std::optional<Rational> number = read_exact(text_of(value));
    if (!number) object(context, fmt::format("`{}` is not a number", text_of(value)));
    return number;
}

// C++ objects of one aggregation, in the room that SQLite keeps for it.
template <class State>
State& state_of(sqlite3_context* context) {
    auto** room = static_cast<State**>(sqlite3_aggregate_context(context, sizeof(State*)));
    if (*room == nullptr) *room = new State();
    return **room;
}
template <class State>
void drop_state(sqlite3_context* context) {
    auto** room = static_cast<State**>(sqlite3_aggregate_context(context, sizeof(State*)));
    if (room == nullptr) return;
    delete *room;
    *room = nullptr;
}

// ---- sum ---------------------------------------------------------------------------------------

struct WholeSum {
    Int128 sum = 0;
    std::int64_t values = 0;
};

template <int sign>
void add_whole(sqlite3_context* context, int, Values values) {
    switch (sqlite3_value_type(values[0])) {
        case SQLITE_NULL: return;
        case SQLITE_INTEGER: break;
        case SQLITE_FLOAT:
            return object(context, "sum() adds whole numbers, and this is a binary fraction");
        default:
            return object(context, fmt::format("sum() adds whole numbers, and `{}` is a text: add "
                                               "up a column of minor units, or use decimal_sum()",
                                               text_of(values[0])));
    }
    auto& state = state_of<WholeSum>(context);
    state.sum += sign * Int128(sqlite3_value_int64(values[0]));
    state.values += sign;
}

void whole_value(sqlite3_context* context) {
    const auto& state = state_of<WholeSum>(context);
    if (state.values == 0) return sqlite3_result_null(context);
    const bool fits = state.sum <= std::numeric_limits<std::int64_t>::max() &&
                      state.sum >= std::numeric_limits<std::int64_t>::min();
    if (!fits) return object(context, "the sum does not fit 64 bits: use decimal_sum()");
    sqlite3_result_int64(context, static_cast<std::int64_t>(state.sum));
}

template <class State, void (*value)(sqlite3_context*)>
void last_value(sqlite3_context* context) {
    value(context);
    drop_state<State>(context);
}

// ---- decimal_sum, decimal_avg ------------------------------------------------------------------

// Decimals are added up apart by their number of places, so that a value costs no fraction.
struct ExactSum {
    std::array<Int128, 19> by_decimals{};
    Rational others;
    std::int64_t values = 0;

    Rational total() const {
        Rational sum = others;
        for (int decimals = 0; decimals < 19; ++decimals) {
            const Int128 units = by_decimals[static_cast<std::size_t>(decimals)];
            if (units != 0) sum += Rational::of(from_int128(units), power_of_ten(decimals));
        }
        return sum;
    }
};

template <int sign>
void add_exact(sqlite3_context* context, int, Values values) {
    if (sqlite3_value_type(values[0]) == SQLITE_TEXT) {
        if (const auto fixed = parse_fixed(text_of(values[0]))) {
            auto& state = state_of<ExactSum>(context);
            state.by_decimals[static_cast<std::size_t>(fixed->decimals)] += sign * fixed->units;
            state.values += sign;
            return;
        }
    }
    const std::optional<Rational> value = exact_argument(context, values[0]);
    if (!value) return;
    auto& state = state_of<ExactSum>(context);
    state.others += sign < 0 ? -*value : *value;
    state.values += sign;
}

void exact_sum_value(sqlite3_context* context) {
    const auto& state = state_of<ExactSum>(context);
    if (state.values == 0) return sqlite3_result_null(context);
    answer(context, exact_text(state.total()));
}

void exact_average_value(sqlite3_context* context) {
    const auto& state = state_of<ExactSum>(context);
    if (state.values == 0) return sqlite3_result_null(context);
    answer(context, exact_text(state.total() / Rational(state.values)));
}

// ---- money_sum, money --------------------------------------------------------------------------

struct MoneySum {
    Int128 sum = 0;
    std::string currency;
};

// Minor units and their currency; nothing where one of them is NULL, or they are none.
std::optional<Cash> cash_of(sqlite3_context* context, Values values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL ||
        sqlite3_value_type(values[1]) == SQLITE_NULL) {
        return std::nullopt;
    }
    const std::optional<Currency> currency = Currency::find(text_of(values[1]));
    if (!currency) {
        object(context, fmt::format("`{}` is not a currency", text_of(values[1])));
    } else if (sqlite3_value_type(values[0]) != SQLITE_INTEGER) {
        object(context, fmt::format("`{}` is no whole number of minor units", text_of(values[0])));
    } else {
        return Cash(sqlite3_value_int64(values[0]), *currency);
    }
    return std::nullopt;
}

void add_money(sqlite3_context* context, int, Values values) {
    const std::optional<Cash> cash = cash_of(context, values);
    if (!cash) return;
    auto& state = state_of<MoneySum>(context);
    const std::string code = cash->currency().code();
    if (state.currency.empty()) state.currency = code;
    if (state.currency != code) {
        return object(context, fmt::format("{} and {} are not added up: group by currency",
                                           state.currency, code));
    }
    state.sum += cash->minor_units();
}

void money_sum_value(sqlite3_context* context) {
    const auto& state = state_of<MoneySum>(context);
    const std::optional<Currency> currency = Currency::find(state.currency);
    if (!currency) return sqlite3_result_null(context);
    ExactRoom room;
    answer(context, fixed_text(state.sum, currency->minor_digits(), room));
}

void money(sqlite3_context* context, int, Values values) {
    if (const std::optional<Cash> cash = cash_of(context, values)) answer(context, cash->plain());
}

// ---- decimal_add, _sub, _mul, _cmp, _round -----------------------------------------------------

template <class Operation>
void of_two(sqlite3_context* context, Values values, Operation&& operation) {
    const std::optional<Rational> left = exact_argument(context, values[0]);
    const std::optional<Rational> right = exact_argument(context, values[1]);
    if (left && right) operation(*left, *right);
}

void decimal_add(sqlite3_context* context, int, Values values) {
    of_two(context, values,
           [&](const Rational& a, const Rational& b) { answer(context, exact_text(a + b)); });
}
void decimal_sub(sqlite3_context* context, int, Values values) {
    of_two(context, values,
           [&](const Rational& a, const Rational& b) { answer(context, exact_text(a - b)); });
}
void decimal_mul(sqlite3_context* context, int, Values values) {
    of_two(context, values,
           [&](const Rational& a, const Rational& b) { answer(context, exact_text(a * b)); });
}
void decimal_div(sqlite3_context* context, int, Values values) {
    of_two(context, values, [&](const Rational& a, const Rational& b) {
        if (b.is_zero()) return sqlite3_result_null(context);  // as SQL divides
        answer(context, exact_text(a / b));
    });
}
void decimal_cmp(sqlite3_context* context, int, Values values) {
    of_two(context, values, [&](const Rational& a, const Rational& b) {
        sqlite3_result_int(context, a < b ? -1 : a > b ? 1 : 0);
    });
}

// To so many decimals, all of them written, a half away from zero as SQL's round() has it.
void decimal_round(sqlite3_context* context, int, Values values) {
    const std::optional<Rational> value = exact_argument(context, values[0]);
    if (!value || sqlite3_value_type(values[1]) == SQLITE_NULL) return;
    const std::int64_t decimals = sqlite3_value_int64(values[1]);
    if (sqlite3_value_type(values[1]) != SQLITE_INTEGER || decimals < 0 || decimals > 18) {
        return object(context, "decimal_round() keeps 0 to 18 decimals");
    }
    const int places = static_cast<int>(decimals);
    const auto units =
        to_int128(round_to_whole(*value * Rational(power_of_ten(places)), RoundingMode::half_up));
    if (!units) return object(context, "the number is too large to be rounded");
    ExactRoom room;
    answer(context, fixed_text(*units, places, room));
}

// ---- what may be called ------------------------------------------------------------------------

int compare_texts(void*, int left_size, const void* left, int right_size, const void* right) {
    return compare_exact({static_cast<const char*>(left), static_cast<std::size_t>(left_size)},
                         {static_cast<const char*>(right), static_cast<std::size_t>(right_size)});
}

// Functions that look at their arguments: no file, no chance, and no binary fraction without a word
// (printf).
constexpr std::string_view allowed[] = {
    "abs",
    "char",
    "coalesce",
    "count",
    "cume_dist",
    "date",
    "decimal_add",
    "decimal_avg",
    "decimal_cmp",
    "decimal_div",
    "decimal_mul",
    "decimal_round",
    "decimal_sub",
    "decimal_sum",
    "dense_rank",
    "first_value",
    "glob",
    "group_concat",
    "hex",
    "ifnull",
    "iif",
    "instr",
    "json_array_length",
    "json_each",
    "json_extract",
    "json_tree",
    "json_type",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "lower",
    "ltrim",
    "max",
    "min",
    "money",
    "money_sum",
    "nth_value",
    "ntile",
    "nullif",
    "percent_rank",
    "quote",
    "rank",
    "replace",
    "row_number",
    "rtrim",
    "strftime",
    "substr",
    "substring",
    "sum",
    "trim",
    "typeof",
    "unicode",
    "upper",
    "->",
    "->>",
};

std::string said_of(int action, const char* first) {
    switch (action) {
        case SQLITE_ATTACH: return "attach";
        case SQLITE_DETACH: return "detach";
        case SQLITE_PRAGMA: return "pragma";
        case SQLITE_FUNCTION: return first;
        case SQLITE_INSERT: return "insert";
        case SQLITE_UPDATE: return "update";
        case SQLITE_DELETE: return "delete";
        case SQLITE_TRANSACTION:
        case SQLITE_SAVEPOINT: return first;
        case SQLITE_ANALYZE: return "analyze";
        case SQLITE_REINDEX: return "reindex";
        case SQLITE_ALTER_TABLE: return "alter";
        default: return "create";
    }
}

}  // namespace

void register_functions(sqlite3* connection) {
    constexpr int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_collation_v2(connection, "exact", SQLITE_UTF8, nullptr, compare_texts, nullptr);
    sqlite3_create_window_function(connection, "sum", 1, kind, nullptr, add_whole<1>,
                                   last_value<WholeSum, whole_value>, whole_value, add_whole<-1>,
                                   nullptr);
    sqlite3_create_window_function(connection, "decimal_sum", 1, kind, nullptr, add_exact<1>,
                                   last_value<ExactSum, exact_sum_value>, exact_sum_value,
                                   add_exact<-1>, nullptr);
    sqlite3_create_window_function(connection, "decimal_avg", 1, kind, nullptr, add_exact<1>,
                                   last_value<ExactSum, exact_average_value>, exact_average_value,
                                   add_exact<-1>, nullptr);
    sqlite3_create_function_v2(connection, "money_sum", 2, kind, nullptr, nullptr, add_money,
                               last_value<MoneySum, money_sum_value>, nullptr);
    const auto add = [&](const char* name, void (*function)(sqlite3_context*, int, Values)) {
        sqlite3_create_function_v2(connection, name, 2, kind, nullptr, function, nullptr, nullptr,
                                   nullptr);
    };
    add("money", money);
    add("decimal_add", decimal_add);
    add("decimal_sub", decimal_sub);
    add("decimal_mul", decimal_mul);
    add("decimal_div", decimal_div);
    add("decimal_cmp", decimal_cmp);
    add("decimal_round", decimal_round);
}

int allow_reading(void* calls, int action, const char* first, const char* second, const char*,
                  const char*) {
    auto& of = *static_cast<SqlCalls*>(calls);
    if (of.declaring || action == SQLITE_SELECT || action == SQLITE_READ ||
        action == SQLITE_RECURSIVE) {
        return SQLITE_OK;
    }
    if (action == SQLITE_FUNCTION) {
        for (const std::string_view name : allowed) {
            if (sqlite3_stricmp(std::string(name).c_str(), second) == 0) return SQLITE_OK;
        }
        first = second;
    }
    if (of.refused.empty()) {
        of.refused = said_of(action, first ? first : "");
        of.is_function = action == SQLITE_FUNCTION;
    }
    return SQLITE_DENY;
}

}  // namespace attain::store
