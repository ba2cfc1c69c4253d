#include "pipeline/condition/value.h"

#include "base/ensure.h"

namespace attain::condition {

namespace {

bool by_order(BinaryOp op, std::strong_ordering order) {
    switch (op) {
        case BinaryOp::equal: return order == 0;
        case BinaryOp::unequal: return order != 0;
        case BinaryOp::less: return order < 0;
        case BinaryOp::less_or_equal: return order <= 0;
        case BinaryOp::greater: return order > 0;
        case BinaryOp::greater_or_equal: return order >= 0;
        case BinaryOp::either:
        case BinaryOp::both:
        case BinaryOp::in:
        case BinaryOp::add:
        case BinaryOp::subtract:
        case BinaryOp::multiply:
        case BinaryOp::divide: break;
    }
    ensure(false, "only comparisons compare");
    return false;
}

std::optional<Value> calculate(BinaryOp op, const Value& left, const Value& right) {
    const auto* a = std::get_if<Rational>(&left);
    const auto* b = std::get_if<Rational>(&right);
    ensure(a && b, "a checked condition calculates with numbers only");
    switch (op) {
        case BinaryOp::add: return Value(*a + *b);
        case BinaryOp::subtract: return Value(*a - *b);
        case BinaryOp::multiply: return Value(*a * *b);
        case BinaryOp::divide:
            if (b->is_zero()) return std::nullopt;
            return Value(*a / *b);
        case BinaryOp::either:
        case BinaryOp::both:
        case BinaryOp::equal:
        case BinaryOp::unequal:
        case BinaryOp::less:
        case BinaryOp::less_or_equal:
        case BinaryOp::greater:
        case BinaryOp::greater_or_equal:
        case BinaryOp::in: break;
    }
    ensure(false, "only arithmetic calculates");
    return std::nullopt;
}

std::optional<Value> of_two(Function function, const Value& first, const Value& second) {
    const auto number = [](const Value& value) { return std::get<Rational>(value); };
    const auto day = [](const Value& value) { return std::get<Date>(value); };
    switch (function) {
        case Function::least: return least(number(first), number(second));
        case Function::greatest: return greatest(number(first), number(second));
        case Function::days_between: return Rational(day(second) - day(first));
        case Function::working_days_between:
            return Rational(working_days_between(day(first), day(second)));
        case Function::months_between: return Rational(months_between(day(first), day(second)));
        case Function::before: break;
    }
    ensure(false, "what was so before is looked up by name");
    return std::nullopt;
}

struct Evaluator {
    const Lookup& lookup;

    std::optional<Value> operator()(const NumberLiteral& literal) const {
        return Value(literal.value);
    }
    std::optional<Value> operator()(const TextLiteral& literal) const {
        return Value(literal.value);
    }
    std::optional<Value> operator()(const DateLiteral& literal) const {
        return Value(literal.value);
    }
    std::optional<Value> operator()(const FlagLiteral& literal) const {
        return Value(literal.value);
    }
    std::optional<Value> operator()(const ListLiteral&) const {
        ensure(false, "a list stands only behind `in`");
        return std::nullopt;
    }
    std::optional<Value> operator()(const NameRef& name) const { return lookup(name.name); }
    std::optional<Value> operator()(const HasValue& has) const {
        const std::optional<Value> value = lookup(has.name);
        if (!value) return Value(false);
        const auto* text = std::get_if<std::string>(&*value);
        return Value(!text || !text->empty());
    }
    std::optional<Value> operator()(const Unary& unary) const {
        if (unary.op == UnaryOp::invert) return Value(!holds(*unary.operand, lookup));
        const std::optional<Value> value = value_of(*unary.operand, lookup);
        if (!value) return std::nullopt;
        return Value(-std::get<Rational>(*value));
    }
    std::optional<Value> operator()(const Binary& binary) const {
        if (binary.op == BinaryOp::both) {
            return Value(holds(*binary.left, lookup) && holds(*binary.right, lookup));
        }
        if (binary.op == BinaryOp::either) {
            return Value(holds(*binary.left, lookup) || holds(*binary.right, lookup));
        }
        const std::optional<Value> left = value_of(*binary.left, lookup);
        if (binary.op == BinaryOp::in) return Value(left && is_in(*left, *binary.right));
        const std::optional<Value> right = value_of(*binary.right, lookup);
        const bool compares =
            binary.op >= BinaryOp::equal && binary.op <= BinaryOp::greater_or_equal;
        if (compares) return Value(left && right && compare(binary.op, *left, *right));
        if (!left || !right) return std::nullopt;
        return calculate(binary.op, *left, *right);
    }
    std::optional<Value> operator()(const TextCall& call) const {
        const std::optional<Value> subject = value_of(*call.subject, lookup);
        const std::optional<Value> argument = value_of(*call.argument, lookup);
        if (!subject || !argument) return Value(false);
        const std::string& text = std::get<std::string>(*subject);
        const std::string& part = std::get<std::string>(*argument);
        switch (call.test) {
            case TextTest::starts_with: return Value(text.starts_with(part));
            case TextTest::contains: return Value(text.find(part) != std::string::npos);
            case TextTest::ends_with: return Value(text.ends_with(part));
        }
        return std::nullopt;
    }

    std::optional<Value> operator()(const FunctionCall& call) const {
        if (call.function == Function::before) {
            const auto& name = std::get<NameRef>(call.arguments.front().kind);
            return lookup(as_before(name.name));
        }
        const std::optional<Value> first = value_of(call.arguments[0], lookup);
        const std::optional<Value> second = value_of(call.arguments[1], lookup);
        if (!first || !second) return std::nullopt;
        return of_two(call.function, *first, *second);
    }

    bool is_in(const Value& value, const Expr& list) const {
        for (const Expr& item : std::get<ListLiteral>(list.kind).items) {
            const std::optional<Value> candidate = value_of(item, lookup);
            if (candidate && compare(BinaryOp::equal, value, *candidate)) return true;
        }
        return false;
    }
};

}  // namespace

std::string as_before(std::string_view name) {
    return "before(" + std::string(name) + ")";
}

std::optional<Value> value_of(const Expr& expression, const Lookup& lookup) {
    return std::visit(Evaluator{lookup}, expression.kind);
}

bool holds(const Expr& condition, const Lookup& lookup) {
    const std::optional<Value> value = value_of(condition, lookup);
    const auto* flag = value ? std::get_if<bool>(&*value) : nullptr;
    return flag && *flag;
}

bool compare(BinaryOp op, const Value& left, const Value& right) {
    if (left.index() != right.index()) return false;
    return std::visit(
        [&](const auto& a) {
            const auto& b = std::get<std::decay_t<decltype(a)>>(right);
            return by_order(op, a <=> b);
        },
        left);
}

}  // namespace attain::condition
