// In which order jobs are evaluated: pay is computed before a rule reads it (R11).
//
//     ada's commission, ben's commission     0: they read nobody's pay
//     mia's override, on their pay           1
//     zoe's override, on hers                2: the same plan, a level higher
//
// The order among jobs of one level is their own, so that it never depends on a hash or an address.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "model/plan/named.h"
#include "model/plan/reading.h"
#include "pipeline/payout/evaluate.h"
#include "pipeline/payout/paid_jobs.h"

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

// Walks from each job to those that it reads, and finds the level of each. A job that is come upon
// again on the way closes a cycle.
class Levels {
public:
    Levels(const Ground& ground, const PaidJobs& paid, std::set<std::size_t>& in_cycle)
        : ground_(ground), paid_(paid), in_cycle_(in_cycle), state_(ground.jobs.size()) {
        note_earlier();
        for (std::size_t i = 0; i < state_.size(); ++i)
            visit(i);
    }
    std::size_t of(std::size_t job) const { return state_[job].level; }

private:
    enum class Seen { no, on_the_way, done };
    struct State {
        Seen seen = Seen::no;
        std::size_t level = 0;
        std::vector<std::size_t> reads;
        std::size_t next = 0;  // of `reads`
    };

    // What a component leaves behind is there before its next pay period reads it.
    void note_earlier() {
        std::map<std::pair<std::size_t, std::string>, std::size_t> last;
        earlier_.assign(ground_.jobs.size(), std::nullopt);
        for (std::size_t i = 0; i < ground_.jobs.size(); ++i) {
            const Job& job = ground_.jobs[i];
            if (!remembers(rules(job))) continue;
            const auto [at, is_new] = last.try_emplace({job.assignment, rules(job).name}, i);
            if (!is_new) earlier_[i] = std::exchange(at->second, i);
        }
    }

    const Component& rules(const Job& job) const {
        return ground_.world.rules[job.plan].components[job.component];
    }

    const std::vector<MeasureIndex>& pay_measures_of(const Ruling& ruling) {
        const auto [known, is_new] = pay_measures_.try_emplace({ruling.plan, ruling.component});
        const Plan& plan = ground_.world.rules[ruling.plan];
        if (is_new) known->second = pay_measures(plan, plan.components[ruling.component]);
        return known->second;
    }

    std::vector<std::size_t> read_by(std::size_t place) {
        const Job& job = ground_.jobs[place];
        const ParticipantIndex who = ground_.assignments[job.assignment].who;
        std::vector<std::size_t> read;
        const auto add = [&](const Ruling& ruling) {
            const Plan& plan = ground_.world.rules[ruling.plan];
            for (const MeasureIndex measure : pay_measures_of(ruling)) {
                for (const std::size_t other : paid_.read_by(job, who, plan.measures[measure]))
                    read.push_back(other);
            }
        };
        add(job);
        for (const WindowJob& window : job.windows) {
            if (window.ruling.plan != job.plan) add(window.ruling);
        }
        if (earlier_[place]) read.push_back(*earlier_[place]);
        return read;
    }

    void enter(std::size_t job) {
        state_[job].seen = Seen::on_the_way;
        state_[job].reads = read_by(job);
        way_.push_back(job);
    }

    void visit(std::size_t first) {
        if (state_[first].seen == Seen::no) enter(first);
        while (!way_.empty()) {
            const std::size_t job = way_.back();
            State& state = state_[job];
            if (state.next < state.reads.size()) {
                const std::size_t other = state.reads[state.next++];
                if (state_[other].seen == Seen::on_the_way) close(other);
                if (state_[other].seen == Seen::no) enter(other);
                continue;
            }
            for (const std::size_t other : state.reads) {
                if (state_[other].seen == Seen::on_the_way) continue;
                const std::size_t step = earlier_[job] == other ? 0 : 1;
                state.level = std::max(state.level, state_[other].level + step);
                if (in_cycle_.contains(other)) in_cycle_.insert(job);
            }
            state.seen = Seen::done;
            state.reads.clear();
            way_.pop_back();
        }
    }

    void close(std::size_t again) {
        for (auto job = std::find(way_.begin(), way_.end(), again); job != way_.end(); ++job)
            in_cycle_.insert(*job);
    }

    const Ground& ground_;
    const PaidJobs& paid_;
    std::set<std::size_t>& in_cycle_;
    std::vector<std::optional<std::size_t>> earlier_;  // by job: the one before of its component
    std::map<std::pair<PlanIndex, ComponentIndex>, std::vector<MeasureIndex>> pay_measures_;
    std::vector<State> state_;
    std::vector<std::size_t> way_;
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

std::vector<std::size_t> evaluation_order(const Ground& ground, const PaidJobs& paid,
                                          std::set<std::size_t>& in_cycle) {
    const Levels levels(ground, paid, in_cycle);
    std::vector<std::size_t> order(ground.jobs.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return levels.of(a) < levels.of(b); });
    return order;
}

}  // namespace attain::payout
