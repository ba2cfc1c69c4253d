// The files of a company folder in the order in which they build on each other: what the company
// is, who works there, what was promised, the plans, the deals.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "base/diagnostic/source.h"

namespace attain::cli {

constexpr std::size_t most_bytes_of_plan = std::size_t{1} << 20U;

struct CompanyFile {
    std::string path;
    std::string shown_as;  // as people typed it
    std::string table;     // as load::table_of_file names it
};

// The files that these paths name: files as they are, folders with all that they hold of known
// kinds. `table`, where not empty, says what files are whose name does not. Unknown kinds and
// missing files are errors in `out`; other files of a folder are left alone.
std::vector<CompanyFile> company_files(const std::vector<std::string>& paths,
                                       const std::string& table, Diagnostics& out);

// What stands beside plans that are looked at alone, for those of them that refer to other files:
// the other plans of their folders, and the first shared.yaml there. Mistakes in them are told
// where they are checked themselves.
struct Beside {
    SourcePtr shared;
    std::vector<SourcePtr> plans;
};
Beside files_beside(const std::vector<SourcePtr>& plans);

}  // namespace attain::cli
