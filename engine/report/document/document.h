// The document of a plan for a new hire (X3): what is measured, what pays, a picture, examples,
// terms. Everything in it is generated from the bound plan and from runs of it, so that it cannot
// be out of date: the words are those of report/clauses, the examples are statements of made-up
// people.
//
//     Example: 110%
//       Bookings 550,000.00 USD · Individual attainment: 15,000 × 75% × 120% = 13,500.00
#pragma once

#include <string>
#include <vector>

#include "report/clauses/clauses.h"
#include "report/curve/curve.h"

namespace attain::report {

// One component in one example: what it pays and how, in figures that can be redone.
struct ExamplePart {
    std::string title;
    std::string pays;
    std::vector<std::string> workings;
    std::vector<std::string> notes;
};
struct Example {
    std::string at;                     // "110%"
    std::vector<std::string> measured;  // "Bookings 550,000.00 USD"
    std::vector<ExamplePart> parts;
    std::string limits;  // what the plan's cap or floor did; empty: nothing
    std::string pays;    // "17,250.00 USD"
};

struct PlanDocument {
    const Plan& plan;
    std::string company;  // may be empty
    std::vector<PlanPart> parts;
    std::vector<std::string> glance;  // each component in one sentence
    std::vector<Example> examples;
    std::vector<std::string> premises;  // what the examples stand on
    std::string svg;                    // the picture
    std::string drawing;                // the same for a text
};

// `places` are where the examples stand, `curve` is a preview from end to end.
PlanDocument compose_document(const Shown& curve, const Shown& drawing,
                              const std::vector<Rational>& places, const std::string& company);

// The place nearest below which nothing is paid, the goals, and what lies beyond: at most five.
std::vector<Rational> example_places(const Shown& curve);

std::string document_html(const PlanDocument& document);
std::string document_markdown(const PlanDocument& document);

}  // namespace attain::report
