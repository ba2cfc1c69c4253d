#include "report/curve/geometry.h"

#include <algorithm>

#include "report/words/figures.h"

namespace attain::report {

namespace {

using preview::Point;

constexpr std::int64_t picture_width = 7200;
constexpr std::int64_t picture_height = 3800;
constexpr std::int64_t room_left = 860, room_right = 200, room_top = 300, room_bottom = 520;

struct Span1 {
    Rational from, upto;
    std::int64_t place(const Rational& value, std::int64_t first, std::int64_t last) const {
        const Rational all = upto - from;
        if (all.is_zero()) return first;
        const Rational at = (value - from) / all * Rational(last - first) + Rational(first);
        return to_int64(round_to_whole(at, RoundingMode::half_even)).value_or(first);
    }
};

Span1 span_across(const std::vector<Point>& points) {
    if (points.empty()) return {0, 1};
    return {points.front().at, points.back().at};
}

// From zero, or lower where somebody owes, to a round figure above all.
Span1 span_up(const std::vector<Point>& points) {
    Rational least_pay = 0;
    Rational most = 1;
    const auto take = [&](const Cash& cash) {
        least_pay = least(least_pay, cash.exact().amount());
        most = greatest(most, cash.exact().amount());
    };
    for (const Point& point : points) {
        take(point.total);
        for (const preview::Part& part : point.parts)
            take(part.due);
    }
    const std::vector<Rational> marks = round_figures(least_pay, most, 5);
    const Rational step = marks.size() > 1 ? marks[1] - marks[0] : most;
    Rational upto = marks.empty() ? most : marks.back();
    while (upto < most)
        upto += step;
    Rational from = marks.empty() ? least_pay : marks.front();
    while (from > least_pay)
        from -= step;
    return {from, upto};
}

std::string tick_text(const Shown& shown, const Rational& at) {
    if (shown.preview.axis.kind == preview::Axis::Kind::attainment) return percent_text(at);
    return short_amount(at, "");
}

}  // namespace

std::vector<Rational> round_figures(const Rational& from, const Rational& upto, int count) {
    const Rational all = upto - from;
    if (all.sign() <= 0) return {from};
    Rational step = 1;
    while (all / step > Rational(count))
        step *= 10;
    while (all / step < Rational::of(count, 10))
        step /= 10;
    for (const Rational& finer : {Rational::of(1, 10), Rational::of(1, 5), Rational::of(1, 4),
                                  Rational::of(1, 2), Rational(1)}) {
        if (all / (step * finer) > Rational(count)) continue;
        step *= finer;
        break;
    }
    std::vector<Rational> figures;
    for (Rational at = Rational((from / step).ceiling()) * step; at <= upto; at += step)
        figures.push_back(at);
    return figures;
}

Geometry geometry_of(const Shown& shown) {
    const std::vector<Point>& points = shown.preview.points;
    Geometry geometry{
        room_left, picture_width - room_right, room_top, picture_height - room_bottom, {}, {}, {},
        {}};
    const Span1 across = span_across(points);
    const Span1 up = span_up(points);
    const auto x = [&](const Rational& at) {
        return across.place(at, geometry.left, geometry.right);
    };
    const auto y = [&](const Cash& cash) {
        return up.place(cash.exact().amount(), geometry.bottom, geometry.top);
    };
    for (const Rational& at : round_figures(across.from, across.upto, 8))
        geometry.across.push_back({x(at), tick_text(shown, at)});
    for (const Rational& at : round_figures(up.from, up.upto, 6)) {
        geometry.up.push_back({up.place(at, geometry.bottom, geometry.top), short_amount(at, "")});
    }
    const std::vector<std::string> titles = column_titles(shown);
    for (std::size_t i = 0; i < titles.size(); ++i)
        geometry.lines.push_back({titles[i], false, {}});
    geometry.lines.push_back({"Total", true, {}});
    for (const Point& point : points) {
        if (point.mark && point.mark->side == 0) geometry.rules.push_back(x(point.at));
        for (std::size_t i = 0; i < point.parts.size(); ++i)
            geometry.lines[i].places.emplace_back(x(point.at), y(point.parts[i].due));
        geometry.lines.back().places.emplace_back(x(point.at), y(point.total));
    }
    // One component alone is the total.
    if (titles.size() == 1 && !has_limits(shown)) geometry.lines.erase(geometry.lines.begin());
    return geometry;
}

}  // namespace attain::report
