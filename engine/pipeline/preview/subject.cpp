// Who the plan is tried on: somebody made up, or somebody of the company with all that holds for
// them. Goals are stated in the window in which they are asked for; longer windows add them up.
#include <algorithm>

#include "pipeline/preview/uses.h"

namespace attain::preview {

namespace {

// The first period of this grain that the plan covers; else the one in which the plan begins.
Period computed_period(const Plan& plan, const Calendar& calendar) {
    const Grain grain = longest_window(plan);
    DayRange days = plan.effective;
    days.past_the_end = std::min(days.past_the_end, days.first + 1200);
    const std::vector<Period> whole = calendar.within(grain, days);
    if (!whole.empty()) return whole.front();
    const std::optional<Period> first = calendar.containing(grain, plan.effective.first);
    return first ? *first : Period{plan.effective.text(), grain, plan.effective};
}

bool of_team(const Plan& plan, const Attainment& attainment) {
    return plan.measures[attainment.of].credit == CreditScope::team;
}

// A figure stated for one span, as a figure for another.
Rational for_span(const Calendar& calendar, const Rational& amount, Grain from, const Period& to) {
    if (from == to.grain) return amount;
    const auto inside = static_cast<std::int64_t>(calendar.within(from, to.days).size());
    if (from < to.grain) return amount * Rational(std::max<std::int64_t>(inside, 1));
    const std::optional<Period> whole = calendar.containing(from, to.days.first);
    const auto parts =
        whole ? static_cast<std::int64_t>(calendar.within(to.grain, whole->days).size()) : 1;
    return amount / Rational(std::max<std::int64_t>(parts, 1));
}

// What reads as a day is one.
void add_dates(Stretch& stretch) {
    for (const auto& [name, text] : stretch.texts) {
        if (const std::optional<Date> day = Date::parse(text)) stretch.dates[name] = *day;
    }
}

// Puts stated and assumed goals into the subject's quotas.
class GoalWriter {
public:
    GoalWriter(Subject& subject, const Plan& plan)
        : subject_(subject), plan_(plan), calendar_(subject.calendars.at(plan.calendar)) {}

    void state(const GivenGoal& given) {
        const bool named =
            std::any_of(plan_.attainments.begin(), plan_.attainments.end(),
                        [&](const Attainment& a) { return !a.combined() && a.name == given.name; });
        bool used = false;
        for (AttainmentIndex i = 0; i < plan_.attainments.size(); ++i) {
            const Attainment& attainment = plan_.attainments[i];
            if (attainment.combined()) continue;
            if (named ? attainment.name != given.name : attainment.goal != given.name) continue;
            write(i, given.amount, given.per);
            used = true;
        }
        for (MeasureIndex i = 0; i < plan_.measures.size() && !used; ++i) {
            if (plan_.measures[i].name != given.name) continue;
            subject_.levels[i] = given.amount;
            used = true;
        }
        if (!used) subject_.columns[given.name] = given.amount;
    }

    // A round figure for every goal that nothing states.
    void assume_missing() {
        for (AttainmentIndex i = 0; i < plan_.attainments.size(); ++i) {
            const Attainment& attainment = plan_.attainments[i];
            if (attainment.combined()) continue;
            const GoalOwner owner = owner_of(attainment);
            const bool there = std::any_of(
                subject_.quotas.begin(), subject_.quotas.end(), [&](const Quota& quota) {
                    return quota.owner == owner && quota.goal == attainment.goal;
                });
            if (there) continue;
            write(i, assumed_goal(plan_, attainment.of), std::nullopt);
            subject_.invented.insert(attainment.name);
        }
    }

private:
    GoalOwner owner_of(const Attainment& attainment) const {
        const bool team =
            of_team(plan_, attainment) && attainment.team_quota == TeamQuota::own_figure;
        if (!team) return subject_.who;
        for (const Stretch& stretch : subject_.stretches) {
            if (stretch.who == subject_.who && stretch.team.exists()) return stretch.team;
        }
        return subject_.who;
    }

