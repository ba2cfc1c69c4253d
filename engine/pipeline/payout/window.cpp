// One window of one component (R6): base → table → modifiers → weight → cap, then floor → gate, or
// in the order that the component states.
#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "pipeline/condition/value.h"
#include "pipeline/payout/rating.h"
#include "pipeline/result/way.h"

namespace attain::payout {

namespace {

class WindowDesk {
public:
    WindowDesk(Desk& desk, const WindowJob& window)
        : desk_(desk),
          job_(window.ruling),
          window_(window),
          plan_(desk.plan(job_)),
          component_(desk.component(job_)),
          values_(desk, window, component_, figures_),
          rating_(desk, window, figures_) {
        figures_.plan = job_.plan;
        figures_.component = job_.component;
        figures_.window = window.window.period;
        figures_.days = window.window.days;
    }

    WindowFigures evaluate(const FromOthers& others) {
        figures_.forfeited = window_.forfeited;
        if (figures_.forfeited) return std::move(figures_);
        figures_.presence = desk_.presence(job_, window_);
        if (component_.gate) figures_.gate = judge_gate(desk_, window_);
        bound_credit();
        modify();
        look_up_axis();
        pay(others);
        if (!rating_.weighted_by_line()) {
            figures_.weighted = figures_.gross * early_factor(component_, figures_);
        }
        figures_.none = nothing_measured_ || nothing_to_pay_on();
        Memory::Entry left = figures_.none ? passed_on() : pass_steps(others.so_far);
        left.open = figures_.gate && figures_.gate->open;
        if (remembers(component_)) desk_.remember(job_, std::move(left));
        if (figures_.none) return std::move(figures_);
        figures_.share = window_.share;
        if (figures_.share) figures_.exact *= *figures_.share;
        return std::move(figures_);
    }

private:
    QuotaBasis basis() const {
        const auto* axis = std::get_if<AttainmentAxis>(&component_.axis);
        return axis ? plan_.attainments[axis->attainment].basis : QuotaBasis::whole_window;
    }

    void pay(const FromOthers& others) {
        if (std::holds_alternative<TargetBase>(component_.base)) {
            pay_on_target();
        } else if (std::holds_alternative<MeasureBase>(component_.base)) {
            pay_on_measure();
        } else if (std::holds_alternative<Pool>(component_.value)) {
            // A pool whose size needs a goal that is missing pays nobody (M3).
            if (window_.pool_above) desk_.attain(job_, *window_.pool_above);
            figures_.pool = others.pool;
            figures_.gross = others.amount;
        } else if (std::holds_alternative<Rank>(component_.value)) {
            figures_.rank = others.rank;
            figures_.gross = others.amount;
        } else {
            pay_amounts();
        }
    }

    // The credit that earns: beyond the threshold, which the window before may have raised (R12),
    // up to the cap on credit (R7).
    void bound_credit() {
        if (component_.credit_cap) {
            figures_.credit_cap = desk_.limit(job_, window_, *component_.credit_cap);
        }
        if (!component_.threshold) return;
        const Memory::Entry* before = component_.threshold->carried
                                          ? desk_.remembered(job_, window_.window.period.days.first)
                                          : nullptr;
        if (before) figures_.shortfall_before = before->shortfall;
        figures_.threshold =
            desk_.limit(job_, window_, *component_.threshold) + figures_.shortfall_before;
    }

    const AttainmentAsk* named(AttainmentIndex attainment) const {
        for (const AttainmentAsk& ask : window_.named_attainments) {
            if (ask.attainment == attainment) return &ask;
        }
        return nullptr;
    }

    // R6: each modifier's factor, then all of them together.
    void modify() {
        Rational added = 1;
        for (const Modifier& rules : component_.modifiers) {
            ModifierFigure figure;
            if (rules.gate) figure.gate = judge(desk_, window_, rules.gate->open_when);
            if (!figure.gate || figure.gate->open) place_modifier(rules, figure);
            figure.factor = factor_of(rules, figure);
            figures_.factor *= figure.factor;
            added += figure.factor - 1;
            figures_.modifiers.push_back(std::move(figure));
        }
        if (component_.modifiers_combine == Combine::add) figures_.factor = added;
    }

    // Where a modifier stands on its axis.
    void place_modifier(const Modifier& rules, ModifierFigure& figure) {
        if (const auto* axis = std::get_if<AttainmentAxis>(&rules.axis)) {
            const AttainmentAsk* ask = named(axis->attainment);
            if (ask == nullptr) return without_team();
            figure.attainment = desk_.attain(job_, *ask);
            figure.at = figure.attainment->value.value_or(Rational(0));
            nothing_measured_ = nothing_measured_ || desk_.measures_nothing(*figure.attainment);
        } else if (const auto* by = std::get_if<MeasureAxis>(&rules.axis)) {
            for (const auto& [measure, place] : window_.named_measures) {
                if (measure == by->measure) figure.measure_result = place;
            }
            if (!figure.measure_result) return without_team();
            figure.at = desk_.answer(*figure.measure_result).value;
            nothing_measured_ = nothing_measured_ || desk_.answer(*figure.measure_result).none;
        }
    }

