// Conditions by walking the tree: `type in ["new"] && amount >= 1000`, `team_goal >= 100%`.
#include <functional>

#include "base/ensure.h"
#include "reference/sheet.h"

namespace attain::reference {

namespace {

struct Evaluation {
    const Lookup& named;

    Named operator()(const NumberLiteral& literal) const { return literal.value; }
    Named operator()(const TextLiteral& literal) const { return literal.value; }
    Named operator()(const DateLiteral& literal) const { return literal.value; }
    Named operator()(const FlagLiteral& literal) const { return literal.value; }
    Named operator()(const ListLiteral&) const { return {}; }  // only `in` looks into a list
    Named operator()(const NameRef& reference) const { return named(reference.name); }

    Named operator()(const HasValue& has) const {
        const Named value = named(has.name);
        if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
        return !std::holds_alternative<std::monostate>(value);
    }

    Named operator()(const Unary& unary) const {
        const Named value = evaluate(*unary.operand, named);
        if (unary.op == UnaryOp::invert) return !std::get<bool>(value);
        if (const auto* number = std::get_if<Rational>(&value)) return -*number;
        return {};
    }

    Named operator()(const TextCall& call) const {
        const auto subject = std::get<std::string>(evaluate(*call.subject, named));
        const auto argument = std::get<std::string>(evaluate(*call.argument, named));
        switch (call.test) {
            case TextTest::starts_with: return subject.starts_with(argument);
            case TextTest::contains: return subject.find(argument) != std::string::npos;
            case TextTest::ends_with: return subject.ends_with(argument);
        }
        return {};
    }

