// The whole of it: every assignment, every pay period, every component; then plan cap and floor,
// then what each person is paid.
#include "reference/reference.h"

#include <algorithm>

#include "reference/sheet.h"

namespace attain::reference {

namespace {

// A plan's limit for a pay period; nothing where it has nothing to hold on to.
std::optional<Rational> plan_limit(Sheet& sheet, const Moment& moment,
                                   const std::optional<Limit>& limit, bool floor) {
    if (!limit) return std::nullopt;
    const bool there = !moment.there.empty();
    if (!there && (floor || limit->of_target)) return std::nullopt;
    const Plan& plan = sheet.plan(moment.plan);
    const Stint& stint = sheet.stints[moment.stint];
    const Date last = std::min(stint.days.last(), moment.window.days.last());
    Moment seen = moment;
    if (!there) seen.there = {last, last + 1};
    const auto amount = quantity(sheet, seen, limit->quantity, last);
    if (!amount) return amount;
    if (!limit->of_target && (floor ? plan.prorates.floors : plan.prorates.caps)) {
        if (!there) return std::nullopt;
        return *amount * presence_in_window(sheet, moment, nullptr);
    }
    if (!limit->of_target) return amount;
    const auto whole = target(sheet, plan, stint.who, moment.window, moment.there,
                              moment.window.days.past_the_end);
    if (!whole) return std::nullopt;
    return *amount * *whole;
}

PlanPay plan_pay(Sheet& sheet, std::size_t index, const Period& period, Result& result) {
    const Stint& stint = sheet.stints[index];
    const Date last = std::min(stint.days.last(), period.days.last());
    const PlanIndex version = sheet.world.rules.on(stint.plan, last);
    const Plan& plan = sheet.plan(version);
    PlanPay pay;
    pay.who = sheet.roster()[stint.who].id.text();
    pay.plan = stint.plan;
    pay.pay_period = period.name;
    pay.assignment = stint.days;
    for (const Component& component : plan.components) {
        result.components.push_back(entitlement(sheet, index, period, component.name));
        pay.due += result.components.back().due;
    }
    const Moment moment{index, version, period, stint.days.intersect(period.days),
                        period.days.past_the_end};
    const auto cap = plan_limit(sheet, moment, plan.cap, false);
    if (cap && pay.due > *cap) {
        pay.cap_cut = round(*cap, Rounding{}, plan.currency) - pay.due;
        pay.due += pay.cap_cut;
    }
    const auto& stays = plan.terms.leavers.must_stay_days;
    const bool gone = stays && sheet.roster().on(stint.who, period.days.last() + *stays) == nullptr;
    const auto floor = plan_limit(sheet, moment, plan.floor, true);
    if (floor && !gone && pay.due < *floor) {
        pay.floor_added = round(*floor, Rounding{}, plan.currency) - pay.due;
        pay.due += pay.floor_added;
    }
    result.payouts[{pay.who, plan.currency.code()}] += pay.due;
    return pay;
}

Result work_out_all(Sheet& sheet) {
    Result result;
    for (std::size_t i = 0; i < sheet.stints.size(); ++i) {
        if (sheet.stints[i].days.first >= sheet.run.days.past_the_end) continue;
        for (const Period& period : pay_periods(sheet, sheet.stints[i])) {
            result.plans.push_back(plan_pay(sheet, i, period, result));
        }
    }
    return result;
}

}  // namespace

Reference::Reference(const World& world, const Period& run)
    : sheet_(std::make_unique<Sheet>(Sheet{world, run, stints(world), {}, {}, {}, {}})) {
    // A line without a rate is kept from all, also from those who were reckoned before it was
    // found: so all is reckoned again until no further one comes up.
    for (std::size_t found = 0;;) {
        result_ = work_out_all(*sheet_);
        if (sheet_->unpriced.size() == found) break;
        found = sheet_->unpriced.size();
        sheet_->measures.clear();
        sheet_->entitlements.clear();
        sheet_->left.clear();
    }
}

Reference::~Reference() = default;

Measured Reference::measure(PlanIndex plan, MeasureIndex measure, const GoalOwner& owner,
                            DayRange days, const Period& window, bool carried) {
    Question asked{plan, measure, owner, DayRange::always(), days, days};
    asked.window.first = window.days.first;
    if (const auto* who = std::get_if<ParticipantIndex>(&owner)) {
        for (const Stint& stint : sheet_->stints) {
            const bool same = stint.who == *who && stint.plan == sheet_->plan(plan).id.text();
            if (!same) continue;
            const auto at = static_cast<std::size_t>(&stint - sheet_->stints.data());
            DayRange credited = stint.days;
            if (carried) {
                const Date first = first_carried(*sheet_, at, sheet_->plan(plan));
                credited.first = std::min(credited.first, first);
            }
            if (!credited.holds(days)) continue;
            asked.assigned = credited;
            const bool ends = stint.days.past_the_end == days.past_the_end;
            if (ends) asked.window.past_the_end = window.days.past_the_end;
        }
    }
    return measured(*sheet_, asked);
}

std::optional<Rational> Reference::quota(PlanIndex plan, AttainmentIndex attainment,
                                         const GoalOwner& owner, const Period& window,
                                         DayRange there, Date upto) {
    return goal(*sheet_, plan, sheet_->plan(plan).attainments[attainment], owner, window, there,
                upto);
}

}  // namespace attain::reference
