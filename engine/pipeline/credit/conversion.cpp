#include "pipeline/credit/conversion.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace attain::credit {

namespace {

Rational to_decimals(const Rational& exact, int decimals) {
    const Rational scale(power_of_ten(decimals));
    return Rational(round_to_whole(exact * scale, RoundingMode::half_even)) / scale;
}

}  // namespace

Conversions::Conversions(const Facts& facts, const Plan& plan, const std::optional<Conversion>& how)
    : facts_(facts), plan_(plan), how_(how) {
    if (!how) return;
    const auto found = facts.series.find(how->series);
    if (found != facts.series.end()) series_ = &found->second;
}

std::optional<Rational> Conversions::rate(const Currency& from, Date day) {
    if (from == plan_.currency) return Rational(1);
    if (how_ && !how_->fixed.empty()) {
        const auto fixed = how_->fixed.find(from.code());
        return fixed != how_->fixed.end() ? std::optional(fixed->second) : std::nullopt;
    }
    if (!series_) return std::nullopt;
    std::optional<Period> period;
    if (how_->day != Conversion::Day::deal_date) {
        const auto calendar = facts_.calendars.find(plan_.calendar);
        if (calendar == facts_.calendars.end()) return std::nullopt;
        period = calendar->second.containing(plan_.pays, day);
        if (!period) return std::nullopt;
    }
    const Date key = period ? period->days.last() : day;
    const auto [known, is_new] = known_.try_emplace({from.code(), key.days()});
    if (!is_new) return known->second;
    switch (how_->day) {
        case Conversion::Day::deal_date:
        case Conversion::Day::period_end:
            known->second = on(from, plan_.currency, key, series_->carries_days);
            break;
        case Conversion::Day::period_average: known->second = average(from, *period); break;
    }
    return known->second;
}

// The published row, its inverse, or the cross through the series' base: whatever comes first.
std::optional<Rational> Conversions::on(const Currency& from, const Currency& to, Date day,
                                        int carries) const {
    if (from == to) return Rational(1);
    if (const auto direct = published(from, to, day, carries)) return direct;
    if (series_->inverse_decimals) {
        if (const auto inverse = published(to, from, day, carries)) {
            return to_decimals(Rational(1) / *inverse, *series_->inverse_decimals);
        }
    }
    if (series_->cross_decimals) {
        const auto base_to_from = published(series_->base, from, day, carries);
        const auto base_to_to = published(series_->base, to, day, carries);
        if (base_to_from && base_to_to) {
            return to_decimals(*base_to_to / *base_to_from, *series_->cross_decimals);
        }
    }
    return std::nullopt;
}

std::optional<Rational> Conversions::published(const Currency& base, const Currency& quote,
                                               Date day, int carries) const {
    const auto key = std::tuple(series_->name, base, quote);
    const auto after = std::upper_bound(
        facts_.rates.begin(), facts_.rates.end(), std::pair(key, day),
        [](const auto& wanted, const ExchangeRate& row) {
            return wanted < std::pair(std::tuple(row.series, row.base, row.quote), row.day);
        });
    if (after == facts_.rates.begin()) return std::nullopt;
    const ExchangeRate& row = *std::prev(after);
    if (std::tuple(row.series, row.base, row.quote) != key) return std::nullopt;
    if (day - row.day > carries) return std::nullopt;
    return row.rate;
}

// Over the days of the period on which the series was published (N6), exact.
std::optional<Rational> Conversions::average(const Currency& from, const Period& period) const {
    std::set<Date> days;
    for (const ExchangeRate& row : facts_.rates) {
        if (row.series == series_->name && period.days.holds(row.day)) days.insert(row.day);
    }
    Rational sum;
    int counted = 0;
    for (const Date day : days) {
        if (const auto rate = on(from, plan_.currency, day, 0)) {
            sum += *rate;
            ++counted;
        }
    }
    if (counted == 0) return std::nullopt;
    return sum / counted;
}

}  // namespace attain::credit
