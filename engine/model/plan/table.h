// Tier tables and curves: from where somebody stands to what it pays (R0, R1, R3, R4).
//
//   mode: marginal          up to 100% at 5%, above at 8%; quota 500,000, credited 572,000
//     slice 1: 500,000 at 5% = 25,000
//     slice 2:  72,000 at 8% =  5,760
//
// A table that exists is proven: its tiers meet edge to edge, each edge has exactly one owner, and
// what holds below the first and above the last is stated. So a lookup cannot fail.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic/source.h"
#include "base/number/rational.h"

namespace attain {

// A number of the plan: written there, or a further column of the person ("person.commission_pct").
struct Quantity {
    std::variant<Rational, std::string> value;  // the string is the person's column name
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

struct Tier {
    std::optional<Edge> lower;  // nothing: open downward
    std::optional<Edge> upper;  // nothing: open upward
    Quantity value;
    Span where;
};

enum class TableMode { marginal, whole, reached };

struct TierTable {
    TableMode mode = TableMode::marginal;
    std::vector<Tier> tiers;  // ascending, edge to edge
    Beyond below_first = Beyond::on;
    Beyond beyond_last = Beyond::on;
    Span where;
    // The tier that holds `at`: its place in `tiers`; nothing where the plan says zero there.
    std::optional<std::size_t> tier_at(const Rational& at) const;
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

struct Curve {
    CurveKind kind = CurveKind::linear;
    std::vector<CurvePoint> points;  // ascending, at least one
    Beyond below_first = Beyond::zero;
    Beyond beyond_last = Beyond::flat;
    Span where;
    Rational value_at(const Rational& at) const;
    // Which stretch the lookup fell into: 0 below the first point, i from point i on.
    std::size_t stretch_at(const Rational& at) const;
};

}  // namespace attain
