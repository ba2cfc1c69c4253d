// What every step of composing a statement has on its desk: the world, the run, and whose statement
// it is. Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "report/statement/statement.h"

namespace attain::report {

struct Desk {
    const World& world;
    const RunResult& run;
    // The days of all rows by the name of a date that some plan counts by (C4).
    const std::map<std::string, std::vector<std::int32_t>>& days;
    ParticipantIndex who;

    const Facts& facts() const { return world.facts; }
    const Plan& plan_of(const ComponentResult& result) const { return world.rules[result.plan]; }
    const Component& component_of(const ComponentResult& result) const {
        return plan_of(result).components[result.component];
    }
    // What rules one window of a component.
    const Plan& plan_of(const WindowFigures& window) const { return world.rules[window.plan]; }
    const Component& component_of(const WindowFigures& window) const {
        return plan_of(window).components[window.component];
    }
};

// --- quantities.cpp: what numbers of a plan mean, in words ---

// What a component's value is worth, so that it can be written: "7%", "25.00 each", "1,000.00".
enum class Worth { share_of_target, share_of_money, amount_each, amount };
Worth worth_of(const Plan& plan, const Component& component);
std::string worth_text(Worth worth, const Rational& value, const Plan& plan);
// The same inside a formula, so that it can be redone by hand.
std::string worth_factor(Worth worth, const Rational& value, const Plan& plan);
// A number of the plan; a column of the person is read on the day.
std::optional<Rational> quantity_on(const Desk& desk, const Quantity& quantity, Date day);
// The measure that a component's deals come from: of its base, or of what it looks up.
std::optional<MeasureIndex> measure_of_deals(const Plan& plan, const Component& component);
// "USD" for a measure of money, "" for others.
std::string unit_of(const Plan& plan, MeasureIndex measure);

// By how much the plan shrinks edges that are money (M5): positions are divided by it.
Rational edge_scale(const Desk& desk, const WindowFigures& window);

// --- next_step.cpp, curve.cpp: the two further things that a tier says ---

// What comes next, and what a deal that just reaches it brings (S9).
void add_next(const Desk& desk, const ComponentResult& result, const WindowFigures& window,
              const Lookup& lookup, const Edge& next, StatementTier& tier);
// The table or curve as it is drawn, with the place of `lookup`.
std::optional<StatementCurve> drawn_curve(const Desk& desk, const WindowFigures& window,
                                          const Lookup& lookup);
// Writes positions on a component's axis: "114.4%", "72,000.00".
struct AxisWords {
    bool percent = false;
    std::string currency;
    std::string at(const Rational& position) const;
};
AxisWords words_of(const Plan& plan, const Axis& axis);

// --- the steps; each fills its part of the component ---

void add_goals(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_workings(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_notes(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_lines(const Desk& desk, const ComponentResult& result, StatementComponent& out);

// year.cpp: what earlier registers say of the same person.
StatementYear year_so_far(const World& world, const std::vector<Register>& past,
                          const Register& now, const std::string& participant);

}  // namespace attain::report
