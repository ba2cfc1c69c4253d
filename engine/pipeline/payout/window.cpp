// One window of one component: base → table → weight → cap, then floor → gate (R6).
#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "pipeline/condition/value.h"
#include "pipeline/payout/desk.h"

namespace attain::payout {

namespace {

// What a table pays for the axis as a whole, where it is marginal: each tier's stretch of the axis
// at the tier's value (a table in percent of the target).
Rational marginal_sum(const rate::Ladder& ladder, const Rational& at) {
    Rational sum;
    for (std::size_t step = 0; step < ladder.values.size(); ++step) {
        Rational lower = step == 0 ? least(at, Rational(0)) : ladder.edges[step - 1];
        Rational upper =
            step < ladder.edges.size() ? ladder.edges[step] : greatest(at, Rational(0));
        const auto clamp = [&](const Rational& x) { return greatest(lower, least(x, upper)); };
        if (upper < lower) continue;
        sum += (clamp(at) - clamp(Rational(0))) * ladder.values[step];
    }
    return sum;
}

class WindowDesk {
public:
    WindowDesk(Desk& desk, const Job& job, const WindowJob& window)
        : desk_(desk),
          job_(job),
          window_(window),
          plan_(desk.plan(job)),
          component_(desk.component(job)) {
        figures_.window = window.window.period;
        figures_.days = window.window.days;
    }

    WindowFigures evaluate(const std::optional<PoolFigure>& pool, const Rational& pool_share) {
        look_up_axis();
        if (std::holds_alternative<TargetBase>(component_.base)) {
            pay_on_target();
        } else if (std::holds_alternative<MeasureBase>(component_.base)) {
            pay_on_measure();
        } else if (std::holds_alternative<Pool>(component_.value)) {
            figures_.pool = pool;
            figures_.gross = pool_share;
        } else {
            pay_amounts();
        }
        if (!weighted_by_line_) figures_.weighted = figures_.gross * component_.weight;
        limit();
        judge_gate();
        return std::move(figures_);
    }

private:
    QuotaBasis basis() const {
        const auto* axis = std::get_if<AttainmentAxis>(&component_.axis);
        return axis ? plan_.attainments[axis->attainment].basis : QuotaBasis::whole_window;
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
            } else if (ask.measure) {
                lookup.measure_result = ask.measure;
                lookup.at = desk_.answer(*ask.measure).value;
            }
            if (!one) {
                lookup.share = desk_.ground().promises.share_of_window(
                    desk_.question(job_, window_.window.period, window_.there), ask.days);
            }
            look_up(lookup);
            figures_.lookups.push_back(std::move(lookup));
        }
    }

    void look_up(Lookup& lookup) {
        if (const auto* curve = std::get_if<Curve>(&component_.value)) {
            lookup.value = curve->value_at(lookup.at);
            lookup.place = static_cast<std::uint32_t>(curve->stretch_at(lookup.at));
        } else if (const auto* table = std::get_if<TierTable>(&component_.value)) {
            const std::optional<std::size_t> tier = table->tier_at(lookup.at);
            lookup.place = tier ? static_cast<std::uint32_t>(*tier) : Slices::no_tier;
            if (table->mode == TableMode::marginal) {
                if (!std::holds_alternative<MeasureBase>(component_.base)) {
                    lookup.value = marginal_sum(ladder(*table, Rational(1), 0), lookup.at);
                }
            } else if (tier) {
                lookup.value = desk_.quantity(job_, window_, table->tiers[*tier].value);
            }
        } else if (const auto* flat = std::get_if<FlatRate>(&component_.value)) {
            lookup.value = desk_.quantity(job_, window_, flat->rate);
        } else if (const auto* fixed = std::get_if<FixedAmount>(&component_.value)) {
            lookup.value = desk_.quantity(job_, window_, fixed->amount);
        }
    }

    // The table as steps in amounts of the walked measure: percent edges times the quota.
    rate::Ladder ladder(const TierTable& table, const Rational& scale, std::uint32_t rater) {
        rate::Ladder steps;
        const auto push = [&](Rational value, std::uint32_t place) {
            steps.values.push_back(std::move(value));
            steps.places.push_back(static_cast<std::uint16_t>(place));
        };
        if (table.tiers.front().lower && table.below_first == Beyond::zero) {
            push(0, Slices::no_tier);
            steps.edges.push_back(table.tiers.front().lower->at * scale);
        }
        for (std::size_t tier = 0; tier < table.tiers.size(); ++tier) {
            push(desk_.quantity(job_, window_, table.tiers[tier].value),
                 rater << 8U | static_cast<std::uint32_t>(tier));
            if (tier + 1 < table.tiers.size()) {
                steps.edges.push_back(table.tiers[tier].upper->at * scale);
            }
        }
        if (table.tiers.back().upper && table.beyond_last == Beyond::zero) {
            steps.edges.push_back(table.tiers.back().upper->at * scale);
            push(0, Slices::no_tier);
        }
        return steps;
    }

