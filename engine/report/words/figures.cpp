// Cutting for reading happens here and nowhere else in this floor, and is always marked. No figure
// that was cut is ever read back. Amounts are cut half-even, percentages towards zero: an
// attainment of 99.999% must not read as if the goal was met.
#include "report/words/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace attain::report {

namespace {

// A decimal longer than this is cut; a ledger's own digits (20565.6206) are not.
constexpr std::size_t most_decimals = 8;

std::size_t decimals_in(std::string_view plain) {
    const std::size_t point = plain.find('.');
    return point == std::string_view::npos ? 0 : plain.size() - point - 1;
}

// Plain digits with exactly `places` decimals or more.
std::string padded(std::string plain, std::size_t places) {
    const std::size_t have = decimals_in(plain);
    if (have >= places) return plain;
    if (have == 0) plain += '.';
    return plain.append(places - have, '0');
}

// With `places` decimals, for reading.
std::string cut(const Rational& value, int places, RoundingMode mode) {
    const Rational scale(power_of_ten(places));
    const Rational near = Rational(round_to_whole(value * scale, mode)) / scale;
    return padded(near.decimal().value_or("0"), static_cast<std::size_t>(places));
}

std::size_t minor_digits(std::string_view currency) {
    const std::optional<Currency> found = Currency::find(currency);
    return found ? static_cast<std::size_t>(found->minor_digits()) : 0;
}

}  // namespace

std::string exact_text(const Rational& value) {
    return value.decimal().value_or(value.fraction());
}

std::string amount_text(const Rational& value, std::string_view currency) {
    const std::size_t digits = minor_digits(currency);
    const std::optional<std::string> decimal = value.decimal();
    if (decimal && decimals_in(*decimal) <= std::max(most_decimals, digits)) {
        return grouped(padded(*decimal, digits));
    }
    const std::size_t places = currency.empty() ? 2 : digits;
    return fmt::format("{}{}", cut_mark,
                       grouped(cut(value, static_cast<int>(places), RoundingMode::half_even)));
}

std::string fine_text(const Rational& value, std::string_view currency) {
    const std::string text = amount_text(value, currency);
    if (!text.starts_with(cut_mark)) return text;
    const int places = static_cast<int>(minor_digits(currency)) + 4;
    return fmt::format("{}{}", cut_mark, grouped(cut(value, places, RoundingMode::half_even)));
}

std::string amount_with_unit(const Rational& value, std::string_view currency) {
    if (currency.empty()) return amount_text(value, currency);
    return fmt::format("{} {}", amount_text(value, currency), currency);
}

std::string cash_with_unit(const Cash& cash) {
    return fmt::format("{} {}", cash.shown(), cash.currency().code());
}

std::string signed_text(const Cash& cash) {
    return (cash.minor_units() > 0 ? "+" : "") + cash.shown();
}

std::string short_amount(const Rational& value, std::string_view currency) {
    return value.is_whole() ? grouped(value.fraction()) : amount_text(value, currency);
}

std::string percent_text(const Rational& value) {
    const Rational percent = value * 100;
    const std::optional<std::string> decimal = percent.decimal();
    if (decimal && decimals_in(*decimal) <= 4) return grouped(*decimal) + "%";
    return fmt::format("{}{}%", cut_mark, grouped(cut(percent, 2, RoundingMode::down)));
}

std::string rate_text(const Rational& value) {
    const Rational percent = value * 100;
    const std::optional<std::string> decimal = percent.decimal();
    if (decimal && decimals_in(*decimal) <= 4) return grouped(*decimal) + "%";
    return fmt::format("{}{}%", cut_mark, grouped(cut(percent, 2, RoundingMode::half_even)));
}

std::string factor_text(const Rational& value) {
    const Rational percent = value * 100;
    const std::optional<std::string> decimal = percent.decimal();
    if (decimal && decimals_in(*decimal) <= most_decimals) return grouped(*decimal) + "%";
    const std::string ratio = value.fraction();
    const std::string near = grouped(cut(percent, 2, RoundingMode::half_even));
    if (ratio.size() > 11) return fmt::format("{}{}%", cut_mark, near);
    return fmt::format("{}% ({})", near, ratio);
}

std::string number_text(const Rational& value) {
    const std::optional<std::string> decimal = value.decimal();
    if (decimal && decimals_in(*decimal) <= most_decimals) return grouped(*decimal);
    return fmt::format("{}{}", cut_mark, grouped(cut(value, 6, RoundingMode::half_even)));
}

std::string bar_text(const Rational& attainment, std::size_t width) {
    const Rational cells = attainment / Rational::of(3, 2) * Rational(width);
    const Integer whole = least(greatest(cells, 0), Rational(width)).floor();
    const std::size_t filled = static_cast<std::size_t>(*to_int64(whole));
    const std::size_t goal = width * 2 / 3;
    std::string bar;
    for (std::size_t cell = 0; cell < width; ++cell) {
        if (cell == goal) bar += attainment >= 1 ? "┃" : "│";
        bar += cell < filled ? "█" : "░";
    }
    return bar;
}

std::string label_of(std::string_view title, std::string_view name) {
    if (!title.empty() && title != name) return std::string(title);
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    std::replace(label.begin(), label.end(), '-', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') {
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
    }
    return label;
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped(std::to_string(number)), number == 1 ? one : many);
}

std::string origin_text(const Facts& facts, const Origin& origin) {
    if (origin.file >= facts.files.size()) return "";
    if (origin.line == 0) return facts.files[origin.file];
    return fmt::format("{} line {}", facts.files[origin.file], origin.line);
}

std::string days_text(const DayRange& days) {
    const std::string first = days.first.text();
    if (days.past_the_end >= Date::end_of_time()) {
        return first.empty() ? "always" : fmt::format("from {}", first);
    }
    const std::string last = days.last().text();
    return first.empty() ? fmt::format("until {}", last) : fmt::format("{} to {}", first, last);
}

}  // namespace attain::report
