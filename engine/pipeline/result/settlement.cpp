#include "pipeline/result/settlement.h"

#include "base/ensure.h"

namespace attain {

std::string_view name_of(Account account) {
    switch (account) {
        case Account::company: return "company";
        case Account::payable: return "payable";
        case Account::held: return "held";
        case Account::draw: return "draw";
        case Account::carried: return "carried";
        case Account::small: return "small";
        case Account::paid: return "paid";
    }
    ensure(false, "an account has a name");
    return {};
}

std::string_view name_of(Movement movement) {
    switch (movement) {
        case Movement::earned: return "earned";
        case Movement::restated: return "restated";
        case Movement::adjusted: return "adjusted";
        case Movement::held: return "held";
        case Movement::released: return "released";
        case Movement::topped_up: return "topped_up";
        case Movement::repaid: return "repaid";
        case Movement::guaranteed: return "guaranteed";
        case Movement::carried: return "carried";
        case Movement::made_good: return "made_good";
        case Movement::floored: return "floored";
        case Movement::kept_small: return "kept_small";
        case Movement::paid_small: return "paid_small";
        case Movement::forgiven: return "forgiven";
        case Movement::forfeited: return "forfeited";
        case Movement::clawed_back: return "clawed_back";
        case Movement::cancelled: return "cancelled";
        case Movement::opened: return "opened";
    }
    ensure(false, "a movement has a name");
    return {};
}

std::string_view name_of(Why why) {
    switch (why) {
        case Why::late_deal: return "late_deal";
        case Why::changed_deal: return "changed_deal";
        case Why::people: return "people";
        case Why::quota: return "quota";
        case Why::target: return "target";
        case Why::exchange_rate: return "exchange_rate";
        case Why::opening: return "opening";
        case Why::plan: return "plan";
        case Why::engine: return "engine";
    }
    ensure(false, "a cause has a name");
    return {};
}

std::string about(const TakenBack& one) {
    return one.taken_by + ", " + one.component + " " + one.pay_period.name;
}

}  // namespace attain
