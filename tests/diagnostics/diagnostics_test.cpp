// What an admin is told about a mistake, word for word. A folder per code:
//
//     tests/diagnostics/tier-gap/plan.yaml       a small plan with the mistake
//     tests/diagnostics/tier-gap/expected.txt    the whole report: place, excerpt, remedy
//     tests/diagnostics/tier-gap-2/ …            another way to make the same mistake
//
// A folder may hold: one plan or several (*.yaml; several are also checked against each other), or
// company.yaml. Beside a company.yaml a plan is checked completely: its calendars and series must
// be declared there, its columns in the headers of ledger.csv and people.csv. A folder with a file
// `command` belongs to the transcripts.
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
#include "model/plan/load_plan.h"
#include "model/rulebook/rulebook.h"

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

// The folders that are read here, sorted by name.
std::vector<fs::path> folders() {
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(ATTAIN_DIAGNOSTICS)) {
        if (!entry.is_directory() || fs::exists(entry.path() / "command")) continue;
        found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<fs::path> plans_in(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const fs::path& path = entry.path();
        if (path.extension() == ".yaml" && path.filename() != "company.yaml") found.push_back(path);
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

std::map<std::string, ColumnType> columns_of(const fs::path& file, Diagnostics& out) {
    std::map<std::string, ColumnType> columns;
    if (!fs::exists(file)) return columns;
    intake::CsvReader reader(read(file, out), ',', out);
    for (const std::string& cell : reader.header()) {
        const std::size_t colon = cell.find(':');
        const std::string type = colon == std::string::npos ? "text" : cell.substr(colon + 1);
        columns[cell.substr(0, colon)] = type == "number" ? ColumnType::number
                                         : type == "date" ? ColumnType::date
                                                          : ColumnType::text;
    }
    return columns;
}

plan::Surroundings surroundings_of(const fs::path& folder, Diagnostics& out) {
    plan::Surroundings around;
    if (!fs::exists(folder / "company.yaml")) return around;
    const SourcePtr source = read(folder / "company.yaml", out);
    const std::optional<Company> company = source ? load_company(source, out) : std::nullopt;
    if (!company) return around;
    around.complete = true;
    around.calendars = company->calendars;
    for (const auto& [name, series] : company->series)
        around.rate_series.push_back(name);
    around.ledger_columns = columns_of(folder / "ledger.csv", out);
    around.person_columns = columns_of(folder / "people.csv", out);
    return around;
}

Diagnostics diagnose(const fs::path& folder) {
    Diagnostics out;
    const plan::Surroundings around = surroundings_of(folder, out);
    std::vector<Plan> plans;
    for (const fs::path& path : plans_in(folder)) {
        const SourcePtr source = read(path, out);
        if (!source) continue;
        const std::size_t errors_before = out.error_count();
        std::optional<Plan> plan = plan::load_plan(source, around, out);
        // A plan comes out exactly when nothing is wrong with it.
        CHECK(plan.has_value() == (out.error_count() == errors_before));
        if (plan) plans.push_back(std::move(*plan));
    }
    if (!out.has_errors()) Rulebook::make(std::move(plans), out);
    return out;
}

std::string report_of(const std::vector<Diagnostic>& diagnostics) {
    std::string report;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (!report.empty()) report += "\n";
        report += render(diagnostic, Colour::no);
    }
    return report;
}

TEST_CASE("each mistake is told at its place, in the admin's words, with a remedy") {
    const bool bless = std::getenv("ATTAIN_BLESS") != nullptr;
    REQUIRE(folders().size() > 60);
    for (const fs::path& folder : folders()) {
        const std::string name = folder.filename().string();
        CAPTURE(name);
        const std::vector<Diagnostic> diagnostics = diagnose(folder).sorted();
        const std::string report = report_of(diagnostics);
        if (bless) std::ofstream(folder / "expected.txt", std::ios::binary) << report;
        CHECK(report == text_of(folder / "expected.txt"));

        std::set<std::string> codes;
        for (const Diagnostic& diagnostic : diagnostics) {
            codes.insert(diagnostic.code);
            CHECK(in_catalogue(diagnostic.code));
            CHECK_FALSE(diagnostic.help.empty());
            // A file that cannot be read as text has no lines to point at; its name is told.
            const bool no_text =
                diagnostic.code.starts_with("file-") || diagnostic.code == "control-character";
            CHECK((no_text || diagnostic.where.source != nullptr));
        }
        CHECK(codes.count(code_of(name)) == 1);
    }
}

}  // namespace
