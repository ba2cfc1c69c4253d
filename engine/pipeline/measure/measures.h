// Measures: credits under a filter, added up for an owner over days (M1).
//
//     bookings of ada, 1 Jan – 31 Mar: 14 credits, 572,000
//
// What is needed is asked for first (Requests), then answered measure by measure in one pass over
// the credits each, so that the cost grows with deals and not with people × deals.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "pipeline/compute.h"
#include "pipeline/credit/conversion.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/measure/mask.h"

namespace attain::measure {

struct Request {
    PlanIndex plan;
    MeasureIndex measure = 0;
    GoalOwner owner;
    Period window;
    DayRange assigned;                // credits whose assignment date lies here …
    DayRange counted;                 // … and whose counting date lies here
    Date netted_until;                // what was taken back before this day is off its line (B4)
    std::vector<std::size_t> inputs;  // of a computed measure: as inputs_of() lists them
};

class Requests {
public:
    // The place of the answer; equal requests share one.
    std::size_t add(const Request& request);
    const std::vector<Request>& all() const { return all_; }

private:
    using Key = std::tuple<PlanIndex, MeasureIndex, GoalOwner, Date, Date, Date, Date, Date,
                           std::vector<std::size_t>>;
    std::map<Key, std::size_t> known_;
    std::vector<Request> all_;
};

// Who asks for a measure, for which window, and how far: all that a plan's measures need to know
// besides their own rules.
struct Asker {
    PlanIndex plan;
    ParticipantIndex who;
    TeamIndex team;     // whose figure a team's measure is; none: it cannot be asked
    DayRange assigned;  // the plan assignment
    Period window;
    DayRange own;  // what is one's own counts on these days
    Date upto;     // nothing counts from this day on
    Date before;   // and nothing from here on where it is asked as it stood before
    bool for_sight = false;  // what a goal is told to have attained, not what is paid on (B4)
};
// R2: under a clawback only what is taken back inside a line's window is netted at its place; what
// comes later the clawback decides about. Past the last of those days.
Date netted_until(const Plan& plan, const Period& window);
// Asks for a measure, and before it for what it is computed from. A team's measure counts the whole
// window so far, all others the days of the one who asks. Nothing where a team is missing.
std::optional<std::size_t> ask(const World& world, Requests& requests, const Asker& asker,
                               MeasureIndex measure);

// What measures read besides the world: made once per computation, shared by all passes.
class Sources {
public:
    explicit Sources(const World& world, const std::vector<bool>* netted_too = nullptr);

    // By the plan's dates; of a measure, only once its credits are eligible where it says so.
    const credit::CreditTable& credits(const Plan& plan);
    const credit::CreditTable& credits(const Plan& plan, const Measure& measure);
    // By role of the credit table, or one mask where no role is asked for.
    const std::vector<Mask>& masks(PlanIndex plan, MeasureIndex measure);
    credit::Conversions& conversions(PlanIndex plan, MeasureIndex measure);
    // A number column net of what was taken back, of the ledger or computed by the plan.
    const DecimalColumn& column(PlanIndex plan, const std::string& name);
    // The same column as it was written; null where the ledger has none.
    const DecimalColumn* gross_column(PlanIndex plan, const std::string& name);
    const Computed& computed(PlanIndex plan);

    const World& world;
    const std::vector<bool>* netted_too;  // as in ComputeOptions
    std::vector<bool> withheld;  // lines kept from everybody (L3); grows by withhold_unpriced

private:
    const credit::CreditTable& credits_by(const credit::DateChoice& dates);
    std::map<credit::DateChoice, credit::CreditTable> credits_;
    std::map<std::pair<PlanIndex, MeasureIndex>, std::vector<Mask>> masks_;
    std::map<std::pair<PlanIndex, MeasureIndex>, credit::Conversions> conversions_;
    std::map<std::string, DecimalColumn> columns_;
    std::map<std::pair<PlanIndex, std::string>, DecimalColumn> computed_columns_;
    std::map<PlanIndex, Computed> computed_;
};

// M3: what a measure attains of a quota; nothing where there is no value, or where the plan does
// not say what a zero means.
std::optional<Rational> attained(const Attainment& attainment, const Rational& quota,
                                 const MeasureResult& measured);

// The conversion that a measure goes by: its own, or the plan's.
const std::optional<Conversion>& conversion_of(const Plan& plan, const Measure& measure);

// Lines that a requested measure would count but cannot convert: withheld from everybody, each with
// a `missing-rate` exception (N6, L3). To be called for all requests before any is answered.
void withhold_unpriced(Sources& sources, const Requests& requests,
                       std::vector<Exception>& exceptions);

// One figure of a measure that is no sum of lines: from its own lines (average, least, greatest,
// latest), from observations, or from the answers of what it is computed from. Rounds where the
// plan says so. Those that are computed from pay are asked again once pay is known.
void conclude(const World& world, const Request& request, const CreditLines& credits,
              std::vector<MeasureResult>& results, std::size_t place);

// Answers the requests in their order; those of pay measures are left empty.
struct Answers {
    std::vector<MeasureResult> results;
    CreditLines credits;
};
Answers answer(Sources& sources, const Requests& requests, const ComputeOptions& options);

}  // namespace attain::measure
