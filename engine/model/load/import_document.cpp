// A document: company.yaml, or one version of a plan. It is checked in full before it is taken, as
// far as that is possible without knowing what else there is.
#include <fmt/format.h>

#include "model/facts/company.h"
#include "model/load/import.h"
#include "model/plan/load_plan.h"

namespace attain::load {

namespace {

bool is_company(const std::string& name) {
    const std::string file = name.substr(name.find_last_of('/') + 1);
    return file == "company.yaml" || file == "company.yml";
}

}  // namespace

bool import_document(const SourcePtr& source, Batch& batch, Diagnostics& out) {
    Document document;
    document.name = source->name();
    document.text = std::string(source->text());
    if (is_company(source->name())) {
        if (!load_company(source, out)) return false;
        document.kind = DocumentKind::company;
        document.key = "company";
    } else {
        const std::optional<Plan> plan = plan::load_plan(source, plan::Surroundings{}, out);
        if (!plan) return false;
        document.kind = DocumentKind::plan;
        document.key = fmt::format("{} {}", plan->id.text(), plan->effective.first.text());
    }
    batch.rows_read = 1;
    batch.documents.push_back(std::move(document));
    return true;
}

}  // namespace attain::load
