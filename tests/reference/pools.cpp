// Pools and gates (R9, R10, N3).
#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "reference/sheet.h"

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
    if (pool.amount) return quantity(sheet, moment, *pool.amount, day);
    const auto rate = quantity(sheet, moment, *pool.rate, day);
    Rational base = measured(sheet, question(sheet, moment, pool.of, team)).value;
    if (pool.above_goal) {
        const Attained above = attained(sheet, moment, *pool.above_goal, team);
        if (!above.value) return std::nullopt;  // a missing goal, or one of zero (M3)
        base -= *above.quota;
    }
    if (!rate) return std::nullopt;
    return greatest(*rate * base, 0);
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
    if (keys.sign() <= 0) return Shares{};
    for (const Member& member : shares.members) {
        shares.exact.push_back(amount * member.key / keys);
        shares.settled.push_back(round(shares.exact.back(), component.rounding, currency));
    }
    const Rational unit =
        component.rounding.unit.value_or(Rational::of(1, power_of_ten(currency.minor_digits())));
    if (!pool.rounded_each) {
        shares.settled = in_parts(round(amount, component.rounding, currency), shares.exact, unit);
    }
    return shares;
}

// The names that a condition asks for.
void names_in(const Expr& condition, std::set<std::string>& names) {
    if (const auto* reference = std::get_if<NameRef>(&condition.kind)) {
        names.insert(reference->name);
    } else if (const auto* unary = std::get_if<Unary>(&condition.kind)) {
        names_in(*unary->operand, names);
    } else if (const auto* binary = std::get_if<Binary>(&condition.kind)) {
        names_in(*binary->left, names);
        names_in(*binary->right, names);
    } else if (const auto* call = std::get_if<TextCall>(&condition.kind)) {
        names_in(*call->subject, names);
        names_in(*call->argument, names);
    }
}

Named person_value(const Sheet& sheet, const Moment& moment, std::string_view name) {
    const std::string column(name.substr(std::string_view("person.").size()));
    const Stretch* stretch =
        sheet.roster().on(sheet.stints[moment.stint].who, moment.to_date().last());
    const auto number = stretch->numbers.find(column);
    if (number != stretch->numbers.end()) return number->second;
    const auto text = stretch->texts.find(column);
    return text == stretch->texts.end() ? Named() : Named(text->second);
}

Named gate_value(Sheet& sheet, const Moment& moment, std::string_view name, TeamIndex team) {
    const Plan& plan = sheet.plan(moment.plan);
    if (name.starts_with("person.")) return person_value(sheet, moment, name);
    for (AttainmentIndex i = 0; i < plan.attainments.size(); ++i) {
        if (plan.attainments[i].name != name) continue;
        const Measure& measure = plan.measures[plan.attainments[i].of];
        const auto owner = owner_of(sheet, moment, measure, team);
        if (!owner) return {};
        const Attained found = attained(sheet, moment, i, *owner);
        return found.value ? Named(*found.value) : Named();
    }
    for (MeasureIndex i = 0; i < plan.measures.size(); ++i) {
        if (plan.measures[i].name != name) continue;
        const auto owner = owner_of(sheet, moment, plan.measures[i], team);
        if (!owner) return {};
        return measured(sheet, position_question(sheet, moment, i, *owner)).value;
    }
    return {};
}

}  // namespace

std::optional<bool> gate_open(Sheet& sheet, const Moment& moment, const Component& component,
                              TeamIndex team) {
    std::set<std::string> names;
    names_in(*component.gate->open_when, names);
    bool missing = false;
    for (const std::string& name : names) {
        const Named value = gate_value(sheet, moment, name, team);
        if (std::holds_alternative<std::monostate>(value)) missing = true;
    }
    if (missing) return std::nullopt;
    return holds(*component.gate->open_when,
                 [&](std::string_view name) { return gate_value(sheet, moment, name, team); });
}

std::optional<PoolPay> pool_pay(Sheet& sheet, const Moment& moment, const Component& component) {
    const Pool& pool = std::get<Pool>(component.value);
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    const TeamIndex team = team_on(sheet.roster(), who, moment.to_date().last());
    PoolPay pay;
    if (!team.exists()) return pay;
    auto amount = pool_amount(sheet, moment, pool, team);
    const auto open = component.gate ? gate_open(sheet, moment, component, team) : true;
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

}  // namespace attain::reference
