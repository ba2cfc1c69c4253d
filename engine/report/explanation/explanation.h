// The tree of reasons (X1) as people read it, and as a checker does.
//
//     20,760.00  paid to ada for 2026-Q1
//     ├─ 18,750.00  individual: 60,000 / 4 × 75% × 166.67%         plan.yaml:14
//     │  ├─ 114.4%  own_goal: 572,000 of 500,000                    plan.yaml:10
//     …
#pragma once

#include <string>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/explain/reason.h"

namespace attain::report {

// `exact`: every value beside its shown form as the exact ratio, where the two differ.
std::string explanation_text(const Reason& reason, Colour colour, bool exact);
std::string explanation_json(const Reason& reason);  // schemas/explain.schema.json

}  // namespace attain::report
