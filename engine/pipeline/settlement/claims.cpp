#include "pipeline/settlement/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/facts/takings.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/settlement/eligible.h"
#include "pipeline/settlement/history.h"

namespace attain::settlement {

namespace {

constexpr std::size_t most_deals = 5;  // that one claim names

const Clawback* clawback_of(const Plan& plan) {
    const std::optional<Clawback>& clawback = plan.terms.balances.clawback;
    return clawback ? &*clawback : nullptr;
}

Cash in_cash(const Rational& amount, Currency currency) {
    return settle(Money(amount, currency), Rounding{}).paid;
}

class Finder {
public:
    Finder(const World& world, const RunResult& run, const ComputeOptions& options, Claims& claims)
        : world_(world), facts_(world.facts), run_(run), options_(options), claims_(claims) {}

    void find() {
        if (facts_.takings.empty()) return;
        for (const ComponentResult& component : run_.components)
            claim_commissions(component);
        std::set<std::string> told;
        for (const PlanResult& plan : run_.plans) {
            const Plan& rules = world_.rules[plan.plan];
            const Clawback* clawback = clawback_of(rules);
            const bool recalculates =
                clawback != nullptr && clawback->takes == Clawback::Takes::recalculation;
            if (recalculates && told.insert(rules.id.text()).second) claim_losses(plan.plan);
        }
    }

private:
    // --- the deal's own commission --------------------------------------------------------------

    // A window that runs on into later pay periods is told by its last one.
    static bool is_last(const ComponentResult& component, const WindowFigures& window) {
        const Date ends = component.pay_period.days.past_the_end;
        return window.window.days.past_the_end <= ends || component.assignment.past_the_end <= ends;
    }

    void claim_commissions(const ComponentResult& component) {
        const Plan& plan = world_.rules[component.plan];
        const Clawback* clawback = clawback_of(plan);
        if (clawback == nullptr || clawback->takes != Clawback::Takes::commission) return;
        if (!clawback->takes_from(plan.components[component.component].name)) return;
        for (const WindowFigures& window : component.windows) {
            if (is_last(component, window)) claim_window(component, window, *clawback);
        }
    }

    void claim_window(const ComponentResult& component, const WindowFigures& window,
                      const Clawback& clawback) {
        const Plan& plan = world_.rules[window.plan];
        const Component& rules = plan.components[window.component];
        const auto* base = std::get_if<MeasureBase>(&rules.base);
        if (base == nullptr) return;
        const Measure& measure = plan.measures[base->measure];
        if (credit::counts_in_parts(facts_, credit::dates_of(plan, measure))) return;
        std::map<std::uint32_t, Rational> pays;
        for (const auto& [row, pay] : deals_of_window(world_, run_, window)) {
            if (!takings_of(facts_, row).empty()) pays[row] += pay;
        }
        for (auto& [row, pay] : pays) {
            if (rules.rounded_at == RoundedAt::line) {
                pay = rounded(Money(pay, plan.currency), rules.rounding).amount();
            }
            claim_line(component, window.window.days.past_the_end, clawback, measure, row, pay);
        }
    }

    void claim_line(const ComponentResult& component, Date window_ends, const Clawback& clawback,
                    const Measure& measure, std::uint32_t row, const Rational& pay) {
        Rational left = left_of(facts_, row, {window_ends});
        const Rational whole = left;
        for (const Taking& taking : takings_of(facts_, row)) {
            if (taking.day < window_ends || whole.is_zero()) continue;
            left += taking.amount;
            // What counts a line once loses it with the last of its amount.
            const Rational part = measure.kind == Measure::Kind::sum ? -taking.amount / whole
                                  : left.is_zero()                   ? Rational(1)
                                                                     : Rational(0);
            const Rational share = share_of(clawback, taking, window_ends);
            if (part.is_zero() || share.is_zero()) continue;
            const Plan& plan = world_.rules[component.plan];
            add(component.who, component.plan, {{row, part}},
                {world_.facts.roster[component.who].id.text(), plan.id.text(),
                 plan.components[component.component].name, component.pay_period,
                 fmt::format("{} ({})", facts_.ledger.key_text(row), taking.id),
                 facts_.ledger.key_text(row), taking.day, pay * part, share,
                 in_cash(pay * part * share, plan.currency), Cash::zero(plan.currency),
                 Cash::zero(plan.currency)});
        }
    }

    // --- what the window loses -----------------------------------------------------------------

    // What came back in one pay period at one share, the earlier first, then the larger share.
    struct Group {
        Period back_in;
        Rational share;
        std::vector<std::size_t> takings;  // into Facts::takings
        bool operator<(const Group& other) const {
            if (back_in.days.first != other.back_in.days.first) {
                return back_in.days.first < other.back_in.days.first;
            }
            return share > other.share;
        }
    };

    std::vector<Group> groups_of(const std::string& plan) const {
        std::set<std::size_t> seen;
        std::vector<Group> groups;
        for (const MeasureResult& measure : run_.measures) {
            const Plan& rules = world_.rules[measure.plan];
            const Clawback* clawback = clawback_of(rules);
            if (rules.id.text() != plan || clawback == nullptr) continue;
            const Measure& measured = rules.measures[measure.measure];
            if (!measured.of_lines()) continue;
            if (credit::counts_in_parts(facts_, credit::dates_of(rules, measured))) continue;
            const Date ends = measure.window.days.past_the_end;
            for (std::size_t at = measure.lines.begin; at < measure.lines.end; ++at) {
                for (const Taking& taking : takings_of(facts_, run_.credits.rows[at])) {
                    const auto place = static_cast<std::size_t>(&taking - facts_.takings.data());
                    if (taking.day < ends || !seen.insert(place).second) continue;
                    put_in(groups, rules, taking, share_of(*clawback, taking, ends), place);
                }
            }
        }
        std::sort(groups.begin(), groups.end());
        return groups;
    }

