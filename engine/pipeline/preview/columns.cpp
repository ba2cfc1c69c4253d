// Which columns of the person a plan reads: a model person must be given them.
#include "pipeline/preview/preview.h"

namespace attain::preview {

namespace {

class Columns {
public:
    void component(const Component& component) {
        std::visit([&](const auto& value) { of(value); }, component.value);
        if (component.gate) condition(component.gate->open_when);
        limit(component.cap);
        limit(component.floor);
    }
    void limit(const std::optional<Limit>& limit) {
        if (limit) quantity(limit->quantity);
    }
    std::set<std::string> found;

private:
    void of(const Curve&) {}
    void of(const TierTable& table) {
        for (const Tier& tier : table.tiers)
            quantity(tier.value);
    }
    void of(const FlatRate& flat) { quantity(flat.rate); }
    void of(const FixedAmount& fixed) { quantity(fixed.amount); }
    void of(const Pool& pool) {
        if (pool.rate) quantity(*pool.rate);
        if (pool.amount) quantity(*pool.amount);
    }
    void quantity(const Quantity& quantity) {
        if (const auto* column = std::get_if<std::string>(&quantity.value)) found.insert(*column);
    }
    void condition(const Condition& condition) {
        constexpr std::string_view person = "person.";
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
