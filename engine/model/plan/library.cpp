#include "model/plan/library.h"

#include <algorithm>
#include <tuple>

#include "base/fingerprint/sha256.h"
#include "intake/document/yaml.h"
#include "intake/schema/shape.h"
#include "model/plan/load_plan.h"

namespace attain::plan {

const Node* Library::shared() {
    if (!shared_read_ && shared_source_) {
        Diagnostics told_elsewhere;
        shared_ = intake::read_yaml(shared_source_, told_elsewhere);
        if (shared_ && !intake::check(*shared_, shared_shape(), told_elsewhere)) shared_.reset();
    }
    shared_read_ = true;
    return shared_ ? &*shared_ : nullptr;
}

void Library::read_plans() {
    if (plans_read_) return;
    plans_read_ = true;
    for (const SourcePtr& source : plan_sources_) {
        Diagnostics told_elsewhere;
        std::optional<Node> document = intake::read_yaml(source, told_elsewhere);
        if (!document || !intake::check(*document, plan_shape(), told_elsewhere)) continue;
        const std::string& days = document->find("effective")->text;
        plans_.push_back({document->find("plan")->text, days.substr(0, days.find("..")),
                          sha256_hex(source->text()), *std::move(document), source});
    }
    std::sort(plans_.begin(), plans_.end(), [](const Version& a, const Version& b) {
        return std::tie(a.plan, a.from, a.fingerprint) < std::tie(b.plan, b.from, b.fingerprint);
    });
}

std::vector<const Library::Version*> Library::versions_of(const std::string& plan) {
    read_plans();
    std::vector<const Version*> found;
    for (const Version& version : plans_) {
        if (version.plan == plan) found.push_back(&version);
    }
    return found;
}

std::vector<std::string> Library::plan_names() {
    read_plans();
    std::vector<std::string> names;
    for (const Version& version : plans_) {
        if (names.empty() || names.back() != version.plan) names.push_back(version.plan);
    }
    return names;
}

}  // namespace attain::plan
