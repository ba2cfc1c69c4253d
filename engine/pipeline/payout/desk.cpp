#include "pipeline/payout/desk.h"

#include <fmt/format.h>

namespace attain::payout {

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
    const std::string& column = std::get<std::string>(quantity.value);
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
