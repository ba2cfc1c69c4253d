#include "model/plan/reading.h"

#include <algorithm>
#include <functional>

namespace attain {

namespace {

// Visits every name of an expression and whether `before` stands around it.
using Visit = std::function<void(const std::string& name, bool before)>;
void visit_names(const Expr& expr, bool before, const Visit& visit) {
    if (const auto* name = std::get_if<NameRef>(&expr.kind)) {
        visit(name->name, before);
    } else if (const auto* unary = std::get_if<Unary>(&expr.kind)) {
        visit_names(*unary->operand, before, visit);
    } else if (const auto* binary = std::get_if<Binary>(&expr.kind)) {
        visit_names(*binary->left, before, visit);
        visit_names(*binary->right, before, visit);
    } else if (const auto* call = std::get_if<FunctionCall>(&expr.kind)) {
        for (const Expr& argument : call->arguments)
            visit_names(argument, call->function == Function::before, visit);
    }
}

template <class Things, class Thing>
void add_once(Things& things, const Thing& thing) {
    if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

void add_behind(const Plan& plan, MeasureIndex measure, std::vector<MeasureIndex>& found) {
    if (std::find(found.begin(), found.end(), measure) != found.end()) return;
    found.push_back(measure);
    for (const MeasureInput& input : inputs_of(plan, plan.measures[measure])) {
        add_behind(plan, input.measure, found);
    }
}

void add_behind_attainment(const Plan& plan, AttainmentIndex index,
                           std::vector<AttainmentIndex>& found) {
    const Attainment& attainment = plan.attainments[index];
    if (!attainment.combined()) add_once(found, index);
    for (const Attainment::Part& part : attainment.parts) {
        add_behind_attainment(plan, part.attainment, found);
    }
}

}  // namespace

std::vector<MeasureInput> inputs_of(const Plan& plan, const Measure& measure) {
    std::vector<MeasureInput> inputs;
    if (!measure.formula) return inputs;
    visit_names(*measure.formula, false, [&](const std::string& name, bool before) {
        for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
            if (plan.measures[i].name == name) add_once(inputs, MeasureInput{i, before});
        }
    });
    return inputs;
}

std::vector<MeasureIndex> measures_behind(const Plan& plan, MeasureIndex measure) {
    std::vector<MeasureIndex> found;
    add_behind(plan, measure, found);
    return found;
}

std::vector<AttainmentIndex> attainments_behind(const Plan& plan, AttainmentIndex attainment) {
    std::vector<AttainmentIndex> found;
    add_behind_attainment(plan, attainment, found);
    return found;
}

std::vector<MeasureIndex> measures_of(const Plan& plan, AttainmentIndex attainment) {
    std::vector<MeasureIndex> found;
    for (const AttainmentIndex leaf : attainments_behind(plan, attainment)) {
        add_behind(plan, plan.attainments[leaf].of, found);
    }
    return found;
}

bool reads_team(const Plan& plan, MeasureIndex measure) {
    const std::vector<MeasureIndex> behind = measures_behind(plan, measure);
    return std::any_of(behind.begin(), behind.end(), [&](MeasureIndex index) {
        return plan.measures[index].credit == CreditScope::team;
    });
}

bool attains_with_team(const Plan& plan, AttainmentIndex attainment) {
    const std::vector<AttainmentIndex> leaves = attainments_behind(plan, attainment);
    return std::any_of(leaves.begin(), leaves.end(), [&](AttainmentIndex leaf) {
        return reads_team(plan, plan.attainments[leaf].of);
    });
}

bool attains_as_team(const Plan& plan, AttainmentIndex attainment) {
    const std::vector<AttainmentIndex> leaves = attainments_behind(plan, attainment);
    return std::all_of(leaves.begin(), leaves.end(), [&](AttainmentIndex leaf) {
        return plan.measures[plan.attainments[leaf].of].credit == CreditScope::team;
    });
}

}  // namespace attain
