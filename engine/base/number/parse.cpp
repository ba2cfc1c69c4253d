#include "base/number/parse.h"

#include <fmt/format.h>

#include <algorithm>

namespace attain {

namespace {

constexpr std::size_t digits_most = 40;
constexpr std::size_t decimals_most = 18;

bool all_digits(std::string_view text) {
    for (const char c : text) {
        if (!is_digit(c)) return false;
    }
    return !text.empty();
}

Integer whole(std::string_view digits) {
    Integer value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

ParsedNumber refused(std::string problem, std::string help) {
    return {std::nullopt, std::move(problem), std::move(help)};
}

// Enough of a text to know it by, cut between characters.
std::string shortened(std::string_view text) {
    if (text.size() <= 40) return std::string(text);
    std::size_t end = 40;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

constexpr const char* accepted = "write a plain number such as `1250.50`, `4%` or `1/3`";

ParsedNumber explain_refusal(std::string_view text) {
    const std::string quoted = shortened(text);
    if (text.empty()) return refused("a number is missing here", accepted);
    if (text.find_first_of("eE", 1) != std::string_view::npos &&
        text.find_first_not_of("0123456789.+-eE") == std::string_view::npos) {
        return refused(fmt::format("`{}` is written with an exponent", quoted),
                       "write all digits, such as `1000` for `1e3`");
    }
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return refused(fmt::format("`{}` is not a decimal number", quoted), accepted);
    }
    if (text.find(',') != std::string_view::npos) {
        return refused(
            fmt::format("`{}` has a comma", quoted),
            "write `1.5` for one and a half and `1500` without separators; for a foreign "
            "file, declare the format in its mapping");
    }
    if (text.find('_') != std::string_view::npos) {
        return refused(fmt::format("`{}` has an underscore", quoted), "write the digits together");
    }
    if (text.front() == '+') {
        return refused(fmt::format("`{}` has a plus sign", quoted), "leave the plus sign out");
    }
    return refused(fmt::format("`{}` is not a number", quoted), accepted);
}

// digits [. digits], both parts bounded; nothing when the text is of another form.
std::optional<Rational> plain_decimal(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view before = text.substr(0, point);
    if (!all_digits(before)) return std::nullopt;
    if (point == std::string_view::npos) return Rational(whole(before));
    const std::string_view after = text.substr(point + 1);
    if (!all_digits(after)) return std::nullopt;
    const Integer scale = power_of_ten(static_cast<int>(after.size()));
    return Rational::of(whole(before) * scale + whole(after), scale);
}

bool too_long(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const auto digits_in = [](std::string_view part) {
        return static_cast<std::size_t>(std::count_if(part.begin(), part.end(), is_digit));
    };
    return digits_in(text) > digits_most || digits_in(text.substr(point)) > decimals_most;
}

}  // namespace

ParsedNumber parse_number(std::string_view text) {
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    if (too_long(rest) && rest.find_first_not_of("0123456789.%/") == std::string_view::npos) {
        return refused(fmt::format("`{}…` has too many digits", text.substr(0, 20)),
                       "a number has at most 40 digits, 18 of them behind the point");
    }
    std::optional<Rational> value;
    if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) {
        const std::string_view above = rest.substr(0, slash);
        const std::string_view below = rest.substr(slash + 1);
        if (all_digits(above) && all_digits(below)) {
            const Integer divisor = whole(below);
            if (divisor == 0) {
                return refused(fmt::format("`{}` divides by zero", text), accepted);
            }
            value = Rational::of(whole(above), divisor);
        }
    } else if (rest.ends_with('%')) {
        value = plain_decimal(rest.substr(0, rest.size() - 1));
        if (value) *value /= 100;
    } else {
        value = plain_decimal(rest);
    }
    if (!value) return explain_refusal(text);
    return {negative ? -*value : *value, {}, {}};
}

ParsedNumber parse_number(std::string_view text, const NumberFormat& format) {
    if (format == NumberFormat{} || text.empty()) return parse_number(text);
    std::string_view rest = text;
    bool negative = false;
    if (format.parentheses_negative && rest.starts_with('(') && rest.ends_with(')')) {
        negative = true;
        rest = rest.substr(1, rest.size() - 2);
    }
    if (rest.starts_with('-') && !negative) {
        negative = true;
        rest.remove_prefix(1);
    }
    if (!format.prefix.empty() && rest.starts_with(format.prefix)) {
        rest.remove_prefix(format.prefix.size());
        if (rest.starts_with('-') && !negative) {
            negative = true;
            rest.remove_prefix(1);
        }
    }
    if (!format.suffix.empty() && rest.ends_with(format.suffix)) {
        rest.remove_suffix(format.suffix.size());
    }
    std::string plain;
    const std::size_t point = rest.rfind(format.decimal_point);
    const std::string_view before = rest.substr(0, point);
    std::size_t group = 0;  // digits since the last separator
    bool grouped = false;
    bool sound = true;
    for (const char c : before) {
        if (format.group_separator != '\0' && c == format.group_separator) {
            sound = sound && (grouped ? group == 3 : group >= 1 && group <= 3);
            grouped = true;
            group = 0;
        } else {
            // A point here is not the one declared: with a decimal comma, `1.234` is no number.
            sound = sound && (is_digit(c) || c == '%');
            plain += c;
            if (is_digit(c)) ++group;
        }
    }
    sound = sound && (!grouped || group == 3);
    if (point != std::string_view::npos) plain += "." + std::string(rest.substr(point + 1));
    ParsedNumber parsed = parse_number(plain);
    if (!sound || !parsed.value || plain.starts_with('-') || plain.find('/') != std::string::npos) {
        return refused(fmt::format("`{}` does not have the number format that the mapping declares",
                                   shortened(text)),
                       "correct the cell, or the `format` of this column in the mapping");
    }
    if (negative) *parsed.value = -*parsed.value;
    return parsed;
}

std::optional<FixedDecimal> parse_fixed(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = at != end && *at == '-';
    if (negative) ++at;
    std::uint64_t magnitude = 0;
    std::int32_t decimals = -1;  // -1: no point seen yet
    int digits = 0;
    bool last_was_digit = false;
    for (; at != end; ++at) {
        const char c = *at;
        if (c == '.') {
            if (decimals >= 0 || !last_was_digit) return std::nullopt;
            decimals = 0;
            last_was_digit = false;
            continue;
        }
        if (!is_digit(c)) return std::nullopt;
        if (++digits > 18) return std::nullopt;  // 18 digits always fit
        magnitude = magnitude * 10 + static_cast<std::uint64_t>(c - '0');
        if (decimals >= 0) ++decimals;
        last_was_digit = true;
    }
    if (!last_was_digit) return std::nullopt;
    const auto units = static_cast<std::int64_t>(magnitude);
    return FixedDecimal{negative ? -units : units, decimals < 0 ? 0 : decimals};
}

}  // namespace attain
