// What is counted and compared, in the table of the plan language: columns, measures, attainments.
#include "model/plan/shapes.h"

namespace attain::plan {

namespace {

using namespace intake;

Field title() {
    return optional("title", text(), "What people call it on a statement.");
}

Field round() {
    return optional(
        "round",
        map("a rounding on the way",
            {required("to", number(), "The step that is rounded to: 0.1%, 0.0001, 100."),
             optional("mode", rounding_mode_word(), "How; half_even where it is left out.")}),
        "Rounds the figure itself; without it nothing is rounded before pay.");
}

Field weight() {
    return optional("weight",
                    dictionary("the weights", labelled("the weights of a column", percent())),
                    "What credit is worth by `role` or by a text column; 100% for other texts.");
}

// What every measure of ledger lines may say.
std::vector<Field> of_lines() {
    return {
        title(),
        optional("where", condition(), "Which ledger lines count: a condition over their columns."),
        required("credit", choice({"own", "team", "reports", "organization"}),
                 "Whose credit counts: one's own, the team's, that of direct reports, or that of "
                 "everybody below."),
        optional("with_own", flag(),
                 "reports and organization: whether the manager's own credit counts too."),
        optional("with_overlays", flag(),
                 "Whether overlay credit counts beside the direct credit."),
        optional("only_when_eligible", flag(),
                 "Whether a credit counts only once it may be paid (`dates: {eligible: …}`)."),
        round()};
}

// Of a number column, whose credits can be weighed and converted.
std::vector<Field> of_column() {
    return with(
        {optional("money", flag(),
                  "Whether a further column holds money in the currency of its line."),
         weight(), optional("conversion", conversion(), "Another conversion than the plan's.")},
        of_lines());
}

ShapePtr measure_of_column(const char* called, const char* key, const char* meaning) {
    return map(called, with({required(key, name(), meaning)}, of_column()));
}

}  // namespace

ShapePtr rounding_mode_word() {
    return choice({"half_even", "half_up", "half_down", "up", "down", "ceiling", "floor"});
}

ShapePtr conversion() {
    return by_key(
        "a conversion",
        {map("a conversion",
             {required("series", name(), "A series of exchange rates of company.yaml."),
              required("on", choice({"deal_date", "period_average", "period_end"}),
                       "The day whose rate is taken.")}),
         map("a conversion",
             {required("fixed", dictionary("the fixed rates", number()),
                       "By currency, what one unit of it is worth in the plan's currency.")})});
}

ShapePtr computed_column() {
    return map("a column",
               {required("compute", text(), "A number from other columns: price - cost."),
                optional("negative", choice({"kept", "zero"}),
                         "What a result below zero counts; kept where it is left out."),
                optional("money", flag(), "Whether it is money in the currency of its line.")});
}

ShapePtr measure() {
    const Field own_or_team = required("credit", choice({"own", "team"}), "Whose it is.");
    return by_key(
        "a measure",
        {measure_of_column("a measure that sums", "sum",
                           "The column that is summed: amount, or a number column."),
         map("a measure that counts",
             with({required("count", choice({"lines", "shares"}),
                            "lines: each line once and whole. shares: the parts of lines."),
                   weight()},
                  of_lines())),
         map("a measure that tells apart",
             with({required("distinct", name(), "The column whose different values are counted.")},
                  of_lines())),
         measure_of_column("an average", "average", "The number column whose average is taken."),
         measure_of_column("a least value", "least", "The number column whose least is taken."),
         measure_of_column("a greatest value", "greatest",
                           "The number column whose greatest is taken."),
         measure_of_column("a latest value", "latest",
                           "The number column of which the latest line's is taken."),
         map("an observed measure",
             {required("observed", name(), "The `kpi` of observations.csv."),
              required("take", choice({"latest", "average", "sum", "least", "greatest"}),
                       "What several observations in one window make."),
              title(), own_or_team, round()}),
         map("a computed measure",
             {required("compute", text(), "A number from other measures: margin / bookings."),
              title(), round()}),
         map("a measure of pay",
             {required("pay", list("the components", name()),
                       "The components whose rounded pay is added up."),
              optional("before_caps", flag(),
                       "Whether their pay counts as it was before their caps."),
              title(),
              required("credit", choice({"own", "team", "reports", "organization"}),
                       "Whose pay counts: one's own, that of direct reports, or that of everybody "
                       "below."),
              optional("with_own", flag(),
                       "reports and organization: whether the manager's own pay counts too.")})});
}

ShapePtr attainment() {
    return by_key(
        "an attainment",
        {map("an attainment",
             {required("of", name(), "The measure that is divided by the goal."),
              required("against", name(), "The goal: the column `goal` of quotas.csv."),
              optional("window", grain(),
                       "The window that is measured; the asking component's where it is left out."),
              optional("to_date", choice({"whole", "phases"}),
                       "Inside a longer window: divide by the whole window's goal, or by its "
                       "phases to date."),
              optional("team_quota",
                       choice({"own_figure", "members_on_first_day", "members_by_days"}),
                       "Where a team's goal comes from."),
              optional("quota_change", choice({"day_weighted", "replaces"}),
                       "A goal that changes inside its period: by days, or the last one replaces."),
              optional("phases", list("the phases", percent()),
                       "Shares of the larger goal, one for each pay period, adding up to 100%."),
              optional("phased_from", grain(), "The span of the goal that is cut into phases."),
              optional("ramp", list("the ramp", percent()),
                       "The share of the goal in one's first, second … pay period; then 100%."),
              optional("lower_is_better", choice({"quota_over_measure", "two_minus_share"}),
                       "Goal ÷ measure, or 2 − measure ÷ goal, instead of measure ÷ goal."),
              optional("zero_goal", percent(),
                       "What it is where the goal is zero; an exception if left out."),
              optional("zero_measure", percent(),
                       "quota_over_measure: what it is where the measure is zero."),
              round()}),
         map("a combined attainment",
             {required("combine", dictionary("the parts", percent()),
                       "Attainments and their weights, adding up to 100%."),
              round()}),
         map("the least of several attainments",
             {required("least", list("the attainments", name()), "The lowest of them counts."),
              round()}),
         map("the greatest of several attainments",
             {required("greatest", list("the attainments", name()), "The highest of them counts."),
              round()})});
}

}  // namespace attain::plan
