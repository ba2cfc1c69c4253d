// Curves: steps or straight lines between points, which may jump (R4).
#include <fmt/format.h>

#include "model/plan/quantity.h"
#include "model/plan/tables.h"

namespace attain::plan {

namespace {

CurvePoint point_of(const PointDraft& draft, LookupKind kind, Together& errors) {
    check_position(errors, draft.at, kind.axis);
    for (const std::optional<Figure>* value :
         {&draft.value, &draft.below, &draft.from, &draft.up_to, &draft.above}) {
        if (*value) check_value(errors, **value, kind.value);
    }
    CurvePoint point;
    point.at = draft.at.value;
    point.where = draft.where;
    if (draft.value) {
        point.below = point.from = draft.value->value;
    } else if (draft.below) {
        point.below = draft.below->value;
        point.from = draft.from->value;
    } else {
        point.below = draft.up_to->value;
        point.from = draft.above->value;
        point.owned_by_upper = false;
    }
    return point;
}

void check_ascending(Binding& b, const CurveDraft& draft) {
    for (std::size_t i = 1; i < draft.points.size(); ++i) {
        const Figure& left = draft.points[i - 1].at;
        const Figure& right = draft.points[i].at;
        if (left.value < right.value) continue;
        Diagnostic& error = refuse(b, "curve-order", right.where,
                                   fmt::format("{} stands after {}", right.text, left.text),
                                   "write the points in ascending order");
        error.notes.push_back({left.where, "the point before"});
    }
}

// Between two points a step has one value, so what arrives at a jump is what left the point before.
void check_jumps(Binding& b, const CurveDraft& draft, const Curve& curve) {
    if (curve.kind != CurveKind::steps) return;
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        if (draft.points[i].value || curve.points[i].below == curve.points[i - 1].from) continue;
        Diagnostic& error = b.out.error(
            "curve-jump", draft.points[i].where,
            fmt::format("the step before {} pays {}, but {} arrives here", draft.points[i].at.text,
                        as_percent(curve.points[i - 1].from), as_percent(curve.points[i].below)));
        error.notes.push_back({draft.points[i - 1].where, "the step before starts here"});
        error.help = "in a curve of steps, the value that arrives is that of the step before";
    }
}

void check_slope(Binding& b, const Curve& curve, const Word& end, Beyond beyond) {
    if (beyond != Beyond::on) return;
    if (curve.kind == CurveKind::linear && curve.points.size() >= 2) return;
    refuse(b, "curve-without-slope", end.where,
           curve.kind == CurveKind::steps ? "a curve of steps has no slope that could go on"
                                          : "a curve of one point has no slope that could go on",
           "write `flat` for the same value, or `zero`");
}

}  // namespace

void check_value(Together& errors, const Figure& value, ValueKind kind) {
    if (kind == ValueKind::share && !written_as_share(value)) {
        errors.add("not-a-percentage", value.where,
                   fmt::format("`{}` is not written as a percentage", value.text),
                   fmt::format("write `{}%` or `{}`", value.text, as_percent(value.value)));
    }
    if (kind != ValueKind::share && value.is_percent()) {
        errors.add("amount-with-percent", value.where,
                   fmt::format("`{}` is a percentage, and an amount is paid here", value.text),
                   kind == ValueKind::amount
                       ? "write a plain number, or say of what it is a percentage: `of: target`"
                       : "write the amount that each unit pays");
    }
}

std::optional<Curve> bind_curve(Binding& b, const CurveDraft& draft, LookupKind kind) {
    const std::size_t errors_before = b.out.error_count();
    Curve curve;
    curve.kind = draft.kind.text == "steps" ? CurveKind::steps : CurveKind::linear;
    curve.below_first = beyond_named(draft.below.text);
    curve.beyond_last = beyond_named(draft.beyond.text);
    curve.where = draft.where;
    Together errors;
    for (const PointDraft& point : draft.points) {
        curve.points.push_back(point_of(point, kind, errors));
    }
    errors.tell(b.out);
    check_ascending(b, draft);
    check_jumps(b, draft, curve);
    check_slope(b, curve, draft.below, curve.below_first);
    check_slope(b, curve, draft.beyond, curve.beyond_last);
    if (b.out.error_count() > errors_before) return std::nullopt;
    bind_stretches(b, draft, kind, curve);
    if (b.out.error_count() > errors_before) return std::nullopt;
    return curve;
}

std::optional<Milestones> bind_milestones(Binding& b, const MilestonesDraft& draft,
                                          LookupKind kind) {
    const std::size_t errors_before = b.out.error_count();
    Milestones milestones;
    milestones.where = draft.where;
    Together errors;
    const PayWord word = kind.value == ValueKind::share ? PayWord::rate : PayWord::amount;
    for (std::size_t i = 0; i < draft.steps.size(); ++i) {
        const MilestonesDraft::Step& step = draft.steps[i];
        check_position(errors, step.at, kind.axis);
        if (i > 0 && step.at.value <= draft.steps[i - 1].at.value) {
            Diagnostic& error =
                refuse(b, "curve-order", step.at.where,
                       fmt::format("{} stands after {}", step.at.text, draft.steps[i - 1].at.text),
                       "write the milestones in ascending order");
            error.notes.push_back({draft.steps[i - 1].at.where, "the milestone before"});
        }
        milestones.steps.push_back(
            {step.at.value, bind_paid(b, step.value, word, Chooses::nothing).value_or(Quantity{})});
    }
    errors.tell(b.out);
    if (b.out.error_count() > errors_before) return std::nullopt;
    return milestones;
}

}  // namespace attain::plan
