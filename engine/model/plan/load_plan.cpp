// The path of a plan file on one screen: text → tree → shape → closure → draft → plan.
#include "model/plan/load_plan.h"

#include <fmt/format.h>

#include "intake/document/yaml.h"
#include "model/plan/bind.h"
#include "model/plan/closure.h"

namespace attain::plan {

namespace {

// The currency is written in the file; until it is bound, any does, and a plan without a known one
// never leaves load_plan.
Plan begin_plan(const PlanDraft& draft, const Closure& closure) {
    Plan plan(PlanId(draft.name.text), *Currency::find("USD"));
    plan.source = draft.source;
    plan.fingerprint = closure.fingerprint;
    return plan;
}

std::optional<Plan> bind_plan(const Closure& closure, const SourcePtr& source,
                              const Surroundings& around, Diagnostics& out) {
    PlanDraft draft = decode_plan(closure.document, source);
    draft.variant = closure.variant;
    draft.numbers = closure.numbers;
    Binding binding{draft, around, begin_plan(draft, closure), out, {}};
    bind_terms(binding);
    bind_changes(binding);
    bind_columns(binding);
    bind_measures(binding);
    bind_attainments(binding);
    bind_components(binding);
    bind_balances(binding);
    if (out.has_errors()) return std::nullopt;
    bind_order(binding);
    if (out.has_errors()) return std::nullopt;
    return std::move(binding.plan);
}

// Who is told about a value that a name stands for sees the name; a note shows the value's place.
void tell(const Diagnostics& found, const std::vector<Named>& named, Diagnostics& out) {
    for (Diagnostic diagnostic : found.sorted()) {
        for (const Named& one : named) {
            const bool same = one.used.source == diagnostic.where.source &&
                              one.used.begin == diagnostic.where.begin &&
                              one.used.end == diagnostic.where.end;
            if (same)
                diagnostic.notes.push_back({one.written, "`" + one.name + "` is written here"});
        }
        out.add(std::move(diagnostic));
    }
}

}  // namespace

std::optional<Plan> load_plan(const SourcePtr& source, const Surroundings& around,
                              Diagnostics& out) {
    const std::optional<Node> written = intake::read_yaml(source, out);
    if (!written || !intake::check(*written, plan_shape(), out)) return std::nullopt;

    Library nothing;
    Library& library = around.library ? *around.library : nothing;
    Diagnostics found;
    std::vector<Named> named;
    std::optional<Plan> plan;
    const std::optional<Closure> closure =
        close_plan(*written, source, {library, around.complete, found, named});
    if (closure) plan = bind_plan(*closure, source, around, found);
    tell(found, named, out);
    return plan;
}

bool check_shared(const SourcePtr& source, Diagnostics& out) {
    const std::optional<Node> document = intake::read_yaml(source, out);
    if (!document || !intake::check(*document, shared_shape(), out)) return false;
    std::map<std::string, Span> known;
    bool sound = true;
    for (const Entry& section : document->entries) {
        if (section.value.kind != Node::Kind::map) continue;
        for (const Entry& entry : section.value.entries) {
            const auto [first, is_new] = known.emplace(entry.key, entry.key_where);
            if (is_new) continue;
            sound = false;
            Diagnostic& error = out.error("name-twice", entry.key_where,
                                          fmt::format("`{}` names two things", entry.key));
            error.notes.push_back({first->second, "the other one"});
            error.help = "plans write `shared.` and the name; give one of them another name";
        }
    }
    return sound;
}

std::optional<Title> read_title(const SourcePtr& source, Diagnostics& out) {
    const std::optional<Node> written = intake::read_yaml(source, out);
    if (!written || !intake::check(*written, plan_shape(), out)) return std::nullopt;
    if (!refers_outside(*written) && !load_plan(source, Surroundings{}, out)) return std::nullopt;
    const std::string& days = written->find("effective")->text;
    Title title{written->find("plan")->text, days.substr(0, days.find("..")), {}};
    if (const Node* corrects = written->find("corrects")) {
        title.corrects = corrects->find("version")->text;
    }
    return title;
}

}  // namespace attain::plan
