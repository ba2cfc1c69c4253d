// Files from disk as text, with the refusals that a person can act on: missing, a directory, empty,
// too large, not UTF-8 (UTF-16 is named), binary. A byte order mark is taken off.
#pragma once

#include <cstddef>
#include <string>

#include "base/diagnostic/diagnostic.h"

namespace attain::intake {

// The text under `path`, known to people as `shown_as`; a null pointer after an error in `out`.
SourcePtr read_file(const std::string& path, const std::string& shown_as, std::size_t most_bytes,
                    Diagnostics& out);

}  // namespace attain::intake
