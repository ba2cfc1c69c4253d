// Team pools (R9): one amount, shared among the members of the window: those who are in the team
// and on the plan on its last day.
//
//     1% of the 50,000 above the goal = 500.00, shared equally by three: 166.67 + 166.67 + 166.66
#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "pipeline/payout/desk.h"

namespace attain::payout {

namespace {

// The windows of one pool: plan, component, window and its end so far, team.
using PoolKey = std::tuple<PlanIndex, ComponentIndex, Date, Date, TeamIndex>;
using JobWindows = std::vector<std::pair<std::size_t, std::size_t>>;  // job and window

// The last day of the window so far: membership on it decides (R9).
Date last_day(const WindowJob& window) {
    return std::min(window.window.period.days.last(), window.ruling.pay_period.days.last());
}

class PoolDesk {
public:
    PoolDesk(Desk& desk, const JobWindows& places) : desk_(desk), places_(places) {}

    void share(PoolShares& shares) {
        const WindowJob& first = window_at(places_.front());
        const Ruling& job = first.ruling;
        const auto& pool = std::get<Pool>(desk_.component(job).value);
        PoolResult result = measure_pool(first, pool);
        const std::size_t pool_place = desk_.evaluated().pools.size();
        std::vector<Rational> keys;
        Rational sum;
        desk_.take_codes();
        bool waits = false;
        for (const auto& place : places_) {
            keys.push_back(key(window_at(place), pool));
            waits = !desk_.take_codes().empty() || waits;
            sum += keys.back();
            result.members.push_back(desk_.assignment(window_at(place).ruling).who);
        }
        if (pool.rest_with_company) sum = whole_of_keys(first, pool);
        const std::vector<Rational> amounts = divide(job, pool, result.amount, keys, sum);
        for (std::size_t i = 0; i < places_.size(); ++i) {
            shares[places_[i]] = {PoolFigure{pool_place, keys[i], sum}, amounts[i], waits};
        }
        if (!waits && sum.sign() <= 0 && result.amount.sign() > 0) nobody(job, result.team);
        desk_.evaluated().pools.push_back(std::move(result));
    }

private:
    const WindowJob& window_at(const JobWindows::value_type& place) const {
        return desk_.ground().jobs[place.first].windows[place.second];
    }

    PoolResult measure_pool(const WindowJob& window, const Pool& pool) {
        const Ruling& job = window.ruling;
        PoolResult result;
        result.plan = job.plan;
        result.component = job.component;
        result.team = window.last_team;
        result.window = window.window.period;
        if (window.pool_above) result.above = desk_.attain(job, *window.pool_above);
        if (window.pool_measure) {
            result.measure_result = *window.pool_measure;
            result.base = desk_.answer(*window.pool_measure).value;
            if (result.above && result.above->quota) result.base -= result.above->quota->amount;
            if (result.above && !result.above->quota) result.base = 0;
            result.amount =
                result.base * desk_.quantity(job, *pool.rate, window.window.days.last());
        } else if (pool.amount) {
            result.amount = desk_.quantity(job, *pool.amount, window.window.days.last());
        }
        result.amount = greatest(result.amount, Rational(0));
        result.amount *= Rational(1) - pool.reserve;
        // A gate on the team's figures opens the pool for all or for none: closed, it shrinks the
        // pool, so that the shares still add up to what is paid.
        if (gate_of_team(desk_.plan(job), desk_.component(job))) {
            const GateFigure gate = judge_gate(desk_, window);
            result.open = gate.open;
            if (!gate.open) result.amount *= desk_.component(job).gate->otherwise;
        }
        return result;
    }

    Rational key(const WindowJob& window, const Pool& pool) {
        const Ruling& job = window.ruling;
        switch (pool.shared) {
            case PoolSharing::equally: return 1;
            case PoolSharing::by_credit: {
                Rational credit;
                for (const std::size_t place : window.pool_credit) {
                    credit += desk_.answer(place).value;
                }
                return credit;
            }
            case PoolSharing::by_target:
                return desk_.target(job, window, window.there, QuotaBasis::whole_window).amount;
            case PoolSharing::by_days: {
                std::int32_t days = 0;
                for (const assignment::TeamDays& stretch :
                     assignment::team_days(desk_.world().facts.roster, desk_.assignment(job).who,
                                           window.window.days)) {
                    if (stretch.team == window.last_team) days += stretch.days.days();
                }
                return days;
            }
            case PoolSharing::by_role: return role_share(window, pool);
        }
        ensure(false, "every way of sharing a pool is handled");
        return 0;
    }

