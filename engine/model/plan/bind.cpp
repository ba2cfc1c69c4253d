// What the binders share: finding names, calendars, and words for people.
#include "model/plan/bind.h"

#include <fmt/format.h>

#include <algorithm>

namespace attain::plan {

namespace {

template <class Thing>
std::vector<std::string> names_of(const std::vector<Thing>& things) {
    std::vector<std::string> names;
    for (const Thing& thing : things)
        names.push_back(thing.name.text);
    return names;
}

}  // namespace

Diagnostic& refuse(Binding& b, std::string_view code, const Span& where, std::string message,
                   std::string help) {
    Diagnostic& error = b.out.error(code, where, std::move(message));
    error.help = std::move(help);
    return error;
}

std::optional<MeasureIndex> find_measure(Binding& b, const Word& name) {
    const std::optional<MeasureIndex> found = place_of(b.draft.measures, name.text);
    if (found) return found;
    Diagnostic& error =
        b.out.error("unknown-measure", name.where,
                    fmt::format("there is no measure `{}` in this plan", name.text));
    if (place_of(b.draft.attainments, name.text)) {
        error.help = fmt::format("`{}` is an attainment; here a measure is wanted", name.text);
    } else {
        error.help = help_with_names(name.text, names_of(b.draft.measures), "");
    }
    return std::nullopt;
}

std::optional<AttainmentIndex> find_attainment(Binding& b, const Word& name) {
    const std::optional<AttainmentIndex> found = place_of(b.draft.attainments, name.text);
    if (found) return found;
    Diagnostic& error =
        b.out.error("unknown-attainment", name.where,
                    fmt::format("there is no attainment `{}` in this plan", name.text));
    error.help = help_with_names(name.text, names_of(b.draft.attainments),
                                 "declare it under `attainments:` first");
    return std::nullopt;
}

std::optional<Calendar> calendar_of(const Binding& b) {
    const auto found = b.around.calendars.find(b.plan.calendar);
    if (found != b.around.calendars.end()) return found->second;
    if (b.plan.calendar == "calendar") return Calendar::gregorian();
    return std::nullopt;
}

bool fit(const Binding& b, Grain a, Grain c) {
    if (a == c) return true;
    const std::optional<Calendar> calendar = calendar_of(b);
    return !calendar || calendar->tiles(std::min(a, c), std::max(a, c));
}

Rounding bind_rounding(Binding& b, const RoundingDraft& draft, const Rounding& otherwise) {
    Rounding rounding = otherwise;
    if (draft.mode) rounding.mode = *rounding_mode(draft.mode->text);
    if (!draft.unit) return rounding;
    const int digits = b.plan.currency.minor_digits();
    const Rational minor_units = draft.unit->value * Rational(power_of_ten(digits));
    if (!minor_units.is_whole() || minor_units.sign() <= 0) {
        const Rational smallest = Rational::of(1, power_of_ten(digits));
        refuse(b, "rounding-unit", draft.unit->where,
               fmt::format("pay in {} cannot be rounded to steps of {}", b.plan.currency.code(),
                           draft.unit->text),
               fmt::format("write {0} or a whole number of times {0}", smallest.shown()));
        return rounding;
    }
    rounding.unit = draft.unit->value;
    return rounding;
}

bool is_yes(const std::optional<Word>& flag) {
    return flag && flag->text == "yes";
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

std::string as_percent(const Rational& value) {
    const Rational percent = value * 100;
    return percent.decimal() ? percent.shown(18) + "%" : value.fraction();
}

std::string help_with_names(const std::string& word, const std::vector<std::string>& known,
                            const char* none) {
    const std::string near = nearest(word, known);
    if (!near.empty()) return fmt::format("did you mean `{}`?", near);
    if (known.empty()) return none;
    std::vector<std::string> quoted;
    for (const std::string& name : known)
        quoted.push_back("`" + name + "`");
    return fmt::format("there {} {}", known.size() == 1 ? "is" : "are", listed(quoted));
}

}  // namespace attain::plan
