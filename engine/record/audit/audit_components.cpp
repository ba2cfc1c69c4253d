// From measures to what a component is entitled to: each step of R6, redone from its own figures.
#include <fmt/format.h>

#include <map>

#include "pipeline/result/way.h"
#include "record/audit/findings.h"

namespace attain::record {

namespace {

class WindowLaws {
public:
    WindowLaws(Findings& findings, const ComponentResult& component, const WindowFigures& figures)
        : findings_(findings),
          run_(findings.run),
          rules_(findings.world.rules[figures.plan].components[figures.component]),
          figures_(figures),
          where_(findings.name(component)) {
        if (component.windows.size() > 1) where_ += ", window " + figures.window.name;
    }

    void hold() {
        if (figures_.slices) slices_add_up(*figures_.slices);
        tiers_add_up();
        if (figures_.target) target_is_paid();
        if (rules_.rounded_at == RoundedAt::component) {
            equal("weighted is gross × the modifiers and weight that come first", figures_.weighted,
                  figures_.gross * early_factor(rules_, figures_));
        }
        modifiers_combine();
        limits_hold();
    }

private:
    void modifiers_combine() {
        Rational product = 1;
        Rational sum = 1;
        for (const ModifierFigure& modifier : figures_.modifiers) {
            product *= modifier.factor;
            sum += modifier.factor - 1;
        }
        const bool adds = rules_.modifiers_combine == Combine::add;
        equal("the modifiers make the factor", figures_.factor, adds ? sum : product);
    }

    void equal(const char* law, const Rational& found, const Rational& wanted) {
        findings_.expect_equal(where_, law, found, wanted);
    }

    void slices_add_up(const LineBlock& block) {
        const Slices& slices = run_.slices;
        const bool columns =
            slices.tiers.size() == slices.rows.size() && slices.units.size() == slices.rows.size();
        if (!columns) findings_.add("slices: every slice has a row, a tier and a base");
        if (!columns ||
            !lies_within(findings_, where_, block, slices.rows.size(), slices.ratios.size())) {
            return;
        }
        if (figures_.base_measure && *figures_.base_measure < run_.measures.size()) {
            equal("its slices add up to the measure", sum_of(block, slices.units, slices.ratios),
                  run_.measures[*figures_.base_measure].value);
        }
        std::map<std::uint32_t, Rational> by_tier;
        if (block.exact) {
            for (std::size_t at = block.begin; at < block.end; ++at) {
                by_tier[slices.tiers[at]] += slices.base(block, at);
            }
        } else {
            std::map<std::uint32_t, Int128> units;
            for (std::size_t at = block.begin; at < block.end; ++at) {
                units[slices.tiers[at]] += slices.units[at];
            }
            for (const auto& [tier, sum] : units) {
                by_tier[tier] = Rational::of(from_int128(sum), block.denominator);
            }
        }
        for (const TierSum& tier : figures_.tiers) {
            equal("the slices of a tier add up to it", by_tier[tier.place], tier.base);
            by_tier.erase(tier.place);
        }
        for (const auto& [tier, base] : by_tier) {
            if (tier == Slices::no_tier || base.is_zero()) continue;
            findings_.add(
                fmt::format("{}: slices of {} lie in no tier that is told", where_, base.shown()));
        }
    }

    void tiers_add_up() {
        Rational sum;
        for (const TierSum& tier : figures_.tiers) {
            equal("a tier pays its base × its value", tier.amount, tier.base * tier.value);
            sum += tier.amount;
        }
        // Of several look-ups, each pays its share of its own tiers (T8): not a plain sum.
        if (figures_.lookups.size() == 1 && std::holds_alternative<MeasureBase>(rules_.base)) {
            equal("the tiers add up to the gross", sum, figures_.gross);
        }
    }

    void target_is_paid() {
        Rational share;
        for (const Lookup& lookup : figures_.lookups)
            share += lookup.share * lookup.value;
        equal("gross is target × what was looked up", figures_.gross,
              figures_.target->amount * share);
        Rational parts;
        for (const PeriodPart& part : figures_.target->parts)
            parts += part.counted;
        equal("the target's parts add up", parts, figures_.target->amount);
    }

