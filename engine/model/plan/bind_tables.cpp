// Tier tables. Tiers stand in ascending order and meet edge to edge; each edge has one owner (R1).
//
// For counts an edge lies between two whole numbers, and there are four ways to write the one
// between 3 and 4: up to 3, below 4, above 3, from 4. All become "3, owned by the lower tier", so
// that the fourth deal of a marginal table is paid by the upper tier.
#include <fmt/format.h>

#include <utility>

#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

std::string shown(const Figure& figure) {
    if (figure.is_percent()) return figure.text;
    return grouped(figure.value.shown(18));
}

std::optional<Side> side_of(Binding& b, const std::optional<Figure>& owning,
                            const char* owning_word, const std::optional<Figure>& other,
                            const char* other_word, bool& sound) {
    if (owning && other) {
        Diagnostic& error =
            b.out.error("conflicting-keys", other->where,
                        fmt::format("`{}` and `{}` both write the same side of this tier",
                                    owning_word, other_word));
        error.notes.push_back({owning->where, "the other one"});
        error.help = "keep one of them";
        sound = false;
        return std::nullopt;
    }
    if (owning) return Side{*owning, true, owning_word};
    if (other) return Side{*other, false, other_word};
    return std::nullopt;
}

// The first and last whole number of a tier that counts.
Rational first_unit(const Side& lower) {
    return lower.figure.value + (lower.owned ? 0 : 1);
}
Rational last_unit(const Side& upper) {
    return upper.figure.value - (upper.owned ? 0 : 1);
}

void check_not_empty(Binding& b, const TierDraft& tier, TierBounds& bounds, AxisKind axis) {
    if (!bounds.sound || !bounds.lower || !bounds.upper) return;
    const bool empty = axis == AxisKind::count
                           ? last_unit(*bounds.upper) < first_unit(*bounds.lower)
                           : bounds.upper->figure.value <= bounds.lower->figure.value;
    if (!empty) return;
    bounds.sound = false;
    refuse(b, "tier-empty", tier.where,
           fmt::format("nothing lies between `{}: {}` and `{}: {}`", bounds.lower->word,
                       bounds.lower->figure.text, bounds.upper->word, bounds.upper->figure.text),
           "the upper edge of a tier is higher than its lower edge");
}

// --- two neighbours --------------------------------------------------------------------------

struct Pair {
    const TierDraft& before;
    const TierDraft& after;
    const TierBounds& ends;
    const TierBounds& starts;
};

void disagree(Binding& b, const char* code, const Pair& pair, std::string message,
              std::string help) {
    const Span where = pair.starts.lower ? pair.starts.lower->figure.where : pair.after.where;
    const Span other = pair.ends.upper ? pair.ends.upper->figure.where : pair.before.where;
    Diagnostic& error = refuse(b, code, where, std::move(message), std::move(help));
    error.label = pair.starts.lower ? "this tier starts here" : "this tier is open downward";
    error.notes.push_back(
        {other, pair.ends.upper ? "the tier before ends here" : "the tier before is open upward"});
}

bool open_in_the_middle(Binding& b, const Pair& pair) {
    const std::optional<Side>& ends = pair.ends.upper;
    const std::optional<Side>& starts = pair.starts.lower;
    if (ends && starts) return false;
    if (ends) {
        disagree(b, "tier-overlap", pair,
                 fmt::format("two tiers pay up to {}", shown(ends->figure)),
                 fmt::format("write `{}: {}` in this tier", ends->owned ? "above" : "from",
                             ends->figure.text));
    } else if (starts) {
        disagree(b, "tier-overlap", pair,
                 fmt::format("two tiers pay from {}", shown(starts->figure)),
                 fmt::format("write `{}: {}` in the tier before", starts->owned ? "below" : "up_to",
                             starts->figure.text));
    } else {
        disagree(b, "tier-overlap", pair, "two tiers pay everywhere",
                 "write where the first one ends (`up_to` or `below`) and this one starts (`above` "
                 "or `from`)");
    }
    return true;
}

