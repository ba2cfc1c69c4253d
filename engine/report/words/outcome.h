// How a component came out, as one word for machines and tables.
#pragma once

#include <string_view>

#include "pipeline/result/result.h"

namespace attain::report {

constexpr std::string_view words_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::paid: return "paid";
        case Outcome::gate_closed: return "gate-closed";
        case Outcome::not_due: return "not-due";
        case Outcome::no_value: return "no-value";
        case Outcome::excepted: return "excepted";
        case Outcome::forfeited: return "forfeited";
    }
    return "";
}

}  // namespace attain::report
