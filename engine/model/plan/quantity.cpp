#include "model/plan/quantity.h"

#include <fmt/format.h>

#include "base/number/parse.h"

namespace attain::plan {

namespace {

constexpr std::string_view person_prefix = "person.";
constexpr std::string_view of_target = " of target";

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

std::optional<Limit> target_limit(Binding& b, const Word& word, const Word& share) {
    Limit limit;
    limit.of_target = true;
    limit.where = word.where;
    const std::optional<Quantity> quantity = bind_rate(b, share);
    if (!quantity) return std::nullopt;
    limit.quantity = *quantity;
    return limit;
}

const Rational* constant(const std::optional<Limit>& limit) {
    return limit ? std::get_if<Rational>(&limit->quantity.value) : nullptr;
}

}  // namespace

bool written_as_share(const Figure& figure) {
    return figure.is_percent() || figure.value.is_zero() ||
           figure.text.find('/') != std::string::npos;
}

std::optional<Quantity> bind_rate(Binding& b, const Word& word) {
    if (word.text.starts_with(person_prefix)) return person_quantity(b, word);
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

std::optional<Limit> bind_limit(Binding& b, const std::optional<Word>& word, const char* key) {
    if (!word) return std::nullopt;
    const std::string_view text = word->text;
    if (text.ends_with(of_target)) {
        const std::string share(text.substr(0, text.size() - of_target.size()));
        return target_limit(b, *word, Word{share, word->where});
    }
    if (const std::size_t of = text.find(" of "); of != std::string_view::npos) {
        refuse(b, "limit-of-what", word->where,
               fmt::format("`{}` is a share of something that a {} cannot depend on", text, key),
               fmt::format("write `{} of target`, or an amount", text.substr(0, of)));
        return std::nullopt;
    }
    if (text.ends_with('%')) {
        refuse(b, "limit-of-what", word->where,
               fmt::format("`{}` does not say of what it is a percentage", text),
               fmt::format("write `{0}: {1} of target`, or an amount", key, text));
        return std::nullopt;
    }
    const std::optional<Quantity> amount = bind_amount(b, *word);
    if (!amount) return std::nullopt;
    return Limit{*amount, false, word->where};
}

void check_limits(Binding& b, const std::optional<Limit>& cap, const std::optional<Limit>& floor) {
    const Rational* most = constant(cap);
    const Rational* least = constant(floor);
    if (most != nullptr && most->sign() < 0) {
        refuse(b, "negative-cap", cap->where, "a cap below zero would take pay away",
               "write the most that may be paid, zero or more");
        return;
    }
    if (most == nullptr || least == nullptr || cap->of_target != floor->of_target) return;
    if (*least <= *most) return;
    Diagnostic& error =
        b.out.error("floor-above-cap", floor->where, "the floor is higher than the cap");
    error.label = "at least this";
    error.notes.push_back({cap->where, "at most this"});
    error.help = "exchange the two, or leave one of them out";
}

}  // namespace attain::plan
