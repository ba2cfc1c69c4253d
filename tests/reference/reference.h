// The second implementation: what everybody is owed, by the plainest code that can be written.
//
//     ada, 2026-Q1, commission: 500,000 × 5% + 72,000 × 8% = 30,760.00, entitled, before 0, due all
//
// It is slow on purpose: exact ratios, row by row, day by day, no columns, no fixed point, and it
// shares with the engine only the facts, the bound plans and the exact numbers. Where it and the
// engine differ, one of them reads engine/RULES.md wrongly.
//
// How it reads what the rules leave open:
//  1  An assignment is an unbroken run of days on one plan (by name) with a version in force. A
//     gap of a day starts a new one from zero (T8).
//  2  A pay period belongs to an assignment that has a day in it, or that has ended inside a
//     longer window of the plan that is still open then. The version on its last assigned day
//     lists the components; each window is ruled by the version on the last assigned day of
//     that window (T8).
//  3  Own, reports' and organization's measures count credits assigned inside the assignment
//     and counted inside it and the window, up to date. A team's measure counts the whole
//     window up to date, whoever asks and whichever plan its members are on (C2, T8).
//  4  A role filter takes shares, not lines: a team's overlay credit counts where none of the
//     direct credit *that the measure takes* is the team's, and the line at most once (C2). For
//     persons and managers it is a credit of its own beside the direct one (C1, C3).
//  5  `where` reads the ledger as written: `amount` is the line's own amount, not what is left.
//     A comparison with an empty number or date does not hold.
//  6  A line that its cancellations and returns took back to zero is not counted; one written
//     with an amount of zero is. A further column nets with the return rows' own column, and in
//     the proportion that cancellation events leave of the amount.
//  7  Conversion: the published rate; else the inverse, rounded; else across the base, rounded
//     once. An average is that of the (derived) rates of the days with a row of their own, not
//     rounded. A line that any measure of the run needs and cannot convert is kept from all.
//     Who is absent on the assignment date is on no plan: that share is nobody's, the rest of
//     the line counts (L3).
//  8  A goal: the window's own; else the sum of finer goals, of which none may be missing while
//     one is there; else `phased_from` a longer one. Finer goals are prorated each within its
//     own period; a goal over several pay periods is cut to them first (M2, M5).
//  9  Change of a goal inside its period: weighted by calendar days of that period (M2).
// 10  A team's own figure is neither ramped nor prorated. In the sum of members nobody's goal
//     may be missing. The n-th pay period of a ramp counts from the first day ever on the plan;
//     who never was on it is not ramped.
// 11  A target is cut equally to the finer of window and pay period; inside one, rows weigh by
//     days of presence (without proration: of the part). Limits `of target` stand on the same
//     basis as the entitlement: the whole window's target, or its shares to date.
// 12  After a move between teams each stretch counts by what it brings of the target, or else
//     by its share of the presence in the window; days on no team count for nobody. Against the
//     phases to date the days to date count, else the whole window, and the present team holds
//     for the days still to come. Where a plan prorates by whole months or not at all, calendar
//     days decide. One's own credits at a team's rate belong to the team of the day on which they
//     count, each at that team's rate.
// 13  In a gate, and for a pool, the team is that of the last assigned day up to date. A gate
//     that needs a missing figure is not judged: the component is excepted.
// 14  A marginal table whose attainment has a longer window walks that window's credits and
//     pays the slices of its own window. `flat` and `on` are one for the ends of a table: a
//     tier's value.
// 15  A further column of the person: for credits rated one by one that of the assignment date
//     (T3, T8), for all else that of the last assigned day up to date.
// 16  No version rates credits for an assignment to which it never applied, and none that has
//     no such component rated per credit: then the ruling version rates. Weight, cap, floor,
//     gate and rounding are the ruling version's.
// 17  Pools: those of the last day share, also by (calendar) days. A closed team gate shrinks
//     the pool before it is shared. A negative key is counted as it is as long as all keys
//     together are positive.
// 18  Rounded by line, a line is a ledger row. Cap, floor and gate then apply to the rounded
//     sum, and the result is rounded again.
// 19  Pay on pay: the dues of pay periods that end in the window; the tree is that of the pay
//     period's last assigned day, the assignment being that of whoever is paid.
// 20  An excepted component has nothing due; what was posted stays posted. Plan cap and floor
//     apply to what is due in the pay period, settled half-even; a floor, and a limit of
//     target, only where the assignment has a day in it.
// 21  Who leaves: whether the window was open is asked of the last assigned day. `full` prolongs
//     goals and targets to the window's end, not credits. Nothing is due for a forfeited window,
//     and nothing is taken back. Who must still be there on a day is asked of people.csv.
// 22  What is carried from another plan (an unbroken run of days on plans that are named) moves
//     positions, goals and gates by this plan's own measures; it counts as walked before.
// 23  Versions by days weigh by calendar days of the assignment in the window, up to date; a
//     version without the component adds nothing. What is rated credit by credit does not change.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/load/known.h"

