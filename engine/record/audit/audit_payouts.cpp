// From components to payouts: every cent of every component arrives at one person, once.
#include <fmt/format.h>

#include "record/audit/findings.h"

namespace attain::record {

namespace {

// How often each of `size` things is named by those above it.
class Named {
public:
    Named(Findings& findings, std::size_t size, const char* things, const char* above)
        : findings_(findings), times_(size, 0), things_(things), above_(above) {}
    bool note(std::size_t place) {
        if (place >= times_.size()) {
            findings_.add(fmt::format("{}: one names a place among the {} that is not there",
                                      above_, things_));
            return false;
        }
        ++times_[place];
        return true;
    }
    template <class NameOf>
    void once_each(NameOf name_of) {
        for (std::size_t place = 0; place < times_.size(); ++place) {
            if (times_[place] == 1) continue;
            findings_.add(fmt::format("{}: is in {} {} instead of one", name_of(place),
                                      times_[place], above_));
        }
    }

private:
    Findings& findings_;
    std::vector<std::size_t> times_;
    const char* things_;
    const char* above_;
};

void audit_plan(Findings& findings, const PlanResult& plan, const std::string& where,
                Named& named) {
    Rational sum;
    for (const std::size_t place : plan.components) {
        if (!named.note(place)) continue;
        const ComponentResult& component = findings.run.components[place];
        if (component.who != plan.who || component.due.currency() != plan.due.currency()) {
            findings.add(where + ": one of its components is another person's or currency's");
        }
        sum += component.due.exact().amount();
    }
    if (plan.cap_cut.minor_units() > 0 || plan.floor_added.minor_units() < 0) {
        findings.add(where + ": a cap takes off and a floor puts on, never the other way");
    }
    findings.expect_equal(where, "its components, cap and floor add up to the plan",
                          plan.due.exact().amount(),
                          sum + plan.cap_cut.exact().amount() + plan.floor_added.exact().amount());
}

void audit_payout(Findings& findings, const Payout& payout, Named& named) {
    const std::string where = findings.name(payout.who);
    Rational sum;
    for (const std::size_t place : payout.plans) {
        if (!named.note(place)) continue;
        const PlanResult& plan = findings.run.plans[place];
        if (plan.who != payout.who || plan.due.currency() != payout.total.currency()) {
            findings.add(where + ": one of the plans paid is another person's or currency's");
        }
        sum += plan.due.exact().amount();
    }
    findings.expect_equal(where, "the plans add up to the payout", payout.total.exact().amount(),
                          sum);
}

}  // namespace

void audit_payouts(Findings& findings) {
    const RunResult& run = findings.run;
    const auto plan_name = [&](const PlanResult& plan) {
        return fmt::format("{}, plan {}, {}", findings.name(plan.who),
                           findings.world.rules[plan.plan].id.text(), plan.pay_period.name);
    };
    Named components(findings, run.components.size(), "components", "plans");
    for (const PlanResult& plan : run.plans) {
        audit_plan(findings, plan, plan_name(plan), components);
    }
    components.once_each([&](std::size_t place) { return findings.name(run.components[place]); });
    Named plans(findings, run.plans.size(), "plans", "payouts");
    for (const Payout& payout : run.payouts)
        audit_payout(findings, payout, plans);
    plans.once_each([&](std::size_t place) { return plan_name(run.plans[place]); });
}

}  // namespace attain::record
