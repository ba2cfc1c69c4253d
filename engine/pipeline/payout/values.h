// What a component's value answers at a position, and as a ladder that credits climb. Private to
// the room.
//
//     at 114.4%: tier 2, 8%          ladder: up to 500,000 at 5%, above at 8%
#pragma once

#include <map>
#include <tuple>

#include "pipeline/payout/desk.h"

namespace attain::payout {

// For whom, which day and which line a value is read.
struct Reading {
    const Ruling& job;
    Date day;
    std::optional<std::uint32_t> row;     // of the ledger, where a deal's columns may choose
    PlanIndex rules = PlanIndex::none();  // the version that rates the line; none: the job's
};

struct Answer {
    Rational value;
    std::uint32_t place = 0;  // tier, stretch or number of milestones; Slices::no_tier: outside
    std::optional<std::uint32_t> chosen;
    Rational exact = {};  // the value before the plan's own rounding of it (N5)
};

// Slices bear a small number for what rated them; here stands what the numbers mean.
class Places {
public:
    struct Meaning {
        std::uint32_t version = 0;
        std::uint32_t look_up = 0;
        std::uint32_t tier = 0;
        std::optional<std::uint32_t> chosen;
        std::optional<Rational> at;
        Rational value;
    };
    std::uint32_t of(const Meaning& meaning);
    // Adds to the sums what their places mean.
    void explain(std::vector<TierSum>& sums) const;
    const Meaning& meaning(std::uint32_t place) const { return all_.at(place); }
    const Rational& value_of(std::uint32_t place) const { return all_.at(place).value; }
    std::size_t count() const { return all_.size(); }
    // Whether there are more than a slice can tell apart: then no slices are kept.
    bool exhausted() const { return all_.size() > Slices::no_tier; }

private:
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t,
                           std::optional<std::uint32_t>, std::optional<Rational>, Rational>;
    std::map<Key, std::uint32_t> known_;
    std::vector<Meaning> all_;
};

class Values {
public:
    // Derived rates and gates of tiers are put down in the figures. All outlive this.
    Values(Desk& desk, const WindowJob& window, const Component& component, WindowFigures& figures)
        : desk_(desk), window_(window), component_(component), figures_(figures) {}

    Answer quantity(const Reading& reading, const Quantity& quantity);
    // The component's value at a position of its axis; of a marginal table what the slices up to
    // there come to together.
    Answer at(const Reading& reading, const Component& component, const Rational& position);
    // The value of the one tier that a position lies in.
    Answer in_tier(const Reading& reading, const TierTable& table, const Rational& position) {
        return tier_value(reading, table, table.tier_at(position));
    }
    // A curve's value at a position, or what its closed gate leaves there.
    Rational on_curve(const Curve& curve, const Rational& position);
    // What a table's slices up to a position come to, tier by tier, of a base of one.
    std::vector<TierSum> slices_of(const Reading& reading, const TierTable& table,
                                   const Rational& position);
    // A table as steps in amounts of what is walked: percent edges times the quota. The look-up's
    // final position decides the value above `back_to`.
    rate::Ladder ladder(const Reading& reading, const TierTable& table, const Rational& scale,
                        const Rational& final_position, Places::Meaning meaning, Places& places);

private:
    Answer unrounded(const Reading& reading, const Component& component, const Rational& position);
    Answer tier_value(const Reading& reading, const TierTable& table,
                      std::optional<std::size_t> tier);
    bool is_open(const TierTable& table, std::size_t tier);
    bool is_open(const Condition& gate, std::optional<std::size_t> own);
    Rational derived(const Reading& reading, const TargetPerGoal& rate);
    Rational rounded(const Rational& value) const;
    Desk& desk_;
    const WindowJob& window_;
    const Component& component_;
    WindowFigures& figures_;
    std::map<const Condition*, bool> open_;  // of tiers, and of stretches of curves
    std::map<std::pair<std::uint32_t, Rational>, Rational> derived_;
};

}  // namespace attain::payout
