// The upper half of the tree: payout, plans, components, windows, down to what was looked up.
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/explain/teller.h"

namespace attain::explain_room {

namespace {

std::string outcome_text(const ComponentResult& result) {
    switch (result.outcome) {
        case Outcome::paid: return {};
        case Outcome::gate_closed: return " (its gate is closed)";
        case Outcome::no_value: return " (nothing to measure: it pays nothing)";
        case Outcome::not_due: return " (not due: its window has not closed)";
        case Outcome::excepted:
            return fmt::format(" (not paid: {})", fmt::join(result.exceptions, ", "));
        case Outcome::forfeited: return " (forfeited by who left: the plan's terms for leavers)";
    }
    return {};
}

std::string rounding_text(const Component& component, const Currency& currency) {
    const std::string unit = component.rounding.unit
                                 ? figure(*component.rounding.unit)
                                 : figure(Rational::of(1, power_of_ten(currency.minor_digits())));
    return fmt::format("rounded {} to {}", name_of(component.rounding.mode), unit);
}

}  // namespace

Reason Teller::plan(const PlanResult& result) const {
    const Plan& rules = world_.rules[result.plan];
    std::vector<Reason> because;
    for (const std::size_t index : result.components) {
        because.push_back(component(run_.components[index]));
    }
    const auto limit = [&](const Cash& cash, const char* what, const std::optional<Limit>& rule) {
        if (cash.minor_units() == 0) return;
        because.push_back(
            constant(what, cash.exact().amount(), this->cash(cash), rule ? rule->where : Span{}));
    };
    limit(result.cap_cut, "cut off by the plan's cap", rules.cap);
    limit(result.floor_added, "added by the plan's floor", rules.floor);
    return step(Step::sum, fmt::format("plan {}, {}", rules.id.text(), result.pay_period.name),
                result.due.exact().amount(), cash(result.due), std::move(because));
}

Reason Teller::component(const ComponentResult& result) const {
    const Component& rules = component_of(result);
    const std::string name = rules.name + outcome_text(result);
    const bool pays = result.outcome == Outcome::paid || result.outcome == Outcome::gate_closed;
    if (!pays) {
        Reason nothing = constant(name, Rational(0), cash(result.due), rules.where_written);
        return nothing;
    }
    std::vector<Reason> windows;
    for (const WindowFigures& figures : result.windows)
        windows.push_back(window(figures));
    Reason exact = windows.size() == 1 ? std::move(windows.front())
                                       : step(Step::sum, "all windows", result.exact,
                                              figure(result.exact), std::move(windows));
    Reason entitled =
        step(Step::rounded, name, result.entitled.exact().amount(), cash(result.entitled), {});
    entitled.because.push_back(std::move(exact));
    entitled.formula = rounding_text(rules, result.entitled.currency());
    entitled.rule = rules.where_written;
    if (result.before.minor_units() == 0) return entitled;
    entitled.what += ", to date";
    Reason before = fact("drafted for earlier pay periods of the window",
                         result.before.exact().amount(), cash(result.before), {});
    Reason due = step(Step::less, name, result.due.exact().amount(), cash(result.due), {});
    due.because.push_back(std::move(entitled));
    due.because.push_back(std::move(before));
    due.rule = rules.where_written;
    return due;
}

// R6 backwards: the steps of the component's order, then the table.
Reason Teller::window(const WindowFigures& figures) const {
    Reason whole = whole_window(figures);
    if (!figures.share) return whole;
    const std::string name =
        fmt::format("{}, by the version from {} for its days", figures.window.name,
                    plan_of(figures).effective.first.text());
    std::vector<Reason> because;
    because.push_back(std::move(whole));
    because.push_back(constant("its part of the window's days", *figures.share,
                               figures.share->fraction(), plan_of(figures).effective_where));
    return step(Step::product, name, figures.exact, figure(figures.exact), std::move(because));
}

Reason Teller::whole_window(const WindowFigures& figures) const {
    if (figures.forfeited) {
        return constant(figures.window.name + " (forfeited: it was open when the person left)",
                        Rational(0), figure(Rational(0)), plan_of(figures).terms.leavers.where);
    }
    return passed(figures, weighted(figures, gross(figures)));
}

Reason Teller::gross(const WindowFigures& figures) const {
    const Component& rules = component_of(figures);
    if (figures.pool) return pool(figures);
    if (std::holds_alternative<Pool>(rules.value)) {
        return constant("no share of a pool: not among its members on the window's last day",
                        Rational(0), figure(Rational(0)), rules.where_written);
    }
    if (std::holds_alternative<Rank>(rules.value)) return ranked(figures);
    if (std::holds_alternative<TargetBase>(rules.base)) return on_target(figures);
    if (std::holds_alternative<MeasureBase>(rules.base)) return on_measure(figures);
    return amounts(figures);
}

// What the curve or table answered, and for which position.
Reason Teller::looked_up(const WindowFigures& figures, const Lookup& lookup) const {
    const Component& rules = component_of(figures);
    const bool in_percent = !std::holds_alternative<NoBase>(rules.base);
    const std::string shown = in_percent ? percentage(lookup.value) : figure(lookup.value);
    if (const auto* flat = std::get_if<FlatRate>(&rules.value)) {
        return value_of(flat->rate, lookup.value, true, std::nullopt);
    }
    if (const auto* fixed = std::get_if<FixedAmount>(&rules.value)) {
        return value_of(fixed->amount, lookup.value, false, std::nullopt);
    }
    std::vector<Reason> because;
    if (lookup.attainment) because.push_back(attainment(plan_of(figures), *lookup.attainment));
    if (lookup.measure_result) because.push_back(measure(*lookup.measure_result));
    if (lookup.none) {
        return step(Step::choice, "nothing to look up by", Rational(0), "no value",
                    std::move(because));
    }
    const auto* curve = std::get_if<Curve>(&rules.value);
    const auto* milestones = std::get_if<Milestones>(&rules.value);
    const char* what = curve ? "curve" : milestones ? "milestones" : "table";
    Reason reason = step(Step::lookup, what, lookup.value, shown, std::move(because));
    reason.rule = curve        ? curve->where
                  : milestones ? milestones->where
                               : std::get<TierTable>(rules.value).where;
    reason.formula = parts_text(figures, lookup.value);
    return reason;
}

// What the slices of a table, or the milestones reached, come to together, part by part.
std::string Teller::parts_text(const WindowFigures& figures, const Rational& value) const {
    std::string text;
    Rational sum;
    const Rational base = figures.target ? figures.target->amount : Rational(1);
    if (figures.lookups.size() != 1 || figures.slices || base.is_zero()) return "";
    for (const TierSum& tier : figures.tiers) {
        const std::string worth = figures.target ? percentage(tier.value) : figure(tier.value);
        if (!text.empty()) text += " + ";
        text += percentage(tier.base / base) + " × " + worth;
        sum += tier.amount / base;
    }
    return sum == value ? text : "";
}

Reason Teller::on_target(const WindowFigures& figures) const {
    std::vector<Reason> because;
    for (const Lookup& lookup : figures.lookups) {
        std::vector<Reason> factors;
        factors.push_back(parts("target", *figures.target));
        if (lookup.share != Rational(1)) {
            factors.push_back(fact(fmt::format("share from {} to {}", lookup.days.first.text(),
                                               lookup.days.last().text()),
                                   lookup.share, lookup.share.fraction(), {}));
        }
        factors.push_back(looked_up(figures, lookup));
        const Rational value = figures.target->amount * lookup.share * lookup.value;
        const std::string team =
            lookup.team.exists() ? " with team " + world_.facts.roster[lookup.team].id.text() : "";
        Reason product = step(Step::product, figures.window.name + team, value, figure(value),
                              std::move(factors));
        product.formula = fmt::format("{} × {}", figure(figures.target->amount * lookup.share),
                                      percentage(lookup.value));
        because.push_back(std::move(product));
    }
    if (because.size() == 1) return std::move(because.front());
    return step(Step::sum, figures.window.name, figures.gross, figure(figures.gross),
                std::move(because));
}

// The tiers of one look-up; or of each team's, by its share of the window (T8).
Reason Teller::on_measure(const WindowFigures& figures) const {
    const auto& base = std::get<MeasureBase>(component_of(figures).base);
    const bool shared = plan_of(figures).measures[base.measure].shared_by_teams();
    if (!shared || figures.lookups.size() < 2) {
        std::vector<Reason> because = tiers(figures, std::nullopt);
        if (because.size() == 1) return std::move(because.front());
        return step(Step::sum, figures.window.name, figures.gross, figure(figures.gross),
                    std::move(because));
    }
    std::vector<Reason> because;
    for (std::size_t at = 0; at < figures.lookups.size(); ++at) {
        const Lookup& lookup = figures.lookups[at];
        std::vector<Reason> factors;
        Rational whole;
        std::vector<Reason> of_lookup = tiers(figures, at);
        for (const Reason& one : of_lookup)
            whole += one.value;
        factors.push_back(
            step(Step::sum, "for the whole window", whole, figure(whole), std::move(of_lookup)));
        factors.push_back(fact(
            fmt::format("share from {} to {}", lookup.days.first.text(), lookup.days.last().text()),
            lookup.share, lookup.share.fraction(), {}));
        const std::string team =
            lookup.team.exists() ? world_.facts.roster[lookup.team].id.text() : "none";
        const Rational value = whole * lookup.share;
        because.push_back(
            step(Step::product, "with team " + team, value, figure(value), std::move(factors)));
    }
    return step(Step::sum, figures.window.name, figures.gross, figure(figures.gross),
                std::move(because));
}

// What fell into each tier, of all look-ups or of one of them.
std::vector<Reason> Teller::tiers(const WindowFigures& figures,
                                  std::optional<std::size_t> lookup) const {
    std::vector<Reason> because;
    for (const TierSum& sum : figures.tiers) {
        const bool unpaid = sum.tier == Slices::no_tier;
        if (lookup && (unpaid || sum.look_up != *lookup)) continue;
        because.push_back(tier(figures, sum));
    }
    // Where a quota set the edges, the attainment belongs to the reasons, but not to the sum.
    const std::size_t of = lookup.value_or(0);
    if (because.size() > 1 && of < figures.lookups.size() && figures.lookups[of].attainment) {
        const Reason edges = attainment(plan_of(figures), *figures.lookups[of].attainment);
        for (Reason& one : because) {
            if (one.step == Step::product) one.because.back().because = {edges};
        }
    }
    return because;
}

// What fell into one tier: its slices, deal by deal, times the tier's value.
Reason Teller::tier(const WindowFigures& figures, const TierSum& sum) const {
    const Component& rules = component_of(figures);
    std::vector<Reason> slices;
    if (figures.slices) {
        for (std::size_t i = figures.slices->begin; i < figures.slices->end; ++i) {
            if (run_.slices.tiers[i] != sum.place) continue;
            const std::uint32_t row = run_.slices.rows[i];
            const Rational base = run_.slices.base(*figures.slices, i);
            slices.push_back(fact(world_.facts.ledger.key_text(row), base, figure(base),
                                  origin_text(world_.facts, world_.facts.ledger.origin[row])));
        }
    }
    const MeasureIndex base_of = std::get<MeasureBase>(rules.base).measure;
    const bool per_unit = !plan_of(figures).measures[base_of].is_money();
    const std::string value = per_unit ? figure(sum.value) : percentage(sum.value);
    Reason rate = constant("value", sum.value, value, rules.where_written);
    const auto* table = std::get_if<TierTable>(&rules.value);
    const auto* flat = std::get_if<FlatRate>(&rules.value);
    const bool own = sum.tier != Slices::no_tier && figures.versions.empty();
    if (sum.tier == Slices::no_tier) {
        rate.what = figures.threshold || figures.credit_cap ? "credit that earns nothing"
                                                            : "outside the table";
    } else if (table) {
        if (own) rate = value_of(table->tiers[sum.tier].value, sum.value, !per_unit, sum.chosen);
        const std::string chosen = sum.chosen ? ", " + rate.what : "";
        rate.what = fmt::format("tier {}{}", sum.tier + 1, chosen);
    } else if (flat) {
        rate = value_of(flat->rate, sum.value, !per_unit, sum.chosen);
    } else if (sum.at) {
        rate.what = "curve at " + figure(*sum.at);
    } else if (!figures.lookups.empty()) {
        rate = looked_up(figures, figures.lookups.front());
    }
    for (const DerivedRate& derived : figures.rates) {
        if (derived.value != sum.value || !rate.because.empty()) continue;
        rate.because.push_back(parts("target", derived.target));
        if (derived.goal.quota) rate.because.push_back(parts("goal", *derived.goal.quota));
        rate.formula = fmt::format("{} of the target / the goal", percentage(derived.exact));
    }
    const bool traced = !slices.empty();
    Reason base =
        traced ? step(Step::sum, "credits in it", sum.base, figure(sum.base), std::move(slices))
        : figures.base_measure ? measure(*figures.base_measure)
                               : fact("credits of the team", sum.base, figure(sum.base), {});
    const std::string name = rate.what;
    std::vector<Reason> factors;
    factors.push_back(std::move(base));
    factors.push_back(std::move(rate));
    Reason product = step(Step::product, name, sum.amount, figure(sum.amount), std::move(factors));
    product.formula = fmt::format("{} × {}", figure(sum.base), value);
    return product;
}

// Deals that each pay an amount: how many in each tier, times what it pays.
Reason Teller::each_deal(const WindowFigures& figures) const {
    std::vector<Reason> because;
    const std::optional<std::size_t>& measured = figures.lookups.front().measure_result;
    for (const TierSum& sum : figures.tiers) {
        std::vector<Reason> factors;
        factors.push_back(fact("deals", sum.base, figure(sum.base), {}));
        if (measured) factors.back().because.push_back(measure(*measured));
        factors.push_back(constant(fmt::format("tier {}", sum.tier + 1), sum.value,
                                   figure(sum.value), component_of(figures).where_written));
        Reason product = step(Step::product, fmt::format("tier {}", sum.tier + 1), sum.amount,
                              figure(sum.amount), std::move(factors));
        product.formula = fmt::format("{} × {}", figure(sum.base), figure(sum.value));
        because.push_back(std::move(product));
    }
    return step(Step::sum, figures.window.name, figures.gross, figure(figures.gross),
                std::move(because));
}

Reason Teller::amounts(const WindowFigures& figures) const {
    if (component_of(figures).per != Per::window && !figures.lookups.empty()) {
        return each_deal(figures);
    }
    std::vector<Reason> because;
    for (const Lookup& lookup : figures.lookups) {
        Reason value = looked_up(figures, lookup);
        const bool prorated = plan_of(figures).prorates.amounts && figures.presence != Rational(1);
        if (lookup.share != Rational(1) || prorated) {
            std::vector<Reason> factors;
            Rational part = lookup.value * lookup.share;
            factors.push_back(std::move(value));
            if (lookup.share != Rational(1)) {
                factors.push_back(fact("share", lookup.share, lookup.share.fraction(), {}));
            }
            if (prorated) {
                part *= figures.presence;
                factors.push_back(fact("presence in the window", figures.presence,
                                       figures.presence.fraction(), {}));
            }
            value =
                step(Step::product, figures.window.name, part, figure(part), std::move(factors));
        }
        because.push_back(std::move(value));
    }
    if (because.size() == 1) return std::move(because.front());
    return step(Step::sum, figures.window.name, figures.gross, figure(figures.gross),
                std::move(because));
}

}  // namespace attain::explain_room

namespace attain {

Reason explain(const World& world, const RunResult& run, ParticipantIndex who,
               const std::string& component) {
    using namespace explain_room;
    const Teller teller(world, run);
    std::vector<Reason> because;
    Rational total;
    std::string shown;
    for (const PlanResult& plan : run.plans) {
        if (plan.who != who) continue;
        if (component.empty()) {
            because.push_back(teller.plan(plan));
            continue;
        }
        for (const std::size_t index : plan.components) {
            const ComponentResult& result = run.components[index];
            if (world.rules[result.plan].components[result.component].name != component) continue;
            because.push_back(teller.component(result));
        }
    }
    for (const Reason& reason : because)
        total += reason.value;
    std::vector<std::string> sums;
    for (const Payout& payout : run.payouts) {
        if (payout.who == who) sums.push_back(teller.cash(payout.total));
    }
    shown = component.empty() ? fmt::format("{}", fmt::join(sums, " + ")) : figure(total);
    const Participant& person = world.facts.roster[who];
    return step(Step::sum,
                fmt::format("{} ({}), {}", person.name, person.id.text(), run.period.name), total,
                std::move(shown), std::move(because));
}

}  // namespace attain