    void pay_on_target() {
        PartedFigure target;
        std::vector<Rational> parts;
        for (const Lookup& lookup : figures_.lookups) {
            const bool one = window_.lookups.size() == 1;
            PartedFigure part =
                desk_.target(job_, window_, one ? window_.there : lookup.days, basis());
            target.amount += part.amount;
            for (PeriodPart& row : part.parts)
                target.parts.push_back(std::move(row));
            figures_.gross += part.amount * lookup.value;
            parts.push_back(part.amount);
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            Lookup& lookup = figures_.lookups[i];
            if (target.amount.is_zero()) {
                lookup.share = 0;
            } else {
                lookup.share = parts[i] / target.amount;
            }
        }
        figures_.target = std::move(target);
    }

    void pay_amounts() {
        for (const Lookup& lookup : figures_.lookups)
            figures_.gross += lookup.share * lookup.value;
    }

    // The ladder of one look-up by one version of the plan.
    rate::Ladder ladder_of(const Component& rules, const Lookup& lookup, std::uint32_t rater) {
        const auto* table = std::get_if<TierTable>(&rules.value);
        if (table && table->mode == TableMode::marginal) {
            const bool by_quota = lookup.attainment && lookup.attainment->quota;
            const Rational scale = by_quota ? lookup.attainment->quota->amount : Rational(1);
            return ladder(*table, scale, rater);
        }
        Lookup again = lookup;
        if (table) {
            const auto tier = table->tier_at(lookup.at);
            again.value =
                tier ? desk_.quantity(job_, window_, table->tiers[*tier].value) : Rational(0);
            again.place = tier ? static_cast<std::uint32_t>(*tier) : Slices::no_tier;
        } else if (const auto* curve = std::get_if<Curve>(&rules.value)) {
            again.value = curve->value_at(lookup.at);
            again.place = static_cast<std::uint32_t>(curve->stretch_at(lookup.at));
        } else if (const auto* flat = std::get_if<FlatRate>(&rules.value)) {
            again.value = desk_.quantity(job_, window_, flat->rate);
        }
        const bool no_tier = again.place == Slices::no_tier;
        return rate::Ladder::flat(
            again.value, no_tier ? Slices::no_tier
                                 : static_cast<std::uint16_t>(rater << 8U | (again.place & 0xffU)));
    }

    // The versions of the plan that rate this window credit by credit: those of the assignment's
    // days whose component of this name is of the same kind (T8).
    std::vector<PlanIndex> rating_versions() const {
        std::vector<PlanIndex> versions;
        const std::vector<Plan>& plans = desk_.world().rules.plans();
        for (std::uint32_t v = 0; v < plans.size(); ++v) {
            if (plans[v].id != plan_.id) continue;
            if (plans[v].effective.intersect(window_.window.days).empty()) continue;
            if (component_in(PlanIndex(v)) != nullptr) versions.push_back(PlanIndex(v));
        }
        return versions;
    }

    const Component* component_in(PlanIndex version) const {
        const Plan& rules = desk_.world().rules[version];
        for (const Component& other : rules.components) {
            const bool same = other.name == component_.name &&
                              other.value.index() == component_.value.index() &&
                              std::holds_alternative<MeasureBase>(other.base);
            if (same) return &other;
        }
        return nullptr;
    }

    void pay_on_measure() {
        const bool shared = window_.lookups.size() > 1 &&
                            plan_.measures[std::get<MeasureBase>(component_.base).measure].credit ==
                                CreditScope::team;
        for (std::size_t i = 0; i < window_.lookups.size(); ++i) {
            const LookupAsk& ask = window_.lookups[i];
            if (!ask.base || i >= figures_.lookups.size()) continue;
            if (!shared) figures_.base_measure = figures_.base_measure.value_or(*ask.base);
            pay_on_lines(figures_.lookups[i], *ask.base, static_cast<std::uint32_t>(i), shared);
        }
    }

    void pay_on_lines(const Lookup& lookup, std::size_t base, std::uint32_t at, bool shared) {
        const MeasureResult& measured = desk_.answer(base);
        std::vector<PlanIndex> versions = rating_versions();
        if (versions.size() < 2) versions = {job_.plan};
        std::vector<rate::Ladder> ladders;
        for (std::uint32_t v = 0; v < versions.size(); ++v) {
            const Component& rules = versions.size() == 1 ? component_ : *component_in(versions[v]);
            const auto lookups = static_cast<std::uint32_t>(window_.lookups.size());
            ladders.push_back(ladder_of(rules, lookup, v * lookups + at));
        }
        std::function<std::size_t(std::uint32_t)> which;
        if (versions.size() > 1) {
            figures_.versions = versions;
            which = [this, versions,
                     days = credit::days_named(desk_.world().facts, plan_.assigned_by)](
                        std::uint32_t row) { return version_of(versions, days[row]); };
        }
        const Rational share = shared ? lookup.share : Rational(1);
        std::optional<rate::LineRounding> line_rounding;
        if (component_.rounded_at == RoundedAt::line) {
            line_rounding = {component_.rounding, plan_.currency, component_.weight * share};
        }
        Slices apart;  // a share of a team's lines is not one's own: no slices are kept of it
        Slices& slices = shared ? apart : desk_.evaluated().slices;
        if (plan_.measures[measured.measure].kind == Measure::Kind::pay) {
            pay_on_pay(measured, ladders.front(), share);
            return;
        }
        const rate::Rated rated = rate::walk(desk_.credits(), measured.lines, ladders, which,
                                             line_rounding ? &*line_rounding : nullptr,
                                             desk_.ground().force_exact, slices);
        figures_.gross += rated.amount * share;
        figures_.tiers.insert(figures_.tiers.end(), rated.tiers.begin(), rated.tiers.end());
        if (!shared && window_.lookups.size() == 1) figures_.slices = rated.block;
        if (line_rounding) {
            weighted_by_line_ = true;
            figures_.weighted += rated.rounded_lines;
        }
    }

