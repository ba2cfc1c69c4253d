#include "pipeline/preview/uses.h"

#include <algorithm>

#include "model/plan/named.h"
#include "model/plan/reading.h"

namespace attain::preview {

namespace {

template <class... Visits>
struct Either : Visits... {
    using Visits::operator()...;
};
template <class... Visits>
Either(Visits...) -> Either<Visits...>;

class Gatherer {
public:
    Gatherer(const Plan& plan, Uses& uses) : plan_(plan), uses_(uses) {}

    void component(const Component& component) {
        component_ = &component;
        look_up(component.axis);
        for (const Modifier& modifier : component.modifiers)
            look_up(modifier.axis);
        std::visit(
            Either{[&](const TargetBase&) { uses_.target = true; },
                   [&](const MeasureBase& base) { measure(base.measure, AskedMeasure::For::base); },
                   [](const NoBase&) {}},
            component.base);
        std::visit(Either{[](const Curve&) {}, [](const TierTable&) {}, [](const FlatRate&) {},
                          [](const FixedAmount&) {}, [&](const Pool& value) { pool(value); },
                          [](const Milestones&) {}, [](const Rank&) {}},
                   component.value);
        named();
        for (const auto* bound :
             {&component.credit_cap, &component.threshold, &component.cap, &component.floor})
            limit(*bound);
        derived(component.value);
    }

    void limit(const std::optional<Limit>& limit) {
        uses_.target = uses_.target || (limit && limit->of_target);
    }

private:
    void look_up(const attain::Axis& axis) {
        std::visit(
            Either{[](const NoAxis&) {}, [](const ColumnAxis&) {}, [](const PayAxis&) {},
                   [&](const AttainmentAxis& by) { attainment(by.attainment, true); },
                   [&](const MeasureAxis& by) { measure(by.measure, AskedMeasure::For::axis); }},
            axis);
    }
    // A rate that is the target over a goal needs a target.
    void derived(const Value& value) {
        const auto of = [&](const Quantity& quantity) {
            uses_.target = uses_.target || std::holds_alternative<TargetPerGoal>(quantity.value);
        };
        if (const auto* flat = std::get_if<FlatRate>(&value)) of(flat->rate);
        if (const auto* table = std::get_if<TierTable>(&value)) {
            for (const Tier& tier : table->tiers)
                of(tier.value);
        }
    }
    void attainment(AttainmentIndex index, bool looked_up) {
        // One that combines others stands where they stand.
        for (const AttainmentIndex one : attainments_behind(plan_, index)) {
            const Grain window = plan_.attainments[one].window.value_or(component_->window);
            uses_.attainments.insert({one, window, looked_up});
        }
    }
    void measure(MeasureIndex index, AskedMeasure::For asked_for) {
        uses_.measures.insert({index, asked_for, component_->window});
    }
    void pool(const Pool& pool) {
        if (pool.rate) measure(pool.of, AskedMeasure::For::base);
        if (pool.above_goal) attainment(*pool.above_goal, false);
    }
    // By gates, modifiers, limits and derived rates.
    void named() {
        const Named names = named_by(plan_, *component_);
        for (const AttainmentIndex index : names.attainments)
            attainment(index, false);
        for (const MeasureIndex index : names.measures)
            measure(index, AskedMeasure::For::gate);
    }

