// What two runs of one period pay differently, each difference told by its causes (X4).
//
//     participant  component   before     now        difference  cause
//     ada          individual  28,360.00  30,760.00    2,400.00  late deal: crm D-1042
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/result/settlement.h"

namespace attain::report {

std::string comparison_text(const std::vector<Restatement>& differences, Colour colour);
std::string comparison_json(const std::vector<Restatement>& differences);

}  // namespace attain::report
