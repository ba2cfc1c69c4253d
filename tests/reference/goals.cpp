// Quotas and targets: stated, summed from finer ones or cut from longer ones, ramped, prorated (M2,
// M4, M5).
#include <algorithm>

#include "reference/sheet.h"

namespace attain::reference {

namespace {

// One phase of a goal, before ramp and presence.
struct Phase {
    Period period;
    Rational full;
};

struct Wanted {
    const Sheet& sheet;
    const Plan& plan;
    const Attainment& attainment;
    GoalOwner owner;
    DayRange needed;  // days for which a goal must be there
    Grain window = Grain::year;
    Date upto = Date::end_of_time();
    // The stated phases cut the goal that they were written for, and no other.
    std::vector<Rational> shares_of(const Period& period) const {
        const Grain phased = attainment.phased_from.value_or(window);
        return period.grain == phased ? attainment.phases : std::vector<Rational>();
    }
};

// The goal that is written for exactly this period, weighted by days where it changes (M2).
std::optional<Rational> stated(const Wanted& wanted, const Period& period) {
    std::vector<const Quota*> rows;
    for (const Quota& quota : wanted.sheet.facts().quotas) {
        if (quota.owner == wanted.owner && quota.goal == wanted.attainment.goal &&
            quota.period == period.name) {
            rows.push_back(&quota);
        }
    }
    if (rows.empty()) return std::nullopt;
    if (wanted.attainment.quota_change == QuotaChange::replaces) {
        // The last one that holds by now; before the first one holds, that one all the same.
        const Date now = std::min(wanted.upto, period.days.past_the_end) - 1;
        std::sort(rows.begin(), rows.end(),
                  [](const Quota* a, const Quota* b) { return a->from < b->from; });
        const Quota* holds = rows.front();
        for (const Quota* row : rows) {
            if (row->from <= now) holds = row;
        }
        return holds->amount;
    }
    Rational sum;
    for (Date day = period.days.first; day < period.days.past_the_end; day = day + 1) {
        const Quota* holds = nullptr;
        for (const Quota* row : rows) {
            if (row->from <= day && (holds == nullptr || holds->from <= row->from)) holds = row;
        }
        if (holds != nullptr) sum += holds->amount;
    }
    return sum / period.days.days();
}

// A goal cut to the pay periods inside its period: by the stated shares, else equally.
std::vector<Phase> cut(const Wanted& wanted, const Period& period, const Rational& goal) {
    const std::vector<Rational> shares = wanted.shares_of(period);
    const auto parts = parts_of(wanted.sheet, wanted.plan, period);
    std::vector<Phase> phases;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool by_shares = shares.size() == parts.size();
        phases.push_back({parts[i], by_shares ? goal * shares[i]
                                              : goal / static_cast<std::int64_t>(parts.size())});
    }
    return phases;
}

std::optional<Grain> next_finer(const Calendar& calendar, Grain grain) {
    for (int finer = static_cast<int>(grain) - 1; finer >= 0; --finer) {
        if (calendar.tiles(static_cast<Grain>(finer), grain)) return static_cast<Grain>(finer);
    }
    return std::nullopt;
}

// A period's goal as written, or the sum of those of the next finer periods.
std::optional<std::vector<Phase>> from_finer(const Wanted& wanted, const Period& period) {
    if (const auto goal = stated(wanted, period)) return cut(wanted, period, *goal);
    const Calendar& calendar = wanted.sheet.calendar(wanted.plan);
    const auto finer = next_finer(calendar, period.grain);
    if (!finer) return std::nullopt;
    std::vector<Phase> phases;
    for (const Period& part : calendar.within(*finer, period.days)) {
        const auto inside = from_finer(wanted, part);
        if (inside) {
            phases.insert(phases.end(), inside->begin(), inside->end());
        } else if (!part.days.intersect(wanted.needed).empty()) {
            return std::nullopt;
        }
    }
    return phases.empty() ? std::nullopt : std::optional(phases);
}

// A longer goal cut to the window's pay periods.
std::optional<std::vector<Phase>> from_longer(const Wanted& wanted, const Period& window) {
    if (!wanted.attainment.phased_from) return std::nullopt;
    const Calendar& calendar = wanted.sheet.calendar(wanted.plan);
    const auto longer = calendar.containing(*wanted.attainment.phased_from, window.days.first);
    const auto goal = longer ? stated(wanted, *longer) : std::nullopt;
    if (!goal) return std::nullopt;
    std::vector<Phase> phases;
    for (const Phase& phase : cut(wanted, *longer, *goal)) {
        if (window.days.holds(phase.period.days)) phases.push_back(phase);
    }
    return phases.empty() ? std::nullopt : std::optional(phases);
}

std::optional<std::vector<Phase>> phases_of(const Wanted& wanted, const Period& window) {
    if (const auto phases = from_finer(wanted, window)) return phases;
    return from_longer(wanted, window);
}

// The first day that somebody was ever on this plan, if any.
std::optional<Date> first_day(const Sheet& sheet, const Plan& plan, ParticipantIndex who) {
    for (const Stint& stint : sheet.stints) {
        if (stint.who == who && stint.plan == plan.id.text()) return stint.days.first;
    }
    return std::nullopt;
}

Rational ramp(const Wanted& wanted, ParticipantIndex who, const Period& phase) {
    const std::vector<Rational>& steps = wanted.attainment.ramp;
    const auto first = first_day(wanted.sheet, wanted.plan, who);
    if (steps.empty() || !first) return 1;
    const Calendar& calendar = wanted.sheet.calendar(wanted.plan);
    auto period = calendar.containing(wanted.plan.pays, *first);
    for (const Rational& step : steps) {
        if (!period || phase.days.first < period->days.first) return 1;
        if (phase.days.first < period->days.past_the_end) return step;
        period = calendar.containing(wanted.plan.pays, period->days.past_the_end);
    }
    return 1;
}

bool counts(const Wanted& wanted, const Phase& phase, Date upto) {
    return wanted.attainment.basis == QuotaBasis::whole_window || phase.period.days.first < upto;
}

// A person's goal in a window; `present` says how much of a phase counts.
template <class Present>
std::optional<Rational> personal(const Wanted& wanted, ParticipantIndex who, const Period& window,
                                 Date upto, Present&& present) {
    const auto phases = phases_of(wanted, window);
    if (!phases) return std::nullopt;
    Rational sum;
    for (const Phase& phase : *phases) {
        if (!counts(wanted, phase, upto)) continue;
        sum += phase.full * ramp(wanted, who, phase.period) * present(phase.period);
    }
    return sum;
}

// The days of somebody in a team, inside others.
std::vector<DayRange> days_in_team(const Roster& roster, ParticipantIndex who, TeamIndex team,
                                   DayRange inside) {
    std::vector<DayRange> found;
    for (const Stretch& stretch : roster.stretches_of(who)) {
        const DayRange both = stretch.days.intersect(inside);
        if (stretch.team == team && !both.empty()) found.push_back(both);
    }
    return found;
}

// What a member adds to the team's goal; nothing: the member's own goal is missing.
std::optional<Rational> of_member(const Wanted& wanted, ParticipantIndex who,
                                  const std::vector<DayRange>& days, const Period& window,
                                  Date upto) {
    const Proration kind = wanted.plan.proration;
    return personal(wanted, who, window, upto, [&](const Period& phase) {
        if (wanted.attainment.team_quota == TeamQuota::members_on_first_day) return Rational(1);
        const Proration by = kind == Proration::none ? Proration::calendar_days : kind;
        Rational sum;
        for (const DayRange& range : days)
            sum += presence(by, range, phase.days);
        return sum;
    });
}

std::optional<Rational> of_members(const Wanted& wanted, TeamIndex team, const Period& window,
                                   Date upto) {
    const bool on_first_day = wanted.attainment.team_quota == TeamQuota::members_on_first_day;
    const DayRange asked =
        on_first_day ? DayRange{window.days.first, window.days.first + 1} : window.days;
    std::optional<Rational> sum;
    const Roster& roster = wanted.sheet.roster();
    for (std::uint32_t i = 0; i < roster.participants().size(); ++i) {
        const ParticipantIndex who(i);
        const auto days = days_in_team(roster, who, team, asked);
        if (days.empty()) continue;
        Wanted of_one = wanted;
        of_one.owner = who;
        if (!on_first_day) of_one.needed = {days.front().first, days.back().past_the_end};
        const auto goal = of_member(of_one, who, days, window, upto);
        if (!goal) return std::nullopt;
        sum = sum.value_or(Rational()) + *goal;
    }
    return sum;
}

// An amount of one span as an amount of another.
Rational respan(const Calendar& calendar, const Rational& amount, Grain per, const Period& part) {
    if (per == part.grain) return amount;
    if (per < part.grain) {
        return amount * static_cast<std::int64_t>(calendar.within(per, part.days).size());
    }
    const auto span = calendar.containing(per, part.days.first);
    return amount / static_cast<std::int64_t>(calendar.within(part.grain, span->days).size());
}

// What one row of targets gives for a part, before presence.
Rational cut_target(const Sheet& sheet, const Plan& plan, const Target& row, const Period& part) {
    const Calendar& calendar = sheet.calendar(plan);
    const std::vector<Rational>& shares = plan.target_shares.shares;
    if (shares.empty()) return respan(calendar, row.amount, row.per, part);
    const auto whole = calendar.containing(plan.target_shares.of, part.days.first);
    const Rational all = respan(calendar, row.amount, row.per, *whole);
    // The pay period that the part is, or lies in.
    std::size_t which = 0;
    for (const Period& period : calendar.within(plan.pays, whole->days)) {
        if (period.days.holds(part.days.first)) {
            return respan(calendar, all * shares[which], plan.pays, part);
        }
        ++which;
    }
    return 0;
}

Rational target_of_part(const Sheet& sheet, const Plan& plan, const std::vector<Target>& rows,
                        const Period& part, DayRange there) {
    const bool whole = plan.proration == Proration::none || !plan.prorates.target;
    DayRange base = there.intersect(part.days);
    if (base.empty() && whole) base = part.days;
    const int of = counted_days(plan.proration, base);
    if (of == 0) return 0;
    Rational sum;
    for (const Target& row : rows) {
        const int days = counted_days(plan.proration, row.days.intersect(base));
        sum += cut_target(sheet, plan, row, part) * Rational::of(days, of);
    }
    return whole ? sum : sum * presence(plan.proration, there, part.days);
}

// The rows of a person; or the one that holds as the window begins, for all of it (M4).
std::vector<Target> target_rows(const Sheet& sheet, const Plan& plan, ParticipantIndex who,
                                const Period& window) {
    std::vector<Target> rows;
    for (const Target& row : sheet.facts().targets) {
        if (row.who == who) rows.push_back(row);
    }
    if (plan.target_change == TargetChange::day_weighted) return rows;
    for (const Target& row : rows) {  // by first day
        if (row.days.intersect(window.days).empty()) continue;
        Target all = row;
        all.days = DayRange::always();
        return {all};
    }
    return {};
}

}  // namespace

