// What a component pays: which value fits which base and axis (R0, R3).
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

AxisKind axis_kind(const Binding& b, const ComponentBinding& d) {
    if (std::holds_alternative<ColumnAxis>(d.meant.axis)) return AxisKind::column;
    if (std::holds_alternative<PayAxis>(d.meant.axis)) return AxisKind::amount;
    const auto* measure = std::get_if<MeasureAxis>(&d.meant.axis);
    if (measure == nullptr) return AxisKind::attainment;
    const bool counts = b.plan.measures[measure->measure].counts_whole_lines();
    return counts ? AxisKind::count : AxisKind::amount;
}

ValueKind value_kind(const Binding& b, const Base& base) {
    if (std::holds_alternative<NoBase>(base)) return ValueKind::amount;
    const auto* measure = std::get_if<MeasureBase>(&base);
    const bool units = measure != nullptr && !b.plan.measures[measure->measure].is_money();
    return units ? ValueKind::per_unit : ValueKind::share;
}

// Which columns may choose the value: those of a deal only where deals are rated one by one.
Chooses chooses(const Binding& b, const ComponentBinding& d) {
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    const bool deals = base && has_credits(b, base->measure);
    return deals ? Chooses::by_deal : Chooses::by_person;
}

std::optional<MeasureIndex> looked_up(const Binding& b, const Axis& axis) {
    if (const auto* measure = std::get_if<MeasureAxis>(&axis)) return measure->measure;
    const auto* goal = std::get_if<AttainmentAxis>(&axis);
    if (goal == nullptr || !b.measured[goal->attainment]) return std::nullopt;
    return b.plan.attainments[goal->attainment].of;
}

// Slices are of credits, and an edge in percent divides them where the attainment is a measure
// divided by its goal.
bool check_slices(Binding& b, const ComponentBinding& d, const Span& said) {
    const Measure& base = b.plan.measures[std::get<MeasureBase>(d.meant.base).measure];
    if (!base.adds_up() && base.kind != Measure::Kind::pay) {
        refuse(
            b, "marginal-without-lines", said,
            fmt::format("`{}` is one figure and no sum of credits, so it has no slices", base.name),
            "write `mode: whole`");
        return false;
    }
    const auto* goal = std::get_if<AttainmentAxis>(&d.meant.axis);
    if (!goal || !b.measured[goal->attainment]) return true;
    const Attainment& attainment = b.plan.attainments[goal->attainment];
    if (attainment.divides_plainly()) return true;
    Diagnostic& error = refuse(
        b, "marginal-without-lines", d.written.by->where,
        fmt::format("`{}` is not simply a measure divided by its goal, so its edges divide no "
                    "credit",
                    attainment.name),
        "write `mode: whole`");
    error.notes.push_back({attainment.where_written, "declared here"});
    return false;
}

// Pay that is taken in is one amount without deals: only its own height can cut it.
void check_walk(Binding& b, const ComponentBinding& d, const Span& said, const char* called) {
    const MeasureIndex base = std::get<MeasureBase>(d.meant.base).measure;
    const std::optional<MeasureIndex> axis = looked_up(b, d.meant.axis);
    if (!check_slices(b, d, said) || !axis || *axis == base ||
        (has_credits(b, base) && has_credits(b, *axis)))
        return;
    Diagnostic& error =
        refuse(b, "marginal-without-measure", said,
               fmt::format("{} needs deals that move `{}` and are paid on in `{}`", called,
                           b.plan.measures[*axis].name, b.plan.measures[base].name),
               "look up the measure that is paid on, or write `mode: whole`");
    error.notes.push_back({d.written.by->where, "what is looked up"});
}

// Slices are cut where the axis reaches an edge: of a measure's credits as they come, or of a share
// of the target by an attainment.
void check_sliced(Binding& b, const ComponentBinding& d, const Span& said, const char* called) {
    if (std::holds_alternative<MeasureBase>(d.meant.base)) {
        if (!std::holds_alternative<ColumnAxis>(d.meant.axis)) {
            return check_walk(b, d, said, called);
        }
        Diagnostic& error =
            refuse(b, "sliced-by-column", said,
                   fmt::format("{} cuts slices, and a column stands still within a deal", called),
                   "write `mode: whole`; to cut slices of the column, sum it in a measure");
        error.notes.push_back({d.written.by->where, "a column"});
        return;
    }
    const bool of_target = std::holds_alternative<TargetBase>(d.meant.base);
    if (of_target && std::holds_alternative<AttainmentAxis>(d.meant.axis)) return;
    refuse(b, "marginal-without-measure", said,
           of_target
               ? fmt::format("{} pays slices of attainment, and an amount is looked up", called)
               : fmt::format("{} pays slices of a measure, and this component has none", called),
           of_target ? "write `by:` and an attainment, or `mode: whole`"
                     : "write `of:` and a measure, or `mode: whole`");
}

// Pay on pay is one amount: there are no credits that could reach one edge after the other.
bool check_reached(Binding& b, const ComponentBinding& d, const TableDraft& table) {
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    if (!base || !has_credits(b, base->measure)) {
        refuse(b, "marginal-without-measure", table.mode.where,
               "a table of mode `reached` rates deals as they come, and this component has none",
               "write `of:` and a measure of deals, or `mode: whole`");
        return false;
    }
    if (d.meant.per == Per::window) return true;
    refuse(b, "per-deal", table.mode.where,
           "each deal is looked up on its own, so none of them reaches a tier after another",
           "write `mode: whole`, or leave `per` out");
    return false;
}

