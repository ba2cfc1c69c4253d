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

// --- the steps; each fills its part of the component ---

void add_goals(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_workings(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_notes(const Desk& desk, const ComponentResult& result, StatementComponent& out);
void add_lines(const Desk& desk, const ComponentResult& result, StatementComponent& out);

}  // namespace attain::report
