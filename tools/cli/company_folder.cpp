#include "cli/company_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "intake/document/file.h"
#include "model/load/read_files.h"

namespace attain::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view order[] = {"documents", "periods",      "teams",   "people",
                                      "targets",   "quotas",       "rates",   "ledger",
                                      "events",    "observations", "openings"};

std::size_t rank(const CompanyFile& file) {
    // company.yaml goes first of all: plans refer to its calendars and rates.
    if (fs::path(file.path).filename() == "company.yaml") return 0;
    const auto* at = std::find(std::begin(order), std::end(order), file.table);
    return 1 + static_cast<std::size_t>(at - std::begin(order));
}

void add_folder(const std::string& path, std::vector<CompanyFile>& files, Diagnostics& out) {
    std::vector<CompanyFile> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = entry.path().string();
        if (const auto table = load::table_of_file(name)) found.push_back({name, name, *table});
    }
    std::sort(found.begin(), found.end(), [](const CompanyFile& a, const CompanyFile& b) {
        return std::pair(rank(a), a.path) < std::pair(rank(b), b.path);
    });
    if (found.empty()) {
        out.error("folder-without-facts", {},
                  fmt::format("the folder `{}` holds no plan and no table that Attain knows", path))
            .help =
            "name the files company.yaml, people.csv, ledger.csv …, or give them one by one "
            "with --as";
    }
    files.insert(files.end(), found.begin(), found.end());
}

}  // namespace

std::vector<CompanyFile> company_files(const std::vector<std::string>& paths,
                                       const std::string& table, Diagnostics& out) {
    std::vector<CompanyFile> files;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (fs::is_directory(path, ignored)) {
            add_folder(path, files, out);
            continue;
        }
        if (!table.empty()) {
            files.push_back({path, path, table});
            continue;
        }
        const auto known = load::table_of_file(path);
        const std::string kind = fs::path(path).extension();
        // What should be a plan is read as one, so that what keeps it from being one is told.
        if (known || kind == ".yaml" || kind == ".yml" || !fs::exists(path, ignored)) {
            files.push_back({path, path, known.value_or("documents")});
            continue;
        }
        out.error("unknown-table", {}, fmt::format("it is not clear what `{}` holds", path)).help =
            "say it with --as: ledger, people, teams, targets, quotas, rates, periods, events, "
            "observations, openings or documents";
    }
    return files;
}

Beside files_beside(const std::vector<SourcePtr>& plans) {
    Beside beside;
    std::set<fs::path> folders;
    std::set<fs::path> known;
    for (const SourcePtr& plan : plans) {
        const fs::path path = fs::path(plan->name()).lexically_normal();
        known.insert(path);
        const bool refers = plan->text().find("variant_of:") != std::string_view::npos ||
                            plan->text().find("shared.") != std::string_view::npos;
        if (refers) folders.insert(path.has_parent_path() ? path.parent_path() : fs::path("."));
    }
    Diagnostics untold;
    for (const fs::path& folder : folders) {
        std::vector<CompanyFile> files;
        add_folder(folder.string(), files, untold);
        for (const CompanyFile& file : files) {
            const fs::path path = fs::path(file.path).lexically_normal();
            const std::string name = path.filename().string();
            if (file.table != "documents" || name == "company.yaml" || known.contains(path)) {
                continue;
            }
            SourcePtr source =
                intake::read_file(file.path, path.string(), most_bytes_of_plan, untold);
            if (!source) continue;
            if (name != "shared.yaml") beside.plans.push_back(std::move(source));
            if (name == "shared.yaml" && !beside.shared) beside.shared = std::move(source);
        }
    }
    return beside;
}

}  // namespace attain::cli
