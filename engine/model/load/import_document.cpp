// A document: company.yaml, shared.yaml, or one version of a plan. It is checked in full before it
// is taken, as far as that is possible without knowing what else there is.
#include <fmt/format.h>

#include "model/facts/company.h"
#include "model/load/import.h"
#include "model/plan/load_plan.h"

namespace attain::load {

namespace {

bool is_called(const std::string& name, std::string_view stem) {
    const std::string file = name.substr(name.find_last_of('/') + 1);
    return file == fmt::format("{}.yaml", stem) || file == fmt::format("{}.yml", stem);
}

// A correction stands beside the version that it corrects (P5).
std::string title_key(const plan::Title& title) {
    std::string key = fmt::format("{} {}", title.plan, title.from);
    if (!title.corrects.empty()) key += fmt::format(" corrects {}", title.corrects);
    return key;
}

}  // namespace

bool import_document(const SourcePtr& source, Batch& batch, Diagnostics& out) {
    Document document;
    document.name = source->name();
    document.text = std::string(source->text());
    if (is_called(source->name(), "company")) {
        if (!load_company(source, out)) return false;
        document.kind = DocumentKind::company;
        document.key = "company";
    } else if (is_called(source->name(), "shared")) {
        if (!plan::check_shared(source, out)) return false;
        document.kind = DocumentKind::shared;
        document.key = "shared";
    } else {
        const std::optional<plan::Title> title = plan::read_title(source, out);
        if (!title) return false;
        document.kind = DocumentKind::plan;
        document.key = title_key(*title);
    }
    batch.rows_read = 1;
    batch.documents.push_back(std::move(document));
    return true;
}

}  // namespace attain::load
