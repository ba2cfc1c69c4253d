// Tier tables and curves: from where somebody stands to what it pays (R0, R1, R3, R4).
//
//   mode: marginal          up to 100% at 5%, above at 8%; quota 500,000, credited 572,000
//     slice 1: 500,000 at 5% = 25,000
//     slice 2:  72,000 at 8% =  5,760
//
// A table that exists is proven: its tiers meet edge to edge, each edge has exactly one owner, and
// what holds below the first and above the last is stated. So a lookup cannot fail.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic/source.h"
#include "base/number/rational.h"

namespace attain {

struct Expr;
using Condition = std::shared_ptr<const Expr>;  // null: no condition

// The target incentive of a goal's window for each unit of the goal: `150% * target / own_goal`.
struct TargetPerGoal {
    std::uint32_t attainment = 0;  // into Plan::attainments
    Rational times = 1;
};

struct Choice;
using ChoicePtr = std::shared_ptr<const Choice>;

// A number of the plan: written there, a further column of the person ("person.commission_pct"),
// chosen by columns of the deal and the person, or derived from the target and a goal.
struct Quantity {
    // The string is the person's column name.
    std::variant<Rational, std::string, ChoicePtr, TargetPerGoal> value;
    Span where;
};

// A value chosen by columns (R0): the first row that fits, else `otherwise`.
//
//     {choose: [product, region], rows: [{product: basic, region: emea, rate: 4%}], otherwise: 1%}
//
// A row that could never be the first is refused when the plan is bound.
struct Choice {
    // What a cell fits: one of these texts, or numbers of that value; empty: everything.
    struct Fit {
        std::string text;
        std::optional<Rational> number;
    };
    struct Row {
        std::vector<std::vector<Fit>> cells;  // by column
        Quantity value;                       // no choice within a choice
    };
    std::vector<std::string> columns;  // of the ledger, or "person.level"
    std::vector<Row> rows;
    Quantity otherwise;
    Span where;
};

// What holds beyond an end of a table or curve (R1): nothing; the value at the end; or the end's
// rate or slope goes on.
enum class Beyond { zero, flat, on };

// One edge: a position on the axis and which side owns it. `from` and `up_to` own their edge,
// `above` and `below` do not. Where units are counted, every edge between 3 and 4 is "3, owned by
// the lower tier", however it was written.
struct Edge {
    Rational at;
    bool owned_by_upper = true;  // the tier above the edge has it (`from` / `below`)
};

// R10: closed, the tier pays its `otherwise`, or nothing.
struct TierGate {
    Condition open_when;
    std::optional<Quantity> otherwise;
    Span where;
};

struct Tier {
    std::optional<Edge> lower;  // nothing: open downward
    std::optional<Edge> upper;  // nothing: open upward
    Quantity value;
    Span where;
    std::optional<TierGate> gate = {};
};

enum class TableMode { marginal, whole, reached };

struct TierTable {
    TableMode mode = TableMode::marginal;
    std::vector<Tier> tiers;  // ascending, edge to edge
    Beyond below_first = Beyond::on;
    Beyond beyond_last = Beyond::on;
    bool reached_before = false;      // reached: by where the axis stood before the credit (R3)
    std::optional<Rational> back_to;  // whole: back to there only, marginal below (R3)
    Span where;
    // The tier that holds `at`: its place in `tiers`; nothing where the plan says zero there.
    std::optional<std::size_t> tier_at(const Rational& at) const;
};

// Amounts that add up: each position that is reached, itself included, pays its own.
struct Milestones {
    struct Step {
        Rational at;
        Quantity value;
    };
    std::vector<Step> steps;  // ascending
    Span where;
    std::size_t reached(const Rational& at) const;  // how many
};

enum class CurveKind { steps, linear };

// A point of a curve; two values make a jump (R4). `below` is the value arriving from the left,
// `from` the one leaving to the right; the point itself has `from` when owned_by_upper.
struct CurvePoint {
    Rational at;
    Rational below;
    Rational from;
    bool owned_by_upper = true;
    Span where;
};

// R10: closed, the curve is worth `otherwise` from the lower edge to the upper.
struct StretchGate {
    std::optional<Edge> lower;  // nothing: open downward
    std::optional<Edge> upper;  // nothing: open upward
    Condition open_when;
    Rational otherwise;
    Span where;
};

struct Curve {
    CurveKind kind = CurveKind::linear;
    std::vector<CurvePoint> points;  // ascending, at least one
    Beyond below_first = Beyond::zero;
    Beyond beyond_last = Beyond::flat;
    Span where;
    std::vector<StretchGate> gates = {};          // ascending, none over another
    Rational value_at(const Rational& at) const;  // every gate open
    // The value that arrives at a position from the left.
    Rational arriving_at(const Rational& at) const;
    // Which of the gates guards a position.
    std::optional<std::size_t> gate_at(const Rational& at) const;
    // Which stretch the lookup fell into: 0 below the first point, i from point i on.
    std::size_t stretch_at(const Rational& at) const;
};

}  // namespace attain