    void limits_hold() {
        if (figures_.cap_cut.sign() < 0 || figures_.floor_added.sign() < 0) {
            findings_.add(where_ + ": a cap takes off and a floor puts on, never the other way");
        }
        if (figures_.deals_cut.sign() < 0 || figures_.deals_added.sign() < 0 ||
            figures_.excess.sign() < 0 || figures_.shortfall.sign() < 0) {
            findings_.add(where_ + ": what is cut, added or carried on is never negative");
        }
        // A pool that its team's gate closed was shrunk as a whole, before it was shared (R9).
        const bool shrunk = figures_.pool && figures_.pool->pool < run_.pools.size() &&
                            !run_.pools[figures_.pool->pool].open;
        Rational exact;
        if (!figures_.none) {  // what was not measured pays nothing, and no step changes that
            exact = figures_.weighted;
            for (const WayStep& step : way_of(rules_, figures_, shrunk))
                exact = step.after(exact);
        }
        if (figures_.share) exact *= *figures_.share;
        equal("weighted, through each step of its order", figures_.exact, exact);
    }

    Findings& findings_;
    const RunResult& run_;
    const Component& rules_;
    const WindowFigures& figures_;
    std::string where_;
};

void audit_component(Findings& findings, const ComponentResult& component) {
    const std::string where = findings.name(component);
    const Component& rules = findings.world.rules[component.plan].components[component.component];
    Rational windows;
    for (const WindowFigures& figures : component.windows) {
        WindowLaws(findings, component, figures).hold();
        windows += figures.exact;
    }
    const bool pays =
        component.outcome == Outcome::paid || component.outcome == Outcome::gate_closed;
    findings.expect_equal(
        where,
        pays ? "its windows add up to the component" : "a component that does not pay is zero",
        component.exact, pays ? windows : Rational(0));
    const Money exact(component.exact, component.entitled.currency());
    findings.expect_equal(where, "entitled is the exact amount rounded once",
                          component.entitled.exact().amount(),
                          settle(exact, rules.rounding).paid.exact().amount());
    const bool one_currency = component.entitled.currency() == component.due.currency() &&
                              component.before.currency() == component.due.currency();
    if (!one_currency) {
        findings.add(where + ": entitled, before and due are in one currency");
        return;
    }
    findings.expect_equal(where, "due is entitled − before", component.due.exact().amount(),
                          component.entitled.exact().amount() - component.before.exact().amount());
}

// A pool is divided without rest: its members' shares are the pool, rounded once.
void audit_pools(Findings& findings) {
    const RunResult& run = findings.run;
    struct Shared {
        Rational amount;
        Rational keys;
        Rational of_keys;
        bool any = false;
    };
    std::vector<Shared> shared(run.pools.size());
    for (const ComponentResult& component : run.components) {
        for (const WindowFigures& figures : component.windows) {
            if (!figures.pool) continue;
            if (figures.pool->pool >= shared.size()) {
                findings.add(findings.name(component) + ": its pool is not there");
                continue;
            }
            Shared& pool = shared[figures.pool->pool];
            pool.amount += figures.gross;
            pool.keys += figures.pool->key;
            pool.of_keys = figures.pool->keys;
            pool.any = true;
        }
    }
    for (std::size_t i = 0; i < shared.size(); ++i) {
        const PoolResult& pool = run.pools[i];
        if (!shared[i].any) continue;
        const Plan& plan = findings.world.rules[pool.plan];
        const Component& rules = plan.components[pool.component];
        const std::string where =
            fmt::format("pool {} of team {}, {}", rules.name,
                        findings.world.facts.roster[pool.team].id.text(), pool.window.name);
        const auto* value = std::get_if<Pool>(&rules.value);
        const bool rest = value && value->rest_with_company;
        if (!rest) {
            findings.expect_equal(where, "its members' keys add up", shared[i].keys,
                                  shared[i].of_keys);
        }
        if (shared[i].of_keys.sign() <= 0) continue;  // nobody shares it (R9)
        Rational whole = pool.amount;
        if (rest) whole *= shared[i].keys / shared[i].of_keys;
        if (value && !value->rounded_each) {
            whole = settle(Money(whole, plan.currency), rules.rounding).paid.exact().amount();
        }
        findings.expect_equal(where, "its shares add up to the pool", shared[i].amount, whole);
    }
}

}  // namespace

void audit_components(Findings& findings) {
    for (const ComponentResult& component : findings.run.components) {
        audit_component(findings, component);
    }
    audit_pools(findings);
}

}  // namespace attain::record
