// The walk over document and shape side by side. One mistake is one diagnostic: a key that is
// mistyped is not also missing, and inside a branch that cannot be told nothing is said.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/ensure.h"
#include "intake/schema/scalar.h"
#include "intake/schema/shape.h"

namespace attain::intake {

namespace {

using Kind = Shape::Kind;

Node::Kind node_kind(const Shape& shape) {
    switch (shape.kind) {
        case Kind::text:
        case Kind::name:
        case Kind::number:
        case Kind::percent:
        case Kind::whole:
        case Kind::date:
        case Kind::days:
        case Kind::flag:
        case Kind::condition:
        case Kind::choice:
        case Kind::reference: return Node::Kind::scalar;
        case Kind::map:
        case Kind::dictionary:
        case Kind::labelled:
        case Kind::numbers:
        case Kind::by_key: return Node::Kind::map;
        case Kind::list: return Node::Kind::sequence;
        case Kind::any_of: break;
    }
    ensure(false, "alternatives are not nested");
    return Node::Kind::scalar;
}

// What a field wants, in the words of its reader.
std::string wanted(const Shape& shape) {
    switch (shape.kind) {
        case Kind::text: return "a text";
        case Kind::name: return "a name";
        case Kind::number: return "a number";
        case Kind::percent: return "a percentage";
        case Kind::whole: return "a whole number";
        case Kind::date: return "a day";
        case Kind::days: return "a range of days";
        case Kind::flag: return "`yes` or `no`";
        case Kind::condition: return "a condition";
        case Kind::choice: return one_of(shape.words);
        case Kind::reference: return fmt::format("the name of {}", shape.called);
        case Kind::map:
        case Kind::by_key: return "the keys of " + shape.called;
        case Kind::dictionary: return "names, each with its value";
        case Kind::labelled: return "keys, each with its value";
        case Kind::numbers: return "numbers, each with its value";
        case Kind::list: return "a list";
        case Kind::any_of: {
            std::string all;
            for (const ShapePtr& one : shape.alternatives) {
                all += (all.empty() ? "" : " or ") + wanted(*one);
            }
            return all;
        }
    }
    ensure(false, "every kind of shape is wanted somewhere");
    return {};
}

std::string_view found(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::scalar: return "a single value";
        case Node::Kind::sequence: return "a list";
        case Node::Kind::map: return "a map of keys";
    }
    ensure(false, "every kind of node has a name");
    return {};
}

std::string how_to_write(const Node& node, const Shape& shape) {
    switch (shape.kind) {
        case Kind::list:
            return node.kind == Node::Kind::scalar && node.text.size() <= 40
                       ? fmt::format("write `[{}]`", node.where.text())
                       : "begin each item with a dash";
        case Kind::map:
        case Kind::by_key: {
            const Shape& first = shape.kind == Kind::map ? shape : *shape.alternatives.front();
            return first.fields.empty()
                       ? "leave it out"
                       : fmt::format("write them indented below it, such as `{}: …`",
                                     first.fields.front().key);
        }
        case Kind::dictionary:
        case Kind::labelled: return "write them indented below it, `name: …`";
        case Kind::numbers: return "write them indented below it, such as `50%: 0%`";
        case Kind::text:
        case Kind::name:
        case Kind::number:
        case Kind::percent:
        case Kind::whole:
        case Kind::date:
        case Kind::days:
        case Kind::flag:
        case Kind::condition:
        case Kind::choice:
        case Kind::reference:
        case Kind::any_of: break;
    }
    return fmt::format("write {}", wanted(shape));
}

// What a value is called in messages, and where it is blamed for what it lacks.
struct Place {
    std::string what;         // "`mode`", "an item of `tiers`", "this file"
    std::optional<Span> key;  // a list's item has none
};

Span spot(const Node& node, const Place& place) {
    if (place.key) return *place.key;
    if (!node.entries.empty()) return node.entries.front().key_where;
    return node.where;
}

class Checker {
public:
    Checker(Diagnostics& out, bool may_name) : out_(out), may_name_(may_name) {}

