// Places and premises in words.
#include <fmt/format.h>

#include <algorithm>

#include "report/clauses/clauses.h"
#include "report/curve/curve.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using preview::Axis;
using preview::Standing;

std::string unit_of(const Plan& plan, MeasureIndex measure) {
    return plan.measures[measure].is_money() ? plan.currency.code() : std::string();
}

// Goals of several measures have neighbours of their own.
bool several_move(const Shown& shown) {
    return std::count_if(shown.preview.standings.begin(), shown.preview.standings.end(),
                         [](const Standing& standing) { return standing.moves; }) > 1;
}

std::string step_text(const Plan& plan, MeasureIndex measure) {
    if (!plan.measures[measure].is_money()) return "1";
    const Rational cent = Rational(1) / Rational(power_of_ten(plan.currency.minor_digits()));
    return amount_with_unit(cent, plan.currency.code());
}

std::string per_window(const Standing& standing) {
    return standing.windows > 1 ? fmt::format("{}, and its own in each of the {} windows",
                                              standing.window, standing.windows)
                                : standing.window;
}

std::string hint(Flags flags, const std::string& flag) {
    return flags == Flags::named ? "; state it with " + flag : std::string();
}

std::string told(const Shown& shown, const Standing& standing, Flags flags) {
    const Measure& measure = shown.plan.measures[standing.measure];
    const std::string name = title_of(measure);
    const std::string full = amount_with_unit(standing.full, unit_of(shown.plan, standing.measure));
    const std::string_view still = standing.moves ? "" : "; it stands still there";
    switch (standing.source) {
        case Standing::Source::goal:
            return fmt::format("{}: 100% is the goal of {} in {}{}.", name, full,
                               per_window(standing), still);
        case Standing::Source::stated:
            return fmt::format("{}: 100% is {} in {}, as given{}.", name, full,
                               per_window(standing), still);
        case Standing::Source::edge:
            return fmt::format(
                "{}: assumed, for it has no goal: 100% is the last edge of its "
                "table, {}{}.",
                name, full, still);
        case Standing::Source::gate:
            return standing.moves
                       ? fmt::format(
                             "{}: assumed, for it has no goal: 100% is what a gate asks, "
                             "{}.",
                             name, full)
                       : fmt::format("{}: assumed {} at every place, as a gate asks.", name, full);
        case Standing::Source::assumed:
            return fmt::format("{}: assumed {} in {}, for it has no goal{}{}.", name, full,
                               per_window(standing), still,
                               hint(flags, "--goal " + measure.name + "=AMOUNT"));
        case Standing::Source::own_pay:
            return fmt::format("{}: the pay of the components that it names, at the same place.",
                               name);
    }
    return "";
}

void tell_person(const Shown& shown, Flags flags, std::vector<std::string>& out) {
    const preview::Subject& subject = shown.subject;
    const std::string& currency = shown.plan.currency.code();
    if (!subject.name.empty()) {
        out.push_back(fmt::format("{} in {}: own goals, target, team and days.", subject.name,
                                  subject.period.name));
    }
    if (shown.preview.target.sign() > 0) {
        const bool invented = subject.invented.contains("target");
        const std::string assumed =
            invented ? ", assumed" + hint(flags, "--target AMOUNT") : std::string();
        out.push_back(fmt::format("Target incentive {} in {}{}.",
                                  amount_with_unit(shown.preview.target, currency),
                                  subject.period.name, assumed));
    }
    if (subject.invented.size() > (subject.invented.contains("target") ? 1U : 0U)) {
        std::string names;
        for (const std::string& name : subject.invented) {
            if (name != "target") names += (names.empty() ? "" : ", ") + name;
        }
        out.push_back(fmt::format("Goals that were assumed: {}{}.", names,
                                  hint(flags, "--goal NAME=AMOUNT")));
    }
}

