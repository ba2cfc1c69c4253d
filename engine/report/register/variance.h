// What changed for each person against the period before, and which components did it. Internal to
// this room.
//
//     ada   18,823.94 → 21,000.00   +2,176.06   Individual attainment +2,176.06
//     zoe         0.00 →  4,000.00   +4,000.00   new
#pragma once

#include <string>
#include <vector>

#include "report/register/register.h"

namespace attain::report {

struct Variance {
    std::string participant;
    std::string name;
    Cash before;
    Cash now;
    std::string cause;  // "new", "not in this period", or components with their differences
    Cash difference() const { return now - before; }
};

// By participant and currency; the differences add up to that of the totals.
std::vector<Variance> variances(const Register& reg, const Register& before);

}  // namespace attain::report
