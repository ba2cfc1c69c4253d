// Every step of every explanation, redone from its children (X1).
#pragma once

#include <string>
#include <vector>

#include "laws/laws.h"

namespace attain::laws {

std::vector<std::string> steps_that_cannot_be_redone(const Trial& trial);

}  // namespace attain::laws
