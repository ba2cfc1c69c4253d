#include "reference/walk.h"

#include <algorithm>

namespace attain::reference {

namespace {

// The part of a credit, which runs from `from` to `to`, that lies in a tier of a marginal table.
Rational part_in(const TierTable& table, std::size_t tier, const Rational& scale,
                 const Rational& from, const Rational& to) {
    const bool first = tier == 0 && table.below_first != Beyond::zero;
    const bool last = tier + 1 == table.tiers.size() && table.beyond_last != Beyond::zero;
    Rational low = least(from, to);
    Rational high = greatest(from, to);
    if (table.tiers[tier].lower && !first) low = greatest(low, table.tiers[tier].lower->at * scale);
    if (table.tiers[tier].upper && !last) high = least(high, table.tiers[tier].upper->at * scale);
    if (high <= low) return 0;
    return to >= from ? high - low : low - high;
}

// The tier that reaches up to the cap: its own edge belongs to the tier below it.
std::optional<std::size_t> tier_at_cap(const TierTable& table, const Rational& cap) {
    if (table.tiers.front().lower && table.below_first == Beyond::zero &&
        cap <= table.tiers.front().lower->at) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i + 1 < table.tiers.size(); ++i) {
        if (cap <= table.tiers[i].upper->at) return i;
    }
    const std::optional<Edge>& end = table.tiers.back().upper;
    if (end && table.beyond_last == Beyond::zero && cap > end->at) return std::nullopt;
    return table.tiers.size() - 1;
}

}  // namespace

// Whether credits are rated as they come, instead of by the final position alone.
const TierTable* walked_table(const Component& component) {
    const auto* table = std::get_if<TierTable>(&component.value);
    return table != nullptr && (table->mode != TableMode::whole || table->back_to) ? table
                                                                                   : nullptr;
}

// What a tier pays: its value, or closed its `otherwise` (R10).
std::optional<Quantity> tier_quantity(Sheet& sheet, const Moment& moment, const Tier& tier) {
    if (!tier.gate) return tier.value;
    const auto open = judged(sheet, moment, tier.gate->open_when);
    if (!open) return std::nullopt;
    if (*open) return tier.value;
    return tier.gate->otherwise.value_or(Quantity{Rational(0), {}});
}

// The way of the axis is cut at the edges, above `back_to` (if that is reached) only there; the
// base is divided in proportion.
bool rate_marginal(Walk& walk, const TierTable& table, const Rational& from, const Rational& move) {
    const Rational& scale = *walk.terms.scale;
    const bool back = table.back_to && *walk.terms.at >= *table.back_to;
    const Component* ruling = walk.moment.ruling;
    const bool capped = ruling != nullptr && ruling->attainment_cap;
    if (move.is_zero()) {
        const Rational stands = from / scale;
        auto tier = tier_at(table, stands);
        if (back && stands >= *table.back_to) {
            tier = tier_at(table, *walk.terms.at);
        } else if (capped && stands >= *ruling->attainment_cap) {
            tier = tier_at_cap(table, *ruling->attainment_cap);
        }
        return walk.add_tier(table, tier, walk.line.amount);
    }
    Rational to = from + move;
    Rational start = from;
    Rational left = walk.line.amount;
    if (capped && !back) {
        // Above the cap all is worth what is worth there.
        const Rational top = *ruling->attainment_cap * scale;
        const Rational above = greatest(to, top) - greatest(from, top);
        const Rational base = walk.line.amount * above / move;
        if (!walk.add_tier(table, tier_at_cap(table, *ruling->attainment_cap), base)) return false;
        left -= base;
        start = least(from, top);
        to = least(to, top);
    }
    if (back) {
        const Rational anchor = *table.back_to * scale;
        const Rational above = greatest(to, anchor) - greatest(from, anchor);
        const Rational base = walk.line.amount * above / move;
        if (!walk.add_tier(table, tier_at(table, *walk.terms.at), base)) return false;
        left -= base;
        start = least(from, anchor);
        to = least(to, anchor);
    }
    for (std::size_t tier = 0; tier < table.tiers.size(); ++tier) {
        const Rational part = part_in(table, tier, scale, start, to) * walk.line.amount / move;
        if (!walk.add_tier(table, tier, part)) return false;
        left -= part;
    }
    walk.add_unpaid(left);
    return true;
}

