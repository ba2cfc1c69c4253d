// What a condition answers, value by value: the plain road, for gates and for the rare `where` that
// cannot be answered a whole column at a time.
//
// A comparison with something that is not there (an empty cell, an attainment without a goal) does
// not hold, whatever the operator; `has()` asks whether it is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/calendar/date.h"
#include "intake/condition/condition.h"

namespace attain::condition {

using Value = std::variant<Rational, std::string, Date, bool>;
using Found = std::optional<Value>;
using Lookup = std::function<Found(std::string_view name)>;

// The name by which a figure is looked up as it stood before the pay period (M1).
std::string as_before(std::string_view name);

// Nothing where a name in a calculation has no value.
std::optional<Value> value_of(const Expr& expression, const Lookup& lookup);

// Whether the condition holds.
bool holds(const Expr& condition, const Lookup& lookup);

// Whether `left op right` holds for two values of one type; `op` is one of the six comparisons.
bool compare(BinaryOp op, const Value& left, const Value& right);

}  // namespace attain::condition
