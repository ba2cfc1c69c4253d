// Conditions: which names they may mention, and of which type those are. A constant is a number of
// the plan wherever it is named, so it becomes one before anything is checked.
#include "model/plan/bind.h"

#include <fmt/format.h>

#include "intake/schema/shape.h"

namespace attain::plan {

namespace {

ValueType value_type(ColumnType type) {
    switch (type) {
        case ColumnType::text: return ValueType::text;
        case ColumnType::number: return ValueType::number;
        case ColumnType::date: return ValueType::date;
    }
    return ValueType::unknown;
}

class Constants {
public:
    explicit Constants(Binding& b) : b_(b) {}

    Expr in(const Expr& expr) {
        Expr replaced = expr;
        if (const auto* name = std::get_if<NameRef>(&expr.kind)) {
            if (intake::is_reference(name->name)) replaced.kind = number(name->name, expr.where);
        } else if (auto* unary = std::get_if<Unary>(&replaced.kind)) {
            unary->operand = in(unary->operand);
        } else if (auto* binary = std::get_if<Binary>(&replaced.kind)) {
            binary->left = in(binary->left);
            binary->right = in(binary->right);
        } else if (auto* call = std::get_if<FunctionCall>(&replaced.kind)) {
            for (Expr& argument : call->arguments)
                argument = in(argument);
        }
        return replaced;
    }

private:
    ExprPtr in(const ExprPtr& expr) { return std::make_shared<const Expr>(in(*expr)); }

    NumberLiteral number(const std::string& name, const Span& where) {
        const auto found = b_.draft.numbers.find(name);
        if (found != b_.draft.numbers.end()) return {found->second.value};
        std::vector<std::string> known;
        for (const auto& [other, figure] : b_.draft.numbers)
            known.push_back(other);
        refuse(b_, "unknown-constant", where, fmt::format("there is no number `{}`", name),
               help_with_names(name, known, "write it under `constants:` first"));
        return {};
    }

    Binding& b_;
};

Condition bind_condition(Binding& b, const Expr& condition, const Scope& scope) {
    if (!intake::check_condition(condition, scope, b.out)) return nullptr;
    return std::make_shared<const Expr>(condition);
}

}  // namespace

std::optional<Expr> parse(Binding& b, const Node& text) {
    const std::optional<Expr> condition = intake::parse_condition(text, b.out);
    if (!condition) return std::nullopt;
    return Constants(b).in(*condition);
}

Scope ledger_scope(const Binding& b) {
    Scope scope;
    scope.complete = b.around.complete;
    for (const StandardColumn& column : standard_columns) {
        scope.names[std::string(column.name)] = value_type(column.type);
    }
    for (const auto& [name, type] : b.around.ledger_columns)
        scope.names.try_emplace(name, value_type(type));
    for (const ColumnDraft& column : b.draft.columns)
        scope.names[column.name.text] = ValueType::number;
    return scope;
}

Condition bind_filter(Binding& b, const Node& text) {
    const std::optional<Expr> condition = parse(b, text);
    if (!condition) return nullptr;
    Scope scope = ledger_scope(b);
    scope.names["role"] = ValueType::text;  // of the share, where a deal is split by roles
    return bind_condition(b, *condition, scope);
}

Condition bind_gate(Binding& b, const Node& text) {
    const std::optional<Expr> condition = parse(b, text);
    if (!condition) return nullptr;
    Scope scope;
    scope.names["window_start"] = ValueType::date;
    scope.names["window_end"] = ValueType::date;
    for (const MeasureDraft& measure : b.draft.measures) {
        scope.names[measure.name.text] = ValueType::number;
    }
    for (const AttainmentDraft& attainment : b.draft.attainments) {
        scope.names[attainment.name.text] = ValueType::number;
    }
    for (const auto& [name, type] : b.around.person_columns) {
        scope.names["person." + name] = value_type(type);
    }
    // What the plan declares itself is known even where the file is checked alone; only columns of
    // people.csv may then be any.
    for (const intake::Mention& mention : intake::names_in(*condition)) {
        if (b.around.complete || !mention.name.starts_with("person.")) continue;
        scope.names.try_emplace(std::string(mention.name), ValueType::unknown);
    }
    return bind_condition(b, *condition, scope);
}

}  // namespace attain::plan
