// Pools and gates (R9, R10, N3).
#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "reference/limits.h"

namespace attain::reference {

namespace {

struct Member {
    ParticipantIndex who;
    std::size_t stint = 0;
    int days = 0;  // on team and plan, inside the window
    Rational key;
};

// Who is in the team and on the plan on the window's last day, and for how long inside it.
std::vector<Member> members_of(const Sheet& sheet, const Moment& moment, TeamIndex team) {
    const std::string& plan = sheet.stints[moment.stint].plan;
    const Date end = std::min(moment.upto, moment.window.days.past_the_end);
    std::vector<Member> members;
    for (std::size_t i = 0; i < sheet.stints.size(); ++i) {
        const Stint& stint = sheet.stints[i];
        if (stint.plan != plan) continue;
        if (!stint.days.holds(end - 1) || team_on(sheet.roster(), stint.who, end - 1) != team) {
            continue;
        }
        Member member{stint.who, i, 0, 0};
        const DayRange inside = stint.days.intersect({moment.window.days.first, end});
        for (const TeamStretch& stretch : team_stretches(sheet.roster(), stint.who, inside)) {
            if (stretch.team == team) member.days += stretch.days.days();
        }
        members.push_back(member);
    }
    return members;
}

std::optional<Rational> key_of(Sheet& sheet, const Moment& moment, const Pool& pool, TeamIndex team,
                               const Member& member) {
    const Plan& plan = sheet.plan(moment.plan);
    switch (pool.shared) {
        case PoolSharing::equally: return 1;
        case PoolSharing::by_days: return member.days;
        case PoolSharing::by_credit:
            return brought(sheet, question(sheet, moment, pool.of, team), member.who);
        case PoolSharing::by_role: return 0;  // by all members together: see role_shares
        case PoolSharing::by_target:
            return target(sheet, plan, member.who, moment.window,
                          promised(sheet, member.stint, plan, moment.window),
                          moment.window.days.past_the_end);
    }
    return std::nullopt;
}

// The amount in the pool; nothing: a figure is missing.
std::optional<Rational> pool_amount(Sheet& sheet, const Moment& moment, const Pool& pool,
                                    TeamIndex team) {
    const Date day = moment.to_date().last();
    const Rational kept = Rational(1) - pool.reserve;
    if (pool.amount) {
        const auto fixed = quantity(sheet, moment, *pool.amount, day);
        return fixed ? std::optional(greatest(*fixed, 0) * kept) : std::nullopt;
    }
    const auto rate = quantity(sheet, moment, *pool.rate, day);
    Rational base = measured(sheet, question(sheet, moment, pool.of, team)).value;
    if (pool.above_goal) {
        const Attained above = attained(sheet, moment, *pool.above_goal, team);
        if (!above.value) return std::nullopt;  // a missing goal, or one of zero (M3)
        base -= *above.quota;
    }
    if (!rate) return std::nullopt;
    return greatest(*rate * base, 0) * kept;
}

// One whole settled amount in parts that add up: all down, the units left over to the largest
// fractions, ties in the order of the members (N3).
std::vector<Rational> in_parts(const Rational& whole, const std::vector<Rational>& exact,
                               const Rational& unit) {
    std::vector<Rational> parts;
    std::vector<std::size_t> order;
    Rational left = whole / unit;
    for (const Rational& one : exact) {
        order.push_back(parts.size());
        parts.push_back(Rational((one / unit).floor()));
        left -= parts.back();
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return exact[a] / unit - parts[a] > exact[b] / unit - parts[b];
    });
    for (std::size_t i = 0; left.sign() > 0; ++i, left -= 1)
        parts[order[i % order.size()]] += 1;
    for (std::size_t i = order.size(); left.sign() < 0; left += 1) {
        i = i == 0 ? order.size() - 1 : i - 1;
        parts[order[i % order.size()]] -= 1;
    }
    for (Rational& part : parts)
        part *= unit;
    return parts;
}

struct Shares {
    std::vector<Member> members;
    std::vector<Rational> exact;
    std::vector<Rational> settled;
};

// The share of each role, equally among those who have it on the window's last day so far.
Rational role_shares(const Sheet& sheet, const Moment& moment, const Pool& pool,
                     std::vector<Member>& members) {
    const Date last = std::min(moment.upto, moment.window.days.past_the_end) - 1;
    const auto role_of = [&](const Member& member) -> std::string {
        const Stretch* on = sheet.roster().on(member.who, last);
        const auto found = on->texts.find(pool.role_column);
        return found == on->texts.end() ? "" : found->second;
    };
    Rational sum;
    for (Member& member : members) {
        member.key = 0;
        for (const RoleShare& share : pool.roles) {
            if (share.role != role_of(member)) continue;
            int holders = 0;
            for (const Member& other : members)
                holders += role_of(other) == share.role ? 1 : 0;
            member.key = share.share / Rational(holders);
        }
        sum += member.key;
    }
    return sum;
}

// What the keys come to where everybody was there all days, and every role is filled.
Rational full_keys(const Moment& moment, const Pool& pool, std::size_t members) {
    if (pool.shared == PoolSharing::by_role) return 1;
    const Date end = std::min(moment.upto, moment.window.days.past_the_end);
    return Rational(DayRange{moment.window.days.first, end}.days()) *
           Rational(static_cast<std::int64_t>(members));
}

std::optional<Shares> share_out(Sheet& sheet, const Moment& moment, const Component& component,
                                TeamIndex team, const Rational& amount) {
    const Pool& pool = std::get<Pool>(component.value);
    const Currency currency = sheet.plan(moment.plan).currency;
    Shares shares;
    shares.members = members_of(sheet, moment, team);
    Rational keys;
    for (Member& member : shares.members) {
        const auto key = key_of(sheet, moment, pool, team, member);
        if (!key) return std::nullopt;
        member.key = *key;
        keys += member.key;
    }
    if (pool.shared == PoolSharing::by_role)
        keys = role_shares(sheet, moment, pool, shares.members);
    if (keys.sign() <= 0) return Shares{};
    if (pool.rest_with_company) keys = full_keys(moment, pool, shares.members.size());
    for (const Member& member : shares.members) {
        shares.exact.push_back(amount * member.key / keys);
        shares.settled.push_back(round(shares.exact.back(), component.rounding, currency));
    }
    const Rational unit =
        component.rounding.unit.value_or(Rational::of(1, power_of_ten(currency.minor_digits())));
    Rational shared;
    for (const Rational& part : shares.exact)
        shared += part;
    if (!pool.rounded_each) {
        shares.settled = in_parts(round(shared, component.rounding, currency), shares.exact, unit);
    }
    return shares;
}

// The names that a condition asks for.
void collect_names(const Expr& condition, std::set<std::string>& names) {
    if (const auto* reference = std::get_if<NameRef>(&condition.kind)) {
        names.insert(reference->name);
    } else if (const auto* unary = std::get_if<Unary>(&condition.kind)) {
        collect_names(*unary->operand, names);
    } else if (const auto* binary = std::get_if<Binary>(&condition.kind)) {
        collect_names(*binary->left, names);
        collect_names(*binary->right, names);
    } else if (const auto* call = std::get_if<TextCall>(&condition.kind)) {
        collect_names(*call->subject, names);
        collect_names(*call->argument, names);
    }
}

Named person_value(const Sheet& sheet, const Moment& moment, std::string_view name) {
    const std::string column(name.substr(std::string_view("person.").size()));
    const Stretch* stretch =
        sheet.roster().on(sheet.stints[moment.stint].who, moment.to_date().last());
    const auto number = stretch->numbers.find(column);
    if (number != stretch->numbers.end()) return number->second;
    const auto day = stretch->dates.find(column);
    if (day != stretch->dates.end()) return day->second;
    const auto text = stretch->texts.find(column);
    return text == stretch->texts.end() ? Named() : Named(text->second);
}

// A measure's figure, as a whole or by what was credited until a day; `none`: nothing was measured.
Named credited(Sheet& sheet, const Question& question, std::optional<Date> until, bool& none) {
    const Measured& found = measured(sheet, question);
    none = found.none;
    if (none) return {};
    if (!until) return found.value;
    Rational sum;
    for (const Line& line : found.lines) {
        if (line.counted <= *until) sum += line.amount;
    }
    return sum;
}

// `none`: there is no value because nothing was measured; a comparison with it does not hold.
Named gate_value(Sheet& sheet, const Moment& moment, std::string_view name, TeamIndex team,
                 std::optional<Date> until, bool& none) {
    const Plan& plan = sheet.plan(moment.plan);
    if (name.starts_with("person.")) return person_value(sheet, moment, name);
    if (name == "window_start") return moment.window.days.first;
    if (name == "window_end") return std::min(moment.window.days.last(), moment.upto - 1);
    for (AttainmentIndex i = 0; i < plan.attainments.size(); ++i) {
        const Attainment& attainment = plan.attainments[i];
        if (attainment.name != name) continue;
        const Attained found = attained(sheet, moment, i, team);
        none = found.none;
        if (!found.value) return {};
        if (!until || found.quota->is_zero()) return *found.value;
        Moment asked = moment;
        asked.team = team;
        if (attainment.window) {
            asked.window = *sheet.calendar(plan).containing(*attainment.window, moment.upto - 1);
            asked.there = sheet.stints[moment.stint].days.intersect(asked.window.days);
        }
        const auto owner = owner_of(sheet, moment, plan.measures[attainment.of], team);
        const Question whole = position_question(sheet, asked, attainment.of, *owner);
        return std::get<Rational>(credited(sheet, whole, until, none)) / *found.quota;
    }
    for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
        if (plan.measures[i].name != name) continue;
        const auto owner = owner_of(sheet, moment, plan.measures[i], team);
        if (!owner) return {};
        return credited(sheet, position_question(sheet, moment, i, *owner), until, none);
    }
    return {};
}

}  // namespace

