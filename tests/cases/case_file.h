// A case: a small world in words, and what each stage of the engine must make of it.
//
//     period: 2026-Q1                     # for all cases of the file; a case may name another
//     company: .                          # a folder whose files all cases start from; optional
//     files:                              # further files, the same for all cases
//       people.csv: |
//         participant,name,from,to,team,manager,plan
//         ada,Ada Lindqvist,2026-01-01,,north,,rep
//     cases:
//       split-crosses-the-quota:
//         title: the shared deal takes Ada over her goal
//         rules: C1 R2                    # of engine/RULES.md, for whoever looks for an example
//         files:                          # replace files of the same name
//           ledger.csv: | …
//         expect:                         # see stages.h
//           payouts: {ada: 30760.00}
//
// A file that is not a case file stops the test with the place and the reason.
#pragma once

#include <string>
#include <vector>

#include "intake/document/node.h"
#include "support/world_builder.h"

namespace attain::test {

struct Case {
    std::string name;
    std::string title;
    std::string period;
    Files files;
    Node expect;
};

// All cases of the file, in its order; throws std::runtime_error where it cannot be read.
std::vector<Case> read_cases(const std::string& path);

}  // namespace attain::test
