// Gates on stretches of a curve (R10).
//
//     points: {50%: 0%, 100%: 100%, 150%: 200%}
//     gates: [{above: 100%, when: satisfaction >= 4, otherwise: flat}]
//       at 120%: 140% where the gate is open, else 100%, the value with which the stretch begins
//
// `flat` is worked out here, once: what arrives at `from`, what stands at `above`. So a closed
// stretch has a value like any other, and a look-up needs to know only whether its gate is open.
#include <fmt/format.h>

#include "intake/schema/scalar.h"
#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

std::optional<Rational> closed_value(Binding& b, const TierDraft& draft, const TierBounds& bounds,
                                     LookupKind kind, const Curve& curve) {
    if (!draft.otherwise) return Rational();
    const Word& word = *draft.otherwise;
    if (word.text != "flat") {
        const intake::PlanNumber number = intake::read_number(word.text);
        if (!number.value) {
            refuse(b, "not-a-number", word.where, fmt::format("`otherwise`: {}", number.problem),
                   "write `flat` for the value with which the stretch begins, or a value such as "
                   "`100%`");
            return std::nullopt;
        }
        Together errors;
        const Figure figure{*number.value, word.text, word.where};
        check_value(errors, figure, kind.value);
        errors.tell(b.out);
        return figure.value;
    }
    if (bounds.lower) {
        const Rational& at = bounds.lower->figure.value;
        return bounds.lower->owned ? curve.arriving_at(at) : curve.value_at(at);
    }
    refuse(b, "flat-without-start", word.where,
           "this stretch begins nowhere, so it begins with no value",
           "write where it begins (`from` or `above`), or the value instead of `flat`");
    return std::nullopt;
}

bool overlap(const StretchGate& before, const StretchGate& after) {
    if (!before.upper || !after.lower) return true;
    if (before.upper->at != after.lower->at) return before.upper->at > after.lower->at;
    return !before.upper->owned_by_upper && after.lower->owned_by_upper;
}

}  // namespace

void bind_stretches(Binding& b, const CurveDraft& draft, LookupKind kind, Curve& curve) {
    Together errors;
    for (const TierDraft& written : draft.gates) {
        const TierBounds bounds = bounds_of(b, written, kind.axis, errors);
        StretchGate gate;
        gate.where = written.where;
        gate.lower = lower_edge(bounds.lower, kind.axis, false);
        gate.upper = upper_edge(bounds.upper, kind.axis);
        gate.open_when = bind_gate(b, *written.when);
        const auto otherwise = closed_value(b, written, bounds, kind, curve);
        if (!bounds.sound || !gate.open_when || !otherwise) continue;
        gate.otherwise = *otherwise;
        if (!curve.gates.empty() && overlap(curve.gates.back(), gate)) {
            Diagnostic& error = refuse(
                b, "gates-overlap", written.where, "two gates guard the same stretch of the curve",
                "write the gates in ascending order, each from where the one before ends");
            error.notes.push_back({curve.gates.back().where, "the gate before"});
        }
        curve.gates.push_back(std::move(gate));
    }
    errors.tell(b.out);
}

}  // namespace attain::plan
