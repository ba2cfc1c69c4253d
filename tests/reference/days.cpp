// Days, plainly: who was where, for how long, and which pay periods follow from it.
#include <algorithm>

#include "reference/sheet.h"

namespace attain::reference {

namespace {

DayRange without_gap(DayRange a, DayRange b) {
    return {std::min(a.first, b.first), std::max(a.past_the_end, b.past_the_end)};
}

// The days on which somebody is on a plan and some version of it holds.
std::vector<DayRange> days_on(const World& world, ParticipantIndex who, const std::string& plan) {
    std::vector<DayRange> runs;
    for (const Stretch& stretch : world.facts.roster.stretches_of(who)) {
        if (std::find(stretch.plans.begin(), stretch.plans.end(), plan) == stretch.plans.end()) {
            continue;
        }
        for (const Plan& version : world.rules.plans()) {
            if (version.id.text() != plan) continue;
            const DayRange both = stretch.days.intersect(version.effective);
            if (!both.empty()) runs.push_back(both);
        }
    }
    std::sort(runs.begin(), runs.end(),
              [](const DayRange& a, const DayRange& b) { return a.first < b.first; });
    return runs;
}

// The days of a range one by one; ranges here are finite, the far ends of time were cut off before.
template <class Take>
int count_days(DayRange days, Take&& take) {
    int count = 0;
    for (Date day = days.first; day < days.past_the_end; day = day + 1) {
        if (take(day)) ++count;
    }
    return count;
}

// Whole calendar months of `part` that lie inside `there`.
int whole_months(DayRange there, DayRange part) {
    int months = 0;
    for (Date day = part.first; day < part.past_the_end; day = day + 1) {
        if (day.day() != 1) continue;
        const DayRange month{day, day.plus_months(1)};
        if (part.holds(month) && there.holds(month)) ++months;
    }
    return months;
}

// Whether the pay period lies in a window of the plan that also holds the assignment's last day.
bool window_is_open(const Sheet& sheet, const Plan& plan, Date last, const Period& pay_period) {
    for (const Component& component : plan.components) {
        if (component.window <= plan.pays) continue;
        const auto window = sheet.calendar(plan).containing(component.window, last);
        if (window && window->days.holds(pay_period.days)) return true;
    }
    return false;
}

}  // namespace

std::vector<Stint> stints(const World& world) {
    std::vector<Stint> all;
    const Roster& roster = world.facts.roster;
    for (std::uint32_t i = 0; i < roster.participants().size(); ++i) {
        for (const std::string& plan : world.rules.names()) {
            std::optional<DayRange> run;
            for (const DayRange& days : days_on(world, ParticipantIndex(i), plan)) {
                if (run && days.first <= run->past_the_end) {
                    run = without_gap(*run, days);
                    continue;
                }
                if (run) all.push_back({ParticipantIndex(i), plan, *run});
                run = days;
            }
            if (run) all.push_back({ParticipantIndex(i), plan, *run});
        }
    }
    for (Stint& stint : all) {
        const bool ends = stint.days.past_the_end < Date::end_of_time();
        stint.leaves = ends && roster.on(stint.who, stint.days.past_the_end) == nullptr;
    }
    return all;
}

// The first day of the unbroken run of assignments that end in this one, through plans from which
// its plan carries.
Date first_carried(const Sheet& sheet, std::size_t index, const Plan& plan) {
    const Stint& stint = sheet.stints[index];
    const std::vector<std::string>& from = plan.terms.carries.from;
    Date first = stint.days.first;
    if (!plan.terms.carries.attainment) return first;
    // Each round finds what lies right before; there are no more rounds than assignments.
    for (std::size_t round = 0; round < sheet.stints.size(); ++round) {
        for (const Stint& other : sheet.stints) {
            const bool named = std::find(from.begin(), from.end(), other.plan) != from.end();
            if (other.who != stint.who || !named || other.days.past_the_end != first) continue;
            first = other.days.first;
            break;
        }
    }
    return first;
}

DayRange promised(const Sheet& sheet, std::size_t index, const Plan& plan, const Period& period) {
    const Stint& stint = sheet.stints[index];
    DayRange days = stint.days.intersect(period.days);
    const bool stays =
        stint.leaves && plan.terms.leavers.open_windows == Leavers::OpenWindows::full;
    if (stays && !days.empty()) days = {days.first, period.days.past_the_end};
    return days;
}

DayRange promised_with_carried(const Sheet& sheet, std::size_t index, const Plan& plan,
                               const Period& period) {
    DayRange days = promised(sheet, index, plan, period);
    const Date first = first_carried(sheet, index, plan);
    if (!days.empty() && first < days.first) days.first = std::max(first, period.days.first);
    return days;
}

std::vector<Period> pay_periods(const Sheet& sheet, const Stint& stint) {
    std::vector<Period> found;
    const Date known = std::min(stint.days.last(), sheet.run.days.last());
    const PlanIndex version = sheet.world.rules.on(stint.plan, std::max(known, stint.days.first));
    const Plan& plan = sheet.plan(version);
    for (const Period& period : sheet.calendar(plan).within(plan.pays, sheet.run.days)) {
        if (stint.days.first >= period.days.past_the_end) continue;
        const bool there = !stint.days.intersect(period.days).empty();
        if (there || window_is_open(sheet, plan, stint.days.last(), period)) {
            found.push_back(period);
        }
    }
    return found;
}

int counted_days(Proration kind, DayRange days) {
    if (kind != Proration::working_days) return days.days();
    return count_days(days, [](Date day) { return day.weekday() <= 5; });
}

Rational presence(Proration kind, DayRange there, DayRange part) {
    const DayRange both = there.intersect(part);
    // Where the part has no working day or whole month.
    const Rational by_days = Rational::of(both.days(), part.days());
    switch (kind) {
        case Proration::none: return 1;
        case Proration::calendar_days:
        case Proration::working_days: {
            const int of = counted_days(kind, part);
            return of == 0 ? by_days : Rational::of(counted_days(kind, both), of);
        }
        case Proration::whole_months: {
            const int of = whole_months(part, part);
            return of == 0 ? by_days : Rational::of(whole_months(both, part), of);
        }
    }
    return 1;
}

const Stretch* row_of_stint(const Sheet& sheet, std::size_t stint, Date day) {
    const Stint& own = sheet.stints[stint];
    return sheet.roster().on(own.who, std::clamp(day, own.days.first, own.days.last()));
}

TeamIndex team_on(const Roster& roster, ParticipantIndex who, Date day) {
    for (const Stretch& stretch : roster.stretches()) {
        if (stretch.who == who && stretch.days.holds(day)) return stretch.team;
    }
    return TeamIndex::none();
}

std::vector<TeamStretch> team_stretches(const Roster& roster, ParticipantIndex who, DayRange days) {
    std::vector<TeamStretch> found;
    for (Date day = days.first; day < days.past_the_end; day = day + 1) {
        const TeamIndex team = team_on(roster, who, day);
        if (!team.exists()) continue;
        if (!found.empty() && found.back().team == team && found.back().days.past_the_end == day) {
            found.back().days.past_the_end = day + 1;
        } else {
            found.push_back({team, {day, day + 1}});
        }
    }
    return found;
}

bool below(const Roster& roster, ParticipantIndex who, ParticipantIndex manager, Date day,
           bool whole_tree) {
    for (std::size_t steps = 0; steps <= roster.participants().size(); ++steps) {
        const Stretch* stretch = roster.on(who, day);
        if (stretch == nullptr || !stretch->manager.exists()) return false;
        if (stretch->manager == manager) return true;
        if (!whole_tree) return false;
        who = stretch->manager;
    }
    return false;
}

}  // namespace attain::reference
