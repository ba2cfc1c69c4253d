// What an audit writes into, and how it names things. Private to the room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::record {

class Findings {
public:
    Findings(const World& of_world, const RunResult& of_run) : world(of_world), run(of_run) {}
    void add(std::string sentence) { sentences.push_back(std::move(sentence)); }
    // Two values that a law says are equal; `law` names both: "the slices add up to the measure".
    void expect_equal(const std::string& where, const char* law, const Rational& found,
                      const Rational& wanted);
    std::string name(const ComponentResult& component) const;
    std::string name(const MeasureResult& measure) const;
    std::string name(ParticipantIndex who) const;

    const World& world;
    const RunResult& run;
    std::vector<std::string> sentences;
};

// Whether the block lies inside its columns; a finding otherwise.
bool lies_within(Findings& findings, const std::string& where, const LineBlock& block,
                 std::size_t lines, std::size_t ratios);
// The sum of a block's values: `units` are its columns' whole units, `ratios` their exact list.
Rational sum_of(const LineBlock& block, const std::vector<std::int64_t>& units,
                const std::vector<Rational>& ratios);

void audit_figure(Findings& findings, const MeasureResult& measure);  // what a measure is made of
void audit_credits(Findings& findings);     // lines → credits → measures
void audit_components(Findings& findings);  // measures → slices → windows → components, pools
void audit_payouts(Findings& findings);     // components → plans → payouts
void audit_settlements(Findings& findings);  // payouts → accounts → what is paid

}  // namespace attain::record
