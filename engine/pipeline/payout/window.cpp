// One window of one component: base → table → weight → cap, then floor → gate (R6).
#include <fmt/format.h>

#include <algorithm>
#include <set>

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
    WindowDesk(Desk& desk, const WindowJob& window)
        : desk_(desk),
          job_(window.ruling),
          window_(window),
          plan_(desk.plan(job_)),
          component_(desk.component(job_)) {
        figures_.plan = job_.plan;
        figures_.component = job_.component;
        figures_.window = window.window.period;
        figures_.days = window.window.days;
    }

    WindowFigures evaluate(const std::optional<PoolFigure>& pool, const Rational& pool_share) {
        figures_.forfeited = window_.forfeited;
        if (figures_.forfeited) return std::move(figures_);
        look_up_axis();
        if (std::holds_alternative<TargetBase>(component_.base)) {
            pay_on_target();
        } else if (std::holds_alternative<MeasureBase>(component_.base)) {
            pay_on_measure();
        } else if (std::holds_alternative<Pool>(component_.value)) {
            // A pool whose size needs a goal that is missing pays nobody (M3).
            if (window_.pool_above) desk_.attain(job_, *window_.pool_above);
            figures_.pool = pool;
            figures_.gross = pool_share;
        } else {
            pay_amounts();
        }
        if (!weighted_by_line_) figures_.weighted = figures_.gross * component_.weight;
        limit();
        apply_gate();
        figures_.share = window_.share;
        if (figures_.share) figures_.exact *= *figures_.share;
        return std::move(figures_);
    }

