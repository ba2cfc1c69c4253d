// The diagnostics of `check --json` in one envelope that machines may hold on to. Fields are added,
// never changed, while the first number of `format_version` stays:
//
//     {"format_version": "1.0", "valid": false, "error_count": 1, "warning_count": 0,
//      "diagnostics": [{"code": "tier-gap", "severity": "error", "file": "plan.yaml", "line": 40,
//                       "column": 18, "message": "…", "help": "…", "notes": []}]}
#pragma once

#include <string>

#include "base/diagnostic/diagnostic.h"

namespace attain::report {

std::string diagnostics_json(const Diagnostics& diagnostics);  // schemas/check.schema.json

}  // namespace attain::report
