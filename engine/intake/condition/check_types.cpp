// Types of conditions. A mistake is reported where it is made; what contains it then counts as
// unknown, so that one mistake gives one message.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ensure.h"
#include "intake/condition/condition.h"
#include "intake/schema/scalar.h"

namespace attain {

std::string_view name_of(ValueType type) {
    switch (type) {
        case ValueType::text: return "a text";
        case ValueType::number: return "a number";
        case ValueType::date: return "a day";
        case ValueType::flag: return "a yes or no";
        case ValueType::unknown: return "unknown";
    }
    ensure(false, "every type of value has a name");
    return {};
}

std::string_view name_of(Function function) {
    switch (function) {
        case Function::least: return "least";
        case Function::greatest: return "greatest";
        case Function::days_between: return "days_between";
        case Function::working_days_between: return "working_days_between";
        case Function::months_between: return "months_between";
        case Function::before: return "before";
    }
    ensure(false, "every function has a name");
    return {};
}

namespace intake {

namespace {

std::string_view sign_of(BinaryOp op) {
    switch (op) {
        case BinaryOp::either: return "||";
        case BinaryOp::both: return "&&";
        case BinaryOp::equal: return "==";
        case BinaryOp::unequal: return "!=";
        case BinaryOp::less: return "<";
        case BinaryOp::less_or_equal: return "<=";
        case BinaryOp::greater: return ">";
        case BinaryOp::greater_or_equal: return ">=";
        case BinaryOp::in: return "in";
        case BinaryOp::add: return "+";
        case BinaryOp::subtract: return "-";
        case BinaryOp::multiply: return "*";
        case BinaryOp::divide: return "/";
    }
    ensure(false, "every operator has a sign");
    return {};
}

bool may_be(ValueType type, ValueType wanted) {
    return type == wanted || type == ValueType::unknown;
}

class TypeChecker {
public:
    TypeChecker(const Scope& scope, Diagnostics& out) : scope_(scope), out_(out) {}

    ValueType type_of(const Expr& expr) {
        return std::visit([&](const auto& kind) { return type(kind, expr); }, expr.kind);
    }

    void require_flag(const Expr& expr) {
        const ValueType whole = type_of(expr);
        if (may_be(whole, ValueType::flag)) return;
        refuse(expr.where, fmt::format("this condition gives {}, not a yes or no", name_of(whole)),
               whole == ValueType::number ? "compare it, such as `amount > 0`"
                                          : "compare it, such as `type == \"new\"`");
    }

    void require_number(const Expr& expr) {
        const ValueType whole = type_of(expr);
        if (may_be(whole, ValueType::number)) return;
        refuse(expr.where, fmt::format("this computes {}, not a number", name_of(whole)),
               "write a number, such as `price - cost`");
    }

private:
    ValueType refuse(const Span& where, std::string message, std::string help) {
        out_.error("condition-type", where, std::move(message)).help = std::move(help);
        return ValueType::unknown;
    }

    // False after an error.
    bool require(const Expr& expr, ValueType wanted, std::string_view sign, std::string help) {
        const ValueType is = type_of(expr);
        if (may_be(is, wanted)) return true;
        refuse(expr.where,
               fmt::format("`{}` wants {}, but {} is {}", sign, name_of(wanted),
                           shown(expr.where.text()), name_of(is)),
               std::move(help));
        return false;
    }

    ValueType look_up(const std::string& name, const Span& where) {
        const auto found = scope_.names.find(name);
        if (found != scope_.names.end()) return found->second;
        if (!scope_.complete) return ValueType::unknown;
        std::vector<std::string> known;
        for (const auto& entry : scope_.names)
            known.push_back(entry.first);
        const std::string similar = nearest(name, known);
        std::string help = fmt::format("known are {}", one_of(known));
        if (name == "yes" || name == "no") {
            help = name == "yes" ? "write `true`" : "write `false`";
        } else if (!similar.empty()) {
            help = fmt::format("did you mean `{}`?", similar);
        } else if (name.find('.') == std::string::npos) {
            help += fmt::format("; a text is written in quotes: `\"{}\"`", name);
        }
        out_.error("condition-unknown-name", where,
                   fmt::format("{} is not known here", shown(name)))
            .help = std::move(help);
        return ValueType::unknown;
    }

