#include "record/audit/audit.h"

#include <fmt/format.h>

#include "record/audit/findings.h"

namespace attain::record {

void Findings::expect_equal(const std::string& where, const char* law, const Rational& found,
                            const Rational& wanted) {
    if (found == wanted) return;
    const Rational missing = wanted - found;
    add(fmt::format("{}: {}: {} is {} {} than {}", where, law, found.shown(), missing.abs().shown(),
                    missing.sign() > 0 ? "less" : "more", wanted.shown()));
}

std::string Findings::name(ParticipantIndex who) const {
    return world.facts.roster[who].id.text();
}

std::string Findings::name(const ComponentResult& component) const {
    return fmt::format("{}, {}, {}", name(component.who),
                       world.rules[component.plan].components[component.component].name,
                       component.pay_period.name);
}

std::string Findings::name(const MeasureResult& measure) const {
    const auto* team = std::get_if<TeamIndex>(&measure.owner);
    const std::string owner = team ? "team " + world.facts.roster[*team].id.text()
                                   : name(std::get<ParticipantIndex>(measure.owner));
    return fmt::format("{}, {}, {}", owner,
                       world.rules[measure.plan].measures[measure.measure].name,
                       measure.window.name);
}

bool lies_within(Findings& findings, const std::string& where, const LineBlock& block,
                 std::size_t lines, std::size_t ratios) {
    const bool inside = block.begin <= block.end && block.end <= lines &&
                        (!block.exact || block.ratios_begin + block.size() <= ratios);
    if (!inside) findings.add(fmt::format("{}: its lines are not there", where));
    return inside;
}

// 2^63 values of 64 bits fit the sum of 128.
Rational sum_of(const LineBlock& block, const std::vector<std::int64_t>& units,
                const std::vector<Rational>& ratios) {
    if (block.exact) {
        Rational sum;
        for (std::size_t i = 0; i < block.size(); ++i)
            sum += ratios[block.ratios_begin + i];
        return sum;
    }
    Int128 sum = 0;
    for (std::size_t at = block.begin; at < block.end; ++at)
        sum += units[at];
    return Rational::of(from_int128(sum), block.denominator);
}

std::vector<std::string> audit(const World& world, const RunResult& run) {
    Findings findings(world, run);
    audit_credits(findings);
    audit_components(findings);
    audit_payouts(findings);
    audit_settlements(findings);
    return std::move(findings.sentences);
}

}  // namespace attain::record
