// The diagnostics of `check --json` in one envelope that machines may hold on to. Fields are added,
// never changed, while the first number of `format_version` stays:
//
//     {"format_version": "1.0", "valid": false, "error_count": 1, "warning_count": 0,
//      "diagnostics": [{"code": "tier-gap", "severity": "error", "file": "plan.yaml", "line": 40,
//                       "column": 18, "message": "…", "help": "…", "notes": []}]}
#pragma once

#include <string>

#include "base/diagnostic/diagnostic.h"
#include "model/facts/facts.h"
#include "report/json/json.h"

namespace attain::report {

// The fields of one of them, into an object that is open.
void write_diagnostic(JsonWriter& json, const Diagnostic& one);
// `facts`, where a whole company was read, adds what is wrong with its rows (exceptions): blocking
// ones are errors, the others notices; they have a line but no column. schemas/check.schema.json
std::string diagnostics_json(const Diagnostics& diagnostics, const Facts* facts);

}  // namespace attain::report
