#include "report/statement/deal_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/words/figures.h"

namespace attain::report {

std::string from_deal(const StatementLine& line) {
    std::string text = line.deal_amount;
    if (line.converted) text += fmt::format(" × {}", number_text(line.converted->rate));
    if (line.split && *line.split != 1) text += fmt::format(" × {}", factor_text(*line.split));
    return text;
}

std::string how_paid(const StatementLine& line) {
    if (!line.rate) return line.formula;
    const std::string exact = fine_text(line.exact, line.amount.currency().code());
    return fmt::format("{} {}{}", line.formula, exact.starts_with("≈") ? "" : "= ", exact);
}

std::string unit_words(const StatementLine& line) {
    return fmt::format("{} + unit", fine_text(line.exact, line.amount.currency().code()));
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

std::string next_step(const StatementTier& tier, const StatementComponent& component) {
    std::string text = tier.next;
    if (!tier.next_pays.empty()) text += fmt::format(" pays {}", tier.next_pays);
    if (tier.further) {
        text +=
            fmt::format("; {} more credit reaches it", amount_with_unit(*tier.further, tier.in));
    } else if (tier.missing) {
        const std::string missing = amount_with_unit(*tier.missing, tier.in);
        if (tier.missing->is_zero()) return text + "; any further credit reaches it";
        text += fmt::format("; {}{} more credit reaches it", tier.more_than ? "just over " : "",
                            missing);
    }
    if (!tier.next_due) return text;
    const Cash more = *tier.next_due - component.due;
    return fmt::format("{}, and {} is then due: {} more", text, cash_with_unit(*tier.next_due),
                       more.shown());
}

std::string sum_words(const std::vector<Cash>& sums) {
    std::string text;
    for (const Cash& sum : sums)
        text += (text.empty() ? "" : ", ") + cash_with_unit(sum);
    return text.empty() ? "nothing due" : text;
}

std::string difference_words(const Cash& before, const Cash& now) {
    const Cash more = now - before;
    if (more.minor_units() == 0) return "no change";
    return fmt::format("{}{}", more.minor_units() > 0 ? "+" : "", more.shown());
}

std::vector<std::pair<std::string, std::string>> terms_words(const StatementTerms& terms) {
    std::vector<std::pair<std::string, std::string>> said;
    if (terms.paid_on) said.emplace_back("Paid on", terms.paid_on->text());
    if (terms.dispute_until || !terms.contact.empty()) {
        std::string how = "name the deal, what you expected and why";
        if (terms.dispute_until) how += fmt::format(", until {}", terms.dispute_until->text());
        if (!terms.contact.empty()) how += fmt::format(", to {}", terms.contact);
        said.emplace_back("To dispute a line", how);
    }
    return said;
}

std::string place_words(const StatementPlace& place, const Period& period) {
    std::string text = place.title;
    if (!place.team.empty()) text += (text.empty() ? "" : ", ") + place.team;
    if (!place.manager.empty()) text += (text.empty() ? "" : ", ") + ("manager " + place.manager);
    if (text.empty() || place.days == period.days) return text;
    return fmt::format("{} ({})", text, days_text(place.days));
}

std::string attainments_of(const StatementComponent& component) {
    std::string text;
    for (const StatementGoal& goal : component.goals) {
        if (!goal.value) continue;
        text += (text.empty() ? "" : ", ") + percent_text(*goal.value);
        if (!goal.of_team.empty()) text += fmt::format(" ({})", goal.of_team);
    }
    return text;
}

std::string plan_words(const StatementPlan& plan) {
    std::string text = fmt::format("Plan {}, effective {}", plan.id, days_text(plan.effective));
    if (!plan.assignment.holds(plan.pay_period.days)) {
        text += fmt::format("; on this plan {}", days_text(days_on_plan(plan)));
    }
    return text;
}

std::string matter_words(const StatementMatter& matter) {
    std::string what = matter.subject;
    for (const std::string& more : {matter.customer, matter.date, matter.amount}) {
        if (!more.empty()) what += ", " + more;
    }
    return what;
}

std::vector<std::pair<std::string, std::string>> fingerprints_of(const Statement& statement) {
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [&](std::string name, const std::string& fingerprint) {
        const bool known = std::any_of(all.begin(), all.end(),
                                       [&](const auto& one) { return one.second == fingerprint; });
        if (!fingerprint.empty() && !known) all.emplace_back(std::move(name), fingerprint);
    };
    add("Inputs", statement.run.inputs);
    add("Results", statement.run.results);
    for (const StatementPlan& plan : statement.plans)
        add(fmt::format("Plan {}", plan.id), plan.fingerprint);
    return all;
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
