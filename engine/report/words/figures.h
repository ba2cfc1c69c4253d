// Figures as people read them, and as machines do.
//
//     people     60,000.00   7%   116.67% (7/6)   ≈3.14
//     machines   60000       7/100   7/6
//
// What people see is exact wherever it can be; a figure that had to be cut for reading says so with
// "≈". A machine always gets the exact value: a decimal, or a ratio where there is no decimal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/number/money.h"
#include "model/facts/facts.h"

namespace attain::report {

// Stands before a figure that was cut for reading.
inline constexpr std::string_view cut_mark = "≈";

// "60000", "20565.6206", "7/6".
std::string exact_text(const Rational& value);

// "60,000.00", "20,565.6206", "≈33.33": an amount in a currency, with at least its minor digits. An
// empty `currency` is a count: "12", "2.5".
std::string amount_text(const Rational& value, std::string_view currency);
// The same, cut four decimals later: what stands before rounding, beside what it was rounded to.
std::string fine_text(const Rational& value, std::string_view currency);
// The same with the currency behind it: "60,000.00 USD", "12".
std::string amount_with_unit(const Rational& value, std::string_view currency);
// "13,125.00 USD".
std::string cash_with_unit(const Cash& cash);
// A difference: "+2,176.06", "-500.00", "0.00".
std::string signed_text(const Cash& cash);
// As amount_text, but without decimals where it is whole: "60,000" in "60,000 / 4".
std::string short_amount(const Rational& value, std::string_view currency);

// "7%", "114.4%", "≈116.66%": cut towards zero.
std::string percent_text(const Rational& value);
// A rate or share of target: "7%", "≈116.67%": cut half-even, for it is no goal that could seem
// met.
std::string rate_text(const Rational& value);
// A percentage inside a formula, so that it can be redone by hand: "7%", "116.67% (7/6)".
std::string factor_text(const Rational& value);
// An exchange rate or other plain number: "1.0842", "≈0.922339".
std::string number_text(const Rational& value);

// A bar of `width` cells that stands for 0% to 150%, with a mark at 100% that is heavy once
// the goal is met; cut at both ends.
std::string bar_text(const Rational& attainment, std::size_t width);

// The title that the plan gives; where it gives none, the name as words: "team_bookings" is
// "Team bookings".
std::string label_of(std::string_view title, std::string_view name);

// "1 deal", "12 deals".
std::string count_of(std::size_t number, std::string_view one, std::string_view many);

// "ledger.csv line 88"; without a line the file alone; "" where there is no file.
std::string origin_text(const Facts& facts, const Origin& origin);
// "2026-01-01 to 2026-03-31"; open sides are said in words.
std::string days_text(const DayRange& days);

}  // namespace attain::report
