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

    // What a value is chosen by: each row, and what holds where none fits.
    void choices(const Component& component, std::uint32_t at) {
        const std::vector<const Choice*> all = choices_of(component.value);
        for (std::size_t part = 0; part < all.size(); ++part) {
            if (!all[part]) continue;
            const std::vector<Choice::Row>& rows = all[part]->rows;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                add(RuleKind::chosen, at, part_place(part, row), component.name,
                    fmt::format("row {} of the choice: {}", row + 1,
                                on_one_line(rows[row].value.where.text())),
                    rows[row].value.where);
            }
            add(RuleKind::chosen, at, part_place(part, rows.size()), component.name,
                "the choice's `otherwise`", all[part]->otherwise.where);
        }
    }

    void modifier(const Modifier& modifier, std::uint32_t component, std::uint32_t at,
                  const std::string& name) {
        if (modifier.gate) {
            add(RuleKind::modifier_open, component, at, name,
                fmt::format("modifier {} applies", at + 1), modifier.gate->where);
            add(RuleKind::modifier_closed, component, at, name,
                fmt::format("modifier {} does not apply", at + 1), modifier.gate->where);
        }
        if (const auto* table = std::get_if<TierTable>(&modifier.factor)) {
            for (std::size_t i = 0; i < table->tiers.size(); ++i) {
                const Span& where = table->tiers[i].where;
                add(RuleKind::modifier_tier, component, part_place(at, i), name,
                    fmt::format("modifier {}: tier {}", at + 1, on_one_line(where.text())), where);
            }
        }
        if (const auto* curve = std::get_if<Curve>(&modifier.factor)) {
            const std::string called = fmt::format("modifier {}", at + 1);
            stretches(*curve, RuleKind::modifier_stretch, component, at, name, called);
        }
    }

    void bounds(const Component& component, std::uint32_t at) {
        if (component.attainment_cap) {
            add(RuleKind::attainment_cap, at, 0, component.name,
                "the look-up stops at the attainment's cap", component.where_written);
        }
        limit(component.credit_cap, component.name, RuleKind::credit_cap, at,
              "credit beyond its cap counts nothing");
        limit(component.threshold, component.name, RuleKind::threshold, at,
              "the threshold leaves credit unpaid");
        if (component.threshold && component.threshold->carried) {
            add(RuleKind::shortfall, at, 0, component.name,
                "the threshold is raised by what was short before", component.threshold->where);
        }
    }

    void component(const Component& component, std::uint32_t at) {
        if (const auto* curve = std::get_if<Curve>(&component.value)) {
            stretches(*curve, RuleKind::stretch, at, 0, component.name, "the curve");
            stretch_gates(*curve, at, component.name);
        } else if (const auto* table = std::get_if<TierTable>(&component.value)) {
            tiers(*table, at, component.name);
        } else if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
            for (std::uint32_t i = 0; i < milestones->steps.size(); ++i) {
                const Span& where = milestones->steps[i].value.where;
                add(RuleKind::tier, at, i, component.name,
                    fmt::format("milestone {}: {}", i + 1, on_one_line(where.text())), where);
            }
            add(RuleKind::outside, at, 0, component.name, "no milestone is reached",
                milestones->where);
        } else if (const auto* pool = std::get_if<Pool>(&component.value)) {
            add(RuleKind::pool_pays, at, 0, component.name,
                pool->above_goal ? "the pool holds something above its goal" : "the pool pays",
                component.where_written);
        } else if (const auto* rank = std::get_if<Rank>(&component.value)) {
            for (std::uint32_t i = 0; i < rank->prizes.size(); ++i) {
                add(RuleKind::prize, at, i, component.name,
                    fmt::format("place {}: {}", i + 1, on_one_line(rank->prizes[i].where.text())),
                    rank->prizes[i].where);
            }
        }
        choices(component, at);
        bounds(component, at);
        for (std::uint32_t i = 0; i < component.modifiers.size(); ++i)
            modifier(component.modifiers[i], at, i, component.name);
        limit(component.cap, component.name, RuleKind::cap, at, "the cap takes something off");
        if (component.cap && component.cap->carried) {
            add(RuleKind::carried, at, 0, component.name,
                "what the cap took off is paid below a later one", component.cap->where);
        }
        limit(component.floor, component.name, RuleKind::floor, at, "the floor puts something on");
        if (component.gate) gate(*component.gate, at, component.name);
    }

    void gate(const Gate& gate, std::uint32_t at, const std::string& name) {
        add(RuleKind::gate_open, at, 0, name, "the gate is open", gate.where);
        add(RuleKind::gate_closed, at, 0, name, "the gate is closed", gate.where);
        if (gate.stays_open) {
            add(RuleKind::gate_kept, at, 0, name, "the gate stays open", gate.where);
        }
        if (gate.from_opening) {
            add(RuleKind::gate_released, at, 0, name, "the gate releases from its opening day on",
                gate.where);
        }
    }

    void stretch_gates(const Curve& curve, std::uint32_t at, const std::string& name) {
        for (std::uint32_t i = 0; i < curve.gates.size(); ++i) {
            const Span& where = curve.gates[i].where;
            add(RuleKind::tier_open, at, i, name,
                fmt::format("gate {} of the curve is open", i + 1), where);
            add(RuleKind::tier_closed, at, i, name,
                fmt::format("gate {} of the curve is closed", i + 1), where);
        }
    }

    // `place` counts the stretches of one curve; `part` tells several curves apart.
    void stretches(const Curve& curve, RuleKind kind, std::uint32_t at, std::uint32_t part,
                   const std::string& name, const std::string& called) {
        const std::vector<CurvePoint>& points = curve.points;
        add(kind, at, part_place(part, 0), name,
            fmt::format("{} below {}", called, position(points.front())), points.front().where);
        for (std::size_t i = 0; i < points.size(); ++i) {
            std::string what = fmt::format("{} from {}", called, position(points[i]));
            if (i + 1 < points.size()) what += fmt::format(" to {}", position(points[i + 1]));
            add(kind, at, part_place(part, i + 1), name, std::move(what), points[i].where);
        }
    }

    void tiers(const TierTable& table, std::uint32_t at, const std::string& name) {
        for (std::size_t i = 0; i < table.tiers.size(); ++i) {
            const Tier& tier = table.tiers[i];
            add(RuleKind::tier, at, static_cast<std::uint32_t>(i), name,
                fmt::format("tier {}", on_one_line(tier.where.text())), tier.where);
            if (!tier.gate) continue;
            const auto place = static_cast<std::uint32_t>(i);
            add(RuleKind::tier_open, at, place, name,
                fmt::format("the gate of tier {} is open", i + 1), tier.gate->where);
            add(RuleKind::tier_closed, at, place, name,
                fmt::format("the gate of tier {} is closed", i + 1), tier.gate->where);
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

std::vector<const Choice*> choices_of(const Value& value) {
    std::vector<const Choice*> found;
    const auto add = [&](const Quantity& quantity) {
        const auto* choice = std::get_if<ChoicePtr>(&quantity.value);
        found.push_back(choice ? choice->get() : nullptr);
    };
    if (const auto* flat = std::get_if<FlatRate>(&value)) add(flat->rate);
    if (const auto* fixed = std::get_if<FixedAmount>(&value)) add(fixed->amount);
    if (const auto* table = std::get_if<TierTable>(&value)) {
        for (const Tier& tier : table->tiers)
            add(tier.value);
    }
    if (const auto* milestones = std::get_if<Milestones>(&value)) {
        for (const Milestones::Step& step : milestones->steps)
            add(step.value);
    }
    return found;
}

std::vector<KeyedRule> rules_of(const Plan& plan) {
    return Lister(plan).list();
}

}  // namespace attain::cases
