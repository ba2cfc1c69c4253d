#include "intake/schema/scalar.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/calendar/date.h"
#include "base/ensure.h"
#include "base/number/parse.h"

namespace attain::intake {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_whole_digits = 18;
constexpr std::size_t longest_shown = 40;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "YYYY-MM-DD", whether or not the calendar has such a day.
bool has_form_of_a_day(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((i == 4 || i == 7) ? text[i] != '-' : !is_digit(text[i])) return false;
    }
    return true;
}

Refusal refuse_name(std::string_view text) {
    return {
        "not-a-name", fmt::format("{} is not a name", shown(text)),
        fmt::format("a name has letters a to z, digits, `_`, `-` and `.`, at most {}, and begins "
                    "with a letter or digit",
                    longest_name)};
}

std::optional<Refusal> refuse_number(std::string_view text) {
    PlanNumber number = read_number(text);
    if (number.value) return std::nullopt;
    return Refusal{"not-a-number", std::move(number.problem), std::move(number.help)};
}

// 0.75 can only mean 75%, and 75 too; 1.5 may be meant as either. (A ratio says what it means.)
std::string percent_help(const Rational& bare, std::string_view text) {
    const std::string as_share = (bare * 100).decimal().value_or("");
    const Rational size = bare.abs();
    if (bare.is_zero()) return "write `0%`";
    if (size < 1) return fmt::format("write `{}%`", as_share);
    if (size < 2) return fmt::format("write `{}%` or `{}%`", as_share, text);
    return fmt::format("write `{}%`", text);
}

std::optional<Refusal> refuse_percent(std::string_view text) {
    const PlanNumber number = read_number(text);
    if (number.value && (text.ends_with('%') || text.find('/') != text.npos)) return std::nullopt;
    if (number.value) {
        return Refusal{"not-a-percentage", fmt::format("{} has no percent sign", shown(text)),
                       percent_help(*number.value, text)};
    }
    return Refusal{"not-a-percentage", number.problem, "write a percentage such as `75%`"};
}

std::optional<Refusal> refuse_whole(std::string_view text) {
    const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
    if (digits && text.size() <= most_whole_digits && (text == "0" || text.front() != '0')) {
        return std::nullopt;
    }
    return Refusal{"not-a-whole-number", fmt::format("{} is not a whole number", shown(text)),
                   "write digits only, without a zero in front: `12`"};
}

std::optional<Refusal> refuse_date(std::string_view text) {
    if (Date::parse(text)) return std::nullopt;
    if (has_form_of_a_day(text)) {
        return Refusal{"not-a-date", fmt::format("{} is not a day of the calendar", shown(text)),
                       "correct the month or the day; years are 1900 to 2999"};
    }
    return Refusal{"not-a-date", fmt::format("{} is not a day", shown(text)),
                   "write year, month and day: `2026-02-14`"};
}

std::optional<Refusal> refuse_days(std::string_view text) {
    if (DayRange::parse(text)) return std::nullopt;
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        const std::string_view first = text.substr(0, dots);
        const std::string_view last = text.substr(dots + 2);
        for (const std::string_view day : {first, last}) {
            if (day.empty() || Date::parse(day)) continue;
            return refuse_date(day);
        }
        if (!first.empty() && !last.empty()) {
            return Refusal{"not-a-day-range", fmt::format("{} ends before it begins", shown(text)),
                           fmt::format("write `{}..{}`", last, first)};
        }
    }
    return Refusal{"not-a-day-range", fmt::format("{} is not a range of days", shown(text)),
                   "write its first and its last day: `2026-01-01..2026-12-31`"};
}

std::optional<Refusal> refuse_flag(std::string_view text) {
    if (text == "yes" || text == "no") return std::nullopt;
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto among = [&lower](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), lower) != words.end();
    };
    std::string help = "write `yes` or `no`";
    if (among({"yes", "true", "on", "y", "1"})) help = "write `yes`";
    if (among({"no", "false", "off", "n", "0"})) help = "write `no`";
    return Refusal{"not-yes-or-no", fmt::format("{} is neither `yes` nor `no`", shown(text)),
                   std::move(help)};
}

