// Puts the reasons of a run into words and figures, from the payout down. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "pipeline/explain/reason.h"
#include "pipeline/result/way.h"

namespace attain::explain_room {

// Figures as people read them. Money and counts: grouped, at most six decimals ("1,250.5"); a ratio
// as a percentage ("114.4%").
std::string figure(const Rational& value);
std::string percentage(const Rational& value);
std::string origin_text(const Facts& facts, const Origin& origin);

// A leaf of the plan or of the facts.
Reason constant(std::string what, const Rational& value, std::string shown, const Span& rule);
Reason fact(std::string what, const Rational& value, std::string shown, std::string place);
// A step over children.
Reason step(Step kind, std::string what, const Rational& value, std::string shown,
            std::vector<Reason> because);

class Teller {
public:
    Teller(const World& world, const RunResult& run) : world_(world), run_(run) {}

    Reason component(const ComponentResult& result) const;
    Reason plan(const PlanResult& result) const;
    std::string cash(const Cash& cash) const { return cash.shown() + " " + cash.currency().code(); }

private:
    Reason window(const WindowFigures& figures) const;
    Reason whole_window(const WindowFigures& figures) const;
    Reason gross(const WindowFigures& figures) const;
    Reason on_target(const WindowFigures& figures) const;
    Reason on_measure(const WindowFigures& figures) const;
    std::vector<Reason> tiers(const WindowFigures& figures,
                              std::optional<std::size_t> lookup) const;
    Reason tier(const WindowFigures& figures, const TierSum& sum) const;
    Reason filled(const PoolResult& shared, const WindowFigures& figures) const;
    Reason pool(const WindowFigures& figures) const;
    Reason amounts(const WindowFigures& figures) const;
    Reason weighted(const WindowFigures& figures, Reason reason) const;
    Reason weight(const Component& rules) const;
    Reason passed(const WindowFigures& figures, Reason reason) const;
    Reason limit_told(const Component& rules, const WayStep& way) const;
    Reason through_gate(const WindowFigures& figures, const WayStep& way, Reason reason) const;
    Reason modified(const WindowFigures& figures, Reason reason) const;
    Reason ranked(const WindowFigures& figures) const;
    Reason each_deal(const WindowFigures& figures) const;
    std::string parts_text(const WindowFigures& figures, const Rational& value) const;
    Reason looked_up(const WindowFigures& figures, const Lookup& lookup) const;
    Reason attainment(const Plan& plan, const AttainmentFigure& figure) const;
    Reason parts(std::string what, const PartedFigure& figure) const;
    Reason measure(std::size_t place) const;
    Reason combined(const Plan& plan, const AttainmentFigure& figure) const;
    Reason of_lines(const MeasureResult& result) const;
    Reason observed(const MeasureResult& result) const;
    Reason computed(const MeasureResult& result) const;
    Rational extreme(const MeasureResult& result) const;
    Reason credit(const MeasureResult& result, std::size_t line) const;
    Rational rate_of(const Plan& plan, const Measure& rules, std::uint32_t row) const;
    // `chosen`: the row of the quantity's choice, where it is one.
    Reason value_of(const Quantity& quantity, const Rational& value, bool is_rate,
                    const std::optional<std::uint32_t>& chosen) const;
    const Plan& plan_of(const ComponentResult& result) const { return world_.rules[result.plan]; }
    const Component& component_of(const ComponentResult& result) const {
        return plan_of(result).components[result.component];
    }
    const Plan& plan_of(const WindowFigures& window) const { return world_.rules[window.plan]; }
    const Component& component_of(const WindowFigures& window) const {
        return plan_of(window).components[window.component];
    }

    const World& world_;
    const RunResult& run_;
};

}  // namespace attain::explain_room
