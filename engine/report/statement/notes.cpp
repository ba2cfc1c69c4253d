// What a figure does not say by itself, in sentences: why nothing is paid, what a gate saw, how a
// pool was filled, which team stood for which days.
#include <fmt/format.h>

#include <algorithm>

#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string attained(const Plan& plan, const AttainmentFigure& figure) {
    const std::string name = label_of("", plan.attainments[figure.attainment].name);
    if (!figure.value) return fmt::format("{} has no value", name);
    return fmt::format("{} is {}", name, percent_text(*figure.value));
}

void note_gate(const Desk& desk, const WindowFigures& window, StatementComponent& out) {
    const std::optional<Gate>& gate = desk.component_of(window).gate;
    if (!window.gate || !gate) return;
    std::string seen;
    for (const AttainmentFigure& figure : window.gate->attainments) {
        seen += seen.empty() ? ": " : ", ";
        seen += attained(desk.plan_of(window), figure);
    }
    const std::string_view condition = gate->where.text();
    if (window.gate->open) {
        out.notes.push_back(fmt::format("The gate “{}” is open{}.", condition, seen));
        if (window.gate->kept_open) {
            out.notes.push_back("It was open at the end of an earlier pay period, and stays open.");
        }
        if (window.gate->released) {
            out.notes.push_back(fmt::format("Deals that count from {} on are released.",
                                            window.gate->released->first.text()));
        }
        return;
    }
    const std::string paid = gate->otherwise.is_zero()
                                 ? std::string("nothing is paid")
                                 : fmt::format("{} is paid", percent_text(gate->otherwise));
    out.notes.push_back(fmt::format("The gate “{}” is closed{}; {}.", condition, seen, paid));
}

std::string_view words_of(PoolSharing sharing) {
    switch (sharing) {
        case PoolSharing::equally: return "equally";
        case PoolSharing::by_credit: return "by credit";
        case PoolSharing::by_target: return "by target incentive";
        case PoolSharing::by_days: return "by days";
        case PoolSharing::by_role: return "by role";
    }
    return "";
}

void note_pool(const Desk& desk, const WindowFigures& window, StatementComponent& out) {
    const auto* rule = std::get_if<Pool>(&desk.component_of(window).value);
    if (rule == nullptr) return;
    if (!window.pool) {
        out.notes.push_back("Not among the members who share a pool of this window.");
        return;
    }
    const PoolResult& pool = desk.run.pools[window.pool->pool];
    const std::string currency = out.entitled.currency().code();
    const std::string& team = desk.facts().roster[pool.team].name;
    std::string filled = amount_with_unit(pool.amount, currency);
    const auto* rate = rule->rate ? std::get_if<Rational>(&rule->rate->value) : nullptr;
    if (rate != nullptr && pool.above && pool.above->quota) {
        filled = fmt::format("{} of what {} brought above the goal ({} − {}) = {}",
                             percent_text(*rate), team, amount_text(pool.above->measured, currency),
                             amount_text(pool.above->quota->amount, currency), filled);
    } else if (rate != nullptr) {
        filled = fmt::format("{} of {} = {}", percent_text(*rate), amount_text(pool.base, currency),
                             filled);
    }
    out.notes.push_back(fmt::format("The pool of {}: {}.", team, filled));
    const Rational part =
        window.pool->keys.is_zero() ? Rational() : window.pool->key / window.pool->keys;
    out.notes.push_back(fmt::format("Shared {} by {}; this share is {}.", words_of(rule->shared),
                                    count_of(pool.members.size(), "member", "members"),
                                    part.fraction()));
}

void note_teams(const Desk& desk, const WindowFigures& window, StatementComponent& out) {
    if (window.lookups.size() < 2) return;
    for (const Lookup& lookup : window.lookups) {
        if (!lookup.team.exists()) continue;
        out.notes.push_back(fmt::format("{} counts for {}, {} of the window.",
                                        desk.facts().roster[lookup.team].name,
                                        days_text(lookup.days), lookup.share.fraction()));
    }
}

