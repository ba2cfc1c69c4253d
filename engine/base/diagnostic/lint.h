// Lints: things that are allowed to stand in a plan and are seldom meant. Each has a level that an
// admin sets, for the company (`lints:` in company.yaml), for one plan (`lints:` in the plan) or
// for one check (`--deny pay-cliff`); the narrower word wins, and what nobody sets has its level
// here.
//
//     allow   nothing is said        warn   told, and the check passes        deny   a mistake
//
// Whoever finds something reports a warning with the lint's code; at_levels() makes of it what the
// levels say.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic/diagnostic.h"

namespace attain {

enum class LintLevel { allow, warn, deny };
std::optional<LintLevel> lint_level(std::string_view word);

struct Lint {
    std::string_view code;  // also in the catalogue
    LintLevel level;        // where nobody says another
};
std::span<const Lint> lints();  // sorted by code

using LintLevels = std::map<std::string, LintLevel, std::less<>>;

// The same diagnostics, each warning of a lint at the level that `set` names for it, or at its own.
Diagnostics at_levels(
    const Diagnostics& found,
    const std::function<std::optional<LintLevel>(const Diagnostic& warning)>& set);

}  // namespace attain
