#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "pipeline/rate/ladder.h"
#include "pipeline/rate/steps.h"

namespace attain::rate {

namespace {

// The ladders in whole units of one denominator; nothing where an edge does not fit.
struct WholeLadder {
    std::vector<Int128> edges;
};

// The pay of lines on integers, each rounded as a whole: where it ends, or, where its parts may lie
// anywhere, when all have come (N2).
class WholeLines {
public:
    explicit WholeLines(bool come_again) : come_again_(come_again) {}

    // False where it does not fit.
    bool add(const Int128& base, const Int128& factor) {
        Int128 worth = 0;
        return !__builtin_mul_overflow(base, factor, &worth) &&
               !__builtin_add_overflow(line_, worth, &line_);
    }
    bool end(std::uint32_t row, const Int128& divisor, RoundingMode mode) {
        bool fits = true;
        if (come_again_) {
            Int128& sum = in_parts_[row];
            fits = !__builtin_add_overflow(sum, line_, &sum);
        } else {
            rounded_ += round_ratio(line_, divisor, mode);
        }
        line_ = 0;
        return fits;
    }
    // In units of the rounding.
    Int128 sum(const Int128& divisor, RoundingMode mode) const {
        Int128 all = rounded_;
        for (const auto& [row, line] : in_parts_)
            all += round_ratio(line, divisor, mode);
        return all;
    }

private:
    bool come_again_;
    Int128 line_ = 0;
    Int128 rounded_ = 0;
    std::map<std::uint32_t, Int128> in_parts_;
};

class Walk {
public:
    Walk(const CreditLines& credits, const LineBlock& lines, const std::vector<Ladder>& ladders,
         const std::function<std::size_t(std::uint32_t)>& ladder_of,
         const LineRounding* line_rounding, Slices& slices)
        : credits_(credits),
          lines_(lines),
          ladders_(ladders),
          ladder_of_(ladder_of),
          line_rounding_(line_rounding),
          slices_(slices) {}

    // The fixed-point road; false, with nothing added, where something does not fit.
    bool whole(Rated& rated);
    // The road of ratios.
    void exact(Rated& rated);

private:
    const Ladder& ladder_for(std::uint32_t row, std::size_t& which) const {
        which = ladder_of_ ? ladder_of_(row) : 0;
        return ladders_[which];
    }
    bool last_of_row(std::size_t i) const {
        return i + 1 == lines_.end || credits_.rows[i + 1] != credits_.rows[i];
    }
    // Only where lines count in parts, on days of their own, can one come again.
    bool comes_again() const { return !credits_.days.empty(); }
    bool prepare(std::vector<WholeLadder>& whole);
    bool prepare_line_rounding();
    void add_slice(std::uint32_t row, std::uint32_t place) {
        slices_.rows.push_back(row);
        slices_.tiers.push_back(static_cast<std::uint16_t>(place));
    }
    void sum_tiers(Rated& rated, const std::map<std::uint32_t, std::pair<Rational, Rational>>& by);

