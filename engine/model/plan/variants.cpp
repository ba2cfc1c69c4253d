// A variant of a plan: the base's file, less what the variant removes, with what it writes in the
// place of the base's, and with what it adds. Each of the three says what it is, so that a slip of
// the pen in an override cannot become a new thing that nobody looks at (P5).
//
//     removes: [components.team]
//     components: {individual: {weight: 100%}}
//     adds: {components: {kicker: {amount: 500, when: own_goal >= 100%}}}
#include <fmt/format.h>

#include <algorithm>

#include "base/number/parse.h"
#include "model/plan/bind.h"
#include "model/plan/closure.h"

namespace attain::plan {

namespace {

// What a variant says of itself and never takes over.
bool own_word(const std::string& key) {
    const auto is = [&](const char* word) { return key == word; };
    return is("plan") || is("title") || is("effective") || is("corrects") || is("variant_of") ||
           is("base_version") || is("for") || is("adds") || is("removes");
}

// `100%` and `1` are one point of a curve.
bool same_key(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const ParsedNumber x = parse_number(a);
    const ParsedNumber y = parse_number(b);
    return x.value && y.value && *x.value == *y.value;
}

Entry* find(Node& map, const std::string& key) {
    for (Entry& entry : map.entries) {
        if (same_key(entry.key, key)) return &entry;
    }
    return nullptr;
}

class Merge {
public:
    explicit Merge(Diagnostics& out) : out_(out) {}

    void remove(Node& base, const Node& paths) {
        for (const Node& path : paths.items) {
            if (remove_at(base, path.text)) continue;
            refuse("variant-base-lacks", path.where,
                   fmt::format("the base has no `{}` that could be removed", path.text),
                   "write the keys that lead to it, such as `components.kicker`");
        }
    }

    void change(Node& base, const Node& changes, const std::string& path, bool top) {
        for (const Entry& entry : changes.entries) {
            if (top && own_word(entry.key)) continue;
            Entry* const known = find(base, entry.key);
            if (known == nullptr) {
                refuse_missing(base, entry, path);
            } else if (known->value.kind == Node::Kind::map &&
                       entry.value.kind == Node::Kind::map) {
                change(known->value, entry.value, path + entry.key + ".", false);
            } else {
                *known = entry;
            }
        }
    }

    void add(Node& base, const Node& additions) {
        for (const Entry& entry : additions.entries) {
            Entry* const known = find(base, entry.key);
            if (known == nullptr) {
                base.entries.push_back(entry);
                keep_points_in_order(base);
            } else if (known->value.kind == Node::Kind::map &&
                       entry.value.kind == Node::Kind::map) {
                add(known->value, entry.value);
            } else {
                Diagnostic& error =
                    refuse("variant-base-has", entry.key_where,
                           fmt::format("the base has `{}` already", entry.key),
                           "write it outside of `adds:`, in the place of the base's");
                error.notes.push_back({known->key_where, "here"});
            }
        }
    }

private:
    Diagnostic& refuse(const char* code, const Span& where, std::string message, std::string help) {
        Diagnostic& error = out_.error(code, where, std::move(message));
        error.help = std::move(help);
        return error;
    }

    void refuse_missing(const Node& base, const Entry& entry, const std::string& path) {
        std::vector<std::string> known;
        for (const Entry& other : base.entries)
            known.push_back(other.key);
        const std::string near = nearest(entry.key, known);
        Diagnostic& error =
            refuse("variant-base-lacks", entry.key_where,
                   fmt::format("the base has no `{}{}` that could be changed", path, entry.key),
                   near.empty()
                       ? fmt::format("what is new stands under `adds:`, as `{}{}`", path, entry.key)
                       : fmt::format("did you mean `{}`? What is new stands under `adds:`", near));
        if (!base.entries.empty()) {
            error.notes.push_back({base.entries.front().key_where, "the base has these"});
        }
    }

    // Names may have dots themselves, so the longest key that fits leads on.
    static bool remove_at(Node& map, const std::string& path) {
        for (std::size_t i = 0; i < map.entries.size(); ++i) {
            Entry& entry = map.entries[i];
            if (entry.key == path) {
                map.entries.erase(map.entries.begin() + static_cast<std::ptrdiff_t>(i));
                return true;
            }
            if (!path.starts_with(entry.key + ".")) continue;
            if (remove_at(entry.value, path.substr(entry.key.size() + 1))) return true;
        }
        return false;
    }

    static void keep_points_in_order(Node& map) {
        const auto at = [](const Entry& entry) { return parse_number(entry.key).value; };
        const bool points = std::all_of(map.entries.begin(), map.entries.end(),
                                        [&](const Entry& entry) { return at(entry).has_value(); });
        if (!points) return;
        std::stable_sort(map.entries.begin(), map.entries.end(),
                         [&](const Entry& a, const Entry& b) { return *at(a) < *at(b); });
    }

    Diagnostics& out_;
};

}  // namespace

std::optional<Node> merge_variant(const Node& base, const Node& variant, Diagnostics& out) {
    const std::size_t before = out.error_count();
    Node merged = base;
    std::erase_if(merged.entries, [](const Entry& entry) { return own_word(entry.key); });
    Merge merge(out);
    if (const Node* removes = variant.find("removes")) merge.remove(merged, *removes);
    merge.change(merged, variant, "", true);
    if (const Node* adds = variant.find("adds")) merge.add(merged, *adds);
    for (const char* key : {"corrects", "effective", "title", "plan"}) {
        for (const Entry& entry : variant.entries) {
            if (entry.key == key) merged.entries.insert(merged.entries.begin(), entry);
        }
    }
    merged.where = variant.where;
    if (out.error_count() > before) return std::nullopt;
    return merged;
}

}  // namespace attain::plan
