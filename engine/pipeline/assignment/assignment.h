// Who is on which plan, when, and in which pay periods that pays (T4, T8).
//
//     people.csv: ben on account-executive 1 Jan – 31 May in north, 1 Jun – open in south
//       → one assignment: ben, account-executive, from 1 Jan: a move between teams does not split
//       it
//     cara: account-executive to 15 Feb, then team-lead
//       → two assignments; each has its own prorated quota and starts from zero
#pragma once

#include <string>
#include <vector>

#include "model/load/known.h"

namespace attain::assignment {

// An unbroken run of days of one person on one plan, with a version of it in force on each.
struct Assignment {
    ParticipantIndex who;
    std::string plan;
    DayRange days;
};

// By participant, plan, first day.
std::vector<Assignment> assignments(const World& world);

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
