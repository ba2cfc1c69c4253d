#include <fmt/format.h>

#include <algorithm>

#include "report/document/document.h"
#include "report/statement/statement.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using preview::Point;

template <class... Visits>
struct Either : Visits... {
    using Visits::operator()...;
};
template <class... Visits>
Either(Visits...) -> Either<Visits...>;

// The figures of one example come from its preview, their workings from its statement.
class ExampleMaker {
public:
    ExampleMaker(const Shown& shown, const preview::Rehearsal& rehearsal)
        : shown_(shown), rehearsal_(rehearsal), maker_(rehearsal.world, rehearsal.run, nullptr) {}

    Example make(std::size_t place) const {
        const Point& point = shown_.preview.points[place];
        const Plan& plan = shown_.plan;
        Example example;
        example.at = place_text(shown_, point);
        for (const preview::Standing& standing : shown_.preview.standings) {
            const std::optional<Rational>& value = point.measured[standing.measure];
            if (!value) continue;
            const Measure& measure = plan.measures[standing.measure];
            example.measured.push_back(fmt::format(
                "{} {}", title_of(measure),
                amount_with_unit(*value, measure.is_money() ? plan.currency.code() : "")));
        }
        for (std::size_t i = 0; i < plan.components.size(); ++i) {
            example.parts.push_back(
                {title_of(plan.components[i]), cash_with_unit(point.parts[i].due), {}, {}});
        }
        add_workings(maker_.of(rehearsal_.who[place]), example);
        if (point.limits.minor_units() != 0) example.limits = cash_with_unit(point.limits);
        example.pays = cash_with_unit(point.total);
        return example;
    }

private:
    // Of several pay periods the last one tells how.
    void add_workings(const Statement& statement, Example& example) const {
        for (const StatementPlan& plan : statement.plans) {
            for (const StatementComponent& component : plan.components) {
                if (component.outcome == Outcome::not_due) continue;
                for (std::size_t i = 0; i < shown_.plan.components.size(); ++i) {
                    if (shown_.plan.components[i].name != component.name) continue;
                    tell(plan.pay_period.name, component, example.parts[i]);
                }
            }
        }
    }

    void tell(const std::string& pay_period, const StatementComponent& component,
              ExamplePart& part) const {
        part.workings = component.workings;
        part.notes = component.notes;
        std::erase_if(part.notes,
                      [](const std::string& note) { return note.starts_with(said_of_shares); });
        if (shown_.preview.pay_periods < 2) return;
        for (std::string& working : part.workings)
            working = fmt::format("in {}: {}", pay_period, working);
    }

    const Shown& shown_;
    const preview::Rehearsal& rehearsal_;
    StatementMaker maker_;
};

// "Individual attainment: 75% of the target incentive, by the attainment Own goal, every quarter."
std::string sentence_of(const Plan& plan, const Component& component) {
    std::string text = title_of(component) + ": ";
    if (component.part_of_target) {
        text += factor_text(component.weight) + " of the target incentive";
    } else {
        text += std::visit(
            Either{[&](const TargetBase&) { return std::string("a part of the target incentive"); },
                   [&](const MeasureBase& base) {
                       return fmt::format("paid on {}", title_of(plan.measures[base.measure]));
                   },
                   [&](const NoBase&) {
                       return std::string(std::holds_alternative<Pool>(component.value)
                                              ? "a share of the team's pool"
                                              : "an amount");
                   }},
            component.base);
    }
    const std::string axis = axis_words(plan, component);
    if (!axis.empty()) text += ", by " + axis;
    if (component.gate) {
        text += ", if " + condition_words(*component.gate->open_when, &plan);
    }
    const Grain span =
        component.settles == Settles::every_pay_period ? plan.pays : component.window;
    return fmt::format("{}; {}.", text, each_span(span));
}

std::vector<std::string> glance_at(const Plan& plan) {
    std::vector<std::string> sentences;
    for (const Component& component : plan.components)
        sentences.push_back(sentence_of(plan, component));
    return sentences;
}

}  // namespace

std::vector<Rational> example_places(const Shown& curve) {
    std::set<Rational> places;
    if (curve.preview.axis.kind == preview::Axis::Kind::attainment) {
        for (const int percent : {80, 100, 120})
            places.insert(Rational::of(percent, 100));
    }
    // Beyond the last boundary and halfway to the first, so that caps and thresholds show.
    std::vector<Rational> edges;
    for (const Point& point : curve.preview.points) {
        if (point.mark && point.mark->side == 0) edges.push_back(point.at);
    }
    if (!edges.empty()) {
        places.insert(edges.back());
        if (places.size() < 5) places.insert(edges.front());
        if (places.size() < 3) places.insert(edges.back() * Rational::of(3, 2));
    }
    if (places.empty() && !curve.preview.points.empty()) {
        places.insert(curve.preview.points.back().at);
    }
    return {places.begin(), places.end()};
}

PlanDocument compose_document(const Shown& curve, const Shown& drawing,
                              const std::vector<Rational>& places, const std::string& company) {
    const preview::Axis& axis = curve.preview.axis;
    const preview::Rehearsal rehearsal = preview::rehearse(curve.subject, axis, places);
    const preview::Preview at_places = preview::preview(curve.subject, axis, places);
    const Shown shown{curve.plan, curve.subject, at_places};
    const ExampleMaker maker(shown, rehearsal);
    PlanDocument document{curve.plan,
                          company,
                          parts_of(curve.plan),
                          glance_at(curve.plan),
                          {},
                          premises_of(shown, Flags::unnamed),
                          {},
                          {}};
    for (std::size_t i = 0; i < places.size(); ++i)
        document.examples.push_back(maker.make(i));
    document.svg = curve_svg(curve);
    document.drawing = curve_text(drawing, Colour::no);
    return document;
}

}  // namespace attain::report