std::optional<bool> judged(Sheet& sheet, const Moment& moment, const Condition& condition,
                           std::optional<Date> until) {
    const TeamIndex team =
        team_on(sheet.roster(), sheet.stints[moment.stint].who, moment.to_date().last());
    std::set<std::string> names;
    collect_names(*condition, names);
    bool missing = false;
    for (const std::string& name : names) {
        bool none = false;
        const Named value = gate_value(sheet, moment, name, team, until, none);
        if (std::holds_alternative<std::monostate>(value) && !none) missing = true;
    }
    if (missing) return std::nullopt;
    bool none = false;
    return holds(*condition, [&](std::string_view name) {
        return gate_value(sheet, moment, name, team, until, none);
    });
}

std::optional<bool> gate_open(Sheet& sheet, const Moment& moment, const Component& component) {
    const auto open = judged(sheet, moment, component.gate->open_when);
    if (!open || *open || !component.gate->stays_open) return open;
    const auto before = left_before(sheet, moment, component.name, true);
    return before && before->open;
}

std::optional<Date> opened_on(Sheet& sheet, const Moment& moment, const Component& component) {
    if (!component.gate || !component.gate->from_opening) return std::nullopt;
    if (!gate_open(sheet, moment, component).value_or(false)) return std::nullopt;
    const DayRange days = moment.to_date();
    for (Date day = days.first; day < days.past_the_end; day = day + 1) {
        if (judged(sheet, moment, component.gate->open_when, day).value_or(false)) return day;
    }
    return days.first;
}