    void check(const Node& node, const Shape& shape, const Place& place) {
        if (shape.kind == Kind::any_of) return check_any_of(node, shape, place);
        if (node.is_null && node_kind(shape) != Node::Kind::scalar) {
            return refuse("missing-value", node.where, fmt::format("{} has no value", place.what),
                          how_to_write(node, shape));
        }
        if (node.kind != node_kind(shape)) return refuse_kind(node, shape, place);
        switch (shape.kind) {
            case Kind::map: return check_map(node, shape, place, shape.called, {});
            case Kind::by_key: return check_by_key(node, shape, place);
            case Kind::dictionary:
            case Kind::labelled: return check_dictionary(node, shape, place);
            case Kind::numbers: return check_numbers(node, shape, place);
            case Kind::list: return check_list(node, shape, place);
            case Kind::text:
            case Kind::name:
            case Kind::number:
            case Kind::percent:
            case Kind::whole:
            case Kind::date:
            case Kind::days:
            case Kind::flag:
            case Kind::condition:
            case Kind::choice:
            case Kind::reference:
            case Kind::any_of: break;
        }
        if (may_name_ && can_be_named(shape.kind) && is_reference(node.text)) return;
        if (auto refusal = refuse_scalar(node, shape, place.what)) {
            refuse(refusal->code, node.where, std::move(refusal->message),
                   std::move(refusal->help));
        }
    }

private:
    Diagnostic& blame(std::string_view code, Span where, std::string message, std::string help) {
        Diagnostic& error = out_.error(code, std::move(where), std::move(message));
        error.help = std::move(help);
        return error;
    }
    void refuse(std::string_view code, Span where, std::string message, std::string help) {
        blame(code, std::move(where), std::move(message), std::move(help));
    }

    void refuse_kind(const Node& node, const Shape& shape, const Place& place) {
        refuse("wrong-kind", node.where,
               fmt::format("{} wants {}, not {}", place.what, wanted(shape), found(node.kind)),
               how_to_write(node, shape));
    }

    // The node's kind alone chooses, so that the mistakes of one alternative are reported, not
    // "none of these fits".
    void check_any_of(const Node& node, const Shape& shape, const Place& place) {
        for (const ShapePtr& one : shape.alternatives) {
            if (node_kind(*one) == node.kind) return check(node, *one, place);
        }
        if (node.is_null) {
            return refuse("missing-value", node.where, fmt::format("{} has no value", place.what),
                          fmt::format("write {}", wanted(shape)));
        }
        refuse_kind(node, shape, place);
    }

    // `set_aside`: keys that have been blamed already.
    void check_map(const Node& node, const Shape& shape, const Place& place,
                   const std::string& called, const std::set<std::string_view>& set_aside) {
        std::vector<std::string> unwritten;
        std::vector<std::string> lacking;  // of these, the required ones: likelier to be meant
        for (const Field& field : shape.fields) {
            if (node.find(field.key)) continue;
            unwritten.push_back(field.key);
            if (field.required) lacking.push_back(field.key);
        }
        std::set<std::string> meant;  // keys that a mistyped one stands for
        for (const Entry& entry : node.entries) {
            if (set_aside.contains(entry.key)) continue;
            const auto field = std::find_if(shape.fields.begin(), shape.fields.end(),
                                            [&](const Field& f) { return f.key == entry.key; });
            if (field != shape.fields.end()) {
                check(entry.value, *field->shape, {"`" + entry.key + "`", entry.key_where});
                continue;
            }
            std::string similar = nearest(entry.key, lacking);
            if (similar.empty()) similar = nearest(entry.key, unwritten);
            meant.insert(similar);
            std::string help = "delete it";
            if (!similar.empty()) {
                help = fmt::format("did you mean `{}`?", similar);
            } else if (!unwritten.empty()) {
                help = fmt::format("here may stand {}", one_of(unwritten));
            }
            refuse("unknown-key", entry.key_where,
                   fmt::format("{} is not a key of {}", shown(entry.key), called), std::move(help));
        }
        for (const Field& field : shape.fields) {
            if (!field.required || node.find(field.key) || meant.contains(field.key)) continue;
            refuse("missing-key", spot(node, place),
                   fmt::format("{} needs the key `{}`", called, field.key),
                   fmt::format("add `{}: …`: {}", field.key, field.meaning));
        }
    }

    void check_by_key(const Node& node, const Shape& shape, const Place& place) {
        const Shape* branch = nullptr;
        std::vector<std::string> tellers;
        for (const ShapePtr& one : shape.alternatives) {
            tellers.push_back(one->fields.front().key);
            if (!branch && node.find(tellers.back())) branch = one.get();
        }
        // A mistyped teller wins over the teller of another branch where both may stand together:
        // `varaint_of` beside `plan`.
        const Shape* const meant = branch_meant(node, shape, tellers);
        if (!branch || (meant && has_field(*meant, branch->fields.front().key))) {
            branch = meant ? meant : branch;
        }
        if (!branch) {
            return refuse(
                "missing-key", spot(node, place),
                fmt::format("{} needs {} {}", shape.called,
                            tellers.size() == 1 ? "the key" : "one of the keys", one_of(tellers)),
                fmt::format("add `{}: …`", tellers.front()));
        }
        check_map(node, *branch, place, branch->called, second_tellers(node, *branch, tellers));
    }