void check_pay_axis(Binding& b, const ComponentBinding& d, const TableDraft& table) {
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    const bool deals = base && has_credits(b, base->measure);
    const bool after = !table.reached || table.reached->text == "after";
    if (!deals) {
        refuse(b, "by-own-pay", d.written.by->where,
               "one's own pay so far grows deal by deal, and this component has no deals",
               "write `of:` and a measure of deals");
    } else if (table.mode.text == "whole") {
        refuse(b, "by-own-pay", table.mode.where,
               "the rate of everything would depend on the pay that it makes",
               "write `mode: marginal`, or `mode: reached` with `reached: before`");
    } else if (table.mode.text == "reached" && after) {
        refuse(b, "by-own-pay", table.reached ? table.reached->where : table.mode.where,
               "a deal's rate would depend on the pay that it makes", "write `reached: before`");
    }
}

void check_mode(Binding& b, const ComponentBinding& d) {
    const TableDraft& table = *d.written.table;
    if (table.mode.text == "marginal") {
        check_sliced(b, d, table.mode.where, "a marginal table");
    } else if (table.back_to) {
        check_sliced(b, d, table.back_to->where, "a table with `back_to`");
    }
    if (table.mode.text == "reached" && check_reached(b, d, table)) {
        check_sliced(b, d, table.mode.where, "a table of mode `reached`");
    }
    if (std::holds_alternative<PayAxis>(d.meant.axis)) check_pay_axis(b, d, table);
}

bool refuse_pay_axis(Binding& b, const ComponentBinding& d, const char* called) {
    if (!std::holds_alternative<PayAxis>(d.meant.axis)) return false;
    refuse(b, "by-own-pay", d.written.by->where,
           fmt::format("{} would depend on the pay that it makes", called),
           "look up a measure or an attainment, or write a table of mode `marginal`");
    return true;
}

std::optional<Value> bind_amount_value(Binding& b, ComponentBinding& d) {
    if (!d.written.of) {
        const auto amount = bind_paid(b, *d.written.amount, PayWord::amount, Chooses::by_person);
        return amount ? std::optional<Value>(FixedAmount{*amount}) : std::nullopt;
    }
    if (!d.base_known) return std::nullopt;
    const auto amount = bind_paid(b, *d.written.amount, PayWord::amount, chooses(b, d));
    if (value_kind(b, d.meant.base) != ValueKind::per_unit) {
        Diagnostic& error = b.out.error("amount-of-money", d.written.amount->where,
                                        "an amount for each unit needs a measure that is counted");
        error.notes.push_back({d.written.of->where, "this is money"});
        error.help = "write `rate:` with a percentage; or leave `of` out for a fixed amount";
        return std::nullopt;
    }
    return amount ? std::optional<Value>(FlatRate{*amount}) : std::nullopt;
}

std::optional<Value> bind_rate_value(Binding& b, ComponentBinding& d) {
    if (!d.base_known) return std::nullopt;
    const auto rate = bind_paid(b, *d.written.rate, PayWord::rate, chooses(b, d));
    if (!rate) return std::nullopt;
    if (value_kind(b, d.meant.base) == ValueKind::per_unit) {
        Diagnostic& error = b.out.error("rate-of-count", d.written.rate->where,
                                        "a percentage of a number that is not money is no amount");
        error.notes.push_back({d.written.of->where, "this is not money"});
        error.help =
            "write `amount:` for each unit; if a further column holds money, write "
            "`money: yes` in its measure";
        return std::nullopt;
    }
    return Value(FlatRate{*rate});
}

std::optional<Value> bind_milestone_value(Binding& b, ComponentBinding& d, LookupKind kind) {
    if (refuse_pay_axis(b, d, "a milestone")) return std::nullopt;
    if (std::holds_alternative<MeasureBase>(d.meant.base)) {
        refuse(b, "milestone-of-measure", d.written.of->where,
               "a milestone pays once, not on every deal of a measure",
               "leave `of` out and pay amounts, or write `of: target` and shares of it");
        return std::nullopt;
    }
    std::optional<Milestones> milestones = bind_milestones(b, *d.written.milestones, kind);
    return milestones ? std::optional<Value>(std::move(*milestones)) : std::nullopt;
}

}  // namespace

std::optional<Value> bind_value(Binding& b, ComponentBinding& d) {
    const LookupKind kind = {axis_kind(b, d), value_kind(b, d.meant.base), chooses(b, d)};
    const bool placed = d.base_known && d.axis_known;
    if (const auto* goal = std::get_if<AttainmentAxis>(&d.meant.axis)) {
        check_attainment(b, asking(d), goal->attainment, d.written.by->where);
    }
    if (d.written.curve) {
        if (!placed || refuse_pay_axis(b, d, "a curve")) return std::nullopt;
        std::optional<Curve> curve = bind_curve(b, *d.written.curve, kind);
        return curve ? std::optional<Value>(std::move(*curve)) : std::nullopt;
    }
    if (d.written.table) {
        if (!placed) return std::nullopt;  // how positions and values are written is not known
        check_mode(b, d);
        std::optional<TierTable> table = bind_table(b, *d.written.table, kind);
        return table ? std::optional<Value>(std::move(*table)) : std::nullopt;
    }
    if (d.written.milestones) {
        return placed ? bind_milestone_value(b, d, kind) : std::nullopt;
    }
    if (d.written.rank) {
        std::optional<Rank> rank = bind_rank(b, d);
        return rank ? std::optional<Value>(std::move(*rank)) : std::nullopt;
    }
    if (d.written.pool) return bind_pool(b, *d.written.pool, asking(d));
    return d.written.rate ? bind_rate_value(b, d) : bind_amount_value(b, d);
}

}  // namespace attain::plan
