// One whole plan out of several files: a variant takes over its base but for what it writes itself,
// and names are replaced by what they stand for. What comes out is an ordinary plan's document, and
// whatever reads it need not know that there are variants and names.
//
//     variant_of: account-executive            components, measures … of that file,
//     components: {individual: {weight: 80%}}  this one number of its own,
//     adds: {cap: shared.most}                 and one thing more, 20,000 by shared.yaml
//
// The decision that is not obvious: files are merged as trees of what was *written*, before any
// name is replaced. So a variant may set `constants: {top_rate: 9%}` and change every place where
// its base names it; and each value still knows the file and line where somebody wrote it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/plan/draft.h"
#include "model/plan/library.h"

namespace attain::plan {

// Where a name stood in a document, and where what it stands for is written.
struct Named {
    Span used;
    Span written;
    std::string name;
};

struct Closure {
    Node document;
    std::optional<VariantDraft> variant;
    std::map<std::string, Figure> numbers;  // "constants.top_rate": 8%, where it is written
    std::string fingerprint;                // SHA-256 of the file, or of all files that are in it
};

struct ClosureGround {
    Library& library;
    bool complete;  // false: what is not in the library may exist elsewhere
    Diagnostics& out;
    std::vector<Named>& named;  // filled, also where nothing comes out
};

// `written` has plan_shape. Nothing comes out where something is missing: with an error, or, where
// the library is not complete, with a warning that the plan cannot be checked alone.
std::optional<Closure> close_plan(const Node& written, const SourcePtr& source,
                                  const ClosureGround& ground);

// --- the two steps -----------------------------------------------------------------------------

// Whether the document needs another file: a base, or shared.yaml.
bool refers_outside(const Node& written);
// The base's document with the variant's changes; nothing after an error. (variants.cpp)
std::optional<Node> merge_variant(const Node& base, const Node& variant, Diagnostics& out);
// Replaces every name in the document. False after an error. (references.cpp)
bool replace_names(Closure& closure, const Node* shared, const ClosureGround& ground);

}  // namespace attain::plan
