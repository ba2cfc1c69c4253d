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
    list.push_back({who, plan, days, false});
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
        for (Assignment& assignment : own) {
            const Date after = assignment.days.past_the_end;
            assignment.leaves = after < Date::end_of_time() && !roster.on(who, after);
        }
        std::sort(own.begin(), own.end(), [](const Assignment& a, const Assignment& b) {
            return std::tie(a.plan, a.days.first) < std::tie(b.plan, b.days.first);
        });
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

DayRange days_with_carried(const std::vector<Assignment>& assignments, const Assignment& assignment,
                           const Plan& plan) {
    DayRange days = assignment.days;
    const Carries& carries = plan.terms.carries;
    if (!carries.attainment) return days;
    const auto before = [&](const Assignment& other) {
        return other.who == assignment.who && other.days.past_the_end == days.first &&
               std::find(carries.from.begin(), carries.from.end(), other.plan) !=
                   carries.from.end();
    };
    for (auto found = assignments.begin(); found != assignments.end();) {
        found = std::find_if(assignments.begin(), assignments.end(), before);
        if (found != assignments.end()) days.first = found->days.first;
    }
    return days;
}

DayRange promised_days(const Assignment& assignment, const DayRange& range, const Plan& plan,
                       const Period& period) {
    DayRange days = range.intersect(period.days);
    const bool stays =
        assignment.leaves && plan.terms.leavers.open_windows == Leavers::OpenWindows::full;
    if (stays && !days.empty()) days.past_the_end = period.days.past_the_end;
    return days;
}

DayRange credited_days(const Roster& roster, const Assignment& assignment, const Plan& plan) {
    const std::string& column = plan.terms.leavers.credits_until;
    DayRange days = assignment.days;
    if (column.empty() || !assignment.leaves) return days;
    const Stretch* const last = roster.on(assignment.who, days.last());
    if (!last || !last->texts.contains(column)) return days;
    const std::optional<Date> until = Date::parse(last->texts.at(column));
    if (until) days.past_the_end = std::max(days.first, std::min(days.past_the_end, *until + 1));
    return days;
}

std::optional<DayRange> forfeited(const Assignment& assignment, const Plan& plan,
                                  const Period& window, const Period& pay_period) {
    if (plan.terms.leavers.open_windows != Leavers::OpenWindows::nothing) return std::nullopt;
    const Date left = assignment.days.past_the_end;
    const bool open = left < window.days.past_the_end && left < pay_period.days.past_the_end;
    if (!assignment.leaves || !open) return std::nullopt;
    return DayRange{left, window.days.past_the_end};
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
