// A case file: small worlds in words, and what each stage of the engine must make of them. Whoever
// writes a plan writes it beside the plan; `attain test` runs it.
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
//         expect:                         # see pipeline/cases/comparison.h
//           payouts: {ada: 30760.00}
//
// Files that several cases share are one text here, so that they are read once, however many cases
// there are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/node.h"
#include "intake/schema/shape.h"
#include "model/load/known.h"

namespace attain::cases {

using Files = std::map<std::string, SourcePtr>;  // by name: "people.csv", "rep.yaml"

struct Case {
    std::string name;
    std::string title;
    std::string period;
    Span period_where;
    Files files;
    Node expect;
    Span where;  // its name in the case file
};

const intake::Shape& cases_shape();

// Whether a YAML text is a case file: it has `cases:` as a key of its own.
bool is_case_file(std::string_view text);

// All cases of the file, in its order; nothing after errors in `out`. `path` is where it lies, for
// the company's folder is written relative to it.
std::optional<std::vector<Case>> load_cases(const SourcePtr& source, const std::string& path,
                                            Diagnostics& out);

// Builds the worlds of cases one after the other. A file is read once as long as it is one text.
class WorldMaker {
public:
    // The world of these files; nothing after errors in `out`.
    std::optional<World> world_of(const Files& files, Diagnostics& out);

private:
    const Batch* batch_of(const std::string& name, const SourcePtr& source, Diagnostics& out);
    std::map<const Source*, std::pair<SourcePtr, Batch>> read_;
};

}  // namespace attain::cases