void check_owner(Binding& b, const Pair& pair) {
    const Side& starts = *pair.starts.lower;
    if (pair.ends.upper->owned != starts.owned) return;
    const std::string& at = starts.figure.text;
    if (starts.owned) {
        disagree(b, "tier-edge", pair,
                 fmt::format("{} belongs to both tiers", shown(starts.figure)),
                 fmt::format("write `above: {0}` here, or `below: {0}` in the tier before", at));
    } else {
        disagree(b, "tier-edge", pair,
                 fmt::format("{} belongs to neither tier", shown(starts.figure)),
                 fmt::format("write `from: {0}` here, or `up_to: {0}` in the tier before", at));
    }
}

// "write `above: 100%`": what this tier would start with to meet the one before.
std::string meeting(const Side& ends) {
    return fmt::format("write `{}: {}`", ends.owned ? "above" : "from", ends.figure.text);
}

std::string gap_between(const Side& ends, const Side& starts, AxisKind axis) {
    if (axis != AxisKind::count) {
        return fmt::format("nothing is paid between {} and {}", shown(ends.figure),
                           shown(starts.figure));
    }
    const std::string first = (last_unit(ends) + 1).shown();
    const std::string last = (first_unit(starts) - 1).shown();
    return first == last ? fmt::format("nothing is paid for {}", first)
                         : fmt::format("nothing is paid from {} to {}", first, last);
}

void check_pair(Binding& b, const Pair& pair, AxisKind axis) {
    if (!pair.ends.sound || !pair.starts.sound || open_in_the_middle(b, pair)) return;
    const Side& ends = *pair.ends.upper;
    const Side& starts = *pair.starts.lower;
    const std::optional<Side>& before = pair.ends.lower;
    if (ends.figure.value == starts.figure.value) {
        check_owner(b, pair);
    } else if (axis == AxisKind::count && first_unit(starts) == last_unit(ends) + 1) {
        return;  // 3 and 4 are neighbours
    } else if (ends.figure.value < starts.figure.value) {
        disagree(b, "tier-gap", pair, gap_between(ends, starts, axis),
                 meeting(ends) + ", or add the tier that is missing");
    } else if (before && starts.figure.value <= before->figure.value) {
        disagree(b, "tier-order", pair, "this tier starts below the one before it",
                 "write the tiers in ascending order");
    } else {
        disagree(b, "tier-overlap", pair,
                 fmt::format("two tiers pay between {} and {}", shown(starts.figure),
                             shown(ends.figure)),
                 meeting(ends));
    }
}

// --- the ends of the table -------------------------------------------------------------------

Beyond bind_end(Binding& b, const std::optional<Word>& said, const std::optional<Side>& edge,
                const char* key, bool needed) {
    if (said && !edge) {
        Diagnostic& warning = b.out.warning(
            "no-effect", said->where,
            fmt::format("`{}` says nothing here: the table is open on that side", key));
        warning.help = "leave it out";
    }
    if (said) return beyond_named(said->text);
    if (edge && needed) {
        refuse(b, "missing-end", edge->figure.where,
               fmt::format("nothing says what holds {} {}",
                           std::string_view(key) == "below_first" ? "below" : "beyond",
                           shown(edge->figure)),
               fmt::format("write `{}: zero`, or `on` for the same rate to go on", key));
    }
    return Beyond::on;
}

void bind_ends(Binding& b, const TableDraft& draft, const std::vector<TierBounds>& bounds,
               TierTable& table) {
    const std::optional<Side>& start = bounds.front().lower;
    const std::optional<Side>& end = bounds.back().upper;
    // From zero on, the first rate also holds below zero (R2), unless the plan says otherwise.
    const bool from_zero = start && start->figure.value.is_zero();
    table.below_first =
        bind_end(b, draft.below_first, start, "below_first", bounds.front().sound && !from_zero);
    table.beyond_last = bind_end(b, draft.beyond_last, end, "beyond_last", bounds.back().sound);
}

