#include "cli/plan_try.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number/parse.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

namespace {

Rational number_in(const std::string& text, const std::string& flag) {
    const ParsedNumber number = parse_number(text);
    if (!number.value) throw NotThere(fmt::format("{}: {}", flag, number.problem), number.help);
    return *number.value;
}

// "5000/month": an amount and its span.
std::pair<Rational, std::optional<Grain>> per_span(const std::string& text,
                                                   const std::string& flag) {
    const std::size_t slash = text.find('/');
    const std::string amount = text.substr(0, slash);
    const std::string span = slash == std::string::npos ? "" : text.substr(slash + 1);
    if (slash == std::string::npos) return {number_in(amount, flag), std::nullopt};
    const std::optional<Grain> grain = grain_named(span);
    if (!grain) {
        std::vector<std::string> names;
        for (const Grain one : all_grains)
            names.emplace_back(name_of(one));
        const std::string near = nearest(span, names);
        throw NotThere(fmt::format("{}: `{}` is no span of time", flag, span),
                       near.empty() ? fmt::format("there are {}", fmt::join(names, ", "))
                                    : fmt::format("did you mean `{}`?", near));
    }
    return {number_in(amount, flag), grain};
}

std::pair<std::string, std::string> named_value(const std::string& text, const std::string& flag,
                                                const std::string& example) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        throw NotThere(fmt::format("{}: `{}` is no name with a value", flag, text),
                       fmt::format("write {} {}", flag, example));
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void check_name(const std::string& name, const std::vector<std::string>& known,
                const std::string& what) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    const std::string near = nearest(name, known);
    throw NotThere(fmt::format("the plan has no {} `{}`", what, name),
                   !near.empty()   ? fmt::format("did you mean `{}`?", near)
                   : known.empty() ? "it asks for none; leave the flag out"
                                   : fmt::format("there are: {}", fmt::join(known, ", ")));
}

preview::Premises premises_meant(const Arguments& arguments, const Plan& plan) {
    preview::Premises premises;
    premises.members = arguments.members;
    if (!arguments.target.empty()) {
        const auto [amount, per] = per_span(arguments.target, "--target");
        premises.target = {amount, per.value_or(Grain::year)};
    }
    for (const std::string& goal : arguments.goals) {
        const auto [name, value] = named_value(goal, "--goal", "bookings=500000");
        check_name(name, preview::names_of_goals(plan), "attainment, goal, measure or column");
        const auto [amount, per] = per_span(value, "--goal " + name);
        if (amount.sign() <= 0) {
            throw NotThere(fmt::format("a goal of {} says nothing", value),
                           "state what 100% is, as an amount above zero");
        }
        premises.goals.push_back({name, amount, per});
    }
    const std::set<std::string> columns = preview::columns_of_person(plan);
    for (const std::string& column : arguments.columns) {
        const auto [name, value] = named_value(column, "--person", "bonus=500");
        check_name(name, {columns.begin(), columns.end()}, "column of the person");
        const ParsedNumber number = parse_number(value);
        if (number.value) {
            premises.numbers[name] = *number.value;
        } else {
            premises.texts[name] = value;
        }
    }
    return premises;
}

// A made-up person has no columns but those that are given.
void check_columns(const Plan& plan, const preview::Premises& premises) {
    for (const std::string& column : preview::columns_of_person(plan)) {
        if (premises.numbers.contains(column) || premises.texts.contains(column)) continue;
        throw NotThere(fmt::format("the plan reads the person's `{}`", column),
                       fmt::format("give it with --person {}=VALUE, or try the plan on somebody "
                                   "with --for",
                                   column));
    }
}

void check_on_plan(const preview::Subject& subject, const Plan& plan) {
    for (const Stretch& stretch : subject.stretches) {
        const bool on = std::find(stretch.plans.begin(), stretch.plans.end(), plan.id.text()) !=
                        stretch.plans.end();
        const DayRange days = stretch.days.intersect(subject.period.days);
        if (on && stretch.who == subject.who && !days.empty()) return;
    }
    throw NotThere(
        fmt::format("{} is not on {} in {}", subject.name, plan.id.text(), subject.period.name),
        "name somebody who is, or leave --for out to try the plan on a made-up person");
}

Tried tried_on_model(LonePlan lone, const Arguments& arguments) {
    if (!arguments.period.empty()) {
        throw NotThere("--period goes with --for", "name a participant, or leave the period out");
    }
    const preview::Premises premises = premises_meant(arguments, lone.plan);
    check_columns(lone.plan, premises);
    preview::Subject subject = preview::model_person(lone.plan, lone.calendars, premises);
    return {std::move(lone.plan), std::move(subject), std::nullopt, std::move(lone.company)};
}

Tried tried_on_person(World world, const std::string& name, Date first,
                      const Arguments& arguments) {
    if (arguments.period.empty()) {
        throw NotThere("a participant is looked at in a period", "add --period, as 2026-Q1");
    }
    const Plan plan = version_in(world, name, first);
    const ParticipantIndex who = participant_named(world, arguments.participant);
    const Period period = period_meant(world, arguments.period);
    preview::Subject subject =
        preview::real_person(world, plan, who, period, premises_meant(arguments, plan));
    check_on_plan(subject, plan);
    std::string company = world.company.name;
    return {plan, std::move(subject), std::move(world), std::move(company)};
}

}  // namespace

std::optional<Tried> plan_tried(const Arguments& arguments, Console& console, int& exit) {
    Diagnostics problems;
    const std::string& path = arguments.paths.front();
    const Company company(arguments, path);
    const SourcePtr text = plan_text(company, path, problems);
    std::optional<LonePlan> lone;
    if (text) lone = lone_plan(company, text, problems);
    std::optional<World> world;
    if (lone && !arguments.participant.empty()) {
        if (!company.is_known()) {
            throw NotThere(fmt::format("no company is known that has {}", arguments.participant),
                           "say where with --book or --company");
        }
        console.begin("reading the company");
        std::optional<Known> known = company.read(true, problems);
        if (known) world = world_with(*std::move(known), text, "", problems);
        console.end();
    }
    exit = exit_of(problems);
    console.complain(problems);
    if (!lone || problems.has_errors()) return std::nullopt;
    if (!world) return tried_on_model(*std::move(lone), arguments);
    const std::string name = lone->plan.id.text();
    return tried_on_person(*std::move(world), name, lone->plan.effective.first, arguments);
}

}  // namespace attain::cli
