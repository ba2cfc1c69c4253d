// Shared by the files of this room: figures of a plan in words.
#pragma once

#include <string>

#include "report/clauses/clauses.h"
#include "report/clauses/places.h"

namespace attain::report::clauses {

std::string unit_of(const Plan& plan, MeasureIndex measure);  // "USD", or "" for a count
// "5%", "2,500.00 USD", "one's own commission pct": as a share, or as an amount.
std::string share_words(const Plan& plan, const Quantity& quantity);
std::string amount_words(const Plan& plan, const Quantity& quantity);
std::string limit_words(const Plan& plan, const Limit& limit);
std::string position_words(const Plan& plan, const Axis& axis, const Rational& at);
// "none: …", "at the rate of the deal's day in the series treasury", "… own rates: EUR at 1.10".
std::string conversion_words(const std::optional<Conversion>& conversion);

PlanPart terms_part(const Plan& plan, const Places& places);
// Variants, leavers, versions, balances: what the plan says as a whole beside that.
void add_further_terms(const Plan& plan, const Places& places, PlanPart& part);
PlanPart measure_part(const Plan& plan, const Measure& measure, const Places& places);
PlanPart attainment_part(const Plan& plan, const Attainment& attainment, const Places& places);
PlanPart component_part(const Plan& plan, const Component& component, const Places& places);
// What bounds and changes a component's pay on its way, where it is written.
void add_adjustments(const Plan& plan, const Component& component, const Places& places,
                     PlanPart& part);
// The tiers or points of a component's value, as rows; a flat value as one clause.
void add_value(const Plan& plan, const Component& component, const Places& places, PlanPart& part);

}  // namespace attain::report::clauses
