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
    DayRange assigned;  // credits whose assignment date lies here …
    DayRange counted;   // … and whose counting date lies here
};

class Requests {
public:
    // The place of the answer; equal requests share one.
    std::size_t add(const Request& request);
    const std::vector<Request>& all() const { return all_; }

private:
    using Key = std::tuple<PlanIndex, MeasureIndex, GoalOwner, Date, Date, Date, Date>;
    std::map<Key, std::size_t> known_;
    std::vector<Request> all_;
};

// What measures read besides the world: made once per computation, shared by all passes.
class Sources {
public:
    explicit Sources(const World& world);

    const credit::CreditTable& credits(const Plan& plan);
    // By role of the plan's credit table, or one mask where no role is asked for.
    const std::vector<Mask>& masks(PlanIndex plan, MeasureIndex measure);
    credit::Conversions& conversions(PlanIndex plan);
    const DecimalColumn& column(const std::string& name);

    const World& world;
    std::vector<bool> withheld;  // lines kept from everybody (L3); grows by withhold_unpriced

private:
    std::map<std::pair<std::string, std::string>, credit::CreditTable> credits_;
    std::map<std::pair<PlanIndex, MeasureIndex>, std::vector<Mask>> masks_;
    std::map<PlanIndex, credit::Conversions> conversions_;
    std::map<std::string, DecimalColumn> columns_;
};

// Lines that a requested measure would count but cannot convert: withheld from everybody, each with
// a `missing-rate` exception (N6, L3). To be called for all requests before any is answered.
void withhold_unpriced(Sources& sources, const Requests& requests,
                       std::vector<Exception>& exceptions);

// Answers the requests of ledger measures, in their order; those of pay measures are left empty.
struct Answers {
    std::vector<MeasureResult> results;
    CreditLines credits;
};
Answers answer(Sources& sources, const Requests& requests, const ComputeOptions& options);

}  // namespace attain::measure
