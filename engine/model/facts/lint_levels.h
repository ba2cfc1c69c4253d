// `lints:` as company.yaml and plans write it: the level of each lint that an admin wants another
// than its own for.
//
//     lints: {pay-cliff: warn, credit-claimed-twice: allow}
#pragma once

#include "base/diagnostic/lint.h"
#include "intake/document/node.h"
#include "intake/schema/shape.h"

namespace attain {

intake::Field lint_levels_field();
// What stands under `lints` in a document of that shape.
LintLevels lint_levels_in(const Node& document);

}  // namespace attain
