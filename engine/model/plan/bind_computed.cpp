// Measures that are computed from others, conversions and roundings: what has a unit (M1, N5, N6).
//
//     margin_rate: {compute: 'margin / bookings'}     money / money: a number
//     left:        {compute: 'bookings - 1000'}       money less a number that is written: money
//     wrong:       {compute: 'bookings + deals'}      money and a count do not add up
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "model/plan/bind.h"
#include "model/plan/reading.h"

namespace attain::plan {

namespace {

// `written`: a number of the plan, which is of the unit that stands beside it.
enum class Unit { money, number, written, unknown };

class Units {
public:
    explicit Units(Binding& b) : b_(b), known_(b.plan.measures.size()) {}

    // Of a measure, asked once: so its mistakes are told once, where it is declared.
    Unit of_measure(MeasureIndex index) {
        const Measure& measure = b_.plan.measures[index];
        if (measure.kind != Measure::Kind::computed) {
            return measure.is_money() ? Unit::money : Unit::number;
        }
        if (!known_[index]) known_[index] = measure.formula ? of(*measure.formula) : Unit::unknown;
        return *known_[index];
    }

private:
    Unit of(const Expr& expr) {
        if (const auto* name = std::get_if<NameRef>(&expr.kind)) return of_name(name->name);
        if (const auto* unary = std::get_if<Unary>(&expr.kind)) return of(*unary->operand);
        if (const auto* binary = std::get_if<Binary>(&expr.kind)) return of_binary(*binary, expr);
        if (const auto* call = std::get_if<FunctionCall>(&expr.kind)) {
            if (call->function == Function::before) return of(call->arguments.front());
            if (call->function == Function::least || call->function == Function::greatest) {
                return same(of(call->arguments[0]), of(call->arguments[1]), expr, "compared");
            }
            return Unit::number;  // days
        }
        return Unit::written;
    }

    Unit of_name(const std::string& name) {
        for (MeasureIndex i = 0; i < b_.plan.measures.size(); ++i) {
            if (b_.plan.measures[i].name == name) return of_measure(i);
        }
        return Unit::unknown;
    }

    Unit of_binary(const Binary& binary, const Expr& expr) {
        const Unit left = of(*binary.left);
        const Unit right = of(*binary.right);
        if (binary.op == BinaryOp::add) return same(left, right, expr, "added");
        if (binary.op == BinaryOp::subtract) return same(left, right, expr, "subtracted");
        if (left == Unit::unknown || right == Unit::unknown) return Unit::unknown;
        if (binary.op == BinaryOp::multiply) {
            if (left == Unit::money && right == Unit::money) {
                return refuse(expr, "money times money is no amount", "multiply money by a number");
            }
            return left == Unit::money || right == Unit::money ? Unit::money
                   : left == Unit::written                     ? right
                                                               : left;
        }
        if (right == Unit::money) {
            if (left == Unit::money) return Unit::number;
            return refuse(expr, "a number divided by money is no figure",
                          "divide money by money, or by a number");
        }
        return left == Unit::money ? Unit::money : Unit::number;
    }

    Unit same(Unit left, Unit right, const Expr& expr, const char* verb) {
        if (left == Unit::unknown || right == Unit::unknown) return Unit::unknown;
        if (left == Unit::written) return right;
        if (right == Unit::written || left == right) return left;
        return refuse(expr, fmt::format("money and a number that is none cannot be {}", verb),
                      "take measures that are both money, or neither");
    }

    Unit refuse(const Expr& expr, std::string message, std::string help) {
        plan::refuse(b_, "compute-units", expr.where, std::move(message), std::move(help));
        return Unit::unknown;
    }

