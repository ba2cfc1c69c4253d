// What the parts of a component share while they are bound.
#pragma once

#include <string>

#include "model/plan/bind.h"

namespace attain::plan {

// The component that asks for an attainment, and the window in which it asks.
struct Asking {
    std::string component;
    Grain window = Grain::quarter;
};

// Whether the attainment can be asked in that window (T2, M2); an error at `asked` where not.
void check_attainment(Binding& b, const Asking& by, AttainmentIndex index, const Span& asked);

// Whether a measure consists of credits, which come one after the other.
inline bool has_credits(const Binding& b, MeasureIndex measure) {
    return b.plan.measures[measure].adds_up();
}

// One component on its way.
struct ComponentBinding {
    const ComponentDraft& written;
    Component meant;
    bool base_known = true;
    bool axis_known = true;
};
inline Asking asking(const ComponentBinding& d) {
    return {d.meant.name, d.meant.window};
}

// bind_axis.cpp: what is looked up, and what of it together (R0).
void bind_axis(Binding& b, ComponentBinding& d);
void bind_scope(Binding& b, ComponentBinding& d);
// bind_values.cpp: curve, table, milestones, rate, amount or pool; base and axis are bound.
std::optional<Value> bind_value(Binding& b, ComponentBinding& d);

// bind_adjustments.cpp: rounded values, caps, thresholds, modifiers.
void bind_adjustments(Binding& b, ComponentBinding& d);

// bind_steps.cpp: the order of what changes pay; all of that is bound, the rounding too.
void bind_pay_order(Binding& b, ComponentBinding& d);

std::optional<Rank> bind_rank(Binding& b, ComponentBinding& d);
Pool bind_pool(Binding& b, const PoolDraft& draft, const Asking& by);

}  // namespace attain::plan
