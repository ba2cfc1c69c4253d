#include "pipeline/settlement/restate.h"

#include <algorithm>

namespace attain::settlement {

namespace {

bool is_closed(const History& history, const DayRange& days) {
    const std::optional<Date> until = history.closed_until();
    return until && days.first >= history.closed.front().days.first && days.past_the_end <= *until;
}

}  // namespace

Again restate(const World& world, const History& history, const ComputeOptions& options) {
    Again found;
    Dues now;
    for (const Period& period : history.closed) {
        RunResult again = compute(world, period, options);
        for (auto& [key, due] : dues_of(world, again))
            now.insert_or_assign(key, due);
        for (Exception& exception : again.exceptions) {
            if (exception.bearing != Bearing::blocking) continue;
            found.exceptions.push_back(std::move(exception));
        }
        add_deal_pays(world, again, found.deals);
        add_claims(world, again, options, found.claims);
    }
    Dues posted;
    for (const auto& [key, due] : history.posted) {
        if (is_closed(history, key.days)) posted.insert_or_assign(key, due);
    }
    found.differs = differences(posted, now);
    return found;
}

std::vector<Restatement> differences(const Dues& posted, const Dues& now) {
    std::vector<Restatement> found;
    const auto add = [&](const DueKey& key, const Period& period, const Cash& before,
                         const Cash& after) {
        if (before == after) return;
        found.push_back({key.participant, key.plan, key.component, period, before, after, {}});
    };
    for (const auto& [key, due] : now) {
        const auto before = posted.find(key);
        add(key, due.pay_period,
            before == posted.end() ? Cash::zero(key.currency) : before->second.amount, due.amount);
    }
    for (const auto& [key, due] : posted) {
        if (!now.contains(key)) add(key, due.pay_period, due.amount, Cash::zero(key.currency));
    }
    std::stable_sort(found.begin(), found.end(), [](const Restatement& a, const Restatement& b) {
        return std::tie(a.participant, a.plan, a.component, a.pay_period.days.first,
                        a.pay_period.name) < std::tie(b.participant, b.plan, b.component,
                                                      b.pay_period.days.first, b.pay_period.name);
    });
    return found;
}

}  // namespace attain::settlement