std::optional<Refusal> refuse_choice(std::string_view text, const Shape& shape,
                                     std::string_view what) {
    const std::vector<std::string>& words = shape.words;
    if (std::find(words.begin(), words.end(), text) != words.end()) return std::nullopt;
    const std::string similar = nearest(text, words);
    return Refusal{"not-a-choice", fmt::format("{} cannot be {}", what, shown(text)),
                   similar.empty() ? fmt::format("write {}", one_of(words))
                                   : fmt::format("did you mean `{}`?", similar)};
}

}  // namespace

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > longest_name) return false;
    if (!is_letter(text.front()) && !is_digit(text.front())) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
    });
}

bool is_reference(std::string_view text) {
    for (const std::string_view prefix :
         {std::string_view("constants."), std::string_view("shared.")}) {
        if (!text.starts_with(prefix)) continue;
        const std::string_view name = text.substr(prefix.size());
        return is_name(name) && name.find('.') == std::string_view::npos;
    }
    return false;
}

bool can_be_named(Shape::Kind kind) {
    return kind == Shape::Kind::number || kind == Shape::Kind::percent ||
           kind == Shape::Kind::whole;
}

PlanNumber read_number(std::string_view text) {
    ParsedNumber parsed = parse_number(text);
    if (!parsed.value) return {std::nullopt, std::move(parsed.problem), std::move(parsed.help)};
    std::string_view digits = text;
    if (digits.starts_with('-')) digits.remove_prefix(1);
    if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) {
        std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
        if (!is_digit(digits[zeros])) --zeros;
        digits.remove_prefix(zeros);
        return {std::nullopt, fmt::format("{} begins with a zero", shown(text)),
                fmt::format("write `{}{}`", text.starts_with('-') ? "-" : "", digits)};
    }
    return {std::move(parsed.value), {}, {}};
}

std::string one_of(const std::vector<std::string>& words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) all += i + 1 == words.size() ? " or " : ", ";
        all += "`" + words[i] + "`";
    }
    return all;
}

std::string shown(std::string_view text) {
    std::size_t size = std::min(text.size(), longest_shown);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) {
        --size;
    }
    std::string cut(text.substr(0, size));
    std::replace(cut.begin(), cut.end(), '\n', ' ');
    return fmt::format("`{}{}`", cut, size < text.size() ? "…" : "");
}

std::optional<Refusal> refuse_scalar(const Node& node, const Shape& shape, std::string_view what) {
    if (node.is_null && !node.text.empty()) {
        return Refusal{"missing-value",
                       fmt::format("{} has no value: {} means nothing", what, shown(node.text)),
                       fmt::format("write a value; if the word is meant, `\"{}\"`", node.text)};
    }
    if (node.text.empty()) {
        return Refusal{"missing-value", fmt::format("{} has no value", what), "write one"};
    }
    switch (shape.kind) {
        case Shape::Kind::text:
        case Shape::Kind::condition: return std::nullopt;
        case Shape::Kind::name:
            if (is_name(node.text)) return std::nullopt;
            return refuse_name(node.text);
        case Shape::Kind::number: return refuse_number(node.text);
        case Shape::Kind::percent: return refuse_percent(node.text);
        case Shape::Kind::whole: return refuse_whole(node.text);
        case Shape::Kind::date: return refuse_date(node.text);
        case Shape::Kind::days: return refuse_days(node.text);
        case Shape::Kind::flag: return refuse_flag(node.text);
        case Shape::Kind::choice: return refuse_choice(node.text, shape, what);
        case Shape::Kind::reference:
            if (is_reference(node.text) && node.text.starts_with("shared.")) return std::nullopt;
            return Refusal{"not-a-name",
                           fmt::format("{} is not {}", shown(node.text), shape.called),
                           fmt::format("write its keys, or `shared.` and the name of {} of "
                                       "shared.yaml",
                                       shape.called)};
        case Shape::Kind::map:
        case Shape::Kind::dictionary:
        case Shape::Kind::labelled:
        case Shape::Kind::numbers:
        case Shape::Kind::list:
        case Shape::Kind::any_of:
        case Shape::Kind::by_key: break;
    }
    ensure(false, "a scalar is checked against a scalar's shape");
    return std::nullopt;
}

}  // namespace attain::intake