    Named operator()(const FunctionCall& call) const;
    Named operator()(const Binary& binary) const;
    bool is_in(const Binary& binary) const;
};

bool Evaluation::is_in(const Binary& binary) const {
    const Named value = evaluate(*binary.left, named);
    for (const Expr& item : std::get<ListLiteral>(binary.right->kind).items) {
        if (evaluate(item, named) == value) return true;
    }
    return false;
}

Named arithmetic(BinaryOp op, const Rational& left, const Rational& right) {
    if (op == BinaryOp::add) return left + right;
    if (op == BinaryOp::subtract) return left - right;
    if (op == BinaryOp::multiply) return left * right;
    ensure(op == BinaryOp::divide, "all other operators were met before");
    if (right.is_zero()) return {};  // nothing can be divided by nothing: no value
    return left / right;
}

template <class Value>
bool compare(BinaryOp op, const Value& left, const Value& right) {
    if (op == BinaryOp::less) return left < right;
    if (op == BinaryOp::less_or_equal) return left <= right;
    if (op == BinaryOp::greater) return left > right;
    ensure(op == BinaryOp::greater_or_equal, "all other operators were met before");
    return left >= right;
}

// Day by day and month by month: the first day is not counted (T5).
int counted_between(Function function, Date first, Date second) {
    if (second < first) return -counted_between(function, second, first);
    int count = 0;
    if (function == Function::months_between) {
        while (first.plus_months(count + 1) <= second)
            ++count;
        return count;
    }
    for (Date day = first + 1; day <= second; day = day + 1) {
        if (function == Function::days_between || day.weekday() <= 5) ++count;
    }
    return count;
}

Named Evaluation::operator()(const FunctionCall& call) const {
    if (call.function == Function::before) {
        return named("before(" + std::get<NameRef>(call.arguments.front().kind).name + ")");
    }
    const Named first = evaluate(call.arguments[0], named);
    const Named second = evaluate(call.arguments[1], named);
    if (std::holds_alternative<std::monostate>(first)) return {};
    if (std::holds_alternative<std::monostate>(second)) return {};
    if (const auto* day = std::get_if<Date>(&first)) {
        return Rational(counted_between(call.function, *day, std::get<Date>(second)));
    }
    const Rational& a = std::get<Rational>(first);
    const Rational& b = std::get<Rational>(second);
    const bool first_one = call.function == Function::least ? a <= b : a >= b;
    return first_one ? a : b;
}

Named Evaluation::operator()(const Binary& binary) const {
    const BinaryOp op = binary.op;
    if (op == BinaryOp::in) return is_in(binary);
    const Named left = evaluate(*binary.left, named);
    if (op == BinaryOp::either && std::get<bool>(left)) return true;
    if (op == BinaryOp::both && !std::get<bool>(left)) return false;
    const Named right = evaluate(*binary.right, named);
    if (op == BinaryOp::either || op == BinaryOp::both) return right;
    const bool absent = std::holds_alternative<std::monostate>(left) ||
                        std::holds_alternative<std::monostate>(right);
    const bool sum = op == BinaryOp::add || op == BinaryOp::subtract || op == BinaryOp::multiply ||
                     op == BinaryOp::divide;
    if (absent) return sum ? Named() : Named(false);
    if (op == BinaryOp::equal) return left == right;
    if (op == BinaryOp::unequal) return !(left == right);
    if (sum) return arithmetic(op, std::get<Rational>(left), std::get<Rational>(right));
    if (std::holds_alternative<Date>(left)) {
        return compare(op, std::get<Date>(left), std::get<Date>(right));
    }
    return compare(op, std::get<Rational>(left), std::get<Rational>(right));
}

Named further_value(const FurtherColumn& column, std::uint32_t row) {
    if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->text(row);
    if (const auto* numbers = std::get_if<DecimalColumn>(&column.values)) {
        return numbers->has(row) ? Named(numbers->value(row)) : Named();
    }
    const DayColumn& days = std::get<DayColumn>(column.values);
    return days.has(row) ? Named(days.date(row)) : Named();
}

Named computed_cell(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                    const ComputedColumn& column);

Named cell(const Sheet& sheet, const Plan& plan, std::uint32_t row, std::string_view name) {
    const Ledger& ledger = sheet.facts().ledger;
    for (const ComputedColumn& column : plan.columns) {
        if (column.name == name) return computed_cell(sheet, plan, row, column);
    }
    if (name == "source") return ledger.source.text(row);
    if (name == "deal") return std::string(ledger.deal.text(row));
    if (name == "line") return ledger.line.text(row);
    if (name == "currency") return ledger.currency.text(row);
    if (name == "owner") return ledger.owner.text(row);
    if (name == "booked") return ledger.booked.has(row) ? Named(ledger.booked.date(row)) : Named();
    if (name == "amount") return ledger.amount.has(row) ? Named(ledger.amount.value(row)) : Named();
    if (const FurtherColumn* column = ledger.find(name)) return further_value(*column, row);
    const auto day = day_of(sheet, row, std::string(name));  // the first event of a kind
    return day ? Named(*day) : Named();
}

// As written on the line, cut at zero where the plan says so.
Named computed_cell(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                    const ComputedColumn& column) {
    const auto value = computed(sheet, plan, row, column);
    if (!value) return {};
    return column.zero_below ? greatest(*value, 0) : *value;
}

}  // namespace

Named evaluate(const Expr& expression, const Lookup& named) {
    return std::visit(Evaluation{named}, expression.kind);
}

bool holds(const Expr& condition, const Lookup& named) {
    return std::get<bool>(evaluate(condition, named));
}

std::optional<Rational> computed(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                                 const ComputedColumn& column) {
    const Named value = evaluate(
        *column.formula, [&](std::string_view name) { return cell(sheet, plan, row, name); });
    if (const auto* number = std::get_if<Rational>(&value)) return *number;
    return std::nullopt;
}

std::string text_in(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                    const std::string& name) {
    const Named value = cell(sheet, plan, row, name);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<Rational>(&value)) return number->fraction();
    if (const auto* day = std::get_if<Date>(&value)) return day->text();
    return "";
}

bool takes(const Sheet& sheet, const Plan& plan, const Measure& measure, std::uint32_t row,
           const std::string& role) {
    if (!measure.where) return true;
    return holds(*measure.where, [&](std::string_view name) -> Named {
        if (name == "role") return role;
        return cell(sheet, plan, row, name);
    });
}

}  // namespace attain::reference
