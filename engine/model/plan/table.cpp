// Looking up: where a position on the axis falls, and what holds there.
//
//     linear {50%: 0%, 100%: 100%, 150%: 200%}, beyond: flat
//       at 75%: 0% + (100% − 0%) / (100% − 50%) × 25% = 50%;   at 180%: 200%
//
// Everything is exact (N1) and total: the table was proven when the plan was bound.
#include "model/plan/table.h"

#include <algorithm>
#include <iterator>

#include "base/ensure.h"

namespace attain {

namespace {

// Whether a position lies on the upper side of an edge: beyond it, or on it where the upper side
// owns it (R1).
bool past(const Rational& at, const Edge& edge) {
    return at > edge.at || (at == edge.at && edge.owned_by_upper);
}

Rational slope(const CurvePoint& left, const CurvePoint& right) {
    return (right.below - left.from) / (right.at - left.at);
}

Rational before_first(const Curve& curve, const Rational& at) {
    const CurvePoint& first = curve.points.front();
    switch (curve.below_first) {
        case Beyond::zero: return Rational();
        case Beyond::flat: return first.below;
        case Beyond::on: break;
    }
    return first.below + slope(first, curve.points[1]) * (at - first.at);
}

Rational after_last(const Curve& curve, const Rational& at) {
    const CurvePoint& last = curve.points.back();
    if (at == last.at) return last.from;  // the point itself is still on the curve
    switch (curve.beyond_last) {
        case Beyond::zero: return Rational();
        case Beyond::flat: return last.from;
        case Beyond::on: break;
    }
    const CurvePoint& before = curve.points[curve.points.size() - 2];
    return last.from + slope(before, last) * (at - last.at);
}

}  // namespace

std::optional<std::size_t> TierTable::tier_at(const Rational& at) const {
    ensure(!tiers.empty(), "a table has tiers");
    const std::optional<Edge>& start = tiers.front().lower;
    if (start && !past(at, *start) && below_first == Beyond::zero) return std::nullopt;
    const std::optional<Edge>& end = tiers.back().upper;
    if (end && past(at, *end) && beyond_last == Beyond::zero) return std::nullopt;
    std::size_t tier = 0;
    while (tier + 1 < tiers.size() && past(at, *tiers[tier].upper))
        ++tier;
    return tier;
}

std::size_t Milestones::reached(const Rational& at) const {
    const auto above = std::upper_bound(
        steps.begin(), steps.end(), at,
        [](const Rational& position, const Step& step) { return position < step.at; });
    return static_cast<std::size_t>(above - steps.begin());
}

std::size_t Curve::stretch_at(const Rational& at) const {
    const auto right = std::find_if(points.begin(), points.end(), [&](const CurvePoint& point) {
        return !past(at, Edge{point.at, point.owned_by_upper});
    });
    return static_cast<std::size_t>(right - points.begin());
}

std::optional<std::size_t> Curve::gate_at(const Rational& at) const {
    for (std::size_t i = 0; i < gates.size(); ++i) {
        const bool begun = !gates[i].lower || past(at, *gates[i].lower);
        if (begun && !(gates[i].upper && past(at, *gates[i].upper))) return i;
    }
    return std::nullopt;
}

Rational Curve::arriving_at(const Rational& at) const {
    const auto point = std::find_if(points.begin(), points.end(),
                                    [&](const CurvePoint& other) { return other.at == at; });
    if (point == points.end()) return value_at(at);
    if (point == points.begin() && below_first == Beyond::zero) return Rational();
    if (point != points.begin() && kind == CurveKind::steps) return std::prev(point)->from;
    return point->below;
}

Rational Curve::value_at(const Rational& at) const {
    ensure(!points.empty(), "a curve has points");
    const std::size_t stretch = stretch_at(at);
    // A point that belongs to its left side has the value that arrives there, also where the
    // stretch to the left is zero: the point itself is written down.
    if (stretch < points.size() && at == points[stretch].at) return points[stretch].below;
    if (stretch == 0) return before_first(*this, at);
    if (stretch == points.size()) return after_last(*this, at);
    const CurvePoint& left = points[stretch - 1];
    switch (kind) {
        case CurveKind::steps: return left.from;
        case CurveKind::linear: break;
    }
    return left.from + slope(left, points[stretch]) * (at - left.at);
}

}  // namespace attain
