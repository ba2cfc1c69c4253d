// Runs cases as tests: `cases FILE` all of a file, `cases FILE NAME …` those of these names.
//
// Each is computed twice, once on the fast road and once with rationals only, and both must give
// what was worked out by hand (N1). `attain test` shows the same differences to people.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <iterator>
#include <string>
#include <vector>

#include "intake/document/file.h"
#include "report/cases/cases.h"

namespace {

using namespace attain;

int refuse(const Diagnostics& problems) {
    for (const Diagnostic& problem : problems.sorted())
        std::fputs(render(problem, Colour::no).c_str(), stderr);
    return 1;
}

int run_all(const std::vector<std::string>& arguments) {
    if (arguments.empty()) {
        std::fputs("usage: cases FILE [NAME …]\n", stderr);
        return 2;
    }
    const std::string& path = arguments.front();
    Diagnostics problems;
    const SourcePtr source = intake::read_file(path, path, 4 << 20, problems);
    if (!source) return refuse(problems);
    const auto all = cases::load_cases(source, path, problems);
    if (!all) return refuse(problems);
    bool passed = true;
    std::size_t run = 0;
    for (const bool force_exact : {false, true}) {
        cases::Rehearsal rehearsal({1, force_exact});
        report::Tested tested;
        for (const cases::Case& one : *all) {
            const bool wanted =
                arguments.size() == 1 ||
                std::find(arguments.begin() + 1, arguments.end(), one.name) != arguments.end();
            if (wanted) tested.cases.push_back({one, rehearsal.run(one)});
        }
        std::fputs(force_exact ? "with rationals only\n" : "on the fast road\n", stdout);
        std::fputs(report::tested_text(tested, true, Colour::no).c_str(), stdout);
        passed = passed && tested.all_passed();
        run += tested.cases.size();
    }
    return passed && run > 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run_all({arguments + 1, arguments + count});
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        return 1;
    }
}
