#include <algorithm>

#include "pipeline/settlement/settle.h"

namespace attain::settlement {

namespace {

bool is_closed(const History& history, const DayRange& days) {
    const std::optional<Date> until = history.closed_until();
    return until && days.first >= history.closed.front().days.first && days.past_the_end <= *until;
}

}  // namespace

std::vector<Restatement> restate(const World& world, const History& history,
                                 const ComputeOptions& options,
                                 std::vector<Exception>& exceptions) {
    Dues now;
    for (const Period& period : history.closed) {
        RunResult again = compute(world, period, options);
        for (auto& [key, due] : dues_of(world, again))
            now.insert_or_assign(key, due);
        for (Exception& exception : again.exceptions) {
            if (exception.bearing == Bearing::blocking) exceptions.push_back(std::move(exception));
        }
    }
    std::vector<Restatement> restated;
    const auto add = [&](const DueKey& key, const Due& posted, const Due& due) {
        if (posted.amount == due.amount) return;
        restated.push_back({key.participant, key.plan, key.component, due.pay_period, posted.amount,
                            due.amount});
    };
    for (const auto& [key, due] : now) {
        const auto posted = history.posted.find(key);
        add(key, posted == history.posted.end() ? Due{due.pay_period, Cash::zero(key.currency)}
                                                : posted->second,
            due);
    }
    for (const auto& [key, posted] : history.posted) {
        if (now.contains(key) || !is_closed(history, key.days)) continue;
        add(key, posted, {posted.pay_period, Cash::zero(key.currency)});
    }
    std::stable_sort(restated.begin(), restated.end(),
                     [](const Restatement& a, const Restatement& b) {
                         return std::tie(a.participant, a.plan, a.component, a.pay_period.days.first,
                                         a.pay_period.name) <
                                std::tie(b.participant, b.plan, b.component, b.pay_period.days.first,
                                         b.pay_period.name);
                     });
    return restated;
}

}  // namespace attain::settlement
