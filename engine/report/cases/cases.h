// What `attain test` says: which cases pass, where the others differ, cell by cell, and which rules
// of the plans no case has reached.
//
//     FAIL  plans/harbour/cases.yaml:112  ada: Ada Lindqvist, account executive
//       stage       whose  what        expected  computed  at
//       components  ada    individual  15073.95  15073.94  plans/harbour/cases.yaml:124
//
//     23 of 24 cases pass
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/cases/rehearsal.h"

namespace attain::report {

struct TestedCase {
    cases::Case one;
    cases::CaseOutcome outcome;
};

struct Tested {
    std::vector<TestedCase> cases;
    std::vector<cases::PlanCoverage> coverage;
    Diagnostics problems;  // of the case files themselves
    std::size_t passed() const;
    bool all_passed() const { return passed() == cases.size() && !problems.has_errors(); }
};

// `every` also lists the cases that pass.
std::string tested_text(const Tested& tested, bool every, Colour colour);
std::string tested_json(const Tested& tested);  // schemas/test.schema.json

}  // namespace attain::report