    const Plan& plan_;
    Uses& uses_;
    const Component* component_ = nullptr;
};

// The positions at which a table or curve changes; flat values have none.
std::vector<Rational> positions_of(const Value& value) {
    std::vector<Rational> at;
    std::visit(Either{[&](const Curve& curve) {
                          for (const CurvePoint& point : curve.points)
                              at.push_back(point.at);
                      },
                      [&](const TierTable& table) {
                          for (const Tier& tier : table.tiers) {
                              if (tier.lower) at.push_back(tier.lower->at);
                              if (tier.upper) at.push_back(tier.upper->at);
                          }
                      },
                      [&](const Milestones& milestones) {
                          for (const Milestones::Step& step : milestones.steps)
                              at.push_back(step.at);
                      },
                      [](const FlatRate&) {}, [](const FixedAmount&) {}, [](const Pool&) {},
                      [](const Rank&) {}},
               value);
    return at;
}

void add_attained(const Plan& plan, AttainmentIndex attainment, const Rational& at, bool in_gate,
                  std::vector<Boundary>& found) {
    for (const AttainmentIndex one : attainments_behind(plan, attainment))
        found.push_back({one, plan.attainments[one].of, at, in_gate});
}

void add_named(const Plan& plan, const std::string& name, const Rational& at,
               std::vector<Boundary>& found) {
    for (AttainmentIndex i = 0; i < plan.attainments.size(); ++i) {
        if (plan.attainments[i].name == name) add_attained(plan, i, at, true, found);
    }
    for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
        if (plan.measures[i].name == name) found.push_back({std::nullopt, i, at, true});
    }
}

// Comparisons of a name with a constant, wherever they stand in the condition.
void gather_compared(const Plan& plan, const Expr& condition, std::vector<Boundary>& found) {
    if (const auto* unary = std::get_if<Unary>(&condition.kind)) {
        gather_compared(plan, *unary->operand, found);
    }
    const auto* binary = std::get_if<Binary>(&condition.kind);
    if (binary == nullptr) return;
    gather_compared(plan, *binary->left, found);
    gather_compared(plan, *binary->right, found);
    const bool compares = BinaryOp::equal <= binary->op && binary->op <= BinaryOp::greater_or_equal;
    if (!compares) return;
    for (const auto& [side, other] :
         {std::pair(binary->left, binary->right), std::pair(binary->right, binary->left)}) {
        const auto* name = std::get_if<NameRef>(&side->kind);
        const std::optional<Rational> constant = intake::constant_number(*other);
        if (name != nullptr && constant) add_named(plan, name->name, *constant, found);
    }
}

}  // namespace

Uses uses_of(const Plan& plan) {
    Uses uses;
    Gatherer gatherer(plan, uses);
    for (const Component& component : plan.components)
        gatherer.component(component);
    gatherer.limit(plan.cap);
    gatherer.limit(plan.floor);
    return uses;
}

std::vector<Boundary> boundaries_of(const Plan& plan) {
    std::vector<Boundary> found;
    for (const Component& component : plan.components) {
        for (const Rational& at : positions_of(component.value)) {
            if (const auto* by = std::get_if<AttainmentAxis>(&component.axis)) {
                add_attained(plan, by->attainment, at, false, found);
            }
            if (const auto* by = std::get_if<MeasureAxis>(&component.axis)) {
                found.push_back({std::nullopt, by->measure, at, false});
            }
            if (const auto* by = std::get_if<ColumnAxis>(&component.axis)) {
                found.push_back({std::nullopt, 0, at, false, by->column});
            }
        }
        if (component.gate) gather_compared(plan, *component.gate->open_when, found);
    }
    return found;
}

Feed feed_of(const Measure& measure) {
    switch (measure.kind) {
        case Measure::Kind::count: return measure.shares ? Feed::amounts : Feed::lines;
        case Measure::Kind::distinct: return Feed::lines;
        case Measure::Kind::pay:
            return measure.credit == CreditScope::own ? Feed::own_pay : Feed::pay_of_reports;
        // Whatever it is figured from, it is put where it should stand.
        case Measure::Kind::sum:
        case Measure::Kind::average:
        case Measure::Kind::least:
        case Measure::Kind::greatest:
        case Measure::Kind::latest:
        case Measure::Kind::observed:
        case Measure::Kind::computed: return Feed::amounts;
    }
    return Feed::amounts;
}

bool in_units(const Measure& measure) {
    return feed_of(measure) == Feed::lines;
}

Grain finest_window(const Plan& plan, AttainmentIndex attainment) {
    std::optional<Grain> finest;
    for (const AskedAttainment& asked : uses_of(plan).attainments) {
        if (asked.attainment != attainment) continue;
        finest = finest ? std::min(*finest, asked.window) : asked.window;
    }
    return finest.value_or(plan.pays);
}

Grain longest_window(const Plan& plan) {
    Grain longest = plan.pays;
    for (const Component& component : plan.components)
        longest = std::max(longest, component.window);
    for (const AskedAttainment& asked : uses_of(plan).attainments)
        longest = std::max(longest, asked.window);
    return longest;
}

std::set<std::string> columns_looked_up(const Plan& plan) {
    std::set<std::string> columns;
    for (const Component& component : plan.components) {
        const auto* by = std::get_if<ColumnAxis>(&component.axis);
        if (by && by->column != "amount") columns.insert(by->column);
    }
    return columns;
}

std::vector<std::string> names_of_goals(const Plan& plan) {
    std::vector<std::string> names;
    for (const Attainment& attainment : plan.attainments) {
        names.push_back(attainment.name);
        if (!attainment.combined()) names.push_back(attainment.goal);
    }
    for (const Measure& measure : plan.measures)
        names.push_back(measure.name);
    for (const std::string& column : columns_looked_up(plan))
        names.push_back(column);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace attain::preview
