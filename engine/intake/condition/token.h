// The words and signs of a condition, and where they stand in the plan file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "base/number/rational.h"
#include "intake/document/node.h"

namespace attain::intake {

struct Token {
    enum class Kind { number, text, name, sign, end };
    Kind kind = Kind::end;
    std::string_view written;  // as in the condition, quotes included
    std::string text;          // of a text: without quotes and escapes
    Rational number;
    std::size_t begin = 0;  // in the condition
    std::size_t end = 0;
    bool is(std::string_view sign) const { return kind == Kind::sign && written == sign; }
    bool is_name(std::string_view name) const { return kind == Kind::name && written == name; }
};

// From a place in the condition to the place in the file: byte by byte where the file has the text
// as it is, else the whole scalar is blamed (it is folded over lines, or has escapes).
class Placement {
public:
    explicit Placement(const Node& scalar);
    Span span(std::size_t begin, std::size_t end) const;
    Span span(const Token& token) const { return span(token.begin, token.end); }

private:
    Span whole_;
    std::optional<std::size_t> shift_;
};

// All tokens with `end` as the last one, or nothing after an error in `out`.
std::optional<std::vector<Token>> read_tokens(std::string_view condition,
                                              const Placement& placement, Diagnostics& out);

}  // namespace attain::intake
