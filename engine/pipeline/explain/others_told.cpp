// What others decide of one's pay: the pool that a team shares, and one's place in a ranking.
#include <fmt/format.h>

#include "pipeline/explain/teller.h"

namespace attain::explain_room {

Reason Teller::ranked(const WindowFigures& figures) const {
    std::vector<Reason> because;
    for (const Lookup& lookup : figures.lookups) {
        if (lookup.attainment) because.push_back(attainment(plan_of(figures), *lookup.attainment));
        if (lookup.measure_result) because.push_back(measure(*lookup.measure_result));
    }
    const std::string what =
        figures.rank ? fmt::format("place {} of {}{}", figures.rank->place, figures.rank->of,
                                   figures.rank->ties > 1 ? ", tied" : "")
                     : "not ranked";
    because.push_back(constant("prize", figures.gross, figure(figures.gross),
                               std::get<Rank>(component_of(figures).value).where));
    Reason reason =
        step(Step::choice, what, figures.gross, figure(figures.gross), std::move(because));
    reason.rule = std::get<Rank>(component_of(figures).value).where;
    return reason;
}

// What the pool is filled with: a fixed amount, or a rate of the team's measure or of what exceeds
// its goal; never less than nothing, and of a pool that its gate has closed what `otherwise`
// leaves.
Reason Teller::filled(const PoolResult& shared, const WindowFigures& figures) const {
    const Component& component = component_of(figures);
    const auto& rules = std::get<Pool>(component.value);
    const Quantity& quantity = rules.rate ? *rules.rate : *rules.amount;
    const Rational value = std::get<Rational>(quantity.value);
    Reason filled = value_of(quantity, value, rules.rate.has_value(), std::nullopt);
    if (rules.rate) {
        Reason base = measure(shared.measure_result);
        if (shared.above) {
            Reason above = step(Step::less, "above the goal", shared.base, figure(shared.base), {});
            above.because.push_back(std::move(base));
            if (shared.above->quota) above.because.push_back(parts("goal", *shared.above->quota));
            base = std::move(above);
        }
        const Rational amount = shared.base * value;
        filled = step(Step::product, "rate of it", amount, figure(amount), {base, filled});
        filled.formula = fmt::format("{} × {}", figure(shared.base), percentage(value));
    }
    if (filled.value.sign() < 0) {
        const Reason nothing = constant("a pool is never negative", Rational(0),
                                        figure(Rational(0)), component.where_written);
        filled = step(Step::choice, "at least nothing", Rational(0), figure(Rational(0)),
                      {filled, nothing});
    }
    if (rules.reserve.sign() != 0) {
        const Rational left = filled.value * (Rational(1) - rules.reserve);
        const Rational part = Rational(1) - rules.reserve;
        const Reason reserve =
            constant("what its reserve leaves", part, percentage(part), component.where_written);
        filled = step(Step::product, "after its reserve", left, figure(left), {filled, reserve});
        filled.formula = "× (100% − " + percentage(rules.reserve) + ")";
    }
    if (!shared.open) {
        const Gate& gate = *component.gate;
        const Rational left = filled.value * gate.otherwise;
        const Reason otherwise =
            constant("otherwise", gate.otherwise, percentage(gate.otherwise), gate.where);
        filled = step(Step::product, "its gate is closed", left, figure(left), {filled, otherwise});
    }
    return filled;
}

Reason Teller::pool(const WindowFigures& figures) const {
    const PoolResult& shared = run_.pools[figures.pool->pool];
    Reason whole = filled(shared, figures);
    whole.what =
        fmt::format("pool of team {}: {}", world_.facts.roster[shared.team].id.text(), whole.what);
    whole.rule = component_of(figures).where_written;
    const Rational key =
        figures.pool->keys.is_zero() ? Rational(0) : figures.pool->key / figures.pool->keys;
    std::vector<Reason> factors;
    factors.push_back(std::move(whole));
    factors.push_back(fact(fmt::format("own share of {} members", shared.members.size()), key,
                           key.fraction(), {}));
    const Rational exact = shared.amount * key;
    Reason share = step(Step::product, "share", exact, figure(exact), std::move(factors));
    if (exact == figures.gross) return share;
    std::vector<Reason> child;
    child.push_back(std::move(share));
    Reason rounded = step(Step::rounded, "share, so that all shares add up", figures.gross,
                          figure(figures.gross), std::move(child));
    rounded.formula = "rounded down, and the units left over to the largest fractions";
    return rounded;
}

}  // namespace attain::explain_room
