// Conditions as people say them. A number keeps the form in which it was written, for 80% and 0.8
// are the same value but not the same words.
#include <fmt/format.h>

#include "report/clauses/clauses.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string spoken(const Expr& expr, const Plan* plan);

class Speaker {
public:
    Speaker(const Expr& expr, const Plan* plan) : expr_(expr), plan_(plan) {}

    std::string operator()(const NumberLiteral& number) const {
        const std::string_view written = expr_.where.text();
        return written.ends_with('%') ? factor_text(number.value) : number_text(number.value);
    }
    std::string operator()(const TextLiteral& text) const {
        return fmt::format("“{}”", text.value);
    }
    std::string operator()(const DateLiteral& date) const { return date.value.text(); }
    std::string operator()(const FlagLiteral& flag) const { return flag.value ? "yes" : "no"; }
    std::string operator()(const ListLiteral& list) const {
        std::string text;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (i > 0) text += i + 1 == list.items.size() ? " or " : ", ";
            text += spoken(list.items[i], plan_);
        }
        return text;
    }
    std::string operator()(const NameRef& name) const {
        if (plan_ == nullptr) return name.name;
        for (const Attainment& attainment : plan_->attainments) {
            if (attainment.name == name.name) return title_of(attainment);
        }
        for (const Measure& measure : plan_->measures) {
            if (measure.name == name.name) return title_of(measure);
        }
        return name.name;
    }
    std::string operator()(const HasValue& has) const {
        return fmt::format("{} is filled in", has.name);
    }
    std::string operator()(const Unary& unary) const {
        switch (unary.op) {
            case UnaryOp::negate: return "−" + spoken(*unary.operand, plan_);
            case UnaryOp::invert: return fmt::format("not ({})", spoken(*unary.operand, plan_));
        }
        return "";
    }
    std::string operator()(const Binary& binary) const {
        return fmt::format("{}{}{}", side(*binary.left, binary.op), between(binary.op),
                           side(*binary.right, binary.op));
    }
    std::string operator()(const TextCall& call) const {
        std::string_view verb;
        switch (call.test) {
            case TextTest::starts_with: verb = "starts with"; break;
            case TextTest::contains: verb = "contains"; break;
            case TextTest::ends_with: verb = "ends with"; break;
        }
        return fmt::format("{} {} {}", spoken(*call.subject, plan_), verb,
                           spoken(*call.argument, plan_));
    }
    std::string operator()(const FunctionCall& call) const {
        const auto argument = [&](std::size_t i) { return spoken(call.arguments[i], plan_); };
        switch (call.function) {
            case Function::least:
                return fmt::format("the lesser of {} and {}", argument(0), argument(1));
            case Function::greatest:
                return fmt::format("the greater of {} and {}", argument(0), argument(1));
            case Function::days_between:
                return fmt::format("the days from {} to {}", argument(0), argument(1));
            case Function::working_days_between:
                return fmt::format("the working days from {} to {}", argument(0), argument(1));
            case Function::months_between:
                return fmt::format("the months from {} to {}", argument(0), argument(1));
            case Function::before:
                return fmt::format("{} as it stood before the pay period", argument(0));
        }
        return "";
    }

private:
    // How tightly an operator binds its sides.
    static int rank(BinaryOp op) {
        switch (op) {
            case BinaryOp::either:
            case BinaryOp::both: return 0;
            case BinaryOp::equal:
            case BinaryOp::unequal:
            case BinaryOp::less:
            case BinaryOp::less_or_equal:
            case BinaryOp::greater:
            case BinaryOp::greater_or_equal:
            case BinaryOp::in: return 1;
            case BinaryOp::add:
            case BinaryOp::subtract: return 2;
            case BinaryOp::multiply:
            case BinaryOp::divide: return 3;
        }
        return 0;
    }
    // `a or b, and c` needs its brackets; so does a − (b − c).
    std::string side(const Expr& expr, BinaryOp outer) const {
        const auto* inner = std::get_if<Binary>(&expr.kind);
        if (inner == nullptr || rank(inner->op) > rank(outer)) return spoken(expr, plan_);
        const bool chain =
            inner->op == outer && (outer == BinaryOp::either || outer == BinaryOp::both ||
                                   outer == BinaryOp::add || outer == BinaryOp::multiply);
        return chain ? spoken(expr, plan_) : fmt::format("({})", spoken(expr, plan_));
    }
    static std::string_view between(BinaryOp op) {
        switch (op) {
            case BinaryOp::either: return " or ";
            case BinaryOp::both: return " and ";
            case BinaryOp::equal: return " is ";
            case BinaryOp::unequal: return " is not ";
            case BinaryOp::less: return " is below ";
            case BinaryOp::less_or_equal: return " is at most ";
            case BinaryOp::greater: return " is above ";
            case BinaryOp::greater_or_equal: return " is at least ";
            case BinaryOp::in: return " is ";
            case BinaryOp::add: return " + ";
            case BinaryOp::subtract: return " − ";
            case BinaryOp::multiply: return " × ";
            case BinaryOp::divide: return " ÷ ";
        }
        return "";
    }

    const Expr& expr_;
    const Plan* plan_;
};

std::string spoken(const Expr& expr, const Plan* plan) {
    return std::visit(Speaker(expr, plan), expr.kind);
}

}  // namespace

std::string condition_words(const Expr& condition, const Plan* gate_of) {
    return spoken(condition, gate_of);
}

}  // namespace attain::report
