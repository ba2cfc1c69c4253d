// The lints that need the plan alone. They speak only where numbers stand in the plan: a rate that
// comes from people.csv is not known here.
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/lint/lint.h"
#include "pipeline/lint/reach.h"

namespace attain {

namespace {

using lint::number_of;

void warn(Diagnostics& out, std::string_view code, const Span& where, std::string message,
          const Span& other, std::string note, std::string help) {
    Diagnostic& warning = out.warning(code, where, std::move(message));
    if (other.source) warning.notes.push_back({other, std::move(note)});
    warning.help = std::move(help);
}

// --- rate-falls

void lint_falling(const TierTable& table, Diagnostics& out) {
    for (std::size_t i = 1; i < table.tiers.size(); ++i) {
        const auto before = number_of(table.tiers[i - 1].value);
        const auto after = number_of(table.tiers[i].value);
        if (!before || !after || *after >= *before) continue;
        warn(out, "rate-falls", table.tiers[i].value.where,
             fmt::format("this tier pays {}, less than the {} of the tier before",
                         table.tiers[i].value.where.text(), table.tiers[i - 1].value.where.text()),
             table.tiers[i - 1].value.where, "the tier before",
             "exchange the two values, or say `lints: {rate-falls: allow}` if that is meant");
        return;
    }
}

void lint_falling(const Curve& curve, Diagnostics& out) {
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const CurvePoint& point = curve.points[i];
        const bool drops = point.from < point.below && curve.kind == CurveKind::linear;
        const bool falls =
            i > 0 && (curve.kind == CurveKind::steps ? point.from < curve.points[i - 1].from
                                                     : point.below < curve.points[i - 1].from);
        if (!drops && !falls) continue;
        warn(out, "rate-falls", point.where,
             drops ? "the curve falls at this point" : "the curve falls towards this point",
             drops ? Span() : curve.points[i - 1].where, "it is higher here",
             "give the higher point the higher value, or say `lints: {rate-falls: allow}` if that "
             "is meant");
        return;
    }
}

// --- pay-cliff

// Where the pay jumps: each place with what it jumps from and to, in the plan's words.
struct Jump {
    Span where;
    std::string message;
};

std::vector<Jump> jumps_of(const TierTable& table, const Component& component) {
    std::vector<Jump> jumps;
    const bool of_measure = std::holds_alternative<MeasureBase>(component.base);
    if (table.mode == TableMode::reached) return jumps;
    if (table.mode == TableMode::marginal && of_measure) return jumps;
    for (std::size_t i = 1; i < table.tiers.size(); ++i) {
        const Quantity& before = table.tiers[i - 1].value;
        const Quantity& after = table.tiers[i].value;
        const auto a = number_of(before);
        const auto b = number_of(after);
        if (a && b && *a == *b) continue;
        jumps.push_back({table.tiers[i].where,
                         fmt::format("the pay jumps here: {} for everything, instead of {}",
                                     after.where.text(), before.where.text())});
    }
    return jumps;
}

std::vector<Jump> jumps_of(const Curve& curve) {
    std::vector<Jump> jumps;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const CurvePoint& point = curve.points[i];
        const bool first_from_zero = i == 0 && curve.below_first == Beyond::zero;
        Rational arriving = point.below;
        if (first_from_zero) arriving = Rational(0);
        if (curve.kind == CurveKind::steps && i > 0) arriving = curve.points[i - 1].from;
        if (arriving == point.from) continue;
        jumps.push_back(
            {point.where, fmt::format("the pay jumps here, from {}% to {}%",
                                      (arriving * 100).shown(4), (point.from * 100).shown(4))});
    }
    return jumps;
}

void lint_cliffs(const Component& component, Diagnostics& out) {
    std::vector<Jump> jumps;
    if (const auto* table = std::get_if<TierTable>(&component.value)) {
        jumps = jumps_of(*table, component);
    } else if (const auto* curve = std::get_if<Curve>(&component.value)) {
        jumps = jumps_of(*curve);
        for (const StretchGate& gate : curve->gates)
            jumps.push_back({gate.where, "the pay jumps where the gate of this stretch opens"});
    }
    if (component.gate && component.gate->otherwise != Rational(1)) {
        jumps.push_back({component.gate->where,
                         fmt::format("the pay jumps where this gate opens, from {}% to 100%",
                                     (component.gate->otherwise * 100).shown(4))});
    }
    if (jumps.empty()) return;
    Diagnostic& warning = out.warning("pay-cliff", jumps.front().where, jumps.front().message);
    for (std::size_t i = 1; i < jumps.size(); ++i)
        warning.notes.push_back({jumps[i].where, "and here"});
    warning.help =
        "let it rise without a jump (`mode: marginal`, `kind: linear`), or say `lints: {pay-cliff: "
        "allow}` if that is meant";
}

// --- cap-below-draw

// How many of the finer grain are in one of the coarser; nothing where that is no whole number.
std::optional<int> periods_in(Grain coarse, Grain fine) {
    const auto months = [](Grain grain) {
        switch (grain) {
            case Grain::month: return 1;
            case Grain::quarter: return 3;
            case Grain::half: return 6;
            case Grain::year: return 12;
            case Grain::week: break;
        }
        return 0;
    };
    const int in = months(coarse);
    const int of = months(fine);
    if (in == 0 || of == 0 || in % of != 0) return std::nullopt;
    return in / of;
}

void lint_draw(const Plan& plan, const Advance& advance, std::string_view called,
               Diagnostics& out) {
    if (!plan.cap || plan.cap->of_target != advance.amount.of_target) return;
    const auto most = number_of(plan.cap->quantity);
    const auto each = number_of(advance.amount.quantity);
    const std::optional<int> times = periods_in(plan.pays, advance.per);
    if (!most || !each || !times) return;
    // A multiple of the target is one of its own span, however many spans a pay period has.
    const Rational anyway = advance.amount.of_target ? *each : *each * *times;
    if (*most >= anyway) return;
    warn(out, "cap-below-draw", plan.cap->where,
         fmt::format("this cap is less than what the {} pays anyway", called), advance.amount.where,
         fmt::format("the {}", called), "raise the cap above it, or leave one of the two out");
}

// --- tier-never-reached

void lint_unreached(const Plan& plan, const Component& component, Diagnostics& out) {
    for (const lint::Unreached& unreached : lint::unreached_of(plan, component)) {
        warn(out, "tier-never-reached", unreached.where, unreached.why, unreached.because,
             unreached.note,
             "take it out, or move what keeps people from it; `lints: {tier-never-reached: allow}` "
             "if it is meant");
    }
}

}  // namespace

void lint_plan(const Plan& plan, Diagnostics& out) {
    const Balances& balances = plan.terms.balances;
    if (balances.draw) lint_draw(plan, *balances.draw, "draw", out);
    if (balances.guarantee) lint_draw(plan, *balances.guarantee, "guarantee", out);
    for (const Component& component : plan.components) {
        const bool may_fall = std::holds_alternative<ColumnAxis>(component.axis) ||
                              std::holds_alternative<PayAxis>(component.axis);
        if (may_fall) {
            // By a discount, a term or one's own pay: less is meant for more of it.
        } else if (const auto* table = std::get_if<TierTable>(&component.value)) {
            lint_falling(*table, out);
        } else if (const auto* curve = std::get_if<Curve>(&component.value)) {
            lint_falling(*curve, out);
        }
        lint_cliffs(component, out);
        lint_unreached(plan, component, out);
    }
}

}  // namespace attain
