// Components: base, axis, value, window, gate and limits, each alone and then against each other
// (R0, R6, R8–R11).
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

// One component on its way.
struct Draft {
    const ComponentDraft& written;
    Component meant;
    bool base_known = true;
    bool axis_known = true;
};

Asking asking(const Draft& d) {
    return {d.meant.name, d.meant.window};
}

void bind_base(Binding& b, Draft& d) {
    d.meant.base = NoBase{};
    if (!d.written.of) return;
    if (d.written.of->text == "target") {
        d.meant.base = TargetBase{};
        return;
    }
    const std::optional<MeasureIndex> measure = find_measure(b, *d.written.of);
    d.base_known = measure.has_value();
    if (!measure) b.weights_known = false;  // it could have been the target
    if (measure) d.meant.base = MeasureBase{*measure};
}

// `by` names an attainment or a measure; no plan has both under one name.
void bind_axis(Binding& b, Draft& d) {
    d.meant.axis = NoAxis{};
    if (!d.written.by) return;
    const Word& by = *d.written.by;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < b.draft.attainments.size(); ++i) {
        known.push_back(b.draft.attainments[i].name.text);
        if (known.back() == by.text) {
            d.meant.axis = AttainmentAxis{static_cast<AttainmentIndex>(i)};
            return;
        }
    }
    for (std::size_t i = 0; i < b.draft.measures.size(); ++i) {
        known.push_back(b.draft.measures[i].name.text);
        if (known.back() == by.text) {
            d.meant.axis = MeasureAxis{static_cast<MeasureIndex>(i)};
            return;
        }
    }
    d.axis_known = false;
    refuse(b, "unknown-attainment", by.where,
           fmt::format("`{}` is neither an attainment nor a measure of this plan", by.text),
           help_with_names(by.text, known, ""));
}

AxisKind axis_kind(const Binding& b, const Axis& axis) {
    const auto* measure = std::get_if<MeasureAxis>(&axis);
    if (measure == nullptr) return AxisKind::attainment;
    const bool counts = b.plan.measures[measure->measure].kind == Measure::Kind::count;
    return counts ? AxisKind::count : AxisKind::amount;
}

ValueKind value_kind(const Binding& b, const Base& base) {
    if (std::holds_alternative<NoBase>(base)) return ValueKind::amount;
    const auto* measure = std::get_if<MeasureBase>(&base);
    const bool units = measure != nullptr && !b.plan.measures[measure->measure].is_money();
    return units ? ValueKind::per_unit : ValueKind::share;
}

// --- windows ---------------------------------------------------------------------------------

