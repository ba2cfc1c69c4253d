// Measures that are not made of credits: observed, and computed from other measures (L1, M1).
#include <algorithm>

#include "reference/sheet.h"

namespace attain::reference {

// Observations day by day (L1).
Measured of_observations(const Sheet& sheet, const Question& asked) {
    const Measure& measure = sheet.plan(asked.plan).measures[asked.measure];
    Measured result;
    int count = 0;
    std::optional<Date> latest;
    for (const Observation& row : sheet.facts().observations) {
        if (row.owner != asked.owner || row.kpi != measure.kpi) continue;
        if (!asked.counted.holds(row.day)) continue;
        ++count;
        const bool first = count == 1;
        switch (measure.take) {
            case Measure::Take::sum:
            case Measure::Take::average: result.value += row.value; break;
            case Measure::Take::least:
                result.value = first ? row.value : least(result.value, row.value);
                break;
            case Measure::Take::greatest:
                result.value = first ? row.value : greatest(result.value, row.value);
                break;
            case Measure::Take::latest:
                if (!latest || *latest < row.day) result.value = row.value;
                break;
        }
        if (!latest || *latest < row.day) latest = row.day;
    }
    result.none = count == 0 && measure.take != Measure::Take::sum;
    if (measure.take == Measure::Take::average && count > 0) result.value /= count;
    return result;
}

// A formula over other measures, as they stand, or stood before the pay period (M1).
Measured of_measures(Sheet& sheet, const Question& asked) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    const Named value = evaluate(*measure.formula, [&](std::string_view name) -> Named {
        const bool before = name.starts_with("before(");
        if (before) name = name.substr(7, name.size() - 8);
        for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
            if (plan.measures[i].name != name) continue;
            Question input = asked;
            input.measure = i;
            if (plan.measures[i].credit == CreditScope::team) {
                if (!asked.team.exists()) return {};
                input.owner = asked.team;
                input.assigned = DayRange::always();
                input.counted = asked.window;
            }
            if (before) {
                for (DayRange* days : {&input.counted, &input.window})
                    days->past_the_end = std::min(days->past_the_end, asked.pay_period);
            }
            const Measured& found = measured(sheet, input);
            return found.none ? Named() : Named(found.value);
        }
        return {};
    });
    Measured result;
    const auto* number = std::get_if<Rational>(&value);
    result.none = number == nullptr;
    if (number) result.value = *number;
    return result;
}

}  // namespace attain::reference
