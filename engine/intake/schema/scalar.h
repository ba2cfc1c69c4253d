// One scalar against the kind of text that its field wants. What YAML itself would make of the text
// plays no part: `NO` is a text, `010`, `1_000`, `12:30`, `.nan`, `1e3` and `0x1F` are no numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/number/rational.h"
#include "intake/schema/shape.h"

namespace attain::intake {

struct Refusal {
    std::string_view code;
    std::string message;
    std::string help;
};

// What is wrong with the text, or nothing. `what` names the field ("`mode`") in messages. Only for
// the kinds text to choice.
std::optional<Refusal> refuse_scalar(const Node& node, const Shape& shape, std::string_view what);

// Whether a reference may stand for a scalar of this kind: for numbers only.
bool can_be_named(Shape::Kind kind);

bool is_name(std::string_view text);
// A number of a plan: no zero in front, which some programs read as octal.
struct PlanNumber {
    std::optional<Rational> value;
    std::string problem;
    std::string help;
};
PlanNumber read_number(std::string_view text);

// "`a`, `b` or `c`".
std::string one_of(const std::vector<std::string>& words);
// The text in quotes for a message, cut off where it is long.
std::string shown(std::string_view text);

}  // namespace attain::intake
