#include "pipeline/payout/desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "pipeline/payout/columns.h"

namespace attain::payout {

const std::vector<std::int32_t>& Desk::days(const std::string& name) {
    const auto [known, is_new] = days_.try_emplace(name);
    if (is_new) known->second = credit::days_named(world().facts, name);
    return known->second;
}

std::int32_t Desk::counted(const Plan& plan, std::size_t credit) {
    if (!credits().days.empty() && credits().days[credit] != CreditLines::day_of_line) {
        return credits().days[credit];
    }
    return days(plan.counted_by)[credits().rows[credit]];
}

promise::Question Desk::question(const Ruling& job, const Period& window,
                                 const DayRange& there) const {
    const Plan& rules = plan(job);
    return {rules, ground_.world.facts.calendars.at(rules.calendar), window, there, job.upto};
}

AttainmentFigure Desk::attain(const Ruling& job, const AttainmentAsk& ask) {
    const Attainment& attainment = plan(job).attainments[ask.attainment];
    if (attainment.combined()) return combine(job, ask);
    AttainmentFigure figure;
    figure.attainment = ask.attainment;
    figure.measure_result = ask.answer;
    figure.measured = answer(ask.answer).value;
    promise::Promised promised =
        ground_.promises.quota(question(job, ask.window, ask.there), attainment, ask.owner);
    if (!promised.figure) {
        except(job, promised.missing.code, promised.missing.message, promised.missing.help);
        return figure;
    }
    figure.quota = std::move(promised.figure);
    figure.value = measure::attained(attainment, figure.quota->amount, answer(ask.answer));
    if (!figure.value && !measures_nothing(figure)) except_zero(job, ask, *figure.quota);
    return figure;
}

// What a zero means only the plan can say.
void Desk::except_zero(const Ruling& job, const AttainmentAsk& ask, const PartedFigure& quota) {
    const Attainment& attainment = plan(job).attainments[ask.attainment];
    if (quota.amount.sign() > 0) {
        except(job, "zero-measured",
               fmt::format("`{}` divides the goal by the measure, and the measure is 0 in {}",
                           attainment.name, ask.window.name),
               "write in the plan what that means: `zero_measure: 200%`");
        return;
    }
    except(job, "zero-quota",
           fmt::format("the goal `{}` for {} is {}: no attainment can be reckoned", attainment.goal,
                       ask.window.name, quota.amount.shown()),
           "state a goal above zero in quotas.csv");
}

AttainmentFigure Desk::combine(const Ruling& job, const AttainmentAsk& ask) {
    const Attainment& attainment = plan(job).attainments[ask.attainment];
    AttainmentFigure figure;
    figure.attainment = ask.attainment;
    for (const AttainmentAsk& part : ask.parts)
        figure.parts.push_back(attain(job, part));
    std::optional<Rational> value;
    for (std::size_t i = 0; i < figure.parts.size(); ++i) {
        const std::optional<Rational>& part = figure.parts[i].value;
        if (!part) return figure;
        switch (attainment.combining) {
            case Combining::none:
            case Combining::weighted:
                value = value.value_or(Rational(0)) + *part * attainment.parts[i].weight;
                break;
            case Combining::least: value = value ? least(*value, *part) : *part; break;
            case Combining::greatest: value = value ? greatest(*value, *part) : *part; break;
        }
    }
    if (value && attainment.round) value = attainment.round->rounded(*value);
    figure.value = value;
    return figure;
}

bool Desk::measures_nothing(const AttainmentFigure& figure) const {
    if (figure.value) return false;
    if (figure.measure_result) {
        return figure.quota && figure.quota->amount.sign() > 0 &&
               answer(*figure.measure_result).none;
    }
    return std::any_of(figure.parts.begin(), figure.parts.end(),
                       [&](const AttainmentFigure& part) { return measures_nothing(part); });
}

bool is_prorated(const Limit& limit) {
    return limit.per == Limit::Per::window && !limit.of_target && !limit.of_goal &&
           !limit.of_measure;
}

Shrinks shrinks(const Plan& plan, const Component& component) {
    const Prorates& prorates = plan.prorates;
    const auto of_amount = [](const std::optional<Limit>& limit) {
        return limit && is_prorated(*limit);
    };
    const bool whole = component.per == Per::window;
    const auto* axis = std::get_if<MeasureAxis>(&component.axis);
    return {whole && prorates.amounts && std::holds_alternative<NoBase>(component.base),
            (prorates.caps && of_amount(component.cap)) ||
                (prorates.floors && of_amount(component.floor)),
            whole && prorates.tiers && axis && plan.measures[axis->measure].is_money()};
}

Rational edge_scale(const Plan& plan, const Component& component, const WindowFigures& figures) {
    const bool shrink = shrinks(plan, component).edges && figures.presence.sign() > 0;
    return shrink ? figures.presence : Rational(1);
}

Rational Desk::presence(const Ruling& job, const WindowJob& window) const {
    const Shrinks wanted = shrinks(plan(job), component(job));
    if (!wanted.amounts && !wanted.limits && !wanted.edges) return 1;
    std::vector<Rational> phases;
    if (const auto* axis = std::get_if<AttainmentAxis>(&component(job).axis)) {
        const Attainment& attainment = plan(job).attainments[axis->attainment];
        if (!attainment.phased_from) phases = attainment.phases;
    }
    return ground_.promises.presence_share(question(job, window.window.period, window.there),
                                           phases);
}

PartedFigure Desk::target(const Ruling& job, const WindowJob& window, const DayRange& there,
                          QuotaBasis basis) {
    promise::Promised promised = ground_.promises.target(question(job, window.window.period, there),
                                                         assignment(job).who, basis);
    if (promised.figure) return std::move(*promised.figure);
    except(job, promised.missing.code, promised.missing.message, promised.missing.help);
    return {};
}

Rational Desk::quantity(const Ruling& job, const Quantity& quantity, Date day) {
    if (const auto* number = std::get_if<Rational>(&quantity.value)) return *number;
    if (const auto* choice = std::get_if<ChoicePtr>(&quantity.value)) {
        const Stretch* person = world().facts.roster.on(assignment(job).who, day);
        const std::uint32_t row =
            row_chosen(lines(job.plan, job.pay_period), **choice, std::nullopt, person);
        const bool fits = row < (*choice)->rows.size();
        return this->quantity(job, fits ? (*choice)->rows[row].value : (*choice)->otherwise, day);
    }
    const auto* named = std::get_if<std::string>(&quantity.value);
    ensure(named != nullptr, "a rate that a goal decides is read where the window is known");
    const std::string& column = *named;
    const ParticipantIndex who = assignment(job).who;
    const Stretch* stretch = ground_.world.facts.roster.on(who, day);
    if (stretch) {
        const auto found = stretch->numbers.find(column);
        if (found != stretch->numbers.end()) return found->second;
    }
    except(job, "missing-person-value",
           fmt::format("{} has no `{}` on {}", ground_.world.facts.roster[who].id.text(), column,
                       day.text()),
           fmt::format("fill the column `{}` in people.csv", column));
    return 0;
}

Rational Desk::limit(const Ruling& job, const WindowJob& window, const Limit& limit) {
    const Rational times = quantity(job, limit.quantity, window.window.days.last());
    if (limit.of_target) {
        const auto* axis = std::get_if<AttainmentAxis>(&component(job).axis);
        const QuotaBasis basis =
            axis ? plan(job).attainments[axis->attainment].basis : QuotaBasis::whole_window;
        return times * target(job, window, window.there, basis).amount;
    }
    if (limit.of_goal) {
        for (const AttainmentAsk& ask : window.named_attainments) {
            if (ask.attainment != *limit.of_goal) continue;
            const AttainmentFigure goal = attain(job, ask);
            return goal.quota ? times * goal.quota->amount : Rational(0);
        }
    }
    if (limit.of_measure) {
        for (const auto& [measure, place] : window.named_measures) {
            if (measure == *limit.of_measure && !answer(place).none) {
                return times * answer(place).value;
            }
        }
    }
    if (!limit.of_goal && !limit.of_measure) return times;
    except(job, "limit-undecided",
           fmt::format("a limit of `{}` hangs on a figure that has no value in {}",
                       component(job).name, window.window.period.name),
           "supply what the limit names; for a team's figure, fill the team in people.csv");
    return 0;
}

const Memory::Entry* Desk::remembered(const Ruling& job, Date upto) const {
    return ground_.memory.at(job.assignment, component(job).name, upto);
}

void Desk::forget(const WindowJob& window) {
    const Ruling& job = window.ruling;
    ground_.memory.forget(job.assignment, component(job).name, job.upto);
}

void Desk::remember(const Ruling& job, Memory::Entry entry) {
    ground_.memory.put(job.assignment, component(job).name, job.upto, std::move(entry));
}

void Desk::except(const Ruling& job, const std::string& code, const std::string& message,
                  const std::string& help) {
    codes_.insert(code);
    const ParticipantIndex who = assignment(job).who;
    if (!recorded_.emplace(who, code, message).second) return;
    evaluated_.exceptions.push_back({code, Bearing::blocking, std::nullopt, who,
                                     ground_.world.facts.roster[who].id.text(), message, help,
                                     Origin{}});
}

std::vector<std::string> Desk::take_codes() {
    std::vector<std::string> codes(codes_.begin(), codes_.end());
    codes_.clear();
    return codes;
}

}  // namespace attain::payout
