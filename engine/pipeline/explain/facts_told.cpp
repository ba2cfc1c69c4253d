// The lower half of the tree: attainments, goals, targets, measures, down to single deals.
#include <fmt/format.h>

#include "pipeline/credit/conversion.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/explain/teller.h"

namespace attain::explain_room {

Reason Teller::attainment(const Plan& plan, const AttainmentFigure& figure_of) const {
    const Attainment& rules = plan.attainments[figure_of.attainment];
    Reason measured = measure(figure_of.measure_result);
    if (!figure_of.quota || !figure_of.value) {
        return step(Step::choice, rules.name + ": no attainment, the goal is missing or zero",
                    Rational(0), "no value", {std::move(measured)});
    }
    Reason ratio = step(Step::ratio,
                        fmt::format("{}: {} of {}", rules.name, figure(figure_of.measured),
                                    figure(figure_of.quota->amount)),
                        *figure_of.value, percentage(*figure_of.value),
                        {std::move(measured), parts("goal " + rules.goal, *figure_of.quota)});
    ratio.formula =
        fmt::format("{} / {}", figure(figure_of.measured), figure(figure_of.quota->amount));
    ratio.rule = rules.where_written;
    return ratio;
}

// A quota or target by its pay periods: full × ramp × presence.
Reason Teller::parts(std::string what, const PartedFigure& whole) const {
    std::vector<Reason> because;
    for (const PeriodPart& part : whole.parts) {
        const std::string place = origin_text(world_.facts, part.origin);
        std::vector<Reason> factors{
            fact(what + " for " + part.period, part.full, figure(part.full), place)};
        std::string formula = figure(part.full);
        if (part.ramp != Rational(1)) {
            factors.push_back(fact("ramp", part.ramp, percentage(part.ramp), {}));
            formula += " × " + percentage(part.ramp);
        }
        if (part.of != 0 && part.present != part.of) {
            factors.push_back(fact(fmt::format("there on {} of {} days", part.present, part.of),
                                   Rational::of(part.present, part.of),
                                   fmt::format("{}/{}", part.present, part.of), {}));
            formula += fmt::format(" × {}/{}", part.present, part.of);
        }
        if (factors.size() == 1) {
            because.push_back(std::move(factors.front()));
            continue;
        }
        Reason product = step(Step::product, part.period, part.counted, figure(part.counted),
                              std::move(factors));
        product.formula = std::move(formula);
        because.push_back(std::move(product));
    }
    if (because.size() == 1) {
        because.front().what = std::move(what) + " for " + whole.parts.front().period;
        return std::move(because.front());
    }
    return step(Step::sum, std::move(what), whole.amount, figure(whole.amount), std::move(because));
}

Reason Teller::measure(std::size_t place) const {
    const MeasureResult& result = run_.measures[place];
    const Plan& plan = world_.rules[result.plan];
    const Measure& rules = plan.measures[result.measure];
    if (rules.kind == Measure::Kind::pay) {
        Reason pay =
            fact(rules.name + ": rounded pay of " + fmt::format("{}", fmt::join(rules.pay, ", ")),
                 result.value, figure(result.value), {});
        pay.rule = rules.where_written;
        return pay;
    }
    std::vector<Reason> because;
    for (std::size_t line = result.lines.begin; line < result.lines.end; ++line) {
        because.push_back(credit(result, line));
    }
    const std::size_t credits = because.size();
    Reason sum = step(
        Step::sum,
        fmt::format("{}: {} credit{} from {} to {}", rules.name, credits, credits == 1 ? "" : "s",
                    result.days.first.text(), result.days.last().text()),
        result.value, figure(result.value), std::move(because));
    sum.rule = rules.where_written;
    return sum;
}

// One credited line: the deal, and how its amount became the credit.
Reason Teller::credit(const MeasureResult& result, std::size_t line) const {
    const Facts& facts = world_.facts;
    const std::uint32_t row = run_.credits.rows[line];
    const Rational value = run_.credits.value(result.lines, line);
    Reason leaf = fact(facts.ledger.key_text(row), value, figure(value),
                       origin_text(facts, facts.ledger.origin[row]));
    if (facts.ledger.booked.has(row)) leaf.what += ", " + facts.ledger.booked.date(row).text();
    const Measure& rules = world_.rules[result.plan].measures[result.measure];
    if (rules.kind == Measure::Kind::count || rules.column != "amount") return leaf;
    const Rational amount = facts.net_amount.value(row);
    if (value == amount || amount.is_zero()) return leaf;
    const Plan& plan = world_.rules[result.plan];
    const std::string& currency = facts.ledger.currency.text(row);
    leaf.formula = fmt::format("{} {}", figure(amount), currency);
    Rational part = value / amount;
    if (rules.is_money() && currency != plan.currency.code()) {
        const Rational rate = rate_of(plan, row);
        leaf.formula += " × " + rate.shown();
        if (!rate.is_zero()) part /= rate;
    }
    if (part != Rational(1)) leaf.formula += " × " + percentage(part);
    const std::string& split = facts.ledger.split.text(row);
    const std::string& overlay = facts.ledger.overlay.text(row);
    if (!split.empty()) leaf.what += ", split " + split;
    if (!overlay.empty()) leaf.what += ", overlay " + overlay;
    return leaf;
}

// What one unit of the line's currency was worth in the plan's on the counting day.
Rational Teller::rate_of(const Plan& plan, std::uint32_t row) const {
    const Facts& facts = world_.facts;
    const auto from = Currency::find(facts.ledger.currency.text(row));
    const Date day = plan.counted_by == "booked"
                         ? facts.ledger.booked.date(row)
                         : Date(credit::days_named(facts, plan.counted_by)[row]);
    credit::Conversions conversions(facts, plan);
    const auto rate = from ? conversions.rate(*from, day) : std::nullopt;
    return rate.value_or(Rational(0));
}

Reason Teller::value_of(const Quantity& quantity, const Rational& value, bool is_rate,
                        const std::optional<std::uint32_t>& chosen) const {
    const std::string shown = is_rate ? percentage(value) : figure(value);
    if (const auto* choice = std::get_if<ChoicePtr>(&quantity.value)) {
        const auto& rows = (*choice)->rows;
        const bool fits = chosen && *chosen < rows.size();
        Reason reason =
            value_of(fits ? rows[*chosen].value : (*choice)->otherwise, value, is_rate, {});
        reason.what += fits ? fmt::format(" of row {}", *chosen + 1) : " where no row fits";
        return reason;
    }
    if (const auto* column = std::get_if<std::string>(&quantity.value)) {
        Reason reason = fact("person." + *column, value, shown, "people.csv");
        reason.rule = quantity.where;
        return reason;
    }
    const bool derived = std::holds_alternative<TargetPerGoal>(quantity.value);
    const char* what = derived ? "target per goal" : is_rate ? "rate" : "amount";
    return constant(what, value, shown, quantity.where);
}

}  // namespace attain::explain_room