std::optional<PoolPay> pool_pay(Sheet& sheet, const Moment& moment, const Component& component) {
    const Pool& pool = std::get<Pool>(component.value);
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    const TeamIndex team = team_on(sheet.roster(), who, moment.to_date().last());
    PoolPay pay;
    if (!team.exists()) return pay;
    auto amount = pool_amount(sheet, moment, pool, team);
    const auto open = component.gate ? gate_open(sheet, moment, component) : true;
    if (!amount || !open) return std::nullopt;
    if (!*open) *amount *= component.gate->otherwise;
    const std::vector<Member> members = members_of(sheet, moment, team);
    const bool is_member = std::any_of(members.begin(), members.end(), [&](const Member& member) {
        return member.stint == moment.stint;
    });
    if (!is_member) return pay;
    const auto shares = share_out(sheet, moment, component, team, *amount);
    if (!shares) return std::nullopt;
    for (std::size_t i = 0; i < shares->members.size(); ++i) {
        if (shares->members[i].stint != moment.stint) continue;
        pay.exact = pool.rounded_each ? shares->exact[i] : shares->settled[i];
        pay.settled = shares->settled[i];
    }
    return pay;
}

// Who has a figure above zero on the window's last day so far is ranked.
std::optional<Rational> prize(Sheet& sheet, const Moment& moment, const Component& component,
                              bool& none) {
    const Rank& rank = std::get<Rank>(component.value);
    const Date end = std::min(moment.upto, moment.window.days.past_the_end);
    const auto figure = [&](std::size_t stint, bool& nothing) -> std::optional<Rational> {
        Moment own = moment;
        own.stint = stint;
        own.there = sheet.stints[stint].days.intersect(moment.window.days);
        own.worked = sheet.stints[stint].days;
        own.plan = sheet.world.rules.on(sheet.stints[stint].plan, end - 1);
        const Component* other = component_named(sheet.plan(own.plan), component.name);
        if (other == nullptr || !std::holds_alternative<Rank>(other->value)) return std::nullopt;
        const bool together = other->window == component.window &&
                              std::get<Rank>(other->value).among == rank.among &&
                              sheet.plan(own.plan).pays == sheet.plan(moment.plan).pays;
        if (!together) return std::nullopt;
        const GoalOwner owner = sheet.stints[stint].who;
        if (const auto* axis = std::get_if<AttainmentAxis>(&other->axis)) {
            const Attained found = attained(sheet, own, axis->attainment, TeamIndex::none());
            nothing = found.none;
            return found.none ? std::optional(Rational()) : found.value;
        }
        const MeasureIndex by = std::get<MeasureAxis>(other->axis).measure;
        const Measured& found = measured(sheet, position_question(sheet, own, by, owner));
        nothing = found.none;
        return found.value;
    };
    const auto own = figure(moment.stint, none);
    if (!own) return std::nullopt;
    const auto team_of = [&](std::size_t stint) {
        return team_on(sheet.roster(), sheet.stints[stint].who, end - 1);
    };
    std::size_t ahead = 0;
    std::vector<ParticipantIndex> level;
    for (std::size_t i = 0; i < sheet.stints.size(); ++i) {
        const Stint& stint = sheet.stints[i];
        if (!stint.days.holds(end - 1)) continue;
        if (rank.among == Rank::Among::plan && stint.plan != sheet.stints[moment.stint].plan) {
            continue;
        }
        if (rank.among == Rank::Among::team && team_of(i) != team_of(moment.stint)) continue;
        bool nothing = false;
        const auto at = figure(i, nothing);
        if (!at || at->sign() <= 0) continue;
        if (*at > *own) ++ahead;
        if (*at == *own) level.push_back(stint.who);
    }
    if (own->sign() <= 0 || !sheet.stints[moment.stint].days.holds(end - 1)) return Rational();
    const auto prize_of = [&](std::size_t place) -> Rational {
        if (place >= rank.prizes.size()) return 0;
        return *quantity(sheet, moment, rank.prizes[place], moment.to_date().last());
    };
    if (!rank.ties_share || level.size() < 2) return prize_of(ahead);
    Rational whole;
    for (std::size_t i = 0; i < level.size(); ++i)
        whole += prize_of(ahead + i);
    const Currency currency = sheet.plan(moment.plan).currency;
    const std::vector<Rational> exact(level.size(),
                                      whole / Rational(static_cast<std::int64_t>(level.size())));
    const std::vector<Rational> parts =
        in_parts(round(whole, Rounding{}, currency), exact,
                 Rational::of(1, power_of_ten(currency.minor_digits())));
    std::sort(level.begin(), level.end());
    for (std::size_t i = 0; i < level.size(); ++i) {
        if (level[i] == sheet.stints[moment.stint].who) return parts[i];
    }
    return Rational();
}

}  // namespace attain::reference