// --- values ----------------------------------------------------------------------------------

// Whether the tier's value is written with the word that its kind wants.
bool check_value_word(const TierDraft& tier, ValueKind kind, Together& errors) {
    switch (kind) {
        case ValueKind::share:
            if (tier.rate) return true;
            errors.add("amount-of-money", tier.amount->where,
                       "an amount is paid here, and `of:` says that a share of something is paid",
                       "write `rate:` with a percentage, or leave `of` out");
            return false;
        case ValueKind::per_unit:
            if (tier.amount) return true;
            errors.add("rate-of-count", tier.rate->where,
                       "a percentage of a number that is not money is no amount",
                       "write `amount:` for each unit; if a further column holds money, write "
                       "`money: yes` in its measure");
            return false;
        case ValueKind::amount:
            if (tier.amount) return true;
            errors.add("rate-of-nothing", tier.rate->where,
                       fmt::format("nothing says of what {} is paid", tier.rate->text),
                       "write `of: target`, or `of:` and a measure; or `amount:` for a fixed "
                       "amount");
            return false;
    }
    return false;
}

Quantity bind_value(Binding& b, const TierDraft& tier, LookupKind kind, Together& errors) {
    if (!check_value_word(tier, kind.value, errors)) return {};
    const PayWord word = tier.rate ? PayWord::rate : PayWord::amount;
    return bind_paid(b, tier.rate ? *tier.rate : *tier.amount, word, kind.chooses)
        .value_or(Quantity{});
}

// R10: a gate on one tier.
std::optional<TierGate> bind_tier_gate(Binding& b, const TierDraft& tier, LookupKind kind) {
    if (!tier.when) {
        if (tier.otherwise) {
            refuse(b, "otherwise-without-when", tier.otherwise->where,
                   "`otherwise` says what a closed tier pays, and the tier has no gate",
                   "write `when:` and its condition, or leave `otherwise` out");
        }
        return std::nullopt;
    }
    TierGate gate;
    gate.open_when = bind_gate(b, *tier.when);
    gate.where = tier.when->where;
    if (tier.otherwise) {
        gate.otherwise = bind_paid(b, *tier.otherwise, tier.rate ? PayWord::rate : PayWord::amount,
                                   kind.chooses);
    }
    if (!gate.open_when) return std::nullopt;
    return gate;
}

TableMode mode_of(const std::string& word) {
    if (word == "reached") return TableMode::reached;
    return word == "whole" ? TableMode::whole : TableMode::marginal;
}

// What belongs to one mode only (R3).
void bind_mode(Binding& b, const TableDraft& draft, AxisKind axis, Together& errors,
               TierTable& table) {
    table.mode = mode_of(draft.mode.text);
    const auto belongs = [&](const Span& where, const char* key, const char* mode) {
        Diagnostic& error =
            refuse(b, "key-of-mode", where,
                   fmt::format("`{}` says nothing in a table of mode {}", key, draft.mode.text),
                   fmt::format("leave it out, or write `mode: {}`", mode));
        error.notes.push_back({draft.mode.where, "the mode"});
    };
    if (draft.reached && table.mode != TableMode::reached) {
        belongs(draft.reached->where, "reached", "reached");
    }
    table.reached_before = draft.reached && draft.reached->text == "before";
    if (!draft.back_to) return;
    if (table.mode != TableMode::whole) return belongs(draft.back_to->where, "back_to", "whole");
    if (check_position(errors, *draft.back_to, axis)) table.back_to = draft.back_to->value;
}

}  // namespace

TierBounds bounds_of(Binding& b, const TierDraft& tier, AxisKind axis, Together& errors) {
    TierBounds bounds;
    bounds.lower = side_of(b, tier.from, "from", tier.above, "above", bounds.sound);
    bounds.upper = side_of(b, tier.up_to, "up_to", tier.below, "below", bounds.sound);
    if (bounds.lower && !check_position(errors, bounds.lower->figure, axis)) bounds.sound = false;
    if (bounds.upper && !check_position(errors, bounds.upper->figure, axis)) bounds.sound = false;
    check_not_empty(b, tier, bounds, axis);
    return bounds;
}

