// The measures and attainments of a plan in words.
#include <fmt/format.h>

#include <algorithm>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report::clauses {

namespace {

std::string_view whose(CreditScope scope) {
    switch (scope) {
        case CreditScope::own: return "one's own";
        case CreditScope::team: return "the team's";
        case CreditScope::reports: return "direct reports'";
        case CreditScope::organization: return "the whole organization's";
    }
    return "";
}

std::string_view take_words(Measure::Take take) {
    switch (take) {
        case Measure::Take::latest: return "the latest";
        case Measure::Take::average: return "the average";
        case Measure::Take::sum: return "the sum";
        case Measure::Take::least: return "the least";
        case Measure::Take::greatest: return "the greatest";
    }
    return "";
}

// What a measure counts, and the key that says so.
struct Counted {
    std::string_view key;
    std::string says;
};
Counted counted(const Plan& plan, const Measure& measure) {
    const auto of_deals = [&](std::string_view what) {
        return fmt::format("the {} {} of {} deals", what, measure.column, whose(measure.credit));
    };
    switch (measure.kind) {
        case Measure::Kind::sum: return {"sum", of_deals("sum of")};
        case Measure::Kind::count:
            return {"count", fmt::format("the number of {} {}", whose(measure.credit),
                                         measure.shares ? "parts of deal lines" : "deal lines")};
        case Measure::Kind::distinct: return {"distinct", of_deals("number of different")};
        case Measure::Kind::average: return {"average", of_deals("average")};
        case Measure::Kind::least: return {"least", of_deals("least")};
        case Measure::Kind::greatest: return {"greatest", of_deals("greatest")};
        case Measure::Kind::latest: return {"latest", of_deals("latest")};
        case Measure::Kind::observed:
            return {"observed", fmt::format("{} observation of {} {}", take_words(measure.take),
                                            whose(measure.credit), measure.kpi)};
        case Measure::Kind::computed: return {"compute", condition_words(*measure.formula, &plan)};
        case Measure::Kind::pay:
            return {"pay", fmt::format("{} pay from {}", whose(measure.credit),
                                       fmt::join(measure.pay, ", "))};
    }
    return {};
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

std::string listed_shares(const std::vector<Rational>& shares) {
    std::string text;
    for (const Rational& share : shares)
        text += (text.empty() ? "" : ", ") + factor_text(share);
    return text;
}

std::string_view direction_words(RoundingMode mode) {
    switch (mode) {
        case RoundingMode::half_even: return "to the nearest, a half to the even one";
        case RoundingMode::half_up: return "to the nearest, a half away from zero";
        case RoundingMode::half_down: return "to the nearest, a half towards zero";
        case RoundingMode::up: return "away from zero";
        case RoundingMode::down: return "towards zero";
        case RoundingMode::ceiling: return "up";
        case RoundingMode::floor: return "down";
    }
    return "";
}

std::string rounding_words(const RoundingPoint& round) {
    return fmt::format("to steps of {}, {}", number_text(round.to), direction_words(round.mode));
}

std::string weights_words(const CreditWeight& weight) {
    std::string text;
    for (const auto& [value, share] : weight.by_text)
        text += fmt::format("{}“{}” {}", text.empty() ? "" : ", ", value, factor_text(share));
    return text + "; others 100%";
}

std::string combined_words(const Plan& plan, const Attainment& attainment) {
    std::string text;
    for (const Attainment::Part& part : attainment.parts) {
        if (!text.empty()) text += attainment.combining == Combining::weighted ? " + " : ", ";
        if (attainment.combining == Combining::weighted) text += factor_text(part.weight) + " × ";
        text += title_of(plan.attainments[part.attainment]);
    }
    switch (attainment.combining) {
        case Combining::least: return "the least of " + text;
        case Combining::greatest: return "the greatest of " + text;
        case Combining::weighted:
        case Combining::none: break;
    }
    return text;
}

std::string_view key_of(Combining combining) {
    switch (combining) {
        case Combining::none: return "of";
        case Combining::weighted: return "combine";
        case Combining::least: return "least";
        case Combining::greatest: return "greatest";
    }
    return "";
}

class MeasureTeller {
public:
    MeasureTeller(const Plan& plan, const Measure& measure, const Places& places)
        : plan_(plan), measure_(measure), places_(places) {}

    PlanPart tell() {
        const Counted counts = counted(plan_, measure_);
        say("title", title_of(measure_), "title");
        say("counts", counts.says, counts.key);
        say("in", measure_.is_money() ? plan_.currency.code() : std::string("units"), "money");
        if (measure_.kind != Measure::Kind::computed) tell_whose();
        tell_worth();
        return std::move(part_);
    }

private:
    void say(std::string aspect, std::string says, std::string_view key) {
        part_.clauses.push_back({std::move(aspect), std::move(says), false,
                                 places_.of({"measures", measure_.name, key})});
    }
    void tell_whose() {
        if (measure_.kind != Measure::Kind::observed) {
            say("only where", measure_.where ? condition_words(*measure_.where) : "all of them",
                "where");
        }
        if (measure_.credit == CreditScope::reports ||
            measure_.credit == CreditScope::organization) {
            say("the manager's own", measure_.with_own ? "counted too" : "not counted", "with_own");
        }
        if (measure_.kind != Measure::Kind::observed) {
            say("overlay credit", measure_.with_overlays ? "counted too" : "not counted",
                "with_overlays");
        }
        if (measure_.when_eligible) {
            say("counts when", "it may be paid, if that is later", "only_when_eligible");
        }
    }
    void tell_worth() {
        for (const CreditWeight& weight : measure_.weights)
            say("worth by " + weight.column, weights_words(weight), "weight");
        if (measure_.conversion) {
            say("other currencies", conversion_words(measure_.conversion), "conversion");
        }
        if (measure_.round) say("rounded", rounding_words(*measure_.round), "round");
    }

    const Plan& plan_;
    const Measure& measure_;
    const Places& places_;
    PlanPart part_{PlanPart::Kind::measure,
                   measure_.name,
                   title_of(measure_),
                   {},
                   places_.of({"measures", measure_.name})};
};

class AttainmentTeller {
public:
    AttainmentTeller(const Plan& plan, const Attainment& attainment, const Places& places)
        : plan_(plan), attainment_(attainment), places_(places) {}

    PlanPart tell() {
        if (attainment_.combined()) {
            say("is", combined_words(plan_, attainment_), key_of(attainment_.combining));
        } else {
            tell_division();
            tell_goal();
        }
        if (attainment_.round) say("rounded", rounding_words(*attainment_.round), "round");
        return std::move(part_);
    }

private:
    void say(std::string aspect, std::string says, std::string_view key) {
        part_.clauses.push_back({std::move(aspect), std::move(says), false,
                                 places_.of({"attainments", attainment_.name, key})});
    }
    void tell_division() {
        say("measures", title_of(plan_.measures[attainment_.of]), "of");
        say("against", fmt::format("the goal `{}`", attainment_.goal), "against");
        switch (attainment_.direction) {
            case Direction::higher: break;
            case Direction::quota_over_measure:
                say("lower is better", "the goal divided by what was measured", "lower_is_better");
                break;
            case Direction::two_minus_share:
                say("lower is better", "2 less what was measured divided by the goal",
                    "lower_is_better");
                break;
        }
        say("over",
            attainment_.window ? fmt::format("a {}", name_of(*attainment_.window))
                               : std::string("the window of the component that looks it up"),
            "window");
        say("divides by", std::string(basis_words(attainment_.basis)), "to_date");
        if (attainment_.zero_goal) {
            say("where the goal is zero", factor_text(*attainment_.zero_goal), "zero_goal");
        }
        if (attainment_.zero_measure) {
            say("where nothing was measured", factor_text(*attainment_.zero_measure),
                "zero_measure");
        }
    }
    void tell_goal() {
        if (plan_.measures[attainment_.of].credit == CreditScope::team) {
            say("the team's goal is", std::string(team_quota_words(attainment_.team_quota)),
                "team_quota");
        }
        if (attainment_.quota_change == QuotaChange::replaces) {
            say("a goal that changes", "the last one of the window holds for all of it",
                "quota_change");
        }
        if (attainment_.phased_from) {
            say("phased from", fmt::format("the goal of a {}", name_of(*attainment_.phased_from)),
                "phased_from");
        }
        if (!attainment_.phases.empty()) say("phases", listed_shares(attainment_.phases), "phases");
        say("ramp",
            attainment_.ramp.empty()
                ? std::string("none")
                : fmt::format("{} of the goal in one's first pay periods, then all of it",
                              listed_shares(attainment_.ramp)),
            "ramp");
    }

    const Plan& plan_;
    const Attainment& attainment_;
    const Places& places_;
    PlanPart part_{PlanPart::Kind::attainment,
                   attainment_.name,
                   title_of(attainment_),
                   {},
                   places_.of({"attainments", attainment_.name})};
};

}  // namespace

std::string conversion_words(const std::optional<Conversion>& conversion) {
    if (!conversion) return "none: deals in another currency are exceptions";
    if (conversion->series.empty()) {
        std::string text;
        for (const auto& [currency, rate] : conversion->fixed)
            text +=
                fmt::format("{}{} at {}", text.empty() ? "" : ", ", currency, number_text(rate));
        return "at the plan's own rates: " + text;
    }
    std::string_view day;
    switch (conversion->day) {
        case Conversion::Day::deal_date: day = "of the deal's day"; break;
        case Conversion::Day::period_average: day = "averaged over the pay period"; break;
        case Conversion::Day::period_end: day = "of the pay period's end"; break;
    }
    return fmt::format("at the rate {} in the series {}", day, conversion->series);
}

PlanPart measure_part(const Plan& plan, const Measure& measure, const Places& places) {
    return MeasureTeller(plan, measure, places).tell();
}

PlanPart attainment_part(const Plan& plan, const Attainment& attainment, const Places& places) {
    return AttainmentTeller(plan, attainment, places).tell();
}

}  // namespace attain::report::clauses
