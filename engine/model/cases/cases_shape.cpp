// The form of case files as one table: it checks them and is exported as schemas/cases.schema.json.
//
// What is expected is named as results are: owner, then name. Owners and names are free texts here
// (`team north`, `junior/commission 2026-02`): a name that fits no result is told as a difference,
// beside what was computed.
#include "model/cases/cases.h"

namespace attain::cases {

namespace {

using namespace intake;

// {ada: {bookings: item}}
ShapePtr by_owner(const char* called, ShapePtr item) {
    return labelled(called, labelled("the names of one owner", std::move(item)));
}

ShapePtr expectations() {
    const ShapePtr credits =
        any_of({or_empty(list("the credits", number())),
                map("credits", {optional("count", whole(), "How many credits."),
                                optional("sum", number(), "What they add up to.")})});
    const ShapePtr component = any_of(
        {number(),
         map("a component's result",
             {optional("exact", number(), "The entitlement before rounding."),
              optional("entitled", number(), "The entitlement to date, rounded."),
              optional("before", number(), "What was due in earlier pay periods of the window."),
              optional("pays", number(), "What is due now, to the cent."),
              optional(
                  "outcome",
                  choice({"paid", "gate_closed", "not_due", "no_value", "excepted", "forfeited"}),
                  "Whether it pays, and if not, why.")})});
    return map(
        "what is expected",
        {optional("credits", by_owner("the credits", credits),
                  "Of each measure: every credit in the order of the rows, or how many and how "
                  "much."),
         optional("measures", by_owner("the measures", number()), "What a measure comes to."),
         optional("quotas", by_owner("the quotas", number()),
                  "The goal of an attainment, phased, ramped and prorated."),
         optional("attainments", by_owner("the attainments", number()),
                  "Measure by goal, as a share or with %."),
         optional("pools", by_owner("the pools", number()), "What a team's pool holds."),
         optional("tiers", by_owner("the tiers", or_empty(list("the tiers", number()))),
                  "What of the base fell into each tier of a component's table."),
         optional("components", by_owner("the components", component),
                  "What a component pays, to the cent."),
         optional("payouts", or_empty(labelled("the payouts", text())),
                  "What everybody is paid who is paid anything; nobody else is."),
         optional("payout", labelled("the payouts", text()), "What these people are paid."),
         optional("paid", labelled("what is paid", text()),
                  "What is paid to these people in the end: after adjustments, draws and holdbacks."),
         optional("balances", by_owner("the balances", number()),
                  "What the company owes on an account at the end: draw and carried are negative."),
         optional("total", number(), "What all payouts add up to."),
         optional("rows",
                  labelled("the rows",
                           choice({"outside", "credited", "netted", "excepted", "uncredited"})),
                  "What became of rows of the ledger, by source, deal and line."),
         optional("exceptions", or_empty(list("the exceptions", text())),
                  "All exceptions that are no notices, each as its code and its subject.")});
}

}  // namespace

const Shape& cases_shape() {
    static const ShapePtr files = dictionary("the files", text());
    static const Field period =
        optional("period", text(), "The period that is computed, such as 2026-Q1 or 2026-02.");
    static const ShapePtr shape = map(
        "a case file",
        {period,
         optional("company", text(), "A folder whose plans and tables all cases start from."),
         optional("files", files, "Further files for all cases: their name, then their text."),
         required(
             "cases",
             dictionary(
                 "the cases",
                 map("a case",
                     {required("expect", expectations(), "What must come out."),
                      optional("title", text(), "What the case shows, in one sentence."),
                      optional("rules", text(), "The numbers of the rules that it shows."), period,
                      optional("files", files,
                               "Files of this case; they replace those of the same "
                               "name.")})),
             "The cases by name.")});
    return *shape;
}

}  // namespace attain::cases
