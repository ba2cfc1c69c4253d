// A component's pay in figures, one step on a line, in R6's order (or the component's
// own): base and table, weight, cap, floor, gate, rounding, what was entitled before.
//
//     60,000 / 4 × 75% × 116.67% (7/6) = 13,125.00
//     (78,000.00 × 3% + 11,744.95 × 5%) × 50% = 1,463.62375 → 1,463.62
//
// "=" is exact. "≈" stands where the figure before it cannot be written down in full; the exact one
// is in the data and in `explain`. "→" is a rounding point (N2).
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/result/way.h"
#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// " = 13,125.00", or " ≈ 15,073.94" where the value is cut for reading.
std::string equals(const Rational& value, const std::string& currency) {
    const std::string text = amount_text(value, currency);
    if (text.starts_with(cut_mark)) return fmt::format(" ≈ {}", text.substr(cut_mark.size()));
    return fmt::format(" = {}", text);
}

// The same, up to what rounding makes of it.
std::string settles(const Rational& exact, const Cash& cash) {
    if (exact == cash.exact().amount()) return fmt::format(" = {}", cash.shown());
    const std::string before = equals(exact, cash.currency().code());
    if (before == fmt::format(" ≈ {}", cash.shown())) return before;
    return fmt::format("{} → {}", before, cash.shown());
}

// "60,000 / 4" where a target's row says so; else the amount of the part.
std::string full_text(const Desk& desk, const PeriodPart& part, const std::string& currency) {
    for (const Target& target : desk.facts().targets) {
        if (target.who != desk.who || !(target.origin == part.origin)) continue;
        if (target.amount == part.full) break;
        const Rational parts = part.full.is_zero() ? Rational() : target.amount / part.full;
        if (!parts.is_whole() || parts <= 1) break;
        return fmt::format("{} / {}", short_amount(target.amount, currency), parts.fraction());
    }
    return short_amount(part.full, currency);
}

std::string part_words(const Desk& desk, const PeriodPart& part, const std::string& currency) {
    std::string text = full_text(desk, part, currency);
    if (part.ramp != 1) text += fmt::format(" × {}", factor_text(part.ramp));
    if (part.present != part.of) text += fmt::format(" × {}/{}", part.present, part.of);
    return text;
}

// A target in its parts: one simple part stands inside the formula itself, several are added up
// before it.
std::string target_text(const Desk& desk, const PartedFigure& target, const std::string& currency) {
    if (target.parts.empty()) return short_amount(target.amount, currency);
    std::string text;
    for (const PeriodPart& part : target.parts) {
        // What neither ramp nor presence explains (a target that changes inside its part) stands
        // as its figure.
        const Rational days = part.of == 0 ? Rational(1) : Rational(part.present) / part.of;
        const bool explained = part.full * part.ramp * days == part.counted;
        if (!text.empty()) text += " + ";
        text += explained ? part_words(desk, part, currency) : amount_text(part.counted, currency);
    }
    return target.parts.size() > 1 ? fmt::format("({})", text) : text;
}

std::string values_text(const WindowFigures& window, Worth worth, const Plan& plan) {
    if (window.lookups.size() == 1) return worth_factor(worth, window.lookups[0].value, plan);
    std::string text;
    for (const Lookup& lookup : window.lookups) {
        if (!text.empty()) text += " + ";
        text += fmt::format("{} × {}", lookup.share.fraction(),
                            worth_factor(worth, lookup.value, plan));
    }
    return fmt::format("({})", text);
}

std::string tiers_text(const WindowFigures& window, Worth worth, const Plan& plan,
                       const std::string& unit) {
    std::string text;
    for (const TierSum& tier : window.tiers) {
        if (tier.base.is_zero()) continue;
        if (!text.empty()) text += " + ";
        text += fmt::format("{} × {}", amount_text(tier.base, unit),
                            worth_factor(worth, tier.value, plan));
    }
    return text;
}

// The modifiers and the weight that come before any limit: " × 110% × 75%".
std::string early_text(const Component& rules, const WindowFigures& window) {
    const std::vector<PayStep> later = later_steps(rules);
    std::string text;
    for (const PayStep step : {PayStep::modifiers, PayStep::weight}) {
        const Rational by = step == PayStep::weight ? rules.weight : window.factor;
        const bool early = std::find(later.begin(), later.end(), step) == later.end();
        if (early && by != 1) text += fmt::format(" × {}", factor_text(by));
    }
    return text;
}