    void put_in(std::vector<Group>& groups, const Plan& rules, const Taking& taking,
                const Rational& share, std::size_t place) const {
        const auto back_in = facts_.calendars.at(rules.calendar).containing(rules.pays, taking.day);
        if (!back_in) return;
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return group.back_in == *back_in && group.share == share;
        });
        if (found != groups.end()) return found->takings.push_back(place);
        groups.push_back({*back_in, share, {place}});
    }

    void claim_losses(PlanIndex plan) {
        const std::string& name = world_.rules[plan].id.text();
        const std::vector<Group> groups = groups_of(name);
        if (groups.empty()) return;
        std::vector<bool> netted_too(facts_.takings.size(), false);
        ComputeOptions options = options_;
        options.netted_too = &netted_too;
        Dues before = dues_of(world_, run_);
        for (const Group& group : groups) {
            for (const std::size_t taking : group.takings)
                netted_too[taking] = true;
            Dues after = dues_of(world_, compute(world_, run_.period, options));
            if (!group.share.is_zero()) claim_group(name, group, before, after);
            before = std::move(after);
        }
    }

    void claim_group(const std::string& plan, const Group& group, const Dues& before,
                     const Dues& after) {
        for (const auto& [key, due] : before) {
            if (key.plan != plan) continue;
            const auto found = after.find(key);
            const Cash without =
                found == after.end() ? Cash::zero(key.currency) : found->second.amount;
            claim_loss(group, key, due.pay_period, due.amount - without);
        }
        for (const auto& [key, due] : after) {
            if (key.plan == plan && !before.contains(key)) {
                claim_loss(group, key, due.pay_period, -due.amount);
            }
        }
    }

    void claim_loss(const Group& group, const DueKey& key, const Period& pay_period,
                    const Cash& loss) {
        if (loss.minor_units() == 0) return;
        const ParticipantIndex who = facts_.roster.find_participant(key.participant);
        PlanIndex terms = PlanIndex::none();
        for (const PlanResult& result : run_.plans) {
            if (result.who == who && world_.rules[result.plan].id.text() == key.plan &&
                result.pay_period == pay_period) {
                terms = result.plan;
            }
        }
        if (!terms.exists()) return;
        const Clawback* clawback = clawback_of(world_.rules[terms]);
        if (clawback == nullptr || !clawback->takes_from(key.component)) return;
        std::map<std::uint32_t, Rational> rows;
        Date last = Date::beginning();
        for (const std::size_t place : group.takings) {
            const Taking& taking = facts_.takings[place];
            const Rational whole = facts_.ledger.amount.value(taking.row.value());
            rows[taking.row.value()] += whole.is_zero() ? Rational(1) : -taking.amount / whole;
            last = std::max(last, taking.day);
        }
        const Rational exact = loss.exact().amount();
        add(who, terms, rows,
            {key.participant, key.plan, key.component, pay_period,
             fmt::format("what came back in {} at {}", group.back_in.name,
                         percent_text(group.share)),
             deals_text(rows), last, exact, group.share, in_cash(exact * group.share, key.currency),
             Cash::zero(key.currency), Cash::zero(key.currency)});
    }

    std::string deals_text(const std::map<std::uint32_t, Rational>& rows) const {
        std::string text;
        std::size_t count = 0;
        for (const auto& [row, part] : rows) {
            if (++count > most_deals) return text + " …";
            text += (text.empty() ? "" : ", ") + facts_.ledger.key_text(row);
        }
        return text;
    }
    static std::string percent_text(const Rational& share) { return (share * 100).shown() + "%"; }

    // --- both ----------------------------------------------------------------------------------

    // By the age of the deal, or what its events had not brought until then.
    Rational share_of(const Clawback& clawback, const Taking& taking, Date window_ends) const {
        const std::uint32_t row = taking.row.value();
        if (!clawback.earned_by.empty()) {
            return Rational(1) - brought(facts_, clawback.earned_by, row, window_ends, taking.day);
        }
        const std::int32_t from = days(clawback.counted_from)[row];
        // A deal that has not reached its first day is as young as can be.
        if (from == DayColumn::absent) return clawback.steps.front().share;
        for (const Clawback::Step& step : clawback.steps) {
            if (taking.day <= step.last_day(Date(from))) return step.share;
        }
        return 0;
    }

    const std::vector<std::int32_t>& days(const std::string& name) const {
        const auto [known, is_new] = days_.try_emplace(name);
        if (is_new) known->second = credit::days_named(facts_, name);
        return known->second;
    }

    void add(ParticipantIndex who, PlanIndex terms, const std::map<std::uint32_t, Rational>& rows,
             TakenBack told) {
        if (told.amount.minor_units() == 0) return;
        Claim claim{std::move(told), terms, {}, {}};
        for (const auto& [row, part] : rows) {
            claim.rows.push_back(row);
            claim.parts.push_back(part);
        }
        claims_[facts_.roster[who].id.text()].push_back(std::move(claim));
    }

    const World& world_;
    const Facts& facts_;
    const RunResult& run_;
    const ComputeOptions& options_;
    Claims& claims_;
    mutable std::map<std::string, std::vector<std::int32_t>> days_;
};

}  // namespace

void add_claims(const World& world, const RunResult& run, const ComputeOptions& options,
                Claims& claims) {
    Finder(world, run, options, claims).find();
}

}  // namespace attain::settlement
