#include "intake/condition/condition.h"

#include <algorithm>

namespace attain::intake {

namespace {

struct Mentions {
    std::vector<Mention>& found;
    const Expr* here = nullptr;

    void look(const Expr& expr) {
        const Expr* const outer = here;
        here = &expr;
        std::visit(*this, expr.kind);
        here = outer;
    }
    void operator()(const NumberLiteral&) {}
    void operator()(const TextLiteral&) {}
    void operator()(const DateLiteral&) {}
    void operator()(const FlagLiteral&) {}
    void operator()(const ListLiteral&) {}
    void operator()(const NameRef& ref) { found.push_back({ref.name, here->where}); }
    void operator()(const HasValue& has) { found.push_back({has.name, has.name_where}); }
    void operator()(const Unary& unary) { look(*unary.operand); }
    void operator()(const Binary& binary) {
        look(*binary.left);
        look(*binary.right);
    }
    void operator()(const TextCall& call) {
        look(*call.subject);
        look(*call.argument);
    }
    void operator()(const FunctionCall& call) {
        for (const Expr& argument : call.arguments)
            look(argument);
    }
};

std::optional<Rational> computed(BinaryOp op, const Rational& left, const Rational& right) {
    switch (op) {
        case BinaryOp::add: return left + right;
        case BinaryOp::subtract: return left - right;
        case BinaryOp::multiply: return left * right;
        case BinaryOp::divide:
            if (right.is_zero()) return std::nullopt;
            return left / right;
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
    return std::nullopt;
}

}  // namespace

std::vector<Mention> names_in(const Expr& condition) {
    std::vector<Mention> found;
    Mentions{found}.look(condition);
    return found;
}

std::optional<Rational> constant_number(const Expr& expression) {
    if (const auto* number = std::get_if<NumberLiteral>(&expression.kind)) return number->value;
    if (const auto* unary = std::get_if<Unary>(&expression.kind)) {
        const std::optional<Rational> value = constant_number(*unary->operand);
        if (unary->op != UnaryOp::negate || !value) return std::nullopt;
        return -*value;
    }
    const auto* binary = std::get_if<Binary>(&expression.kind);
    if (!binary) return std::nullopt;
    const std::optional<Rational> left = constant_number(*binary->left);
    const std::optional<Rational> right = constant_number(*binary->right);
    if (!left || !right) return std::nullopt;
    return computed(binary->op, *left, *right);
}

}  // namespace attain::intake
