#include "pipeline/payout/evaluate.h"

namespace attain::payout {

namespace {

std::tuple<std::size_t, std::string, Date, Date> key_of(const World& world, const Job& job,
                                                        Date upto) {
    const Component& component = world.rules[job.plan].components[job.component];
    return {job.assignment, component.name, job.windows.front().window.period.days.first, upto};
}

}  // namespace

void Drafts::add(const World& world, const Job& job, const Cash& entitled) {
    drafted_.emplace(key_of(world, job, job.pay_period.days.past_the_end), entitled);
}

std::optional<Cash> Drafts::before(const World& world, const Job& job) const {
    const Plan& plan = world.rules[job.plan];
    const Component& component = plan.components[job.component];
    if (!runs_on(plan, component)) return {};
    const auto found = drafted_.find(key_of(world, job, job.pay_period.days.first));
    if (found == drafted_.end()) return std::nullopt;
    return found->second;
}

}  // namespace attain::payout
