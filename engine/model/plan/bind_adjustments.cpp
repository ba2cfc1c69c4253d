// What changes a component's pay on its way (R6): its own rounding of values, caps on what is
// looked up and counted, thresholds, modifiers.
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

void bind_value_rounding(Binding& b, ComponentBinding& d) {
    if (!d.written.round_value) return;
    const ValueRoundingDraft& draft = *d.written.round_value;
    ValueRounding rounding;
    rounding.to = draft.to.value;
    rounding.where = draft.where;
    if (draft.mode) rounding.mode = *rounding_mode(draft.mode->text);
    if (rounding.to.sign() <= 0) {
        refuse(b, "rounding-unit", draft.to.where,
               fmt::format("values cannot be rounded to steps of {}", draft.to.text),
               "write a step above zero, such as `0.0001` or `0.1%`");
        return;
    }
    d.meant.round_value = rounding;
}

void bind_attainment_cap(Binding& b, ComponentBinding& d) {
    if (!d.written.attainment_cap) return;
    const Figure& cap = *d.written.attainment_cap;
    if (d.axis_known && !std::holds_alternative<AttainmentAxis>(d.meant.axis)) {
        refuse(b, "attainment-cap", cap.where, "no attainment is looked up that could be capped",
               "write `by:` and an attainment, or `credit_cap:` with an amount");
        return;
    }
    d.meant.attainment_cap = cap.value;
}

bool on_measure(const ComponentBinding& d) {
    return std::holds_alternative<MeasureBase>(d.meant.base);
}

// Credit is counted where a measure is paid on or looked up.
void bind_credit_limits(Binding& b, ComponentBinding& d) {
    const auto* axis = std::get_if<AttainmentAxis>(&d.meant.axis);
    std::optional<AttainmentIndex> goal;
    if (axis) goal = axis->attainment;
    d.meant.credit_cap = bind_limit(b, d.written.credit_cap, {"credit_cap", false, goal});
    d.meant.threshold = bind_limit(b, d.written.threshold, {"threshold", false, goal});
    const bool known = d.base_known && d.axis_known;
    const bool by_goal = axis && b.plan.attainments[axis->attainment].divides_plainly();
    const bool counts =
        on_measure(d) || by_goal || std::holds_alternative<MeasureAxis>(d.meant.axis);
    if (d.meant.credit_cap && known && (!counts || d.meant.per != Per::window)) {
        refuse(b, "credit-cap", d.meant.credit_cap->where,
               counts ? "the credit of a whole window is capped, and each deal is looked up alone"
                      : "no credit is counted here that could be capped",
               "write `cap:` for the pay, or leave it out");
    }
    if (d.meant.threshold && known && (!on_measure(d) || d.meant.per != Per::window)) {
        refuse(b, "threshold-without-credit", d.meant.threshold->where,
               "a threshold uses up the window's credit, and no measure is paid on as a whole",
               "write `of:` and a measure, without `per: deal`");
    }
}

void bind_modifier_axis(Binding& b, const ComponentBinding& d, const Word& by, Modifier& modifier,
                        LookupKind& kind, bool& known) {
    for (std::size_t i = 0; i < b.draft.attainments.size(); ++i) {
        if (b.draft.attainments[i].name.text != by.text) continue;
        modifier.axis = AttainmentAxis{static_cast<AttainmentIndex>(i)};
        check_attainment(b, asking(d), static_cast<AttainmentIndex>(i), by.where);
        return;
    }
    const std::optional<MeasureIndex> measure = find_measure(b, by);
    known = measure.has_value();
    if (!measure) return;
    modifier.axis = MeasureAxis{*measure};
    const bool counts = b.plan.measures[*measure].counts_whole_lines();
    kind.axis = counts ? AxisKind::count : AxisKind::amount;
}

std::optional<Modifier> bind_modifier(Binding& b, const ComponentBinding& d,
                                      const ModifierDraft& draft) {
    Modifier modifier;
    modifier.where = draft.where;
    LookupKind kind{AxisKind::attainment, ValueKind::share, Chooses::by_person};
    bool known = true;
    if (draft.by) bind_modifier_axis(b, d, *draft.by, modifier, kind, known);
    if (draft.curve && known) {
        auto curve = bind_curve(b, *draft.curve, kind);
        if (curve) modifier.factor = std::move(*curve);
    } else if (draft.table && known) {
        if (draft.table->mode.text != "whole") {
            refuse(b, "modifier-mode", draft.table->mode.where,
                   "a modifier is one factor for all that it changes", "write `mode: whole`");
        }
        auto table = bind_table(b, *draft.table, kind);
        if (table) modifier.factor = std::move(*table);
    } else if (draft.factor) {
        const auto factor = bind_paid(b, *draft.factor, PayWord::rate, Chooses::by_person);
        if (factor) modifier.factor = *factor;
    }
    if (draft.when) {
        Gate gate;
        gate.open_when = bind_gate(b, *draft.when);
        gate.where = draft.when->where;
        gate.otherwise = draft.otherwise ? draft.otherwise->value : Rational(1);
        if (!gate.open_when) return std::nullopt;
        modifier.gate = std::move(gate);
    } else if (draft.otherwise) {
        refuse(b, "otherwise-without-when", draft.otherwise->where,
               "`otherwise` says what a closed gate pays, and there is no gate",
               "write `when:` and its condition, or leave `otherwise` out");
    }
    return modifier;
}

}  // namespace

void bind_adjustments(Binding& b, ComponentBinding& d) {
    bind_value_rounding(b, d);
    bind_attainment_cap(b, d);
    bind_credit_limits(b, d);
    for (const ModifierDraft& draft : d.written.modifiers) {
        if (auto modifier = bind_modifier(b, d, draft)) {
            d.meant.modifiers.push_back(std::move(*modifier));
        }
    }
    if (d.written.modifiers_combine && d.written.modifiers_combine->text == "add") {
        d.meant.modifiers_combine = Combine::add;
    }
    d.meant.cap = bind_limit(b, d.written.cap, {"cap"});
    d.meant.floor = bind_limit(b, d.written.floor, {"floor"});
    for (const std::optional<Limit>* limit : {&d.meant.cap, &d.meant.floor}) {
        const auto* base = std::get_if<MeasureBase>(&d.meant.base);
        const bool deals = base && (has_credits(b, base->measure) ||
                                    b.plan.measures[base->measure].kind == Measure::Kind::pay);
        if (!*limit || (*limit)->per != Limit::Per::deal || deals || !d.base_known) continue;
        refuse(b, "per-deal", (*limit)->where, "there are no deals here that could be limited",
               "write `of:` and a measure of deals, or leave `per` out");
    }
}

}  // namespace attain::plan
