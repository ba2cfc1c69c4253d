#include "laws/compare.h"

#include <fmt/format.h>

#include <map>

namespace attain::laws {

namespace {

using reference::Entitlement;
using reference::State;

class Comparison {
public:
    Comparison(const World& world, const RunResult& run, reference::Reference& reference)
        : world_(world), run_(run), reference_(reference) {}

    std::vector<std::string> all() {
        for (const MeasureResult& measure : run_.measures)
            compare(measure);
        for (const ComponentResult& component : run_.components)
            compare(component);
        for (std::size_t i = 0; i < reference_.result().components.size(); ++i) {
            const Entitlement& ours = reference_.result().components[i];
            if (!met_[i] && !(ours.entitled.is_zero() && ours.due.is_zero())) {
                say("{} is not in the run: due {}", name_of(ours), ours.due.shown());
            }
        }
        compare_plans();
        compare_payouts();
        return std::move(found_);
    }

private:
    template <class... Args>
    void say(fmt::format_string<Args...> text, Args&&... args) {
        found_.push_back(fmt::format(text, std::forward<Args>(args)...));
    }
    void expect(const std::string& what, const char* figure, const Rational& engine,
                const Rational& ours) {
        if (engine == ours) return;
        say("{}: {} is {} in the engine, {} in the reference", what, figure, engine.shown(8),
            ours.shown(8));
    }
    std::string owner_name(const GoalOwner& owner) const {
        const Roster& roster = world_.facts.roster;
        if (const auto* team = std::get_if<TeamIndex>(&owner)) {
            return "team " + roster[*team].id.text();
        }
        return roster[std::get<ParticipantIndex>(owner)].id.text();
    }
    static std::string name_of(const Entitlement& ours) {
        return fmt::format("{} {}/{} {} ({})", ours.who, ours.plan, ours.component, ours.pay_period,
                           ours.assignment.text());
    }

    void compare(const MeasureResult& measure) {
        const Plan& plan = world_.rules[measure.plan];
        const Measure& meant = plan.measures[measure.measure];
        // A member's part of a pool's measure: what it decides is compared with the shares.
        const bool personal = std::holds_alternative<ParticipantIndex>(measure.owner);
        if (personal && meant.credit == CreditScope::team) return;
        // Computed from others that are compared; for which team, only the component knows.
        if (meant.kind == Measure::Kind::computed) return;
        const std::string what =
            fmt::format("measure {}/{} of {} on {}", plan.id.text(), meant.name,
                        owner_name(measure.owner), measure.days.text());
        reference::Measured ours = reference_.measure(measure.plan, measure.measure, measure.owner,
                                                      measure.days, measure.window);
        // The same days may be asked with what is carried into them, as a position, and without.
        if (personal && !plan.terms.carries.from.empty() && measure.value != ours.value) {
            ours = reference_.measure(measure.plan, measure.measure, measure.owner, measure.days,
                                      measure.window, true);
        }
        if (measure.none != ours.none) say("{}: only one of the two has no value", what);
        expect(what, "value", measure.value, ours.value);
        if (!meant.of_lines()) return;
        std::map<std::uint32_t, Rational> rows;
        for (const reference::Line& line : ours.lines)
            rows[line.row] += line.amount;
        for (std::size_t i = measure.lines.begin; i < measure.lines.end; ++i) {
            rows[run_.credits.rows[i]] -= run_.credits.value(measure.lines, i);
        }
        for (const auto& [row, left] : rows) {
            if (!left.is_zero()) {
                say("{}: {} differs by {}", what, world_.facts.ledger.key_text(row), left.shown());
            }
        }
    }

    const Entitlement* find(const ComponentResult& result) {
        const Plan& plan = world_.rules[result.plan];
        const std::string& who = world_.facts.roster[result.who].id.text();
        for (std::size_t i = 0; i < reference_.result().components.size(); ++i) {
            const Entitlement& ours = reference_.result().components[i];
            if (ours.who == who && ours.plan == plan.id.text() &&
                ours.component == plan.components[result.component].name &&
                ours.pay_period == result.pay_period.name &&
                ours.assignment.holds(result.assignment.first)) {
                met_[i] = true;
                return &ours;
            }
        }
        return nullptr;
    }

