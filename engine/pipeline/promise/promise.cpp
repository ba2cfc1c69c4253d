#include "pipeline/promise/promise.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/credit/conversion.h"
#include "pipeline/promise/presence.h"

namespace attain::promise {

namespace {

// Days of membership are days also in a plan that does not prorate.
Proration days_of(const Plan& plan) {
    return plan.proration == Proration::none ? Proration::calendar_days : plan.proration;
}

std::string owner_text(const Facts& facts, const GoalOwner& owner) {
    if (const auto* who = std::get_if<ParticipantIndex>(&owner)) {
        return facts.roster[*who].id.text();
    }
    return "team " + facts.roster[std::get<TeamIndex>(owner)].id.text();
}

bool quota_before(const Quota& a, const GoalOwner& owner, const std::string& goal,
                  const std::string& period) {
    return std::tie(a.owner, a.goal, a.period) < std::tie(owner, goal, period);
}

// The days that bring a target in one pay period. Without proration it is there as a whole, also in
// the pay periods of the window before somebody came and after they left (M5).
DayRange presence_in(const Question& question, const Period& period) {
    const DayRange there = question.there.intersect(period.days);
    const Plan& plan = question.plan;
    const bool whole = plan.proration == Proration::none || !plan.prorates.target;
    return there.empty() && whole ? period.days : there;
}

// What one unit of a goal's currency is worth in the plan's: at the plan's fixed rates, or at its
// series' rate on the first day of the goal's period, so that the goal is known when the period begins
// (N6). Nothing where that is missing.
std::optional<Rational> rate_of_goal(const Facts& facts, const Plan& plan, const Quota& row,
                                     const Period& period) {
    if (!row.currency || *row.currency == plan.currency) return Rational(1);
    std::optional<Conversion> how = plan.conversion;
    if (how) how->day = Conversion::Day::deal_date;
    return credit::Conversions(facts, plan, how).rate(*row.currency, period.days.first);
}

// An amount of one span, as an amount of another: a year's is four times a quarter's, a quarter has
// a fourth of a year's. Nothing outside the calendar.
std::optional<Rational> amount_for(const Question& question, const Rational& amount, Grain per,
                                   const Period& period) {
    const auto span = question.calendar.containing(per, period.days.first);
    if (!span) return std::nullopt;
    const auto inside =
        static_cast<std::int64_t>(question.calendar.within(period.grain, span->days).size());
    const auto spans = static_cast<std::int64_t>(question.calendar.within(per, period.days).size());
    if (spans > 1) return amount * Rational(spans);
    if (inside > 1) return amount / Rational(inside);
    return amount;
}

// What a row's amount is for a pay period, whole: by the plan's shares of the span that it cuts,
// else equally (M4).
std::optional<Rational> cut_to(const Question& question, const Target& row, const Period& period) {
    const TargetShares& cut = question.plan.target_shares;
    if (cut.shares.empty()) return amount_for(question, row.amount, row.per, period);
    const auto span = question.calendar.containing(cut.of, period.days.first);
    const auto pay_period = question.calendar.containing(question.plan.pays, period.days.first);
    if (!span || !pay_period) return std::nullopt;
    const auto whole = amount_for(question, row.amount, row.per, *span);
    const std::vector<Period> periods = question.calendar.within(question.plan.pays, span->days);
    for (std::size_t i = 0; whole && i < periods.size() && i < cut.shares.size(); ++i) {
        if (periods[i] != *pay_period) continue;
        return amount_for(question, *whole * cut.shares[i], question.plan.pays, period);
    }
    return std::nullopt;
}

// What one row of targets.csv counts in one pay period; nothing outside the row's calendar.
std::optional<PeriodPart> target_part(const Question& question, const Target& row,
                                      const Period& period) {
    const DayRange present = presence_in(question, period);
    const DayRange there = row.days.intersect(present);
    const std::optional<Rational> full = cut_to(question, row, period);
    if (!full) return std::nullopt;
    PeriodPart part{period.name, *full, 1, 0, 0, Rational(0), row.origin};
    // Presence as the plan prorates it; a change of the amount in between by days (M4).
    const Presence was = question.plan.prorates.target
                             ? presence(question.plan.proration, present, period.days)
                             : Presence{0, 0};
    part.present = was.of == 0 ? 1 : was.present;
    part.of = was.of == 0 ? 1 : was.of;
    if (there != present) {
        const Proration by = question.plan.proration == Proration::working_days
                                 ? Proration::working_days
                                 : Proration::calendar_days;
        part.present *= counted_days(by, there);
        part.of *= std::max(counted_days(by, present), 1);
    }
    part.counted = part.full * Rational::of(part.present, part.of);
    if (part.of == 1 && part.present == 1) part.present = part.of = 0;
    return part;
}

}  // namespace

Promises::Promises(const World& world) : world_(world) {}

std::span<const Quota> Promises::rows(const GoalOwner& owner, const std::string& goal,
                                      const std::string& period) const {
    const std::vector<Quota>& all = world_.facts.quotas;
    const auto first = std::partition_point(all.begin(), all.end(), [&](const Quota& row) {
        return quota_before(row, owner, goal, period);
    });
    auto last = first;
    while (last != all.end() && last->owner == owner && last->goal == goal &&
           last->period == period) {
        ++last;
    }
    return {first, last};
}

// The figure stated for one period: its row; or its rows weighted by the days that each holds, or
// the one in force on the period's last day so far where the plan says that it replaces (M2).
std::optional<Promises::Phase> Promises::stated(const Question& question, const GoalOwner& owner,
                                                const Attainment& attainment,
                                                const Period& period) const {
    const std::span<const Quota> found = rows(owner, attainment.goal, period.name);
    if (found.empty()) return std::nullopt;
    Phase phase{period, Rational(0), found.back().origin};
    const auto in_plan_currency = [&](const Quota& row) {
        const std::optional<Rational> rate = rate_of_goal(world_.facts, question.plan, row, period);
        if (!rate) phase.unpriced = row.currency;
        return row.amount * rate.value_or(Rational(0));
    };
    if (attainment.quota_change == QuotaChange::replaces) {
        const Date day = std::min(period.days.past_the_end, question.upto) - 1;
        const Quota* last = &found.front();
        for (const Quota& row : found) {
            if (row.from <= day) last = &row;
        }
        phase.full = in_plan_currency(*last);
        phase.origin = last->origin;
        return phase;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        // The first row holds from the period's first day even where it names a later one.
        const Date from = i == 0 ? period.days.first : std::max(found[i].from, period.days.first);
        const Date until = i + 1 < found.size() ? std::max(found[i + 1].from, period.days.first)
                                                : period.days.past_the_end;
        const DayRange holds = DayRange{from, until}.intersect(period.days);
        phase.full +=
            in_plan_currency(found[i]) * Rational::of(holds.days(), period.days.days());
    }
    return phase;
}

std::vector<Period> Promises::pay_periods_in(const Question& question) const {
    const bool finer = question.window.grain != question.plan.pays &&
                       question.calendar.tiles(question.window.grain, question.plan.pays);
    if (question.window.grain == question.plan.pays || finer) return {question.window};
    std::vector<Period> periods =
        question.calendar.within(question.plan.pays, question.window.days);
    if (periods.empty()) periods.push_back(question.window);  // a week of a plan that pays monthly
    return periods;
}

// A whole window's figure cut to its pay periods, by the stated shares or else equally.
bool Promises::split_by_pay_period(const Question& question, const Attainment& attainment,
                                   const Phase& whole, std::vector<Phase>& phases) const {
    const std::vector<Period> periods = pay_periods_in(question);
    const auto count = static_cast<std::int64_t>(periods.size());
    // The stated phases cut the goal that they were written for, and no other.
    const Grain phased = attainment.phased_from.value_or(question.window.grain);
    const bool shares_stated =
        question.window.grain == phased && attainment.phases.size() == periods.size();
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const Rational share = shares_stated ? attainment.phases[i] : Rational::of(1, count);
        phases.push_back({periods[i], whole.full * share, whole.origin, whole.unpriced});
    }
    return count > 0;
}

