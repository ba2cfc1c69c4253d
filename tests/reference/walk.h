// Rating one credit after the other: what moves the axis, and what is paid of it. Private to the
// reference.
#pragma once

#include <vector>

#include "reference/limits.h"

namespace attain::reference {

// Everything that rates credits one by one: a version of the plan and its component's own terms.
struct Terms {
    PlanIndex version;
    const Component* component = nullptr;
    std::optional<Rational> at;     // the final position on the axis
    std::optional<Rational> scale;  // what an edge of 1 is worth in the walked measure
    bool whole = false;             // a table that has no edges to divide at, for its goal is zero
};

// Whether credits are rated as they come, instead of by the final position alone.
const TierTable* walked_table(const Component& component);
// What a tier pays: its value, or closed its `otherwise` (R10); nothing: its gate lacks a figure.
// What a closed gate leaves of a curve (R10); nothing where the gate cannot be judged.
std::optional<Rational> gated_curve_at(Sheet& sheet, const Moment& moment, const Curve& curve,
                                       const Rational& at);
std::optional<Quantity> tier_quantity(Sheet& sheet, const Moment& moment, const Tier& tier);

// What one credit does: it moves the axis, and its base is paid.
struct Move {
    Line line;  // the amount is the base
    Rational move;
    bool paid = true;
};

struct Walk {
    Sheet& sheet;
    const Moment& moment;
    const Terms& terms;
    const Line& line;
    std::vector<Slice>& slices;
    Rational keeps = 1;  // what a gate that was still closed leaves of the pay

    bool add(std::optional<std::size_t> tier, const Rational& base, const Quantity& value) {
        if (base.is_zero()) return true;
        if (keeps.is_zero()) {
            add_unpaid(base);
            return true;
        }
        const auto worth = quantity(sheet, moment, value, line.assigned, line.row);
        if (!worth) return false;
        slices.push_back({line.row, terms.version, tier, base, base * *worth * keeps});
        return true;
    }
    bool add_tier(const TierTable& table, std::optional<std::size_t> tier, const Rational& base) {
        if (!tier) {
            add_unpaid(base);
            return true;
        }
        const auto value = tier_quantity(sheet, moment, table.tiers[*tier]);
        return value && add(*tier, base, *value);
    }
    void add_unpaid(const Rational& base) {
        if (!base.is_zero()) slices.push_back({line.row, terms.version, std::nullopt, base, 0});
    }
};

// The slices of a marginal table, or of one that goes back to an anchor.
bool rate_marginal(Walk& walk, const TierTable& table, const Rational& from, const Rational& move);
// A credit; `before` is what was credited before it, `at` where the axis stands. False: a figure is
// missing.
bool rate_move(Walk& walk, const Move& move, const Rational& before, const Earning& earns,
               Rational& at);

}  // namespace attain::reference
