// --at, --step and --by: from words to places on an axis.
//
//     95%..160%        every 5%, and each boundary of the plan in between with its neighbours
//     80%,100%,120%    these three
//     0..250000        amounts, where the plan looks up or pays on amounts
#include <fmt/format.h>

#include <algorithm>

#include "base/number/parse.h"
#include "cli/plan_try.h"
#include "cli/session.h"

namespace attain::cli {

namespace {

using preview::Axis;
using preview::Mark;

constexpr std::size_t most_places = 2000;
constexpr std::int64_t most_lines = 200000;

struct Stop {
    Rational value;
    bool percent = false;
};
struct Stretch1 {
    Stop from, upto;
    bool single = false;
};

Stop stop_in(const std::string& text) {
    const ParsedNumber number = parse_number(text);
    if (!number.value) {
        throw NotThere(fmt::format("--at: {}", number.problem),
                       "write --at 95%..160%, --at 100% or --at 80%,100%,120%; amounts as "
                       "0..250000");
    }
    return {*number.value, text.ends_with('%')};
}

Stretch1 stretch_in(const std::string& text) {
    const std::size_t dots = text.find("..");
    if (dots == std::string::npos) return {stop_in(text), stop_in(text), true};
    const Stretch1 stretch{stop_in(text.substr(0, dots)), stop_in(text.substr(dots + 2)), false};
    if (stretch.upto.value < stretch.from.value) {
        throw NotThere(fmt::format("--at: `{}` runs backwards", text),
                       fmt::format("write {}..{}", text.substr(dots + 2), text.substr(0, dots)));
    }
    return stretch;
}

std::vector<Stretch1> stretches_in(const std::string& text) {
    std::vector<Stretch1> stretches;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        stretches.push_back(stretch_in(text.substr(begin, comma - begin)));
        begin = comma + 1;
    }
    for (const Stretch1& stretch : stretches) {
        const bool percent = stretches.front().from.percent;
        if (stretch.from.percent == percent && stretch.upto.percent == percent) continue;
        throw NotThere(fmt::format("--at: `{}` mixes percentages and amounts", text),
                       "write all places in one way");
    }
    return stretches;
}

void check_by(const Arguments& arguments, const Plan& plan, Axis& axis, bool percent) {
    if (arguments.by.empty()) return;
    std::vector<std::string> names;
    for (const Attainment& attainment : plan.attainments)
        names.push_back(attainment.name);
    for (const std::string& column : preview::columns_looked_up(plan)) {
        names.push_back(column);
        if (column == arguments.by && arguments.at.empty()) {
            throw NotThere(
                fmt::format("`{}` is a column of each deal, and nothing says where", column),
                "add --at, as 0%..50% or 0..200");
        }
        if (column == arguments.by && !percent) axis.kind = Axis::Kind::amount;
    }
    for (const Measure& measure : plan.measures) {
        names.push_back(measure.name);
        if (measure.name != arguments.by) continue;
        if (!percent) axis.kind = measure.is_money() ? Axis::Kind::amount : Axis::Kind::count;
    }
    if (std::find(names.begin(), names.end(), arguments.by) == names.end()) {
        const std::string near = nearest(arguments.by, names);
        throw NotThere(
            fmt::format("the plan looks up no attainment, measure or column `{}`", arguments.by),
            near.empty() ? fmt::format("there are: {}", fmt::join(names, ", "))
                         : fmt::format("did you mean `{}`?", near));
    }
    axis.only = arguments.by;
}

// 1, 2, 2.5 or 5 times a power of ten, so that the range has at most so many steps.
Rational step_for(const Rational& range, const Density& density) {
    if (range.sign() <= 0) return 1;
    if (!density.round_steps) return range / Rational(density.most);
    Rational step = 1;
    while (range / step > Rational(density.most))
        step *= 10;
    while (range / step <= Rational::of(density.most, 10))
        step /= 10;
    for (const Rational& finer : {Rational::of(1, 5), Rational::of(1, 4), Rational::of(1, 2)}) {
        if (range / (step * finer) <= Rational(density.most)) return step * finer;
    }
    return step;
}

// What is worth a look where nothing is said: from nothing to well beyond the last boundary.
Stretch1 natural_range(const Axis& axis, const std::vector<Mark>& marks, const Rational& full) {
    const bool percent = axis.kind == Axis::Kind::attainment;
    Rational last = percent ? Rational(1) : full;
    Rational first = 0;
    for (const Mark& mark : marks) {
        last = greatest(last, mark.edge);
        first = least(first, mark.edge);
    }
    const Rational beyond = percent ? last + Rational::of(1, 2) : last * Rational::of(3, 2);
    const Rational unit = percent ? Rational::of(1, 10) : Rational(1);
    return {{first, percent}, {Rational((beyond / unit).ceiling()) * unit, percent}, false};
}

class Collector {
public:
    Collector(const Arguments& arguments, const std::vector<Mark>& marks, const Density& density)
        : arguments_(arguments), marks_(marks), density_(density) {}

