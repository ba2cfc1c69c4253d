// A YAML document as a positioned tree. Scalars stay text until somebody who knows the field asks:
// `NO` is the text "NO", `010` the text "010". Keys keep their own span, for they are blamed too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/source.h"

namespace attain {

struct Node;

struct Entry;  // a key with its value

struct Node {
    enum class Kind { scalar, sequence, map };
    Kind kind = Kind::scalar;
    Span where;                  // the whole value: from its first to its last character
    std::string text;            // of a scalar, unquoted
    bool quoted = false;         // the scalar was written in quotes or as a block
    bool is_null = false;        // nothing was written, or `~` or `null`
    std::vector<Node> items;     // of a sequence
    std::vector<Entry> entries;  // of a map, in the order written; keys are unique

    // The value under `key` of a map, or null pointer.
    const Node* find(std::string_view key) const;
};

struct Entry {
    std::string key;
    Span key_where;
    Node value;
};

}  // namespace attain