// Components that hang on more than one's own deals.
void tell_others(const Shown& shown, Flags flags, std::vector<std::string>& out) {
    const Plan& plan = shown.plan;
    const bool team = std::any_of(plan.measures.begin(), plan.measures.end(),
                                  [](const Measure& m) { return m.credit == CreditScope::team; });
    const bool below =
        std::any_of(plan.measures.begin(), plan.measures.end(), [](const Measure& measure) {
            return measure.credit == CreditScope::reports ||
                   measure.credit == CreditScope::organization;
        });
    const bool pool = std::any_of(
        plan.components.begin(), plan.components.end(),
        [](const Component& component) { return std::holds_alternative<Pool>(component.value); });
    if (team) {
        out.push_back(
            "The team stands at the same place as the person: its deals are brought by "
            "all members alike.");
    }
    if (pool) {
        const std::size_t members = shown.subject.people.size();
        out.push_back(members == 1
                          ? fmt::format("The person is alone in the team, so that a pool is all "
                                        "theirs{}.",
                                        flags == Flags::named ? "; --members N adds others" : "")
                          : fmt::format("A pool is shared among {} members.", members));
    }
    if (!plan.terms.balances.declared.empty()) {
        out.push_back("This is what is earned, before draws, holdbacks and other balances.");
    }
    if (below) out.push_back("Those who report to the person bring all that is measured of them.");
}

}  // namespace

std::string place_text(const Shown& shown, const preview::Point& point) {
    const Axis::Kind kind = shown.preview.axis.kind;
    const bool money = kind == Axis::Kind::amount;
    const auto plain = [&](const Rational& at) {
        if (kind == Axis::Kind::attainment) return percent_text(at);
        return amount_text(at, money ? std::string_view(shown.plan.currency.code()) : "");
    };
    const bool beside = point.mark && point.mark->side != 0 && !point.mark->of_deals;
    if (!beside || kind != Axis::Kind::attainment) {
        return plain(point.at);
    }
    std::string text =
        fmt::format("{} {} {}", plain(point.mark->edge), point.mark->side < 0 ? "−" : "+",
                    step_text(shown.plan, point.mark->measure));
    if (several_move(shown)) {
        text += " " + title_of(shown.plan.measures[point.mark->measure]);
    }
    return text;
}

std::string axis_title(const Shown& shown) {
    const Axis& axis = shown.preview.axis;
    for (const Measure& measure : shown.plan.measures) {
        if (measure.name == axis.only) return title_of(measure);
    }
    if (!axis.only.empty()) return label_of("", axis.only);
    if (axis.kind == Axis::Kind::attainment) return "attainment";
    for (const Standing& standing : shown.preview.standings) {
        if (standing.moves) return title_of(shown.plan.measures[standing.measure]);
    }
    return axis.kind == Axis::Kind::amount ? "amount" : "count";
}

std::vector<std::string> column_titles(const Shown& shown) {
    std::vector<std::string> titles;
    for (const Component& component : shown.plan.components)
        titles.push_back(label_of(component.title, component.name));
    return titles;
}

bool has_limits(const Shown& shown) {
    return std::any_of(shown.preview.points.begin(), shown.preview.points.end(),
                       [](const preview::Point& point) { return point.limits.minor_units() != 0; });
}

std::vector<std::string> premises_of(const Shown& shown, Flags flags) {
    std::vector<std::string> out;
    tell_person(shown, flags, out);
    for (const Standing& standing : shown.preview.standings)
        out.push_back(told(shown, standing, flags));
    for (const auto& [column, level] : shown.preview.columns) {
        const bool given = shown.subject.columns.contains(column);
        out.push_back(
            fmt::format("{}: every deal has {}, {}{}.", label_of("", column),
                        position_text(shown.plan, ColumnAxis{column}, level),
                        given ? "as given" : "the last edge of its table",
                        given ? std::string() : hint(flags, "--goal " + column + "=NUMBER")));
    }
    tell_others(shown, flags, out);
    if (shown.preview.pay_periods > 1) {
        out.push_back(
            fmt::format("Pay is that of the {} pay periods of {} together, each at the "
                        "same place.",
                        shown.preview.pay_periods, shown.preview.period.name));
    }
    return out;
}

}  // namespace attain::report