    static bool has_field(const Shape& map, const std::string& key) {
        return std::any_of(map.fields.begin(), map.fields.end(),
                           [&](const Field& field) { return field.key == key; });
    }

    // `curv` tells the branch as well as `curve`, but for its own mistake.
    static const Shape* branch_meant(const Node& node, const Shape& shape,
                                     const std::vector<std::string>& tellers) {
        for (const Entry& entry : node.entries) {
            const bool known = std::any_of(
                shape.alternatives.begin(), shape.alternatives.end(), [&](const ShapePtr& one) {
                    return std::any_of(one->fields.begin(), one->fields.end(),
                                       [&](const Field& f) { return f.key == entry.key; });
                });
            if (known) continue;
            const auto meant =
                std::find(tellers.begin(), tellers.end(), nearest(entry.key, tellers));
            if (meant == tellers.end()) continue;
            return shape.alternatives[static_cast<std::size_t>(meant - tellers.begin())].get();
        }
        return nullptr;
    }

    // Keys that choose another branch than the one taken.
    std::set<std::string_view> second_tellers(const Node& node, const Shape& branch,
                                              const std::vector<std::string>& tellers) {
        std::set<std::string_view> blamed;
        const Entry* first = nullptr;
        for (const Entry& entry : node.entries) {
            if (entry.key == branch.fields.front().key) first = &entry;
        }
        if (!first) return blamed;
        for (const Entry& entry : node.entries) {
            const bool own = std::any_of(branch.fields.begin(), branch.fields.end(),
                                         [&](const Field& f) { return f.key == entry.key; });
            const bool tells =
                std::find(tellers.begin(), tellers.end(), entry.key) != tellers.end();
            if (own || !tells) continue;
            blame("conflicting-keys", entry.key_where,
                  fmt::format("`{}` and `{}` cannot stand together", first->key, entry.key),
                  "keep one of the two")
                .notes.push_back({first->key_where, "the other one"});
            blamed.insert(entry.key);
        }
        return blamed;
    }

    void check_dictionary(const Node& node, const Shape& shape, const Place& place) {
        refuse_empty(node.entries.empty() && !shape.may_be_empty, node, place);
        for (const Entry& entry : node.entries) {
            if (shape.kind == Kind::dictionary && !is_name(entry.key)) {
                Node key;
                key.text = entry.key;
                const Refusal refusal = refuse_scalar(key, *name(), "this key").value();
                refuse(refusal.code, entry.key_where, refusal.message, refusal.help);
            }
            check(entry.value, *shape.item, {shown(entry.key), entry.key_where});
        }
    }

    // 50% and 0.5 are one point of a curve.
    void check_numbers(const Node& node, const Shape& shape, const Place& place) {
        if (refuse_many(node.entries.size(), node, place)) return;
        refuse_empty(node.entries.empty() && !shape.may_be_empty, node, place);
        std::map<Rational, Span> seen;
        for (const Entry& entry : node.entries) {
            const PlanNumber number = read_number(entry.key);
            if (!number.value) {
                refuse("not-a-number", entry.key_where, number.problem, number.help);
            } else if (const auto [first, is_new] = seen.emplace(*number.value, entry.key_where);
                       !is_new) {
                blame("repeated-key", entry.key_where,
                      fmt::format("{} stands twice among {}", shown(entry.key), shape.called),
                      "keep one of the two")
                    .notes.push_back({first->second, "the same number"});
            }
            check(entry.value, *shape.item, {shown(entry.key), entry.key_where});
        }
    }

    void check_list(const Node& node, const Shape& shape, const Place& place) {
        if (refuse_many(node.items.size(), node, place)) return;
        refuse_empty(node.items.empty() && !shape.may_be_empty, node, place);
        for (const Node& item : node.items) {
            check(item, *shape.item, {"an item of " + place.what, std::nullopt});
        }
    }

    // Told once; what is in it is not looked at.
    bool refuse_many(std::size_t items, const Node& node, const Place& place) {
        if (items <= most_items) return false;
        refuse("too-many-items", spot(node, place),
               fmt::format("{} has {} items, and {} are the most", place.what, items, most_items),
               "write fewer steps, or a straight line, a column or a formula instead");
        return true;
    }

    void refuse_empty(bool empty, const Node& node, const Place& place) {
        if (!empty) return;
        refuse("missing-value", node.where, fmt::format("{} is empty", place.what),
               "write at least one");
    }

    Diagnostics& out_;
    bool may_name_;
};

}  // namespace

bool check(const Node& document, const Shape& shape, Diagnostics& out) {
    const std::size_t before = out.error_count();
    Checker(out, shape.may_name).check(document, shape, {"this file", std::nullopt});
    return out.error_count() == before;
}

}  // namespace attain::intake