// Base → table → weight of one window, without its result.
std::string gross_text(const Desk& desk, const WindowFigures& window,
                       const StatementComponent& out) {
    const Plan& plan = desk.plan_of(window);
    const Worth worth = worth_of(plan, desk.component_of(window));
    const std::string currency = plan.currency.code();
    const std::string weight = early_text(desk.component_of(window), window);
    if (window.pool) {
        const Rational amount = desk.run.pools[window.pool->pool].amount;
        const std::string share =
            window.pool->keys.is_zero() ? "0" : (window.pool->key / window.pool->keys).fraction();
        return fmt::format("{} × {}{}", amount_text(amount, currency), share, weight);
    }
    if (window.target) {
        const std::string target = target_text(desk, *window.target, currency);
        if (window.lookups.empty()) return target + weight;
        return fmt::format("{}{} × {}", target, weight, values_text(window, worth, plan));
    }
    Rational rated;
    for (const TierSum& tier : window.tiers)
        rated += tier.amount;
    // Where everything came and went again, no tier has anything left to tell.
    const std::string tiers = tiers_text(window, worth, plan, out.in);
    if (!tiers.empty() && rated == window.gross) {
        const bool bracket = !weight.empty() && tiers.find(" + ") != std::string::npos;
        return bracket ? fmt::format("({}){}", tiers, weight) : tiers + weight;
    }
    if (window.base_measure) {
        const Rational& base = desk.run.measures[*window.base_measure].value;
        const std::string shown = amount_text(base, out.in);
        if (base.is_zero() || window.gross.is_zero()) return shown + weight;
        return fmt::format("{} × {}{}", shown, worth_factor(worth, window.gross / base, plan),
                           weight);
    }
    return amount_text(window.gross, currency) + weight;
}

const char* said_of(WayStep::What what) {
    using What = WayStep::What;
    switch (what) {
        case What::modifiers: return "for the modifiers";
        case What::weight: return "for the weight";
        case What::deals_cut: return "over the cap of single deals";
        case What::deals_added: return "up to the minimum of single deals";
        case What::earned_before: return "earned before";
        case What::excess_before: return "carried from earlier caps";
        case What::cap: return "over the cap";
        case What::floor: return "up to the floor";
        case What::entitled_before: return "entitled before";
        case What::gate: return "because the gate is closed";
    }
    return "";
}

// Each later step of one window on a line; answers whether there was one.
bool limits(const Desk& desk, const WindowFigures& window, const std::string& currency,
            std::vector<std::string>& lines) {
    Rational at = window.weighted;
    const std::size_t before = lines.size();
    const bool shrunk = window.pool && !desk.run.pools[window.pool->pool].open;
    for (const WayStep& way : way_of(desk.component_of(window), window, shrunk)) {
        if (!way.changes()) continue;
        const Rational after = way.after(at);
        const bool times = way.times != Rational(1);
        lines.push_back(
            fmt::format("{} {} {}{} {}{}", amount_text(at, currency),
                        times                 ? "×"
                        : way.plus.sign() < 0 ? "−"
                                              : "+",
                        times ? percent_text(way.times) : amount_text(way.plus.abs(), currency),
                        way.what == WayStep::What::gate ? "," : "", said_of(way.what),
                        equals(after, currency)));
        at = after;
    }
    if (window.share) {
        lines.push_back(fmt::format("{} × {} for the days of the version from {}{}",
                                    amount_text(at, currency), window.share->fraction(),
                                    desk.plan_of(window).effective.first.text(),
                                    equals(window.exact, currency)));
    }
    return lines.size() != before;
}

void window_workings(const Desk& desk, const ComponentResult& result, const WindowFigures& window,
                     StatementComponent& out) {
    const std::string currency = out.entitled.currency().code();
    const bool only = result.windows.size() == 1;
    const bool by_share = std::holds_alternative<Pool>(desk.component_of(window).value);
    if (window.forfeited || (by_share && !window.pool)) return;
    std::string first = gross_text(desk, window, out);
    if (!only) first = fmt::format("{}: {}", window.window.name, first);
    std::vector<std::string> limited;
    const bool was_limited = limits(desk, window, currency, limited);
    const bool ends_here = only && !was_limited;
    first += ends_here ? settles(window.weighted, out.entitled) : equals(window.weighted, currency);
    out.workings.push_back(std::move(first));
    for (std::string& line : limited)
        out.workings.push_back(std::move(line));
    const bool settled = ends_here || result.exact == out.entitled.exact().amount();
    if (only && !settled) {
        out.workings.push_back(fmt::format("rounded: {} → {}", amount_text(result.exact, currency),
                                           out.entitled.shown()));
    }
}

}  // namespace

void add_workings(const Desk& desk, const ComponentResult& result, StatementComponent& out) {
    const bool pays = result.outcome == Outcome::paid || result.outcome == Outcome::gate_closed;
    if (!pays) return;
    for (const WindowFigures& window : result.windows)
        window_workings(desk, result, window, out);
    const std::string currency = out.entitled.currency().code();
    if (result.windows.size() > 1) {
        std::string sum;
        for (const WindowFigures& window : result.windows) {
            if (!sum.empty()) sum += " + ";
            sum += amount_text(window.exact, currency);
        }
        out.workings.push_back(sum + settles(result.exact, out.entitled));
    }
    if (!(out.due == out.entitled)) {
        out.workings.push_back(fmt::format("{} to date − {} from the pay periods before = {}",
                                           out.entitled.shown(), out.before.shown(),
                                           out.due.shown()));
    }
}

}  // namespace attain::report
