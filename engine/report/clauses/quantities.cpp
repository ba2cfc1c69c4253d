// Numbers and limits of a plan in words: "5%", "one's own `rate`", "5% where product is basic,
// else 1%", "200% of the target incentive".
#include <fmt/format.h>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report::clauses {

namespace {

enum class Said { share, amount };

std::string fit_words(const Choice::Fit& fit) {
    return fit.number ? number_text(*fit.number) : fmt::format("“{}”", fit.text);
}

std::string row_words(const Choice& choice, const Choice::Row& row) {
    std::string words;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].empty()) continue;
        std::string fits;
        for (const Choice::Fit& fit : row.cells[i])
            fits += (fits.empty() ? "" : " or ") + fit_words(fit);
        words += fmt::format("{}{} is {}", words.empty() ? "" : " and ", choice.columns[i], fits);
    }
    return words.empty() ? "all" : words;
}

struct Speaker {
    const Plan& plan;
    Said said;

    std::string operator()(const Rational& number) const {
        return said == Said::share ? factor_text(number)
                                   : amount_with_unit(number, plan.currency.code());
    }
    std::string operator()(const std::string& column) const {
        return fmt::format("one's own `{}`", column);
    }
    std::string operator()(const ChoicePtr& choice) const {
        std::string words;
        for (const Choice::Row& row : choice->rows) {
            words += fmt::format("{} where {}, ", std::visit(*this, row.value.value),
                                 row_words(*choice, row));
        }
        return fmt::format("{}else {}", words, std::visit(*this, choice->otherwise.value));
    }
    std::string operator()(const TargetPerGoal& derived) const {
        const std::string times =
            derived.times == 1 ? std::string() : factor_text(derived.times) + " of ";
        return fmt::format("{}the target incentive divided by the goal of {}", times,
                           title_of(plan.attainments[derived.attainment]));
    }
};

}  // namespace

std::string share_words(const Plan& plan, const Quantity& quantity) {
    return std::visit(Speaker{plan, Said::share}, quantity.value);
}

std::string amount_words(const Plan& plan, const Quantity& quantity) {
    return std::visit(Speaker{plan, Said::amount}, quantity.value);
}

std::string limit_words(const Plan& plan, const Limit& limit) {
    std::string words;
    if (limit.of_target) {
        words = fmt::format("{} of the target incentive", share_words(plan, limit.quantity));
    } else if (limit.of_goal) {
        words = fmt::format("{} of the goal of {}", share_words(plan, limit.quantity),
                            title_of(plan.attainments[*limit.of_goal]));
    } else if (limit.of_measure) {
        words = fmt::format("{} of {}", share_words(plan, limit.quantity),
                            title_of(plan.measures[*limit.of_measure]));
    } else {
        words = amount_words(plan, limit.quantity);
    }
    if (limit.per == Limit::Per::deal) words += ", each deal";
    if (limit.per == Limit::Per::pay_period) words += fmt::format(", {}", each_span(plan.pays));
    if (limit.carried) words += "; what is cut is carried on";
    if (limit.until) words += fmt::format(" until {}", limit.until->text());
    return words;
}

}  // namespace attain::report::clauses
