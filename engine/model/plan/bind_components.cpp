// Components: base, axis, value, window, gate and limits, each alone and then against each other
// (R0, R6, R8–R11).
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/named.h"
#include "model/plan/quantity.h"
#include "model/plan/reading.h"

namespace attain::plan {

namespace {

void bind_base(Binding& b, ComponentBinding& d) {
    d.meant.base = NoBase{};
    if (!d.written.of) return;
    if (d.written.of->text == "target") {
        d.meant.base = TargetBase{};
        return;
    }
    const std::optional<MeasureIndex> measure = find_measure(b, *d.written.of);
    d.base_known = measure.has_value();
    if (!measure) b.weights_known = false;  // it could have been the target
    if (!measure) return;
    d.meant.base = MeasureBase{*measure};
    const Measure& base = b.plan.measures[*measure];
    if (!b.draft.eligible || !base.of_lines() || base.when_eligible) return;
    Diagnostic& error = refuse(
        b, "not-yet", d.written.of->where,
        fmt::format("`{}` counts a deal before it is eligible, and paying later than counting "
                    "cannot be computed yet",
                    base.name),
        "write `only_when_eligible: yes` in the measure");
    error.notes.push_back({b.draft.eligible->where, "from when a deal may be paid"});
}

// --- windows ---------------------------------------------------------------------------------

void bind_window(Binding& b, ComponentBinding& d) {
    const ComponentDraft& written = d.written;
    d.meant.window = written.window ? *grain_named(written.window->text) : b.plan.pays;
    if (written.settles && written.settles->text == "at_window_close") {
        d.meant.settles = Settles::at_window_close;
    }
    if (written.settles && d.meant.window <= b.plan.pays) {
        Diagnostic& warning =
            b.out.warning("no-effect", written.settles->where,
                          "`settles` says nothing: the window is no longer than the pay period");
        warning.help = "leave it out, or write `window:` with a longer span";
    }
    if (!fit(b, d.meant.window, b.plan.pays)) {
        const Grain coarse = std::max(d.meant.window, b.plan.pays);
        const Grain fine = std::min(d.meant.window, b.plan.pays);
        Diagnostic& error =
            refuse(b, "window-does-not-fit", written.window->where,
                   fmt::format("a {} is not a whole number of {}s, so window and pay period do not "
                               "fit together",
                               name_of(coarse), name_of(fine)),
                   "choose a window that pay periods fill exactly");
        error.notes.push_back({b.draft.pays.where, fmt::format("paid {}", b.draft.pays.text)});
        return;
    }
    if (d.meant.window <= b.plan.pays || written.settles) return;
    Diagnostic& error = b.out.error(
        "settles-missing", written.window->where,
        fmt::format("`{}` runs over a {} and pay comes sooner, but nothing says when it settles",
                    written.name.text, name_of(d.meant.window)));
    error.notes.push_back({b.draft.pays.where, fmt::format("paid {}", b.draft.pays.text)});
    error.help = "write `settles: every_pay_period`, or `settles: at_window_close`";
}

// --- gate, weight, rounding ------------------------------------------------------------------

// A gate opens on a day by the credits until then; what it releases from that day on are deals.
void check_opening(Binding& b, const ComponentBinding& d, const Gate& gate) {
    const bool own = !d.written.pool && !d.written.rank;
    if (gate.stays_open && !own) {
        refuse(b, "gate-opening", d.written.stays_open->where,
               "a pool or ranking is decided for all at once", "leave it out");
    }
    if (!gate.from_opening) return;
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    if (d.base_known && (!base || !has_credits(b, base->measure))) {
        refuse(b, "gate-opening", d.written.releases->where,
               "no deals are paid on here that could come before the opening",
               "write `of:` and a measure of deals, or `releases: from_first`");
    }
    const Named named = named_in(b.plan, gate.open_when);
    for (const AttainmentIndex index : named.attainments) {
        const Attainment& attainment = b.plan.attainments[index];
        const bool opens = attainment.divides_plainly() && has_credits(b, attainment.of);
        if (!b.measured[index] || opens) continue;
        refuse(b, "gate-opening", gate.where,
               fmt::format("`{}` is no sum of deals, so it has no day on which it opens",
                           attainment.name),
               "name measures of deals and their attainments, or write `releases: from_first`");
    }
    for (const MeasureIndex index : named.measures) {
        if (has_credits(b, index)) continue;
        refuse(b, "gate-opening", gate.where,
               fmt::format("`{}` is no sum of deals, so it has no day on which it opens",
                           b.plan.measures[index].name),
               "name measures of deals and their attainments, or write `releases: from_first`");
    }
}

void bind_component_gate(Binding& b, ComponentBinding& d) {
    if (!d.written.when) {
        if (d.written.otherwise) {
            refuse(b, "otherwise-without-when", d.written.otherwise->where,
                   "`otherwise` says what a closed gate pays, and there is no gate",
                   "write `when:` and its condition, or leave `otherwise` out");
        }
        for (const std::optional<Word>* word : {&d.written.releases, &d.written.stays_open}) {
            if (!*word) continue;
            refuse(b, "otherwise-without-when", (*word)->where,
                   "this says how a gate opens, and there is no gate",
                   "write `when:` and its condition, or leave it out");
        }
        return;
    }
    Gate gate;
    gate.open_when = bind_gate(b, *d.written.when);
    gate.where = d.written.when->where;
    if (d.written.otherwise) gate.otherwise = d.written.otherwise->value;
    gate.from_opening = d.written.releases && d.written.releases->text == "from_opening";
    gate.stays_open = is_yes(d.written.stays_open);
    if (!gate.open_when) return;
    for (const intake::Mention& mention : intake::names_in(*gate.open_when)) {
        for (std::size_t i = 0; i < b.draft.attainments.size(); ++i) {
            if (b.draft.attainments[i].name.text != mention.name) continue;
            check_attainment(b, asking(d), static_cast<AttainmentIndex>(i), mention.where);
        }
    }
    check_opening(b, d, gate);
    d.meant.gate = std::move(gate);
}

void bind_weight(Binding& b, ComponentBinding& d) {
    d.meant.part_of_target = std::holds_alternative<TargetBase>(d.meant.base);
    if (!d.written.weight) return;
    d.meant.weight = d.written.weight->value;
    if (d.meant.weight.sign() > 0) return;
    b.weights_known = false;
    refuse(b, "weight-not-positive", d.written.weight->where,
           fmt::format("with a weight of {} the component would never pay", d.written.weight->text),
           "write a weight above 0%, or take the component out");
}

// Whether the component's pay is a sum of what its lines pay, so that lines can be rounded.
bool sum_of_lines(const Binding& b, const Component& component) {
    const auto* base = std::get_if<MeasureBase>(&component.base);
    if (base == nullptr || !b.plan.measures[base->measure].adds_up()) return false;
    return !std::holds_alternative<Curve>(component.value) || component.per != Per::window;
}

void bind_component_rounding(Binding& b, ComponentBinding& d) {
    d.meant.rounding = bind_rounding(b, b.draft.rounding, Rounding{});
    const bool lines = d.base_known && sum_of_lines(b, d.meant);
    const bool plan_says_line = b.draft.rounding.at && b.draft.rounding.at->text == "line";
    if (plan_says_line && lines) d.meant.rounded_at = RoundedAt::line;
    if (!d.written.rounding) return;
    d.meant.rounding = bind_rounding(b, *d.written.rounding, d.meant.rounding);
    const std::optional<Word>& at = d.written.rounding->at;
    if (!at) return;
    d.meant.rounded_at = at->text == "line" ? RoundedAt::line : RoundedAt::component;
    if (at->text != "line" || lines || !d.base_known) return;
    refuse(b, "rounded-without-lines", at->where,
           fmt::format("the pay of `{}` is no sum of deal lines, so lines cannot be rounded",
                       d.written.name.text),
           "write `at: component`");
}

// Goals that tiers, limits and derived rates name are asked in the component's window too.
void check_named(Binding& b, const ComponentBinding& d) {
    Component bare = d.meant;
    bare.gate.reset();
    bare.modifiers.clear();
    for (const AttainmentIndex index : named_by(b.plan, bare).attainments) {
        check_attainment(b, asking(d), index, d.written.name.where);
    }
}

Component component_of(Binding& b, const ComponentDraft& written) {
    ComponentBinding d{written, {}, true, true};
    d.meant.name = written.name.text;
    d.meant.title = written.title.empty() ? written.name.text : written.title;
    d.meant.where_written = written.name.where;
    bind_window(b, d);
    bind_base(b, d);
    bind_axis(b, d);
    bind_scope(b, d);
    if (std::optional<Value> value = bind_value(b, d)) d.meant.value = std::move(*value);
    bind_weight(b, d);
    bind_component_gate(b, d);
    bind_adjustments(b, d);
    check_named(b, d);
    bind_component_rounding(b, d);
    bind_pay_order(b, d);
    return std::move(d.meant);
}

// R8: the parts of the target make the whole target. A part without a weight is all of it.
void check_weights(Binding& b) {
    Rational sum;
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < b.plan.components.size(); ++i) {
        if (!b.plan.components[i].part_of_target) continue;
        parts.push_back(i);
        sum += b.plan.components[i].weight;
    }
    if (parts.empty() || sum == 1 || !b.weights_known) return;
    const auto place = [&](std::size_t part) {
        const ComponentDraft& written = b.draft.components[part];
        return written.weight ? written.weight->where : written.name.where;
    };
    const auto weight = [&](std::size_t part) {
        return as_percent(b.plan.components[part].weight);
    };
    Diagnostic& error =
        b.out.error("weight-sum", place(parts.back()),
                    fmt::format("the parts of the target add up to {}, not 100%", as_percent(sum)));
    error.label = fmt::format("{}, in all {}", weight(parts.back()), as_percent(sum));
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        error.notes.push_back({place(parts[i]), weight(parts[i])});
    }
    const Rational others = sum - b.plan.components[parts.back()].weight;
    error.help = others < 1 ? fmt::format("write `weight: {}` here, or change the others",
                                          as_percent(Rational(1) - others))
                            : "make the weights of all parts of the target add up to 100%";
}

}  // namespace