// The goals of finer periods that tile the window, added up; all of them must be there.
bool Promises::from_finer(const Question& question, const Attainment& attainment,
                          const GoalOwner& owner, std::vector<Phase>& phases) const {
    for (const Grain grain : {Grain::half, Grain::quarter, Grain::month, Grain::week}) {
        if (grain >= question.window.grain) continue;
        if (!question.calendar.tiles(grain, question.window.grain)) continue;
        std::vector<Phase> found;
        for (const Period& period : question.calendar.within(grain, question.window.days)) {
            const std::optional<Phase> phase = stated(question, owner, attainment, period);
            if (!phase) break;
            // A goal longer than the pay period is shared by the pay periods inside it.
            Question inner{question.plan, question.calendar, period, question.there, question.upto};
            Attainment finer = attainment;
            if (!attainment.phased_from) finer.phases.clear();
            split_by_pay_period(inner, finer, *phase, found);
        }
        const bool complete =
            !found.empty() && found.front().period.days.first <= question.window.days.first &&
            found.back().period.days.past_the_end >= question.window.days.past_the_end;
        if (complete) {
            phases = std::move(found);
            return true;
        }
    }
    return false;
}

// A larger goal of which the plan states how it is phased: the window's part of it.
bool Promises::from_coarser(const Question& question, const Attainment& attainment,
                            const GoalOwner& owner, std::vector<Phase>& phases) const {
    if (!attainment.phased_from) return false;
    const auto larger =
        question.calendar.containing(*attainment.phased_from, question.window.days.first);
    if (!larger || !larger->days.holds(question.window.days)) return false;
    const std::optional<Phase> whole = stated(question, owner, attainment, *larger);
    if (!whole) return false;
    const std::vector<Period> periods = question.calendar.within(question.plan.pays, larger->days);
    const auto count = static_cast<std::int64_t>(periods.size());
    for (std::size_t i = 0; i < periods.size(); ++i) {
        if (!question.window.days.holds(periods[i].days)) continue;
        const Rational share = attainment.phases.size() == periods.size() ? attainment.phases[i]
                                                                          : Rational::of(1, count);
        phases.push_back({periods[i], whole->full * share, whole->origin, whole->unpriced});
    }
    return !phases.empty();
}

