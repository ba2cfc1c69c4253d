// What one figure of a plan reads: the measures behind a computed one, the attainments behind a
// combined one.
//
//     overall: {combine: {own_goal: 60%, team_goal: 40%}}     → own_goal, team_goal
//     margin_rate: {compute: 'margin / before(bookings)'}     → margin; bookings, as it stood
//     before
//
// A bound plan has no cycle among them, so every way down ends.
#pragma once

#include <vector>

#include "model/plan/plan.h"

namespace attain {

struct MeasureInput {
    MeasureIndex measure = 0;
    bool before = false;  // as it stood before the pay period
    bool operator==(const MeasureInput&) const = default;
};
// What a computed measure names, each once, in the order written; nothing of any other measure.
std::vector<MeasureInput> inputs_of(const Plan& plan, const Measure& measure);

// The measure itself and all that it is computed from.
std::vector<MeasureIndex> measures_behind(const Plan& plan, MeasureIndex measure);

// The attainments that divide a measure by a goal: the one itself, or those that it combines.
std::vector<AttainmentIndex> attainments_behind(const Plan& plan, AttainmentIndex attainment);

// The measures that an attainment asks for, with what those are computed from.
std::vector<MeasureIndex> measures_of(const Plan& plan, AttainmentIndex attainment);

// Whether a figure is, or has in it, a team's.
bool reads_team(const Plan& plan, MeasureIndex measure);
bool attains_with_team(const Plan& plan, AttainmentIndex attainment);
// Whether nothing but teams' figures are in it, so that all members see the same.
bool attains_as_team(const Plan& plan, AttainmentIndex attainment);

}  // namespace attain
