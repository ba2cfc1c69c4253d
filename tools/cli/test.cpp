#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "intake/document/file.h"
#include "report/cases/cases.h"

namespace attain::cli {

namespace {

namespace fs = std::filesystem;

bool is_yaml(const fs::path& path) {
    return path.extension() == ".yaml" || path.extension() == ".yml";
}

bool holds_cases(const fs::path& path) {
    Diagnostics ignored;
    const SourcePtr source = intake::read_file(path.string(), "", most_bytes_of_plan, ignored);
    return source && cases::is_case_file(source->text());
}

// The case files that these paths name: files as they are, of folders every case file in them, by
// name.
std::vector<std::string> case_files(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file() && is_yaml(entry.path()) && holds_cases(entry.path())) {
                found.push_back(entry.path().string());
            }
        }
        std::sort(found.begin(), found.end());
        if (found.empty()) {
            throw NotThere(fmt::format("the folder `{}` holds no case file", path),
                           "write one beside the plan: a YAML file with the key `cases:`");
        }
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

bool is_wanted(const Arguments& arguments, const std::string& name) {
    const std::vector<std::string>& wanted = arguments.cases;
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

// A case that is named and not there is a slip of the pen, never "0 of 0 cases pass".
void refuse_unknown(const Arguments& arguments, const std::vector<std::string>& names) {
    for (const std::string& wanted : arguments.cases) {
        if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
        const std::string near = nearest(wanted, names);
        throw NotThere(fmt::format("there is no case `{}`", wanted),
                       near.empty() ? "`attain test --verbose` names all cases"
                                    : fmt::format("did you mean `{}`?", near));
    }
}

}  // namespace

int test(const Arguments& arguments, Console& console) {
    report::Tested tested;
    bool missing = false;
    std::vector<cases::Case> all;
    std::vector<std::string> names;
    for (const std::string& path : case_files(arguments.paths)) {
        const SourcePtr source = intake::read_file(path, path, most_bytes_of_plan, tested.problems);
        missing = missing || !source;
        if (!source) continue;
        auto read = cases::load_cases(source, path, tested.problems);
        if (!read) continue;
        for (cases::Case& one : *read) {
            names.push_back(one.name);
            all.push_back(std::move(one));
        }
    }
    if (!tested.problems.has_errors()) refuse_unknown(arguments, names);
    cases::Rehearsal rehearsal({});
    console.begin(fmt::format("running {} cases", all.size()));
    for (cases::Case& one : all) {
        if (!is_wanted(arguments, one.name)) continue;
        cases::CaseOutcome outcome = rehearsal.run(one);
        tested.cases.push_back({std::move(one), std::move(outcome)});
    }
    console.end();
    tested.coverage = rehearsal.coverage().take();
    if (arguments.json) {
        console.print(report::tested_json(tested));
    } else {
        console.complain(tested.problems);
        const bool nothing = tested.cases.empty() && tested.problems.has_errors();
        if (!nothing) {
            console.print(report::tested_text(tested, arguments.verbose, console.colour()));
        }
    }
    if (missing) return exit_could_not;
    return tested.all_passed() ? exit_done : exit_problems;
}

}  // namespace attain::cli