// The share of the goal in somebody's n-th pay period on the plan.
Rational Promises::ramp(const Question& question, const Attainment& attainment,
                        ParticipantIndex who, const Period& phase) const {
    const auto stretches = world_.facts.roster.stretches_of(who);
    if (attainment.ramp.empty()) return 1;
    std::optional<Date> first;
    for (const Stretch& stretch : stretches) {
        for (const Plan& version : world_.rules.plans()) {
            const DayRange days = version.effective.intersect(stretch.days);
            const bool on_it = version.id == question.plan.id && !days.empty() &&
                               std::find(stretch.plans.begin(), stretch.plans.end(),
                                         version.id.text()) != stretch.plans.end();
            if (on_it && (!first || days.first < *first)) first = days.first;
        }
    }
    if (!first) return 1;
    const auto hired = question.calendar.containing(question.plan.pays, *first);
    const auto now = question.calendar.containing(question.plan.pays, phase.days.first);
    if (!hired || !now || now->days.first < hired->days.first) return 1;
    const std::size_t nth =
        question.calendar.within(question.plan.pays, {hired->days.first, now->days.past_the_end})
            .size();
    return nth >= 1 && nth <= attainment.ramp.size() ? attainment.ramp[nth - 1] : Rational(1);
}

Promised Promises::no_rate_for_goal(const Question& question, const Attainment& attainment,
                                    const GoalOwner& owner, const Currency& currency) const {
    const std::string& own = question.plan.currency.code();
    return {std::nullopt,
            {"quota-currency",
             fmt::format("the goal `{}` of {} for {} is in {}, and there is no rate to {}",
                         attainment.goal, owner_text(world_.facts, owner), question.window.name,
                         currency.code(), own),
             fmt::format("state the goal in {}, or add the rate of its first day to rates.csv", own)}};
}

