// A component in words: what it pays on, by what, and its tiers or points.
#include <fmt/format.h>

#include <algorithm>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report {

namespace clauses {

namespace {

template <class... Visits>
struct Either : Visits... {
    using Visits::operator()...;
};
template <class... Visits>
Either(Visits...) -> Either<Visits...>;

// What one unit of the component's value is: "8% of Bookings", "40.00 USD for each of Deals".
std::string value_words(const Plan& plan, const Component& component, const Quantity& quantity) {
    return std::visit(
        Either{[&](const TargetBase&) {
                   return fmt::format("{} of the target incentive", share_words(plan, quantity));
               },
               [&](const MeasureBase& base) {
                   const Measure& measure = plan.measures[base.measure];
                   if (std::holds_alternative<TargetPerGoal>(quantity.value)) {
                       return fmt::format("{}, for each unit of {}", share_words(plan, quantity),
                                          title_of(measure));
                   }
                   if (measure.is_money()) {
                       return fmt::format("{} of {}", share_words(plan, quantity),
                                          title_of(measure));
                   }
                   return fmt::format("{} for each of {}", amount_words(plan, quantity),
                                      title_of(measure));
               },
               [&](const NoBase&) { return amount_words(plan, quantity); }},
        component.base);
}

std::string range_words(const Plan& plan, const Axis& axis, const Tier& tier) {
    std::string lower;
    std::string upper;
    if (tier.lower) {
        lower = fmt::format("{} {}", tier.lower->owned_by_upper ? "from" : "above",
                            position_words(plan, axis, tier.lower->at));
    }
    if (tier.upper) {
        upper = fmt::format("{} {}", tier.upper->owned_by_upper ? "below" : "up to",
                            position_words(plan, axis, tier.upper->at));
    }
    if (lower.empty() && upper.empty()) return "everything";
    return lower + (lower.empty() || upper.empty() ? "" : ", ") + upper;
}

std::string_view beyond_words(Beyond beyond, bool curve) {
    switch (beyond) {
        case Beyond::zero: return "nothing is paid";
        case Beyond::flat: return "the value at the end stays";
        case Beyond::on: return curve ? "the slope goes on" : "the rate at the end goes on";
    }
    return "";
}

std::string mode_words(const Plan& plan, const Component& component, const TierTable& table) {
    switch (table.mode) {
        case TableMode::marginal: return "each part at the rate of its own tier";
        case TableMode::whole: break;
        case TableMode::reached:
            return table.reached_before ? "each deal at the rate reached before it"
                                        : "each deal at the rate reached with it";
    }
    if (table.back_to) {
        return fmt::format("everything from {} on at the rate that is reached in the end",
                           position_words(plan, component.axis, *table.back_to));
    }
    return "everything at the rate that is reached in the end";
}

std::string_view sharing_words(PoolSharing sharing) {
    switch (sharing) {
        case PoolSharing::equally: return "equally";
        case PoolSharing::by_credit: return "by what each has brought";
        case PoolSharing::by_target: return "by target incentive";
        case PoolSharing::by_days: return "by days of membership";
        case PoolSharing::by_role: return "by role";
    }
    return "";
}

std::string_view mode_words(RoundingMode mode) {
    switch (mode) {
        case RoundingMode::half_even: return "to the nearest {}, a half to the even neighbour";
        case RoundingMode::half_up: return "to the nearest {}, a half away from zero";
        case RoundingMode::half_down: return "to the nearest {}, a half towards zero";
        case RoundingMode::up: return "away from zero to {}";
        case RoundingMode::down: return "towards zero to {}";
        case RoundingMode::ceiling: return "up to {}";
        case RoundingMode::floor: return "down to {}";
    }
    return "";
}

std::string rounding_words(const Plan& plan, const Component& component) {
    const Rational cent = Rational(1) / Rational(power_of_ten(plan.currency.minor_digits()));
    const std::string step =
        amount_with_unit(component.rounding.unit.value_or(cent), plan.currency.code());
    return fmt::format("{}; {}",
                       fmt::format(fmt::runtime(mode_words(component.rounding.mode)), step),
                       component.rounded_at == RoundedAt::component
                           ? "once in each pay period"
                           : "each deal line, and the component is their sum");
}

class ValueSpeaker {
public:
    ValueSpeaker(const Plan& plan, const Component& component, const Places& places, PlanPart& part)
        : plan_(plan), component_(component), places_(places), part_(part) {}

