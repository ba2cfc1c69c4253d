// What moves between accounts, and what has changed the past, in words for registers, statements
// and logs: "topped up to the draw", "a late deal".
#pragma once

#include <string_view>

#include "pipeline/result/settlement.h"

namespace attain::report {

std::string_view words_of(Movement movement);
std::string_view words_of(Why why);

}  // namespace attain::report
