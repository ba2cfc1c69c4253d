// Climbing where the plain walk does not do: one line moves the axis by its bookings and is paid on
// its margin; each deal starts at the foot; the whole credit is rated where the axis stands (R3);
// or the axis is the component's own pay so far.
//
//     by pay, up to 90,000 at 30%, above at 20%; paid so far 74,000, a credit of 85,000
//       16,000 / 30% = 53,333.33… of it reach 90,000; the other 31,666.66… are paid at 20%
//
// All of it is exact; slices are kept as whole units where one denominator holds them.
#include <map>

#include "base/ensure.h"
#include "pipeline/rate/ladder.h"
#include "pipeline/rate/steps.h"

namespace attain::rate {

namespace {

// The step on which a position stands; on an edge its owner decides (R1).
std::size_t step_at(const Ladder& ladder, const Rational& at) {
    std::size_t step = 0;
    while (step < ladder.edges.size() &&
           (ladder.edges[step] < at || (ladder.edges[step] == at && ladder.upper_owns[step]))) {
        ++step;
    }
    return step;
}

class Climb {
public:
    Climb(const std::vector<Ladder>& ladders, const Bounds& bounds,
          const LineRounding* line_rounding)
        : ladders_(ladders), line_rounding_(line_rounding) {
        if (bounds.from) edges_.push_back(*bounds.from);
        earning_ = edges_.size();
        if (bounds.upto)
            edges_.push_back(greatest(*bounds.upto, bounds.from.value_or(*bounds.upto)));
    }

    void take(const Stage& stage, Manner manner) {
        Rational& at = at_[stage.group];
        const Ladder& ladder = ladders_[stage.ladder];
        const Rational counted = counted_;
        counted_ += stage.base;
        const bool wholly = manner == Manner::wholly_after || manner == Manner::wholly_before;
        if (manner == Manner::wholly_after) at += stage.move;
        const std::size_t step = step_at(ladder, at);
        if (stage.base.is_zero() && !wholly) at += stage.move;
        pass_steps(edges_, counted, counted_, [&](std::size_t part_of, const Rational& base) {
            Stage part = stage;
            part.base = base;
            part.move = stage.move * base / stage.base;
            if (part_of != earning_) {
                give_nothing(part);
                if (!wholly && manner != Manner::by_pay && manner != Manner::by_pay_before) {
                    at += part.move;
                }
            } else if (wholly) {
                give(part, ladder, step, part.base);
            } else {
                climb(part, manner, ladder, at);
            }
        });
        if (manner == Manner::wholly_before) at += stage.move;
    }

    Rated finish(Slices& slices) {
        Rated rated;
        rated.block = keep(slices);
        for (const auto& [place, sum] : sums_) {
            if (sum.base.is_zero()) continue;  // what came and went again
            rated.tiers.push_back({place, sum.base, sum.value, sum.base * sum.value});
            rated.amount += sum.base * sum.value;
        }
        // The pay of each line is rounded on its own, however many credits it has (N2).
        for (const auto& [row, pay] : by_row_)
            rated.rounded_lines += line_rounding_->rounded(pay);
        return rated;
    }

private:
    struct Sum {
        Rational base;
        Rational value;
    };

    void climb(const Stage& part, Manner manner, const Ladder& ladder, Rational& at) {
        if (manner == Manner::divided) return divide(part, ladder, at);
        if (manner == Manner::by_pay) return divide_by_pay(part, ladder, at);
        const std::size_t step = step_at(ladder, at);
        give(part, ladder, step, part.base);
        at += part.base * ladder.values[step];
    }

    // Below the threshold, or beyond the credit that counts.
    void give_nothing(const Stage& part) {
        rows_.push_back(part.row);
        places_.push_back(Slices::no_tier);
        bases_.push_back(part.base);
        sums_[Slices::no_tier].base += part.base;
    }

