#include "model/plan/closure.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "base/fingerprint/sha256.h"
#include "intake/schema/shape.h"
#include "model/plan/bind.h"

namespace attain::plan {

namespace {

constexpr std::size_t shortest_fingerprint = 8;  // of its 64 digits

bool names_shared(const Node& node) {
    const auto in = [](const std::string& text) { return text.find("shared.") != text.npos; };
    return in(node.text) || std::any_of(node.items.begin(), node.items.end(), names_shared) ||
           std::any_of(node.entries.begin(), node.entries.end(),
                       [](const Entry& entry) { return names_shared(entry.value); });
}

// Follows a variant to its base, and that to its own.
class Chain {
public:
    Chain(const ClosureGround& ground) : ground_(ground) {}

    // The document as one file would have said it; its names still stand.
    std::optional<Node> whole(const Node& written, const SourcePtr& source) {
        texts_.push_back(std::string(source->text()));
        const Node* const of = written.find("variant_of");
        if (of == nullptr) return written;
        const std::string self = written.find("plan")->text + " " + written.find("effective")->text;
        if (std::find(way_.begin(), way_.end(), self) != way_.end()) {
            refuse("variant-of-itself", of->where,
                   fmt::format("`{}` would take over from itself", written.find("plan")->text),
                   "let one of the plans in this circle stand on its own");
            return std::nullopt;
        }
        way_.push_back(self);
        const Library::Version* const base = base_of(*of, *written.find("base_version"));
        if (base == nullptr) return std::nullopt;
        const std::optional<Node> whole_base = whole(base->document, base->source);
        if (!whole_base) return std::nullopt;
        return merge_variant(*whole_base, written, ground_.out);
    }

    std::string fingerprint(const Library* with) const {
        if (texts_.size() == 1 && with == nullptr) return sha256_hex(texts_.front());
        Sha256 all;
        for (const std::string& text : texts_)
            all.add(text).add(std::string_view("\0", 1));
        if (with != nullptr) all.add(with->shared_source()->text());
        return all.hex();
    }

private:
    void refuse(const char* code, const Span& where, std::string message, std::string help) {
        ground_.out.error(code, where, std::move(message)).help = std::move(help);
    }

    const Library::Version* base_of(const Node& of, const Node& version) {
        const std::vector<const Library::Version*> versions = ground_.library.versions_of(of.text);
        if (versions.empty()) {
            no_base(of);
            return nullptr;
        }
        std::vector<std::string> days;
        for (const Library::Version* one : versions) {
            const bool by_text = version.text.size() >= shortest_fingerprint &&
                                 one->fingerprint.starts_with(version.text);
            if (by_text || (one->from == version.text && !is_corrected(*one, versions))) return one;
            days.push_back(one->from);
        }
        refuse("variant-base-version", version.where,
               fmt::format("`{}` has no version `{}`: it changed, or never was", of.text,
                           version.text),
               fmt::format("look at what changed, and write the version's first day: `{}`",
                           days.back()));
        return nullptr;
    }

    // A correction stands in the place of what it corrects.
    static bool is_corrected(const Library::Version& version,
                             const std::vector<const Library::Version*>& all) {
        return std::any_of(all.begin(), all.end(), [&](const Library::Version* other) {
            const Node* const corrects = other->document.find("corrects");
            if (corrects == nullptr || other == &version) return false;
            const std::string& written = corrects->find("version")->text;
            const bool by_day =
                written == version.from && version.document.find("corrects") == nullptr;
            return by_day || (written.size() >= shortest_fingerprint &&
                              version.fingerprint.starts_with(written));
        });
    }

    void no_base(const Node& of) {
        if (!ground_.complete) {
            Diagnostic& warning = ground_.out.warning(
                "not-checked", of.where,
                fmt::format("`{}` is not among the files, so this variant is not checked in full",
                            of.text));
            warning.help = "check the whole folder";
            return;
        }
        refuse(
            "variant-base-unknown", of.where,
            fmt::format("there is no plan `{}` without mistakes that this could be a variant of",
                        of.text),
            help_with_names(of.text, ground_.library.plan_names(), "import the base's file first"));
    }

    const ClosureGround& ground_;
    std::vector<std::string> texts_;
    std::vector<std::string> way_;
};

std::optional<VariantDraft> variant_of(const Node& written) {
    const Node* const of = written.find("variant_of");
    if (of == nullptr) return std::nullopt;
    const Node& version = *written.find("base_version");
    VariantDraft draft{{of->text, of->where}, {version.text, version.where}, {}};
    const Node* const people = written.find("for");
    if (people == nullptr) return draft;
    for (const Entry& entry : people->entries) {
        WhoDraft who{{entry.key, entry.key_where}, {}};
        if (entry.value.kind == Node::Kind::scalar) {
            who.values.push_back({entry.value.text, entry.value.where});
        }
        for (const Node& item : entry.value.items)
            who.values.push_back({item.text, item.where});
        draft.people.push_back(std::move(who));
    }
    return draft;
}

}  // namespace

bool refers_outside(const Node& written) {
    return written.find("variant_of") != nullptr || names_shared(written);
}

std::optional<Closure> close_plan(const Node& written, const SourcePtr& source,
                                  const ClosureGround& ground) {
    Chain chain(ground);
    std::optional<Node> document = chain.whole(written, source);
    if (!document) return std::nullopt;
    const bool with_shared = names_shared(*document);
    if (with_shared && !ground.complete && !ground.library.has_shared()) {
        Diagnostic& warning = ground.out.warning(
            "not-checked", written.find("plan")->where,
            "shared.yaml is not among the files, so this plan is not checked in full");
        warning.help = "check the whole folder";
        return std::nullopt;
    }
    Closure closure{*std::move(document), variant_of(written), {}, {}};
    const bool read_shared = with_shared && ground.library.has_shared();
    closure.fingerprint = chain.fingerprint(read_shared ? &ground.library : nullptr);
    if (!replace_names(closure, with_shared ? ground.library.shared() : nullptr, ground)) {
        return std::nullopt;
    }
    // What was put together is a plan again, or the parts do not go together.
    if (!intake::check(closure.document, plan_shape(), ground.out)) return std::nullopt;
    return closure;
}

}  // namespace attain::plan