    void compare(const ComponentResult& result) {
        const Plan& plan = world_.rules[result.plan];
        const Entitlement* ours = find(result);
        if (ours == nullptr) {
            if (result.due.minor_units() == 0 && result.entitled.minor_units() == 0) return;
            say("{} {}/{} {} is not in the reference", owner_name(result.who), plan.id.text(),
                plan.components[result.component].name, result.pay_period.name);
            return;
        }
        const std::string what = name_of(*ours);
        const State state = result.outcome == Outcome::excepted    ? State::excepted
                            : result.outcome == Outcome::not_due   ? State::not_due
                            : result.outcome == Outcome::forfeited ? State::forfeited
                                                                   : State::paid;
        // A window that is still open and lacks a figure is not due, or excepted already: both pay
        // nothing.
        const bool not_yet = state == State::excepted && ours->state == State::not_due;
        if (state != ours->state && !not_yet) {
            say("{}: {} in the engine, {} in the reference", what, word(state), word(ours->state));
        }
        expect(what, "due", result.due.exact().amount(), ours->due);
        if (state != State::paid || ours->state != State::paid) return;
        expect(what, "exact", result.exact, ours->exact);
        expect(what, "entitled", result.entitled.exact().amount(), ours->entitled);
        expect(what, "before", result.before.exact().amount(), ours->before);
        // After a move between teams the lines of each team pay in part: no slices are stored then.
        if (ours->lookups <= 1) compare_slices(what, result, *ours);
    }

    static const char* word(State state) {
        switch (state) {
            case State::paid: return "paid";
            case State::not_due: return "not due";
            case State::excepted: return "excepted";
            case State::forfeited: return "forfeited";
        }
        return "";
    }

    void compare_slices(const std::string& what, const ComponentResult& result,
                        const Entitlement& ours) {
        const Component& component = world_.rules[result.plan].components[result.component];
        const bool tiers = std::holds_alternative<TierTable>(component.value);
        constexpr std::uint32_t none = 0xffU;
        std::map<std::pair<std::uint32_t, std::uint32_t>, Rational> left;
        for (const reference::Slice& slice : ours.slices) {
            const std::uint32_t tier =
                tiers ? static_cast<std::uint32_t>(slice.tier.value_or(none)) : 0;
            left[{slice.row, tier}] += slice.base;
        }
        for (const WindowFigures& window : result.windows) {
            if (!window.slices) continue;
            std::map<std::uint32_t, std::uint32_t> tier_of;  // by place
            for (const TierSum& sum : window.tiers)
                tier_of[sum.place] = sum.tier;
            for (std::size_t i = window.slices->begin; i < window.slices->end; ++i) {
                const std::uint16_t place = run_.slices.tiers[i];
                const std::uint32_t tier = place == Slices::no_tier ? none : tier_of[place];
                left[{run_.slices.rows[i], tiers ? tier : 0}] -=
                    run_.slices.base(*window.slices, i);
            }
        }
        for (const auto& [key, base] : left) {
            if (base.is_zero()) continue;
            say("{}: {} in tier {} differs by {}", what, world_.facts.ledger.key_text(key.first),
                key.second, base.shown());
        }
    }

    void compare_plans() {
        std::map<std::string, Rational> left;
        for (const reference::PlanPay& pay : reference_.result().plans) {
            left[fmt::format("plan {} {} {}", pay.who, pay.plan, pay.pay_period)] += pay.due;
        }
        for (const PlanResult& plan : run_.plans) {
            left[fmt::format("plan {} {} {}", owner_name(plan.who),
                             world_.rules[plan.plan].id.text(), plan.pay_period.name)] -=
                plan.due.exact().amount();
        }
        for (const auto& [what, difference] : left)
            expect(what, "difference", 0, difference);
    }

    void compare_payouts() {
        auto left = reference_.result().payouts;
        for (const Payout& payout : run_.payouts) {
            left[{owner_name(payout.who), payout.total.currency().code()}] -=
                payout.total.exact().amount();
        }
        for (const auto& [key, difference] : left) {
            expect("payout of " + key.first + " in " + key.second, "difference", 0, difference);
        }
    }

    const World& world_;
    const RunResult& run_;
    reference::Reference& reference_;
    std::map<std::size_t, bool> met_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> differences(const World& world, const RunResult& run,
                                     reference::Reference& reference) {
    return Comparison(world, run, reference).all();
}

}  // namespace attain::laws
