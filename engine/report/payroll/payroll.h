// Files that payroll systems take in (UX 3.4), each with its own traps:
//
//     adp      EPIHBR01.csv              Co Code,Batch ID,File #,Earnings 3 Code,Earnings 3 Amount
//     gusto    gusto-2026-Q1.csv         last_name,first_name,gusto_employee_id,commission
//     workday  workday-2026-Q1.xlsx      Spreadsheet Key … Worker, Earning, Amount; ids are texts
//     csv      payroll-2026-Q1.csv       participant,name,period,from,to,currency,amount
//
// Who is due nothing has no row: a zero would overwrite what payroll has. An id keeps its leading
// zeros. What a system cannot take (an amount out of its range, a debt, a name that a spreadsheet
// would run, no id) is refused, with everybody it concerns, and then there is no file: payroll in
// part is worse than none. Which column of people.csv holds which id, company.yaml says under
// `payroll`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"
#include "pipeline/result/result.h"
#include "report/manifest/manifest.h"

namespace attain {

enum class PayrollFormat { adp, gusto, workday, csv };

namespace report {

// The file of one run, or nothing after errors in `out` (codes payroll-…).
std::optional<ManifestFile> payroll_file(const World& world, const RunResult& run,
                                         PayrollFormat format, Diagnostics& out);

}  // namespace report
}  // namespace attain
