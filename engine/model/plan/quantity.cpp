#include "model/plan/quantity.h"

#include <fmt/format.h>

#include <utility>

#include "base/number/parse.h"

namespace attain::plan {

namespace {

std::vector<std::string> number_columns(const Surroundings& around) {
    std::vector<std::string> names;
    for (const auto& [name, type] : around.person_columns) {
        if (type == ColumnType::number) names.push_back(name);
    }
    return names;
}

std::optional<Quantity> person_quantity(Binding& b, const Word& word) {
    const std::string column = word.text.substr(person_prefix.size());
    if (!b.around.complete) return Quantity{column, word.where};
    const auto found = b.around.person_columns.find(column);
    if (found == b.around.person_columns.end()) {
        refuse(b, "unknown-person-column", word.where,
               fmt::format("people.csv has no column `{}`", column),
               help_with_names(column, number_columns(b.around),
                               "add it to people.csv as a number, such as `bonus:number`"));
        return std::nullopt;
    }
    if (found->second != ColumnType::number) {
        refuse(b, "wrong-column-type", word.where,
               fmt::format("the column `{}` of people.csv is a {}, and a number is needed", column,
                           name_of(found->second)),
               fmt::format("write `{}:number` in the header of people.csv", column));
        return std::nullopt;
    }
    return Quantity{column, word.where};
}

std::optional<Figure> read_figure(Binding& b, const Word& word) {
    ParsedNumber number = parse_number(word.text);
    if (!number.value) {
        refuse(b, "not-a-number", word.where, number.problem, number.help);
        return std::nullopt;
    }
    return Figure{*number.value, word.text, word.where};
}

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : text + " ") {
        if (c != ' ') {
            part += c;
        } else if (!part.empty()) {
            parts.push_back(std::exchange(part, ""));
        }
    }
    return parts;
}

// `target / own_goal`, or `150% * target / own_goal`: the rate that pays the target at the goal
// (M4).
std::optional<Quantity> derived_rate(Binding& b, const Word& word) {
    std::vector<std::string> parts = parts_of(word.text);
    TargetPerGoal derived;
    bool sound = true;
    if (parts.size() == 5 && parts[1] == "*") {
        const ParsedNumber times = parse_number(parts[0]);
        sound = times.value.has_value();
        if (sound) derived.times = *times.value;
        parts.erase(parts.begin(), parts.begin() + 2);
    }
    if (!sound || parts.size() != 3 || parts[0] != "target" || parts[1] != "/") {
        refuse(b, "derived-rate", word.where,
               fmt::format("`{}` does not say how a rate comes from the target", word.text),
               "write `target / own_goal`, or `150% * target / own_goal`, with the name of an "
               "attainment");
        return std::nullopt;
    }
    const auto goal = find_attainment(b, Word{parts[2], word.where});
    if (!goal) return std::nullopt;
    if (b.draft.attainments[*goal].combining != Combining::none) {
        refuse(b, "derived-rate", word.where,
               fmt::format("`{}` combines several goals, so it is no one amount", parts[2]),
               "name an attainment of one measure and one goal");
        return std::nullopt;
    }
    derived.attainment = *goal;
    return Quantity{derived, word.where};
}

}  // namespace

bool written_as_share(const Figure& figure) {
    return figure.is_percent() || figure.value.is_zero() ||
           figure.text.find('/') != std::string::npos;
}

std::optional<Quantity> bind_rate(Binding& b, const Word& word) {
    if (word.text.starts_with(person_prefix)) return person_quantity(b, word);
    if (word.text.find("target") != std::string::npos) return derived_rate(b, word);
    const std::optional<Figure> figure = read_figure(b, word);
    if (!figure) return std::nullopt;
    if (!written_as_share(*figure)) {
        refuse(b, "not-a-percentage", word.where,
               fmt::format("`{}` is not written as a percentage", word.text),
               fmt::format("write `{}%` or `{}`", word.text, as_percent(figure->value)));
        return std::nullopt;
    }
    return Quantity{figure->value, word.where};
}

std::optional<Quantity> bind_amount(Binding& b, const Word& word) {
    if (word.text.starts_with(person_prefix)) return person_quantity(b, word);
    const std::optional<Figure> figure = read_figure(b, word);
    if (!figure) return std::nullopt;
    if (figure->is_percent()) {
        refuse(b, "amount-with-percent", word.where,
               fmt::format("`{}` is a percentage, and an amount is paid here", word.text),
               "write a plain number such as `2500`; to pay a percentage, write `rate:`");
        return std::nullopt;
    }
    return Quantity{figure->value, word.where};
}

}  // namespace attain::plan
