// The terms of a plan, its measures and its attainments, in words.
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

std::string conversion_words(const std::optional<Conversion>& conversion) {
    if (!conversion) return "none: deals in another currency are exceptions";
    std::string_view day;
    switch (conversion->day) {
        case Conversion::Day::deal_date: day = "of the deal's day"; break;
        case Conversion::Day::period_average: day = "averaged over the pay period"; break;
        case Conversion::Day::period_end: day = "of the pay period's end"; break;
    }
    return fmt::format("at the rate {} in the series {}", day, conversion->series);
}

std::string date_words(const std::string& date) {
    return date == "booked" ? "the day on which it was booked" : fmt::format("its day `{}`", date);
}

std::string_view whose(CreditScope scope) {
    switch (scope) {
        case CreditScope::own: return "one's own";
        case CreditScope::team: return "the team's";
        case CreditScope::reports: return "direct reports'";
        case CreditScope::organization: return "the whole organization's";
    }
    return "";
}

std::string measured_words(const Measure& measure) {
    switch (measure.kind) {
        case Measure::Kind::sum:
            return fmt::format("the sum of {} of {} deals", measure.column, whose(measure.credit));
        case Measure::Kind::count:
            return fmt::format("the number of {} deal lines", whose(measure.credit));
        case Measure::Kind::pay:
            return fmt::format("{} pay from {}", whose(measure.credit),
                               fmt::join(measure.pay, ", "));
    }
    return "";
}

std::string_view basis_words(QuotaBasis basis) {
    switch (basis) {
        case QuotaBasis::whole_window: return "the whole window's goal";
        case QuotaBasis::phases_to_date: return "the goal's phases to date";
    }
    return "";
}

std::string_view team_quota_words(TeamQuota quota) {
    switch (quota) {
        case TeamQuota::own_figure: return "a figure of the team's own";
        case TeamQuota::members_on_first_day:
            return "the goals of those who are members on the window's first day, added up";
        case TeamQuota::members_by_days:
            return "the goals of all members, each for the days of membership";
    }
    return "";
}

std::string listed(const std::vector<Rational>& shares) {
    std::string text;
    for (const Rational& share : shares)
        text += (text.empty() ? "" : ", ") + factor_text(share);
    return text;
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
    say("joining and leaving", std::string(proration_words(plan.proration)),
        places.of({"proration"}));
    say("other currencies", conversion_words(plan.conversion), places.of({"conversion"}));
    say("cap of the plan", plan.cap ? limit_words(plan, *plan.cap) : "none", places.of({"cap"}));
    say("floor of the plan", plan.floor ? limit_words(plan, *plan.floor) : "none",
        places.of({"floor"}));
    add_further_terms(plan, places, part);
    return part;
}

PlanPart measure_part(const Plan& plan, const Measure& measure, const Places& places) {
    const std::string& name = measure.name;
    PlanPart part{
        PlanPart::Kind::measure, name, title_of(measure), {}, places.of({"measures", name})};
    const auto say = [&](std::string aspect, std::string says, std::string_view key) {
        part.clauses.push_back(
            {std::move(aspect), std::move(says), false, places.of({"measures", name, key})});
    };
    say("title", title_of(measure), "title");
    say("counts", measured_words(measure),
        measure.kind == Measure::Kind::sum     ? "sum"
        : measure.kind == Measure::Kind::count ? "count"
                                               : "pay");
    say("in", measure.is_money() ? plan.currency.code() : std::string("units"), "money");
    say("only where", measure.where ? condition_words(*measure.where) : "all of them", "where");
    if (measure.credit == CreditScope::reports || measure.credit == CreditScope::organization) {
        say("the manager's own", measure.with_own ? "counted too" : "not counted", "with_own");
    }
    say("overlay credit", measure.with_overlays ? "counted too" : "not counted", "with_overlays");
    return part;
}

PlanPart attainment_part(const Plan& plan, const Attainment& attainment, const Places& places) {
    const std::string& name = attainment.name;
    PlanPart part{PlanPart::Kind::attainment,
                  name,
                  title_of(attainment),
                  {},
                  places.of({"attainments", name})};
    const auto say = [&](std::string aspect, std::string says, std::string_view key) {
        part.clauses.push_back(
            {std::move(aspect), std::move(says), false, places.of({"attainments", name, key})});
    };
    const Measure& of = plan.measures[attainment.of];
    say("measures", title_of(of), "of");
    say("against", fmt::format("the goal `{}`", attainment.goal), "against");
    say("over",
        attainment.window ? fmt::format("a {}", name_of(*attainment.window))
                          : std::string("the window of the component that looks it up"),
        "window");
    say("divides by", std::string(basis_words(attainment.basis)), "to_date");
    if (of.credit == CreditScope::team) {
        say("the team's goal is", std::string(team_quota_words(attainment.team_quota)),
            "team_quota");
    }
    if (attainment.phased_from) {
        say("phased from", fmt::format("the goal of a {}", name_of(*attainment.phased_from)),
            "phased_from");
    }
    if (!attainment.phases.empty()) say("phases", listed(attainment.phases), "phases");
    say("ramp",
        attainment.ramp.empty()
            ? std::string("none")
            : fmt::format("{} of the goal in one's first pay periods, then all of it",
                          listed(attainment.ramp)),
        "ramp");
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