std::vector<Period> parts_of(const Sheet& sheet, const Plan& plan, const Period& window) {
    if (window.grain <= plan.pays) return {window};
    return sheet.calendar(plan).within(plan.pays, window.days);
}

std::optional<Rational> goal(const Sheet& sheet, PlanIndex index, const Attainment& attainment,
                             const GoalOwner& owner, const Period& window, DayRange there,
                             Date upto) {
    const Plan& plan = sheet.plan(index);
    const bool to_date = attainment.basis == QuotaBasis::phases_to_date;
    const DayRange seen{Date::beginning(), to_date ? upto : Date::end_of_time()};
    Wanted wanted{sheet, plan, attainment, owner, window.days.intersect(seen), window.grain, upto};
    if (const auto* who = std::get_if<ParticipantIndex>(&owner)) {
        wanted.needed = there.intersect(seen);
        return personal(wanted, *who, window, upto, [&](const Period& phase) {
            if (!plan.prorates.quota) return Rational(1);
            return presence(plan.proration, there, phase.days);
        });
    }
    if (attainment.team_quota != TeamQuota::own_figure) {
        return of_members(wanted, std::get<TeamIndex>(owner), window, upto);
    }
    const auto phases = phases_of(wanted, window);
    if (!phases) return std::nullopt;
    Rational sum;
    for (const Phase& phase : *phases) {
        if (counts(wanted, phase, upto)) sum += phase.full;
    }
    return sum;
}

std::optional<Rational> target(const Sheet& sheet, const Plan& plan, ParticipantIndex who,
                               const Period& window, DayRange there, Date upto) {
    const std::vector<Target> rows = target_rows(sheet, plan, who, window);
    const bool stated = std::any_of(rows.begin(), rows.end(), [&](const Target& row) {
        return !row.days.intersect(there).empty();
    });
    if (!stated) return std::nullopt;
    Rational sum;
    for (const Period& part : parts_of(sheet, plan, window)) {
        if (part.days.first < upto) sum += target_of_part(sheet, plan, rows, part, there);
    }
    return sum;
}

Rational share_of(const Sheet& sheet, const Plan& plan, const Period& window, DayRange days,
                  DayRange all) {
    const Proration kind = plan.proration == Proration::working_days ? Proration::working_days
                                                                     : Proration::calendar_days;
    Rational some;
    Rational whole;
    for (const Period& part : parts_of(sheet, plan, window)) {
        some += presence(kind, days, part.days);
        whole += presence(kind, all, part.days);
    }
    return whole.is_zero() ? whole : some / whole;
}

}  // namespace attain::reference
