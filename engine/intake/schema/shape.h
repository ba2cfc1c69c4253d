// What a document may look like: one table that checks it *and* is exported as JSON Schema, so that
// an editor and the loader can never disagree.
//
//     const Shape rounding = map({
//         required("mode", one_of({"half_even", "half_up"}), "how a tie is settled"),
//         optional("unit", number(), "the step that pay is rounded to: 1, 0.05, 100"),
//     });
//
// check() reports unknown keys (with the nearest name), missing keys, wrong kinds and texts that do
// not read as what the field wants, each once and at its place. After a check without errors the
// decoder may read without asking: every required key is there, every scalar reads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/node.h"

namespace attain::intake {

// Lists and curves of more items than this are refused: nobody reads them, and a mistake in them is
// found by nobody.
constexpr std::size_t most_items = 1000;

struct Shape;
using ShapePtr = std::shared_ptr<const Shape>;

struct Field {
    std::string key;
    ShapePtr shape;
    bool required = false;
    std::string meaning;  // one sentence: the editor's hover text and the reference's entry
};

struct Shape {
    enum class Kind {
        text,        // any text that is not empty
        name,        // an id: letters, digits, `_ - .`, at most 64, beginning with letter or digit
        number,      // an exact number: 0.04, 4%, 1/3, -12.50
        percent,     // 75% or 3/4 (a bare 0.75 is refused: "write `75%`")
        whole,       // a whole number, digits only
        date,        // 2026-02-14
        days,        // 2026-01-01..2026-12-31, either side may be left out
        flag,        // yes or no — only the words `yes` and `no`
        condition,   // an expression (text; its own parser reports inside it)
        choice,      // one of `words`
        reference,   // `shared.accelerators`: a larger thing that is written elsewhere
        map,         // the `fields`
        dictionary,  // any name → `item`, at least one
        labelled,    // any text → `item`, at least one
        numbers,     // a map whose keys are numbers (curve points) → `item`
        list,        // of `item`, at least one
        any_of,      // a scalar, a map or a list, chosen by the node's kind: `alternatives` has at
                     // most one shape for each node kind
        by_key,      // a map whose branch is chosen by which of the branches' first key is present
    };
    Kind kind = Kind::text;
    std::string called;  // what people call it: "a tier", "a rounding rule"; used in messages
    std::vector<std::string> words;
    std::vector<Field> fields;
    ShapePtr item;
    std::vector<ShapePtr> alternatives;
    bool may_be_empty = false;  // dictionary, labelled, numbers, list: nothing in it is also fine
    bool may_name = false;  // of a whole document: numbers in it may be written as references
};

// Builders. `called` names the thing in messages ("`treshold` is not a key of a tier").
ShapePtr text();
ShapePtr name();
ShapePtr number();
ShapePtr percent();
ShapePtr whole();
ShapePtr date();
ShapePtr days();
ShapePtr flag();
ShapePtr condition();
ShapePtr choice(std::vector<std::string> words);
ShapePtr reference(std::string called);
ShapePtr map(std::string called, std::vector<Field> fields);
ShapePtr dictionary(std::string called, ShapePtr item);
ShapePtr labelled(std::string called, ShapePtr item);
ShapePtr numbers(std::string called, ShapePtr item);
ShapePtr list(std::string called, ShapePtr item);
// The same, but `[]` or `{}` is something that people say: "no exceptions", "nobody is paid".
ShapePtr or_empty(const ShapePtr& shape);
ShapePtr any_of(std::vector<ShapePtr> alternatives);
// Each branch is a map whose first field is required and tells the branches apart.
ShapePtr by_key(std::string called, std::vector<ShapePtr> branches);
// The same document, in which a name may stand for a number: `rate: constants.top_rate`.
ShapePtr naming(const ShapePtr& document);
// What may be said about parts of such a thing: no key is required, branches are not told apart.
// Lists and scalars are whole or not there.
ShapePtr partial(const ShapePtr& shape);
Field required(std::string key, ShapePtr shape, std::string meaning);
Field optional(std::string key, ShapePtr shape, std::string meaning);

// Whether the document has the shape; every difference is an error in `out`.
bool check(const Node& document, const Shape& shape, Diagnostics& out);

// `constants.top_rate`, `shared.accelerators`: a name that stands for a value written elsewhere.
bool is_reference(std::string_view text);

// The shape as JSON Schema (draft-07), pretty-printed with two blanks, keys in a fixed order.
std::string json_schema(const Shape& shape, std::string_view title, std::string_view id);

}  // namespace attain::intake
