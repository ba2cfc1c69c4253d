// From YAML text to a Node tree. This is the only door to yaml-cpp, and it takes its events, not
// its nodes: repeated keys, dropped documents, aliases and unclosed quotes are refused here, with
// their place. Limits: 1 MiB, depth 64, 100,000 events. Any input is answered within a second.
#pragma once

#include <optional>

#include "base/diagnostic/diagnostic.h"
#include "intake/document/node.h"

namespace attain::intake {

// The document, or nothing after at least one error in `out`.
std::optional<Node> read_yaml(const SourcePtr& source, Diagnostics& out);

}  // namespace attain::intake
