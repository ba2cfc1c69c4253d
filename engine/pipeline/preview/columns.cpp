// Which columns of the person a plan reads: a model person must be given them.
#include "pipeline/preview/preview.h"

namespace attain::preview {

namespace {

class Columns {
public:
    void component(const Component& component) {
        std::visit([&](const auto& value) { of(value); }, component.value);
        if (component.gate) condition(component.gate->open_when);
        for (const Modifier& modifier : component.modifiers) {
            std::visit([&](const auto& factor) { of(factor); }, modifier.factor);
            if (modifier.gate) condition(modifier.gate->open_when);
        }
        for (const auto* bound :
             {&component.credit_cap, &component.threshold, &component.cap, &component.floor})
            limit(*bound);
    }
    void limit(const std::optional<Limit>& limit) {
        if (limit) quantity(limit->quantity);
    }
    std::set<std::string> found;

private:
    static constexpr std::string_view person = "person.";
    void of(const Curve&) {}
    void of(const TierTable& table) {
        for (const Tier& tier : table.tiers) {
            quantity(tier.value);
            if (!tier.gate) continue;
            condition(tier.gate->open_when);
            if (tier.gate->otherwise) quantity(*tier.gate->otherwise);
        }
    }
    void of(const Milestones& milestones) {
        for (const Milestones::Step& step : milestones.steps)
            quantity(step.value);
    }
    void of(const Rank& rank) {
        for (const Quantity& prize : rank.prizes)
            quantity(prize);
    }
    void of(const Quantity& stated) { quantity(stated); }
    void of(const FlatRate& flat) { quantity(flat.rate); }
    void of(const FixedAmount& fixed) { quantity(fixed.amount); }
    void of(const Pool& pool) {
        if (pool.rate) quantity(*pool.rate);
        if (pool.amount) quantity(*pool.amount);
        if (!pool.role_column.empty()) found.insert(pool.role_column);
    }
    void quantity(const Quantity& quantity) {
        if (const auto* column = std::get_if<std::string>(&quantity.value)) found.insert(*column);
        const auto* choice = std::get_if<ChoicePtr>(&quantity.value);
        if (choice == nullptr) return;
        for (const std::string& column : (*choice)->columns) {
            if (column.starts_with(person)) found.insert(column.substr(person.size()));
        }
        for (const Choice::Row& row : (*choice)->rows)
            this->quantity(row.value);
        this->quantity((*choice)->otherwise);
    }
    void condition(const Condition& condition) {
        for (const intake::Mention& mention : intake::names_in(*condition)) {
            if (mention.name.starts_with(person)) {
                found.emplace(mention.name.substr(person.size()));
            }
        }
    }
};

}  // namespace

std::set<std::string> columns_of_person(const Plan& plan) {
    Columns columns;
    for (const Component& component : plan.components)
        columns.component(component);
    columns.limit(plan.cap);
    columns.limit(plan.floor);
    return std::move(columns.found);
}

}  // namespace attain::preview
