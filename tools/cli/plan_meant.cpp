#include "cli/plan_meant.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/ensure.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "intake/document/file.h"
#include "model/load/read_files.h"
#include "model/plan/load_plan.h"

namespace attain::cli {

namespace {

namespace fs = std::filesystem;

bool is_file(const std::string& path) {
    std::error_code ignored;
    return fs::exists(path, ignored) && !fs::is_directory(path, ignored);
}

bool is_company(const fs::path& folder) {
    return is_file((folder / "company.yaml").string()) || is_file((folder / "people.csv").string());
}

bool reads_as_file(const std::string& path) {
    return path.find('/') != std::string::npos || path.ends_with(".yaml") || path.ends_with(".yml");
}

// "account-executive 2026-01-01": the name of a document of the book.
std::string name_in(const std::string& key) {
    return key.substr(0, key.find(' '));
}

// The latest version of that name, or the one of that first day ("ae 2026-01-01").
const Document* document_named(const Known& known, const std::string& wanted) {
    const Document* found = nullptr;
    for (const Document& document : known.documents) {
        if (document.kind != DocumentKind::plan) continue;
        if (document.key != wanted && name_in(document.key) != wanted) continue;
        if (found == nullptr || found->key < document.key) found = &document;
    }
    return found;
}

std::vector<std::string> plan_names(const Known& known) {
    std::vector<std::string> names;
    for (const Document& document : known.documents) {
        if (document.kind == DocumentKind::plan) names.push_back(name_in(document.key));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

// What a file may refer to, as far as it is known without people and deals.
plan::Surroundings around_file(const Known& known, std::string& company, Diagnostics& out) {
    Known alone;
    for (const Document& document : known.documents) {
        if (document.kind == DocumentKind::company) alone.documents.push_back(document);
    }
    const auto periods = known.rows.find(FactKind::periods);
    if (periods != known.rows.end()) alone.rows[FactKind::periods] = periods->second;
    plan::Surroundings around;
    const std::optional<World> world = build_world(std::move(alone), out);
    if (!world) return around;
    company = world->company.name;
    around.library = library_of(known);
    around.calendars = world->facts.calendars;
    for (const auto& [name, series] : world->facts.series)
        around.rate_series.push_back(name);
    return around;
}

}  // namespace

Company::Company(const Arguments& arguments, const std::string& plan_path,
                 const std::string& other_path)
    : arguments_(arguments), folder_(arguments.company) {
    if (!arguments.plan_book.empty() && !arguments.company.empty()) {
        throw NotThere("a plan has one company", "say --book or --company, not both");
    }
    for (const std::string& path : {plan_path, other_path}) {
        if (!arguments.plan_book.empty() || !folder_.empty() || !is_file(path)) continue;
        fs::path folder = fs::path(path).parent_path();
        if (folder.empty()) folder = ".";
        if (is_company(folder)) folder_ = folder.string();
    }
}

std::optional<Known> Company::read(bool everything, Diagnostics& out) const {
    if (!arguments_.plan_book.empty()) {
        const Book book = Book::open(arguments_.plan_book, Access::read);
        return book.known(book.last_entry());
    }
    std::error_code ignored;
    if (!fs::is_directory(folder_, ignored)) {
        throw NotThere(fmt::format("there is no folder `{}`", folder_),
                       "name the folder that holds company.yaml and people.csv");
    }
    std::vector<Batch> batches;
    for (const CompanyFile& file : company_files({folder_}, "", out)) {
        const bool wanted = file.table == "documents" || file.table == "periods";
        if (!everything && !wanted) continue;
        // Without people, plans are texts only: a mistake in another one is not asked for.
        Diagnostics unasked;
        auto batch = load::read_batch(file.path, file.shown_as, file.table, nullptr, {},
                                      everything ? out : unasked);
        if (batch) batches.push_back(*std::move(batch));
    }
    if (out.has_errors()) return std::nullopt;
    return load::known_from_batches(std::move(batches));
}

SourcePtr plan_text(const Company& company, const std::string& path, Diagnostics& out) {
    if (is_file(path)) return intake::read_file(path, path, most_bytes_of_plan, out);
    if (!company.is_known() || reads_as_file(path)) {
        if (reads_as_file(path)) return intake::read_file(path, path, most_bytes_of_plan, out);
        throw NotThere(fmt::format("there is no plan file `{}`", path),
                       "name a plan's file; or a plan, with --book or --company");
    }
    const std::optional<Known> known = company.read(false, out);
    if (!known) return nullptr;
    const Document* document = document_named(*known, path);
    if (document != nullptr) return std::make_shared<const Source>(document->name, document->text);
    const std::vector<std::string> names = plan_names(*known);
    const std::string near = nearest(path, names);
    throw NotThere(fmt::format("there is no plan `{}`", path),
                   near.empty() ? fmt::format("there are: {}", fmt::join(names, ", "))
                                : fmt::format("did you mean `{}`?", near));
}

std::optional<LonePlan> lone_plan(const Company& company, const SourcePtr& text, Diagnostics& out) {
    std::string name;
    plan::Surroundings around;
    if (company.is_known()) {
        const std::optional<Known> known = company.read(false, out);
        if (!known) return std::nullopt;
        around = around_file(*known, name, out);
    } else {
        Beside beside = files_beside({text});
        beside.plans.push_back(text);
        around.library =
            std::make_shared<plan::Library>(std::move(beside.shared), std::move(beside.plans));
    }
    std::optional<Plan> plan = plan::load_plan(text, around, out);
    if (!plan) return std::nullopt;
    return LonePlan{*std::move(plan), around.calendars, std::move(name)};
}

std::optional<World> world_with(Known known, const SourcePtr& text, const std::string& instead,
                                Diagnostics& out) {
    auto batch = load::read_batch_text(text, "documents", nullptr, {}, out);
    if (!batch) return std::nullopt;
    const Document& document = batch->documents.front();
    std::erase_if(known.documents, [&](const Document& one) {
        return one.kind == DocumentKind::plan &&
               (one.key == document.key || one.key == instead || one.name == document.name);
    });
    known.documents.push_back(document);
    return build_world(std::move(known), out);
}

const Plan& version_in(const World& world, const std::string& name, Date first) {
    const auto& plans = world.rules.plans();
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan& plan) {
        return plan.id.text() == name && plan.effective.first == first;
    });
    ensure(found != plans.end(), "a world has the plans that were put into it");
    return *found;
}

int exit_of(const Diagnostics& problems) {
    const std::vector<Diagnostic> sorted = problems.sorted();
    // A plan that needs a file which is not known here is not checked, and so not shown.
    const bool unchecked = std::any_of(sorted.begin(), sorted.end(), [](const Diagnostic& one) {
        return one.code == "not-checked";
    });
    const bool not_there = std::any_of(sorted.begin(), sorted.end(), [](const Diagnostic& one) {
        return one.code == "file-missing" || one.code == "file-is-folder" ||
               one.code == "file-unreadable";
    });
    if (not_there) return exit_could_not;
    return problems.has_errors() || unchecked ? exit_problems : exit_done;
}

}  // namespace attain::cli