    void without_team() {
        desk_.except(job_, "no-team",
                     fmt::format("a modifier of `{}` hangs on a team, and there is none in {}",
                                 component_.name, window_.window.period.name),
                     "fill the team in people.csv");
    }

    Rational factor_of(const Modifier& rules, const ModifierFigure& figure) {
        if (figure.gate && !figure.gate->open) return rules.gate->otherwise;
        const Reading reading{job_, last_day(), std::nullopt};
        if (const auto* stated = std::get_if<Quantity>(&rules.factor)) {
            return values_.quantity(reading, *stated).value;
        }
        if (const auto* curve = std::get_if<Curve>(&rules.factor)) {
            return values_.on_curve(*curve, figure.at);
        }
        return values_.in_tier(reading, std::get<TierTable>(rules.factor), figure.at).value;
    }

    // The caps on what is looked up, and on the credit that counts (R7).
    void cap_position(Lookup& lookup) const {
        if (component_.attainment_cap) lookup.at = least(lookup.at, *component_.attainment_cap);
        if (!figures_.credit_cap) return;
        Rational unit = 1;
        if (lookup.attainment) {
            const std::optional<PartedFigure>& quota = lookup.attainment->quota;
            if (!lookup.attainment->value || !quota || quota->amount.sign() <= 0) return;
            unit = quota->amount;
        }
        lookup.at = least(lookup.at, *figures_.credit_cap / unit);
    }

    // Against the phases to date the days to date count, else also those still to come.
    DayRange days_that_count() const {
        return basis() == QuotaBasis::phases_to_date ? window_.window.days : window_.there;
    }

    void look_up_axis() {
        const bool one = window_.lookups.size() == 1;
        for (const LookupAsk& ask : window_.lookups) {
            Lookup lookup;
            lookup.team = ask.team;
            lookup.days = ask.days;
            if (follows_team(plan_, component_) && !ask.team.exists()) {
                desk_.except(
                    job_, "no-team",
                    fmt::format("{} is on no team from {} to {}, but `{}` pays on a team",
                                desk_.world().facts.roster[desk_.assignment(job_).who].id.text(),
                                ask.days.first.text(), ask.days.last().text(), component_.name),
                    "fill the team in people.csv");
                continue;
            }
            if (ask.attainment) {
                lookup.attainment = desk_.attain(job_, *ask.attainment);
                lookup.at = lookup.attainment->value.value_or(Rational(0));
                lookup.none = desk_.measures_nothing(*lookup.attainment);
            } else if (ask.measure) {
                lookup.measure_result = ask.measure;
                lookup.at = desk_.answer(*ask.measure).value;
                lookup.none = desk_.answer(*ask.measure).none;
            }
            if (!one) {
                lookup.share = desk_.ground().promises.share_of_presence(
                    desk_.question(job_, window_.window.period, days_that_count()), ask.days);
            }
            if (!lookup.none) {
                cap_position(lookup);
                look_up(lookup);
            }
            figures_.lookups.push_back(std::move(lookup));
        }
    }

    // M1: an average of nothing, or a share of it, is no figure that could be looked up or paid on;
    // after a move between teams, where each team's is none.
    bool nothing_to_pay_on() const {
        const std::vector<Lookup>& lookups = figures_.lookups;
        std::size_t without = 0;
        for (std::size_t i = 0; i < lookups.size(); ++i) {
            const std::optional<std::size_t>& base = window_.lookups[i].base;
            if (lookups[i].none || (base && desk_.answer(*base).none)) ++without;
        }
        return without > 0 && without == lookups.size();
    }

    // A window's look-up; where deals are looked up one by one, or credits as they come, what
    // they find stands with the tiers.
    void look_up(Lookup& lookup) {
        const bool later = component_.per != Per::window || is_walked(component_.value);
        if (later && !std::holds_alternative<TargetBase>(component_.base)) {
            const auto* table = std::get_if<TierTable>(&component_.value);
            const auto tier = table ? table->tier_at(position(lookup)) : std::nullopt;
            const bool stands = tier && component_.per == Per::window;
            lookup.place = stands ? static_cast<std::uint32_t>(*tier) : Slices::no_tier;
            return;
        }
        const Answer answer =
            values_.at({job_, last_day(), std::nullopt}, component_, position(lookup));
        lookup.value = answer.value;
        lookup.place = answer.place;
        if (answer.exact != answer.value && component_.round_value) lookup.unrounded = answer.exact;
    }

