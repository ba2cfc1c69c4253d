#include "pipeline/payout/evaluate.h"

namespace attain::payout {

namespace {

std::tuple<std::size_t, std::string, Date, Date, bool> draft_key(const World& world, const Job& job,
                                                                 Date upto, bool uncapped) {
    const Component& component = world.rules[job.plan].components[job.component];
    return {job.assignment, component.name, job.windows.front().window.period.days.first, upto,
            uncapped};
}

}  // namespace

void Drafts::add(const World& world, const Job& job, const Cash& entitled, bool uncapped) {
    drafted_.emplace(draft_key(world, job, job.pay_period.days.past_the_end, uncapped), entitled);
}

std::optional<Cash> Drafts::before(const World& world, const Job& job, bool uncapped) const {
    const Plan& plan = world.rules[job.plan];
    const Component& component = plan.components[job.component];
    if (!runs_on(plan, component)) return {};
    const auto found = drafted_.find(draft_key(world, job, job.pay_period.days.first, uncapped));
    if (found == drafted_.end()) return std::nullopt;
    return found->second;
}

void Memory::put(std::size_t assignment, const std::string& component, Date upto, Entry entry) {
    entries_.insert_or_assign({assignment, component, upto}, std::move(entry));
}

const Memory::Entry* Memory::at(std::size_t assignment, const std::string& component,
                                Date upto) const {
    const auto found = entries_.find({assignment, component, upto});
    return found == entries_.end() ? nullptr : &found->second;
}

void Memory::forget(std::size_t assignment, const std::string& component, Date upto) {
    entries_.erase({assignment, component, upto});
}

bool remembers(const Component& component) {
    const auto lasting = [](const std::optional<Limit>& limit) {
        return limit && (limit->carried || limit->per == Limit::Per::pay_period);
    };
    return lasting(component.cap) || lasting(component.floor) || lasting(component.threshold) ||
           (component.gate && component.gate->stays_open);
}

}  // namespace attain::payout
