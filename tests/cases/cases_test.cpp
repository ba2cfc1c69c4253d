// Runs cases: `cases FILE` all of a file, `cases FILE NAME …` those of these names.
//
//     PASS  credit: split-crosses-the-quota
//     FAIL  credit: return-inside-the-window: a return nets at the place of its deal
//           stage       whose  what        expected  computed
//           components  ada    commission  25000     30760
//
// It computes each world twice, once on the fast road and once with rationals only, and both must
// give what was worked out by hand (N1).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include "cases/case_file.h"
#include "cases/stages.h"

namespace attain::test {

namespace {

Period period_of(const World& world, const std::string& name) {
    for (const auto& [calendar_name, calendar] : world.facts.calendars) {
        if (std::optional<Period> period = calendar.find(name)) return *std::move(period);
    }
    throw std::runtime_error("no calendar knows the period " + name);
}

void print_table(const std::vector<Mismatch>& mismatches) {
    using Line = std::array<std::string, 5>;
    std::vector<Line> lines = {{"stage", "whose", "what", "expected", "computed"}};
    for (const Mismatch& m : mismatches) {
        lines.push_back({m.stage, m.whose, m.what, m.expected, m.computed});
    }
    std::array<std::size_t, 5> widths{};
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], line[i].size());
    }
    for (const Line& line : lines) {
        std::string text = "     ";
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += fmt::format(" {:<{}} ", line[i], widths[i]);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        fmt::print("{}\n", text);
    }
}

bool passes(const std::string& file, const Case& one) {
    const std::string name = fmt::format("{}: {}", file, one.name);
    try {
        const World world = world_from(one.files);
        for (const bool force_exact : {false, true}) {
            const RunResult run = compute(world, period_of(world, one.period), {1, force_exact});
            const std::vector<Mismatch> mismatches = compare(world, run, one.expect);
            if (mismatches.empty()) continue;
            fmt::print("FAIL  {}: {}{}\n", name, one.title, force_exact ? " (rationals)" : "");
            print_table(mismatches);
            return false;
        }
    } catch (const std::exception& problem) {
        fmt::print("FAIL  {}: {}\n{}\n", name, one.title, problem.what());
        return false;
    }
    fmt::print("PASS  {}\n", name);
    return true;
}

int run_all(const std::vector<std::string>& arguments) {
    if (arguments.empty()) {
        fmt::print(stderr, "usage: cases FILE [NAME …]\n");
        return 2;
    }
    const std::filesystem::path path = arguments.front();
    const std::string file =
        path.stem() == "cases" ? path.parent_path().filename().string() : path.stem().string();
    std::size_t run = 0;
    std::size_t failed = 0;
    for (const Case& one : read_cases(path.string())) {
        const bool wanted =
            arguments.size() == 1 ||
            std::find(arguments.begin() + 1, arguments.end(), one.name) != arguments.end();
        if (!wanted) continue;
        ++run;
        if (!passes(file, one)) ++failed;
    }
    fmt::print("{}: {} of {} cases pass\n", file, run - failed, run);
    return run > 0 && failed == 0 ? 0 : 1;
}

}  // namespace

}  // namespace attain::test

int main(int count, char** arguments) {
    try {
        return attain::test::run_all({arguments + 1, arguments + count});
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        return 1;
    }
}
