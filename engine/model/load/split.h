// The text of a split: who shares a line, in which part and role (C1).
//
//     "ada 60% + ben 40%"     "ada 60% (rep) + ben 40% (se)"     "ada 1/3 + ben 2/3"
//
// Only the form is judged here. Whether the parts add up to 100% and the names are people depends
// on what else is known and is judged in build_world().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/number/rational.h"
#include "model/load/trouble.h"

namespace attain::load {

struct SplitPart {
    std::string who;
    Rational part;  // positive
    std::string role;
};

std::optional<std::vector<SplitPart>> parse_split(std::string_view text, Trouble& trouble);

// The texts between plus signs, without blanks around: the parts of a split, the plans of a person.
std::vector<std::string_view> parts_between_plus(std::string_view text);

}  // namespace attain::load
