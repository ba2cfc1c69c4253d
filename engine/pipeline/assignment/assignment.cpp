#include "pipeline/assignment/assignment.h"

#include <algorithm>

namespace attain::assignment {

namespace {

// The parts of the days on which some version of the plan is in force, as unbroken runs.
std::vector<DayRange> in_force(const Rulebook& rules, const std::string& plan, DayRange days) {
    std::vector<DayRange> runs;
    for (const Plan& version : rules.plans()) {  // sorted by name, then first day
        if (version.id.text() != plan) continue;
        const DayRange part = version.effective.intersect(days);
        if (part.empty()) continue;
        if (!runs.empty() && runs.back().past_the_end == part.first) {
            runs.back().past_the_end = part.past_the_end;
        } else {
            runs.push_back(part);
        }
    }
    return runs;
}

void add(std::vector<Assignment>& list, ParticipantIndex who, const std::string& plan,
         DayRange days) {
    for (Assignment& known : list) {
        if (known.who == who && known.plan == plan && known.days.past_the_end == days.first) {
            known.days.past_the_end = days.past_the_end;
            return;
        }
    }
    list.push_back({who, plan, days});
}

}  // namespace

std::vector<Assignment> assignments(const World& world) {
    std::vector<Assignment> all;
    const Roster& roster = world.facts.roster;
    for (std::uint32_t i = 0; i < roster.participants().size(); ++i) {
        const ParticipantIndex who(i);
        std::vector<Assignment> own;
        for (const Stretch& stretch : roster.stretches_of(who)) {
            for (const std::string& plan : stretch.plans) {
                for (const DayRange& run : in_force(world.rules, plan, stretch.days)) {
                    add(own, who, plan, run);
                }
            }
        }
        std::sort(own.begin(), own.end(), [](const Assignment& a, const Assignment& b) {
            return std::tie(a.plan, a.days.first) < std::tie(b.plan, b.days.first);
        });
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

std::vector<PayPeriod> pay_periods(const World& world, const std::vector<Assignment>& assignments,
                                   DayRange within) {
    std::vector<PayPeriod> all;
    for (std::size_t a = 0; a < assignments.size(); ++a) {
        const Assignment& assignment = assignments[a];
        for (std::uint32_t v = 0; v < world.rules.plans().size(); ++v) {
            const Plan& version = world.rules.plans()[v];
            if (version.id.text() != assignment.plan) continue;
            const auto calendar = world.facts.calendars.find(version.calendar);
            if (calendar == world.facts.calendars.end()) continue;
            for (Period& period : calendar->second.within(version.pays, within)) {
                if (assignment.days.first >= period.days.past_the_end) continue;
                const Date last = std::min(assignment.days.last(), period.days.last());
                if (version.effective.holds(last)) all.push_back({a, PlanIndex(v), period});
            }
        }
    }
    return all;
}

std::vector<Window> windows(const Plan& plan, const Calendar& calendar, Grain grain,
                            const Period& pay_period, const DayRange& assignment) {
    std::vector<Period> periods;
    if (grain == plan.pays) {
        periods = {pay_period};
    } else if (calendar.tiles(grain, plan.pays)) {
        periods = calendar.within(grain, pay_period.days);
    } else if (auto coarser = calendar.containing(grain, pay_period.days.first)) {
        periods = {*coarser};
    }
    std::vector<Window> found;
    for (const Period& period : periods) {
        DayRange days = period.days.intersect(assignment);
        days.past_the_end = std::min(days.past_the_end, pay_period.days.past_the_end);
        if (days.empty()) continue;
        found.push_back({period, days, period.days.past_the_end <= pay_period.days.past_the_end});
    }
    return found;
}

std::vector<TeamDays> team_days(const Roster& roster, ParticipantIndex who, const DayRange& days) {
    std::vector<TeamDays> found;
    for (const Stretch& stretch : roster.stretches_of(who)) {
        const DayRange part = stretch.days.intersect(days);
        if (part.empty()) continue;
        const bool goes_on = !found.empty() && found.back().team == stretch.team &&
                             found.back().days.past_the_end == part.first;
        if (goes_on) {
            found.back().days.past_the_end = part.past_the_end;
        } else {
            found.push_back({stretch.team, part});
        }
    }
    return found;
}

TeamIndex last_team(const Roster& roster, ParticipantIndex who, const DayRange& days) {
    if (days.empty()) return TeamIndex::none();
    const Stretch* stretch = roster.on(who, days.last());
    return stretch ? stretch->team : TeamIndex::none();
}

}  // namespace attain::assignment
