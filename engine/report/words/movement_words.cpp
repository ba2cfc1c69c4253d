#include "report/words/movement_words.h"

#include "base/ensure.h"

namespace attain::report {

std::string_view words_of(Movement movement) {
    switch (movement) {
        case Movement::earned: return "earned";
        case Movement::restated: return "restated";
        case Movement::adjusted: return "adjusted by hand";
        case Movement::held: return "held back";
        case Movement::released: return "released";
        case Movement::topped_up: return "topped up to the draw";
        case Movement::repaid: return "repaid of the draw";
        case Movement::guaranteed: return "topped up to the guarantee";
        case Movement::carried: return "carried forward";
        case Movement::made_good: return "made good";
        case Movement::floored: return "borne by the company";
        case Movement::kept_small: return "kept until there is more";
        case Movement::paid_small: return "kept before, paid now";
        case Movement::forgiven: return "forgiven";
        case Movement::forfeited: return "forfeited";
        case Movement::clawed_back: return "clawed back";
        case Movement::cancelled: return "cancelled before it was paid";
        case Movement::opened: return "opening balance";
    }
    ensure(false, "a movement has words");
    return {};
}

std::string_view words_of(Why why) {
    switch (why) {
        case Why::late_deal: return "late deal";
        case Why::changed_deal: return "changed deal";
        case Why::people: return "people";
        case Why::quota: return "quota";
        case Why::target: return "target";
        case Why::exchange_rate: return "exchange rate";
        case Why::opening: return "opening or adjustment";
        case Why::plan: return "plan";
        case Why::engine: return "engine";
    }
    ensure(false, "a cause has words");
    return {};
}

}  // namespace attain::report
