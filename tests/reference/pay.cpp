// From look-ups to what is due: weight, cap, floor, gate, rounding, true-up (R5, R6, R10, T8).
#include <algorithm>

#include "reference/limits.h"

namespace attain::reference {

namespace {

struct WindowPay {
    bool excepted = false;
    bool none = false;
    Rational exact;
    Rational modifiers = 1;
    std::optional<Rational> settled;  // pools are settled as a whole (N3)
    std::size_t lookups = 0;
    std::vector<Slice> slices;
    std::optional<Left> left = {};
};

bool is_team(const Plan& plan, MeasureIndex measure) {
    return plan.measures[measure].credit == CreditScope::team;
}

bool follows_team(const Plan& plan, const Component& component) {
    if (const auto* axis = std::get_if<AttainmentAxis>(&component.axis)) {
        if (attains_with_team(plan, axis->attainment)) return true;
    }
    if (const auto* axis = std::get_if<MeasureAxis>(&component.axis)) {
        if (reads_team(plan, axis->measure)) return true;
    }
    const auto* base = std::get_if<MeasureBase>(&component.base);
    return base != nullptr && reads_team(plan, base->measure);
}

bool against_phases(const Plan& plan, const Component& component) {
    const auto* axis = std::get_if<AttainmentAxis>(&component.axis);
    return axis != nullptr &&
           plan.attainments[axis->attainment].basis == QuotaBasis::phases_to_date;
}

// A stretch's share: of the target, what it brings of it; of all else, its share of the presence.
Rational share_of_look(const Sheet& sheet, const Moment& moment, const Component& component,
                       DayRange days, DayRange all) {
    const Plan& plan = sheet.plan(moment.plan);
    const bool by_days =
        plan.proration == Proration::calendar_days || plan.proration == Proration::working_days;
    if (by_days && std::holds_alternative<TargetBase>(component.base)) {
        const ParticipantIndex who = sheet.stints[moment.stint].who;
        const Date end = moment.window.days.past_the_end;
        const auto part = target(sheet, plan, who, moment.window, days, end);
        const auto whole = target(sheet, plan, who, moment.window, all, end);
        if (whole && !whole->is_zero()) return part.value_or(Rational()) / *whole;
    }
    return share_of(sheet, plan, moment.window, days, all);
}

// One's own credits at a team's rate: each belongs to the team of the day on which it counts.
bool rates_own_credits(const Plan& plan, const Component& component) {
    const auto* base = std::get_if<MeasureBase>(&component.base);
    // A figure that does not add up is the window's, and each look-up has its share of it.
    return base != nullptr && !is_team(plan, base->measure) &&
           plan.measures[base->measure].adds_up();
}

std::vector<Look> looks(const Sheet& sheet, const Moment& moment, const Component& component) {
    const Plan& plan = sheet.plan(moment.plan);
    if (!follows_team(plan, component)) return {Look{}};
    const DayRange to_date = moment.to_date();
    const DayRange all = against_phases(plan, component) ? to_date : moment.there;
    std::vector<Look> found;
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    for (TeamStretch stretch : team_stretches(sheet.roster(), who, to_date)) {
        // A move that is still to come has not happened: the present team holds for the rest.
        const bool last = stretch.days.past_the_end == to_date.past_the_end;
        if (last) stretch.days.past_the_end = all.past_the_end;
        found.push_back(
            {stretch.team, share_of_look(sheet, moment, component, stretch.days, all), {}});
        if (rates_own_credits(plan, component)) found.back() = {stretch.team, 1, stretch.days};
    }
    // One team for all of the days, however few of them are working days.
    if (found.size() == 1) found.front().share = 1;
    return found;
}

// The sum of all lines, each rounded for itself (N2).
Rational rounded_lines(const Sheet& sheet, const Moment& moment, const Component& component,
                       const std::vector<std::pair<Look, Rated>>& rated, const Rational& factor) {
    std::map<std::uint32_t, Rational> by_row;
    for (const auto& [look, pay] : rated) {
        for (const Slice& slice : pay.slices) {
            by_row[slice.row] += slice.pay * look.share * factor;
        }
    }
    Rational sum;
    for (const auto& [row, amount] : by_row) {
        sum += round(amount, component.rounding, sheet.plan(moment.plan).currency);
    }
    return sum;
}

WindowPay excepted() {
    WindowPay pay;
    pay.excepted = true;
    return pay;
}

// Whether the gate of a pool has been applied before it was shared: that is a team's.
WindowPay from_others(Sheet& sheet, const Moment& moment, const Component& component) {
    WindowPay pay;
    if (std::holds_alternative<Pool>(component.value)) {
        const auto shares = pool_pay(sheet, moment, component);
        if (!shares) return excepted();
        pay.exact = shares->exact;
        pay.settled = shares->settled;
        return pay;
    }
    const auto won = prize(sheet, moment, component, pay.none);
    if (!won) return excepted();
    pay.exact = *won;
    return pay;
}

// Base, table, modifiers, weight; then what single deals are limited by.
WindowPay weighted(Sheet& sheet, const Moment& moment, const Component& component) {
    if (std::holds_alternative<Rank>(component.value)) return from_others(sheet, moment, component);
    WindowPay pay;
    bool no_factor = false;
    const auto modifiers = modified(sheet, moment, component, no_factor);
    if (!modifiers) pay.excepted = true;
    pay.modifiers = modifiers.value_or(Rational(1));
    const Rational factor = multiplied(steps_of_deals(component), component, pay.modifiers);
    std::vector<std::pair<Look, Rated>> rated;
    for (const Look& look : looks(sheet, moment, component)) {
        Moment of_look = moment;
        of_look.team = look.team;
        auto one = rate(sheet, of_look, component, look);
        if (!one) {
            pay.excepted = true;
            continue;  // the others are looked up all the same: their rows may lack a rate too
        }
        pay.slices.insert(pay.slices.end(), one->slices.begin(), one->slices.end());
        rated.emplace_back(look, std::move(*one));
    }
    pay.lookups = rated.size();
    for (const auto& [look, one] : rated)
        pay.exact += one.amount * look.share * factor;
    if (component.rounded_at == RoundedAt::line) {
        pay.exact = rounded_lines(sheet, moment, component, rated, factor);
    }
    const auto change = limited_deals(sheet, moment, component, rated, pay.modifiers);
    if (!change) pay.excepted = true;
    pay.exact += change.value_or(Rational());
    pay.none = no_factor ||
               (!rated.empty() &&
                std::all_of(rated.begin(), rated.end(), [](auto& one) { return one.second.none; }));
    return pay;
}

// Nothing is left behind by a window that is excepted.
WindowPay pay_of_window(Sheet& sheet, Moment moment, const Component& component,
                        const Rational& so_far) {
    moment.ruling = &component;
    if (std::holds_alternative<Pool>(component.value)) {
        return from_others(sheet, moment, component);
    }
    WindowPay pay = weighted(sheet, moment, component);
    const auto open = component.gate ? gate_open(sheet, moment, component) : true;
    // Nothing was measured: it pays nothing, no floor lifts that, and what is carried waits.
    std::optional<Passed> after;
    if (pay.none) {
        if (auto left = passed_on(sheet, moment, component)) after = Passed{*left, {}};
    } else {
        after = passed(sheet, moment, component,
                       {pay.exact, pay.modifiers, so_far, open.value_or(true)});
    }
    if (pay.none) pay.exact = 0;
    if (!after || !open) pay.excepted = true;
    if (pay.excepted) return pay;
    pay.exact = after->pays;
    pay.left = after->left;
    pay.left->open = *open;
    return pay;
}

std::vector<Period> windows(const Sheet& sheet, const Plan& plan, const Component& component,
                            const Period& pay_period) {
    const Calendar& calendar = sheet.calendar(plan);
    if (component.window == plan.pays) return {pay_period};
    if (component.window < plan.pays) return calendar.within(component.window, pay_period.days);
    const auto longer = calendar.containing(component.window, pay_period.days.first);
    return longer ? std::vector<Period>{*longer} : std::vector<Period>{};
}

// What was posted for the window before this pay period (R5).
Rational posted_before(Sheet& sheet, std::size_t stint, const Plan& plan,
                       const Component& component, const Period& pay_period) {
    if (component.window <= plan.pays || component.settles != Settles::every_pay_period) return 0;
    const Calendar& calendar = sheet.calendar(plan);
    const auto window = calendar.containing(component.window, pay_period.days.first);
    const auto earlier = calendar.before(pay_period);
    if (!earlier || !window->days.holds(earlier->days)) return 0;
    if (sheet.stints[stint].days.first >= earlier->days.past_the_end) return 0;
    const Entitlement& drafted = entitlement(sheet, stint, *earlier, component.name);
    return drafted.before + drafted.due;
}

// The moment of a window, ruled by the version of its own last assigned day.
std::optional<Moment> moment_of(const Sheet& sheet, std::size_t index, const Period& window,
                                const Period& pay_period) {
    const Stint& stint = sheet.stints[index];
    const Date upto = std::min(window.days.past_the_end, pay_period.days.past_the_end);
    Moment moment{index, PlanIndex(), window, stint.days.intersect(window.days), upto};
    if (moment.to_date().empty()) return std::nullopt;
    moment.worked = stint.days;
    moment.plan = sheet.world.rules.on(stint.plan, moment.to_date().last());
    moment.there = promised(sheet, index, sheet.plan(moment.plan), window);
    moment.pay_period = pay_period.days.first;
    return moment;
}

struct Reckoned {
    bool excepted = false;
    std::size_t windows = 0;
    std::size_t forfeited = 0;
    Rational exact;
    Rational settled;  // of pools
};

// T7: nothing (more) for a window that was open when the person left.
bool is_forfeited(const Sheet& sheet, const Moment& moment, const Period& pay_period) {
    const Stint& stint = sheet.stints[moment.stint];
    const Leavers& leavers = sheet.plan(moment.plan).terms.leavers;
    return leavers.open_windows == Leavers::OpenWindows::nothing && stint.leaves &&
           stint.days.last() < moment.window.days.last() &&
           stint.days.last() < pay_period.days.last();
}

// T8: the moments of one window: the ruling version's; or where that says so, and nothing is rated
// credit by credit, each version's for its part of the days.
std::vector<std::pair<Moment, Rational>> moments_of(const Sheet& sheet, const Moment& moment,
                                                    const Component& ruling) {
    const bool credits = std::holds_alternative<MeasureBase>(ruling.base) &&
                         !std::holds_alternative<Curve>(ruling.value);
    if (credits || !sheet.plan(moment.plan).terms.versions_by_days) return {{moment, 1}};
    std::vector<std::pair<Moment, Rational>> found;
    const DayRange all = moment.to_date();
    for (Date day = all.first; day < all.past_the_end; day = day + 1) {
        const PlanIndex version = sheet.world.rules.on(sheet.stints[moment.stint].plan, day);
        if (found.empty() || found.back().first.plan != version) {
            found.emplace_back(moment, 0);
            found.back().first.plan = version;
            found.back().first.there =
                promised(sheet, moment.stint, sheet.plan(version), moment.window);
        }
        found.back().second += Rational::of(1, all.days());
    }
    return found;
}

Reckoned reckon(Sheet& sheet, std::size_t stint, const Plan& plan, const Component& component,
                const Period& pay_period, Entitlement& result) {
    Reckoned sum;
    sum.excepted = !plan.terms.balances.declared.empty();
    for (const Period& window : windows(sheet, plan, component, pay_period)) {
        const auto moment = moment_of(sheet, stint, window, pay_period);
        if (!moment) continue;
        const Component* ruling = component_named(sheet.plan(moment->plan), component.name);
        if (ruling == nullptr) continue;
        for (const auto& [seen, share] : moments_of(sheet, *moment, *ruling)) {
            const Component* own = component_named(sheet.plan(seen.plan), component.name);
            if (own == nullptr) continue;
            ++sum.windows;
            if (is_forfeited(sheet, seen, pay_period)) {
                ++sum.forfeited;
                continue;
            }
            const WindowPay pay = pay_of_window(sheet, seen, *own, sum.exact);
            sum.excepted = sum.excepted || pay.excepted;
            sum.exact += pay.exact * share;
            sum.settled += pay.settled.value_or(Rational()) * share;
            result.lookups = std::max(result.lookups, pay.lookups);
            result.slices.insert(result.slices.end(), pay.slices.begin(), pay.slices.end());
        }
    }
    return sum;
}

bool is_due(const Sheet& sheet, const Plan& plan, const Component& component,
            const Period& pay_period) {
    if (component.window <= plan.pays || component.settles == Settles::every_pay_period) {
        return true;
    }
    const auto window = sheet.calendar(plan).containing(component.window, pay_period.days.first);
    return window->days.past_the_end == pay_period.days.past_the_end;
}

Entitlement work_out(Sheet& sheet, std::size_t index, const Period& pay_period,
                     const std::string& name) {
    const Stint& stint = sheet.stints[index];
    const Date last = std::min(stint.days.last(), pay_period.days.last());
    const Plan& plan = sheet.plan(sheet.world.rules.on(stint.plan, last));
    Entitlement result;
    result.who = sheet.roster()[stint.who].id.text();
    result.plan = stint.plan;
    result.component = name;
    result.pay_period = pay_period.name;
    result.assignment = stint.days;
    const Component* component = component_named(plan, name);
    if (component == nullptr) return result;
    const Reckoned sum = reckon(sheet, index, plan, *component, pay_period, result);
    if (!is_due(sheet, plan, *component, pay_period)) {
        result.state = State::not_due;
        result.slices.clear();
        return result;
    }
    result.before = posted_before(sheet, index, plan, *component, pay_period);
    if (sum.excepted) {
        result.state = State::excepted;
        result.entitled = result.before;
        result.slices.clear();
        return result;
    }
    const auto& stays = plan.terms.leavers.must_stay_days;
    const bool gone =
        stays && sheet.roster().on(stint.who, pay_period.days.last() + *stays) == nullptr;
    if (gone || (sum.windows > 0 && sum.forfeited == sum.windows)) {
        result.state = State::forfeited;
        result.entitled = result.before;
        result.slices.clear();
        return result;
    }
    // What does not fit into 64 bits of minor units is no pay, and nobody is paid on it.
    const Rational settled =
        std::holds_alternative<Pool>(component->value) && !plan.terms.versions_by_days
            ? sum.settled
            : round(sum.exact, component->rounding, plan.currency);
    const Rational minor = settled * Rational(power_of_ten(plan.currency.minor_digits()));
    if (!to_int64(minor.floor())) {
        result.state = State::excepted;
        result.entitled = result.before;
        result.slices.clear();
        return result;
    }
    result.exact = sum.exact;
    result.entitled = settled;
    result.due = result.entitled - result.before;
    return result;
}

// The target of the goal's window ÷ the goal (M4).
std::optional<Rational> target_per_goal(Sheet& sheet, const Moment& moment,
                                        const TargetPerGoal& derived) {
    const Plan& plan = sheet.plan(moment.plan);
    const Attainment& attainment = plan.attainments[derived.attainment];
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    const TeamIndex team = team_on(sheet.roster(), who, moment.to_date().last());
    const Attained goal = attained(sheet, moment, derived.attainment, team);
    const bool known = goal.quota && goal.quota->sign() > 0 && (goal.value || goal.none);
    if (!known) return std::nullopt;
    Period window = moment.window;
    if (attainment.window) {
        window = *sheet.calendar(plan).containing(*attainment.window, moment.upto - 1);
    }
    const DayRange there = promised_with_carried(sheet, moment.stint, plan, window);
    const bool phases = attainment.basis == QuotaBasis::phases_to_date;
    const auto whole =
        target(sheet, plan, who, window, there, phases ? moment.upto : window.days.past_the_end);
    if (!whole) return std::nullopt;
    return rounded_value(moment, derived.times * *whole / *goal.quota);
}

}  // namespace

const Component* component_named(const Plan& plan, const std::string& name) {
    for (const Component& component : plan.components) {
        if (component.name == name) return &component;
    }
    return nullptr;
}

std::optional<GoalOwner> owner_of(const Sheet& sheet, const Moment& moment, const Measure& measure,
                                  TeamIndex team) {
    if (measure.credit != CreditScope::team) return GoalOwner(sheet.stints[moment.stint].who);
    if (!team.exists()) return std::nullopt;
    return GoalOwner(team);
}

// What an earlier window, or this one in an earlier pay period, left behind.
std::optional<Left> left_before(Sheet& sheet, const Moment& moment, const std::string& name,
                                bool same_window) {
    const Plan& plan = sheet.plan(moment.plan);
    const Calendar& calendar = sheet.calendar(plan);
    std::optional<Period> window = moment.window;
    Date upto = moment.window.days.first;
    if (same_window) {
        upto = calendar.containing(plan.pays, moment.upto - 1)->days.first;
        if (upto <= moment.window.days.first) return std::nullopt;
    } else {
        window = calendar.before(moment.window);
    }
    if (!window) return std::nullopt;
    const auto key = std::make_tuple(moment.stint, name, window->days.first, upto);
    const auto known = sheet.left.find(key);
    if (known != sheet.left.end()) return known->second;
    std::optional<Left> left;
    const auto pay_period = calendar.containing(plan.pays, upto - 1);
    const auto then = moment_of(sheet, moment.stint, *window, *pay_period);
    const Component* ruling = then ? component_named(sheet.plan(then->plan), name) : nullptr;
    if (ruling != nullptr) {
        bool excepted = false;
        const auto now = calendar.containing(plan.pays, moment.upto - 1);
        const bool inside = now->days.first == pay_period->days.first;
        // Windows finer than the pay period add up inside it.
        Rational so_far;
        for (const Period& other : windows(sheet, plan, *ruling, *pay_period)) {
            const auto last = moment_of(sheet, moment.stint, other, *pay_period);
            if (!last) continue;
            for (const auto& [seen, share] : moments_of(sheet, *last, *ruling)) {
                const Component* own = component_named(sheet.plan(seen.plan), name);
                if (own == nullptr || is_forfeited(sheet, seen, *pay_period)) continue;
                const WindowPay pay = pay_of_window(sheet, seen, *own, so_far);
                so_far += pay.exact * share;
                excepted = excepted || pay.excepted;
                if (other.days.first == window->days.first) left = pay.left;
            }
            if (inside && other.days.first == window->days.first) break;
        }
        if (excepted && !inside) left.reset();
    }
    return sheet.left.emplace(key, left).first->second;
}

std::optional<Rational> quantity(Sheet& sheet, const Moment& moment, const Quantity& value,
                                 Date day, std::optional<std::uint32_t> row) {
    if (const auto* written = std::get_if<Rational>(&value.value)) return *written;
    if (const auto* choice = std::get_if<ChoicePtr>(&value.value)) {
        return quantity(sheet, moment, chosen(sheet, moment, **choice, day, row), day);
    }
    if (const auto* derived = std::get_if<TargetPerGoal>(&value.value)) {
        return target_per_goal(sheet, moment, *derived);
    }
    const std::string& column = std::get<std::string>(value.value);
    const Stint& stint = sheet.stints[moment.stint];
    const Stretch* stretch = row_of_stint(sheet, moment.stint, day);
    if (stretch == nullptr || !stretch->numbers.contains(column)) {
        stretch = sheet.roster().on(stint.who, moment.to_date().last());
    }
    const auto found = stretch->numbers.find(column);
    if (found == stretch->numbers.end()) return std::nullopt;
    return found->second;
}

const Entitlement& entitlement(Sheet& sheet, std::size_t stint, const Period& pay_period,
                               const std::string& component) {
    const Sheet::DueKey key{stint, component, pay_period.name};
    const auto known = sheet.entitlements.find(key);
    if (known != sheet.entitlements.end()) return known->second;
    Entitlement result = work_out(sheet, stint, pay_period, component);
    return sheet.entitlements.emplace(key, std::move(result)).first->second;
}

}  // namespace attain::reference
