#include "pipeline/cases/plan_rules.h"

#include <fmt/format.h>

namespace attain::cases {

namespace {

// A piece of the plan on one line: `{above: 100%, up_to: 150%, rate: 8%}`.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (blank && (line.empty() || line.back() == ' ')) continue;
        line += blank ? ' ' : c;
    }
    return line;
}

// The position of a curve's point as it is written: "100%" of `100%: 1`.
std::string position(const CurvePoint& point) {
    const std::string text = on_one_line(point.where.text());
    return text.substr(0, text.find(':'));
}

class Lister {
public:
    explicit Lister(const Plan& plan) : plan_(plan) {}

    std::vector<KeyedRule> list() {
        for (std::uint32_t i = 0; i < plan_.measures.size(); ++i)
            measure(plan_.measures[i], i);
        for (std::uint32_t i = 0; i < plan_.components.size(); ++i)
            component(plan_.components[i], i);
        limit(plan_.cap, "", RuleKind::plan_cap, 0, "the plan's cap takes something off");
        limit(plan_.floor, "", RuleKind::plan_floor, 0, "the plan's floor puts something on");
        return std::move(rules_);
    }

private:
    void add(RuleKind kind, std::uint32_t part, std::uint32_t place, const std::string& name,
             std::string what, const Span& where) {
        rules_.push_back({{kind, part, place}, {name, std::move(what), where, false}});
    }

    void measure(const Measure& measure, std::uint32_t at) {
        if (!measure.where) return;
        add(RuleKind::taken, at, 0, measure.name, "the condition takes a line",
            measure.where_written);
        add(RuleKind::left, at, 0, measure.name, "the condition leaves a line out",
            measure.where_written);
    }

    void component(const Component& component, std::uint32_t at) {
        if (const auto* curve = std::get_if<Curve>(&component.value)) {
            stretches(*curve, at, component.name);
        } else if (const auto* table = std::get_if<TierTable>(&component.value)) {
            tiers(*table, at, component.name);
        } else if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
            for (std::uint32_t i = 0; i < milestones->steps.size(); ++i) {
                const Span& where = milestones->steps[i].value.where;
                add(RuleKind::tier, at, i, component.name,
                    fmt::format("milestone {}: {}", i + 1, on_one_line(where.text())), where);
            }
        } else if (const auto* pool = std::get_if<Pool>(&component.value)) {
            add(RuleKind::pool_pays, at, 0, component.name,
                pool->above_goal ? "the pool holds something above its goal" : "the pool pays",
                component.where_written);
        }
        limit(component.cap, component.name, RuleKind::cap, at, "the cap takes something off");
        limit(component.floor, component.name, RuleKind::floor, at, "the floor puts something on");
        if (!component.gate) return;
        add(RuleKind::gate_open, at, 0, component.name, "the gate is open", component.gate->where);
        add(RuleKind::gate_closed, at, 0, component.name, "the gate is closed",
            component.gate->where);
    }

    void stretches(const Curve& curve, std::uint32_t at, const std::string& name) {
        const std::vector<CurvePoint>& points = curve.points;
        add(RuleKind::stretch, at, 0, name,
            fmt::format("the curve below {}", position(points.front())), points.front().where);
        for (std::size_t i = 0; i < points.size(); ++i) {
            std::string what = fmt::format("the curve from {}", position(points[i]));
            if (i + 1 < points.size()) what += fmt::format(" to {}", position(points[i + 1]));
            add(RuleKind::stretch, at, static_cast<std::uint32_t>(i) + 1, name, std::move(what),
                points[i].where);
        }
    }

    void tiers(const TierTable& table, std::uint32_t at, const std::string& name) {
        for (std::size_t i = 0; i < table.tiers.size(); ++i) {
            const Tier& tier = table.tiers[i];
            add(RuleKind::tier, at, static_cast<std::uint32_t>(i), name,
                fmt::format("tier {}", on_one_line(tier.where.text())), tier.where);
        }
        const bool below = table.tiers.front().lower && table.below_first == Beyond::zero;
        const bool beyond = table.tiers.back().upper && table.beyond_last == Beyond::zero;
        if (below || beyond) {
            add(RuleKind::outside, at, 0, name, "outside of all tiers", table.where);
        }
    }

    void limit(const std::optional<Limit>& limit, const std::string& name, RuleKind kind,
               std::uint32_t at, const char* what) {
        if (limit) add(kind, at, 0, name, what, limit->where);
    }

    const Plan& plan_;
    std::vector<KeyedRule> rules_;
};

}  // namespace

std::vector<KeyedRule> rules_of(const Plan& plan) {
    return Lister(plan).list();
}

}  // namespace attain::cases