    // Where on the table or curve as written a look-up lies (M5).
    Rational position(const Lookup& lookup) const {
        return lookup.at / edge_scale(plan_, component_, figures_);
    }

    static bool is_walked(const Value& value) {
        const auto* table = std::get_if<TierTable>(&value);
        if (!table) return false;
        return table->mode != TableMode::whole || table->back_to;
    }

    void pay_on_target() {
        PartedFigure target = desk_.target(job_, window_, window_.there, basis());
        for (Lookup& lookup : figures_.lookups) {
            if (window_.lookups.size() > 1) lookup.share = share_of_target(target, lookup);
            figures_.gross += target.amount * lookup.share * lookup.value;
            tell_slices(lookup, target.amount * lookup.share);
        }
        figures_.target = std::move(target);
    }

    // Each slice of attainment is worth its share of the target; each milestone its own.
    void tell_slices(const Lookup& lookup, const Rational& base) {
        const Reading reading{job_, last_day(), std::nullopt};
        const auto* table = std::get_if<TierTable>(&component_.value);
        if (table && is_walked(component_.value)) {
            for (TierSum& sum : values_.slices_of(reading, *table, lookup.at)) {
                sum.base *= base;
                sum.amount *= base;
                figures_.tiers.push_back(std::move(sum));
            }
        }
        const auto* milestones = std::get_if<Milestones>(&component_.value);
        for (std::uint32_t i = 0; milestones && i < lookup.place; ++i) {
            const Rational value = values_.quantity(reading, milestones->steps[i].value).value;
            figures_.tiers.push_back({i, base, value, base * value, i, 0, 0, {}, {}});
        }
    }

    // What the days in one team bring of the target (T8, M5): what the plan's proration makes of
    // them; where it cannot tell them apart, calendar days decide.
    Rational share_of_target(const PartedFigure& target, const Lookup& lookup) {
        const bool by_days =
            plan_.proration == Proration::none || plan_.proration == Proration::whole_months;
        if (by_days || target.amount.is_zero()) {
            return lookup.share;
        }
        return desk_.target(job_, window_, lookup.days, basis()).amount / target.amount;
    }

    void pay_amounts() {
        for (const Lookup& lookup : figures_.lookups) {
            if (component_.per != Per::window) {
                rating_.pay_each_deal(lookup);
                continue;
            }
            const bool prorated = shrinks(plan_, component_).amounts;
            const Rational share = prorated ? lookup.share * figures_.presence : lookup.share;
            figures_.gross += share * lookup.value;
            tell_slices(lookup, share);
        }
        if (component_.per != Per::window) rating_.finish();
    }

    Date last_day() const { return window_.window.days.last(); }

    void pay_on_measure() {
        const Measure& base = plan_.measures[std::get<MeasureBase>(component_.base).measure];
        const bool shared = window_.lookups.size() > 1 && base.shared_by_teams();
        // After a move each team's look-up has its own credits: no one measure, but for a figure
        // of one's own that they share.
        const bool one = window_.lookups.size() == 1 ||
                         (base.shared_by_teams() && base.credit != CreditScope::team);
        for (std::size_t i = 0; i < window_.lookups.size(); ++i) {
            const LookupAsk& ask = window_.lookups[i];
            if (!ask.base || i >= figures_.lookups.size()) continue;
            if (figures_.lookups[i].none) continue;
            if (one) figures_.base_measure = *ask.base;
            rating_.rate(figures_.lookups[i], static_cast<std::uint32_t>(i), *ask.base, shared);
        }
        rating_.finish();
    }

    // What becomes of the weighted pay, step by step in the component's order (R6): what is still
    // to multiply it, cap and floor of the window or of the pay period inside it (R5, R7), the
    // gate. `so_far`: what earlier windows of this pay period came to.
    Memory::Entry pass_steps(const Rational& so_far) {
        Memory::Entry left;
        left.window = window_.window.period.days.first;
        const std::vector<PayStep> steps = later_steps(component_);
        const auto limits = [&](PayStep step) { return limits_window(component_, step); };
        auto limits_left = std::count_if(steps.begin(), steps.end(), limits);
        bool limited = false;
        Rational amount = figures_.weighted;
        for (const PayStep step : steps) {
            if (limits(step) && !limited) begin_limits(amount, left);
            limited = limited || limits(step);
            switch (step) {
                case PayStep::modifiers: amount *= figures_.factor; break;
                case PayStep::weight: amount *= component_.weight; break;
                case PayStep::cap: cap_pay(amount, so_far); break;
                case PayStep::floor: lift_pay(amount, so_far); break;
                case PayStep::gate: amount *= gate_passes(); break;
            }
            if (!limits(step) || --limits_left > 0) continue;
            if (figures_.increment) amount += figures_.increment->exact_before;
            left.exact = amount;
        }
        figures_.exact = amount;
        left.excess = figures_.excess;
        if (figures_.threshold && component_.threshold->carried) {
            figures_.shortfall = greatest(*figures_.threshold - credit_to_date(), Rational(0));
        }
        left.shortfall = figures_.shortfall;
        return left;
    }