    ValueType type(const NumberLiteral&, const Expr&) { return ValueType::number; }
    ValueType type(const TextLiteral&, const Expr&) { return ValueType::text; }
    ValueType type(const DateLiteral&, const Expr&) { return ValueType::date; }
    ValueType type(const FlagLiteral&, const Expr&) { return ValueType::flag; }
    ValueType type(const NameRef& ref, const Expr& expr) { return look_up(ref.name, expr.where); }
    ValueType type(const HasValue& has, const Expr&) {
        look_up(has.name, has.name_where);
        return ValueType::flag;
    }

    ValueType type(const ListLiteral&, const Expr& expr) {
        return refuse(expr.where, "a list can only stand behind `in`",
                      "write `type in [\"new\", \"renewal\"]`");
    }

    ValueType type(const Unary& unary, const Expr&) {
        if (unary.op == UnaryOp::negate) {
            require(*unary.operand, ValueType::number, "-", "put the minus before a number");
            return ValueType::number;
        }
        require(*unary.operand, ValueType::flag, "!", "write `!(…)` around a comparison");
        return ValueType::flag;
    }

    ValueType type(const TextCall& call, const Expr&) {
        for (const ExprPtr& side : {call.subject, call.argument}) {
            const ValueType is = type_of(*side);
            if (may_be(is, ValueType::text)) continue;
            refuse(side->where,
                   fmt::format("only texts are searched, but {} is {}", shown(side->where.text()),
                               name_of(is)),
                   "compare it by `==`, `<` or `>` instead");
        }
        return ValueType::flag;
    }

    ValueType type(const FunctionCall& call, const Expr& expr) {
        switch (call.function) {
            case Function::least:
            case Function::greatest: require_all(call, ValueType::number); break;
            case Function::days_between:
            case Function::working_days_between:
            case Function::months_between: require_all(call, ValueType::date); break;
            case Function::before: check_before(call, expr); break;
        }
        return ValueType::number;
    }

    void require_all(const FunctionCall& call, ValueType wanted) {
        for (const Expr& argument : call.arguments) {
            require(argument, wanted, name_of(call.function),
                    wanted == ValueType::date ? "name a day of the deal, or write "
                                                "`date(\"2026-02-14\")`"
                                              : "name a number");
        }
    }

    void check_before(const FunctionCall& call, const Expr& expr) {
        if (!scope_.looks_back) {
            refuse(expr.where, "nothing can be asked here as it stood before the pay period",
                   "write `before(…)` in a measure that is computed from others");
            return;
        }
        if (!std::holds_alternative<NameRef>(call.arguments.front().kind)) {
            refuse(call.arguments.front().where, "`before` wants the name of a measure",
                   "write `before(bookings)`");
            return;
        }
        require_all(call, ValueType::number);
    }

    ValueType type(const Binary& binary, const Expr&) {
        switch (binary.op) {
            case BinaryOp::either:
            case BinaryOp::both:
                for (const ExprPtr& side : {binary.left, binary.right}) {
                    require(*side, ValueType::flag, sign_of(binary.op),
                            "compare it, such as `amount > 0`");
                }
                return ValueType::flag;
            case BinaryOp::equal:
            case BinaryOp::unequal: check_same(binary); return ValueType::flag;
            case BinaryOp::less:
            case BinaryOp::less_or_equal:
            case BinaryOp::greater:
            case BinaryOp::greater_or_equal: check_order(binary); return ValueType::flag;
            case BinaryOp::in: check_in(binary); return ValueType::flag;
            case BinaryOp::add:
            case BinaryOp::subtract:
            case BinaryOp::multiply:
            case BinaryOp::divide:
                for (const ExprPtr& side : {binary.left, binary.right}) {
                    require(*side, ValueType::number, sign_of(binary.op),
                            "numbers can be computed with, nothing else");
                }
                if (binary.op == BinaryOp::divide) check_divisor(*binary.right);
                return ValueType::number;
        }
        ensure(false, "every operator has a type");
        return ValueType::unknown;
    }

