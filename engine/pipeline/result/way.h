// The way of a window's pay from base × table to what it is entitled to (R6): what multiplies
// first, and then each step in the component's own order.
//
//     gross 2,000, modifiers 120%, cap 2,100          weighted 2,400, cap −300:          2,100
//     the same with order: [cap, modifiers]           weighted 2,000, modifiers × 120%:  2,400
//
// The figures hold what each step did; this tells in which order, to all who redo it: explanation,
// statement, audit.
#pragma once

#include <vector>

#include "pipeline/result/figures.h"

namespace attain {

// Modifiers and weight, as far as no limit or gate of the component stands before them: what the
// weighted pay is of the gross.
Rational early_factor(const Component& rules, const WindowFigures& figures);
// The steps that come after these, in their order.
std::vector<PayStep> later_steps(const Component& rules);
// Whether the step limits the whole window, or pay periods inside it.
bool limits_window(const Component& rules, PayStep step);

// After the step stands what stood before it × times + plus.
struct WayStep {
    enum class What {
        modifiers,
        weight,
        deals_cut,
        deals_added,
        earned_before,
        excess_before,
        cap,
        floor,
        entitled_before,
        gate,
    };
    What what = What::cap;
    Rational times = 1;
    Rational plus;

    Rational after(const Rational& before) const { return before * times + plus; }
    bool changes() const { return times != Rational(1) || !plus.is_zero(); }
};

// From the weighted pay on. `shrunk`: the gate was judged before a pool was shared (R9).
std::vector<WayStep> way_of(const Component& rules, const WindowFigures& figures, bool shrunk);

}  // namespace attain
