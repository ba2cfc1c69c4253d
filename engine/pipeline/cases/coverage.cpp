#include "pipeline/cases/coverage.h"

#include <algorithm>
#include <optional>

#include "pipeline/cases/plan_rules.h"
#include "pipeline/measure/measures.h"
#include "pipeline/payout/columns.h"

namespace attain::cases {

namespace {

// What one run reached, plan version by plan version.
class Reached {
public:
    Reached(const World& world, const RunResult& run)
        : world_(world), run_(run), keys_(world.rules.plans().size()) {}

    std::vector<std::set<RuleKey>> find() {
        for (const ComponentResult& result : run_.components) {
            for (const WindowFigures& window : result.windows)
                add_window(window, result.who);
        }
        for (const PoolResult& pool : run_.pools) {
            if (pool.amount.sign() > 0 && !pool.members.empty())
                mark(pool.plan, RuleKind::pool_pays, pool.component);
        }
        for (const PlanResult& plan : run_.plans) {
            if (plan.cap_cut.minor_units() != 0) mark(plan.plan, RuleKind::plan_cap, 0);
            if (plan.floor_added.minor_units() != 0) mark(plan.plan, RuleKind::plan_floor, 0);
        }
        add_conditions();
        return std::move(keys_);
    }

private:
    void mark(PlanIndex plan, RuleKind kind, std::uint32_t part, std::uint32_t place = 0) {
        keys_[plan.value()].emplace(kind, part, place);
    }

    void add_window(const WindowFigures& window, ParticipantIndex who) {
        for (const Lookup& lookup : window.lookups)
            add_lookup(window, lookup);
        for (const TierSum& sum : window.tiers) {
            if (!sum.base.is_zero()) add_tier(window, sum);
        }
        const auto reached = [&](bool holds, RuleKind kind, std::uint32_t place = 0) {
            if (holds) mark(window.plan, kind, window.component, place);
        };
        reached(!window.cap_cut.is_zero() || !window.deals_cut.is_zero(), RuleKind::cap);
        reached(!window.floor_added.is_zero() || !window.deals_added.is_zero(), RuleKind::floor);
        reached(!window.excess_before.is_zero(), RuleKind::carried);
        reached(!window.shortfall_before.is_zero(), RuleKind::shortfall);
        for (const TierGateFigure& tier : window.tier_gates) {
            reached(true, tier.gate.open ? RuleKind::tier_open : RuleKind::tier_closed, tier.tier);
        }
        if (window.rank && window.rank->place > 0) {
            // Who ties takes the places behind the first one too.
            for (std::uint32_t i = 0; i < window.rank->ties; ++i)
                reached(true, RuleKind::prize, window.rank->place - 1 + i);
        }
        if (window.gate) {
            reached(true, window.gate->open ? RuleKind::gate_open : RuleKind::gate_closed);
            reached(window.gate->kept_open, RuleKind::gate_kept);
            reached(window.gate->released.has_value(), RuleKind::gate_released);
        }
        add_bounds(window);
        add_modifiers(window);
        add_choices(window, who);
    }

    // Caps on what is looked up and credited, and the credit below a threshold.
    void add_bounds(const WindowFigures& window) {
        const Component& component = world_.rules[window.plan].components[window.component];
        Rational credited;
        for (const TierSum& sum : window.tiers)
            credited += sum.base;
        if (window.base_measure) credited = run_.measures[*window.base_measure].value;
        if (window.threshold && credited.sign() > 0 && window.threshold->sign() > 0) {
            mark(window.plan, RuleKind::threshold, window.component);
        }
        if (window.credit_cap && *window.credit_cap < credited) {
            mark(window.plan, RuleKind::credit_cap, window.component);
        }
        for (const Lookup& lookup : window.lookups) {
            const bool stops = component.attainment_cap && lookup.attainment &&
                               lookup.attainment->value &&
                               *component.attainment_cap < *lookup.attainment->value;
            if (stops) mark(window.plan, RuleKind::attainment_cap, window.component);
        }
    }

    void add_modifiers(const WindowFigures& window) {
        const Component& component = world_.rules[window.plan].components[window.component];
        for (std::uint32_t i = 0; i < window.modifiers.size(); ++i) {
            const ModifierFigure& figure = window.modifiers[i];
            if (figure.gate) {
                mark(window.plan,
                     figure.gate->open ? RuleKind::modifier_open : RuleKind::modifier_closed,
                     window.component, i);
            }
            if (figure.gate && !figure.gate->open) continue;
            if (const auto* table = std::get_if<TierTable>(&component.modifiers[i].factor)) {
                const auto tier = table->tier_at(figure.at);
                if (!tier) continue;
                mark(window.plan, RuleKind::modifier_tier, window.component, part_place(i, *tier));
            }
            if (const auto* curve = std::get_if<Curve>(&component.modifiers[i].factor)) {
                mark(window.plan, RuleKind::modifier_stretch, window.component,
                     part_place(i, curve->stretch_at(figure.at)));
            }
        }
    }

