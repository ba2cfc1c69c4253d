#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"
#include "report/diagnostics/diagnostics.h"
#include "report/exceptions/exceptions.h"

namespace attain::cli {

namespace {

// What the paths name, read as a book would read it.
struct Checked {
    Diagnostics problems;
    std::vector<Batch> batches;
    bool whole = false;  // a company: names that lead nowhere are mistakes
    std::size_t plans = 0;
    std::size_t unread = 0;
    std::optional<World> world;
};

void read_all(const Arguments& arguments, Checked& checked) {
    for (const std::string& path : arguments.paths) {
        std::error_code ignored;
        checked.whole = checked.whole || std::filesystem::is_directory(path, ignored);
    }
    for (const CompanyFile& file :
         company_files(arguments.paths, arguments.table, checked.problems)) {
        auto batch =
            load::read_batch(file.path, file.shown_as, file.table, nullptr, {}, checked.problems);
        if (!batch) continue;
        checked.whole = checked.whole || file.table == "people";
        checked.unread += batch->unread.size();
        checked.plans += static_cast<std::size_t>(
            std::count_if(batch->documents.begin(), batch->documents.end(),
                          [](const auto& one) { return one.kind == DocumentKind::plan; }));
        checked.batches.push_back(std::move(*batch));
    }
}

// Files without their company: plans are held against each other, and rows stand for themselves.
Known without_company(Known known, Diagnostics& problems) {
    plan::Surroundings around;
    around.library = library_of(known);
    std::vector<Plan> plans;
    for (const Document& document : known.documents) {
        if (document.kind != DocumentKind::plan) continue;
        const auto source = std::make_shared<const Source>(document.name, document.text);
        auto plan = plan::load_plan(source, around, problems);
        if (plan) plans.push_back(std::move(*plan));
    }
    Rulebook::make(std::move(plans), problems);
    Known rows;
    rows.files = std::move(known.files);
    rows.unread = std::move(known.unread);
    return rows;
}

Checked checked_files(const Arguments& arguments) {
    Checked checked;
    read_all(arguments, checked);
    if (checked.problems.has_errors()) return checked;
    Known known = load::known_from_batches(std::move(checked.batches));
    if (!checked.whole) known = without_company(std::move(known), checked.problems);
    if (checked.problems.has_errors()) return checked;
    checked.world = build_world(std::move(known), checked.problems);
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
    const std::vector<Exception>& exceptions = checked.world->facts.exceptions;
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
    if (arguments.json) {
        console.print(report::diagnostics_json(checked.problems,
                                               checked.world ? &checked.world->facts : nullptr));
        return exit_of(checked);
    }
    console.complain(checked.problems);
    if (!checked.world) return exit_of(checked);
    const Facts& facts = checked.world->facts;
    if (!facts.exceptions.empty()) {
        console.print(report::exceptions_text(facts, facts.exceptions, console.colour()));
    }
    if (checked.plans > 0) {
        console.say(fmt::format("{} plan version{} read, no mistake in them", checked.plans,
                                checked.plans == 1 ? "" : "s"));
    }
    return exit_of(checked);
}

}  // namespace attain::cli
