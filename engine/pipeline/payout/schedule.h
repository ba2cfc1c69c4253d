// What has to be computed: a job is one component of one plan assignment in one pay period, and
// each job says beforehand which measures it will read. So all measures are answered together, in
// one pass over the credits each, before any component is evaluated.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/assignment/assignment.h"
#include "pipeline/measure/measures.h"

namespace attain::payout {

// An attainment that a window reads: where its measure's answer will stand.
struct AttainmentAsk {
    AttainmentIndex attainment = 0;
    GoalOwner owner;
    Period window;   // the attainment's own, or the component's
    DayRange there;  // the assignment's days in that window, whole
    std::size_t answer = 0;
    std::vector<AttainmentAsk> parts;  // of a combined one; then there is no answer of its own
};

// One look-up of a component: one, or one for each team that the person was in (T8).
struct LookupAsk {
    TeamIndex team;
    DayRange days;
    std::optional<AttainmentAsk> attainment;
    std::optional<std::size_t> measure;  // of a measure axis
    std::optional<std::size_t> base;     // of a measure base
};

// Which version of whose plan rules one component, and in which pay period it pays.
struct Ruling {
    std::size_t assignment = 0;
    PlanIndex plan;
    Period pay_period;
    ComponentIndex component = 0;
    Date upto;  // past the last day that counts: the end of the pay period, or of a finer window
};

struct WindowJob {
    // A window finer than the pay period is ruled by the version of its own last day (T8).
    Ruling ruling;
    assignment::Window window;
    // Where each version rules its own days (T8): its part of the window's days to date.
    std::optional<Rational> share;
    DayRange there;  // the assignment's days in the window, whole: also those still to come
    std::optional<DayRange> forfeited;  // days still to come when the person left (T7)
    std::vector<LookupAsk> lookups;
    // What gates, modifiers, limits and derived rates name (named.h).
    std::vector<AttainmentAsk> named_attainments;
    std::vector<std::pair<MeasureIndex, std::size_t>> named_measures;
    std::optional<std::size_t> pool_measure;
    std::optional<AttainmentAsk> pool_above;
    std::vector<std::size_t> pool_credit;  // the person's own part of the team's measure
    TeamIndex last_team;
};

// Ruled by the version of the pay period's last assigned day: it says how the whole is rounded.
struct Job : Ruling {
    std::vector<WindowJob> windows;
};

// The jobs of all components of these pay periods, in that order, and what they ask for; or only of
// those that a later pay period takes off what it owes (R5).
enum class Scope { all_components, those_taken_off };
std::vector<Job> schedule(const World& world,
                          const std::vector<assignment::Assignment>& assignments,
                          const std::vector<assignment::PayPeriod>& periods, Scope scope,
                          measure::Requests& requests);

// Whether the component's window runs on over several pay periods and pays in each (R5).
bool runs_on(const Plan& plan, const Component& component);
// Whether it needs what earlier pay periods left behind: it carries something on, limits them one
// by one, or keeps its gate open.
bool remembers(const Component& component);
using ComponentName = std::pair<std::string, std::string>;  // plan and component
// Those whose pay the ones that run on take in.
std::set<ComponentName> components_taken_in(const World& world);

// Whether the component's pay follows a team: its axis or its base is a team's measure (T8).
bool follows_team(const Plan& plan, const Component& component);

}  // namespace attain::payout