    // Where no deals are rated, the person's columns chose on the window's last day.
    void add_choices(const WindowFigures& window, ParticipantIndex who) {
        const Component& component = world_.rules[window.plan].components[window.component];
        if (component.per != Per::window || std::holds_alternative<MeasureBase>(component.base)) {
            return;
        }
        const Stretch* person = world_.facts.roster.on(who, window.days.last());
        const measure::Computed none;
        const std::vector<const Choice*> all = choices_of(component.value);
        const bool milestones = std::holds_alternative<Milestones>(component.value);
        for (const Lookup& lookup : window.lookups) {
            for (std::size_t part = 0; part < all.size(); ++part) {
                const bool paid = milestones ? part < lookup.place : part == lookup.place;
                if (!all[part] || !paid) continue;
                const std::uint32_t row =
                    payout::row_chosen({world_.facts, none}, *all[part], std::nullopt, person);
                mark(window.plan, RuleKind::chosen, window.component, part_place(part, row));
            }
        }
    }

    void add_lookup(const WindowFigures& window, const Lookup& lookup) {
        const Component& component = world_.rules[window.plan].components[window.component];
        if (component.per != Per::window) return;  // the sums say it
        if (std::holds_alternative<Curve>(component.value)) {
            mark(window.plan, RuleKind::stretch, window.component, lookup.place);
        }
        if (std::holds_alternative<Milestones>(component.value) && lookup.place == 0) {
            mark(window.plan, RuleKind::outside, window.component);
        }
        const auto* table = std::get_if<TierTable>(&component.value);
        if (table == nullptr) return;
        if (table->mode != TableMode::whole || table->back_to) return;  // the sums say it
        if (lookup.place == Slices::no_tier) {
            mark(window.plan, RuleKind::outside, window.component);
        } else {
            mark(window.plan, RuleKind::tier, window.component, lookup.place);
        }
    }

    // Several versions of a plan may have rated one window: the tier belongs to one of them.
    void add_tier(const WindowFigures& window, const TierSum& sum) {
        PlanIndex plan = window.plan;
        if (!window.versions.empty() && sum.tier != Slices::no_tier) {
            plan = window.versions[sum.version];
        }
        const std::string& name = world_.rules[window.plan].components[window.component].name;
        const std::vector<Component>& components = world_.rules[plan].components;
        for (ComponentIndex i = 0; i < components.size(); ++i) {
            if (components[i].name != name) continue;
            const bool curve = std::holds_alternative<Curve>(components[i].value);
            if (sum.tier == Slices::no_tier) {
                mark(plan, RuleKind::outside, i);
            } else {
                mark(plan, curve ? RuleKind::stretch : RuleKind::tier, i, sum.tier);
            }
            if (sum.chosen)
                mark(plan, RuleKind::chosen, i, part_place(curve ? 0 : sum.tier, *sum.chosen));
        }
    }

    // Conditions are asked of every line, whoever has its credit.
    void add_conditions() {
        for (std::uint32_t p = 0; p < world_.rules.plans().size(); ++p) {
            const Plan& plan = world_.rules.plans()[p];
            for (MeasureIndex m = 0; m < plan.measures.size(); ++m) {
                if (!plan.measures[m].where) continue;
                add_condition(PlanIndex(p), m);
            }
        }
    }

    void add_condition(PlanIndex plan, MeasureIndex measure) {
        for (const measure::Mask& mask : sources().masks(plan, measure)) {
            const auto any = [&](std::uint8_t which) {
                return std::find(mask.begin(), mask.end(), which) != mask.end();
            };
            if (any(1)) mark(plan, RuleKind::taken, measure);
            if (any(0)) mark(plan, RuleKind::left, measure);
        }
    }

    measure::Sources& sources() {
        if (!sources_) sources_.emplace(world_);
        return *sources_;
    }

    const World& world_;
    const RunResult& run_;
    std::vector<std::set<RuleKey>> keys_;  // by plan version
    std::optional<measure::Sources> sources_;
};

}  // namespace

std::size_t PlanCoverage::reached() const {
    return static_cast<std::size_t>(
        std::count_if(rules.begin(), rules.end(), [](const Rule& rule) { return rule.reached; }));
}

void Coverage::add(const World& world, const RunResult& run) {
    const std::vector<std::set<RuleKey>> reached = Reached(world, run).find();
    for (std::size_t p = 0; p < reached.size(); ++p) {
        const Plan& plan = world.rules.plans()[p];
        Known& known = plans_[{plan.source->name(), plan.fingerprint}];
        if (known.coverage.plan.empty()) {
            known.coverage.plan = plan.id.text();
            for (KeyedRule& keyed : rules_of(plan)) {
                known.places[keyed.key] = known.coverage.rules.size();
                known.coverage.rules.push_back(std::move(keyed.rule));
            }
        }
        for (const RuleKey& key : reached[p]) {
            const auto place = known.places.find(key);
            if (place != known.places.end()) known.coverage.rules[place->second].reached = true;
        }
    }
}

std::vector<PlanCoverage> Coverage::take() {
    std::vector<PlanCoverage> all;
    for (auto& [key, known] : plans_)
        all.push_back(std::move(known.coverage));
    plans_.clear();
    return all;
}

}  // namespace attain::cases