Promised Promises::own_quota(const Question& question, const Attainment& attainment,
                             const GoalOwner& owner, const Counted& counted) const {
    std::vector<Phase> phases;
    if (const auto whole = stated(question, owner, attainment, question.window)) {
        split_by_pay_period(question, attainment, *whole, phases);
    } else if (!from_finer(question, attainment, owner, phases) &&
               !from_coarser(question, attainment, owner, phases)) {
        const std::string of = owner_text(world_.facts, owner);
        return {
            std::nullopt,
            {"missing-quota",
             fmt::format("{} has no goal `{}` for {}", of, attainment.goal, question.window.name),
             fmt::format("add a row to quotas.csv: {}, {}, {}, {}",
                         owner.index() == 0 ? "participant" : "team",
                         of.starts_with("team ") ? of.substr(5) : of, attainment.goal,
                         question.window.name)}};
    }
    PartedFigure figure;
    for (const Phase& phase : phases) {
        if (phase.unpriced) return no_rate_for_goal(question, attainment, owner, *phase.unpriced);
        const bool later = phase.period.days.first >= question.upto;
        if (later && attainment.basis == QuotaBasis::phases_to_date) continue;
        PeriodPart part{phase.period.name, phase.full, 1, 0, 0, phase.full, phase.origin};
        if (const auto* who = std::get_if<ParticipantIndex>(&owner)) {
            part.ramp = ramp(question, attainment, *who, phase.period);
        }
        part.counted = part.full * part.ramp;
        if (counted.there) {
            const Presence was = presence(counted.by, *counted.there, phase.period.days);
            part.present = was.present;
            part.of = was.of;
            part.counted *= was.share();
        }
        figure.amount += part.counted;
        figure.parts.push_back(std::move(part));
    }
    return {std::move(figure), {}};
}

Promised Promises::team_quota(const Question& question, const Attainment& attainment,
                              TeamIndex team) const {
    if (attainment.team_quota == TeamQuota::own_figure) {
        return own_quota(question, attainment, GoalOwner(team), {});
    }
    const Roster& roster = world_.facts.roster;
    PartedFigure sum;
    bool anybody = false;
    for (const Stretch& stretch : roster.stretches()) {
        if (stretch.team != team) continue;
        const DayRange there = stretch.days.intersect(question.window.days);
        const bool by_days = attainment.team_quota == TeamQuota::members_by_days;
        if (by_days ? there.empty() : !stretch.days.holds(question.window.days.first)) continue;
        Promised member = own_quota(question, attainment, GoalOwner(stretch.who),
                                    by_days ? Counted{there, days_of(question.plan)} : Counted{});
        if (!member.figure) return member;
        anybody = true;
        sum.amount += member.figure->amount;
        for (PeriodPart& part : member.figure->parts)
            sum.parts.push_back(std::move(part));
    }
    if (anybody) return {std::move(sum), {}};
    return {std::nullopt,
            {"missing-quota",
             fmt::format("team {} has no members whose goals `{}` could be added for {}",
                         roster[team].id.text(), attainment.goal, question.window.name),
             "add the members to people.csv, or give the team a goal of its own"}};
}

