#include "cli/check_plans.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace attain::cli {

namespace {

constexpr unsigned most_threads = 2;

// One thread's part of the work.
struct Share {
    CheckedPlans found;
    std::set<std::string> component_names;
};

// What other plans may contradict: name, days, and the pay that it sums.
Plan outline_of(Plan plan) {
    plan.components.clear();
    plan.components.shrink_to_fit();
    plan.attainments.clear();
    plan.attainments.shrink_to_fit();
    std::vector<Measure> of_pay;
    for (Measure& measure : plan.measures) {
        if (!measure.pay.empty()) of_pay.push_back(std::move(measure));
    }
    plan.measures = std::move(of_pay);
    return plan;
}

// The plans that people.csv writes beside another: `account-executive + spring-spiff`.
std::set<std::string> plans_beside_others(const Known& known) {
    std::set<std::string> names;
    const auto people = known.rows.find(FactKind::people);
    if (people == known.rows.end()) return names;
    for (const FactRow& row : people->second) {
        for (const std::string& cell : row.cells) {
            if (cell.find('+') == std::string::npos) continue;
            std::string name;
            for (const char c : cell + "+") {
                if (c == '+') {
                    names.insert(std::move(name));
                    name.clear();
                } else if (c != ' ') {
                    name += c;
                }
            }
        }
    }
    return names;
}

// Whether one of the texts takes from another plan's file: then there is one library for all.
bool refer_to_each_other(const std::vector<SourcePtr>& plans) {
    return std::any_of(plans.begin(), plans.end(), [](const SourcePtr& plan) {
        return plan->text().find("variant_of:") != std::string_view::npos;
    });
}

class Checker {
public:
    Checker(const std::vector<SourcePtr>& plans, const std::vector<SourcePtr>& others,
            const load::Ground* ground, const plan::Surroundings& around)
        : plans_(plans),
          known_(plans),
          ground_(ground),
          around_(around),
          beside_others_(ground ? plans_beside_others(ground->known) : std::set<std::string>()) {
        known_.insert(known_.end(), others.begin(), others.end());
    }

    CheckedPlans check() {
        const bool alone = refer_to_each_other(plans_) || plans_.size() < most_threads;
        std::vector<Share> shares(alone ? 1 : most_threads);
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < shares.size(); ++i)
            threads.emplace_back([&, i] { work(shares[i], alone); });
        work(shares[0], alone);
        for (std::thread& thread : threads)
            thread.join();
        return gathered(std::move(shares));
    }

private:
    void work(Share& share, bool alone) {
        plan::Surroundings around = around_;
        around.library = library(alone);
        for (std::size_t i = next_++; i < plans_.size(); i = next_++)
            look_at(plans_[i], around, share);
    }

    // A library reads when it is asked, so each thread has its own.
    std::shared_ptr<plan::Library> library(bool with_plans) const {
        SourcePtr shared = around_.library ? around_.library->shared_source() : nullptr;
        if (shared) shared = std::make_shared<Source>(shared->name(), std::string(shared->text()));
        return std::make_shared<plan::Library>(std::move(shared),
                                               with_plans ? known_ : std::vector<SourcePtr>());
    }

    void look_at(const SourcePtr& source, const plan::Surroundings& around, Share& share) {
        CheckedPlans& found = share.found;
        std::optional<Plan> plan = plan::load_plan(source, around, found.problems);
        if (!plan) return;
        lint_plan(*plan, found.problems);
        if (ground_) {
            lint_lines(*plan, ground_->world.facts, found.problems);
            for (GoalAsked& goal : goals_asked(*plan))
                found.goals.push_back(std::move(goal));
        }
        if (!plan->lints.empty()) found.levels[source->name()] = plan->lints;
        for (const Component& component : plan->components)
            share.component_names.insert(component.name);
        if (waits_for_facts(*plan) || beside_others_.contains(plan->id.text())) {
            found.waiting.push_back(*plan);
        }
        found.outlines.push_back(outline_of(*std::move(plan)));
    }

    static CheckedPlans gathered(std::vector<Share> shares) {
        CheckedPlans all;
        std::set<std::string> component_names;
        const auto move_all = [](auto& from, auto& to) {
            std::move(from.begin(), from.end(), std::back_inserter(to));
        };
        for (Share& share : shares) {
            for (Diagnostic& one : share.found.problems.sorted())
                all.problems.add(std::move(one));
            all.levels.merge(share.found.levels);
            component_names.merge(share.component_names);
            move_all(share.found.outlines, all.outlines);
            move_all(share.found.waiting, all.waiting);
            move_all(share.found.goals, all.goals);
        }
        name_components(component_names, all.outlines);
        return all;
    }

    // The names of all components, given to one outline: pay may be summed by any of them.
    static void name_components(const std::set<std::string>& names, std::vector<Plan>& outlines) {
        const bool sums = std::any_of(outlines.begin(), outlines.end(),
                                      [](const Plan& plan) { return !plan.measures.empty(); });
        if (!sums) return;
        for (const std::string& name : names) {
            Component component;
            component.name = name;
            outlines.front().components.push_back(std::move(component));
        }
    }

    const std::vector<SourcePtr>& plans_;
    std::vector<SourcePtr> known_;  // and those that may be referred to
    const load::Ground* ground_;
    const plan::Surroundings& around_;
    std::set<std::string> beside_others_;
    std::atomic<std::size_t> next_ = 0;
};

}  // namespace

CheckedPlans check_plans(const std::vector<SourcePtr>& plans, const std::vector<SourcePtr>& others,
                         const load::Ground* ground, const plan::Surroundings& around) {
    return Checker(plans, others, ground, around).check();
}

void lint_settled(const CheckedPlans& plans, const Facts& facts, Diagnostics& out) {
    std::vector<const Plan*> waiting;
    for (const Plan& plan : plans.waiting) {
        lint_among_facts(plan, facts, out);
        waiting.push_back(&plan);
    }
    lint_claims(facts, waiting, out);
    lint_goals(plans.goals, facts, out);
}

}  // namespace attain::cli