namespace {

// Tiers on the pay so far: as much of the credit as brings the pay to the next edge, then on.
bool rate_by_pay(Walk& walk, const TierTable& table, Rational& paid) {
    Rational left = walk.line.amount;
    const auto worth = [&](std::optional<std::size_t> tier) -> std::optional<Rational> {
        if (!tier) return Rational();
        const auto value = tier_quantity(walk.sheet, walk.moment, table.tiers[*tier]);
        if (!value) return std::nullopt;
        const auto found =
            quantity(walk.sheet, walk.moment, *value, walk.line.assigned, walk.line.row);
        return found ? std::optional(*found * walk.keeps) : std::nullopt;
    };
    if (table.mode == TableMode::reached) {
        const auto tier = tier_at(table, paid);
        const auto value = worth(tier);
        if (!value) return false;
        paid += left * *value;
        return walk.add_tier(table, tier, left);
    }
    while (!left.is_zero()) {
        const bool up = left.sign() > 0;
        std::optional<Rational> stop;  // the next edge on the way
        std::optional<std::size_t> here;
        const auto consider = [&](const Edge& edge) {
            const bool ahead = up ? edge.at > paid : edge.at < paid;
            if (ahead && (!stop || (up ? edge.at < *stop : edge.at > *stop))) stop = edge.at;
        };
        for (std::size_t i = 0; i < table.tiers.size(); ++i) {
            const Tier& tier = table.tiers[i];
            const bool first = i == 0 && table.below_first != Beyond::zero;
            const bool last = i + 1 == table.tiers.size() && table.beyond_last != Beyond::zero;
            const bool opens =
                first || !tier.lower || (up ? tier.lower->at <= paid : tier.lower->at < paid);
            const bool closes =
                !last && tier.upper && (up ? tier.upper->at <= paid : tier.upper->at < paid);
            if (opens && !closes) here = i;
            if (tier.lower && !first) consider(*tier.lower);
            if (tier.upper && !last) consider(*tier.upper);
        }
        const auto value = worth(here);
        if (!value) return false;
        Rational part = left;
        if (stop && value->sign() > 0) {
            const Rational room = (*stop - paid) / *value;
            part = up ? least(left, room) : greatest(left, room);
        }
        if (!walk.add_tier(table, here, part)) return false;
        paid += part * *value;
        left -= part;
    }
    return true;
}

// `at` is where the axis stands, of the group of deals that climbs together; it moves on.
bool rate_line(Walk& walk, const Move& move, Rational& at) {
    const Component& component = *walk.terms.component;
    const Value& value = component.value;
    if (const auto* flat = std::get_if<FlatRate>(&value)) {
        return walk.add(std::nullopt, walk.line.amount, flat->rate);
    }
    if (const auto* each = std::get_if<FixedAmount>(&value)) {
        return walk.add(std::nullopt, walk.line.amount, each->amount);
    }
    if (const auto* curve = std::get_if<Curve>(&value)) {
        const auto worth = gated_curve_at(walk.sheet, walk.moment, *curve, *walk.terms.at);
        if (!worth) return false;
        return walk.add(std::nullopt, walk.line.amount,
                        Quantity{rounded_value(walk.moment, *worth), {}});
    }
    const TierTable& table = std::get<TierTable>(value);
    if (std::holds_alternative<PayAxis>(component.axis)) return rate_by_pay(walk, table, at);
    const Rational from = at;
    at += move.move;
    if (walk.terms.whole) {
        return walk.add_tier(table, tier_at(table, *walk.terms.at), walk.line.amount);
    }
    if (table.mode == TableMode::reached) {
        const Rational stands = (table.reached_before ? from : at) / *walk.terms.scale;
        const Component* ruling = walk.moment.ruling;
        const bool capped = ruling != nullptr && ruling->attainment_cap;
        const bool beyond = capped && stands >= *ruling->attainment_cap;
        const auto tier =
            beyond ? tier_at_cap(table, *ruling->attainment_cap) : tier_at(table, stands);
        return walk.add_tier(table, tier, walk.line.amount);
    }
    if (walked_table(component) != nullptr) return rate_marginal(walk, table, from, move.move);
    return walk.add_tier(table, tier_at(table, *walk.terms.at), walk.line.amount);
}

}  // namespace

// A credit in the pieces that the threshold and the cap on credit make of it: only what lies
// between them earns, and all of it moves the axis.
bool rate_move(Walk& walk, const Move& move, const Rational& before, const Earning& earns,
               Rational& at) {
    if (!earns.bounded) return rate_line(walk, move, at);
    const auto* table = std::get_if<TierTable>(&walk.terms.component->value);
    const bool wholly = table != nullptr && table->mode == TableMode::reached;
    const bool by_pay = std::holds_alternative<PayAxis>(walk.terms.component->axis);
    const Rational after = before + move.line.amount;
    std::vector<Rational> cuts{before};
    std::vector<Rational> edges;
    if (earns.from) edges.push_back(*earns.from);
    const auto upto = earns.upto && earns.from ? greatest(*earns.upto, *earns.from) : earns.upto;
    if (upto) edges.push_back(*upto);
    if (after < before) std::reverse(edges.begin(), edges.end());
    for (const Rational& edge : edges) {
        if (least(before, after) < edge && edge < greatest(before, after)) cuts.push_back(edge);
    }
    cuts.push_back(after);
    const Rational start = at;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const Rational part = cuts[i + 1] - cuts[i];
        if (part.is_zero()) continue;
        const Rational middle = (cuts[i] + cuts[i + 1]) / 2;
        const bool inside = (!earns.from || middle > *earns.from) && (!upto || middle < *upto);
        Move piece = move;
        piece.line.amount = part;
        piece.move = wholly ? move.move : move.move * part / move.line.amount;
        Walk of_piece{walk.sheet, walk.moment, walk.terms, piece.line, walk.slices, walk.keeps};
        if (wholly) at = start;
        if (!inside) {
            of_piece.add_unpaid(part);
            if (!by_pay) at += piece.move;
        } else if (!rate_line(of_piece, piece, at)) {
            return false;
        }
    }
    if (move.line.amount.is_zero()) at += move.move;
    return true;
}

}  // namespace attain::reference
