// Conditions: the small language of `where:` and `when:`, a part of the Common Expression Language
// plus percentages, every value exact and every piece knowing its place in the plan file.
//
//     where: 'type in ["new", "expansion"] && amount >= 1000'
//     when:  team.attainment >= 100%
//     where: 'booked < date("2026-07-01") || !has(region) || product.startsWith("Pro")'
//
// The same language without its yes and no computes columns and measures:
//
//     compute: 'price - cost'                    compute: 'least(margin / bookings, 40%)'
//     where: 'days_between(booked, invoiced) <= 90'
//
// An Expr that came out of parse_condition is well formed, and after check_condition it is well
// typed: both sides of an operator have one type, `in` has a list of constants, a divisor is a
// constant other than zero, unless the scope lets it be any number: what it divides then has no
// value where it is zero. Only names of which a Scope does not know the type stay open.
//
// Evaluation is not here: the pipeline compiles the tree to operations on columns.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar/date.h"
#include "base/diagnostic/diagnostic.h"
#include "base/number/rational.h"
#include "intake/document/node.h"

namespace attain {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;  // never null inside a tree

struct NumberLiteral {
    Rational value;  // 80% is 4/5
};
struct TextLiteral {
    std::string value;
};
struct DateLiteral {
    Date value;
};
struct FlagLiteral {
    bool value = false;
};
struct ListLiteral {
    std::vector<Expr> items;  // constants of one type, at least one
};
struct NameRef {
    std::string name;  // "amount", "person.level": dots included
};
struct HasValue {
    std::string name;  // has(region): something is written there
    Span name_where;
};

enum class UnaryOp { negate, invert };  // a number, a flag
struct Unary {
    UnaryOp op;
    ExprPtr operand;
};

// Flags; two values of one type; two numbers or dates; a value and a ListLiteral; numbers.
enum class BinaryOp {
    either,
    both,
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    in,
    add,
    subtract,
    multiply,
    divide,
};
struct Binary {
    BinaryOp op;
    ExprPtr left;
    ExprPtr right;
    Span op_where;
};

enum class TextTest { starts_with, contains, ends_with };
struct TextCall {
    TextTest test;
    ExprPtr subject;
    ExprPtr argument;
};

// Functions of two numbers; of two days, which count from the first to the second (T5): the first
// day itself is not counted; of one name, as its figure stood before the pay period (M1).
enum class Function {
    least,
    greatest,
    days_between,
    working_days_between,
    months_between,
    before,
};
std::string_view name_of(Function function);
struct FunctionCall {
    Function function;
    std::vector<Expr> arguments;  // as many as the function takes
};

struct Expr {
    std::variant<NumberLiteral, TextLiteral, DateLiteral, FlagLiteral, ListLiteral, NameRef,
                 HasValue, Unary, Binary, TextCall, FunctionCall>
        kind;
    Span where;  // in the plan file; the whole scalar where its text is escaped or folded
};

enum class ValueType { text, number, date, flag, unknown };
std::string_view name_of(ValueType type);  // "a text", "a number", …

// What a condition may name. Dotted names stand here in full ("person.level").
struct Scope {
    std::map<std::string, ValueType, std::less<>> names;
    // False: a file is checked alone, so a name that is not listed may exist; its type is unknown.
    bool complete = true;
    bool any_divisor = false;  // a divisor may be more than a constant
    bool looks_back = false;   // `before(…)` may stand here
};

namespace intake {

// The condition that is written in a scalar, or nothing after an error in `out`. At most 64 KiB,
// 10,000 words and signs, 64 levels.
std::optional<Expr> parse_condition(const Node& scalar, Diagnostics& out);

// Whether every name is known, every operator has what it works on, and the whole is a yes or no.
bool check_condition(const Expr& condition, const Scope& scope, Diagnostics& out);

// The same for an expression whose whole is a number.
bool check_formula(const Expr& formula, const Scope& scope, Diagnostics& out);

// The names that a condition mentions, in the order written, each NameRef and HasValue once per
// mention; they point into `condition`.
struct Mention {
    std::string_view name;
    Span where;
};
std::vector<Mention> names_in(const Expr& condition);

// The value of an expression made of numbers only (a divisor, a threshold), or nothing.
std::optional<Rational> constant_number(const Expr& expression);

}  // namespace intake

}  // namespace attain