    Binding& b_;
    std::vector<std::optional<Unit>> known_;
};

Formula formula_of(Binding& b, const MeasureDraft& draft) {
    std::optional<Expr> formula = parse(b, *draft.compute);
    if (!formula) return nullptr;
    Scope scope;
    scope.any_divisor = true;
    scope.looks_back = true;
    for (const MeasureDraft& measure : b.draft.measures) {
        scope.names[measure.name.text] = ValueType::number;
    }
    if (!intake::check_formula(*formula, scope, b.out)) return nullptr;
    return std::make_shared<const Expr>(*std::move(formula));
}

// Pay before the pay period is what was posted: that is the book's to tell, and not a measure's.
void check_before(Binding& b, const Measure& measure) {
    for (const MeasureInput& input : inputs_of(b.plan, measure)) {
        if (!input.before) continue;
        const std::vector<MeasureIndex> behind = measures_behind(b.plan, input.measure);
        const bool pay = std::any_of(behind.begin(), behind.end(), [&](MeasureIndex index) {
            return b.plan.measures[index].kind == Measure::Kind::pay;
        });
        if (!pay) continue;
        refuse(b, "before-pay", measure.formula->where,
               fmt::format("pay before the pay period cannot be asked for by `{}`",
                           b.plan.measures[input.measure].name),
               "take `before` off it");
    }
}

// A computed measure is a team's where nothing else goes into it; all else is somebody's own.
void settle_owner(Binding& b, Measure& measure) {
    const std::vector<MeasureInput> inputs = inputs_of(b.plan, measure);
    if (inputs.empty()) {
        refuse(b, "compute-nothing", measure.formula->where,
               fmt::format("`{}` names no measure", measure.name),
               "compute it from measures of this plan");
        return;
    }
    const bool team = std::all_of(inputs.begin(), inputs.end(), [&](const MeasureInput& input) {
        const std::vector<MeasureIndex> behind = measures_behind(b.plan, input.measure);
        return std::all_of(behind.begin(), behind.end(), [&](MeasureIndex index) {
            const Measure& one = b.plan.measures[index];
            return one.kind == Measure::Kind::computed || one.credit == CreditScope::team;
        });
    });
    measure.credit = team ? CreditScope::team : CreditScope::own;
}

constexpr std::array<std::pair<std::string_view, Conversion::Day>, 3> conversion_days = {{
    {"deal_date", Conversion::Day::deal_date},
    {"period_average", Conversion::Day::period_average},
    {"period_end", Conversion::Day::period_end},
}};

void bind_fixed(Binding& b, const ConversionDraft& draft, Conversion& conversion) {
    for (const FixedRateDraft& rate : draft.fixed) {
        const std::optional<Currency> currency = Currency::find(rate.currency.text);
        if (!currency) {
            refuse(b, "unknown-currency", rate.currency.where,
                   fmt::format("`{}` is not a currency", rate.currency.text),
                   "write its three letters after ISO 4217, such as `USD` or `EUR`");
        } else if (*currency == b.plan.currency) {
            refuse(b, "bad-rate", rate.currency.where,
                   fmt::format("{} is the plan's own currency and is not converted",
                               rate.currency.text),
                   "leave it out");
        } else if (rate.rate.value.sign() <= 0) {
            refuse(b, "bad-rate", rate.rate.where,
                   fmt::format("one {} cannot be worth {} {}", rate.currency.text, rate.rate.text,
                               b.plan.currency.code()),
                   "write what one unit of it is worth in the plan's currency, more than zero");
        }
        conversion.fixed.emplace(rate.currency.text, rate.rate.value);
    }
}

}  // namespace

std::optional<Conversion> bind_conversion(Binding& b, const ConversionDraft& draft) {
    Conversion conversion;
    conversion.where_written = draft.where;
    if (!draft.series) {
        bind_fixed(b, draft, conversion);
        return conversion;
    }
    conversion.series = draft.series->text;
    for (const auto& [name, day] : conversion_days) {
        if (name == draft.on->text) conversion.day = day;
    }
    check_series(b, *draft.series);
    return conversion;
}

std::optional<RoundingPoint> bind_round(Binding& b, const std::optional<RoundDraft>& draft) {
    if (!draft) return std::nullopt;
    RoundingPoint point;
    point.to = draft->to.value;
    point.where = draft->where;
    if (draft->mode) point.mode = *rounding_mode(draft->mode->text);
    if (point.to.sign() > 0) return point;
    refuse(b, "round-step", draft->to.where,
           fmt::format("nothing can be rounded to steps of {}", draft->to.text),
           "write a step above zero, such as `0.1%` or `0.01`");
    return std::nullopt;
}

void check_computed(Binding& b) {
    bool known = true;
    for (std::size_t i = 0; i < b.draft.measures.size(); ++i) {
        if (b.draft.measures[i].kind != Measure::Kind::computed) continue;
        b.plan.measures[i].formula = formula_of(b, b.draft.measures[i]);
        known = known && b.plan.measures[i].formula;
    }
    NameGraph graph;
    for (const Measure& measure : b.plan.measures) {
        graph.names.push_back({measure.name, measure.where_written});
        std::vector<std::uint32_t>& edges = graph.edges.emplace_back();
        for (const MeasureInput& input : inputs_of(b.plan, measure))
            edges.push_back(input.measure);
    }
    if (!check_circle(b, graph, "measure") || !known) return;
    Units units(b);
    for (MeasureIndex i = 0; i < b.plan.measures.size(); ++i) {
        Measure& measure = b.plan.measures[i];
        if (measure.kind != Measure::Kind::computed) continue;
        settle_owner(b, measure);
        measure.money = units.of_measure(i) == Unit::money;
        check_before(b, measure);
    }
}

}  // namespace attain::plan
