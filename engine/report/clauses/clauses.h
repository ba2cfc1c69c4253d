// What a plan says, clause by clause, in words: what the document for a new hire prints and what
// two versions of a plan are compared by.
//
//     component individual      weight                          75%
//                               pays on                         the target incentive
//                               at 100%                         100% of target
//     measure bookings          counts                          the sum of amount of one's own
//     deals
//
// Everything that a bound plan holds is said, defaults too. A new kind of component, axis or value
// is added to the visits in here, or it does not build.
#pragma once

#include <string>
#include <vector>

#include "model/plan/plan.h"

namespace attain::report {

struct Clause {
    std::string aspect;  // unique in its part
    std::string says;
    bool row = false;  // of the part's table: a tier or a point of a curve
    Span where;        // the value, or the nearest key that is written
};

struct PlanPart {
    enum class Kind { terms, measure, attainment, component };
    Kind kind = Kind::terms;
    std::string name;   // in the plan; empty for the terms
    std::string title;  // for people
    std::vector<Clause> clauses;
    Span where;
};

// The terms, then measures, attainments and components in the order written.
std::vector<PlanPart> parts_of(const Plan& plan);

// "Account Executive".
std::string title_of(const Plan& plan);
std::string title_of(const Measure& measure);
std::string title_of(const Attainment& attainment);
std::string title_of(const Component& component);

// A condition as a sentence: "type is “new” or “expansion” and amount is at least 1,000". In a
// gate, where names are the plan's attainments and measures, these are called by their titles.
std::string condition_words(const Expr& condition, const Plan* gate_of = nullptr);

// "quarter" → "every quarter"; "each of the year's quarters" is left to the reader.
std::string_view each_span(Grain grain);
// What a component looks up: "the attainment Own goal", "Bookings"; empty: nothing.
std::string axis_words(const Plan& plan, const Component& component);
std::string axis_words(const Plan& plan, const Axis& axis);
// A position on an axis, as the plan writes positions there: 114.4%, 50,000.00 USD.
std::string position_text(const Plan& plan, const Axis& axis, const Rational& at);

}  // namespace attain::report
