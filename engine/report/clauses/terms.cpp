// The terms of a plan in words.
#include <fmt/format.h>

#include <algorithm>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report {

namespace clauses {

namespace {

std::string pay_words(Grain grain) {
    return std::string(each_span(grain));
}

std::string_view proration_words(Proration proration) {
    switch (proration) {
        case Proration::calendar_days:
            return "goals and targets shrink by calendar days for somebody who is there for part "
                   "of "
                   "a pay period";
        case Proration::working_days:
            return "goals and targets shrink by working days (Monday to Friday) for somebody who "
                   "is "
                   "there for part of a pay period";
        case Proration::whole_months:
            return "goals and targets shrink by whole months for somebody who is there for part of "
                   "a pay period";
        case Proration::none: return "goals and targets are whole, however long somebody is there";
    }
    return "";
}

std::string date_words(const std::string& date) {
    return date == "booked" ? "the day on which it was booked" : fmt::format("its day `{}`", date);
}

std::string prorated_words(const Prorates& prorates) {
    std::string text;
    const auto add = [&](bool shrinks, std::string_view what) {
        if (shrinks) text += fmt::format("{}{}", text.empty() ? "" : ", ", what);
    };
    add(prorates.quota, "goals");
    add(prorates.target, "targets");
    add(prorates.amounts, "fixed amounts");
    add(prorates.caps, "caps");
    add(prorates.floors, "floors");
    add(prorates.tiers, "edges that are amounts");
    return text.empty() ? "nothing" : text;
}

std::string shares_words(const TargetShares& cut) {
    std::vector<std::string> shares;
    for (const Rational& share : cut.shares)
        shares.push_back(percent_text(share));
    return fmt::format("a {}'s into {}", name_of(cut.of), fmt::join(shares, ", "));
}

}  // namespace

PlanPart terms_part(const Plan& plan, const Places& places) {
    PlanPart part{PlanPart::Kind::terms, "", "Terms", {}, places.of({"plan"})};
    const auto say = [&](std::string aspect, std::string says, Span where) {
        part.clauses.push_back({std::move(aspect), std::move(says), false, std::move(where)});
    };
    say("plan", plan.id.text(), places.of({"plan"}));
    say("title", title_of(plan), places.of({"title"}));
    say("in force", days_text(plan.effective), places.of({"effective"}));
    say("currency", plan.currency.code(), places.of({"currency"}));
    say("paid", pay_words(plan.pays), places.of({"pays"}));
    say("calendar",
        plan.calendar == "calendar" ? std::string("the ordinary calendar") : plan.calendar,
        places.of({"calendar"}));
    say("who gets a deal's credit", "decided on " + date_words(plan.assigned_by),
        places.of({"dates", "assigned"}));
    say("when a deal counts", "on " + date_words(plan.counted_by), places.of({"dates", "counted"}));
    if (!plan.eligible_by.empty()) {
        say("when a deal may be paid", "from " + date_words(plan.eligible_by),
            places.of({"dates", "eligible"}));
    }
    say("joining and leaving", std::string(proration_words(plan.proration)),
        places.of({"proration"}));
    if (plan.proration != Proration::none && plan.prorates != Prorates()) {
        say("shrinks with presence", prorated_words(plan.prorates), places.of({"prorates"}));
    }
    if (plan.target_change == TargetChange::next_window) {
        say("a target that changes", "holds from the next window on", places.of({"target_change"}));
    }
    if (!plan.target_shares.shares.empty()) {
        say("the target is cut", shares_words(plan.target_shares), places.of({"target_shares"}));
    }
    say("other currencies", conversion_words(plan.conversion), places.of({"conversion"}));
    for (const ComputedColumn& column : plan.columns) {
        say("the column " + column.name,
            fmt::format("{}{}{}", condition_words(*column.formula), column.money ? ", money" : "",
                        column.zero_below ? ", below zero counted as zero" : ""),
            places.of({"columns", column.name}));
    }
    say("cap of the plan", plan.cap ? limit_words(plan, *plan.cap) : "none", places.of({"cap"}));
    say("floor of the plan", plan.floor ? limit_words(plan, *plan.floor) : "none",
        places.of({"floor"}));
    add_further_terms(plan, places, part);
    return part;
}

}  // namespace clauses

std::vector<PlanPart> parts_of(const Plan& plan) {
    const Places places(plan);
    std::vector<PlanPart> parts = {clauses::terms_part(plan, places)};
    for (const Measure& measure : plan.measures)
        parts.push_back(clauses::measure_part(plan, measure, places));
    for (const Attainment& attainment : plan.attainments)
        parts.push_back(clauses::attainment_part(plan, attainment, places));
    for (const Component& component : plan.components)
        parts.push_back(clauses::component_part(plan, component, places));
    return parts;
}

std::string title_of(const Plan& plan) {
    return label_of(plan.title, plan.id.text());
}
std::string title_of(const Measure& measure) {
    return label_of(measure.title, measure.name);
}
std::string title_of(const Attainment& attainment) {
    return label_of("", attainment.name);
}
std::string title_of(const Component& component) {
    return label_of(component.title, component.name);
}

std::string_view each_span(Grain grain) {
    switch (grain) {
        case Grain::week: return "every week";
        case Grain::month: return "every month";
        case Grain::quarter: return "every quarter";
        case Grain::half: return "every half year";
        case Grain::year: return "every year";
    }
    return "";
}

}  // namespace attain::report
