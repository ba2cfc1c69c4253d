#include "pipeline/promise/presence.h"

namespace attain::promise {

namespace {

std::int32_t whole_months(const DayRange& days) {
    if (days.empty()) return 0;
    static const Calendar gregorian = Calendar::gregorian();
    return static_cast<std::int32_t>(gregorian.within(Grain::month, days).size());
}

}  // namespace

std::int32_t counted_days(Proration proration, const DayRange& days) {
    switch (proration) {
        case Proration::calendar_days:
        case Proration::none: return days.days();
        case Proration::working_days: return working_days(days);
        case Proration::whole_months: return whole_months(days);
    }
    return 0;
}

Presence presence(Proration proration, const DayRange& there, const DayRange& period) {
    if (proration == Proration::none) return {0, 0};
    const std::int32_t whole = counted_days(proration, period);
    // A period without a working day or whole month in it can only be prorated by its days.
    if (whole == 0) return {there.intersect(period).days(), period.days()};
    return {counted_days(proration, there.intersect(period)), whole};
}

}  // namespace attain::promise
