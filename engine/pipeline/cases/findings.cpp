#include "pipeline/cases/findings.h"

namespace attain::cases {

namespace {

class Collector {
public:
    Collector(const World& world, const RunResult& run) : world_(world), run_(run) {}

    std::map<std::string, std::vector<Finding>> collect() {
        for (const MeasureResult& result : run_.measures)
            add_measure(result);
        for (const PoolResult& pool : run_.pools)
            add_pool(pool);
        for (const ComponentResult& result : run_.components)
            add_component(result);
        return std::move(found_);
    }

private:
    std::string name_of_owner(const GoalOwner& owner) const {
        const Roster& roster = world_.facts.roster;
        if (const auto* team = std::get_if<TeamIndex>(&owner)) {
            return "team " + roster[*team].id.text();
        }
        return roster[std::get<ParticipantIndex>(owner)].id.text();
    }
    const std::string& plan_name(PlanIndex plan) const { return world_.rules[plan].id.text(); }

    void add_measure(const MeasureResult& result) {
        Finding finding{name_of_owner(result.owner),
                        plan_name(result.plan),
                        world_.rules[result.plan].measures[result.measure].name,
                        result.window.name,
                        {{"value", result.value}},
                        {},
                        ""};
        if (result.none) finding.fields.clear();
        found_["measures"].push_back(finding);
        finding.fields = {{"count", static_cast<std::int64_t>(result.lines.size())}, {"sum", 0}};
        for (std::size_t i = result.lines.begin; i < result.lines.end; ++i) {
            finding.list.push_back(run_.credits.value(result.lines, i));
            finding.fields["sum"] += finding.list.back();
        }
        found_["credits"].push_back(std::move(finding));
    }

    // Of a combined attainment its parts too; it is the person's, and of the component's window.
    void add_attainment(PlanIndex plan, const AttainmentFigure& figure, const std::string& whose,
                        const Period& window) {
        for (const AttainmentFigure& part : figure.parts)
            add_attainment(plan, part, whose, window);
        const MeasureResult* measure =
            figure.measure_result ? &run_.measures[*figure.measure_result] : nullptr;
        Finding finding{measure ? name_of_owner(measure->owner) : whose,
                        plan_name(plan),
                        world_.rules[plan].attainments[figure.attainment].name,
                        measure ? measure->window.name : window.name,
                        {},
                        {},
                        ""};
        if (figure.quota) {
            finding.fields = {{"value", figure.quota->amount}};
            found_["quotas"].push_back(finding);
        }
        if (figure.value) {
            finding.fields = {{"value", *figure.value}};
            found_["attainments"].push_back(finding);
        }
    }

    void add_pool(const PoolResult& pool) {
        found_["pools"].push_back({"team " + world_.facts.roster[pool.team].id.text(),
                                   plan_name(pool.plan),
                                   world_.rules[pool.plan].components[pool.component].name,
                                   pool.window.name,
                                   {{"value", pool.amount}},
                                   {},
                                   ""});
        if (pool.above) add_attainment(pool.plan, *pool.above, "", pool.window);
    }

    void add_component(const ComponentResult& result) {
        Finding finding{name_of_owner(result.who),
                        plan_name(result.plan),
                        world_.rules[result.plan].components[result.component].name,
                        result.pay_period.name,
                        {{"pays", result.due.exact().amount()},
                         {"exact", result.exact},
                         {"entitled", result.entitled.exact().amount()},
                         {"before", result.before.exact().amount()}},
                        {},
                        std::string(name_of(result.outcome))};
        found_["components"].push_back(finding);
        for (const WindowFigures& window : result.windows) {
            for (const Lookup& lookup : window.lookups) {
                if (!lookup.attainment) continue;
                add_attainment(window.plan, *lookup.attainment, finding.whose, window.window);
            }
            if (window.gate) {
                for (const AttainmentFigure& figure : window.gate->attainments) {
                    add_attainment(window.plan, figure, finding.whose, window.window);
                }
            }
            for (const ModifierFigure& modifier : window.modifiers) {
                if (modifier.attainment) {
                    add_attainment(window.plan, *modifier.attainment, finding.whose, window.window);
                }
                if (!modifier.gate) continue;
                for (const AttainmentFigure& figure : modifier.gate->attainments)
                    add_attainment(window.plan, figure, finding.whose, window.window);
            }
            for (const TierGateFigure& tier : window.tier_gates) {
                for (const AttainmentFigure& figure : tier.gate.attainments)
                    add_attainment(window.plan, figure, finding.whose, window.window);
            }
            if (window.tiers.empty()) continue;
            finding.list.clear();
            for (const TierSum& tier : window.tiers) {
                if (finding.list.size() <= tier.tier) finding.list.resize(tier.tier + 1);
                finding.list[tier.tier] += tier.base;
            }
            found_["tiers"].push_back(finding);
        }
    }

    const World& world_;
    const RunResult& run_;
    std::map<std::string, std::vector<Finding>> found_;
};

}  // namespace

std::map<std::string, std::vector<Finding>> findings(const World& world, const RunResult& run) {
    return Collector(world, run).collect();
}

bool is_called(const Finding& finding, const std::string& name) {
    const std::string plain[] = {finding.name, finding.name + " " + finding.period};
    for (const std::string& text : plain) {
        if (name == text || name == finding.plan + "/" + text) return true;
    }
    return false;
}

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::paid: return "paid";
        case Outcome::gate_closed: return "gate_closed";
        case Outcome::not_due: return "not_due";
        case Outcome::no_value: return "no_value";
        case Outcome::excepted: return "excepted";
        case Outcome::forfeited: return "forfeited";
    }
    return "";
}

std::string_view name_of(RowFate fate) {
    switch (fate) {
        case RowFate::outside: return "outside";
        case RowFate::credited: return "credited";
        case RowFate::netted: return "netted";
        case RowFate::excepted: return "excepted";
        case RowFate::uncredited: return "uncredited";
    }
    return "";
}

}  // namespace attain::cases
