// What a plan takes back of deals that come back (B4): how much by their age, from which
// components, and whether a deal has a commission of its own at all.
//
//     clawback: {takes: commission, steps: [{days: 90, share: 100%}, {days: 180, share: 50%}]}
//       a component with a cap in the plan: refused, for what a cap cut off belongs to no deal
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/bind_balances.h"

namespace attain::plan {

namespace {

// Why the pay of a component is no sum of deals; nothing where it is one.
const char* no_lines(const Plan& plan, const Component& component) {
    const auto* base = std::get_if<MeasureBase>(&component.base);
    if (base == nullptr || !plan.measures[base->measure].adds_up() ||
        std::holds_alternative<Curve>(component.value)) {
        return "it does not pay deal by deal";
    }
    if (component.cap || component.floor || component.gate) return "it has a cap, floor or gate";
    return nullptr;
}

void check_lines(Binding& b, const ClawbackDraft& draft, const Clawback& clawback) {
    if (clawback.takes != Clawback::Takes::commission) return;
    const auto object = [&](const std::string& whose) -> Diagnostic& {
        return refuse(
            b, "clawback-without-lines", draft.takes.where,
            fmt::format("the pay of {} is no sum of deals, so no deal has a commission of its own",
                        whose),
            "write `takes: recalculation`: what its window loses without the deal");
    };
    for (const Component& component : b.plan.components) {
        if (!clawback.takes_from(component.name)) continue;
        const char* why = no_lines(b.plan, component);
        if (why == nullptr) continue;
        object(fmt::format("`{}`", component.name)).notes.push_back({component.where_written, why});
        return;
    }
    if (b.plan.cap) object("the plan").notes.push_back({b.plan.cap->where, "it has a cap"});
}

void bind_components(Binding& b, const ClawbackDraft& draft, Clawback& clawback) {
    std::vector<std::string> known;
    for (const Component& component : b.plan.components)
        known.push_back(component.name);
    for (const Word& name : draft.components) {
        if (std::find(known.begin(), known.end(), name.text) == known.end()) {
            refuse(b, "unknown-component", name.where,
                   fmt::format("there is no component `{}` in this plan", name.text),
                   help_with_names(name.text, known, ""));
        }
        clawback.components.push_back(name.text);
    }
}

void bind_step(Binding& b, const StepDraft& draft, Clawback& clawback) {
    if (draft.days && draft.months) {
        Diagnostic& error =
            refuse(b, "conflicting-keys", draft.months->where,
                   "`days` and `months` cannot stand together", "keep one of the two");
        error.notes.push_back({draft.days->where, "the other one"});
        return;
    }
    if (!draft.days && !draft.months) {
        refuse(b, "missing-key", draft.where, "nothing says up to which age the step holds",
               "write `days: 90`, or `months: 3`");
        return;
    }
    const std::optional<Figure>& length = draft.months ? draft.months : draft.days;
    Clawback::Step step{bind_days(b, length), draft.months.has_value(), bind_share(b, draft.share),
                        length->where};
    if (!clawback.steps.empty()) {
        const Clawback::Step& before = clawback.steps.back();
        const auto told = [](const Clawback::Step& one) {
            return fmt::format("{} {}", one.length, one.in_months ? "months" : "days");
        };
        if (step.in_months != before.in_months || step.length <= before.length) {
            Diagnostic& error =
                refuse(b, "clawback-order", step.where,
                       fmt::format("{} stand after {}", told(step), told(before)),
                       "write the steps by rising age of the deal, all in days or all in months");
            error.notes.push_back({before.where, "the step before"});
        }
    }
    clawback.steps.push_back(std::move(step));
}

void bind_share_taken(Binding& b, const ClawbackDraft& draft, Clawback& clawback) {
    if (draft.earned_by && !draft.steps.empty()) {
        Diagnostic& error =
            refuse(b, "conflicting-keys", draft.earned_by->where,
                   "`steps` and `earned_by` cannot stand together", "keep one of the two");
        error.notes.push_back({draft.steps.front().where, "the other one"});
    } else if (draft.earned_by) {
        clawback.earned_by = draft.earned_by->text;
    } else if (draft.steps.empty()) {
        refuse(b, "missing-key", draft.where, "nothing says how much is taken back",
               "write `steps: [{days: 90, share: 100%}]`, or `earned_by: collected`");
    }
    for (const StepDraft& step : draft.steps)
        bind_step(b, step, clawback);
}

}  // namespace

void bind_clawback(Binding& b, const ClawbackDraft& draft) {
    Clawback clawback;
    clawback.where = draft.where;
    clawback.takes = draft.takes.text == "commission" ? Clawback::Takes::commission
                                                      : Clawback::Takes::recalculation;
    bind_components(b, draft, clawback);
    clawback.counted_from = bind_date(b, draft.counted_from);
    bind_share_taken(b, draft, clawback);
    if (draft.instalments) {
        clawback.instalments = bind_days(b, draft.instalments);
        if (clawback.instalments == 0) {
            refuse(b, "out-of-range", draft.instalments->where,
                   "in no instalments nothing comes back",
                   "write `1`, or in how many pay periods it is taken back");
        }
    }
    if (draft.attainment) {
        const std::string& word = draft.attainment->text;
        clawback.attainment = word == "open_window" ? Clawback::Attainment::open_window
                              : word == "none"      ? Clawback::Attainment::none
                                                    : Clawback::Attainment::deal_window;
    }
    check_lines(b, draft, clawback);
    b.plan.terms.balances.clawback = std::move(clawback);
}

}  // namespace attain::plan
