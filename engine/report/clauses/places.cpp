#include "report/clauses/places.h"

#include "intake/document/yaml.h"

namespace attain::report {

Places::Places(const Plan& plan) : source_(plan.source) {
    if (!source_) return;
    Diagnostics ignored;  // the plan was bound from this text
    document_ = intake::read_yaml(source_, ignored);
}

Span Places::of(std::initializer_list<std::string_view> keys) const {
    if (!document_) return {};
    Span found;
    const Node* at = &*document_;
    for (const std::string_view key : keys) {
        const Node* next = nullptr;
        for (const Entry& entry : at->entries) {
            if (entry.key != key) continue;
            found = entry.value.kind == Node::Kind::scalar ? entry.value.where : entry.key_where;
            next = &entry.value;
        }
        if (next == nullptr) break;
        at = next;
    }
    if (found.source) return found;
    return document_->entries.empty() ? Span{} : document_->entries.front().key_where;
}

}  // namespace attain::report
