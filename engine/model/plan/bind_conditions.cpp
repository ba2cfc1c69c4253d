// Conditions: which names they may mention, and of which type those are.
#include "model/plan/bind.h"

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

Condition bind_condition(Binding& b, const Expr& condition, const Scope& scope) {
    if (!intake::check_condition(condition, scope, b.out)) return nullptr;
    return std::make_shared<const Expr>(condition);
}

}  // namespace

Condition bind_filter(Binding& b, const Node& text) {
    const std::optional<Expr> condition = intake::parse_condition(text, b.out);
    if (!condition) return nullptr;
    Scope scope;
    scope.complete = b.around.complete;
    scope.names["role"] = ValueType::text;  // of the share, where a deal is split by roles
    for (const StandardColumn& column : standard_columns) {
        scope.names[std::string(column.name)] = value_type(column.type);
    }
    for (const auto& [name, type] : b.around.ledger_columns)
        scope.names[name] = value_type(type);
    return bind_condition(b, *condition, scope);
}

Condition bind_gate(Binding& b, const Node& text) {
    const std::optional<Expr> condition = intake::parse_condition(text, b.out);
    if (!condition) return nullptr;
    Scope scope;
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
