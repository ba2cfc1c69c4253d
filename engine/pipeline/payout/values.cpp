#include "pipeline/payout/values.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/payout/columns.h"

namespace attain::payout {

std::uint32_t Places::of(const Meaning& meaning) {
    const Key key{meaning.version, meaning.look_up, meaning.tier,
                  meaning.chosen,  meaning.at,      meaning.value};
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    if (all_.size() == Slices::no_tier) all_.push_back({});  // that number means no tier
    const auto place = static_cast<std::uint32_t>(all_.size());
    known_.emplace(key, place);
    all_.push_back(meaning);
    return place;
}

void Places::explain(std::vector<TierSum>& sums) const {
    for (TierSum& sum : sums) {
        if (sum.place == Slices::no_tier) {
            sum.tier = Slices::no_tier;
            continue;
        }
        const Meaning& meaning = all_.at(sum.place);
        sum.tier = meaning.tier;
        sum.look_up = meaning.look_up;
        sum.version = meaning.version;
        sum.chosen = meaning.chosen;
        sum.at = meaning.at;
    }
    const auto key = [&](const TierSum& sum) {
        return std::make_tuple(sum.look_up, sum.version, sum.tier, sum.chosen, sum.at);
    };
    std::stable_sort(sums.begin(), sums.end(),
                     [&](const TierSum& a, const TierSum& b) { return key(a) < key(b); });
}

Rational Values::rounded(const Rational& value) const {
    if (!component_.round_value) return value;
    const ValueRounding& rounding = *component_.round_value;
    return Rational(round_to_whole(value / rounding.to, rounding.mode)) * rounding.to;
}

// Target ÷ goal, both of the goal's window (M4).
Rational Values::derived(const Reading& reading, const TargetPerGoal& rate) {
    const auto [known, is_new] = derived_.try_emplace({rate.attainment, rate.times}, Rational(0));
    if (!is_new) return known->second;
    const Ruling& job = reading.job;
    for (const AttainmentAsk& ask : window_.named_attainments) {
        if (ask.attainment != rate.attainment) continue;
        DerivedRate figure;
        figure.goal = desk_.attain(job, ask);
        promise::Promised target = desk_.ground().promises.target(
            desk_.question(job, ask.window, ask.there), desk_.assignment(job).who,
            desk_.plan(job).attainments[ask.attainment].basis);
        if (!target.figure) {
            desk_.except(job, target.missing.code, target.missing.message, target.missing.help);
            return 0;
        }
        figure.target = std::move(*target.figure);
        const bool there = figure.goal.value || desk_.measures_nothing(figure.goal);
        if (!there || !figure.goal.quota) return 0;  // the missing goal is on record
        if (figure.goal.quota->amount.sign() <= 0) {
            desk_.except(
                job, "zero-quota",
                fmt::format("a rate of `{}` is the target over a goal of {} in {}", component_.name,
                            figure.goal.quota->amount.shown(), ask.window.name),
                "state a goal above zero in quotas.csv");
            return 0;
        }
        figure.exact = rate.times * figure.target.amount / figure.goal.quota->amount;
        figure.value = rounded(figure.exact);
        known->second = figure.value;
        figures_.rates.push_back(std::move(figure));
        return known->second;
    }
    desk_.except(job, "no-team",
                 fmt::format("a rate of `{}` hangs on a team's goal, and there is no team in {}",
                             component_.name, window_.window.period.name),
                 "fill the team in people.csv");
    return 0;
}

Answer Values::quantity(const Reading& reading, const Quantity& quantity) {
    if (const auto* rate = std::get_if<TargetPerGoal>(&quantity.value)) {
        return {derived(reading, *rate), 0, std::nullopt};
    }
    const auto* choice = std::get_if<ChoicePtr>(&quantity.value);
    if (!choice) return {desk_.quantity(reading.job, quantity, reading.day), 0, std::nullopt};
    const Stretch* person =
        desk_.world().facts.roster.on(desk_.assignment(reading.job).who, reading.day);
    const PlanIndex rules = reading.rules.exists() ? reading.rules : reading.job.plan;
    const std::uint32_t row =
        row_chosen(desk_.lines(rules, window_.window.period), **choice, reading.row, person);
    const Quantity& chosen =
        row < (*choice)->rows.size() ? (*choice)->rows[row].value : (*choice)->otherwise;
    return {this->quantity(reading, chosen).value, 0, row};
}

// R10: a gate on one tier or stretch is judged for the window. `own`: its place in the component's
// table or curve, where it is put down; a modifier's is not told apart from its factor.
bool Values::is_open(const Condition& gate, std::optional<std::size_t> own) {
    const auto [known, is_new] = open_.try_emplace(&gate, true);
    if (!is_new) return known->second;
    GateFigure judged = judge(desk_, window_, gate);
    known->second = judged.open;
    if (own) figures_.tier_gates.push_back({static_cast<std::uint32_t>(*own), std::move(judged)});
    return known->second;
}

bool Values::is_open(const TierTable& table, std::size_t tier) {
    const Tier& rules = table.tiers[tier];
    const bool own = std::get_if<TierTable>(&component_.value) == &table;
    return !rules.gate || is_open(rules.gate->open_when, own ? std::optional(tier) : std::nullopt);
}

Rational Values::on_curve(const Curve& curve, const Rational& position) {
    const std::optional<std::size_t> guarded = curve.gate_at(position);
    if (!guarded) return curve.value_at(position);
    const StretchGate& gate = curve.gates[*guarded];
    const bool own = std::get_if<Curve>(&component_.value) == &curve;
    return is_open(gate.open_when, own ? guarded : std::nullopt) ? curve.value_at(position)
                                                                 : gate.otherwise;
}

Answer Values::tier_value(const Reading& reading, const TierTable& table,
                          std::optional<std::size_t> tier) {
    if (!tier) return {0, Slices::no_tier, std::nullopt};
    const Tier& rules = table.tiers[*tier];
    Answer answer;
    if (is_open(table, *tier)) {
        answer = quantity(reading, rules.value);
    } else if (rules.gate->otherwise) {
        answer = quantity(reading, *rules.gate->otherwise);
    }
    answer.place = static_cast<std::uint32_t>(*tier);
    return answer;
}

Answer Values::at(const Reading& reading, const Component& component, const Rational& position) {
    Answer answer = unrounded(reading, component, position);
    const auto* table = std::get_if<TierTable>(&component.value);
    const bool sliced = table && (table->mode != TableMode::whole || table->back_to);
    const bool reckoned = sliced || std::holds_alternative<Curve>(component.value) ||
                          std::holds_alternative<Milestones>(component.value);
    answer.exact = answer.value;
    if (reckoned) answer.value = rounded(answer.value);
    return answer;
}

Answer Values::unrounded(const Reading& reading, const Component& component,
                         const Rational& position) {
    if (const auto* curve = std::get_if<Curve>(&component.value)) {
        return {on_curve(*curve, position), static_cast<std::uint32_t>(curve->stretch_at(position)),
                std::nullopt};
    }
    if (const auto* table = std::get_if<TierTable>(&component.value)) {
        const bool sliced = table->mode == TableMode::marginal || table->back_to;
        Answer answer = tier_value(reading, *table, table->tier_at(position));
        if (!sliced) return answer;
        answer.value = 0;
        for (const TierSum& slice : slices_of(reading, *table, position))
            answer.value += slice.amount;
        return answer;
    }
    if (const auto* milestones = std::get_if<Milestones>(&component.value)) {
        Answer answer;
        answer.place = static_cast<std::uint32_t>(milestones->reached(position));
        for (std::uint32_t i = 0; i < answer.place; ++i)
            answer.value += quantity(reading, milestones->steps[i].value).value;
        return answer;
    }
    if (const auto* flat = std::get_if<FlatRate>(&component.value)) {
        return quantity(reading, flat->rate);
    }
    if (const auto* fixed = std::get_if<FixedAmount>(&component.value)) {
        return quantity(reading, fixed->amount);
    }
    return {};
}

std::vector<TierSum> Values::slices_of(const Reading& reading, const TierTable& table,
                                       const Rational& position) {
    Places places;
    const std::vector<rate::Ladder> one{ladder(reading, table, 1, position, {}, places)};
    Slices apart;
    const rate::Rated rated = rate::climb({{0, 0, 0, position, position}}, rate::Manner::divided,
                                          one, {}, nullptr, apart);
    std::vector<TierSum> sums = rated.tiers;
    places.explain(sums);
    return sums;
}

rate::Ladder Values::ladder(const Reading& reading, const TierTable& table, const Rational& scale,
                            const Rational& final_position, Places::Meaning meaning,
                            Places& places) {
    rate::Ladder steps;
    const auto push = [&](const Answer& answer) {
        meaning.tier = answer.place;
        meaning.chosen = answer.chosen;
        meaning.value = answer.value;
        steps.values.push_back(answer.value);
        steps.places.push_back(answer.place == Slices::no_tier ? Slices::no_tier
                                                               : places.of(meaning));
    };
    // The look-up stops at the cap on attainment: above it all is worth what is worth there (R7).
    const std::optional<Rational>& stop = component_.attainment_cap;
    bool stopped = false;
    const auto past_stop = [&](const std::optional<Edge>& upper) {
        return stopped = stopped || (stop && (!upper || *stop <= upper->at));
    };
    const auto edge = [&](const Edge& at) {
        steps.edges.push_back(at.at * scale);
        steps.upper_owns.push_back(at.owned_by_upper);
    };
    const std::optional<std::size_t> reached = table.tier_at(final_position);
    const bool goes_back = table.back_to && *table.back_to <= final_position;
    // Above the anchor all is worth what the final position is.
    const auto past_anchor = [&](const std::optional<Edge>& upper) {
        return goes_back && (!upper || *table.back_to <= upper->at);
    };
    if (table.tiers.front().lower && table.below_first == Beyond::zero) {
        push({0, Slices::no_tier, std::nullopt});
        const std::optional<Edge>& start = table.tiers.front().lower;
        if (!past_anchor(start) && !past_stop(start)) edge(*start);
    }
    const bool ends = table.tiers.back().upper && table.beyond_last == Beyond::zero;
    for (std::size_t tier = 0; tier < table.tiers.size(); ++tier) {
        if (steps.edges.size() < steps.values.size()) break;  // the anchor lies below the table
        push(tier_value(reading, table, tier));
        const bool last = tier + 1 == table.tiers.size();
        const std::optional<Edge> upper =
            last && !ends ? std::optional<Edge>() : table.tiers[tier].upper;
        if (past_anchor(upper) || past_stop(upper)) break;
        if (upper) edge(*upper);
    }
    const bool left_table = steps.edges.size() == steps.values.size();
    if (left_table) push({0, Slices::no_tier, std::nullopt});
    if (goes_back) {
        edge({*table.back_to, true});
        push(tier_value(reading, table, reached));
    }
    return steps;
}

}  // namespace attain::payout