    void write(AttainmentIndex index, const Rational& amount, std::optional<Grain> per) {
        const Attainment& attainment = plan_.attainments[index];
        const Grain asked = finest_window(plan_, index);
        const bool phased = per && attainment.phased_from == per;
        const GoalOwner owner = owner_of(attainment);
        std::erase_if(subject_.quotas, [&](const Quota& quota) {
            return quota.owner == owner && quota.goal == attainment.goal;
        });
        const Grain grain = phased ? *per : asked;
        std::vector<Period> periods = calendar_.within(grain, subject_.period.days);
        if (periods.empty()) {
            const auto whole = calendar_.containing(grain, subject_.period.days.first);
            if (whole) periods.push_back(*whole);
        }
        for (const Period& period : periods) {
            Quota quota{owner,       attainment.goal,
                        period.name, for_span(calendar_, amount, per.value_or(grain), period),
                        {},          {},
                        {}};
            subject_.quotas.push_back(quota);
            alike(quota);
        }
    }
    // The others of the team have the same goal.
    void alike(Quota quota) {
        if (!subject_.name.empty() || quota.owner != GoalOwner(subject_.who)) return;
        for (std::uint32_t i = 1; i < subject_.people.size(); ++i) {
            quota.owner = ParticipantIndex(i);
            subject_.quotas.push_back(quota);
        }
    }

    Subject& subject_;
    const Plan& plan_;
    const Calendar& calendar_;
};

void state_target(Subject& subject, const Plan& plan, const GivenTarget& target) {
    std::erase_if(subject.targets, [&](const Target& row) { return row.who == subject.who; });
    const std::size_t people = subject.name.empty() ? subject.people.size() : 1;
    for (std::uint32_t i = 0; i < people; ++i) {
        const ParticipantIndex who = subject.name.empty() ? ParticipantIndex(i) : subject.who;
        subject.targets.push_back(
            {who, DayRange::always(), target.amount, plan.currency, target.per, {}});
    }
}

void state_goals(Subject& subject, const Plan& plan, const Premises& premises) {
    GoalWriter goals(subject, plan);
    // What is said of an attainment holds over what is said of its goal.
    for (const bool of_attainments : {false, true}) {
        for (const GivenGoal& given : premises.goals) {
            const bool named = std::any_of(
                plan.attainments.begin(), plan.attainments.end(),
                [&](const Attainment& attainment) { return attainment.name == given.name; });
            if (named == of_attainments) goals.state(given);
        }
    }
    if (subject.name.empty()) goals.assume_missing();
}

// The real person, and everybody who shares a team with them in the period.
class Copier {
public:
    Copier(const World& world, const Plan& plan, ParticipantIndex who, const Period& period)
        : world_(world), roster_(world.facts.roster), plan_(plan), who_(who), period_(period) {}

    Subject copy() {
        choose();
        Subject subject;
        subject.calendars = world_.facts.calendars;
        subject.versions = versions();
        subject.period = period_;
        subject.name = roster_[who_].id.text();
        for (const ParticipantIndex one : people_)
            subject.people.push_back(roster_[one]);
        for (const TeamIndex team : teams_)
            subject.teams.push_back(roster_[team]);
        subject.who = person(who_);
        for (const ParticipantIndex one : people_)
            add_stretches(one, subject);
        for (Quota quota : world_.facts.quotas) {
            if (own(quota.owner)) subject.quotas.push_back(std::move(quota));
        }
        for (Target target : world_.facts.targets) {
            target.who = person(target.who);
            if (target.who.exists()) subject.targets.push_back(target);
        }
        return subject;
    }

private:
    void choose() {
        for (const Stretch& stretch : roster_.stretches_of(who_)) {
            if (stretch.team.exists()) teams_.insert(stretch.team);
        }
        people_.insert(who_);
        for (const Stretch& stretch : roster_.stretches()) {
            if (teams_.contains(stretch.team) && !stretch.days.intersect(period_.days).empty()) {
                people_.insert(stretch.who);
            }
        }
    }
    std::vector<Plan> versions() const {
        std::vector<Plan> versions;
        for (const Plan& version : world_.rules.plans()) {
            if (version.id != plan_.id) continue;
            if (version.effective.intersect(plan_.effective).empty()) versions.push_back(version);
        }
        versions.push_back(plan_);
        return versions;
    }
    void add_stretches(ParticipantIndex one, Subject& subject) const {
        for (Stretch stretch : roster_.stretches_of(one)) {
            stretch.who = person(one);
            stretch.manager = ParticipantIndex::none();
            const auto at = teams_.find(stretch.team);
            stretch.team = at == teams_.end() ? TeamIndex::none() : team(*at);
            std::erase_if(stretch.plans,
                          [&](const std::string& name) { return name != plan_.id.text(); });
            subject.stretches.push_back(std::move(stretch));
        }
    }
    bool own(GoalOwner& owner) const {
        if (auto* one = std::get_if<ParticipantIndex>(&owner)) {
            *one = person(*one);
            return one->exists();
        }
        TeamIndex& of = std::get<TeamIndex>(owner);
        if (!teams_.contains(of)) return false;
        of = team(of);
        return true;
    }
    ParticipantIndex person(ParticipantIndex one) const {
        const auto at = people_.find(one);
        if (at == people_.end()) return ParticipantIndex::none();
        return ParticipantIndex(static_cast<std::uint32_t>(std::distance(people_.begin(), at)));
    }
    TeamIndex team(TeamIndex one) const {
        return TeamIndex(
            static_cast<std::uint32_t>(std::distance(teams_.begin(), teams_.find(one))));
    }

