// The lower half of the tree: attainments, goals, targets, measures, down to single deals.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/facts/takings.h"
#include "model/plan/reading.h"
#include "pipeline/condition/value.h"
#include "pipeline/credit/conversion.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/explain/teller.h"
#include "pipeline/measure/measures.h"

namespace attain::explain_room {

namespace {

// The credits of one line together.
Reason of_one_line(std::vector<Reason> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Rational sum;
    for (const Reason& part : parts)
        sum += part.value;
    const std::string what = parts.front().what;
    return step(Step::sum, what, sum, figure(sum), std::move(parts));
}

Rational because_taken(Measure::Take take, const std::vector<Reason>& observations) {
    if (observations.empty()) return 0;
    Rational value = observations.front().value;
    for (const Reason& one : observations) {
        if (take == Measure::Take::latest) value = one.value;
        if (take == Measure::Take::least) value = least(value, one.value);
        if (take == Measure::Take::greatest) value = greatest(value, one.value);
    }
    return value;
}

// A value that the plan rounds on the way (N5), over its exact one.
Reason rounded_on_the_way(Reason exact, const std::optional<RoundingPoint>& round,
                          std::string shown, const Rational& value) {
    if (!round || exact.value == value) return exact;
    const std::string name = exact.what;
    std::vector<Reason> child;
    child.push_back(std::move(exact));
    Reason reason = step(Step::rounded, name, value, std::move(shown), std::move(child));
    reason.formula = fmt::format("to {}, {}", round->where.text(), name_of(round->mode));
    reason.rule = round->where;
    return reason;
}

}  // namespace

Reason Teller::attainment(const Plan& plan, const AttainmentFigure& figure_of) const {
    const Attainment& rules = plan.attainments[figure_of.attainment];
    if (rules.combined()) return combined(plan, figure_of);
    Reason measured = measure(*figure_of.measure_result);
    if (!figure_of.quota || !figure_of.value) {
        return step(Step::choice, rules.name + ": no attainment", Rational(0), "no value",
                    {std::move(measured)});
    }
    const Rational& quota = figure_of.quota->amount;
    if (quota.is_zero() || (rules.zero_measure && figure_of.measured.is_zero())) {
        const char* zero = quota.is_zero() ? "the goal is zero" : "the measure is zero";
        return constant(fmt::format("{}: {}", rules.name, zero), *figure_of.value,
                        percentage(*figure_of.value), rules.where_written);
    }
    const bool turned = rules.direction == Direction::quota_over_measure;
    Reason goal = parts("goal " + rules.goal, *figure_of.quota);
    const Rational exact = turned ? quota / figure_of.measured : figure_of.measured / quota;
    std::string above = figure(figure_of.measured);
    std::string below = figure(quota);
    if (turned) std::swap(above, below);
    std::vector<Reason> because;
    because.push_back(turned ? std::move(goal) : std::move(measured));
    because.push_back(turned ? std::move(measured) : std::move(goal));
    Reason ratio = step(Step::ratio, fmt::format("{}: {} of {}", rules.name, above, below), exact,
                        percentage(exact), std::move(because));
    ratio.formula = fmt::format("{} / {}", above, below);
    ratio.rule = rules.where_written;
    if (rules.direction == Direction::two_minus_share) {
        const Rational value = Rational(2) - exact;
        std::vector<Reason> terms;
        terms.push_back(constant("2", Rational(2), "200%", rules.where_written));
        terms.push_back(std::move(ratio));
        ratio = step(Step::less, rules.name + ": lower is better", value, percentage(value),
                     std::move(terms));
        ratio.formula = fmt::format("200% − {}", percentage(exact));
    }
    return rounded_on_the_way(std::move(ratio), rules.round, percentage(*figure_of.value),
                              *figure_of.value);
}

// Several attainments: weighted and added, or the one that the plan picks.
Reason Teller::combined(const Plan& plan, const AttainmentFigure& figure_of) const {
    const Attainment& rules = plan.attainments[figure_of.attainment];
    std::vector<Reason> because;
    Rational exact;
    for (std::size_t i = 0; i < figure_of.parts.size(); ++i) {
        Reason part = attainment(plan, figure_of.parts[i]);
        const Rational value = part.value * rules.parts[i].weight;
        if (rules.combining == Combining::weighted) {
            std::vector<Reason> factors;
            factors.push_back(std::move(part));
            factors.push_back(constant("weight", rules.parts[i].weight,
                                       percentage(rules.parts[i].weight), rules.where_written));
            part = step(Step::product, plan.attainments[rules.parts[i].attainment].name, value,
                        percentage(value), std::move(factors));
        }
        const bool better = rules.combining == Combining::least ? value < exact : exact < value;
        if (rules.combining == Combining::weighted) {
            exact += value;
        } else if (i == 0 || better) {
            exact = value;
        }
        because.push_back(std::move(part));
    }
    if (!figure_of.value) {
        return step(Step::choice, rules.name + ": no attainment", Rational(0), "no value",
                    std::move(because));
    }
    Reason reason = step(rules.combining == Combining::weighted ? Step::sum : Step::choice,
                         rules.name, exact, percentage(exact), std::move(because));
    reason.rule = rules.where_written;
    return rounded_on_the_way(std::move(reason), rules.round, percentage(*figure_of.value),
                              *figure_of.value);
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
    Reason reason = rules.kind == Measure::Kind::computed   ? computed(result)
                    : rules.kind == Measure::Kind::observed ? observed(result)
                                                            : of_lines(result);
    reason.rule = rules.where_written;
    if (result.none) {
        reason.step = Step::fact;
        reason.value = 0;
        reason.shown = "no value";
        return reason;
    }
    return rounded_on_the_way(std::move(reason), rules.round, figure(result.value), result.value);
}

// Credits added up; or the line that an extreme picks; or their sum over the number of lines.
Reason Teller::of_lines(const MeasureResult& result) const {
    const Measure& rules = world_.rules[result.plan].measures[result.measure];
    std::vector<Reason> because;
    std::map<std::uint32_t, std::vector<Reason>> by_row;
    Rational sum;
    for (std::size_t line = result.lines.begin; line < result.lines.end; ++line) {
        because.push_back(credit(result, line));
        sum += because.back().value;
        by_row[run_.credits.rows[line]].push_back(because.back());
    }
    const std::size_t credits = because.size();
    const std::string what =
        fmt::format("{}: {} credit{} from {} to {}", rules.name, credits, credits == 1 ? "" : "s",
                    result.days.first.text(), result.days.last().text());
    const bool added = rules.kind == Measure::Kind::sum || rules.kind == Measure::Kind::count ||
                       rules.kind == Measure::Kind::distinct;
    if (added) return step(Step::sum, what, sum, figure(sum), std::move(because));
    if (rules.kind != Measure::Kind::average) {
        std::vector<Reason> lines;
        for (auto& [row, parts] : by_row)
            lines.push_back(of_one_line(std::move(parts)));
        const Rational exact = rules.round ? extreme(result) : result.value;
        return step(Step::choice, what, exact, figure(exact), std::move(lines));
    }
    const auto lines = static_cast<std::int64_t>(by_row.size());
    const Rational average = lines == 0 ? Rational(0) : sum / lines;
    std::vector<Reason> ratio;
    ratio.push_back(step(Step::sum, "all of them", sum, figure(sum), std::move(because)));
    ratio.push_back(fact("lines", Rational(lines), figure(Rational(lines)), {}));
    Reason reason = step(Step::ratio, what, average, figure(average), std::move(ratio));
    reason.formula = fmt::format("{} / {}", figure(sum), lines);
    return reason;
}

// The least, greatest or latest line before the plan rounds it.
Rational Teller::extreme(const MeasureResult& result) const {
    const Measure& rules = world_.rules[result.plan].measures[result.measure];
    std::map<std::uint32_t, Rational> lines;
    for (std::size_t line = result.lines.begin; line < result.lines.end; ++line)
        lines[run_.credits.rows[line]] += run_.credits.value(result.lines, line);
    if (lines.empty()) return 0;
    if (rules.kind == Measure::Kind::latest) return lines[run_.credits.rows[result.lines.end - 1]];
    const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
    return rules.kind == Measure::Kind::least
               ? std::min_element(lines.begin(), lines.end(), by_value)->second
               : std::max_element(lines.begin(), lines.end(), by_value)->second;
}

// The observations of a KPI on the measure's days.
Reason Teller::observed(const MeasureResult& result) const {
    const Measure& rules = world_.rules[result.plan].measures[result.measure];
    std::vector<Reason> because;
    Rational sum;
    for (const Observation& row : world_.facts.observations) {
        if (row.owner != result.owner || row.kpi != rules.kpi) continue;
        if (!result.days.holds(row.day)) continue;
        sum += row.value;
        because.push_back(fact(fmt::format("{} on {}", row.kpi, row.day.text()), row.value,
                               figure(row.value), origin_text(world_.facts, row.origin)));
    }
    const auto count = static_cast<std::int64_t>(because.size());
    const std::string what =
        fmt::format("{}: {} observation{}", rules.name, count, count == 1 ? "" : "s");
    if (rules.take == Measure::Take::sum) {
        return step(Step::sum, what, sum, figure(sum), std::move(because));
    }
    if (rules.take != Measure::Take::average || count == 0) {
        const Rational value = rules.round ? because_taken(rules.take, because) : result.value;
        return step(Step::choice, what, value, figure(value), std::move(because));
    }
    std::vector<Reason> ratio;
    ratio.push_back(step(Step::sum, "all of them", sum, figure(sum), std::move(because)));
    ratio.push_back(fact("observations", Rational(count), figure(Rational(count)), {}));
    const Rational average = sum / count;
    Reason reason = step(Step::ratio, what, average, figure(average), std::move(ratio));
    reason.formula = fmt::format("{} / {}", figure(sum), count);
    return reason;
}

// A formula over other measures, each of them a reason of its own.
Reason Teller::computed(const MeasureResult& result) const {
    const Plan& plan = world_.rules[result.plan];
    const Measure& rules = plan.measures[result.measure];
    const std::vector<MeasureInput> inputs = inputs_of(plan, rules);
    std::vector<Reason> because;
    std::map<std::string, const MeasureResult*> by_name;
    for (std::size_t i = 0; i < result.inputs.size() && i < inputs.size(); ++i) {
        const MeasureResult& input = run_.measures[result.inputs[i]];
        const std::string& name = plan.measures[inputs[i].measure].name;
        const std::string called = inputs[i].before ? condition::as_before(name) : name;
        because.push_back(measure(result.inputs[i]));
        because.back().what = called + " = " + because.back().what;
        by_name[called] = &input;
    }
    const auto value =
        condition::value_of(*rules.formula, [&](std::string_view name) -> condition::Found {
            const auto found = by_name.find(std::string(name));
            if (found == by_name.end() || found->second->none) return std::nullopt;
            return found->second->value;
        });
    const Rational exact = value ? std::get<Rational>(*value) : Rational(0);
    Reason reason = step(Step::computed, rules.name, exact, figure(exact), std::move(because));
    reason.formula = std::string(rules.formula->where.text());
    return reason;
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
    if (rules.kind == Measure::Kind::count || rules.kind == Measure::Kind::distinct) return leaf;
    if (rules.column != "amount") return leaf;
    const Date until = measure::netted_until(world_.rules[result.plan], result.window);
    const Rational amount = left_of(facts, row, {until});
    if (value == amount || amount.is_zero()) return leaf;
    const Plan& plan = world_.rules[result.plan];
    const std::string& currency = facts.ledger.currency.text(row);
    leaf.formula = fmt::format("{} {}", figure(amount), currency);
    Rational part = value / amount;
    if (rules.is_money() && currency != plan.currency.code()) {
        const Rational rate = rate_of(plan, rules, row);
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
Rational Teller::rate_of(const Plan& plan, const Measure& rules, std::uint32_t row) const {
    const Facts& facts = world_.facts;
    const auto from = Currency::find(facts.ledger.currency.text(row));
    const Date day = plan.counted_by == "booked"
                         ? facts.ledger.booked.date(row)
                         : Date(credit::days_named(facts, plan.counted_by)[row]);
    credit::Conversions conversions(facts, plan, measure::conversion_of(plan, rules));
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