    // R5: what limits pay periods inside a longer window limits what this one adds.
    void begin_limits(Rational& amount, Memory::Entry& left) {
        left.weighted = amount;
        const auto per_period = [](const std::optional<Limit>& limit) {
            return limit && limit->per == Limit::Per::pay_period;
        };
        const Memory::Entry* before = desk_.remembered(job_, job_.pay_period.days.first);
        runs_on_ = before && before->window == left.window;
        if (!runs_on_ || !(per_period(component_.cap) || per_period(component_.floor))) return;
        figures_.increment = Increment{before->weighted, before->exact};
        amount -= before->weighted;
    }

    Rational bound(const Limit& limit, bool prorated, const Rational& so_far) {
        Rational value = desk_.limit(job_, window_, limit);
        if (prorated && is_prorated(limit)) value *= figures_.presence;
        return limit.per == Limit::Per::pay_period ? value - so_far : value;
    }

    void cap_pay(Rational& amount, const Rational& so_far) {
        if (!component_.cap) return;
        amount -= figures_.deals_cut;
        if (component_.cap->per == Limit::Per::deal) return;
        take_in_excess(runs_on_);
        amount += figures_.excess_before;
        const Rational most = bound(*component_.cap, plan_.prorates.caps, so_far);
        if (most < amount) figures_.cap_cut = amount - most;
        if (component_.cap->carried) figures_.excess = figures_.cap_cut;
        amount -= figures_.cap_cut;
    }

    void lift_pay(Rational& amount, const Rational& so_far) {
        if (!component_.floor) return;
        amount += figures_.deals_added;
        if (component_.floor->per == Limit::Per::deal) return;
        const Rational minimum = bound(*component_.floor, plan_.prorates.floors, so_far);
        if (amount < minimum) figures_.floor_added = minimum - amount;
        amount += figures_.floor_added;
    }

    // What a gate leaves: a closed one its `otherwise`. A pool has been opened or shrunk as a whole
    // before it was shared.
    Rational gate_passes() const {
        if (!component_.gate || figures_.gate->open) return 1;
        const bool shrunk = figures_.pool && gate_of_team(plan_, component_);
        return shrunk ? Rational(1) : component_.gate->otherwise;
    }

    // What a threshold is compared with: of a team, the credit of the one at the end; else all.
    Rational credit_to_date() {
        const MeasureIndex base = std::get<MeasureBase>(component_.base).measure;
        Rational sum;
        for (const LookupAsk& ask : window_.lookups) {
            if (plan_.measures[base].credit == CreditScope::team) sum = 0;
            if (ask.base) sum += desk_.answer(*ask.base).value;
        }
        return sum;
    }

    // A window in which nothing was measured changes nothing of what is carried from the one
    // before.
    Memory::Entry passed_on() {
        Memory::Entry left;
        left.window = window_.window.period.days.first;
        const Memory::Entry* before = desk_.remembered(job_, job_.pay_period.days.first);
        const bool runs_on = before && before->window == left.window;
        if (runs_on) {
            left.weighted = before->weighted;
            left.exact = before->exact;
        }
        take_in_excess(runs_on);
        left.excess = figures_.excess = figures_.excess_before;
        left.shortfall = figures_.shortfall = figures_.shortfall_before;
        return left;
    }

    // What earlier caps have cut off and carried (R7): of the pay period before, or of the window
    // before.
    void take_in_excess(bool runs_on) {
        if (!component_.cap || !component_.cap->carried) return;
        if (component_.cap->until && *component_.cap->until < last_day()) return;
        const bool by_period = component_.cap->per == Limit::Per::pay_period;
        const Date from =
            by_period && runs_on ? job_.pay_period.days.first : window_.window.period.days.first;
        if (const Memory::Entry* before = desk_.remembered(job_, from)) {
            figures_.excess_before = before->excess;
        }
    }

    Desk& desk_;
    const Ruling& job_;
    const WindowJob& window_;
    const Plan& plan_;
    const Component& component_;
    WindowFigures figures_;
    bool nothing_measured_ = false;  // a modifier has nothing to look up by
    bool runs_on_ = false;           // an earlier pay period of the window left something behind
    Values values_;
    Rating rating_;
};

}  // namespace

WindowFigures evaluate_window(Desk& desk, const WindowJob& window, const FromOthers& from_others) {
    return WindowDesk(desk, window).evaluate(from_others);
}

}  // namespace attain::payout
