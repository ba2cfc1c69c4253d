// What the YAML library says ("illegal map value" at the next token) in the words of somebody who
// looks at the file: which quote is open, which blank is missing, which line is indented wrongly.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/diagnostic/diagnostic.h"

namespace attain::intake {

struct SyntaxTrouble {
    std::string_view said;                    // by the library
    std::size_t at = 0;                       // where it noticed
    std::size_t read_up_to = 0;               // the end of the last piece that was understood
    std::optional<std::size_t> open_bracket;  // the innermost one that is still open
};

void explain_syntax(const SourcePtr& source, const SyntaxTrouble& trouble, Diagnostics& out);

// "key:value" at the beginning of a text: the place of the colon that lacks a blank.
std::optional<std::size_t> tight_colon(std::string_view text);

// `b:2` or `b`, read as a key though no colon and blank follow it.
void refuse_key_without_colon(const Span& key, bool in_brackets, Diagnostics& out);

}  // namespace attain::intake