void note_bounds(const Desk& desk, const WindowFigures& window, StatementComponent& out) {
    const std::string currency = out.in;
    if (window.threshold) {
        std::string text =
            fmt::format("The first {} earn nothing", amount_with_unit(*window.threshold, currency));
        if (!window.shortfall_before.is_zero()) {
            text += fmt::format(", of which {} were short before",
                                amount_with_unit(window.shortfall_before, currency));
        }
        out.notes.push_back(text + ".");
    }
    if (!window.shortfall.is_zero()) {
        out.notes.push_back(fmt::format("{} are short of it, and raise the next threshold.",
                                        amount_with_unit(window.shortfall, currency)));
    }
    if (window.credit_cap) {
        out.notes.push_back(fmt::format("Credit beyond {} does not count.",
                                        amount_with_unit(*window.credit_cap, currency)));
    }
    if (!window.excess.is_zero()) {
        out.notes.push_back(
            fmt::format("{} over the cap are carried on.",
                        amount_with_unit(window.excess, desk.plan_of(window).currency.code())));
    }
    if (window.rank) {
        out.notes.push_back(fmt::format("Place {} of {}{}.", window.rank->place, window.rank->of,
                                        window.rank->ties > 1 ? ", tied" : ""));
    }
}

// "overall is 94%: own_goal 100% × 60%, team_goal 85% × 40%."
void note_combined(const Plan& plan, const AttainmentFigure& figure, StatementComponent& out) {
    const Attainment& attainment = plan.attainments[figure.attainment];
    if (!attainment.combined() || !figure.value) return;
    std::string parts;
    for (std::size_t i = 0; i < figure.parts.size(); ++i) {
        const AttainmentFigure& part = figure.parts[i];
        parts += fmt::format("{}{} {}", i == 0 ? "" : ", ", plan.attainments[part.attainment].name,
                             percent_text(part.value.value_or(Rational(0))));
        if (attainment.combining == Combining::weighted) {
            parts += fmt::format(" × {}", percent_text(attainment.parts[i].weight));
        }
        note_combined(plan, part, out);
    }
    const char* how = attainment.combining == Combining::least      ? ", the least of "
                      : attainment.combining == Combining::greatest ? ", the greatest of "
                                                                    : ": ";
    out.notes.push_back(fmt::format("{}{}{}.", attained(plan, figure), how, parts));
}

void note_nothing(const WindowFigures& window, StatementComponent& out) {
    if (!window.none) return;
    out.notes.push_back(
        fmt::format("There was nothing to measure in {}, so it pays nothing; that is not zero.",
                    window.window.name));
}

void note_missing(const Desk& desk, const WindowFigures& window, StatementComponent& out) {
    for (const Lookup& lookup : window.lookups) {
        if (lookup.attainment) {
            note_combined(desk.plan_of(window), *lookup.attainment, out);
        }
        if (!lookup.attainment || lookup.attainment->value || lookup.none) continue;
        out.notes.push_back(fmt::format("{}, so it pays nothing.",
                                        attained(desk.plan_of(window), *lookup.attainment)));
    }
}

void note_leaving(const Desk& desk, const ComponentResult& result, StatementComponent& out) {
    for (const WindowFigures& window : result.windows) {
        if (!window.forfeited) continue;
        out.notes.push_back(
            fmt::format("{} was still open on {}, the last day: the plan then pays nothing for it.",
                        window.window.name, (window.forfeited->first - 1).text()));
    }
    const bool told = std::any_of(result.windows.begin(), result.windows.end(),
                                  [](const WindowFigures& w) { return w.forfeited.has_value(); });
    const std::optional<std::int32_t>& stays =
        desk.world.rules[result.plan].terms.leavers.must_stay_days;
    if (result.outcome != Outcome::forfeited || told || !stays) return;
    out.notes.push_back(
        fmt::format("Forfeited: the plan pays only who is still employed on {}, {} days after the "
                    "pay period.",
                    (result.pay_period.days.last() + *stays).text(), *stays));
}

}  // namespace

void add_notes(const Desk& desk, const ComponentResult& result, StatementComponent& out) {
    if (result.outcome == Outcome::not_due) {
        const std::string last =
            result.windows.empty() ? "" : result.windows.back().window.days.last().text();
        out.notes.push_back(
            last.empty()
                ? "Not due yet: it is paid when its window closes."
                : fmt::format("Not due yet: it is paid when its window closes, on {}.", last));
    }
    if (result.outcome == Outcome::excepted) {
        std::string codes;
        for (const std::string& code : result.exceptions)
            codes += (codes.empty() ? "" : ", ") + code;
        out.notes.push_back(
            fmt::format("Kept from paying by an open exception ({}), listed below.", codes));
    }
    if (result.outcome == Outcome::not_due) return;
    note_leaving(desk, result, out);
    for (const WindowFigures& window : result.windows) {
        note_gate(desk, window, out);
        note_pool(desk, window, out);
        note_teams(desk, window, out);
        note_bounds(desk, window, out);
        note_missing(desk, window, out);
        note_nothing(window, out);
    }
}

}  // namespace attain::report
