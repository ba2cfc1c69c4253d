// Gates (R10): a condition over attainments, measures and the person's own columns.
//
//     when: team_goal >= 100%        team_goal is 106.4%  →  open
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/condition/value.h"
#include "pipeline/payout/desk.h"

namespace attain::payout {

namespace {

std::optional<condition::Value> of_person(const Desk& desk, const Ruling& job,
                                          const WindowJob& window, const std::string& column) {
    const Stretch* stretch =
        desk.world().facts.roster.on(desk.assignment(job).who, window.window.days.last());
    if (!stretch) return std::nullopt;
    const auto number = stretch->numbers.find(column);
    if (number != stretch->numbers.end()) return number->second;
    const auto text = stretch->texts.find(column);
    if (text != stretch->texts.end()) return text->second;
    return std::nullopt;
}

std::optional<condition::Value> value_in_gate(Desk& desk, const Ruling& job,
                                              const WindowJob& window, const GateFigure& gate,
                                              std::string_view name) {
    if (name.starts_with("person.")) {
        return of_person(desk, job, window, std::string(name.substr(7)));
    }
    const Plan& plan = desk.plan(job);
    for (const AttainmentFigure& figure : gate.attainments) {
        if (plan.attainments[figure.attainment].name == name && figure.value) return *figure.value;
    }
    for (const auto& [measure, place] : window.gate_measures) {
        if (plan.measures[measure].name == name) return desk.answer(place).value;
    }
    // What the gate hangs on is missing: it stays closed, and an exception says why.
    desk.except(job, "gate-undecided",
                fmt::format("the gate of `{}` needs `{}`, which has no value in {}",
                            desk.component(job).name, name, window.window.period.name),
                "supply the goal or team that its condition names");
    return std::nullopt;
}

}  // namespace

GateFigure judge_gate(Desk& desk, const WindowJob& window) {
    const Ruling& job = window.ruling;
    GateFigure gate;
    for (const AttainmentAsk& ask : window.gate_attainments) {
        gate.attainments.push_back(desk.attain(job, ask));
    }
    gate.open = condition::holds(*desk.component(job).gate->open_when, [&](std::string_view name) {
        return value_in_gate(desk, job, window, gate, name);
    });
    return gate;
}

bool gate_of_team(const Plan& plan, const Component& component) {
    if (!component.gate) return false;
    const auto of_team = [&](MeasureIndex measure) {
        return plan.measures[measure].credit == CreditScope::team;
    };
    const GateNames names = names_in_gate(plan, component);
    const auto mentions = intake::names_in(*component.gate->open_when);
    const bool of_person = std::any_of(
        mentions.begin(), mentions.end(),
        [](const intake::Mention& mention) { return mention.name.starts_with("person."); });
    return !of_person && std::all_of(names.measures.begin(), names.measures.end(), of_team) &&
           std::all_of(names.attainments.begin(), names.attainments.end(),
                       [&](AttainmentIndex index) { return of_team(plan.attainments[index].of); });
}

}  // namespace attain::payout
