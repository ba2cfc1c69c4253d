// What became of a ledger row, in words for a cover sheet. Internal to this room.
#pragma once

#include <string_view>

#include "pipeline/result/result.h"

namespace attain::report {

constexpr std::string_view fate_words(RowFate fate) {
    switch (fate) {
        case RowFate::outside: return "outside the period";
        case RowFate::credited: return "credited";
        case RowFate::netted: return "returns, netted at their deal";
        case RowFate::excepted: return "kept back by an exception";
        case RowFate::uncredited: return "counted by no plan";
    }
    return "";
}

}  // namespace attain::report