    std::string role_of(const WindowJob& window, const Pool& pool) const {
        const Stretch* on = desk_.world().facts.roster.on(desk_.assignment(window.ruling).who,
                                                          window.window.days.last());
        const auto found = on ? on->texts.find(pool.role_column) : decltype(on->texts.end()){};
        return on && found != on->texts.end() ? found->second : std::string();
    }

    // The share of one's role, equally among those who have it.
    Rational role_share(const WindowJob& window, const Pool& pool) const {
        const std::string own = role_of(window, pool);
        std::map<std::string, std::int64_t> holders;
        for (const auto& place : places_)
            ++holders[role_of(window_at(place), pool)];
        for (const RoleShare& share : pool.roles) {
            if (share.role == own) return share.share / Rational(holders[own]);
        }
        return 0;
    }

    // What the keys would come to if everybody had been there all days, or every role were filled.
    Rational whole_of_keys(const WindowJob& window, const Pool& pool) const {
        if (pool.shared == PoolSharing::by_role) return 1;
        const DayRange days{window.window.period.days.first, last_day(window) + 1};
        const auto members = static_cast<std::int64_t>(places_.size());
        return pool.shared == PoolSharing::by_days ? Rational(days.days()) * Rational(members)
                                                   : Rational(members);
    }

    // Parts of one settled amount that add up to it (N3); or each share on its own, exact.
    std::vector<Rational> divide(const Ruling& job, const Pool& pool, const Rational& amount,
                                 const std::vector<Rational>& keys, const Rational& sum) const {
        std::vector<Rational> exact(keys.size());
        if (sum.sign() <= 0) return exact;
        for (std::size_t i = 0; i < keys.size(); ++i)
            exact[i] = amount * keys[i] / sum;
        if (pool.rounded_each) return exact;
        const Currency currency = desk_.plan(job).currency;
        const Rounding& rounding = desk_.component(job).rounding;
        // What the company keeps is not shared out.
        Rational shared;
        for (const Rational& part : exact)
            shared += part;
        const Cash whole = settle(Money(shared, currency), rounding).paid;
        const Rational minor(power_of_ten(currency.minor_digits()));
        const Rational step = rounding.unit ? *rounding.unit * minor : Rational(1);
        const std::vector<Part> parts =
            apportion(whole, exact, to_int64(step.numerator()).value_or(1));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            exact[i] = parts[i].amount.exact().amount();
        }
        return exact;
    }

    void nobody(const Ruling& job, TeamIndex team) {
        desk_.evaluated().exceptions.push_back(
            {"pool-pays-nobody", Bearing::notice, std::nullopt, ParticipantIndex::none(),
             desk_.world().facts.roster[team].id.text(),
             fmt::format("the pool `{}` of team {} has nobody to be shared by: the keys add up to "
                         "zero or less",
                         desk_.component(job).name, desk_.world().facts.roster[team].id.text()),
             "look at how the pool is shared, or share it equally", Origin{}});
    }

    Desk& desk_;
    const JobWindows& places_;
};

}  // namespace

PoolShares share_pools(Desk& desk) {
    std::map<PoolKey, JobWindows> pools;
    const std::vector<Job>& jobs = desk.ground().jobs;
    for (std::size_t j = 0; j < jobs.size(); ++j) {
        for (std::size_t w = 0; w < jobs[j].windows.size(); ++w) {
            const WindowJob& window = jobs[j].windows[w];
            const Ruling& ruling = window.ruling;
            if (!std::holds_alternative<Pool>(desk.component(ruling).value)) continue;
            const Date last = last_day(window);
            if (!window.last_team.exists() || window.window.days.last() != last) continue;
            pools[{ruling.plan, ruling.component, window.window.period.days.first, last,
                   window.last_team}]
                .emplace_back(j, w);
        }
    }
    PoolShares shares;
    for (auto& [key, places] : pools) {
        // By participant: jobs come in that order already; it decides who gets a unit left over.
        PoolDesk(desk, places).share(shares);
    }
    desk.take_codes();  // a member's missing goal is put on record again where the member is paid
    return shares;
}

}  // namespace attain::payout