    std::size_t version_of(const std::vector<PlanIndex>& versions, std::int32_t day) const {
        for (std::size_t v = versions.size(); v-- > 1;) {
            if (desk_.world().rules[versions[v]].effective.first <= Date(day)) return v;
        }
        return 0;
    }

    // Pay that another rule takes in has no lines: it is one amount (R11), rated like one credit.
    void pay_on_pay(const MeasureResult& measured, const rate::Ladder& ladder,
                    const Rational& share) {
        Slices apart;
        CreditLines one{{0}, {0}, {measured.value}};
        const LineBlock block{0, 1, 1, true, 0};
        const rate::Rated rated = rate::walk(one, block, {ladder}, {}, nullptr, true, apart);
        figures_.gross += rated.amount * share;
        figures_.tiers.insert(figures_.tiers.end(), rated.tiers.begin(), rated.tiers.end());
    }

    void limit() {
        figures_.exact = figures_.weighted;
        const auto amount = [&](const Limit& limit) {
            Rational value = desk_.quantity(job_, window_, limit.quantity);
            if (limit.of_target) {
                value *= figures_.target
                             ? figures_.target->amount
                             : desk_.target(job_, window_, window_.there, basis()).amount;
            }
            return value;
        };
        if (component_.cap) {
            const Rational most = amount(*component_.cap);
            if (most < figures_.exact) {
                figures_.cap_cut = figures_.exact - most;
                figures_.exact = most;
            }
        }
        if (component_.floor) {
            const Rational minimum = amount(*component_.floor);
            if (figures_.exact < minimum) {
                figures_.floor_added = minimum - figures_.exact;
                figures_.exact = minimum;
            }
        }
    }

    std::optional<condition::Value> gate_value(std::string_view name) {
        if (name.starts_with("person.")) return of_person(std::string(name.substr(7)));
        for (const AttainmentFigure& figure : figures_.gate->attainments) {
            if (plan_.attainments[figure.attainment].name != name) continue;
            if (figure.value) return *figure.value;
        }
        for (const auto& [measure, place] : window_.gate_measures) {
            if (plan_.measures[measure].name == name) return desk_.answer(place).value;
        }
        // What the gate hangs on is missing: it stays closed, and an exception says why.
        desk_.except(job_, "gate-undecided",
                     fmt::format("the gate of `{}` needs `{}`, which has no value in {}",
                                 component_.name, name, window_.window.period.name),
                     "supply the goal or team that its condition names");
        return std::nullopt;
    }

    std::optional<condition::Value> of_person(const std::string& column) const {
        const Stretch* stretch =
            desk_.world().facts.roster.on(desk_.assignment(job_).who, window_.window.days.last());
        if (!stretch) return std::nullopt;
        const auto number = stretch->numbers.find(column);
        if (number != stretch->numbers.end()) return number->second;
        const auto text = stretch->texts.find(column);
        if (text != stretch->texts.end()) return text->second;
        return std::nullopt;
    }

    void judge_gate() {
        if (!component_.gate) return;
        figures_.gate = GateFigure{};
        for (const AttainmentAsk& ask : window_.gate_attainments) {
            figures_.gate->attainments.push_back(desk_.attain(job_, ask));
        }
        figures_.gate->open = condition::holds(
            *component_.gate->open_when, [&](std::string_view name) { return gate_value(name); });
        if (!figures_.gate->open) figures_.exact *= component_.gate->otherwise;
    }

    Desk& desk_;
    const Job& job_;
    const WindowJob& window_;
    const Plan& plan_;
    const Component& component_;
    WindowFigures figures_;
    bool weighted_by_line_ = false;
};

}  // namespace

WindowFigures evaluate_window(Desk& desk, const Job& job, const WindowJob& window,
                              const std::optional<PoolFigure>& pool, const Rational& pool_share) {
    return WindowDesk(desk, job, window).evaluate(pool, pool_share);
}

}  // namespace attain::payout
