#include "model/plan/named.h"

#include <algorithm>

namespace attain {

namespace {

class Names {
public:
    explicit Names(const Plan& plan) : plan_(plan) {}

    void attainment(AttainmentIndex index) { once(found_.attainments, index); }
    void measure(MeasureIndex index) { once(found_.measures, index); }

    void condition(const Condition& condition) {
        if (!condition) return;
        for (const intake::Mention& mention : intake::names_in(*condition)) {
            for (AttainmentIndex i = 0; i < plan_.attainments.size(); ++i) {
                if (plan_.attainments[i].name == mention.name) attainment(i);
            }
            for (MeasureIndex i = 0; i < plan_.measures.size(); ++i) {
                if (plan_.measures[i].name == mention.name) measure(i);
            }
        }
    }

    void quantity(const Quantity& quantity) {
        if (const auto* derived = std::get_if<TargetPerGoal>(&quantity.value)) {
            attainment(derived->attainment);
        }
        const auto* choice = std::get_if<ChoicePtr>(&quantity.value);
        if (!choice) return;
        for (const Choice::Row& row : (*choice)->rows)
            this->quantity(row.value);
        this->quantity((*choice)->otherwise);
    }

    void table(const TierTable& table) {
        for (const Tier& tier : table.tiers) {
            quantity(tier.value);
            if (!tier.gate) continue;
            condition(tier.gate->open_when);
            if (tier.gate->otherwise) quantity(*tier.gate->otherwise);
        }
    }

    void curve(const Curve& curve) {
        for (const StretchGate& gate : curve.gates)
            condition(gate.open_when);
    }

    void value(const Value& value) {
        if (const auto* points = std::get_if<Curve>(&value)) curve(*points);
        if (const auto* flat = std::get_if<FlatRate>(&value)) quantity(flat->rate);
        if (const auto* fixed = std::get_if<FixedAmount>(&value)) quantity(fixed->amount);
        if (const auto* tiers = std::get_if<TierTable>(&value)) table(*tiers);
        if (const auto* milestones = std::get_if<Milestones>(&value)) {
            for (const Milestones::Step& step : milestones->steps)
                quantity(step.value);
        }
    }

    void modifier(const Modifier& modifier) {
        if (const auto* axis = std::get_if<AttainmentAxis>(&modifier.axis)) {
            attainment(axis->attainment);
        }
        if (const auto* axis = std::get_if<MeasureAxis>(&modifier.axis)) measure(axis->measure);
        if (const auto* points = std::get_if<Curve>(&modifier.factor)) curve(*points);
        if (const auto* tiers = std::get_if<TierTable>(&modifier.factor)) table(*tiers);
        if (const auto* stated = std::get_if<Quantity>(&modifier.factor)) quantity(*stated);
        if (modifier.gate) condition(modifier.gate->open_when);
    }

    void limit(const std::optional<Limit>& limit) {
        if (!limit) return;
        if (limit->of_goal) attainment(*limit->of_goal);
        if (limit->of_measure) measure(*limit->of_measure);
    }

    Named take() { return std::move(found_); }

private:
    static void once(std::vector<std::uint32_t>& list, std::uint32_t index) {
        if (std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
    }
    const Plan& plan_;
    Named found_;
};

}  // namespace

Named named_in(const Plan& plan, const Condition& condition) {
    Names names(plan);
    names.condition(condition);
    return names.take();
}

Named named_by(const Plan& plan, const Component& component) {
    Names names(plan);
    if (component.gate) names.condition(component.gate->open_when);
    names.value(component.value);
    for (const Modifier& modifier : component.modifiers)
        names.modifier(modifier);
    for (const std::optional<Limit>* limit :
         {&component.credit_cap, &component.threshold, &component.cap, &component.floor}) {
        names.limit(*limit);
    }
    return names.take();
}

}  // namespace attain
