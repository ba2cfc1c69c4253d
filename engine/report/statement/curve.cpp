// A component's table or curve as it is drawn on a statement, with the place where the person
// stands: "you are here".
//
//     200% ┤            ╱──      x: the axis, from zero to a little beyond the last edge and the
//     100% ┤      ╱  ● here         person; y: what it pays, from zero
//       0% ┼────╱
//
// Places are whole thousandths of the drawing: SVG and PDF draw the same. No figure is taken from
// here; only ink is.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "report/statement/desk.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// What is paid along the axis, and where that changes its course.
struct Course {
    std::vector<Rational> bends;
    std::function<std::optional<Rational>(const Rational&)> pays;
};

Course course_of(const Desk& desk, const WindowFigures& window, Date day) {
    const Component& component = desk.component_of(window);
    Course course;
    if (const auto* curve = std::get_if<Curve>(&component.value)) {
        for (const CurvePoint& point : curve->points)
            course.bends.push_back(point.at);
        course.pays = [curve](const Rational& at) { return curve->value_at(at); };
    } else if (const auto* table = std::get_if<TierTable>(&component.value)) {
        for (const Tier& tier : table->tiers) {
            if (tier.lower) course.bends.push_back(tier.lower->at);
        }
        course.pays = [&desk, table, day](const Rational& at) -> std::optional<Rational> {
            const std::optional<std::size_t> tier = table->tier_at(at);
            return tier ? quantity_on(desk, table->tiers[*tier].value, day) : Rational(0);
        };
    } else if (const auto* steps = std::get_if<Milestones>(&component.value)) {
        for (const Milestones::Step& step : steps->steps)
            course.bends.push_back(step.at);
        course.pays = [&desk, steps, day](const Rational& at) -> std::optional<Rational> {
            Rational sum;
            for (std::size_t i = 0; i < steps->reached(at); ++i) {
                const auto more = quantity_on(desk, steps->steps[i].value, day);
                if (!more) return std::nullopt;
                sum += *more;
            }
            return sum;
        };
    }
    return course;
}

int thousandths(const Rational& part, const Rational& whole) {
    const Rational at = least(greatest(part / whole, Rational(0)), Rational(1)) * 1000;
    return static_cast<int>(to_int64(round_to_whole(at, RoundingMode::half_even)).value_or(0));
}

// Ticks that would stand on each other are left out, later ones first.
void add_tick(std::vector<StatementCurve::Tick>& ticks, int at, std::string text, int apart) {
    const bool free = std::all_of(ticks.begin(), ticks.end(), [&](const auto& tick) {
        return std::abs(tick.at - at) >= apart;
    });
    if (free) ticks.push_back({at, std::move(text)});
}

struct Box {
    Rational wide;
    Rational high;
};

// The course from zero to the end of the box: just before, and just after each bend.
std::optional<std::vector<std::pair<Rational, Rational>>> walk(const Course& course,
                                                               const Rational& wide) {
    const Rational hair = wide / 1000000;
    std::vector<Rational> at = {Rational(0)};
    for (const Rational& bend : course.bends) {
        if (bend.sign() <= 0 || bend >= wide) continue;
        at.push_back(bend - hair);
        at.push_back(bend + hair);
    }
    at.push_back(wide);
    std::vector<std::pair<Rational, Rational>> course_taken;
    for (const Rational& x : at) {
        const std::optional<Rational> y = course.pays(x);
        if (!y || y->sign() < 0) return std::nullopt;
        course_taken.emplace_back(x, *y);
    }
    return course_taken;
}

void add_ticks(const Desk& desk, const WindowFigures& window, const Course& course, const Box& box,
               StatementCurve& out) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const AxisWords words = words_of(plan, component.axis);
    const Worth worth = worth_of(plan, component);
    const auto short_worth = [&](const Rational& value) {
        return worth == Worth::share_of_target || worth == Worth::share_of_money
                   ? rate_text(value)
                   : short_amount(value, plan.currency.code());
    };
    const int apart = words.percent ? 90 : 190;
    add_tick(out.up, 0, short_worth(Rational(0)), 110);
    add_tick(out.up, thousandths(box.high, box.high), short_worth(box.high), 110);
    add_tick(out.across, 0, words.at(Rational(0)), apart);
    for (const Rational& bend : course.bends) {
        if (bend.sign() <= 0 || bend >= box.wide) continue;
        const std::string text =
            words.percent ? percent_text(bend) : short_amount(bend, words.currency);
        add_tick(out.across, thousandths(bend, box.wide), text, apart);
        const std::optional<Rational> y = course.pays(bend);
        if (y) add_tick(out.up, thousandths(*y, box.high), short_worth(*y), 110);
    }
}

}  // namespace

std::optional<StatementCurve> drawn_curve(const Desk& desk, const WindowFigures& window,
                                          const Lookup& lookup) {
    const Plan& plan = desk.plan_of(window);
    const Component& component = desk.component_of(window);
    const Date day = lookup.days.last();
    const Course course = course_of(desk, window, day);
    if (course.bends.empty()) return std::nullopt;
    const Rational at = lookup.at / edge_scale(desk, window);
    Box box;
    box.wide = greatest(course.bends.back() * Rational::of(6, 5), at * Rational::of(21, 20));
    if (box.wide.sign() <= 0 || at.sign() < 0) return std::nullopt;
    const auto taken = walk(course, box.wide);
    const std::optional<Rational> pays = course.pays(at);
    if (!taken || !pays) return std::nullopt;
    for (const auto& place : *taken)
        box.high = greatest(box.high, place.second);
    if (box.high.is_zero()) return std::nullopt;
    StatementCurve out;
    for (const auto& [x, y] : *taken) {
        const std::pair place(thousandths(x, box.wide), thousandths(y, box.high));
        if (out.places.empty() || out.places.back() != place) out.places.push_back(place);
    }
    add_ticks(desk, window, course, box, out);
    out.here_x = thousandths(at, box.wide);
    out.here_y = thousandths(*pays, box.high);
    out.here = fmt::format("{}: {}", words_of(plan, component.axis).at(at),
                           worth_text(worth_of(plan, component), *pays, plan));
    return out;
}

}  // namespace attain::report
