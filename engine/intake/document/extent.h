// Where the pieces of a YAML text end. The library says only where a scalar begins; a caret under
// the whole of `"5 %"` needs its end too, so the text is read again from its beginning.
#pragma once

#include <cstddef>
#include <string_view>

namespace attain::intake {

// Past the blanks, line ends and comments that follow `at`.
std::size_t skip_space(std::string_view text, std::size_t at);

// The end of a scalar that begins at `begin`. `value` is what a plain one reads as (it has no
// escapes, so it leads through its own source); `parent_column` is that of the map or list around
// a block scalar, which bounds it, or -1.
std::size_t scalar_end(std::string_view text, std::size_t begin, std::string_view value,
                       std::ptrdiff_t parent_column);

// The 0-based column in bytes.
std::ptrdiff_t column_of(std::string_view text, std::size_t at);

}  // namespace attain::intake
