// Names for numbers and tables: `constants.top_rate` is the plan's own, `shared.accelerators` comes
// from shared.yaml. The prefix says where to look, so that neither can hide the other.
#include <fmt/format.h>

#include "base/ensure.h"
#include "base/number/parse.h"
#include "intake/schema/shape.h"
#include "model/plan/bind.h"
#include "model/plan/closure.h"

namespace attain::plan {

namespace {

constexpr std::string_view own_prefix = "constants.";
constexpr std::string_view shared_prefix = "shared.";

// `shared.share of target`: the reference, and what follows it.
struct Reading {
    std::string reference;
    std::string rest;
};

std::optional<Reading> read_reference(const std::string& text) {
    const std::size_t blank = text.find(' ');
    std::string first = text.substr(0, blank);
    if (!intake::is_reference(first)) return std::nullopt;
    std::string rest = blank == std::string::npos ? "" : text.substr(blank);
    if (!rest.empty() && !rest.starts_with(" of ")) return std::nullopt;
    return Reading{std::move(first), std::move(rest)};
}

class Naming {
public:
    Naming(Closure& closure, const Node* shared, const ClosureGround& ground)
        : closure_(closure), shared_(shared), ground_(ground) {
        if (shared_ == nullptr) return;
        if (const Node* constants = shared_->find("constants")) {
            for (const Entry& entry : constants->entries) {
                add_number(std::string(shared_prefix) + entry.key, entry.value);
            }
        }
    }

    void own_constants() {
        for (Entry& entry : closure_.document.entries) {
            if (entry.key != "constants") continue;
            for (Entry& constant : entry.value.entries) {
                if (constant.value.text.starts_with(own_prefix)) {
                    refuse("unknown-constant", constant.value.where,
                           "a constant cannot stand for another one of the same plan",
                           "write its number, or a number of shared.yaml: `shared.top_rate`");
                    continue;
                }
                replace(constant.value);
                add_number(std::string(own_prefix) + constant.key, constant.value);
            }
        }
    }

    void replace_all() {
        for (Entry& entry : closure_.document.entries) {
            if (entry.key != "constants") replace(entry.value);
        }
    }

private:
    void refuse(const char* code, const Span& where, std::string message, std::string help) {
        ground_.out.error(code, where, std::move(message)).help = std::move(help);
    }

    void add_number(const std::string& name, const Node& value) {
        const ParsedNumber number = parse_number(value.text);
        if (number.value) closure_.numbers[name] = {*number.value, value.text, value.where};
    }

    void replace(Node& node) {
        for (Entry& entry : node.entries)
            replace(entry.value);
        for (Node& item : node.items)
            replace(item);
        if (node.kind != Node::Kind::scalar) return;
        const std::optional<Reading> reading = read_reference(node.text);
        if (!reading) return;
        // In shared.yaml its own constants may be named as in a plan.
        std::string name = reading->reference;
        if (inside_shared_ && name.starts_with(own_prefix)) {
            name.replace(0, own_prefix.size(), shared_prefix);
        }
        const auto number = closure_.numbers.find(name);
        if (number != closure_.numbers.end()) {
            ground_.named.push_back({node.where, number->second.where, name});
            node.text = number->second.text + reading->rest;
            return;
        }
        if (inside_shared_ || !reading->rest.empty() || !replace_whole(node, *reading)) {
            refuse_unknown(node.where, name);
        }
    }

    // A table or curve of shared.yaml, with the numbers that it names itself. It may not name
    // another table, so this ends.
    bool replace_whole(Node& node, const Reading& reading) {
        if (shared_ == nullptr || !reading.reference.starts_with(shared_prefix)) return false;
        const std::string name = reading.reference.substr(shared_prefix.size());
        for (const char* section : {"tables", "curves"}) {
            const Node* const all = shared_->find(section);
            const Node* const found = all != nullptr ? all->find(name) : nullptr;
            if (found == nullptr) continue;
            ground_.named.push_back({node.where, found->where, reading.reference});
            const Span used = node.where;
            node = *found;
            inside_shared_ = true;
            replace(node);
            inside_shared_ = false;
            node.where = used;
            return true;
        }
        return false;
    }

    void refuse_unknown(const Span& where, const std::string& reference) {
        const bool own = reference.starts_with(own_prefix);
        std::vector<std::string> known;
        for (const auto& [name, value] : closure_.numbers) {
            if (name.starts_with(own_prefix) == own || own) known.push_back(name);
        }
        for (const char* section : {"tables", "curves"}) {
            const Node* const all = shared_ != nullptr ? shared_->find(section) : nullptr;
            if (all == nullptr || inside_shared_) continue;
            for (const Entry& entry : all->entries)
                known.push_back(std::string(shared_prefix) + entry.key);
        }
        refuse("unknown-constant", where,
               own ? fmt::format("this plan has no constant `{}`", reference)
                   : fmt::format("shared.yaml has no `{}`", reference),
               help_with_names(reference, known,
                               own ? "write it under `constants:` first"
                                   : "write it in shared.yaml first, under `constants:`"));
    }

    Closure& closure_;
    const Node* shared_;
    const ClosureGround& ground_;
    bool inside_shared_ = false;
};

}  // namespace

bool replace_names(Closure& closure, const Node* shared, const ClosureGround& ground) {
    const std::size_t before = ground.out.error_count();
    Naming naming(closure, shared, ground);
    naming.own_constants();
    naming.replace_all();
    return ground.out.error_count() == before;
}

}  // namespace attain::plan
