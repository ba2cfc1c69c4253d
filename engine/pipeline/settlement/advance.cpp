#include "pipeline/settlement/advance.h"

#include <algorithm>

namespace attain::settlement {

namespace {

// How many pay periods one has been on the plan before this one.
std::size_t periods_before(const OnPlan& on, const Calendar& calendar) {
    std::size_t count = 0;
    for (auto earlier = calendar.before(on.pay_period);
         earlier && earlier->days.past_the_end > on.assigned.days.first;
         earlier = calendar.before(*earlier)) {
        ++count;
    }
    return count;
}

promise::Question question(const OnPlan& on, const Period& span) {
    return {on.plan, on.world.facts.calendars.at(on.plan.calendar), span,
            on.assigned.days.intersect(span.days), span.days.past_the_end};
}

}  // namespace

Rational amount_of(const OnPlan& on, const BalanceAmount& amount, const Period& span) {
    const promise::Question asked = question(on, span);
    Rational value;
    if (const auto* number = std::get_if<Rational>(&amount.quantity.value)) {
        value = *number;
    } else {
        const Stretch* stretch =
            asked.there.empty() ? nullptr
                                : on.world.facts.roster.on(on.assigned.who, asked.there.last());
        const auto& column = std::get<std::string>(amount.quantity.value);
        if (!stretch || !stretch->numbers.contains(column)) return 0;
        value = stretch->numbers.at(column);
    }
    if (!amount.of_target) return value;
    const promise::Promised target =
        on.promises.target(asked, on.assigned.who, QuotaBasis::whole_window);
    return target.figure ? value * target.figure->amount : Rational(0);
}

Cash advance_of(const OnPlan& on, const Advance& advance) {
    const Calendar& calendar = on.world.facts.calendars.at(on.plan.calendar);
    const DayRange& days = on.pay_period.days;
    std::vector<Period> spans = calendar.within(advance.per, days);
    Rational part = 1;  // of a span that holds several pay periods
    if (spans.empty()) {
        const auto around = calendar.containing(advance.per, days.first);
        if (!around) return Cash::zero(on.plan.currency);
        const std::size_t of = calendar.within(on.plan.pays, around->days).size();
        part = Rational::of(1, static_cast<std::int64_t>(std::max<std::size_t>(of, 1)));
        spans = {*around};
    }
    Rational sum;
    for (const Period& span : spans) {
        const Date begins = std::max(span.days.first, days.first);
        if (advance.until && begins > *advance.until) continue;
        const DayRange there = on.assigned.days.intersect(span.days).intersect(days);
        if (there.empty()) continue;
        Rational amount = part * amount_of(on, advance.amount, span);
        if (advance.prorated) {
            const Period shown{span.name, span.grain, span.days.intersect(days)};
            amount *= on.promises.presence_share(question(on, shown), {});
        }
        sum += amount;
    }
    const std::size_t place = periods_before(on, calendar);
    if (place < advance.ramp.size()) sum *= advance.ramp[place];
    return settle(Money(sum, on.plan.currency), Rounding{}).paid;
}

}  // namespace attain::settlement
