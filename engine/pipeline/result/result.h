// What a run computes: from every credited line up to what each person is paid. All values, no
// pointers, nothing that depends on how it was made; the record floor stores it, explanation and
// statement read it.
#pragma once

#include <string>
#include <vector>

#include "base/number/money.h"
#include "pipeline/result/figures.h"
#include "pipeline/result/settlement.h"

namespace attain {

// One measure of one owner in one window (M1).
struct MeasureResult {
    PlanIndex plan;
    MeasureIndex measure = 0;
    GoalOwner owner;   // reports, organization: the manager
    Period window;
    DayRange days;     // credits counted on these days
    Rational value;
    LineBlock lines;   // into RunResult::credits; empty for measures that are not of lines
    bool none = false;                // no value: the average, latest … of nothing; `value` is zero
    std::vector<std::size_t> inputs;  // of a computed one: what it was computed from
    bool operator==(const MeasureResult&) const = default;
};

// A team's pool in one window (R9).
struct PoolResult {
    PlanIndex plan;
    ComponentIndex component = 0;
    TeamIndex team;
    Period window;
    std::optional<AttainmentFigure> above;  // where only the excess over the goal counts
    std::size_t measure_result = 0;
    Rational base;      // what the rate is applied to
    Rational amount;    // never negative
    std::vector<ParticipantIndex> members;  // who share it, by id
    bool open = true;   // the gate of the component, as the team's attainment decides it
    bool operator==(const PoolResult&) const = default;
};

enum class Outcome {
    paid,         // computed, whatever the amount
    gate_closed,  // pays its `otherwise`
    not_due,      // the window has not closed yet
    no_value,     // there was nothing to measure: it pays nothing (M1)
    excepted,     // an exception keeps it from paying (`exceptions` name it)
    forfeited,    // the plan's terms for leavers keep it from paying (T7)
};

// One component of one person's plan assignment in one pay period (N2: rounded once).
struct ComponentResult {
    ParticipantIndex who;
    PlanIndex plan;               // the version in force on the window's last assigned day
    ComponentIndex component = 0;
    Period pay_period;
    DayRange assignment;          // the days of the plan assignment (T4), clipped to the window
    Outcome outcome = Outcome::paid;
    std::vector<WindowFigures> windows;
    Rational exact;               // entitlement to date before rounding
    Cash entitled;                // rounded
    Cash before;                  // entitlement to date one pay period earlier, posted or drafted (R5)
    Cash due;                     // entitled − before
    std::vector<std::string> exceptions;  // codes, sorted
    bool operator==(const ComponentResult&) const = default;
};

// One plan assignment of one person in one pay period: components, then plan cap and floor (R6).
struct PlanResult {
    ParticipantIndex who;
    PlanIndex plan;
    Period pay_period;
    DayRange assignment;
    std::vector<std::size_t> components;  // into RunResult::components
    Cash cap_cut;      // what the plan's cap took off, <= 0
    Cash floor_added;  // what the plan's floor put on, >= 0
    Cash due;
    bool operator==(const PlanResult&) const = default;
};

// What one person is paid in one currency for the whole run.
struct Payout {
    ParticipantIndex who;
    std::vector<std::size_t> plans;  // into RunResult::plans
    Cash total;
    bool operator==(const Payout&) const = default;
};

// What became of each ledger row in this run (C6).
enum class RowFate : std::uint8_t {
    outside,     // its counting date lies outside the run's windows
    credited,    // at least one measure of somebody's plan counts it
    netted,      // a return row, netted at the place of the line it returns
    excepted,    // an exception keeps it from everybody
    uncredited,  // counted by no measure: no plan's filter takes it (a notice says so)
};

struct RunResult {
    Period period;
    std::uint32_t entry = 0;
    std::uint32_t rules_number = 1;  // P5
    std::vector<MeasureResult> measures;
    CreditLines credits;
    std::vector<PoolResult> pools;
    Slices slices;
    std::vector<ComponentResult> components;  // by participant, plan, pay period, component
    std::vector<PlanResult> plans;
    std::vector<Payout> payouts;              // by participant, currency
    std::vector<Restatement> restatements;    // by participant, plan, component, pay period (P3)
    std::vector<TakenBack> taken_back;        // by participant, as its postings (B4)
    std::vector<ParticipantSettlement> settlements;  // by participant, currency, pay period (R6, B)
    std::vector<RowFate> fates;               // by ledger row
    std::vector<Exception> exceptions;        // of the facts and of this run, in shown order
    bool operator==(const RunResult&) const = default;
};

}  // namespace attain
