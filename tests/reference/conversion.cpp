// Exchange rates, looked up day by day (N6).
#include "reference/sheet.h"

namespace attain::reference {

namespace {

// The rate of a row of the series, at most `back` days old.
std::optional<Rational> published(const Facts& facts, const RateSeries& series, Currency base,
                                  Currency quote, Date day, int back) {
    for (int age = 0; age <= back; ++age) {
        for (const ExchangeRate& row : facts.rates) {
            if (row.series == series.name && row.base == base && row.quote == quote &&
                row.day == day - age) {
                return row.rate;
            }
        }
    }
    return std::nullopt;
}

Rational to_decimals(const Rational& value, int decimals) {
    const Rational unit = Rational::of(1, power_of_ten(decimals));
    return round(value, Rounding{RoundingMode::half_even, unit}, *Currency::find("USD"));
}

std::optional<Rational> rate_on(const Facts& facts, const RateSeries& series, Currency from,
                                Currency to, Date day, int back) {
    if (const auto direct = published(facts, series, from, to, day, back)) return direct;
    if (series.inverse_decimals) {
        if (const auto turned = published(facts, series, to, from, day, back)) {
            return to_decimals(Rational(1) / *turned, *series.inverse_decimals);
        }
    }
    if (!series.cross_decimals || from == series.base || to == series.base) return std::nullopt;
    const auto of_from = published(facts, series, series.base, from, day, back);
    const auto of_to = published(facts, series, series.base, to, day, back);
    if (!of_from || !of_to) return std::nullopt;
    return to_decimals(*of_to / *of_from, *series.cross_decimals);
}

std::optional<Rational> average(const Facts& facts, const RateSeries& series, Currency from,
                                Currency to, DayRange days) {
    Rational sum;
    int count = 0;
    for (Date day = days.first; day < days.past_the_end; day = day + 1) {
        const auto rate = rate_on(facts, series, from, to, day, 0);
        if (!rate) continue;
        sum += *rate;
        ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
}

}  // namespace

std::optional<Rational> exchange(const Sheet& sheet, const Plan& plan, const Measure& measure,
                                 Currency from, Date counted) {
    const std::optional<Conversion>& how =
        measure.conversion ? measure.conversion : plan.conversion;
    if (!how) return std::nullopt;
    if (!how->fixed.empty()) {
        if (!how->fixed.contains(from.code())) return std::nullopt;
        return how->fixed.at(from.code());
    }
    const Facts& facts = sheet.facts();
    const RateSeries& series = facts.series.at(how->series);
    const auto period = sheet.calendar(plan).containing(plan.pays, counted);
    if (!period) return std::nullopt;
    switch (how->day) {
        case Conversion::Day::deal_date:
            return rate_on(facts, series, from, plan.currency, counted, series.carries_days);
        case Conversion::Day::period_end:
            return rate_on(facts, series, from, plan.currency, period->days.last(),
                           series.carries_days);
        case Conversion::Day::period_average:
            return average(facts, series, from, plan.currency, period->days);
    }
    return std::nullopt;
}

}  // namespace attain::reference
