// What an admin is told about a mistake, word for word. A folder per code:
//
//     tests/diagnostics/tier-gap/plan.yaml          a small plan with the mistake
//     tests/diagnostics/tier-gap/expected.txt       the whole report: place, excerpt, remedy
//     tests/diagnostics/tier-gap/right/plan.yaml    the same without it: nothing is reported
//     tests/diagnostics/tier-gap-2/ …               another way to make the same mistake
//
// `attain explain-code` shows these folders to people, so each code has one, and `right/` in it
// with the files that change. Further ways (-2, -3 …) need no `right/`. A folder may hold:
//
// - one plan or several (*.yaml; several are also checked against each other), or company.yaml,
//   and beside plans shared.yaml.
//   Beside a company.yaml a plan is checked completely: its calendars and series must be declared
//   there, its columns in the headers of ledger.csv and people.csv;
// - a file `period`: then its files replace those of tests/diagnostics/company, and what that
//   company reports when the period is computed is the report;
// - a file `command`: then commands.py types it.
//
// ATTAIN_BLESS=1 rewrites the expected reports. Read them afterwards as the admin would.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "base/diagnostic/catalogue.h"
#include "intake/document/csv.h"
#include "intake/document/file.h"
#include "model/facts/company.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"
#include "model/rulebook/rulebook.h"
#include "pipeline/cases/rehearsal.h"
#include "pipeline/lint/lint.h"
#include "report/codes/code_page.h"
#include "report/exceptions/exceptions.h"

