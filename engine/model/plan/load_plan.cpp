// The path of a plan file on one screen: text → tree → shape → draft → plan.
#include "model/plan/load_plan.h"

#include "base/fingerprint/sha256.h"
#include "intake/document/yaml.h"
#include "model/plan/bind.h"

namespace attain::plan {

namespace {

// The currency is written in the file; until it is bound, any does, and a plan without a known one
// never leaves load_plan.
Plan begin_plan(const PlanDraft& draft) {
    Plan plan(PlanId(draft.name.text), *Currency::find("USD"));
    plan.source = draft.source;
    plan.fingerprint = sha256_hex(draft.source->text());
    return plan;
}

}  // namespace

std::optional<Plan> load_plan(const SourcePtr& source, const Surroundings& around,
                              Diagnostics& out) {
    const std::size_t errors_before = out.error_count();
    const std::optional<Node> document = intake::read_yaml(source, out);
    if (!document || !intake::check(*document, plan_shape(), out)) return std::nullopt;

    const PlanDraft draft = decode_plan(*document, source);
    Binding binding{draft, around, begin_plan(draft), out, {}};
    bind_terms(binding);
    bind_measures(binding);
    bind_attainments(binding);
    bind_components(binding);
    if (out.error_count() > errors_before) return std::nullopt;
    bind_order(binding);
    if (out.error_count() > errors_before) return std::nullopt;
    return std::move(binding.plan);
}

}  // namespace attain::plan
