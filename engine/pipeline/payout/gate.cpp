// Gates (R10): a condition over attainments, measures and the person's own columns.
//
//     when: team_goal >= 100%        team_goal is 106.4%  →  open
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/named.h"
#include "model/plan/reading.h"
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
    const auto day = stretch->dates.find(column);
    if (day != stretch->dates.end()) return day->second;
    const auto text = stretch->texts.find(column);
    if (text != stretch->texts.end()) return text->second;
    return std::nullopt;
}

// The window's first day, and its last day so far (T5); nothing else has these names.
std::optional<condition::Value> of_window(const WindowJob& window, std::string_view name) {
    const DayRange& days = window.window.period.days;
    if (name == "window_start") return days.first;
    if (name == "window_end") return std::min(days.last(), window.ruling.upto - 1);
    return std::nullopt;
}

std::optional<condition::Value> value_in_gate(Desk& desk, const Ruling& job,
                                              const WindowJob& window, const GateFigure& gate,
                                              std::string_view name) {
    if (name.starts_with("person.")) {
        return of_person(desk, job, window, std::string(name.substr(7)));
    }
    if (const auto day = of_window(window, name)) return day;
    const Plan& plan = desk.plan(job);
    for (const AttainmentFigure& figure : gate.attainments) {
        if (plan.attainments[figure.attainment].name != name) continue;
        if (figure.value) return *figure.value;
        if (desk.measures_nothing(figure)) return std::nullopt;
    }
    for (const auto& [measure, place] : window.named_measures) {
        if (plan.measures[measure].name != name) continue;
        if (desk.answer(place).none) return std::nullopt;
        return desk.answer(place).value;
    }
    // What the gate hangs on is missing: it stays closed, and an exception says why.
    desk.except(job, "gate-undecided",
                fmt::format("the gate of `{}` needs `{}`, which has no value in {}",
                            desk.component(job).name, name, window.window.period.name),
                "supply the goal or team that its condition names");
    return std::nullopt;
}

// Credits of a measure by counting day.
std::map<Date, Rational> by_day(Desk& desk, const Plan& plan, std::size_t answer) {
    const LineBlock& block = desk.answer(answer).lines;
    std::map<Date, Rational> days;
    for (std::size_t i = block.begin; i < block.end; ++i) {
        days[Date(desk.counted(plan, i))] += desk.credits().value(block, i);
    }
    return days;
}

// The first day at whose end the condition held, by what was credited until then.
std::optional<Date> opening_day(Desk& desk, const Ruling& job, const WindowJob& window,
                                const Condition& condition) {
    const Plan& plan = desk.plan(job);
    std::map<std::string, std::map<Date, Rational>> credited;  // by name in the condition
    std::map<std::string, Rational> goals;
    std::set<Date> days{window.window.days.first};
    const auto add = [&](const std::string& name, std::size_t answer, const Rational& goal) {
        credited[name] = by_day(desk, plan, answer);
        goals[name] = goal;
        for (const auto& [day, credit] : credited[name]) {
            if (window.window.days.holds(day)) days.insert(day);
        }
    };
    const Named named = named_in(plan, condition);
    for (const AttainmentAsk& ask : window.named_attainments) {
        const auto& wanted = named.attainments;
        if (std::find(wanted.begin(), wanted.end(), ask.attainment) == wanted.end()) continue;
        const AttainmentFigure figure = desk.attain(job, ask);
        if (!figure.value) return std::nullopt;
        const std::string& name = plan.attainments[ask.attainment].name;
        if (figure.quota->amount.is_zero()) {
            // What a goal of zero attains, it attains from the first day on.
            credited[name][window.window.days.first] = *figure.value;
            goals[name] = 1;
            continue;
        }
        add(name, ask.answer, figure.quota->amount);
    }
    for (const auto& [measure, answer] : window.named_measures) {
        const auto& wanted = named.measures;
        if (std::find(wanted.begin(), wanted.end(), measure) == wanted.end()) continue;
        add(plan.measures[measure].name, answer, 1);
    }
    for (const Date day : days) {
        const bool open = condition::holds(
            *condition, [&](std::string_view name) -> std::optional<condition::Value> {
                if (name.starts_with("person.")) {
                    return of_person(desk, job, window, std::string(name.substr(7)));
                }
                if (const auto date = of_window(window, name)) return date;
                const auto found = credited.find(std::string(name));
                if (found == credited.end()) return std::nullopt;
                Rational sum;
                for (const auto& [counted, credit] : found->second) {
                    if (counted <= day) sum += credit;
                }
                return sum / goals.at(found->first);
            });
        if (open) return day;
    }
    return std::nullopt;
}

}  // namespace

GateFigure judge(Desk& desk, const WindowJob& window, const Condition& condition) {
    const Ruling& job = window.ruling;
    GateFigure gate;
    const Named named = named_in(desk.plan(job), condition);
    for (const AttainmentAsk& ask : window.named_attainments) {
        const auto& wanted = named.attainments;
        if (std::find(wanted.begin(), wanted.end(), ask.attainment) == wanted.end()) continue;
        gate.attainments.push_back(desk.attain(job, ask));
    }
    gate.open = condition::holds(*condition, [&](std::string_view name) {
        return value_in_gate(desk, job, window, gate, name);
    });
    return gate;
}

GateFigure judge_gate(Desk& desk, const WindowJob& window) {
    const Ruling& job = window.ruling;
    const Gate& rules = *desk.component(job).gate;
    GateFigure gate = judge(desk, window, rules.open_when);
    if (rules.stays_open && !gate.open) {
        const Memory::Entry* before = desk.remembered(job, job.pay_period.days.first);
        gate.kept_open =
            before && before->window == window.window.period.days.first && before->open;
        gate.open = gate.kept_open;
    }
    if (rules.from_opening && gate.open) {
        const auto opened = opening_day(desk, job, window, rules.open_when);
        const Date end = window.window.days.past_the_end;
        gate.released = DayRange{opened.value_or(window.window.days.first), end};
    }
    return gate;
}

bool gate_of_team(const Plan& plan, const Component& component) {
    if (!component.gate) return false;
    const auto of_team = [&](MeasureIndex measure) {
        return plan.measures[measure].credit == CreditScope::team;
    };
    const auto as_team = [&](AttainmentIndex index) { return attains_as_team(plan, index); };
    const Named names = named_in(plan, component.gate->open_when);
    const auto mentions = intake::names_in(*component.gate->open_when);
    const bool of_person = std::any_of(
        mentions.begin(), mentions.end(),
        [](const intake::Mention& mention) { return mention.name.starts_with("person."); });
    return !of_person && std::all_of(names.measures.begin(), names.measures.end(), of_team) &&
           std::all_of(names.attainments.begin(), names.attainments.end(), as_team);
}

}  // namespace attain::payout
