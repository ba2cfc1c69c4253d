// A measure from what it is made of: its credits, its observations, or other measures (M1, N5).
#include <algorithm>
#include <map>

#include "model/plan/reading.h"
#include "pipeline/condition/value.h"
#include "record/audit/findings.h"

namespace attain::record {

namespace {

using Figure = std::optional<Rational>;

// Each line's credits together, and the row of the last credit in the walk.
struct Lines {
    std::map<std::uint32_t, Rational> by_row;
    std::uint32_t last = 0;
};

Lines lines_of(const RunResult& run, const LineBlock& block) {
    Lines lines;
    for (std::size_t at = block.begin; at < block.end; ++at) {
        lines.last = run.credits.rows[at];
        lines.by_row[lines.last] += run.credits.value(block, at);
    }
    return lines;
}

Figure of_lines(const RunResult& run, const Measure& rules, const LineBlock& block) {
    if (rules.kind == Measure::Kind::sum || rules.kind == Measure::Kind::count ||
        rules.kind == Measure::Kind::distinct) {
        return sum_of(block, run.credits.units, run.credits.ratios);
    }
    const Lines lines = lines_of(run, block);
    if (lines.by_row.empty()) return std::nullopt;
    if (rules.kind == Measure::Kind::latest) return lines.by_row.at(lines.last);
    Rational sum;
    Rational least_line = lines.by_row.begin()->second;
    Rational greatest_line = least_line;
    for (const auto& [row, value] : lines.by_row) {
        sum += value;
        least_line = least(least_line, value);
        greatest_line = greatest(greatest_line, value);
    }
    if (rules.kind == Measure::Kind::least) return least_line;
    if (rules.kind == Measure::Kind::greatest) return greatest_line;
    return sum / static_cast<std::int64_t>(lines.by_row.size());
}

Figure observed(const Facts& facts, const Measure& rules, const MeasureResult& measure) {
    std::map<Date, Rational> by_day;
    for (const Observation& row : facts.observations) {
        const bool counts = row.owner == measure.owner && row.kpi == rules.kpi;
        if (counts && measure.days.holds(row.day)) by_day[row.day] = row.value;
    }
    Rational sum;
    Figure low;
    Figure high;
    for (const auto& [day, value] : by_day) {
        sum += value;
        low = low ? least(*low, value) : value;
        high = high ? greatest(*high, value) : value;
    }
    switch (rules.take) {
        case Measure::Take::sum: return sum;
        case Measure::Take::least: return low;
        case Measure::Take::greatest: return high;
        case Measure::Take::latest:
            return by_day.empty() ? std::nullopt : Figure(by_day.rbegin()->second);
        case Measure::Take::average: break;
    }
    if (by_day.empty()) return std::nullopt;
    return sum / static_cast<std::int64_t>(by_day.size());
}

Figure computed(const Findings& findings, const Plan& plan, const Measure& rules,
                const MeasureResult& measure) {
    const std::vector<MeasureInput> inputs = inputs_of(plan, rules);
    const auto value =
        condition::value_of(*rules.formula, [&](std::string_view name) -> condition::Found {
            for (std::size_t i = 0; i < inputs.size() && i < measure.inputs.size(); ++i) {
                const std::string& of = plan.measures[inputs[i].measure].name;
                if (name != (inputs[i].before ? condition::as_before(of) : of)) continue;
                if (measure.inputs[i] >= findings.run.measures.size()) return std::nullopt;
                const MeasureResult& input = findings.run.measures[measure.inputs[i]];
                if (input.none) return std::nullopt;
                return input.value;
            }
            return std::nullopt;
        });
    if (!value) return std::nullopt;
    return std::get<Rational>(*value);
}

}  // namespace

void audit_figure(Findings& findings, const MeasureResult& measure) {
    const Plan& plan = findings.world.rules[measure.plan];
    const Measure& rules = plan.measures[measure.measure];
    if (rules.kind == Measure::Kind::pay) return;  // the components' own laws hold it
    const bool lines = rules.of_lines();
    Figure figure = lines ? of_lines(findings.run, rules, measure.lines)
                    : rules.kind == Measure::Kind::observed
                        ? observed(findings.world.facts, rules, measure)
                        : computed(findings, plan, rules, measure);
    if (figure && rules.round) figure = rules.round->rounded(*figure);
    const std::string where = findings.name(measure);
    if (figure.has_value() == measure.none) {
        findings.add(where + ": it has a value exactly where there is something to measure");
        return;
    }
    findings.expect_equal(
        where,
        lines ? "its credits add up to the measure" : "it is what its facts and measures make",
        figure.value_or(Rational(0)), measure.value);
}

}  // namespace attain::record
