// In which order components are evaluated: pay is computed before a rule reads it (R11). The order
// among independent ones is that of the jobs, so that it never depends on a hash or an address.
#include <algorithm>
#include <map>

#include "model/plan/named.h"
#include "model/plan/reading.h"
#include "pipeline/payout/evaluate.h"

namespace attain::payout {

namespace {

using Node = ComponentName;

// The measures of pay that a component reads.
std::vector<MeasureIndex> pay_measures(const Plan& plan, const Component& component) {
    std::vector<MeasureIndex> read;
    const auto note = [&](const std::vector<MeasureIndex>& measures) {
        for (const MeasureIndex measure : measures) {
            if (plan.measures[measure].kind == Measure::Kind::pay) read.push_back(measure);
        }
    };
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
        note(measures_behind(plan, base->measure));
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        note(measures_behind(plan, axis->measure));
    }
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        note(measures_of(plan, axis->attainment));
    }
    const Named named = named_by(plan, component);
    for (const MeasureIndex measure : named.measures)
        note(measures_behind(plan, measure));
    for (const AttainmentIndex index : named.attainments)
        note(measures_of(plan, index));
    return read;
}

bool names(const Measure& measure, const std::string& component) {
    return std::find(measure.pay.begin(), measure.pay.end(), component) != measure.pay.end();
}

// What each node reads: components of the own plan, or of anybody's plan for reports.
std::map<Node, std::set<Node>> readings(const World& world) {
    std::map<Node, std::set<Node>> reads;
    for (const Plan& plan : world.rules.plans()) {
        for (const Component& component : plan.components) {
            std::set<Node>& sources = reads[{plan.id.text(), component.name}];
            for (const MeasureIndex index : pay_measures(plan, component)) {
                const Measure& measure = plan.measures[index];
                for (const Plan& other : world.rules.plans()) {
                    if (measure.credit == CreditScope::own && other.id != plan.id) continue;
                    for (const Component& source : other.components) {
                        if (names(measure, source.name)) {
                            sources.insert({other.id.text(), source.name});
                        }
                    }
                }
            }
        }
    }
    return reads;
}

class Levels {
public:
    explicit Levels(const std::map<Node, std::set<Node>>& reads) : reads_(reads) {
        for (const auto& [node, sources] : reads_)
            visit(node);
    }
    std::size_t of(const Node& node) const { return level_.at(node); }
    bool in_cycle(const Node& node) const { return in_cycle_.contains(node); }

private:
    std::size_t visit(const Node& node) {
        const auto known = level_.find(node);
        if (known != level_.end()) return known->second;
        if (!open_.insert(node).second) {
            in_cycle_.insert(node);
            return 0;
        }
        std::size_t level = 0;
        for (const Node& source : reads_.at(node)) {
            level = std::max(level, visit(source) + 1);
            if (in_cycle_.contains(source)) in_cycle_.insert(node);
        }
        open_.erase(node);
        return level_[node] = level;
    }
    const std::map<Node, std::set<Node>>& reads_;
    std::map<Node, std::size_t> level_;
    std::set<Node> open_;
    std::set<Node> in_cycle_;
};

}  // namespace

std::set<ComponentName> components_taken_in(const World& world) {
    const std::map<Node, std::set<Node>> reads = readings(world);
    std::set<Node> found;
    std::vector<Node> open;
    for (const Plan& plan : world.rules.plans()) {
        for (const Component& component : plan.components) {
            if (!runs_on(plan, component) && !remembers(component)) continue;
            const std::set<Node>& sources = reads.at({plan.id.text(), component.name});
            open.insert(open.end(), sources.begin(), sources.end());
        }
    }
    while (!open.empty()) {
        const Node node = std::move(open.back());
        open.pop_back();
        if (!found.insert(node).second) continue;
        const std::set<Node>& sources = reads.at(node);
        open.insert(open.end(), sources.begin(), sources.end());
    }
    return found;
}

std::vector<std::size_t> evaluation_order(const World& world, const std::vector<Job>& jobs,
                                          std::set<std::size_t>& in_cycle) {
    const std::map<Node, std::set<Node>> reads = readings(world);
    const Levels levels(reads);
    std::vector<std::size_t> order(jobs.size());
    std::vector<std::size_t> level(jobs.size());
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Plan& plan = world.rules[jobs[i].plan];
        const Node node{plan.id.text(), plan.components[jobs[i].component].name};
        order[i] = i;
        level[i] = levels.of(node);
        if (levels.in_cycle(node)) in_cycle.insert(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return level[a] < level[b]; });
    return order;
}

}  // namespace attain::payout