namespace attain::reference {

// One credited ledger row of a measure.
struct Line {
    std::uint32_t row = 0;
    Date counted;
    Date assigned;
    Rational amount;
};

struct Measured {
    Rational value;
    bool none = false;        // there was nothing to measure: no value, and not zero (M1)
    std::vector<Line> lines;  // in the order of the walk (R2)
};

// Part of a credited row in one tier. Without a tier it pays nothing, or has a flat rate.
struct Slice {
    std::uint32_t row = 0;
    PlanIndex version;
    std::optional<std::size_t> tier;
    Rational base;
    Rational pay;  // base × value, before share and weight
};

enum class State { paid, not_due, excepted, forfeited };

// One component of one assignment in one pay period.
struct Entitlement {
    std::string who;
    std::string plan;
    std::string component;
    std::string pay_period;
    DayRange assignment;
    State state = State::paid;
    Rational exact;
    Rational entitled;  // rounded, in major units
    Rational before;
    Rational due;
    std::size_t lookups = 0;    // more than one after a move between teams
    std::vector<Slice> slices;  // of all windows and look-ups
};

struct PlanPay {
    std::string who;
    std::string plan;
    std::string pay_period;
    DayRange assignment;
    Rational cap_cut;      // <= 0
    Rational floor_added;  // >= 0
    Rational due;
};

struct Result {
    std::vector<Entitlement> components;
    std::vector<PlanPay> plans;
    std::map<std::pair<std::string, std::string>, Rational> payouts;  // by participant, currency
};

// A measure as it was asked for: for own, reports and organization the assignment's days as well.
struct Question {
    PlanIndex plan;
    MeasureIndex measure = 0;
    GoalOwner owner;
    DayRange assigned;
    DayRange counted;
    DayRange window;  // up to date, whether or not the assignment lasts so long
    TeamIndex team =
        TeamIndex::none();  // whose figures a computed measure takes where it asks for a team's
    Date pay_period = {};   // its first day: what was so before it (M1)
};

struct Sheet;  // the working paper: what has been reckoned so far

class Reference {
public:
    // The world outlives this.
    Reference(const World& world, const Period& run);
    ~Reference();
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;

    const Result& result() const { return result_; }
    // The value of a measure on these days of a window. For a person: the assignment is that which
    // holds them; `carried`: with the days of the plans from which that carries (T8).
    Measured measure(PlanIndex plan, MeasureIndex measure, const GoalOwner& owner, DayRange days,
                     const Period& window, bool carried = false);
    // The goal of an attainment in a window, for an assignment's days in it, seen from a day.
    std::optional<Rational> quota(PlanIndex plan, AttainmentIndex attainment,
                                  const GoalOwner& owner, const Period& window, DayRange there,
                                  Date upto);

private:
    std::unique_ptr<Sheet> sheet_;
    Result result_;
};

}  // namespace attain::reference
