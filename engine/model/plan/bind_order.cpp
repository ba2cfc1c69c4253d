// The order of the components: a measure of pay comes after the components whose pay it adds (R11).
//
//     lead_pay: {pay: [individual, team]}     override: of lead_pay
//     order: individual, team, override;      individual by lead_pay as well would be a cycle
#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "model/plan/bind.h"

namespace attain::plan {

namespace {

// Component `from` needs the rounded pay of component `to`, as `where` says.
struct Need {
    ComponentIndex to;
    Span where;
};
using Needs = std::vector<std::vector<Need>>;

void add_measure(std::vector<MeasureIndex>& used, MeasureIndex measure) {
    if (std::find(used.begin(), used.end(), measure) == used.end()) used.push_back(measure);
}

void add_gate(const Binding& b, const Gate& gate, std::vector<MeasureIndex>& used) {
    for (const intake::Mention& mention : intake::names_in(*gate.open_when)) {
        for (std::size_t i = 0; i < b.plan.measures.size(); ++i) {
            if (b.plan.measures[i].name == mention.name) {
                add_measure(used, static_cast<MeasureIndex>(i));
            }
        }
        for (const Attainment& attainment : b.plan.attainments) {
            if (attainment.name == mention.name) add_measure(used, attainment.of);
        }
    }
}

// A pool is not among them: it is fed by a team's credit, and teams have no pay (pay-of-team).
std::vector<MeasureIndex> measures_used(const Binding& b, const Component& component) {
    std::vector<MeasureIndex> used;
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
        add_measure(used, base->measure);
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        add_measure(used, axis->measure);
    }
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        add_measure(used, b.plan.attainments[axis->attainment].of);
    }
    if (component.gate) add_gate(b, *component.gate, used);
    return used;
}

Needs needs_of(const Binding& b) {
    Needs needs(b.plan.components.size());
    for (std::size_t from = 0; from < needs.size(); ++from) {
        for (const MeasureIndex measure : measures_used(b, b.plan.components[from])) {
            for (const Word& name : b.draft.measures[measure].pay) {
                for (std::size_t to = 0; to < needs.size(); ++to) {
                    if (b.plan.components[to].name != name.text) continue;
                    needs[from].push_back({static_cast<ComponentIndex>(to), name.where});
                }
            }
        }
    }
    return needs;
}

// Finds a way from `at` back to a component that is already on it. Every component of `stuck` needs
// another one of `stuck`, so the walk always has a next step and must return.
void report_cycle(Binding& b, const Needs& needs, const std::vector<bool>& stuck,
                  ComponentIndex at) {
    std::vector<ComponentIndex> way;
    std::vector<Span> because;
    while (std::find(way.begin(), way.end(), at) == way.end()) {
        way.push_back(at);
        const auto next = std::find_if(needs[at].begin(), needs[at].end(),
                                       [&](const Need& need) { return stuck[need.to]; });
        ensure(next != needs[at].end(), "a component that cannot be ordered needs another such");
        because.push_back(next->where);
        at = next->to;
    }
    const auto start =
        static_cast<std::size_t>(std::find(way.begin(), way.end(), at) - way.begin());
    std::string members;
    for (std::size_t i = start; i < way.size(); ++i) {
        members += fmt::format("`{}` → ", b.plan.components[way[i]].name);
    }
    const std::string& name = b.plan.components[at].name;
    Diagnostic& error = b.out.error(
        "pay-cycle", because[start],
        fmt::format("the pay of `{}` would depend on itself: {}`{}`", name, members, name));
    for (std::size_t i = start; i < way.size(); ++i) {
        error.notes.push_back({b.plan.components[way[i]].where_written,
                               fmt::format("`{}` needs this pay", b.plan.components[way[i]].name)});
    }
    error.help = "take one of them out of `pay:`";
}

}  // namespace

void bind_order(Binding& b) {
    const Needs needs = needs_of(b);
    std::vector<bool> waiting(needs.size(), true);
    const auto ready = [&](std::size_t component) {
        return waiting[component] &&
               std::none_of(needs[component].begin(), needs[component].end(),
                            [&](const Need& need) { return waiting[need.to]; });
    };
    // As written, except that a component waits for those whose pay it takes in.
    while (b.plan.order.size() < needs.size()) {
        std::size_t next = 0;
        while (next < needs.size() && !ready(next))
            ++next;
        if (next == needs.size()) {
            const auto first = std::find(waiting.begin(), waiting.end(), true) - waiting.begin();
            return report_cycle(b, needs, waiting, static_cast<ComponentIndex>(first));
        }
        waiting[next] = false;
        b.plan.order.push_back(static_cast<ComponentIndex>(next));
    }
}

}  // namespace attain::plan
