#include "pipeline/payout/rating.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "pipeline/payout/columns.h"
#include "pipeline/result/way.h"

namespace attain::payout {

// Who rates the credits assigned from a day on: a version of the plan (T8), and the person's own
// columns as they stand that day (T3). Nearly always one for the whole window; a window's curve is
// not rated per credit, so that of the window's last day holds.
struct Rating::Rater {
    PlanIndex version;
    Date from;
};

// The credits of one look-up and who rates them.
struct Rating::Lines {
    const MeasureResult& measured;
    std::uint32_t look_up;
    std::vector<Rater> rated_by;
    const std::vector<std::int32_t>* assigned = nullptr;  // by row, where several rate
    std::optional<rate::LineRounding> rounding;
    Slices& slices;

    std::uint32_t rater_of(std::uint32_t row) const {
        std::size_t r = rated_by.size() - 1;
        while (assigned && r > 0 && Date((*assigned)[row]) < rated_by[r].from)
            --r;
        return static_cast<std::uint32_t>(assigned ? r : 0);
    }
};

namespace {

// The numbers that a value is made of: one, or one for each tier.
std::vector<const Quantity*> quantities_of(const Value& value) {
    std::vector<const Quantity*> found;
    if (const auto* flat = std::get_if<FlatRate>(&value)) found.push_back(&flat->rate);
    if (const auto* each = std::get_if<FixedAmount>(&value)) found.push_back(&each->amount);
    if (const auto* table = std::get_if<TierTable>(&value)) {
        for (const Tier& tier : table->tiers)
            found.push_back(&tier.value);
    }
    return found;
}

bool is_of_person(const Quantity& quantity) {
    if (std::holds_alternative<std::string>(quantity.value)) return true;
    const auto* choice = std::get_if<ChoicePtr>(&quantity.value);
    if (!choice) return false;
    const auto& columns = (*choice)->columns;
    const auto& rows = (*choice)->rows;
    return is_of_person((*choice)->otherwise) ||
           std::any_of(columns.begin(), columns.end(),
                       [](const std::string& name) { return name.starts_with("person."); }) ||
           std::any_of(rows.begin(), rows.end(),
                       [](const Choice::Row& row) { return is_of_person(row.value); });
}

bool chosen_by_deal(const Value& value) {
    const std::vector<const Quantity*> all = quantities_of(value);
    return std::any_of(all.begin(), all.end(), [](const Quantity* quantity) {
        return std::holds_alternative<ChoicePtr>(quantity->value);
    });
}

bool is_sliced(const Value& value) {
    const auto* table = std::get_if<TierTable>(&value);
    return table && (table->mode != TableMode::whole || table->back_to);
}

}  // namespace

std::vector<Rating::Rater> Rating::raters() const {
    // Where another date decides who gets a credit, it may lie outside the window that counts it.
    const bool by_counting_date = plan_.assigned_by == plan_.counted_by;
    const DayRange& days = by_counting_date ? window_.window.days : desk_.assignment(job_).days;
    std::set<Date> cuts{days.first};
    const std::vector<Plan>& plans = desk_.world().rules.plans();
    for (std::uint32_t v = 0; v < plans.size(); ++v) {
        const bool rates = plans[v].id == plan_.id && component_in(PlanIndex(v)) != nullptr;
        if (rates && days.holds(plans[v].effective.first)) cuts.insert(plans[v].effective.first);
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

bool Rating::reads_person() const {
    const std::vector<const Quantity*> all = quantities_of(component_.value);
    return std::any_of(all.begin(), all.end(),
                       [](const Quantity* quantity) { return is_of_person(*quantity); });
}

// A curve over a whole window is one figure: the version in force on its last day draws it (T8).
const Component* Rating::component_in(PlanIndex version) const {
    const bool one_figure = std::holds_alternative<Curve>(component_.value);
    if (one_figure && component_.per == Per::window) return nullptr;
    const Plan& rules = desk_.world().rules[version];
    for (const Component& other : rules.components) {
        const bool same =
            other.name == component_.name && other.value.index() == component_.value.index() &&
            other.axis.index() == component_.axis.index() && other.per == component_.per &&
            std::holds_alternative<MeasureBase>(other.base);
        if (same) return &other;
    }
    return nullptr;
}

// --- ladders -------------------------------------------------------------------------------------

rate::Ladder Rating::flat_ladder(const Answer& answer, Places::Meaning meaning) {
    if (answer.place == Slices::no_tier) return rate::Ladder::flat(answer.value, Slices::no_tier);
    meaning.tier = answer.place;
    meaning.chosen = answer.chosen;
    meaning.value = answer.value;
    return rate::Ladder::flat(answer.value, places_.of(meaning));
}

// What a closed gate leaves of every step.
void Rating::shrink(rate::Ladder& ladder, const Rational& otherwise, Places::Meaning meaning) {
    for (std::size_t step = 0; step < ladder.values.size(); ++step) {
        ladder.values[step] *= otherwise;
        if (ladder.places[step] == Slices::no_tier) continue;
        meaning.tier = places_.meaning(ladder.places[step]).tier;
        meaning.chosen = places_.meaning(ladder.places[step]).chosen;
        meaning.value = ladder.values[step];
        ladder.places[step] = otherwise.is_zero() ? Slices::no_tier : places_.of(meaning);
    }
}

// Credits of the plan that somebody came from say where they stand, and are not theirs here (T8).
// A team's result is one for the whole window, whoever joined it when: nothing of it is carried.
bool Rating::carried_over(const MeasureResult& counted, std::uint32_t row) {
    if (!plan_.terms.carries.attainment) return false;
    if (std::holds_alternative<TeamIndex>(counted.owner)) return false;
    const DayRange own =
        assignment::credited_days(desk_.world().facts.roster, desk_.assignment(job_), plan_);
    return Date(desk_.days(plan_.assigned_by)[row]) < own.first;
}

// What was credited there has been walked before.
Rational Rating::carried(const Lookup& lookup) {
    if (!plan_.terms.carries.attainment) return 0;
    const std::optional<std::size_t> axis = axis_of(lookup);
    if (!axis) return 0;
    Rational sum;
    const MeasureResult& moved = desk_.answer(*axis);
    const LineBlock& block = moved.lines;
    for (std::size_t i = block.begin; i < block.end; ++i) {
        if (carried_over(moved, desk_.credits().rows[i])) sum += desk_.credits().value(block, i);
    }
    return sum;
}

std::optional<std::size_t> Rating::axis_of(const Lookup& lookup) {
    return lookup.attainment ? lookup.attainment->measure_result : lookup.measure_result;
}

// Whether the axis is moved by the very credits that are paid on.
bool Rating::moves_itself(const Lookup& lookup, const MeasureResult& paid) const {
    const std::optional<std::size_t> axis = axis_of(lookup);
    if (!axis) return true;
    const MeasureResult& moved = desk_.answer(*axis);
    if (&moved == &paid) return true;
    return plan_.terms.carries.attainment && moved.measure == paid.measure &&
           moved.owner == paid.owner && moved.window.days == paid.window.days;
}

// What rates a credit where a whole window is looked up.
rate::Ladder Rating::window_ladder(const Component& rules, const Lookup& lookup, Reading reading,
                                   Places::Meaning meaning) {
    const Rational edges = edge_scale(plan_, component_, figures_);
    const Rational position = lookup.at / edges;
    const auto* table = std::get_if<TierTable>(&rules.value);
    if (!table || !is_sliced(rules.value)) {
        return flat_ladder(values_.at(reading, rules, position), meaning);
    }
    const bool by_quota = lookup.attainment && lookup.attainment->quota;
    if (by_quota && lookup.attainment->quota->amount.is_zero()) {
        // The plan has said what a goal of zero attains: there are no edges to divide at.
        return flat_ladder(values_.in_tier(reading, *table, position), meaning);
    }
    const Rational scale = by_quota ? lookup.attainment->quota->amount : edges;
    rate::Ladder steps = values_.ladder(reading, *table, scale, position, meaning, places_);
    const Rational before = component_.per == Per::window ? carried(lookup) : Rational(0);
    for (Rational& edge : steps.edges)
        edge -= before;
    return steps;
}

// The days whose credits an open gate releases, where that is not all of them (R10).
std::optional<DayRange> Rating::released() const {
    return figures_.gate ? figures_.gate->released : std::nullopt;
}

// After a move the credits of each team's days follow those of the days before.
rate::Bounds Rating::bounds() const {
    rate::Bounds bounds{figures_.threshold, figures_.credit_cap};
    if (bounds.from) *bounds.from -= counted_;
    if (bounds.upto) *bounds.upto -= counted_;
    return bounds;
}

// --- the plain walk and the other ways to climb --------------------------------------------------

// Whether lines are looked at one by one before they are walked.
bool Rating::rated_apart() const {
    const auto* table = std::get_if<TierTable>(&component_.value);
    return component_.per != Per::window || chosen_by_deal(component_.value) || released() ||
           figures_.threshold || figures_.credit_cap ||
           std::holds_alternative<PayAxis>(component_.axis) ||
           (table && table->mode == TableMode::reached);
}

rate::Rated Rating::walk_plainly(const Lookup& lookup, Lines& lines) {
    std::vector<rate::Ladder> ladders;
    for (std::uint32_t r = 0; r < lines.rated_by.size(); ++r) {
        const Component* rules = component_in(lines.rated_by[r].version);
        ladders.push_back(window_ladder(rules ? *rules : component_, lookup,
                                        {job_, lines.rated_by[r].from, std::nullopt},
                                        {r, lines.look_up, 0, {}, {}, {}}));
    }
    std::function<std::size_t(std::uint32_t)> which;
    if (lines.assigned) which = [&](std::uint32_t row) { return lines.rater_of(row); };
    return rate::walk(desk_.credits(), lines.measured.lines, ladders, which,
                      lines.rounding ? &*lines.rounding : nullptr, desk_.ground().force_exact,
                      lines.slices);
}

// The credits in walk order. Where the axis is another measure, or runs over a longer window, its
// credits move the axis between them.
std::vector<rate::Stage> Rating::stages(const Lookup& lookup, const Lines& lines) {
    const CreditLines& credits = desk_.credits();
    const LineBlock& paid = lines.measured.lines;
    const std::optional<std::size_t> axis = axis_of(lookup);
    std::vector<rate::Stage> found;
    const bool itself = moves_itself(lookup, lines.measured);
    for (std::size_t i = paid.begin; i < paid.end; ++i) {
        const std::uint32_t row = credits.rows[i];
        const std::int32_t day = desk_.counted(plan_, i);
        // What one line brings on a day, by whatever share, is one credit.
        if (found.empty() || found.back().row != row || found.back().day != day)
            found.push_back({row, 0, group_of(row), 0, 0, day});
        const Rational value = credits.value(paid, i);
        found.back().base += value;
        if (itself) found.back().move += value;
    }
    if (itself || !is_sliced(component_.value)) return found;
    std::map<std::pair<std::int32_t, std::uint32_t>, rate::Stage> by_row;
    const auto stage_of = [&](std::int32_t day, std::uint32_t row) -> rate::Stage& {
        rate::Stage& stage = by_row[{day, row}];
        stage.day = day;
        stage.row = row;
        stage.group = group_of(row);
        return stage;
    };
    for (const rate::Stage& stage : found)
        stage_of(stage.day, stage.row).base += stage.base;
    const MeasureResult& moved = desk_.answer(*axis);
    for (std::size_t i = moved.lines.begin; i < moved.lines.end; ++i) {
        if (carried_over(moved, credits.rows[i])) continue;
        stage_of(desk_.counted(plan_, i), credits.rows[i]).move += credits.value(moved.lines, i);
    }
    found.clear();
    for (auto& [key, stage] : by_row)
        found.push_back(std::move(stage));
    return found;
}

rate::Rated Rating::climb_apart(const Lookup& lookup, Lines& lines) {
    const bool sliced = is_sliced(component_.value);
    std::vector<rate::Ladder> ladders;
    // By rater, the rows chosen, and, where deals are looked up one by one, their position.
    std::map<std::tuple<std::uint32_t, std::vector<std::uint32_t>, Rational, bool>, std::uint32_t>
        known;
    const std::optional<DayRange> open = released();
    std::vector<rate::Stage> all = stages(lookup, lines);
    for (rate::Stage& stage : all) {
        const std::uint32_t rater = lines.rater_of(stage.row);
        const PlanIndex version = lines.rated_by[rater].version;
        const Component* other = component_in(version);
        const Component& rules = other ? *other : component_;
        const Reading reading{job_, lines.rated_by[rater].from, stage.row, version};
        Lookup own = lookup;
        if (component_.per != Per::window && !stage.base.is_zero()) {
            own.at = position_of(lookup, stage.row).value_or(Rational(0));
        }
        std::vector<std::uint32_t> chosen;
        for (const Quantity* quantity : quantities_of(rules.value)) {
            if (std::holds_alternative<ChoicePtr>(quantity->value)) {
                chosen.push_back(values_.quantity(reading, *quantity).chosen.value_or(0));
            }
        }
        const bool early = open && Date(stage.day) < open->first;
        const auto [at, is_new] = known.try_emplace(
            {rater, chosen, sliced ? Rational(0) : own.at, early}, ladders.size());
        if (is_new) {
            Places::Meaning meaning{rater, lines.look_up, 0, {}, {}, {}};
            const bool on_curve = std::holds_alternative<Curve>(rules.value);
            if (on_curve && component_.per != Per::window) meaning.at = own.at;
            ladders.push_back(window_ladder(rules, own, reading, meaning));
            // Before it opened the gate was closed.
            if (early) shrink(ladders.back(), component_.gate->otherwise, meaning);
        }
        stage.ladder = at->second;
    }
    if (ladders.empty()) ladders.push_back(rate::Ladder::flat(0, Slices::no_tier));
    const auto* table = std::get_if<TierTable>(&component_.value);
    const bool by_pay = std::holds_alternative<PayAxis>(component_.axis);
    rate::Manner manner = by_pay ? rate::Manner::by_pay : rate::Manner::divided;
    if (table && table->mode == TableMode::reached) {
        manner = by_pay                  ? rate::Manner::by_pay_before
                 : table->reached_before ? rate::Manner::wholly_before
                                         : rate::Manner::wholly_after;
    }
    Slices untold;  // too many rates to tell apart: the sums say it all
    Slices& slices = places_.exhausted() ? untold : lines.slices;
    return rate::climb(all, manner, ladders, bounds(), lines.rounding ? &*lines.rounding : nullptr,
                       slices);
}

void Rating::rate(const Lookup& lookup, std::uint32_t number, std::size_t base, bool shared) {
    const MeasureResult& measured = desk_.answer(base);
    if (!plan_.measures[measured.measure].adds_up()) {
        return pay_on_figure(measured, lookup, number, shared ? lookup.share : Rational(1));
    }
    Slices apart;  // a share of a team's lines is not one's own: no slices are kept of it
    Lines lines{measured, number,       raters(),
                nullptr,  std::nullopt, shared ? apart : desk_.evaluated().slices};
    if (lines.rated_by.size() > 1) {
        figures_.versions.clear();
        for (const Rater& rater : lines.rated_by)
            figures_.versions.push_back(rater.version);
        lines.assigned = &desk_.days(plan_.assigned_by);
    }
    const Rational share = shared ? lookup.share : Rational(1);
    const bool by_line = component_.rounded_at == RoundedAt::line;
    const bool one = window_.lookups.size() == 1;
    if (by_line && one) {
        lines.rounding = {component_.rounding, plan_.currency, early_factor(component_, figures_)};
    }
    const bool apart_road =
        rated_apart() || (is_sliced(component_.value) && !moves_itself(lookup, measured));
    const rate::Rated rated = apart_road ? climb_apart(lookup, lines) : walk_plainly(lookup, lines);
    figures_.gross += rated.amount * share;
    const bool told = !shared && !places_.exhausted();
    for (const TierSum& sum : rated.tiers)
        add_tier(sum, told);
    if ((by_line && !one) || limits_deals()) add_line_amounts(rated, lines.slices, share);
    if (by_line && !one) weighted_by_line_ = true;
    if (!shared) counted_ += measured.value;
    if (told) {
        tell_empty_tiers(rated.block);
        keep_slices(rated.block);
    }
    if (lines.rounding) {
        weighted_by_line_ = true;
        figures_.weighted += rated.rounded_lines;
    }
}

// Slices that earn nothing are told apart by nothing: of all look-ups they are one sum.
void Rating::add_tier(const TierSum& sum, bool told) {
    std::vector<TierSum>& tiers = figures_.tiers;
    if (!told || sum.place != Slices::no_tier) return tiers.push_back(sum);
    const auto same = std::find_if(tiers.begin(), tiers.end(), [](const TierSum& other) {
        return other.place == Slices::no_tier;
    });
    if (same == tiers.end()) return tiers.push_back(sum);
    same->base += sum.base;
}

// What came into a tier and went again: its slices name it all the same.
void Rating::tell_empty_tiers(const LineBlock& block) {
    std::vector<bool> told(places_.count(), false);
    for (const TierSum& sum : figures_.tiers) {
        if (sum.place < told.size()) told[sum.place] = true;
    }
    const Slices& slices = desk_.evaluated().slices;
    for (std::size_t i = block.begin; i < block.end; ++i) {
        const std::uint32_t place = slices.tiers[i];
        if (place == Slices::no_tier || told[place]) continue;
        told[place] = true;
        figures_.tiers.push_back(
            {place, Rational(0), places_.value_of(place), Rational(0), 0, 0, 0, {}, {}});
    }
}

// Pay that another rule takes in, an average, an observed value: each is one amount without lines
// (R11, M1), rated like one credit.
void Rating::pay_on_figure(const MeasureResult& measured, const Lookup& lookup,
                           std::uint32_t number, const Rational& share) {
    const std::vector<rate::Ladder> one{window_ladder(
        component_, lookup, {job_, last_day(), std::nullopt}, {0, number, 0, {}, {}, {}})};
    Slices apart;
    const rate::Rated rated = rate::climb({{0, 0, 0, measured.value, measured.value}},
                                          rate::Manner::divided, one, bounds(), nullptr, apart);
    figures_.gross += rated.amount * share;
    figures_.tiers.insert(figures_.tiers.end(), rated.tiers.begin(), rated.tiers.end());
}

void Rating::finish() {
    places_.explain(figures_.tiers);
    if (component_.rounded_at == RoundedAt::line) round_lines();
    if (limits_deals()) limit_deals();
}

// The slices of several look-ups lie behind each other and become one block of exact values: each
// look-up has a denominator of its own.
void Rating::keep_slices(const LineBlock& block) {
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

}  // namespace attain::payout
