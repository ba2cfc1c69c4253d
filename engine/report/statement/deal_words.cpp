#include "report/statement/deal_words.h"

#include <fmt/format.h>

#include "report/words/figures.h"

namespace attain::report {

std::string from_deal(const StatementLine& line) {
    std::string text = line.deal_amount;
    if (line.converted) text += fmt::format(" × {}", number_text(line.converted->rate));
    if (line.split && *line.split != 1) text += fmt::format(" × {}", factor_text(*line.split));
    return text;
}

std::string how_paid(const StatementLine& line) {
    if (!line.rate || line.exact == line.amount.exact().amount()) return line.formula;
    const std::string exact = amount_text(line.exact, line.amount.currency().code());
    return exact.starts_with("≈") ? line.formula : fmt::format("{} = {}", line.formula, exact);
}

std::string credit_of_lines(const StatementComponent& component) {
    Rational sum;
    for (const StatementLine& line : component.lines)
        sum += line.credited;
    return amount_text(sum, component.in);
}

std::string goal_sum(const StatementGoal& goal) {
    if (!goal.goal)
        return fmt::format("{}, without a goal", amount_with_unit(goal.measured, goal.in));
    const std::string sum = fmt::format("{} of {}", amount_text(goal.measured, goal.in),
                                        amount_with_unit(goal.goal->amount, goal.in));
    if (!goal.value) return sum;
    const std::string attained = percent_text(*goal.value);
    return fmt::format("{} {}{}", sum, attained.starts_with("≈") ? "" : "= ", attained);
}

std::string goal_parts(const StatementGoal& goal) {
    if (!goal.goal) return "";
    const std::vector<PeriodPart>& parts = goal.goal->parts;
    std::string text;
    bool plain = true;
    for (const PeriodPart& part : parts) {
        if (!text.empty()) text += " + ";
        text += short_amount(part.full, goal.in);
        if (part.ramp != 1) text += fmt::format(" × {}", factor_text(part.ramp));
        if (part.present != part.of) text += fmt::format(" × {}/{}", part.present, part.of);
        if (parts.size() > 1) text += fmt::format(" ({})", part.period);
        plain = plain && part.counted == part.full;
    }
    if (plain && parts.size() < 2) return "";
    const std::string sum = amount_text(goal.goal->amount, goal.in);
    return fmt::format("{} {}{}", text, sum.starts_with("≈") ? "" : "= ", sum);
}

std::string next_step(const StatementTier& tier) {
    std::string text = tier.next;
    if (!tier.next_pays.empty()) text += fmt::format(" pays {}", tier.next_pays);
    if (!tier.missing) return text;
    const std::string missing = amount_with_unit(*tier.missing, tier.in);
    if (tier.missing->is_zero()) return text + "; any further credit reaches it";
    return fmt::format("{}; {}{} more credit reaches it", text, tier.more_than ? "just over " : "",
                       missing);
}

DayRange days_on_plan(const StatementPlan& plan) {
    const DayRange inside = plan.assignment.intersect(plan.pay_period.days);
    return inside.empty() ? plan.assignment : inside;
}

std::string run_words(const StatementRun& run) {
    if (run.number == 0) return fmt::format("computed from entry {}, not stored", run.entry);
    return fmt::format("run {} ({}), read to entry {}", run.number, run.status, run.entry);
}

}  // namespace attain::report