void bind_window(Binding& b, Draft& d) {
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

// --- values ----------------------------------------------------------------------------------

// A marginal table divides the credits of its base where the axis reaches an edge: so both must be
// the same credits of the same window.
void check_marginal(Binding& b, const Draft& d) {
    const TableDraft& table = *d.written.table;
    if (table.mode.text != "marginal" || !d.base_known || !d.axis_known) return;
    const auto* base = std::get_if<MeasureBase>(&d.meant.base);
    if (base == nullptr) {
        refuse(b, "marginal-without-measure", table.mode.where,
               "a marginal table pays slices of a measure, and this component has none",
               "write `of:` and a measure, or `mode: whole`");
        return;
    }
    const Measure& measure = b.plan.measures[base->measure];
    if (measure.kind == Measure::Kind::pay) {
        refuse(b, "not-yet", d.written.of->where,
               "marginal tables on pay instead of credit cannot be computed yet",
               "write `mode: whole` if that is what the plan means");
        return;
    }
    const auto* goal = std::get_if<AttainmentAxis>(&d.meant.axis);
    if (goal != nullptr && !b.measured[goal->attainment]) return;
    const Attainment* attainment = goal ? &b.plan.attainments[goal->attainment] : nullptr;
    const MeasureIndex looked_up =
        attainment ? attainment->of : std::get<MeasureAxis>(d.meant.axis).measure;
    if (looked_up != base->measure) {
        Diagnostic& error = b.out.error(
            "not-yet", d.written.by->where,
            fmt::format("a marginal table that is looked up by `{}` and pays on `{}` cannot be "
                        "computed yet",
                        b.plan.measures[looked_up].name, measure.name));
        error.notes.push_back({d.written.of->where, "what is paid on"});
        error.help = fmt::format("look up `{}` itself or its attainment, or write `mode: whole`",
                                 measure.name);
    } else if (attainment && attainment->window && *attainment->window > d.meant.window) {
        Diagnostic& error = b.out.error(
            "not-yet", d.written.by->where,
            fmt::format("a marginal table over a {} by an attainment over a {} cannot be computed "
                        "yet",
                        name_of(d.meant.window), name_of(*attainment->window)));
        error.help = fmt::format("write `window: {}` in the component too, with `settles:`",
                                 name_of(*attainment->window));
    }
}

std::optional<Value> bind_amount_value(Binding& b, Draft& d) {
    const std::optional<Quantity> amount = bind_amount(b, *d.written.amount);
    if (!d.written.of) return amount ? std::optional<Value>(FixedAmount{*amount}) : std::nullopt;
    if (!d.base_known) return std::nullopt;
    if (value_kind(b, d.meant.base) != ValueKind::per_unit) {
        Diagnostic& error = b.out.error("amount-of-money", d.written.amount->where,
                                        "an amount for each unit needs a measure that is counted");
        error.notes.push_back({d.written.of->where, "this is money"});
        error.help = "write `rate:` with a percentage; or leave `of` out for a fixed amount";
        return std::nullopt;
    }
    return amount ? std::optional<Value>(FlatRate{*amount}) : std::nullopt;
}

std::optional<Value> bind_rate_value(Binding& b, Draft& d) {
    const std::optional<Quantity> rate = bind_rate(b, *d.written.rate);
    if (!d.base_known || !rate) return std::nullopt;
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

std::optional<Value> bind_value(Binding& b, Draft& d) {
    const LookupKind kind = {axis_kind(b, d.meant.axis), value_kind(b, d.meant.base)};
    const bool placed = d.base_known && d.axis_known;
    if (const auto* goal = std::get_if<AttainmentAxis>(&d.meant.axis)) {
        check_attainment(b, asking(d), goal->attainment, d.written.by->where);
    }
    if (d.written.curve) {
        if (!placed) return std::nullopt;  // how positions and values are written is not known
        std::optional<Curve> curve = bind_curve(b, *d.written.curve, kind);
        return curve ? std::optional<Value>(std::move(*curve)) : std::nullopt;
    }
    if (d.written.table) {
        if (!placed) return std::nullopt;
        check_marginal(b, d);
        std::optional<TierTable> table = bind_table(b, *d.written.table, kind);
        return table ? std::optional<Value>(std::move(*table)) : std::nullopt;
    }
    if (d.written.pool) return bind_pool(b, *d.written.pool, asking(d));
    return d.written.rate ? bind_rate_value(b, d) : bind_amount_value(b, d);
}

// --- gate, weight, rounding ------------------------------------------------------------------

void bind_component_gate(Binding& b, Draft& d) {
    if (!d.written.when) {
        if (d.written.otherwise) {
            refuse(b, "otherwise-without-when", d.written.otherwise->where,
                   "`otherwise` says what a closed gate pays, and there is no gate",
                   "write `when:` and its condition, or leave `otherwise` out");
        }
        return;
    }
    Gate gate;
    gate.open_when = bind_gate(b, *d.written.when);
    gate.where = d.written.when->where;
    if (d.written.otherwise) gate.otherwise = d.written.otherwise->value;
    if (!gate.open_when) return;
    for (const intake::Mention& mention : intake::names_in(*gate.open_when)) {
        for (std::size_t i = 0; i < b.draft.attainments.size(); ++i) {
            if (b.draft.attainments[i].name.text != mention.name) continue;
            check_attainment(b, asking(d), static_cast<AttainmentIndex>(i), mention.where);
        }
    }
    d.meant.gate = std::move(gate);
}

void bind_weight(Binding& b, Draft& d) {
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
    if (base == nullptr || b.plan.measures[base->measure].kind == Measure::Kind::pay) return false;
    return !std::holds_alternative<Curve>(component.value);
}

void bind_component_rounding(Binding& b, Draft& d) {
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

Component component_of(Binding& b, const ComponentDraft& written) {
    Draft d{written, {}, true, true};
    d.meant.name = written.name.text;
    d.meant.title = written.title.empty() ? written.name.text : written.title;
    d.meant.where_written = written.name.where;
    bind_window(b, d);
    bind_base(b, d);
    bind_axis(b, d);
    if (std::optional<Value> value = bind_value(b, d)) d.meant.value = std::move(*value);
    bind_weight(b, d);
    bind_component_gate(b, d);
    d.meant.cap = bind_limit(b, written.cap, "cap");
    d.meant.floor = bind_limit(b, written.floor, "floor");
    check_limits(b, d.meant.cap, d.meant.floor);
    bind_component_rounding(b, d);
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
