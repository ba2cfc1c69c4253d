// The plan language as one table. It checks plans, it is exported as schemas/plan.schema.json, and
// each sentence here is what an editor shows when the pointer rests on the key.
//
// Where a key takes a number or a person's column (`5%`, `person.commission_pct`), or an amount or
// a share of the target, it is `text` here and is read when the plan is bound (quantity.h).
#include "model/facts/lint_levels.h"
#include "model/plan/load_plan.h"
#include "model/plan/shapes.h"

namespace attain::plan {

namespace {

using namespace intake;

ShapePtr beyond() {
    return choice({"zero", "flat", "on"});
}

ShapePtr rounding() {
    return map("a rounding rule",
               {optional("mode", rounding_mode_word(),
                         "How pay is rounded; half_even where it is left out."),
                optional("at", choice({"component", "line"}),
                         "Whether a component is rounded once, or each of its deal lines."),
                optional("unit", number(),
                         "The step that pay is rounded to: 1, 0.05, 100; the currency's minor unit "
                         "where it is left out.")});
}

ShapePtr curve() {
    const ShapePtr jump = by_key(
        "a jump",
        {map("a jump",
             {required("below", number(), "The value that arrives from the left."),
              required("from", number(), "The value from the point on, the point included.")}),
         map("a jump", {required("up_to", number(), "The value that arrives, the point included."),
                        required("above", number(), "The value beyond the point.")})});
    const ShapePtr gate =
        map("a gate of a stretch",
            {optional("from", number(), "Where the stretch begins, that position included."),
             optional("above", number(), "Where it begins, that position left out."),
             optional("up_to", number(), "Where it ends, that position included."),
             optional("below", number(), "Where it ends, that position left out."),
             required("when", condition(), "The curve holds there where this holds."),
             optional("otherwise", text(),
                      "What the stretch is worth closed: a value, or flat for that with which it "
                      "begins; nothing where it is left out.")});
    return map("a curve",
               {required("kind", choice({"linear", "steps"}),
                         "Straight lines between the points, or steps."),
                required("points", numbers("the points of a curve", any_of({number(), jump})),
                         "Where somebody stands, and what that pays."),
                required("below", beyond(),
                         "What holds below the first point: zero, flat, or the slope goes on."),
                required("beyond", beyond(),
                         "What holds beyond the last point: zero, flat, or the slope goes on."),
                optional("gates", list("the gates", gate),
                         "Stretches of the curve that hold only where a condition does.")});
}

// A value: a number, a column of the person, or chosen by columns.
ShapePtr value() {
    const ShapePtr fits = any_of({text(), list("what fits", text())});
    return any_of(
        {text(), map("a choice",
                     {required("choose", list("the columns", name()),
                               "The columns that choose: of the ledger, or person.level."),
                      required("rows", list("the rows", dictionary("a row", fits)),
                               "Rows in order, the first that fits: what each column holds, and "
                               "the value."),
                      required("otherwise", text(), "The value where no row fits.")})});
}

ShapePtr tier() {
    const std::vector<Field> edges = {
        optional("from", number(), "The lower edge, which belongs to this tier."),
        optional("above", number(), "The lower edge, which belongs to the tier before."),
        optional("up_to", number(), "The upper edge, which belongs to this tier."),
        optional("below", number(), "The upper edge, which belongs to the next tier."),
        optional("when", condition(), "The tier's gate: it pays its value where this holds."),
        optional("otherwise", value(), "What the tier pays closed; nothing where it is left out.")};
    return by_key(
        "a tier",
        {map("a tier",
             with({required("rate", value(), "The rate: 5%, or person.commission_pct.")}, edges)),
         map("a tier", with({required("amount", value(),
                                      "The amount, for each unit where units are counted.")},
                            edges))});
}

ShapePtr table() {
    return map(
        "a table",
        {required("mode", choice({"marginal", "whole", "reached"}),
                  "marginal: each slice at its own rate. whole: everything at the rate that "
                  "was reached at the end. reached: each credit at the rate reached with it."),
         required("tiers", list("the tiers", tier()), "The tiers, ascending."),
         optional("reached", choice({"after", "before"}),
                  "mode reached: whether a credit counts towards its own rate; after if left out."),
         optional("back_to", number(),
                  "mode whole: the rate reached goes back to here, and below it each slice has its "
                  "own."),
         optional("below_first", beyond(), "What holds below the first tier's lower edge."),
         optional("beyond_last", beyond(), "What holds beyond the last tier's upper edge.")});
}

ShapePtr pool() {
    const std::vector<Field> rest = {
        optional("of", name(), "The team's measure that feeds the pool or that shares go by."),
        optional("above", name(), "Only what exceeds the goal of this attainment feeds the pool."),
        optional("reserve", percent(), "What is kept back of it before it is shared."),
        required("shared",
                 any_of({choice({"equally", "by_credit", "by_target", "by_days"}),
                         map("shares by role",
                             {required("by", name(), "A text column of people.csv: person.title."),
                              required("shares", dictionary("the shares", percent()),
                                       "What those of each role share, equally among them.")})}),
                 "How the members of the window share it."),
        optional("rest", choice({"shared", "company"}),
                 "Where what absent days or unfilled roles leave goes; shared if left out."),
        optional("rounded", choice({"together", "each"}),
                 "Whether the shares add up to the pool to the cent, or are rounded each.")};
    return by_key(
        "a pool",
        {map("a pool",
             with({required("rate", text(), "The share of the measure that is pooled.")}, rest)),
         map("a pool", with({required("amount", text(), "The amount that is pooled.")}, rest))});
}

ShapePtr rank() {
    return map("a ranking",
               {required("by", name(), "The attainment or measure that is compared."),
                required("among", choice({"plan", "team", "company"}), "Who is compared."),
                required("prizes", list("the prizes", text()), "The prizes, the first one first."),
                optional("ties", choice({"each", "share"}),
                         "Whether those who tie get the prize each, or share their places' "
                         "prizes.")});
}

// An amount, `50% of target`, or a map that says more of it.
ShapePtr limit(const char* called, std::vector<Field> more) {
    return any_of(
        {text(), map(called, with({required("amount", text(), "An amount, or `50% of target`.")},
                                  std::move(more)))});
}

std::vector<Field> cap_fields() {
    return {optional("per", choice({"deal", "pay_period", "window"}),
                     "What it binds on; the window where it is left out."),
            optional("excess", choice({"lost", "carried"}),
                     "Whether what is cut off is lost, or paid below later caps."),
            optional("until", date(), "The last day on which what is carried is paid.")};
}

ShapePtr modifier() {
    const Field by = required("by", name(), "What is looked up: an attainment or a measure.");
    const std::vector<Field> gate = {
        optional("when", condition(), "Where it applies."),
        optional("otherwise", percent(), "The factor elsewhere; 100% where it is left out.")};
    return by_key(
        "a modifier",
        {map("a modifier", with({required("factor", value(), "What pay is multiplied by.")}, gate)),
         map("a modifier", with({required("curve", curve(), "A curve of factors."), by}, gate)),
         map("a modifier", with({required("table", table(), "A table of factors."), by}, gate))});
}

Field pay_order(const char* help) {
    return optional(
        "order", list("the order", choice({"modifiers", "weight", "cap", "floor", "gate"})), help);
}

// What changes the pay of a component on its way to being rounded.
std::vector<Field> adjustments() {
    return {
        optional("round_value",
                 map("a rounding of values",
                     {required("to", number(), "The step: 0.0001, 0.1%."),
                      optional("mode",
                               choice({"half_even", "half_up", "half_down", "up", "down", "ceiling",
                                       "floor"}),
                               "How it is rounded; half_even where it is left out.")}),
                 "Rounds what is looked up, or a derived rate, before it is paid."),
        optional("attainment_cap", percent(),
                 "The attainment beyond which the look-up does not rise."),
        optional("credit_cap", text(), "The credit that counts: an amount, or `200% of goal`."),
        optional("threshold",
                 limit("a threshold", {optional("shortfall", choice({"lost", "carried"}),
                                                "Whether what is short raises the next one.")}),
                 "The first of the window's credit, which earns nothing."),
        optional("modifiers", list("the modifiers", modifier()), "Factors on what is paid."),
        optional("modifiers_combine", choice({"multiply", "add"}),
                 "Whether several multiply, or what they add to 100% is added."),
        optional("when", condition(), "The gate: open where this holds."),
        optional("otherwise", percent(),
                 "What a closed gate pays: a share of the ungated pay; 0% where it is left out."),
        optional("releases", choice({"from_first", "from_opening"}),
                 "Whether an open gate releases everything, or what counts from its opening day."),
        optional("stays_open", flag(), "Whether a gate that was open stays open in its window."),
        optional("cap", limit("a cap", cap_fields()),
                 "The most it pays: an amount, or `200% of target`."),
        optional("floor",
                 limit("a floor", {optional("per", choice({"deal", "pay_period", "window"}),
                                            "What it binds on; the window if left out.")}),
                 "The least it pays: an amount, or `50% of target`."),
        pay_order("What happens first, second …; modifiers, weight, cap, floor, gate if left "
                  "out.")};
}

ShapePtr component() {
    const Field of = optional("of", name(), "What is paid on: target, or a measure.");
    const auto or_shared = [](const ShapePtr& written, const char* called) {
        return any_of({written, reference(called)});
    };
    const Field by = required("by", name(),
                              "What is looked up: an attainment, a measure, a number column of the "
                              "ledger, or pay, the component's own pay so far.");
    const Field per =
        optional("per", choice({"window", "deal", "line"}),
                 "What is looked up together: the window, or each deal or line on its own.");
    const Field weight = optional("weight", percent(),
                                  "A share of the target; or what a commission is multiplied by.");
    const std::vector<Field> rest = {
        optional("title", text(), "What people call it on a statement."),
        optional("window", grain(),
                 "The span that is computed together; the pay period if left out."),
        optional("settles", choice({"every_pay_period", "at_window_close"}),
                 "Inside a longer window: pay every pay period, or once when it closes."),
        optional("rounding", rounding(), "Another rounding than the plan's.")};
    const auto branch = [&](const char* called, std::vector<Field> own) {
        return map(called, with(with(std::move(own), rest), adjustments()));
    };
    return by_key(
        "a component",
        {branch("a component with a curve", {required("curve", or_shared(curve(), "a curve"),
                                                      "A payout curve, or one of shared.yaml."),
                                             of, by, per, weight}),
         branch("a component with a table", {required("table", or_shared(table(), "a table"),
                                                      "A tier table, or one of shared.yaml."),
                                             of, by, per, weight}),
         branch("a component with milestones",
                {required("milestones", numbers("the milestones", text()),
                          "Positions, and what each of them pays once it is reached; they add up."),
                 of, by, per, weight}),
         branch("a component with a rate",
                {required("rate", value(), "The rate: 1.5%, or person.commission_pct."),
                 required("of", name(), "The measure that the rate applies to."), weight}),
         branch("a component with an amount",
                {required("amount", value(), "A fixed amount; with `of`, for each unit."),
                 optional("of", name(), "The count whose units are paid."), weight}),
         branch("a component with a ranking", {required("rank", rank(), "Prizes by rank.")}),
         branch("a component with a pool", {required("pool", pool(), "A pool of the team.")})});
}

std::vector<Field> terms() {
    return {
        optional("constants", dictionary("the constants", number()),
                 "Numbers by name: elsewhere in the plan `constants.` and the name."),
        optional("group", name(), "Of a group of plans a person has only one on a day."),
        required("currency", text(), "The currency of pay: an ISO 4217 code."),
        optional("calendar", name(), "A calendar of company.yaml; the ordinary one if left out."),
        required("pays", choice({"weekly", "monthly", "quarterly", "half_yearly", "yearly"}),
                 "How often it pays."),
        optional("rounding", rounding(), "How pay is rounded."),
        optional("proration", choice({"calendar_days", "working_days", "whole_months", "none"}),
                 "How goals and targets shrink with partial presence."),
        optional("prorates",
                 list("what is prorated",
                      choice({"quota", "target", "amounts", "caps", "floors", "tiers"})),
                 "What shrinks with partial presence; quota and target where it is left out."),
        optional("target_change", choice({"day_weighted", "next_window"}),
                 "A target that changes inside a pay period: by days, or from the next one on."),
        optional("target_shares",
                 map("the target's shares",
                     {required("of", grain(), "The span of the target that is cut."),
                      required("shares", list("the shares", percent()),
                               "One for each pay period of it, adding up to 100%.")}),
                 "How the target is cut to pay periods; equally where it is left out."),
        optional("dates",
                 map("the dates",
                     {optional("assigned", name(), "The date that decides who gets a credit."),
                      optional("counted", name(), "The date that decides its window."),
                      optional("eligible", name(), "The date from which it may be paid.")}),
                 "Which dates of a deal decide."),
        optional("conversion", conversion(), "How deals in other currencies become the plan's."),
        optional("cap", text(),
                 "The most that the whole plan pays: an amount, or `500% of target`."),
        optional("floor", text(), "The least that the whole plan pays."),
        pay_order("The order for components that state none; modifiers, weight, cap, floor, gate "
                  "if left out."),
        lint_levels_field(),
    };
}

ShapePtr correction() {
    return map("a correction",
               {required("version", text(),
                         "The first day of the version that is corrected, or the beginning of its "
                         "fingerprint."),
                required("reason", text(), "Why it is corrected."),
                required("approved_by", text(), "Who approved it.")});
}

ShapePtr leavers() {
    return map(
        "the terms for leavers",
        {optional("credits_until", name(),
                  "Until when credits count: last_day, or a date column of people.csv."),
         optional("open_windows", choice({"prorated", "full", "nothing"}),
                  "What a window that is open on the last day pays: by a goal and target for the "
                  "days worked, as if the person had stayed, or nothing."),
         optional("must_stay_days", whole(),
                  "How many days after the pay period somebody must still be employed to be paid."),
         optional("open_parts", choice({"paid_when_due", "forfeited"}),
                  "What becomes of parts not yet due, holdbacks and carried excess."),
         optional("debt", choice({"kept", "from_last_pay", "forgiven"}),
                  "What becomes of an open debt.")});
}

ShapePtr carries() {
    return map("what is carried",
               {required("from", list("the plans", name()), "From which plans it is taken over."),
                required("what",
                         list("the things", choice({"attainment", "caps", "milestones", "excess"})),
                         "What is taken over inside a window.")});
}

ShapePtr advance(const char* called, std::vector<Field> more) {
    std::vector<Field> fields = {
        required("amount", text(), "An amount, `50% of target`, or a column of people.csv."),
        optional("per", grain(), "The span of the amount; the pay period if left out."),
        optional("until", date(), "Its last day."),
        optional("ramp", list("the ramp", percent()),
                 "The share of the amount in one's first, second … pay period; then 100%."),
        optional("prorated", flag(), "Whether it shrinks with partial presence."),
        optional("compared_with", choice({"own_plan", "all_plans"}),
                 "Whether this plan's pay or that of all plans is compared with it.")};
    return map(called, with(std::move(fields), more));
}

ShapePtr draw() {
    return advance(
        "a draw",
        {optional("repaid",
                  map("how it is repaid",
                      {optional("share", percent(),
                                "At most this share of what is payable above the draw."),
                       optional("from", date(), "From which day on."),
                       optional("above", text(), "Repaying never brings pay below this.")}),
                  "How the debt is repaid; all that is payable above the draw if left out.")});
}

ShapePtr holdback() {
    const Field share = required("share", percent(), "The share that is kept back.");
    const Field until = optional("until", name(), "The event of the deal that releases it.");
    const Field days =
        optional("days_after", whole(), "Or how many days after the pay period it is released.");
    return map("a holdback", {share, until, days});
}

ShapePtr clawback() {
    return map(
        "a clawback",
        {required("takes", choice({"commission", "recalculation"}),
                  "What is taken back: the deal's own commission, or what its window loses."),
         optional("components", list("the components", name()),
                  "The components that it takes from; all if left out."),
         optional(
             "steps",
             list("the steps",
                  map("a step", {optional("days", whole(), "Up to which age of the deal, in days."),
                                 optional("months", whole(), "Or in whole months."),
                                 required("share", percent(), "What share is taken back.")})),
             "How the share falls with the age of the deal."),
         optional("earned_by", name(),
                  "Instead of steps: a kind of event, such as collected. What its amounts have not "
                  "brought of the deal is taken back."),
         optional("counted_from", name(),
                  "The date of the deal from which its age is counted; booked if left out."),
         optional("instalments", whole(), "Over how many pay periods; one if left out."),
         optional("attainment", choice({"deal_window", "open_window", "none"}),
                  "Whose attainment falls: of the deal's window, of the open one, or of none.")});
}

ShapePtr payments() {
    return any_of(
        {map("payments", {required("in_proportion_to", name(),
                                   "A kind of event: paid as its amounts come in.")}),
         list("the payments",
              map("a payment", {required("share", percent(), "The share of the commission."),
                                required("on", name(), "The date or kind of event of the deal."),
                                optional("days_after", whole(), "How many days after it.")}))});
}

// People who come and go, and versions that change (T7, T8); balances (B).
std::vector<Field> further_terms() {
    return {
        optional("leavers", leavers(), "What holds for who leaves the company."),
        optional("carries", carries(), "What is taken over from the plan that somebody was on."),
        optional("versions", choice({"last_day", "day_weighted"}),
                 "Which version rules what is not rated deal by deal: that of the window's last "
                 "day, or each for its days."),
        optional("draw", draw(), "What is paid at least, and repaid later."),
        optional("guarantee", advance("a guarantee", {}), "What is paid at least, for good."),
        optional("holdback", holdback(), "A share of pay that is kept back for a while."),
        optional("clawback", clawback(), "What deals that come back take back."),
        optional("payments", payments(), "When the parts of a commission are paid."),
        optional("negative", choice({"carried", "repaid", "floored"}),
                 "What becomes of a negative result."),
        optional("minimum_payout", number(), "Less than this is carried on instead of paid."),
        optional("paid_in",
                 map("a pay currency",
                     {required("currency", text(), "In which currency it is paid."),
                      required("series", name(), "A series of exchange rates of company.yaml."),
                      required("on", choice({"period_end", "period_average"}),
                               "The rate of the pay period's last day, or its average.")}),
                 "Pay in another currency than the plan's."),
    };
}

// What a variant says beside what it changes.
std::vector<Field> variant_terms(const ShapePtr& changes) {
    return {required("variant_of", name(), "The plan of which this is a variant."),
            required("base_version", text(),
                     "The base's version: its first day, or the beginning of its fingerprint."),
            optional("for", dictionary("the people", any_of({text(), list("the values", text())})),
                     "Which of the base's people it rules: by participant, or by text columns of "
                     "people.csv."),
            optional("adds", changes, "What the base does not have."),
            optional("removes", list("the removed", text()),
                     "What is taken out: the keys that lead to it, such as components.kicker.")};
}

// What a variant may take over.
std::vector<Field> body() {
    return with(with(terms(), further_terms()),
                {optional("columns", dictionary("the columns", computed_column()),
                          "Columns that the plan computes from those of the ledger."),
                 required("measures", dictionary("the measures", measure()), "What is counted."),
                 optional("attainments", dictionary("the attainments", attainment()),
                          "What is compared with which goal."),
                 required("components", dictionary("the components", component()), "What pays.")});
}

}  // namespace

const Shape& plan_shape() {
    static const ShapePtr shape = [] {
        const std::vector<Field> own = {
            required("plan", name(), "The plan's name; its versions share it."),
            optional("title", text(), "What people call it."),
            required("effective", days(), "From which to which day it holds, both included."),
            optional("corrects", correction(),
                     "The used version in whose place this file stands.")};
        const ShapePtr plan = map("a plan", with(own, body()));
        const ShapePtr changes = partial(map("the additions", body()));
        const ShapePtr variant =
            map("a variant of a plan", with(with(variant_terms(changes), own), changes->fields));
        return naming(by_key("a plan", {variant, plan}));
    }();
    return *shape;
}

const Shape& shared_shape() {
    static const ShapePtr shape =
        naming(map("shared.yaml", {optional("title", text(), "What people call it."),
                                   optional("constants", dictionary("the constants", number()),
                                            "Numbers by name: plans write `shared.` and the name."),
                                   optional("tables", dictionary("the tables", table()),
                                            "Tier tables by name: `table: shared.accelerators`."),
                                   optional("curves", dictionary("the curves", curve()),
                                            "Payout curves by name: `curve: shared.ramp`.")}));
    return *shape;
}

}  // namespace attain::plan