    const CreditLines& credits_;
    const LineBlock& lines_;
    const std::vector<Ladder>& ladders_;
    const std::function<std::size_t(std::uint32_t)>& ladder_of_;
    const LineRounding* line_rounding_;
    Slices& slices_;
    std::int64_t finer_ = 1;   // how many slice units a credit unit has
    Integer denominator_ = 1;  // of the slices
    // Line rounding on integers: a base unit at step s of ladder l is worth factor / divisor units
    // of the rounding.
    std::vector<std::vector<Int128>> factors_;
    Int128 divisor_ = 1;
};

bool Walk::prepare(std::vector<WholeLadder>& whole) {
    Integer finer = 1;
    for (const Ladder& ladder : ladders_) {
        for (const Rational& edge : ladder.edges) {
            const Rational units = edge * Rational(lines_.denominator);
            finer = least_common_multiple(finer, units.denominator());
        }
    }
    const std::optional<std::int64_t> small = to_int64(finer);
    if (!small) return false;
    finer_ = *small;
    denominator_ = lines_.denominator * finer;
    for (const Ladder& ladder : ladders_) {
        WholeLadder& edges = whole.emplace_back();
        for (const Rational& edge : ladder.edges) {
            const auto units = to_int128((edge * Rational(denominator_)).numerator());
            if (!units) return false;
            edges.edges.push_back(*units);
        }
    }
    return true;
}

bool Walk::prepare_line_rounding() {
    if (!line_rounding_) return true;
    const Rational scale(power_of_ten(line_rounding_->currency.minor_digits()));
    const Rational minor_in_unit =
        line_rounding_->rounding.unit ? *line_rounding_->rounding.unit * scale : Rational(1);
    const Rational per_unit =
        line_rounding_->weight * scale / minor_in_unit / Rational(denominator_);
    Integer divisor = 1;
    for (const Ladder& ladder : ladders_) {
        for (const Rational& value : ladder.values) {
            divisor = least_common_multiple(divisor, (value * per_unit).denominator());
        }
    }
    const auto small = to_int64(divisor);  // 64 bits leave room for the sum of a line's slices
    if (!small) return false;
    divisor_ = *small;
    for (const Ladder& ladder : ladders_) {
        std::vector<Int128>& factors = factors_.emplace_back();
        for (const Rational& value : ladder.values) {
            const auto factor = to_int64((value * per_unit * Rational(divisor)).numerator());
            if (!factor) return false;
            factors.push_back(*factor);
        }
    }
    return true;
}

void Walk::sum_tiers(Rated& rated,
                     const std::map<std::uint32_t, std::pair<Rational, Rational>>& by) {
    for (const auto& [place, base_and_value] : by) {
        const auto& [base, value] = base_and_value;
        if (base.is_zero()) continue;  // what came and went again
        const Rational amount = base * value;
        rated.tiers.push_back({place, base, value, amount});
        rated.amount += amount;
    }
}

bool Walk::whole(Rated& rated) {
    std::vector<WholeLadder> whole_ladders;
    if (lines_.exact || !prepare(whole_ladders) || !prepare_line_rounding()) return false;
    const std::size_t begin = slices_.rows.size();
    std::vector<std::vector<Int128>> sums;
    for (const Ladder& ladder : ladders_)
        sums.emplace_back(ladder.values.size(), 0);
    Int128 running = 0;
    WholeLines whole_lines(comes_again());
    bool fits = true;
    for (std::size_t i = lines_.begin; i < lines_.end && fits; ++i) {
        const std::uint32_t row = credits_.rows[i];
        std::size_t which = 0;
        const Ladder& ladder = ladder_for(row, which);
        const Int128 after = running + static_cast<Int128>(credits_.units[i]) * finer_;
        pass_steps(whole_ladders[which].edges, running, after,
                   [&](std::size_t step, const Int128& base) {
                       const auto units = static_cast<std::int64_t>(base);
                       fits = fits && units == base;
                       add_slice(row, ladder.places[step]);
                       slices_.units.push_back(units);
                       sums[which][step] += base;
                       if (line_rounding_)
                           fits = fits && whole_lines.add(base, factors_[which][step]);
                   });
        // Credits of one deal line are rounded together: a line is a ledger row (N2).
        if (line_rounding_ && last_of_row(i)) {
            fits = fits && whole_lines.end(row, divisor_, line_rounding_->rounding.mode);
        }
        running = after;
    }
    if (!fits) {
        slices_.rows.resize(begin);
        slices_.tiers.resize(begin);
        slices_.units.resize(begin);
        return false;
    }
    rated.block = {begin, slices_.rows.size(), denominator_, false, 0};
    std::map<std::uint32_t, std::pair<Rational, Rational>> by;
    for (std::size_t which = 0; which < ladders_.size(); ++which) {
        for (std::size_t step = 0; step < sums[which].size(); ++step) {
            auto& [base, value] = by[ladders_[which].places[step]];
            base += Rational::of(from_int128(sums[which][step]), denominator_);
            value = ladders_[which].values[step];
        }
    }
    sum_tiers(rated, by);
    if (line_rounding_) {
        const Rational minor(power_of_ten(line_rounding_->currency.minor_digits()));
        const Int128 rounded = whole_lines.sum(divisor_, line_rounding_->rounding.mode);
        rated.rounded_lines = Rational(from_int128(rounded)) *
                              line_rounding_->rounding.unit.value_or(Rational(1) / minor);
    }
    return true;
}

void Walk::exact(Rated& rated) {
    const std::size_t begin = slices_.rows.size();
    const std::size_t ratios = slices_.ratios.size();
    std::map<std::uint32_t, std::pair<Rational, Rational>> by;
    Rational running;
    std::map<std::uint32_t, Rational> by_row;
    for (std::size_t i = lines_.begin; i < lines_.end; ++i) {
        const std::uint32_t row = credits_.rows[i];
        std::size_t which = 0;
        const Ladder& ladder = ladder_for(row, which);
        const Rational after = running + credits_.value(lines_, i);
        pass_steps(ladder.edges, running, after, [&](std::size_t step, const Rational& base) {
            add_slice(row, ladder.places[step]);
            slices_.units.push_back(0);
            slices_.ratios.push_back(base);
            auto& [sum, value] = by[ladder.places[step]];
            sum += base;
            value = ladder.values[step];
            if (line_rounding_) by_row[row] += base * ladder.values[step];
        });
        running = after;
    }
    for (const auto& [row, pay] : by_row)
        rated.rounded_lines += line_rounding_->rounded(pay);
    rated.block = {begin, slices_.rows.size(), 1, true, ratios};
    sum_tiers(rated, by);
}

}  // namespace

Ladder Ladder::flat(Rational value, std::uint32_t place) {
    return Ladder{{}, {std::move(value)}, {place}, {}};
}

Rational LineRounding::rounded(const Rational& pay) const {
    return attain::rounded(Money(pay * weight, currency), rounding).amount();
}

Rated walk(const CreditLines& credits, const LineBlock& lines, const std::vector<Ladder>& ladders,
           const std::function<std::size_t(std::uint32_t)>& ladder_of,
           const LineRounding* line_rounding, bool exactly, Slices& slices) {
    ensure(!ladders.empty(), "credits are walked up at least one ladder");
    Rated rated;
    Walk road(credits, lines, ladders, ladder_of, line_rounding, slices);
    if (exactly || !road.whole(rated)) {
        rated = Rated();
        Walk(credits, lines, ladders, ladder_of, line_rounding, slices).exact(rated);
    }
    return rated;
}

}  // namespace attain::rate