    const World& world_;
    const Roster& roster_;
    const Plan& plan_;
    ParticipantIndex who_;
    const Period& period_;
    std::set<ParticipantIndex> people_;
    std::set<TeamIndex> teams_;
};

}  // namespace

Rational assumed_amount(const Plan& plan) {
    return Rational(100000) * Rational(power_of_ten(2 - std::min(2, plan.currency.minor_digits())));
}

Rational assumed_goal(const Plan& plan, MeasureIndex measure) {
    return plan.measures[measure].is_money() ? assumed_amount(plan) : Rational(100);
}

Subject model_person(const Plan& plan, const std::map<std::string, Calendar>& calendars,
                     const Premises& premises) {
    Subject subject;
    subject.versions = {plan};
    subject.calendars = calendars;
    subject.calendars.emplace("calendar", Calendar::gregorian());
    // A calendar that is not known here (a file on its own) is read as the ordinary one.
    subject.calendars.emplace(plan.calendar, Calendar::gregorian());
    subject.period = computed_period(plan, subject.calendars.at(plan.calendar));
    subject.teams = {{TeamId("team"), "the team"}};
    subject.who = ParticipantIndex(0);
    for (std::uint32_t i = 0; i < std::max<std::size_t>(premises.members, 1); ++i) {
        const std::string number = std::to_string(100000 + i).substr(1);
        subject.people.push_back({ParticipantId("member " + number), ""});
        Stretch stretch;
        stretch.who = ParticipantIndex(i);
        // There since long before: no ramp is left, and no window is cut.
        stretch.days = DayRange::always();
        stretch.team = TeamIndex(0);
        stretch.plans = {plan.id.text()};
        stretch.numbers = premises.numbers;
        stretch.texts = premises.texts;
        add_dates(stretch);
        subject.stretches.push_back(std::move(stretch));
    }
    // The plan is in force from long before, too.
    subject.versions.front().effective =
        DayRange{subject.period.days.first - 3700, subject.period.days.past_the_end};
    if (premises.target) {
        state_target(subject, plan, *premises.target);
    } else {
        const Rational year = assumed_amount(plan) * Rational::of(3, 5);
        state_target(subject, plan, {year, Grain::year});
        subject.invented.insert("target");
    }
    state_goals(subject, plan, premises);
    return subject;
}

Subject real_person(const World& world, const Plan& plan, ParticipantIndex who,
                    const Period& period, const Premises& premises) {
    Subject subject = Copier(world, plan, who, period).copy();
    if (premises.target) state_target(subject, plan, *premises.target);
    state_goals(subject, plan, premises);
    for (Stretch& stretch : subject.stretches) {
        if (stretch.who != subject.who) continue;
        for (const auto& [name, value] : premises.numbers)
            stretch.numbers[name] = value;
        for (const auto& [name, value] : premises.texts)
            stretch.texts[name] = value;
        add_dates(stretch);
    }
    return subject;
}

}  // namespace attain::preview
