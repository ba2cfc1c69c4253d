// Who is on which plan, when, and in which pay periods that pays (T4, T8).
//
//     people.csv: ben on account-executive 1 Jan – 31 May in north, 1 Jun – open in south
//       → one assignment: ben, account-executive, from 1 Jan: a move between teams does not split
//       it
//     cara: account-executive to 15 Feb, then team-lead
//       → two assignments; each has its own prorated quota and starts from zero
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/load/known.h"

namespace attain::assignment {

// An unbroken run of days of one person on one plan, with a version of it in force on each.
struct Assignment {
    ParticipantIndex who;
    std::string plan;
    DayRange days;
    bool leaves = false;  // the company: on the day after the last one the person is nowhere (T7)
};

// By participant, plan, first day.
std::vector<Assignment> assignments(const World& world);

// Days of an assignment in a period as goals and targets see them: where somebody leaves and the
// plan says so, as if they had stayed (T7).
DayRange promised_days(const Assignment& assignment, const DayRange& days, const Plan& plan,
                       const Period& period);
// The days of an assignment on which its credits count (T7).
DayRange credited_days(const Roster& roster, const Assignment& assignment, const Plan& plan);
// What was still to come of a window when somebody left, where the plan then pays nothing for it
// (more); else nothing. A pay period that was over by then is paid.
std::optional<DayRange> forfeited(const Assignment& assignment, const Plan& plan,
                                  const Period& window, const Period& pay_period);

// The days of an assignment for positions on a table or curve: with those before it that the plan
// takes over, where somebody came from one of the plans that it names (T8).
DayRange days_with_carried(const std::vector<Assignment>& assignments, const Assignment& assignment,
                           const Plan& plan);

// One pay period of an assignment and the version that rules it: the one in force on the last day
// that the assignment has in it (T8).
struct PayPeriod {
    std::size_t assignment = 0;  // into the list above
    PlanIndex plan;
    Period period;
};

// Every pay period that lies wholly inside `within`. An assignment that has ended still has pay
// periods as long as one of its plan's windows is open.
std::vector<PayPeriod> pay_periods(const World& world, const std::vector<Assignment>& assignments,
                                   DayRange within);

// A window of a component in a pay period, up to the end of that pay period.
struct Window {
    Period period;
    DayRange days;  // of the assignment: inside the window, up to the pay period's end
    bool closes;    // whether the window ends with this pay period
};

// The windows of one component in one pay period: itself; or the finer ones that it consists of; or
// the coarser one that it is part of. None where the assignment has no day in them (T2).
std::vector<Window> windows(const Plan& plan, const Calendar& calendar, Grain grain,
                            const Period& pay_period, const DayRange& assignment);

// The days of an assignment in one team after the other; days on no team have none.
struct TeamDays {
    TeamIndex team;
    DayRange days;
};
std::vector<TeamDays> team_days(const Roster& roster, ParticipantIndex who, const DayRange& days);

// The team on the last of the days; none where the person is absent or on no team that day.
TeamIndex last_team(const Roster& roster, ParticipantIndex who, const DayRange& days);

}  // namespace attain::assignment
