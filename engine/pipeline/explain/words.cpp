#include <fmt/format.h>

#include "base/number/money.h"
#include "pipeline/explain/teller.h"

namespace attain::explain_room {

std::string figure(const Rational& value) {
    return grouped(value.shown());
}

std::string percentage(const Rational& value) {
    return grouped((value * Rational(100)).shown(4)) + "%";
}

std::string origin_text(const Facts& facts, const Origin& origin) {
    if (origin.line == 0 || origin.file >= facts.files.size()) return {};
    return fmt::format("{} line {}, entry {}", facts.files[origin.file], origin.line, origin.entry);
}

Reason constant(std::string what, const Rational& value, std::string shown, const Span& rule) {
    Reason reason;
    reason.step = Step::constant;
    reason.what = std::move(what);
    reason.value = value;
    reason.shown = std::move(shown);
    reason.rule = rule;
    return reason;
}

Reason fact(std::string what, const Rational& value, std::string shown, std::string place) {
    Reason reason;
    reason.step = Step::fact;
    reason.what = std::move(what);
    reason.value = value;
    reason.shown = std::move(shown);
    reason.fact = std::move(place);
    return reason;
}

Reason step(Step kind, std::string what, const Rational& value, std::string shown,
            std::vector<Reason> because) {
    Reason reason;
    reason.step = kind;
    reason.what = std::move(what);
    reason.value = value;
    reason.shown = std::move(shown);
    reason.because = std::move(because);
    return reason;
}

}  // namespace attain::explain_room
