// The order of the components: a measure of one's own pay comes after the components whose pay it
// adds (R11).
//
//     lead_pay: {pay: [individual, team]}     override: of lead_pay
//     order: individual, team, override;      individual by lead_pay as well would be a cycle
//
// The pay of others orders people, not components: an override may be paid on what the same
// override has left to the levels below. Nobody is below themselves on a day (C3).
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/bind.h"
#include "model/plan/named.h"
#include "model/plan/reading.h"

namespace attain::plan {

namespace {

void add_measures(std::vector<MeasureIndex>& used, const std::vector<MeasureIndex>& more) {
    for (const MeasureIndex measure : more) {
        if (std::find(used.begin(), used.end(), measure) == used.end()) used.push_back(measure);
    }
}

// A pool is not among them: it is fed by a team's credit, and teams have no pay (pay-of-team).
std::vector<MeasureIndex> measures_used(const Binding& b, const Component& component) {
    std::vector<MeasureIndex> used;
    if (const auto* base = std::get_if<MeasureBase>(&component.base)) {
        add_measures(used, measures_behind(b.plan, base->measure));
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        add_measures(used, measures_behind(b.plan, axis->measure));
    }
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        add_measures(used, measures_of(b.plan, axis->attainment));
    }
    const Named named = named_by(b.plan, component);
    for (const MeasureIndex measure : named.measures)
        add_measures(used, measures_behind(b.plan, measure));
    for (const AttainmentIndex attainment : named.attainments)
        add_measures(used, measures_of(b.plan, attainment));
    return used;
}

// The components of this plan whose pay a measure adds, and where it says so.
struct Taken {
    ComponentIndex component;
    Span where;
};

std::vector<Taken> taken_by(const Binding& b, const MeasureDraft& measure) {
    std::vector<Taken> taken;
    for (const Word& name : measure.pay) {
        for (std::size_t i = 0; i < b.plan.components.size(); ++i) {
            if (b.plan.components[i].name != name.text) continue;
            taken.push_back({static_cast<ComponentIndex>(i), name.where});
        }
    }
    return taken;
}

// Walks from each component to those whose pay it takes in, and puts it behind them. `way_` is
// where the walk stands: coming upon one of its own members again is a cycle.
class Ordering {
public:
    explicit Ordering(Binding& b) : b_(b), state_(b.plan.components.size(), State::waiting) {
        for (std::size_t i = 0; i < b.draft.measures.size(); ++i) {
            const Measure& measure = b.plan.measures[i];
            const bool own = measure.credit == CreditScope::own || measure.with_own;
            taken_.push_back(own ? taken_by(b, b.draft.measures[i]) : std::vector<Taken>());
        }
    }

    // False after a cycle, which has been reported.
    bool visit(ComponentIndex at) {
        if (state_[at] == State::done) return true;
        state_[at] = State::on_the_way;
        for (const MeasureIndex measure : measures_used(b_, b_.plan.components[at])) {
            for (const Taken& taken : taken_[measure]) {
                way_.push_back({at, taken.where});
                if (state_[taken.component] == State::on_the_way) {
                    report_cycle(taken.component);
                    return false;
                }
                if (!visit(taken.component)) return false;
                way_.pop_back();
            }
        }
        state_[at] = State::done;
        b_.plan.order.push_back(at);
        return true;
    }

private:
    enum class State { waiting, on_the_way, done };

    void report_cycle(ComponentIndex again) {
        const auto first = std::find_if(way_.begin(), way_.end(),
                                        [&](const Taken& step) { return step.component == again; });
        std::string members;
        for (auto step = first; step != way_.end(); ++step) {
            members += fmt::format("`{}` → ", name_of(step->component));
        }
        const std::string& name = name_of(again);
        Diagnostic& error = refuse(
            b_, "pay-cycle", first->where,
            fmt::format("the pay of `{}` would depend on itself: {}`{}`", name, members, name),
            "take one of them out of `pay:`");
        for (auto step = first; step != way_.end(); ++step) {
            const std::string& next =
                step + 1 == way_.end() ? name : name_of((step + 1)->component);
            error.notes.push_back({b_.plan.components[step->component].where_written,
                                   fmt::format("takes in the pay of `{}`", next)});
        }
    }

    const std::string& name_of(ComponentIndex component) const {
        return b_.plan.components[component].name;
    }

    Binding& b_;
    std::vector<State> state_;
    std::vector<std::vector<Taken>> taken_;  // by measure
    std::vector<Taken> way_;                 // who takes in, and where the taken one is named
};

}  // namespace

void bind_order(Binding& b) {
    Ordering ordering(b);
    for (std::size_t i = 0; i < b.plan.components.size(); ++i) {
        if (!ordering.visit(static_cast<ComponentIndex>(i))) return;
    }
}

}  // namespace attain::plan
