// company.yaml: what holds for the whole company and is no table: its calendars and how its series
// of exchange rates are to be read.
//
//     company: Harbour Instruments
//     calendars:
//       fiscal:  {kind: fiscal, first_month: 2}
//       retail:  {kind: retail, pattern: 4-4-5, ends: nearest, weekday: saturday, month: 1}
//       quotas:  {kind: table}                    # its periods come from periods.csv
//     rates:
//       market:  {base: EUR, carries_days: 4, inverse_decimals: 6, cross_decimals: 6}
//     statements: {payment_days: 25, dispute_days: 60}     # and payroll: papers.h
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/calendar/calendar.h"
#include "base/diagnostic/diagnostic.h"
#include "base/diagnostic/lint.h"
#include "intake/schema/shape.h"
#include "model/facts/papers.h"
#include "model/facts/promises.h"

namespace attain {

struct Company {
    std::string name;
    std::map<std::string, Calendar> calendars;  // those that need no table; "calendar" included
    std::vector<std::string> own_tables;        // names of calendars that periods.csv fills
    std::map<std::string, RateSeries> series;
    CompanyStatements statements;
    CompanyPayroll payroll;
    LintLevels lints;  // those that are set for the whole company
};

const intake::Shape& company_shape();
std::optional<Company> load_company(const SourcePtr& source, Diagnostics& out);

}  // namespace attain
