// Which rules of a plan a set of cases has reached: tiers, stretches of a curve, caps and floors
// that bite, gates open and closed, lines that a measure takes and leaves.
//
//     individual  curve: from 100% to 150%      reached by Ada's quarter
//     individual  curve: below 50%              reached by no case: nobody has shown what it pays
//
// A rule is a place of the plan's text together with what can happen there. The same text met in
// several cases is one plan here, whoever brings it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/compute.h"

namespace attain::cases {

struct Rule {
    std::string part;  // the component or measure that it belongs to; empty: the plan itself
    std::string what;  // "curve: below 50%", "the cap bites", "the gate is closed"
    Span where;        // in the plan
    bool reached = false;
};

struct PlanCoverage {
    std::string plan;
    std::vector<Rule> rules;  // in the order of the plan
    std::size_t reached() const;
};

enum class RuleKind;
// Kind, component or measure, place.
using RuleKey = std::tuple<RuleKind, std::uint32_t, std::uint32_t>;

class Coverage {
public:
    // Everything that this run reached, of every plan that somebody is on in it or that is known.
    void add(const World& world, const RunResult& run);
    // By the plan's file, then its text.
    std::vector<PlanCoverage> take();

private:
    struct Known {
        PlanCoverage coverage;
        std::map<RuleKey, std::size_t> places;
    };
    std::map<std::pair<std::string, std::string>, Known> plans_;  // by file, fingerprint
};

}  // namespace attain::cases
