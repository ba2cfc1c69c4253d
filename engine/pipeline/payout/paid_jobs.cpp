#include "pipeline/payout/paid_jobs.h"

#include <algorithm>

namespace attain::payout {

PaidJobs::PaidJobs(const World& world, const std::vector<Job>& jobs,
                   const std::vector<assignment::Assignment>& assignments)
    : world_(world), jobs_(jobs) {
    const Roster& roster = world.facts.roster;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const assignment::Assignment& assigned = assignments[jobs[i].assignment];
        own_[assigned.who].push_back(i);
        const Date day = std::min(assigned.days.last(), jobs[i].pay_period.days.last());
        const Stretch* stretch = roster.on(assigned.who, day);
        for (bool direct = true; stretch && stretch->manager.exists(); direct = false) {
            if (direct) reports_[stretch->manager].push_back(i);
            organization_[stretch->manager].push_back(i);
            stretch = roster.on(stretch->manager, day);
        }
    }
}

const PaidJobs::Places& PaidJobs::in(const ByPerson& all, ParticipantIndex who) {
    static const Places none;
    const auto found = all.find(who);
    return found == all.end() ? none : found->second;
}

bool PaidJobs::names(const Measure& measure, const Job& job) const {
    const std::string& name = world_.rules[job.plan].components[job.component].name;
    return std::find(measure.pay.begin(), measure.pay.end(), name) != measure.pay.end();
}

PaidJobs::Places PaidJobs::read_by(const Job& reader, ParticipantIndex who,
                                   const Measure& measure) const {
    Places read;
    const auto add = [&](std::size_t place) {
        const Job& job = jobs_[place];
        const bool due = reader.pay_period.days.holds(job.pay_period.days.last());
        if (due && names(measure, job)) read.push_back(place);
    };
    if (measure.credit == CreditScope::own || measure.with_own) {
        for (const std::size_t place : own(who)) {
            if (jobs_[place].assignment == reader.assignment) add(place);
        }
    }
    if (measure.credit != CreditScope::own) {
        for (const std::size_t place : led(who, measure.credit))
            add(place);
    }
    return read;
}

}  // namespace attain::payout