    // How to mend `booked > "2026-01-01"` and `amount > "100"`.
    static std::string quoted_help(const Expr& text, ValueType wanted) {
        const auto* literal = std::get_if<TextLiteral>(&text.kind);
        if (literal && wanted == ValueType::date && Date::parse(literal->value)) {
            return fmt::format("write `date(\"{}\")`", literal->value);
        }
        if (literal && wanted == ValueType::number && read_number(literal->value).value) {
            return fmt::format("write `{}` without quotes", literal->value);
        }
        return "compare like with like";
    }

    // Answers the common type, unknown where it is not known or after an error.
    ValueType check_same(const Binary& binary) {
        const ValueType left = type_of(*binary.left);
        const ValueType right = type_of(*binary.right);
        if (left == ValueType::unknown) return right;
        if (right == ValueType::unknown || left == right) return left;
        const bool left_is_written = std::holds_alternative<TextLiteral>(binary.left->kind);
        const Expr& blamed = left_is_written ? *binary.left : *binary.right;
        return refuse(blamed.where,
                      fmt::format("{} is {} and {} is {}; they cannot be compared",
                                  shown(binary.left->where.text()), name_of(left),
                                  shown(binary.right->where.text()), name_of(right)),
                      quoted_help(blamed, left_is_written ? right : left));
    }

    void check_order(const Binary& binary) {
        const ValueType common = check_same(binary);
        if (common != ValueType::text && common != ValueType::flag) return;
        refuse(binary.op_where,
               fmt::format("`{}` orders numbers or days, not {}", sign_of(binary.op),
                           common == ValueType::text ? "texts" : "yes and no"),
               "use `==`, `!=` or `in`");
    }

    void check_in(const Binary& binary) {
        const ValueType left = type_of(*binary.left);
        const auto* list = std::get_if<ListLiteral>(&binary.right->kind);
        if (!list) {
            refuse(binary.right->where, "`in` wants a list",
                   "write `type in [\"new\", \"renewal\"]`");
            return;
        }
        ValueType wanted = left;
        for (const Expr& item : list->items) {
            const ValueType is = type_of(item);
            if (wanted == ValueType::unknown) wanted = is;
            if (is == wanted) continue;
            refuse(item.where,
                   left == ValueType::unknown
                       ? fmt::format("{} is {}, the values before it are not",
                                     shown(item.where.text()), name_of(is))
                       : fmt::format("{} is {} and {} is {}; they cannot be compared",
                                     shown(binary.left->where.text()), name_of(left),
                                     shown(item.where.text()), name_of(is)),
                   quoted_help(item, wanted));
        }
    }

    // Columns may be zero on some row, and a condition cannot fail on a row.
    void check_divisor(const Expr& divisor) {
        const std::optional<Rational> value = constant_number(divisor);
        if (value ? !value->is_zero() : scope_.any_divisor) return;
        refuse(divisor.where,
               value ? "this divides by zero" : "a divisor must be a number that is written here",
               "multiply instead: `amount > 100 * quantity`");
    }

    const Scope& scope_;
    Diagnostics& out_;
};

}  // namespace

bool check_condition(const Expr& condition, const Scope& scope, Diagnostics& out) {
    const std::size_t before = out.error_count();
    TypeChecker(scope, out).require_flag(condition);
    return out.error_count() == before;
}

bool check_formula(const Expr& formula, const Scope& scope, Diagnostics& out) {
    const std::size_t before = out.error_count();
    TypeChecker(scope, out).require_number(formula);
    return out.error_count() == before;
}

}  // namespace intake

}  // namespace attain