void check_attainment(Binding& b, const Asking& by, AttainmentIndex index, const Span& asked) {
    const Attainment& attainment = b.plan.attainments[index];
    const AttainmentDraft& written = b.draft.attainments[index];
    for (const AttainmentIndex part : attainments_behind(b.plan, index)) {
        if (part != index) check_attainment(b, by, part, asked);
    }
    if (attainment.combined()) return;
    if (attainment.window) {
        if (*attainment.window >= by.window && fit(b, *attainment.window, by.window)) {
            return;
        }
        Diagnostic& error = b.out.error(
            "attainment-window", asked,
            fmt::format("`{}` is computed over a {}, but `{}` is measured over a {}", by.component,
                        name_of(by.window), attainment.name, name_of(*attainment.window)));
        error.notes.push_back({written.window->where, "the attainment's window"});
        error.help = "an attainment's window holds the component's window, once or several times";
        return;
    }
    if (by.window <= b.plan.pays || written.to_date) return;
    Diagnostic& error = b.out.error(
        "to-date-missing", written.name.where,
        fmt::format("`{}` is asked over a {} and pay comes sooner, but nothing says what it "
                    "divides by on the way",
                    attainment.name, name_of(by.window)));
    error.notes.push_back({asked, fmt::format("asked by `{}`", by.component)});
    error.help =
        "write `to_date: whole` for the whole window's goal, or `to_date: phases` for its "
        "phases to date";
}

void bind_components(Binding& b) {
    for (const ComponentDraft& written : b.draft.components) {
        b.plan.components.push_back(component_of(b, written));
    }
    check_weights(b);
}

}  // namespace attain::plan
