#include "base/diagnostic/lint.h"

#include <algorithm>
#include <iterator>

namespace attain {

namespace {

constexpr Lint all[] = {
    {"cap-below-draw", LintLevel::warn},
    {"cap-below-floor", LintLevel::warn},
    {"condition-matches-nothing", LintLevel::warn},
    {"credit-claimed-twice", LintLevel::warn},
    {"goal-nobody-has", LintLevel::warn},
    {"no-effect", LintLevel::warn},
    // Steps and gates are what many sound plans consist of: told where somebody asks.
    {"pay-cliff", LintLevel::allow},
    {"rate-falls", LintLevel::warn},
    {"tier-never-reached", LintLevel::warn},
};

const Lint* find_lint(std::string_view code) {
    const auto* found = std::find_if(std::begin(all), std::end(all),
                                     [&](const Lint& lint) { return lint.code == code; });
    return found == std::end(all) ? nullptr : found;
}

}  // namespace

std::optional<LintLevel> lint_level(std::string_view word) {
    if (word == "allow") return LintLevel::allow;
    if (word == "warn") return LintLevel::warn;
    if (word == "deny") return LintLevel::deny;
    return std::nullopt;
}

std::span<const Lint> lints() {
    return all;
}

Diagnostics at_levels(const Diagnostics& found,
                      const std::function<std::optional<LintLevel>(const Diagnostic&)>& set) {
    Diagnostics out;
    for (Diagnostic& one : found.sorted()) {
        const Lint* lint = find_lint(one.code);
        if (lint != nullptr && one.severity == Severity::warning) {
            const LintLevel level = set(one).value_or(lint->level);
            if (level == LintLevel::allow) continue;
            if (level == LintLevel::deny) one.severity = Severity::error;
        }
        out.add(std::move(one));
    }
    return out;
}

}  // namespace attain