    void operator()(const Curve& curve) const {
        say("shape",
            curve.kind == CurveKind::linear ? "straight lines between the points"
                                            : "steps, each from its point on",
            at("curve", "kind"));
        for (const CurvePoint& point : curve.points) {
            const std::string position = position_words(plan_, component_.axis, point.at);
            const auto value = [&](const Rational& share) {
                return value_words(plan_, component_, Quantity{share, {}});
            };
            if (point.below == point.from) {
                row("at " + position, value(point.from), point.where);
            } else {
                row("at " + position,
                    fmt::format("{} {}, {} {}", value(point.below),
                                point.owned_by_upper ? "below it" : "up to it", value(point.from),
                                point.owned_by_upper ? "from it on" : "above it"),
                    point.where);
            }
        }
        say("below the first point", std::string(beyond_words(curve.below_first, true)),
            at("curve", "below"));
        say("beyond the last point", std::string(beyond_words(curve.beyond_last, true)),
            at("curve", "beyond"));
        for (const StretchGate& gate : curve.gates) {
            const Tier stretch{gate.lower, gate.upper, {}, {}, {}};
            say(range_words(plan_, component_.axis, stretch),
                fmt::format("only if {}, else {}", condition_words(*gate.open_when, &plan_),
                            value_words(plan_, component_, Quantity{gate.otherwise, {}})),
                gate.where);
        }
    }
    void operator()(const TierTable& table) const {
        say("tiers apply", mode_words(plan_, component_, table), at("table", "mode"));
        for (const Tier& tier : table.tiers) {
            row(range_words(plan_, component_.axis, tier),
                value_words(plan_, component_, tier.value) + gate_of(tier), tier.where);
        }
        if (table.tiers.front().lower) {
            say("below the first tier", std::string(beyond_words(table.below_first, false)),
                at("table", "below_first"));
        }
        if (table.tiers.back().upper) {
            say("beyond the last tier", std::string(beyond_words(table.beyond_last, false)),
                at("table", "beyond_last"));
        }
    }
    void operator()(const FlatRate& flat) const {
        // Of a count it was written as an amount for each.
        const auto* base = std::get_if<MeasureBase>(&component_.base);
        const bool each = base != nullptr && !plan_.measures[base->measure].is_money();
        say("pays", value_words(plan_, component_, flat.rate), at(each ? "amount" : "rate"));
    }
    void operator()(const FixedAmount& fixed) const {
        say("pays", value_words(plan_, component_, fixed.amount), at("amount"));
    }
    void operator()(const Pool& pool) const {
        std::string filled;
        if (pool.rate) {
            filled = fmt::format("{} of {}", share_words(plan_, *pool.rate),
                                 title_of(plan_.measures[pool.of]));
        }
        if (pool.amount) filled = amount_words(plan_, *pool.amount);
        say("the team's pool is", filled, at("pool", pool.rate ? "rate" : "amount"));
        if (pool.above_goal) {
            say("only what is above",
                fmt::format("the goal of {}", title_of(plan_.attainments[*pool.above_goal])),
                at("pool", "above"));
        }
        if (!pool.reserve.is_zero()) {
            say("kept back", factor_text(pool.reserve) + " of it", at("pool", "reserve"));
        }
        say("shared", std::string(sharing_words(pool.shared)), at("pool", "shared"));
        for (const RoleShare& role : pool.roles)
            row(role.role, factor_text(role.share) + " of the pool", at("pool", "shared"));
        if (pool.rest_with_company) say("what is left over", "is not shared", at("pool", "rest"));
        say("shares are rounded",
            pool.rounded_each ? "each on its own" : "so that they add up to the pool",
            at("pool", "rounded"));
        say("members", "those in the team and on this plan on the window's last day", at("pool"));
    }
    void operator()(const Milestones& milestones) const {
        for (const Milestones::Step& step : milestones.steps) {
            row("on reaching " + position_words(plan_, component_.axis, step.at),
                value_words(plan_, component_, step.value), at("milestones"));
        }
    }
    void operator()(const Rank& rank) const {
        say("ranked among",
            rank.among == Rank::Among::team      ? "one's team"
            : rank.among == Rank::Among::company ? "everybody whose plan has this prize"
                                                 : "those on this plan",
            at("rank", "among"));
        for (std::size_t i = 0; i < rank.prizes.size(); ++i) {
            row(fmt::format("place {}", i + 1), value_words(plan_, component_, rank.prizes[i]),
                at("rank", "prizes"));
        }
        say("equal figures",
            rank.ties_share ? "share the prizes of the places they take"
                            : "each get the prize of the best place they take",
            at("rank", "ties"));
    }

private:
    std::string gate_of(const Tier& tier) const {
        if (!tier.gate) return {};
        return fmt::format(", if {}, else {}", condition_words(*tier.gate->open_when, &plan_),
                           tier.gate->otherwise
                               ? value_words(plan_, component_, *tier.gate->otherwise)
                               : "nothing");
    }
    Span at(std::string_view key) const { return places_.of({"components", part_.name, key}); }
    Span at(std::string_view key, std::string_view inside) const {
        return places_.of({"components", part_.name, key, inside});
    }
    void say(std::string aspect, std::string says, Span where) const {
        part_.clauses.push_back({std::move(aspect), std::move(says), false, std::move(where)});
    }
    void row(std::string aspect, std::string says, const Span& where) const {
        part_.clauses.push_back(
            {std::move(aspect), std::move(says), true, where.source ? where : at("curve")});
    }