std::optional<Edge> lower_edge(const std::optional<Side>& side, AxisKind axis, bool is_first) {
    if (!side) return std::nullopt;
    // A table from 0 on starts at 0, not between -1 and 0.
    const bool at_start = is_first && side->figure.value.is_zero();
    if (axis == AxisKind::count && !at_start) return Edge{first_unit(*side) - 1, false};
    return Edge{side->figure.value, side->owned};
}

std::optional<Edge> upper_edge(const std::optional<Side>& side, AxisKind axis) {
    if (!side) return std::nullopt;
    if (axis == AxisKind::count) return Edge{last_unit(*side), false};
    return Edge{side->figure.value, !side->owned};
}

void Together::add(std::string_view code, const Span& where, std::string message,
                   std::string help) {
    for (Diagnostic& error : errors_) {
        if (error.code != code) continue;
        error.notes.push_back({where, "and here"});
        return;
    }
    Diagnostic error;
    error.code = code;
    error.where = where;
    error.message = std::move(message);
    error.help = std::move(help);
    errors_.push_back(std::move(error));
}

void Together::tell(Diagnostics& out) {
    for (Diagnostic& error : errors_)
        out.add(std::move(error));
    errors_.clear();
}

bool check_position(Together& errors, const Figure& at, AxisKind axis) {
    if (axis == AxisKind::attainment) {
        if (written_as_share(at)) return true;
        errors.add(
            "axis-wants-percent", at.where,
            fmt::format("`{}` stands on an axis of attainment, and is not a percentage", at.text),
            fmt::format("write `{}%` or `{}`; to look up an amount, write `by:` and a measure",
                        at.text, as_percent(at.value)));
        return false;
    }
    if (axis == AxisKind::column) return true;
    if (at.is_percent()) {
        errors.add(
            "axis-wants-amount", at.where,
            fmt::format("`{}` stands on the axis of a measure, and is a percentage", at.text),
            "write a plain number; to look up an attainment, write `by:` and its name");
        return false;
    }
    if (axis == AxisKind::count && (!at.value.is_whole() || at.value.sign() < 0)) {
        errors.add("axis-wants-whole", at.where,
                   fmt::format("`{}` deals cannot be counted", at.text),
                   "write a whole number, zero or more");
        return false;
    }
    return true;
}

Beyond beyond_named(const std::string& word) {
    if (word == "zero") return Beyond::zero;
    return word == "flat" ? Beyond::flat : Beyond::on;
}

std::optional<TierTable> bind_table(Binding& b, const TableDraft& draft, LookupKind kind) {
    const std::size_t errors_before = b.out.error_count();
    TierTable table;
    table.where = draft.where;
    Together errors;
    bind_mode(b, draft, kind.axis, errors, table);
    std::vector<TierBounds> bounds;
    for (const TierDraft& tier : draft.tiers)
        bounds.push_back(bounds_of(b, tier, kind.axis, errors));
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        check_pair(b, Pair{draft.tiers[i], draft.tiers[i + 1], bounds[i], bounds[i + 1]},
                   kind.axis);
    }
    bind_ends(b, draft, bounds, table);
    for (std::size_t i = 0; i < draft.tiers.size(); ++i) {
        table.tiers.push_back({lower_edge(bounds[i].lower, kind.axis, i == 0),
                               upper_edge(bounds[i].upper, kind.axis),
                               bind_value(b, draft.tiers[i], kind, errors), draft.tiers[i].where,
                               bind_tier_gate(b, draft.tiers[i], kind)});
    }
    errors.tell(b.out);
    if (b.out.error_count() > errors_before) return std::nullopt;
    return table;
}

}  // namespace attain::plan
