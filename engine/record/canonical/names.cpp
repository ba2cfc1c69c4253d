#include "record/canonical/names.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"

namespace attain::record {

namespace {

template <class Things>
std::uint32_t find_named(const Things& things, const std::string& name, std::string_view what) {
    for (std::uint32_t i = 0; i < things.size(); ++i) {
        if (things[i].name == name) return i;
    }
    throw UnknownName{fmt::format("the {} `{}`", what, name)};
}

constexpr Outcome outcomes[] = {Outcome::paid,     Outcome::gate_closed, Outcome::not_due,
                                Outcome::no_value, Outcome::excepted,    Outcome::forfeited};

}  // namespace

Names::Names(const World& world) : world_(world) {
    for (std::uint32_t i = 0; i < world.rules.plans().size(); ++i) {
        plans_.emplace(plan(PlanIndex(i)), PlanIndex(i));
    }
}

std::string Names::participant(ParticipantIndex who) const {
    return who.exists() ? world_.facts.roster[who].id.text() : std::string();
}

std::string Names::team(TeamIndex team) const {
    return team.exists() ? world_.facts.roster[team].id.text() : std::string();
}

std::string Names::plan(PlanIndex plan) const {
    if (!plan.exists()) return {};
    const Plan& version = world_.rules[plan];
    return fmt::format("{} {}", version.id.text(), version.effective.first.text());
}

const std::string& Names::component(PlanIndex plan, ComponentIndex component) const {
    return world_.rules[plan].components.at(component).name;
}

const std::string& Names::measure(PlanIndex plan, MeasureIndex measure) const {
    return world_.rules[plan].measures.at(measure).name;
}

const std::string& Names::attainment(PlanIndex plan, AttainmentIndex attainment) const {
    return world_.rules[plan].attainments.at(attainment).name;
}

ParticipantIndex Names::find_participant(const std::string& name) const {
    if (name.empty()) return ParticipantIndex::none();
    const ParticipantIndex found = world_.facts.roster.find_participant(name);
    if (!found.exists()) throw UnknownName{fmt::format("the participant `{}`", name)};
    return found;
}

TeamIndex Names::find_team(const std::string& name) const {
    if (name.empty()) return TeamIndex::none();
    const TeamIndex found = world_.facts.roster.find_team(name);
    if (!found.exists()) throw UnknownName{fmt::format("the team `{}`", name)};
    return found;
}

PlanIndex Names::find_plan(const std::string& name) const {
    if (name.empty()) return PlanIndex::none();
    const auto found = plans_.find(name);
    if (found == plans_.end()) throw UnknownName{fmt::format("the plan version `{}`", name)};
    return found->second;
}

ComponentIndex Names::find_component(PlanIndex plan, const std::string& name) const {
    return find_named(world_.rules[plan].components, name, "component");
}

MeasureIndex Names::find_measure(PlanIndex plan, const std::string& name) const {
    return find_named(world_.rules[plan].measures, name, "measure");
}

AttainmentIndex Names::find_attainment(PlanIndex plan, const std::string& name) const {
    return find_named(world_.rules[plan].attainments, name, "attainment");
}

std::string_view kind_of(const GoalOwner& owner) {
    return std::holds_alternative<TeamIndex>(owner) ? "team" : "participant";
}

std::string name_of(const Names& names, const GoalOwner& owner) {
    if (const auto* team = std::get_if<TeamIndex>(&owner)) return names.team(*team);
    return names.participant(std::get<ParticipantIndex>(owner));
}

GoalOwner find_owner(const Names& names, const std::string& kind, const std::string& name) {
    if (kind == "team") return names.find_team(name);
    return names.find_participant(name);
}

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::paid: return "paid";
        case Outcome::gate_closed: return "gate_closed";
        case Outcome::not_due: return "not_due";
        case Outcome::no_value: return "no_value";
        case Outcome::excepted: return "excepted";
        case Outcome::forfeited: return "forfeited";
    }
    ensure(false, "an outcome has a name");
    return {};
}

std::string_view name_of(Bearing bearing) {
    switch (bearing) {
        case Bearing::blocking: return "blocking";
        case Bearing::notice: return "notice";
    }
    ensure(false, "a bearing has a name");
    return {};
}

Outcome outcome_named(const std::string& name) {
    for (const Outcome outcome : outcomes) {
        if (name_of(outcome) == name) return outcome;
    }
    throw UnknownName{fmt::format("the outcome `{}`", name)};
}

Bearing bearing_named(const std::string& name) {
    for (const Bearing bearing : {Bearing::blocking, Bearing::notice}) {
        if (name_of(bearing) == name) return bearing;
    }
    throw UnknownName{fmt::format("the bearing `{}`", name)};
}

Grain grain_or_throw(const std::string& name) {
    if (const std::optional<Grain> grain = grain_named(name)) return *grain;
    throw UnknownName{fmt::format("the grain `{}`", name)};
}

std::string days_text(const DayRange& days) {
    if (!days.empty()) {
        const std::string text = days.text();
        if (DayRange::parse(text) == days) return text;
    }
    return fmt::format("{},{}", days.first.days(), days.past_the_end.days());
}

DayRange parse_days(const std::string& text) {
    if (const std::optional<DayRange> days = DayRange::parse(text)) return *days;
    std::int32_t first = 0;
    std::int32_t past_the_end = 0;
    const char* end = text.data() + text.size();
    const auto one = std::from_chars(text.data(), end, first);
    if (one.ec == std::errc() && one.ptr != end && *one.ptr == ',') {
        const auto two = std::from_chars(one.ptr + 1, end, past_the_end);
        if (two.ec == std::errc() && two.ptr == end) return {Date(first), Date(past_the_end)};
    }
    throw UnknownName{fmt::format("the days `{}`", text)};
}

}  // namespace attain::record
