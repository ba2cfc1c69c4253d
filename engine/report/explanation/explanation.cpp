#include "report/explanation/explanation.h"

#include <fmt/format.h>

#include <vector>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string_view step_name(Step step) {
    switch (step) {
        case Step::sum: return "sum";
        case Step::product: return "product";
        case Step::ratio: return "ratio";
        case Step::rounded: return "rounded";
        case Step::less: return "less";
        case Step::computed: return "computed";
        case Step::lookup: return "lookup";
        case Step::choice: return "choice";
        case Step::fact: return "fact";
        case Step::constant: return "constant";
    }
    return "";
}

// One line of the tree before its places are lined up at the right.
struct Branch {
    std::string lines;  // the strokes to the left
    std::string shown;
    std::string words;
    std::string place;
};

std::string words_for(const Reason& reason, bool exact) {
    std::string words = reason.what;
    if (!reason.formula.empty()) words += fmt::format(": {}", reason.formula);
    if (exact && exact_text(reason.value) != reason.shown) {
        words += fmt::format("  [{}]", exact_text(reason.value));
    }
    return printable(words);
}

void grow(const Reason& reason, const std::string& stem, std::string_view twig, bool exact,
          std::vector<Branch>& out) {
    std::string place = place_text(reason.rule);
    if (!reason.fact.empty()) place += (place.empty() ? "" : ", ") + reason.fact;
    out.push_back({stem + std::string(twig), printable(reason.shown), words_for(reason, exact),
                   printable(place)});
    const std::string below = twig.empty() ? stem : stem + (twig == "└─ " ? "   " : "│  ");
    for (std::size_t i = 0; i < reason.because.size(); ++i) {
        const bool last = i + 1 == reason.because.size();
        grow(reason.because[i], below, last ? "└─ " : "├─ ", exact, out);
    }
}

void write(JsonWriter& json, const Reason& reason) {
    json.text("step", step_name(reason.step));
    json.text("what", reason.what);
    json.exact("value", reason.value);
    json.text("shown", reason.shown);
    json.text_or_null("formula", reason.formula);
    json.text_or_null("rule", place_text(reason.rule));
    json.text_or_null("fact", reason.fact);
    json.list("because", reason.because, [&](const Reason& child) { write(json, child); });
}

}  // namespace

std::string explanation_text(const Reason& reason, Colour colour, bool exact) {
    constexpr std::size_t widest = 84;  // a longer line pushes its own place, not everybody's
    std::vector<Branch> branches;
    grow(reason, "", "", exact, branches);
    std::string out;
    for (const Branch& branch : branches) {
        out += painted(branch.lines, Tone::faint, colour) +
               painted(branch.shown, Tone::strong, colour) + "  " + branch.words;
        if (!branch.place.empty()) {
            const std::size_t used =
                width_of(branch.lines) + width_of(branch.shown) + 2 + width_of(branch.words);
            out += std::string(used + 2 < widest ? widest - used : 2, ' ');
            out += painted(branch.place, Tone::faint, colour);
        }
        out += '\n';
    }
    return out;
}

std::string explanation_json(const Reason& reason) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.object("reason", [&] { write(json, reason); });
    });
    return json.take();
}

}  // namespace attain::report