namespace {

using namespace attain;
namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 4 << 20;

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

SourcePtr read(const fs::path& path, Diagnostics& out) {
    return intake::read_file(path.string(), path.filename().string(), most_bytes, out);
}

// The folders of mistakes, sorted by name.
std::vector<fs::path> folders() {
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(ATTAIN_DIAGNOSTICS)) {
        if (!entry.is_directory() || entry.path().filename() == "company") continue;
        found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

// "tier-gap-2" provokes tier-gap; "split-not-100" is a code of its own.
std::string code_of(const std::string& folder) {
    if (in_catalogue(folder)) return folder;
    const std::size_t end = folder.find_last_not_of("0123456789");
    return folder.substr(0, end);
}

// The files of an example: of the first folder, those of each further one in their place.
using Files = std::map<std::string, fs::path>;

Files files_of(const std::vector<fs::path>& layers) {
    static const std::set<std::string> no_part = {"expected.txt", "period", "command", "page.txt"};
    Files files;
    for (const fs::path& layer : layers) {
        for (const fs::directory_entry& entry : fs::directory_iterator(layer)) {
            const std::string name = entry.path().filename().string();
            if (entry.is_regular_file() && !no_part.contains(name)) files[name] = entry.path();
        }
    }
    return files;
}

std::map<std::string, ColumnType> columns_of(const Files& files, const std::string& table,
                                             Diagnostics& out) {
    std::map<std::string, ColumnType> columns;
    if (!files.contains(table)) return columns;
    intake::CsvReader reader(read(files.at(table), out), ',', out);
    for (const std::string& cell : reader.header()) {
        const std::size_t colon = cell.find(':');
        const std::string type = colon == std::string::npos ? "text" : cell.substr(colon + 1);
        columns[cell.substr(0, colon)] = type == "number" ? ColumnType::number
                                         : type == "date" ? ColumnType::date
                                                          : ColumnType::text;
    }
    return columns;
}

// What the folder's plans may refer to; shared.yaml is checked on the way.
std::shared_ptr<plan::Library> library_of(const Files& files, Diagnostics& out) {
    Diagnostics told_elsewhere;
    std::vector<SourcePtr> plans;
    SourcePtr shared;
    for (const auto& [name, path] : files) {
        const bool is_shared = name == "shared.yaml";
        const bool is_plan = name.ends_with(".yaml") && name != "company.yaml" && !is_shared;
        if (is_shared) shared = read(path, out);
        if (!is_plan) continue;
        if (const SourcePtr source = read(path, told_elsewhere)) plans.push_back(source);
    }
    if (shared) plan::check_shared(shared, out);
    return std::make_shared<plan::Library>(shared, std::move(plans));
}

plan::Surroundings surroundings_of(const Files& files, Diagnostics& out) {
    plan::Surroundings around;
    around.library = library_of(files, out);
    if (!files.contains("company.yaml")) return around;
    const SourcePtr source = read(files.at("company.yaml"), out);
    const std::optional<Company> company = source ? load_company(source, out) : std::nullopt;
    if (!company) return around;
    around.complete = true;
    around.calendars = company->calendars;
    for (const auto& [name, series] : company->series)
        around.rate_series.push_back(name);
    around.ledger_columns = columns_of(files, "ledger.csv", out);
    around.person_columns = columns_of(files, "people.csv", out);
    return around;
}

// What is said about an example.
struct Told {
    std::string report;
    std::set<std::string> codes;
    std::size_t reports = 0;
};

void tell(const Diagnostics& diagnostics, Told& told) {
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        if (!told.report.empty()) told.report += "\n";
        told.report += render(diagnostic, Colour::no);
        told.codes.insert(diagnostic.code);
        ++told.reports;
        CHECK(in_catalogue(diagnostic.code));
        CHECK_FALSE(diagnostic.help.empty());
    }
}

// Lints at the levels that the example's plans set.
Diagnostics leveled(const Diagnostics& found, const LintLevels& levels) {
    return at_levels(found, [&](const Diagnostic& one) {
        const auto level = levels.find(one.code);
        return level == levels.end() ? std::nullopt : std::optional<LintLevel>(level->second);
    });
}

Told of_plans(const Files& files) {
    Diagnostics out;
    const plan::Surroundings around = surroundings_of(files, out);
    std::vector<Plan> plans;
    for (const auto& [name, path] : files) {
        if (path.extension() != ".yaml" || name == "company.yaml" || name == "shared.yaml")
            continue;
        const SourcePtr source = read(path, out);
        if (!source) continue;
        const std::size_t errors_before = out.error_count();
        std::optional<Plan> plan = plan::load_plan(source, around, out);
        // A plan comes out exactly when nothing is wrong with it, or it cannot be told alone.
        const std::vector<Diagnostic> told = out.sorted();
        const bool alone = std::any_of(told.begin(), told.end(), [](const Diagnostic& one) {
            return one.code == "not-checked";
        });
        CHECK((alone || plan.has_value() == (out.error_count() == errors_before)));
        if (plan) plans.push_back(std::move(*plan));
    }
    LintLevels levels;
    if (!out.has_errors()) {
        for (const Plan& plan : plans) {
            lint_plan(plan, out);
            levels.insert(plan.lints.begin(), plan.lints.end());
        }
        Rulebook::make(std::move(plans), out);
    }
    out = leveled(out, levels);
    for (const Diagnostic& diagnostic : out.sorted()) {
        // A file that cannot be read as text has no lines to point at; its name is told.
        const bool no_text =
            diagnostic.code.starts_with("file-") || diagnostic.code == "control-character";
        CHECK((no_text || diagnostic.where.source != nullptr));
    }
    Told told;
    tell(out, told);
    return told;
}

// The whole company, read and computed.
Told of_company(const Files& files, const std::string& period_name) {
    Told told;
    Diagnostics out;
    cases::Files sources;
    for (const auto& [name, path] : files) {
        if (SourcePtr source = read(path, out)) sources[name] = source;
    }
    const std::optional<World> world = cases::WorldMaker().world_of(sources, out);
    std::optional<Period> period;
    if (world) {
        period = cases::period_named(*world, period_name, {}, out);
        lint_world(*world, out);
        LintLevels levels;
        for (const Plan& plan : world->rules.plans())
            levels.insert(plan.lints.begin(), plan.lints.end());
        out = leveled(out, levels);
    }
    tell(out, told);
    if (!period) return told;
    const std::vector<Exception> exceptions = compute(*world, *period, {}).exceptions;
    if (exceptions.empty()) return told;
    told.report += report::exceptions_text(world->facts, exceptions, Colour::no);
    for (const Exception& exception : exceptions) {
        told.codes.insert(exception.code);
        ++told.reports;
        CHECK(in_catalogue(exception.code));
        CHECK_FALSE(exception.help.empty());
    }
    return told;
}

Told told_of(const fs::path& folder, bool right) {
    std::vector<fs::path> layers = {folder};
    if (right) layers.push_back(folder / "right");
    if (!fs::exists(folder / "period")) return of_plans(files_of(layers));
    layers.insert(layers.begin(), fs::path(ATTAIN_DIAGNOSTICS) / "company");
    std::string period = text_of(folder / "period");
    period.erase(period.find_last_not_of('\n') + 1);
    return of_company(files_of(layers), period);
}

bool is_typed(const fs::path& folder) {
    return fs::exists(folder / "command");
}

TEST_CASE("each mistake is told at its place, in the admin's words, with a remedy") {
    const bool bless = std::getenv("ATTAIN_BLESS") != nullptr;
    REQUIRE(folders().size() >= 150);
    for (const fs::path& folder : folders()) {
        if (is_typed(folder)) continue;
        const std::string name = folder.filename().string();
        CAPTURE(name);
        const Told told = told_of(folder, false);
        if (bless) std::ofstream(folder / "expected.txt", std::ios::binary) << told.report;
        CHECK(told.report == text_of(folder / "expected.txt"));
        CHECK(told.codes.count(code_of(name)) == 1);
    }
}

TEST_CASE("what is shown as right is right") {
    for (const fs::path& folder : folders()) {
        if (is_typed(folder) || !fs::is_directory(folder / "right")) continue;
        const std::string name = folder.filename().string();
        CAPTURE(name);
        CHECK(told_of(folder, true).report == "");
    }
}

TEST_CASE("every code has a page with a wrong and a right example") {
    for (const CodeEntry& entry : catalogue()) {
        CAPTURE(entry.code);
        const report::CodePage* page = report::find_code_page(entry.code);
        // Missing: a folder of this name here, with `right/` in it.
        REQUIRE(page != nullptr);
        CHECK_FALSE(page->report.empty());
        CHECK((!page->wrong.empty() || !page->told.empty() || !page->command.empty()));
        CHECK((!page->right.empty() || !page->right_command.empty()));
    }
    CHECK(report::code_pages().size() == catalogue().size());
}

}  // namespace
