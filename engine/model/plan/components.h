// What the parts of a component share while they are bound.
#pragma once

#include <string>

#include "model/plan/bind.h"

namespace attain::plan {

// The component that asks for an attainment, and the window in which it asks.
struct Asking {
    std::string component;
    Grain window = Grain::quarter;
};

// Whether the attainment can be asked in that window (T2, M2); an error at `asked` where not.
void check_attainment(Binding& b, const Asking& by, AttainmentIndex index, const Span& asked);

Pool bind_pool(Binding& b, const PoolDraft& draft, const Asking& by);

}  // namespace attain::plan
