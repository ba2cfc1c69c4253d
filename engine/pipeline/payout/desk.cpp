#include "pipeline/payout/desk.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "pipeline/payout/columns.h"

namespace attain::payout {

const std::vector<std::int32_t>& Desk::days(const std::string& name) {
    const auto [known, is_new] = days_.try_emplace(name);
    if (is_new) known->second = credit::days_named(world().facts, name);
    return known->second;
}

promise::Question Desk::question(const Ruling& job, const Period& window,
                                 const DayRange& there) const {
    const Plan& rules = plan(job);
    return {rules, ground_.world.facts.calendars.at(rules.calendar), window, there, job.upto};
}

AttainmentFigure Desk::attain(const Ruling& job, const AttainmentAsk& ask) {
    const Plan& rules = plan(job);
    const Attainment& attainment = rules.attainments[ask.attainment];
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
    if (figure.quota->amount.sign() > 0) {
        figure.value = figure.measured / figure.quota->amount;
    } else {
        except(job, "zero-quota",
               fmt::format("the goal `{}` for {} is {}: no attainment can be reckoned",
                           attainment.goal, ask.window.name, figure.quota->amount.shown()),
               "state a goal above zero in quotas.csv");
    }
    return figure;
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
        const std::uint32_t row = row_chosen(world().facts, **choice, std::nullopt, person);
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
            if (measure == *limit.of_measure) return times * answer(place).value;
        }
    }
    if (!limit.of_goal && !limit.of_measure) return times;
    except(job, "limit-undecided",
           fmt::format("a limit of `{}` hangs on a team's figure, and there is no team in {}",
                       component(job).name, window.window.period.name),
           "fill the team in people.csv");
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
