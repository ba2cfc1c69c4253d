// What a run computed, as a flat list that can be asked by name: the computed side of a case.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pipeline/compute.h"

namespace attain::cases {

// One figure of one stage. `fields` holds exact values by name: "value", or for components "pays",
// "exact", "entitled", "before"; `list` holds credits or tiers; `word` an outcome.
struct Finding {
    std::string whose;  // "ada" or "team north"
    std::string plan;
    std::string name;
    std::string period;
    std::map<std::string, Rational> fields;
    std::vector<Rational> list;
    std::string word;
};

// By stage: "measures", "credits", "quotas", "attainments", "pools", "tiers", "components".
std::map<std::string, std::vector<Finding>> findings(const World& world, const RunResult& run);

// `junior/commission 2026-02`, `commission 2026-02`, `commission`: whether the finding has that
// name.
bool is_called(const Finding& finding, const std::string& name);

std::string_view name_of(Outcome outcome);
std::string_view name_of(RowFate fate);

}  // namespace attain::cases
