// Things by their names instead of their places: what is stored and fingerprinted must not depend
// on how many people or plans happen to be known beside them.
//
//     PlanIndex 2, ComponentIndex 0   →   "account-executive 2026-01-01", "individual"
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::record {

// Thrown where a stored name is unknown to the world that it is read with.
struct UnknownName {
    std::string what;  // "the participant `ada`"
};

class Names {
public:
    explicit Names(const World& world);
    const World& world() const { return world_; }

    // The empty text stands for none.
    std::string participant(ParticipantIndex who) const;
    std::string team(TeamIndex team) const;
    std::string plan(PlanIndex plan) const;
    const std::string& component(PlanIndex plan, ComponentIndex component) const;
    const std::string& measure(PlanIndex plan, MeasureIndex measure) const;
    const std::string& attainment(PlanIndex plan, AttainmentIndex attainment) const;

    ParticipantIndex find_participant(const std::string& name) const;
    TeamIndex find_team(const std::string& name) const;
    PlanIndex find_plan(const std::string& name) const;
    ComponentIndex find_component(PlanIndex plan, const std::string& name) const;
    MeasureIndex find_measure(PlanIndex plan, const std::string& name) const;
    AttainmentIndex find_attainment(PlanIndex plan, const std::string& name) const;

private:
    const World& world_;
    std::map<std::string, PlanIndex> plans_;
};

// "participant" or "team", and its id.
std::string_view kind_of(const GoalOwner& owner);
std::string name_of(const Names& names, const GoalOwner& owner);
GoalOwner find_owner(const Names& names, const std::string& kind, const std::string& name);

// Enumerations as texts and back; the second kind throws UnknownName.
std::string_view name_of(Outcome outcome);
std::string_view name_of(Bearing bearing);
Outcome outcome_named(const std::string& name);
Bearing bearing_named(const std::string& name);
Grain grain_or_throw(const std::string& name);

// Days as text, and exactly the same days again: "2026-01-01..2026-03-31"; a range that has no such
// text (an empty one) is written by its two day numbers, "20454,20400".
std::string days_text(const DayRange& days);
DayRange parse_days(const std::string& text);

}  // namespace attain::record