    const Plan& plan_;
    const Component& component_;
    const Places& places_;
    PlanPart& part_;
};

// Whether the plan writes the positions of a column as percentages: `{below: 20%, rate: 5%}`.
bool in_percent(const Plan& plan, const std::string& column) {
    const auto of_tier = [](std::string_view text) {
        for (const std::string_view word : {"from:", "above:", "up_to:", "below:"}) {
            const std::size_t at = text.find(word);
            if (at == std::string_view::npos) continue;
            const std::string_view edge = text.substr(at, text.find_first_of(",}\n", at) - at);
            if (edge.find('%') != std::string_view::npos) return true;
        }
        return false;
    };
    for (const Component& component : plan.components) {
        const auto* by = std::get_if<ColumnAxis>(&component.axis);
        if (!by || by->column != column) continue;
        if (const auto* table = std::get_if<TierTable>(&component.value)) {
            for (const Tier& tier : table->tiers) {
                if (of_tier(tier.where.text())) return true;
            }
        }
        if (const auto* curve = std::get_if<Curve>(&component.value)) {
            const std::string_view point = curve->points.front().where.text();
            if (point.substr(0, point.find(':')).find('%') != std::string_view::npos) return true;
        }
    }
    return false;
}

}  // namespace

std::string unit_of(const Plan& plan, MeasureIndex measure) {
    return plan.measures[measure].is_money() ? plan.currency.code() : std::string();
}

std::string position_words(const Plan& plan, const Axis& axis, const Rational& at) {
    return std::visit(
        Either{
            [&](const NoAxis&) { return number_text(at); },
            [&](const ColumnAxis& by) {
                return in_percent(plan, by.column) ? percent_text(at) : number_text(at);
            },
            [&](const PayAxis&) { return amount_with_unit(at, plan.currency.code()); },
            [&](const AttainmentAxis&) { return factor_text(at); },
            [&](const MeasureAxis& by) { return amount_with_unit(at, unit_of(plan, by.measure)); }},
        axis);
}

void add_value(const Plan& plan, const Component& component, const Places& places, PlanPart& part) {
    std::visit(ValueSpeaker(plan, component, places, part), component.value);
}

PlanPart component_part(const Plan& plan, const Component& component, const Places& places) {
    const std::string& name = component.name;
    PlanPart part{
        PlanPart::Kind::component, name, title_of(component), {}, places.of({"components", name})};
    const auto say = [&](std::string aspect, std::string says, std::string_view key) {
        part.clauses.push_back(
            {std::move(aspect), std::move(says), false, places.of({"components", name, key})});
    };
    say("title", title_of(component), "title");
    if (component.part_of_target) {
        say("weight", factor_text(component.weight) + " of the target incentive", "weight");
    } else {
        say("weight",
            component.weight == 1 ? std::string("none: it counts in full")
                                  : fmt::format("its pay times {}", factor_text(component.weight)),
            "weight");
    }
    const std::string axis = axis_words(plan, component);
    if (!axis.empty()) say("looks up", axis, "by");
    add_value(plan, component, places, part);
    say("over", fmt::format("a {}", name_of(component.window)), "window");
    say("settled",
        component.settles == Settles::every_pay_period
            ? std::string(each_span(plan.pays))
            : fmt::format("once, when the {} closes", name_of(component.window)),
        "settles");
    if (component.gate) {
        say("gate", fmt::format("only if {}", condition_words(*component.gate->open_when, &plan)),
            "when");
        say("if the gate is closed",
            component.gate->otherwise.is_zero()
                ? std::string("nothing is paid")
                : fmt::format("{} of it is paid", factor_text(component.gate->otherwise)),
            "otherwise");
    } else {
        say("gate", "none", "when");
    }
    say("cap", component.cap ? limit_words(plan, *component.cap) : "none", "cap");
    say("floor", component.floor ? limit_words(plan, *component.floor) : "none", "floor");
    say("rounded", rounding_words(plan, component), "rounding");
    add_adjustments(plan, component, places, part);
    return part;
}

}  // namespace clauses

std::string position_text(const Plan& plan, const Axis& axis, const Rational& at) {
    return clauses::position_words(plan, axis, at);
}

std::string axis_words(const Plan& plan, const Axis& axis) {
    return std::visit(
        clauses::Either{[](const NoAxis&) { return std::string(); },
                        [](const ColumnAxis& by) { return fmt::format("its `{}`", by.column); },
                        [](const PayAxis&) { return std::string("its own pay so far"); },
                        [&](const AttainmentAxis& by) {
                            return fmt::format("the attainment {}",
                                               title_of(plan.attainments[by.attainment]));
                        },
                        [&](const MeasureAxis& by) { return title_of(plan.measures[by.measure]); }},
        axis);
}

std::string axis_words(const Plan& plan, const Component& component) {
    const std::string words = axis_words(plan, component.axis);
    if (words.empty() || component.per == Per::window) return words;
    return fmt::format("{}, each {} on its own", words,
                       component.per == Per::deal ? "deal" : "line");
}

}  // namespace attain::report
