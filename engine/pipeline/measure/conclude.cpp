// Measures that are one figure: averages and extremes of lines, observations, computations (M1).
//
//     average deal of ada: 40,000 and 60,000 → 50,000;   of nobody's lines: no value
#include <algorithm>
#include <map>

#include "model/plan/reading.h"
#include "pipeline/condition/value.h"
#include "pipeline/measure/measures.h"

namespace attain::measure {

namespace {

using Figure = std::optional<Rational>;

Figure average_of(const std::vector<Rational>& values) {
    if (values.empty()) return std::nullopt;
    Rational sum;
    for (const Rational& value : values)
        sum += value;
    return sum / static_cast<std::int64_t>(values.size());
}

Figure least_of(const std::vector<Rational>& values) {
    if (values.empty()) return std::nullopt;
    return *std::min_element(values.begin(), values.end());
}

Figure greatest_of(const std::vector<Rational>& values) {
    if (values.empty()) return std::nullopt;
    return *std::max_element(values.begin(), values.end());
}

Figure last_of(const std::vector<Rational>& values) {
    if (values.empty()) return std::nullopt;
    return values.back();
}

// What each line comes to, in the order in which its last credit comes in the walk.
std::vector<Rational> by_line(const CreditLines& credits, const LineBlock& block) {
    struct Sum {
        Rational value;
        std::size_t last = 0;
    };
    std::map<std::uint32_t, Sum> sums;
    for (std::size_t at = block.begin; at < block.end; ++at) {
        Sum& sum = sums[credits.rows[at]];
        sum.value += credits.value(block, at);
        sum.last = at;
    }
    std::vector<Rational> values;
    for (std::size_t at = block.begin; at < block.end; ++at) {
        const Sum& sum = sums[credits.rows[at]];
        if (sum.last == at) values.push_back(sum.value);
    }
    return values;
}

// By day; one KPI has at most one observation a day.
std::vector<Rational> observed(const World& world, const Request& request, const Measure& measure) {
    std::vector<std::pair<Date, Rational>> found;
    for (const Observation& observation : world.facts.observations) {
        if (observation.owner != request.owner || observation.kpi != measure.kpi) continue;
        if (!request.counted.holds(observation.day)) continue;
        found.emplace_back(observation.day, observation.value);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Rational> values;
    for (auto& [day, value] : found)
        values.push_back(std::move(value));
    return values;
}

Figure taken(Measure::Take take, const std::vector<Rational>& values) {
    switch (take) {
        case Measure::Take::latest: return last_of(values);
        case Measure::Take::average: return average_of(values);
        case Measure::Take::least: return least_of(values);
        case Measure::Take::greatest: return greatest_of(values);
        case Measure::Take::sum: break;
    }
    Rational sum;
    for (const Rational& value : values)
        sum += value;
    return sum;
}

Figure computed(const Plan& plan, const Measure& measure, const Request& request,
                const std::vector<MeasureResult>& results) {
    const std::vector<MeasureInput> inputs = inputs_of(plan, measure);
    const auto value =
        condition::value_of(*measure.formula, [&](std::string_view name) -> condition::Found {
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const std::string& of = plan.measures[inputs[i].measure].name;
                if (name != (inputs[i].before ? condition::as_before(of) : of)) continue;
                const MeasureResult& input = results[request.inputs[i]];
                if (input.none) return std::nullopt;
                return input.value;
            }
            return std::nullopt;
        });
    if (!value) return std::nullopt;
    return std::get<Rational>(*value);
}

}  // namespace

std::optional<Rational> attained(const Attainment& attainment, const Rational& quota,
                                 const MeasureResult& measured) {
    std::optional<Rational> value;
    if (quota.is_zero() && attainment.zero_goal) {
        value = attainment.zero_goal;
    } else if (quota.sign() <= 0 || measured.none) {
        return std::nullopt;
    } else {
        switch (attainment.direction) {
            case Direction::higher: value = measured.value / quota; break;
            case Direction::two_minus_share: value = Rational(2) - measured.value / quota; break;
            case Direction::quota_over_measure:
                value = measured.value.is_zero() ? attainment.zero_measure
                                                 : std::optional(quota / measured.value);
        }
    }
    if (value && attainment.round) value = attainment.round->rounded(*value);
    return value;
}

void conclude(const World& world, const Request& request, const CreditLines& credits,
              std::vector<MeasureResult>& results, std::size_t place) {
    const Plan& plan = world.rules[request.plan];
    const Measure& measure = plan.measures[request.measure];
    MeasureResult& result = results[place];
    Figure figure = result.value;
    switch (measure.kind) {
        case Measure::Kind::sum:
        case Measure::Kind::count:
        case Measure::Kind::distinct:
        case Measure::Kind::pay: break;
        case Measure::Kind::average: figure = average_of(by_line(credits, result.lines)); break;
        case Measure::Kind::least: figure = least_of(by_line(credits, result.lines)); break;
        case Measure::Kind::greatest: figure = greatest_of(by_line(credits, result.lines)); break;
        case Measure::Kind::latest: figure = last_of(by_line(credits, result.lines)); break;
        case Measure::Kind::observed:
            figure = taken(measure.take, observed(world, request, measure));
            break;
        case Measure::Kind::computed: figure = computed(plan, measure, request, results); break;
    }
    result.none = !figure;
    result.value = figure.value_or(Rational(0));
    if (figure && measure.round) result.value = measure.round->rounded(result.value);
}

}  // namespace attain::measure