private:
    QuotaBasis basis() const {
        const auto* axis = std::get_if<AttainmentAxis>(&component_.axis);
        return axis ? plan_.attainments[axis->attainment].basis : QuotaBasis::whole_window;
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
            } else if (ask.measure) {
                lookup.measure_result = ask.measure;
                lookup.at = desk_.answer(*ask.measure).value;
            }
            if (!one) {
                lookup.share = desk_.ground().promises.share_of_presence(
                    desk_.question(job_, window_.window.period, days_that_count()), ask.days);
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
                    lookup.value =
                        marginal_sum(ladder(*table, Rational(1), 0, last_day()), lookup.at);
                }
            } else if (tier) {
                lookup.value = desk_.quantity(job_, table->tiers[*tier].value, last_day());
            }
        } else if (const auto* flat = std::get_if<FlatRate>(&component_.value)) {
            lookup.value = desk_.quantity(job_, flat->rate, last_day());
        } else if (const auto* fixed = std::get_if<FixedAmount>(&component_.value)) {
            lookup.value = desk_.quantity(job_, fixed->amount, last_day());
        }
    }

    // The table as steps in amounts of the walked measure: percent edges times the quota. Columns
    // of the person are read on `day`.
    rate::Ladder ladder(const TierTable& table, const Rational& scale, std::uint32_t rater,
                        Date day) {
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
            push(desk_.quantity(job_, table.tiers[tier].value, day),
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
        PartedFigure target = desk_.target(job_, window_, window_.there, basis());
        for (Lookup& lookup : figures_.lookups) {
            if (window_.lookups.size() > 1) lookup.share = share_of_target(target, lookup);
            figures_.gross += target.amount * lookup.share * lookup.value;
        }
        figures_.target = std::move(target);
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
        for (const Lookup& lookup : figures_.lookups)
            figures_.gross += lookup.share * lookup.value;
    }

    // Who rates the credits assigned from a day on: a version of the plan (T8), and the person's
    // own columns as they stand that day (T3). Nearly always one for the whole window; a curve is
    // not rated per credit, so that of the window's last day holds.
    struct Rater {
        PlanIndex version;
        Date from;
    };

    std::vector<Rater> raters() const {
        // Where another date decides who gets a credit, it may lie outside the window that counts
        // it.
        const bool by_counting_date = plan_.assigned_by == plan_.counted_by;
        const DayRange& days = by_counting_date ? window_.window.days : desk_.assignment(job_).days;
        std::set<Date> cuts{days.first};
        const std::vector<Plan>& plans = desk_.world().rules.plans();
        for (std::uint32_t v = 0; v < plans.size(); ++v) {
            const bool rates = plans[v].id == plan_.id && component_in(PlanIndex(v)) != nullptr;
            if (rates && days.holds(plans[v].effective.first))
                cuts.insert(plans[v].effective.first);
        }
        if (reads_person()) {
            for (const Stretch& stretch :
                 desk_.world().facts.roster.stretches_of(desk_.assignment(job_).who)) {
                if (days.holds(stretch.days.first)) cuts.insert(stretch.days.first);
            }
        }
        std::vector<Rater> found;
        for (const Date day : cuts) {
            PlanIndex version = desk_.world().rules.on(plan_.id.text(), day);
            if (!version.exists() || component_in(version) == nullptr) version = job_.plan;
            found.push_back({version, day});
        }
        if (found.size() == 1) found.front() = {job_.plan, last_day()};
        return found;
    }

    bool reads_person() const {
        const auto of_person = [](const Quantity& quantity) {
            return std::holds_alternative<std::string>(quantity.value);
        };
        if (const auto* flat = std::get_if<FlatRate>(&component_.value)) {
            return of_person(flat->rate);
        }
        if (const auto* each = std::get_if<FixedAmount>(&component_.value)) {
            return of_person(each->amount);
        }
        const auto* table = std::get_if<TierTable>(&component_.value);
        return table && std::any_of(table->tiers.begin(), table->tiers.end(),
                                    [&](const Tier& tier) { return of_person(tier.value); });
    }

    Date last_day() const { return window_.window.days.last(); }

    // What was credited under the plan that somebody came from has been walked before (T8).
    Rational carried(const Lookup& lookup) const {
        const bool takes_over = plan_.terms.carries.attainment && figures_.base_measure;
        if (!takes_over || window_.lookups.size() != 1) return 0;
        const Rational& stands = lookup.attainment ? lookup.attainment->measured : lookup.at;
        return stands - desk_.answer(*figures_.base_measure).value;
    }

    // The ladder of one look-up by one rater.
    rate::Ladder ladder_of(const Component& rules, const Lookup& lookup, std::uint32_t number,
                           Date day) {
        const auto* table = std::get_if<TierTable>(&rules.value);
        if (table && table->mode == TableMode::marginal) {
            const bool by_quota = lookup.attainment && lookup.attainment->quota;
            const Rational scale = by_quota ? lookup.attainment->quota->amount : Rational(1);
            rate::Ladder steps = ladder(*table, scale, number, day);
            for (Rational& edge : steps.edges)
                edge -= carried(lookup);
            return steps;
        }
        Lookup again = lookup;
        if (table) {
            const auto tier = table->tier_at(lookup.at);
            again.value = tier ? desk_.quantity(job_, table->tiers[*tier].value, day) : Rational(0);
            again.place = tier ? static_cast<std::uint32_t>(*tier) : Slices::no_tier;
        } else if (const auto* curve = std::get_if<Curve>(&rules.value)) {
            again.value = curve->value_at(lookup.at);
            again.place = static_cast<std::uint32_t>(curve->stretch_at(lookup.at));
        } else if (const auto* flat = std::get_if<FlatRate>(&rules.value)) {
            again.value = desk_.quantity(job_, flat->rate, day);
        } else if (const auto* each = std::get_if<FixedAmount>(&rules.value)) {
            again.value = desk_.quantity(job_, each->amount, day);
        }
        const bool no_tier = again.place == Slices::no_tier;
        return rate::Ladder::flat(again.value, no_tier ? Slices::no_tier
                                                       : static_cast<std::uint16_t>(
                                                             number << 8U | (again.place & 0xffU)));
    }

    const Component* component_in(PlanIndex version) const {
        const Plan& rules = desk_.world().rules[version];
        for (const Component& other : rules.components) {
            const bool same = other.name == component_.name &&
                              other.value.index() == component_.value.index() &&
                              !std::holds_alternative<Curve>(other.value) &&
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
            // After a move each team's look-up has the credits of its own days: no one measure.
            if (window_.lookups.size() == 1) figures_.base_measure = *ask.base;
            pay_on_lines(figures_.lookups[i], *ask.base, static_cast<std::uint32_t>(i), shared);
        }
        for (const auto& [row, amount] : line_amounts_) {
            figures_.weighted +=
                settle(Money(amount, plan_.currency), component_.rounding).paid.exact().amount();
        }
    }

    // A line that counts for several teams is one line: what each team's look-up makes of it is
    // added up before it is rounded (N2, T8).
    void add_line_amounts(const std::vector<rate::Ladder>& ladders, const Slices& slices,
                          const LineBlock& block, const Rational& share) {
        std::map<std::uint16_t, Rational> values;
        for (const rate::Ladder& ladder : ladders) {
            for (std::size_t step = 0; step < ladder.values.size(); ++step)
                values[ladder.places[step]] = ladder.values[step];
        }
        for (std::size_t i = block.begin; i < block.end; ++i) {
            line_amounts_[slices.rows[i]] +=
                slices.base(block, i) * values[slices.tiers[i]] * component_.weight * share;
        }
        weighted_by_line_ = true;
    }

    void pay_on_lines(const Lookup& lookup, std::size_t base, std::uint32_t at, bool shared) {
        const MeasureResult& measured = desk_.answer(base);
        const Rational share = shared ? lookup.share : Rational(1);
        if (plan_.measures[measured.measure].kind == Measure::Kind::pay) {
            pay_on_pay(measured, ladder_of(component_, lookup, at, last_day()), share);
            return;
        }
        const std::vector<Rater> rated_by = raters();
        const auto lookups = static_cast<std::uint32_t>(window_.lookups.size());
        std::vector<rate::Ladder> ladders;
        for (std::uint32_t r = 0; r < rated_by.size(); ++r) {
            const Component* rules = component_in(rated_by[r].version);
            ladders.push_back(
                ladder_of(rules ? *rules : component_, lookup, r * lookups + at, rated_by[r].from));
        }
        std::function<std::size_t(std::uint32_t)> which;
        if (rated_by.size() > 1) {
            figures_.versions.clear();
            for (const Rater& rater : rated_by)
                figures_.versions.push_back(rater.version);
            which = [rated_by, days = credit::days_named(desk_.world().facts, plan_.assigned_by)](
                        std::uint32_t row) {
                std::size_t r = rated_by.size() - 1;
                while (r > 0 && Date(days[row]) < rated_by[r].from)
                    --r;
                return r;
            };
        }
        const bool by_line = component_.rounded_at == RoundedAt::line;
        std::optional<rate::LineRounding> line_rounding;
        if (by_line && lookups == 1) {
            line_rounding = {component_.rounding, plan_.currency, component_.weight};
        }
        Slices apart;  // a share of a team's lines is not one's own: no slices are kept of it
        Slices& slices = shared ? apart : desk_.evaluated().slices;
        const rate::Rated rated = rate::walk(desk_.credits(), measured.lines, ladders, which,
                                             line_rounding ? &*line_rounding : nullptr,
                                             desk_.ground().force_exact, slices);
        figures_.gross += rated.amount * share;
        figures_.tiers.insert(figures_.tiers.end(), rated.tiers.begin(), rated.tiers.end());
        if (by_line && lookups > 1) add_line_amounts(ladders, slices, rated.block, share);
        if (!shared) keep_slices(rated.block);
        if (line_rounding) {
            weighted_by_line_ = true;
            figures_.weighted += rated.rounded_lines;
        }
    }

    // The slices of several look-ups lie behind each other and become one block of exact values:
    // each look-up has a denominator of its own.
    void keep_slices(const LineBlock& block) {
        if (!figures_.slices) {
            figures_.slices = block;
            return;
        }
        Slices& slices = desk_.evaluated().slices;
        const LineBlock before = *figures_.slices;
        std::vector<Rational> values;
        for (std::size_t i = before.begin; i < before.end; ++i) {
            values.push_back(slices.base(before, i));
        }
        for (std::size_t i = block.begin; i < block.end; ++i) {
            values.push_back(slices.base(block, i));
        }
        ensure(before.end == block.begin, "the slices of a window lie side by side");
        std::fill(slices.units.begin() + static_cast<std::ptrdiff_t>(before.begin),
                  slices.units.begin() + static_cast<std::ptrdiff_t>(block.end), 0);
        slices.ratios.resize(before.exact  ? before.ratios_begin
                             : block.exact ? block.ratios_begin
                                           : slices.ratios.size());
        figures_.slices = LineBlock{before.begin, block.end, 1, true, slices.ratios.size()};
        slices.ratios.insert(slices.ratios.end(), values.begin(), values.end());
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
            Rational value = desk_.quantity(job_, limit.quantity, last_day());
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

    void apply_gate() {
        if (!component_.gate) return;
        figures_.gate = judge_gate(desk_, window_);
        // A pool has been opened or shrunk as a whole before it was shared.
        const bool shrunk = figures_.pool && gate_of_team(plan_, component_);
        if (!figures_.gate->open && !shrunk) figures_.exact *= component_.gate->otherwise;
    }

    Desk& desk_;
    const Ruling& job_;
    const WindowJob& window_;
    const Plan& plan_;
    const Component& component_;
    WindowFigures figures_;
    bool weighted_by_line_ = false;
    std::map<std::uint32_t, Rational> line_amounts_;  // by row, of several look-ups together
};

}  // namespace

WindowFigures evaluate_window(Desk& desk, const WindowJob& window,
                              const std::optional<PoolFigure>& pool, const Rational& pool_share) {
    return WindowDesk(desk, window).evaluate(pool, pool_share);
}

}  // namespace attain::payout
