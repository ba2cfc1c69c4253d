// Finds where a clause stands in the plan's file: the text is read again as a tree, so that every
// key has its place, though a bound plan keeps few of them.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "intake/document/node.h"
#include "model/plan/plan.h"

namespace attain::report {

class Places {
public:
    explicit Places(const Plan& plan);
    // The value under these keys; where the last ones are not written, the nearest key that is.
    Span of(std::initializer_list<std::string_view> keys) const;

private:
    std::optional<Node> document_;
    SourcePtr source_;
};

}  // namespace attain::report
