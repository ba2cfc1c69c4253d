// What an export consists of and where it comes from, so that an auditor can tick it off (IPE) and
// anybody can see that nothing was changed since:
//
//     {"made": "payroll adp", "period": "2026-Q1", "run": 1, "status": "draft", "inputs": "2ba0…",
//      "results": "a450…", "files": [{"name": "EPIHBR01.csv", "rows": 17, "bytes": 812,
//      "sha256": "9f2c…", "sums": [{"currency": "USD", "amount": "166213.15"}]}],
//      "sha256": "77d1…"}
//
// The last line is the fingerprint of all text before it. `sha256sum` checks the files without
// Attain; check_manifest() checks all of it, and says which file, size, fingerprint is another.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/book/book.h"

namespace attain {

struct ManifestFile {
    std::string name;
    std::string bytes;
    std::size_t rows = 0;              // of data, without headings
    std::map<std::string, Cash> sums;  // by currency; empty: the file has no amounts
};

struct Manifest {
    std::string made;  // "statements pdf", "payroll adp"
    std::string company;
    StoredRun run;
    std::vector<std::pair<std::string, std::string>> parameters;
    std::vector<ManifestFile> files;
};

namespace report {

std::string manifest_json(const Manifest& manifest);  // schemas/manifest.schema.json

// What does not hold, one sentence each; none: everything is as it was made. `read` answers a
// file's bytes, or nothing where it is not there.
struct ManifestCheck {
    std::size_t files = 0;
    std::size_t rows = 0;
    std::vector<std::string> wrong;
};
ManifestCheck check_manifest(
    std::string_view json,
    const std::function<std::optional<std::string>(const std::string& name)>& read);

}  // namespace report
}  // namespace attain
