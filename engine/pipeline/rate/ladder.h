// Rating: which part of each credit pays which value (R2, R3).
//
//   ladder: up to 500,000 at 5%, above at 8%; credits of 500,000 and 72,000 in walk order
//     slice 1: the first credit, 500,000, step 0
//     slice 2: the second credit, 72,000, step 1
//   a single credit of 572,000 is divided exactly at 500,000 into both.
//
// A table, a whole rate and a flat rate are all ladders: steps from minus to plus infinity, meeting
// edge to edge in amounts of the walked measure. A flat or whole one has a single step.
//
// The walk runs on 128-bit integers at a denominator in which all edges are whole; where a value
// does not fit, the block is walked again on ratios (N1). Both give the same slices.
#pragma once

#include <functional>
#include <vector>

#include "base/number/money.h"
#include "pipeline/result/figures.h"

namespace attain::rate {

struct Ladder {
    std::vector<Rational> edges;        // n edges, ascending
    std::vector<Rational> values;       // n + 1 steps: rate, or amount per unit
    std::vector<std::uint32_t> places;  // what each step is called, or Slices::no_tier
    std::vector<bool> upper_owns = {};  // by edge: a position on it is on the step above (R1)
    static Ladder flat(Rational value, std::uint32_t place);
};

// Rounds each line's amount on its own instead of the component as a whole (N2).
struct LineRounding {
    Rounding rounding;
    Currency currency;
    Rational weight;  // per-line rounding comes after the line's weight (R6)
    Rational rounded(const Rational& pay) const;  // of one whole line, before its weight
};

struct Rated {
    LineBlock block;             // of the slices that were added
    std::vector<TierSum> tiers;  // by place, base, value, amount; what came to nothing is left out
    Rational amount;             // the sum of base × value
    Rational rounded_lines;      // with LineRounding: the sum of the rounded, weighted lines
};

// Walks the credits of `lines` up the ladders and adds the slices. `ladder_of` names the ladder of
// a row where several versions of a plan rate one window (T8); null: always the first. `exactly`
// forces the road of ratios.
Rated walk(const CreditLines& credits, const LineBlock& lines, const std::vector<Ladder>& ladders,
           const std::function<std::size_t(std::uint32_t)>& ladder_of,
           const LineRounding* line_rounding, bool exactly, Slices& slices);

// The other ways to climb (R0, R3): a line may move another axis than it is paid on, deals may each
// start anew, and a credit may be rated wholly where the axis stands.
struct Stage {
    std::uint32_t row = 0;
    std::uint32_t ladder = 0;
    std::uint32_t group = 0;  // what climbs together; 0: all
    Rational base;
    Rational move;  // of the axis
    std::int32_t day = 0;
};
// What of the credit earns at all: beyond the first `from` (R12), up to `upto` (R7).
struct Bounds {
    std::optional<Rational> from;
    std::optional<Rational> upto;
};
enum class Manner {
    divided,        // cut where the axis reaches an edge; the base in proportion
    wholly_after,   // by where the axis stands with it …
    wholly_before,  // … or stood before it
    by_pay,         // the axis is the pay so far: cut where it reaches an edge
    by_pay_before,  // wholly, by the pay before it
};
Rated climb(const std::vector<Stage>& stages, Manner manner, const std::vector<Ladder>& ladders,
            const Bounds& bounds, const LineRounding* line_rounding, Slices& slices);

}  // namespace attain::rate
