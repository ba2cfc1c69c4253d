#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/check_plans.h"
#include "cli/commands.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "intake/document/file.h"
#include "model/load/read_files.h"
#include "report/diagnostics/diagnostics.h"
#include "report/exceptions/exceptions.h"

namespace attain::cli {

namespace {

// What the paths name, read as a book would read it.
struct Checked {
    Diagnostics problems;
    std::vector<SourcePtr> plans;
    std::vector<Batch> batches;
    bool whole = false;  // a company: names that lead nowhere are mistakes
    std::size_t unread = 0;
    std::optional<load::Ground> ground;
};

bool is_plan(const CompanyFile& file) {
    const std::string name = std::filesystem::path(file.path).filename().string();
    const bool other = name.starts_with("company.") || name.starts_with("shared.");
    return file.table == "documents" && !other;
}

void read_all(const Arguments& arguments, Checked& checked) {
    for (const std::string& path : arguments.paths) {
        std::error_code ignored;
        checked.whole = checked.whole || std::filesystem::is_directory(path, ignored);
    }
    for (const CompanyFile& file :
         company_files(arguments.paths, arguments.table, checked.problems)) {
        if (is_plan(file)) {
            SourcePtr source =
                intake::read_file(file.path, file.shown_as, most_bytes_of_plan, checked.problems);
            if (source) checked.plans.push_back(std::move(source));
            continue;
        }
        auto batch =
            load::read_batch(file.path, file.shown_as, file.table, nullptr, {}, checked.problems);
        if (!batch) continue;
        checked.whole = checked.whole || file.table == "people";
        checked.unread += batch->unread.size();
        checked.batches.push_back(std::move(*batch));
    }
}

// The levels of lints, the narrowest word first: this command's, the plan's, the company's.
class Levels {
public:
    explicit Levels(const Arguments& arguments) {
        add(arguments.allow, LintLevel::allow);
        add(arguments.warn, LintLevel::warn);
        add(arguments.deny, LintLevel::deny);
    }
    void add(std::map<std::string, LintLevels> of_plans) { of_plans_ = std::move(of_plans); }
    void add(const Company& company) { of_company_ = company.lints; }

    std::optional<LintLevel> of(const Diagnostic& warning) const {
        if (const auto level = in(of_command_, warning.code)) return level;
        if (warning.where.source) {
            const auto plan = of_plans_.find(warning.where.source->name());
            if (plan != of_plans_.end()) {
                if (const auto level = in(plan->second, warning.code)) return level;
            }
        }
        return in(of_company_, warning.code);
    }

private:
    static std::optional<LintLevel> in(const LintLevels& levels, const std::string& code) {
        const auto found = levels.find(code);
        return found == levels.end() ? std::nullopt : std::optional<LintLevel>(found->second);
    }
    void add(const std::vector<std::string>& codes, LintLevel level) {
        for (const std::string& code : codes) {
            std::vector<std::string> known;
            for (const Lint& lint : lints())
                known.emplace_back(lint.code);
            if (std::find(known.begin(), known.end(), code) == known.end()) {
                const std::string near = nearest(code, known);
                throw NotThere(fmt::format("there is no lint `{}`", code),
                               near.empty() ? fmt::format("there are: {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean `{}`?", near));
            }
            of_command_[code] = level;
        }
    }

    LintLevels of_command_;
    std::map<std::string, LintLevels> of_plans_;  // by the plan's file
    LintLevels of_company_;
};

// Rows without their company say nothing but whether they can be read.
Known rows_alone(Known known) {
    Known rows;
    rows.files = std::move(known.files);
    rows.unread = std::move(known.unread);
    rows.documents = std::move(known.documents);
    return rows;
}

// Plans of a company are held against its facts; files given alone stand for themselves.
void check_all(const Arguments& arguments, Levels& levels, Checked& checked) {
    read_all(arguments, checked);
    Diagnostics& problems = checked.problems;
    plan::Surroundings around;
    if (!problems.has_errors()) {
        Known known = load::known_from_batches(std::move(checked.batches));
        if (!checked.whole) known = rows_alone(std::move(known));
        checked.ground = load::begin_ground(std::move(known), problems);
    }
    load::Ground* const ground = checked.ground ? &*checked.ground : nullptr;
    if (ground) {
        levels.add(ground->world.company);
        if (checked.whole) around = ground->around;
        around.library = ground->around.library;
    }
    std::vector<SourcePtr> others;
    if (!checked.whole) {
        Beside beside = files_beside(checked.plans);
        const bool shared = around.library && around.library->has_shared();
        if (beside.shared && !shared) {
            around.library =
                std::make_shared<plan::Library>(std::move(beside.shared), std::vector<SourcePtr>());
        }
        others = std::move(beside.plans);
    }
    CheckedPlans plans =
        check_plans(checked.plans, others, checked.whole ? ground : nullptr, around);
    levels.add(plans.levels);
    for (Diagnostic& one : plans.problems.sorted())
        problems.add(std::move(one));
    if (problems.has_errors() || !ground) return;
    std::optional<Rulebook> rules = Rulebook::make(std::move(plans.outlines), problems);
    if (!rules || !load::settle_ground(*ground, *std::move(rules), problems)) return;
    if (checked.whole) lint_settled(plans, ground->world.facts, problems);
}

Checked checked_files(const Arguments& arguments) {
    Levels levels(arguments);
    Checked checked;
    check_all(arguments, levels, checked);
    checked.problems =
        at_levels(checked.problems, [&](const Diagnostic& one) { return levels.of(one); });
    return checked;
}

bool is_not_there(const Diagnostic& problem) {
    return problem.code == "file-missing" || problem.code == "file-is-folder" ||
           problem.code == "file-unreadable";
}

int exit_of(const Checked& checked) {
    const std::vector<Diagnostic> problems = checked.problems.sorted();
    if (std::any_of(problems.begin(), problems.end(), is_not_there)) return exit_could_not;
    if (checked.problems.has_errors() || checked.unread > 0) return exit_problems;
    const std::vector<Exception>& exceptions = checked.ground->world.facts.exceptions;
    const bool blocking = std::any_of(exceptions.begin(), exceptions.end(), [](const Exception& e) {
        return e.bearing == Bearing::blocking;
    });
    return blocking ? exit_problems : exit_done;
}

}  // namespace

int check(const Arguments& arguments, Console& console) {
    console.begin("reading");
    const Checked checked = checked_files(arguments);
    console.end();
    // Where a plan is refused, the rows are not looked at: they may be right with another plan.
    const bool sound = checked.ground && !checked.problems.has_errors();
    const Facts* facts = sound ? &checked.ground->world.facts : nullptr;
    if (arguments.json) {
        console.print(report::diagnostics_json(checked.problems, facts));
        return exit_of(checked);
    }
    console.complain(checked.problems);
    if (!facts) return exit_of(checked);
    if (!facts->exceptions.empty()) {
        console.print(report::exceptions_text(*facts, facts->exceptions, console.colour()));
    }
    const std::size_t plans = checked.plans.size();
    if (plans > 0) {
        console.say(fmt::format("{} plan version{} read, no mistake in them", plans,
                                plans == 1 ? "" : "s"));
    }
    return exit_of(checked);
}

}  // namespace attain::cli