    void add(const Stretch1& stretch) {
        places_.insert(stretch.from.value);
        if (stretch.single) return;
        const Rational step = step_of(stretch);
        for (Rational at = stretch.from.value; at <= stretch.upto.value; at += step)
            insert(at);
        insert(stretch.upto.value);
        for (const Mark& mark : marks_) {
            if (!density_.boundaries) break;
            if (stretch.from.value <= mark.at && mark.at <= stretch.upto.value) insert(mark.at);
        }
    }
    std::vector<Rational> take() const { return {places_.begin(), places_.end()}; }

private:
    void insert(const Rational& at) {
        places_.insert(at);
        if (places_.size() <= most_places) return;
        throw NotThere(fmt::format("--at: more than {} places", most_places),
                       "take a larger --step, or a shorter range");
    }
    Rational step_of(const Stretch1& stretch) const {
        if (arguments_.step.empty()) {
            return step_for(stretch.upto.value - stretch.from.value, density_);
        }
        const ParsedNumber step = parse_number(arguments_.step);
        const bool percent = arguments_.step.ends_with('%');
        if (!step.value || step.value->sign() <= 0 || percent != stretch.from.percent) {
            throw NotThere(
                fmt::format("--step: `{}` is no distance between places", arguments_.step),
                stretch.from.percent ? "write it as 5%" : "write it as 10000");
        }
        return *step.value;
    }

    const Arguments& arguments_;
    const std::vector<Mark>& marks_;
    const Density& density_;
    std::set<Rational> places_;
};

// Counts come in whole units.
std::vector<Rational> whole_only(std::vector<Rational> places) {
    std::set<Rational> whole;
    for (const Rational& at : places)
        whole.insert(Rational(greatest(at, 0).floor()));
    return {whole.begin(), whole.end()};
}

}  // namespace

Places places_meant(const Arguments& arguments, const Tried& tried, const Density& density) {
    Places places;
    std::vector<Stretch1> stretches;
    if (!arguments.at.empty()) {
        stretches = stretches_in(arguments.at);
        places.axis = preview::natural_axis(tried.plan, stretches.front().from.percent);
        if (stretches.front().from.percent) places.axis.kind = Axis::Kind::attainment;
    } else {
        places.axis = preview::natural_axis(tried.plan);
    }
    const bool percent = stretches.empty() ? places.axis.kind == Axis::Kind::attainment
                                           : stretches.front().from.percent;
    if (!percent && places.axis.kind == Axis::Kind::attainment) {
        throw NotThere("--at: the plan neither looks up nor pays on an amount",
                       "write percentages, as 95%..160%");
    }
    check_by(arguments, tried.plan, places.axis, percent);
    const std::vector<Mark> marks = preview::boundaries(tried.subject, places.axis);
    if (stretches.empty()) {
        const preview::Preview at_full = preview::preview(tried.subject, places.axis, {});
        Rational full;
        for (const preview::Standing& standing : at_full.standings) {
            if (standing.moves) full = greatest(full, standing.full);
        }
        stretches = {natural_range(places.axis, marks, full)};
    }
    Collector collector(arguments, marks, density);
    for (const Stretch1& stretch : stretches)
        collector.add(stretch);
    places.at = collector.take();
    if (places.axis.kind == Axis::Kind::count) places.at = whole_only(std::move(places.at));
    if (preview::lines_needed(tried.subject, places.axis, places.at) > Rational(most_lines)) {
        throw NotThere(
            fmt::format("more than {} deals would have to be made up and counted", most_lines),
            "take fewer or smaller places with --at, or a smaller --goal");
    }
    return places;
}

}  // namespace attain::cli