    void give(const Stage& stage, const Ladder& ladder, std::size_t step, const Rational& base) {
        if (base.is_zero()) return;
        const std::uint32_t place = ladder.places[step];
        rows_.push_back(stage.row);
        places_.push_back(static_cast<std::uint16_t>(place));
        bases_.push_back(base);
        Sum& sum = sums_[place];
        sum.base += base;
        sum.value = ladder.values[step];
        if (line_rounding_) by_row_[stage.row] += base * ladder.values[step];
    }

    // What does not move the axis is rated where it stands.
    void divide(const Stage& stage, const Ladder& ladder, Rational& at) {
        if (stage.move.is_zero()) return give(stage, ladder, step_at(ladder, at), stage.base);
        const Rational after = at + stage.move;
        pass_steps(ladder.edges, at, after, [&](std::size_t step, const Rational& part) {
            give(stage, ladder, step, stage.base * part / stage.move);
        });
        at = after;
    }

    // Pay rises with a credit and falls with a negative one, until it stands on the next edge;
    // there the next step takes over. A step that pays nothing takes all that is left.
    void divide_by_pay(const Stage& stage, const Ladder& ladder, Rational& paid) {
        Rational left = stage.base;
        const bool up = left.sign() > 0;
        std::size_t step = 0;
        while (step < ladder.edges.size() &&
               (ladder.edges[step] < paid || (up && ladder.edges[step] == paid))) {
            ++step;
        }
        while (!left.is_zero()) {
            const Rational& value = ladder.values[step];
            Rational part = left;
            const bool ends = up ? step == ladder.edges.size() : step == 0;
            if (value.sign() > 0 && !ends) {
                const Rational room = (ladder.edges[up ? step : step - 1] - paid) / value;
                part = up ? least(left, room) : greatest(left, room);
            }
            give(stage, ladder, step, part);
            paid += part * value;
            left -= part;
            if (!left.is_zero()) step = up ? step + 1 : step - 1;
        }
    }

    LineBlock keep(Slices& slices) const {
        const std::size_t begin = slices.rows.size();
        slices.rows.insert(slices.rows.end(), rows_.begin(), rows_.end());
        slices.tiers.insert(slices.tiers.end(), places_.begin(), places_.end());
        if (const std::optional<std::int64_t> denominator = common_denominator()) {
            std::vector<std::int64_t> units;
            for (const Rational& base : bases_) {
                const auto whole = to_int64((base * Rational(*denominator)).numerator());
                if (!whole) break;
                units.push_back(*whole);
            }
            if (units.size() == bases_.size()) {
                slices.units.insert(slices.units.end(), units.begin(), units.end());
                return {begin, slices.rows.size(), *denominator, false, 0};
            }
        }
        const std::size_t ratios = slices.ratios.size();
        slices.units.resize(slices.rows.size(), 0);
        slices.ratios.insert(slices.ratios.end(), bases_.begin(), bases_.end());
        return {begin, slices.rows.size(), 1, true, ratios};
    }

    std::optional<std::int64_t> common_denominator() const {
        Integer common = 1;
        for (const Rational& base : bases_) {
            common = least_common_multiple(common, base.denominator());
            if (!to_int64(common)) return std::nullopt;
        }
        return to_int64(common);
    }

    const std::vector<Ladder>& ladders_;
    const LineRounding* line_rounding_;
    std::vector<Rational> edges_;           // of what earns
    std::size_t earning_ = 0;               // the step between them
    Rational counted_;                      // credit so far
    std::map<std::uint32_t, Rational> at_;  // by group
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint16_t> places_;
    std::vector<Rational> bases_;
    std::map<std::uint32_t, Sum> sums_;
    std::map<std::uint32_t, Rational> by_row_;
};

}  // namespace

Rated climb(const std::vector<Stage>& stages, Manner manner, const std::vector<Ladder>& ladders,
            const Bounds& bounds, const LineRounding* line_rounding, Slices& slices) {
    ensure(!ladders.empty(), "credits climb at least one ladder");
    Climb way(ladders, bounds, line_rounding);
    for (const Stage& stage : stages)
        way.take(stage, manner);
    return way.finish(slices);
}

}  // namespace attain::rate
