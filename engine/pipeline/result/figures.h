// The figures behind one component of one person: each value that the explanation shows and that
// an auditor redoes by hand, kept exact (X1). They are values only: no text, no pointer into rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar/calendar.h"
#include "model/facts/facts.h"
#include "model/plan/plan.h"
#include "pipeline/result/lines.h"

namespace attain {

// A part of a quota or target: one pay period's share, ramped and prorated by presence (M2, M4,
// M5).
struct PeriodPart {
    std::string period;  // the phase: a pay period's name
    Rational full;       // before ramp and proration
    Rational ramp = 1;
    std::int32_t present = 0;  // days (or months) of presence …
    std::int32_t of = 0;       // … of the period; 0 of 0: not prorated
    Rational counted;          // full × ramp × present / of
    Origin origin;             // the quota's or target's row
    bool operator==(const PeriodPart&) const = default;
};

struct PartedFigure {
    Rational amount;  // the sum of what the parts count
    std::vector<PeriodPart> parts;
    bool operator==(const PartedFigure&) const = default;
};

struct AttainmentFigure {
    AttainmentIndex attainment = 0;
    std::optional<std::size_t> measure_result;  // into RunResult::measures; of a combined one none
    Rational measured;                          // zero where there is no value
    std::optional<PartedFigure> quota;          // nothing: missing (an exception says so), combined
    std::vector<AttainmentFigure> parts;        // of a combined one, in the order of its parts
    std::optional<Rational> value;  // nothing without a quota, or with nothing to measure (M1)
    bool operator==(const AttainmentFigure&) const = default;
};

// What was looked up in the component's curve or table: once; or for each team that the person
// belonged to inside the window, by T8 (`share` of the window's target; 1 where there is one).
struct Lookup {
    TeamIndex team;  // of a team axis; else none
    DayRange days;   // the days that this lookup stands for
    Rational share = 1;
    std::optional<AttainmentFigure> attainment;  // of an attainment axis
    std::optional<std::size_t> measure_result;   // of a measure axis
    Rational at;                                 // the position on the axis, after caps on it
    Rational value;                     // what curve or table answers (rate, share, amount)
    std::uint32_t place = 0;            // tier or stretch that held it
    std::optional<Rational> unrounded;  // the value before the plan's own rounding of it (N5)
    bool none = false;  // there was nothing to look up by: it pays nothing, it is not zero
    bool operator==(const Lookup&) const = default;
};

// What of the base fell into each tier of a table (or had one flat value), with the tier's value.
// Where deals are looked up one by one, or a value is chosen by columns, each value has its own
// sum.
struct TierSum {
    std::uint32_t place = 0;  // what its slices bear
    Rational base;
    Rational value;             // the tier's rate or amount per unit
    Rational amount;            // base × value, before weight
    std::uint32_t tier = 0;     // of the table or curve; Slices::no_tier: outside
    std::uint32_t look_up = 0;  // into WindowFigures::lookups
    std::uint32_t version = 0;  // into WindowFigures::versions, where there are several
    std::optional<std::uint32_t> chosen =
        {};                           // the row of the value's choice; past the last: otherwise
    std::optional<Rational> at = {};  // where one deal stood on a curve
    bool operator==(const TierSum&) const = default;
};

// A pool and one person's share of it (R9).
struct PoolFigure {
    std::size_t pool = 0;  // into RunResult::pools
    Rational key;          // one's own sharing key …
    Rational keys;         // … of all keys together
    bool operator==(const PoolFigure&) const = default;
};

// One person's place in a ranking (R13).
struct RankFigure {
    std::uint32_t place = 0;  // 1 is the first; 0: not ranked
    std::uint32_t of = 0;     // how many were ranked
    std::uint32_t ties = 0;   // how many share the place, oneself included
    Rational at;
    bool operator==(const RankFigure&) const = default;
};

// A gate as it was judged.
struct GateFigure {
    bool open = true;
    std::vector<AttainmentFigure> attainments;  // those that its condition names
    bool kept_open = false;                     // it was open at the end of an earlier pay period
    std::optional<DayRange> released;  // from its opening day on, where only that is released
    bool operator==(const GateFigure&) const = default;
};

// A gate of one tier.
struct TierGateFigure {
    std::uint32_t tier = 0;
    GateFigure gate;
    bool operator==(const TierGateFigure&) const = default;
};

// A factor on what table and base came to (R6).
struct ModifierFigure {
    std::optional<AttainmentFigure> attainment;
    std::optional<std::size_t> measure_result;
    Rational at;  // where it was looked up
    std::optional<GateFigure> gate;
    Rational factor = 1;
    bool operator==(const ModifierFigure&) const = default;
};

// A rate that came from the target and a goal (M4).
struct DerivedRate {
    AttainmentFigure goal;
    PartedFigure target;
    Rational exact;
    Rational value;  // after the plan's own rounding of it (N5)
    bool operator==(const DerivedRate&) const = default;
};

// What a limit on the pay period had to start from inside a longer window (R5).
struct Increment {
    Rational weighted_before;  // to date, before limits
    Rational exact_before;     // to date, after them
    bool operator==(const Increment&) const = default;
};

// One window of one component (R6, in its order).
struct WindowFigures {
    // What rules it: the version in force on the window's last assigned day (T8), and its
    // component.
    PlanIndex plan;
    ComponentIndex component = 0;
    Period window;
    DayRange days;  // the plan assignment inside the window, up to the run's end
    std::optional<PartedFigure> target;       // of a target base, whole (before the weight)
    std::optional<std::size_t> base_measure;  // into RunResult::measures, of a measure base
    std::vector<Lookup> lookups;
    Rational presence =
        1;  // what amounts, limits and edges shrink to, where the plan prorates them
    std::vector<TierSum> tiers;
    // Where several versions of the plan rate one window, credit by credit (T8): those versions.
    std::vector<PlanIndex> versions;
    std::optional<PoolFigure> pool;
    std::optional<LineBlock> slices;  // into RunResult::slices
    std::vector<TierGateFigure> tier_gates;
    std::vector<DerivedRate> rates;
    std::optional<RankFigure> rank;
    std::optional<Rational> threshold;   // what of the credit earns nothing, shortfall included
    Rational shortfall_before;           // carried into it from the window before (R12)
    Rational shortfall;                  // what this window carries on
    std::optional<Rational> credit_cap;  // the credit beyond which nothing counts
    std::vector<ModifierFigure> modifiers;
    Rational factor = 1;   // of all modifiers
    Rational gross;        // base → table
    Rational weighted;     // × modifiers × weight, as far as they come before any limit (R6)
    Rational deals_cut;    // what caps on single deals took off, >= 0
    Rational deals_added;  // what floors under single deals put on, >= 0
    std::optional<Increment> increment;
    Rational excess_before;  // carried from earlier caps (R7)
    Rational excess;         // what is carried on
    Rational cap_cut;        // what a cap took off, >= 0
    Rational floor_added;    // what a floor put on, >= 0
    std::optional<GateFigure> gate;
    // Where each version of the plan rules its own days of the window: this one's part (T8).
    std::optional<Rational> share;
    // The days still to come when the person left, where the plan then pays nothing for the window
    // (T7): nothing else is reckoned.
    std::optional<DayRange> forfeited;
    bool none = false;  // there was nothing to measure: it pays nothing, and no floor lifts that
    Rational exact;     // after all steps (way.h) and share: the window's entitlement to date
    // Whose lines brought pay that no deal was rated for: what was looked up last, else the base.
    std::optional<std::size_t> measure_behind() const;
    bool operator==(const WindowFigures&) const = default;
};

}  // namespace attain