Promised Promises::quota(const Question& question, const Attainment& attainment,
                         const GoalOwner& owner) const {
    if (const auto* team = std::get_if<TeamIndex>(&owner)) {
        return team_quota(question, attainment, *team);
    }
    if (!question.plan.prorates.quota) return own_quota(question, attainment, owner, {});
    return own_quota(question, attainment, owner, {question.there, question.plan.proration});
}

// The rows of one person; or, where a new amount starts with a window only, the one that holds when
// the window begins, for all of it (M4).
std::vector<Target> Promises::targets_of(const Question& question, ParticipantIndex who,
                                         std::vector<Target>::const_iterator first) const {
    std::vector<Target> rows;
    for (auto row = first; row != world_.facts.targets.end() && row->who == who; ++row)
        rows.push_back(*row);
    if (question.plan.target_change == TargetChange::day_weighted) return rows;
    const DayRange& window = question.window.days;
    const auto holds = std::find_if(rows.begin(), rows.end(), [&](const Target& row) {
        return row.days.past_the_end > window.first && row.days.first < window.past_the_end;
    });
    if (holds == rows.end()) return {};
    Target whole = *holds;
    whole.days = DayRange::always();
    return {whole};
}

Promised Promises::target(const Question& question, ParticipantIndex who, QuotaBasis basis) const {
    const auto& all = world_.facts.targets;
    const auto first = std::partition_point(all.begin(), all.end(),
                                            [&](const Target& row) { return row.who < who; });
    PartedFigure figure;
    bool covered = false;
    const std::vector<Period> periods = pay_periods_in(question);
    const std::vector<Target> rows = targets_of(question, who, first);
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        for (const Period& period : periods) {
            const DayRange there = row->days.intersect(presence_in(question, period));
            const DayRange asked = row->days.intersect(question.there);
            if (!asked.empty() && asked.first < question.window.days.past_the_end &&
                question.window.days.first < asked.past_the_end) {
                covered = true;
            }
            if (there.empty()) continue;
            if (row->currency != question.plan.currency) {
                return {std::nullopt,
                        {"target-currency",
                         fmt::format("{} has a target in {}, but plan {} is in {}",
                                     world_.facts.roster[who].id.text(), row->currency.code(),
                                     question.plan.id.text(), question.plan.currency.code()),
                         "state the target in the plan's currency"}};
            }
            if (period.days.first >= question.upto && basis == QuotaBasis::phases_to_date) continue;
            std::optional<PeriodPart> part = target_part(question, *row, period);
            if (!part) continue;
            figure.amount += part->counted;
            figure.parts.push_back(std::move(*part));
        }
    }
    if (covered) return {std::move(figure), {}};
    return {std::nullopt,
            {"missing-target",
             fmt::format("{} has no target incentive in {}", world_.facts.roster[who].id.text(),
                         question.window.name),
             fmt::format("add a row for {} to targets.csv", world_.facts.roster[who].id.text())}};
}

Rational Promises::presence_share(const Question& question,
                                  const std::vector<Rational>& phases) const {
    const std::vector<Period> periods = pay_periods_in(question);
    Rational sum;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const Rational weight = phases.size() == periods.size()
                                    ? phases[i]
                                    : Rational::of(1, static_cast<std::int64_t>(periods.size()));
        sum += weight * presence(question.plan.proration, question.there, periods[i].days).share();
    }
    return sum;
}

Rational Promises::share_of_presence(const Question& question, const DayRange& days) const {
    // Whole months say nothing of a stretch between two moves: calendar days decide.
    const Proration by = question.plan.proration == Proration::working_days
                             ? Proration::working_days
                             : Proration::calendar_days;
    Rational some;
    Rational whole;
    for (const Period& period : pay_periods_in(question)) {
        some += presence(by, days.intersect(question.there), period.days).share();
        whole += presence(by, question.there, period.days).share();
    }
    return whole.is_zero() ? Rational(0) : some / whole;
}

}  // namespace attain::promise
