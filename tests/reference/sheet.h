// The working paper of the reference, and its steps. What is reckoned once is kept: for speed only.
#pragma once

#include <functional>
#include <set>
#include <tuple>
#include <variant>

#include "reference/reference.h"

namespace attain::reference {

// An unbroken run of days of one person on one plan.
struct Stint {
    ParticipantIndex who;
    std::string plan;
    DayRange days;
    bool leaves = false;  // the company, on the last of the days (T7)
};

// One window, asked for by one assignment and seen from one day.
struct Moment {
    std::size_t stint = 0;
    PlanIndex plan;  // the version that rules it
    Period window;
    DayRange there;  // the assignment inside the window, also days still to come
    Date upto;       // past the last day that counts
    DayRange worked = DayRange::always();  // where goals and targets see more days than these
    const Component* ruling = nullptr;     // the component at hand, where there is one
    Date pay_period = {};                  // the first day of the pay period at hand
    TeamIndex team = TeamIndex::none();    // of the look-up at hand; none: of the last assigned day
    DayRange to_date() const {
        return there.intersect(worked).intersect({Date::beginning(), upto});
    }
};

// What a window leaves behind for later pay periods (R5, R7, R12).
struct Left {
    Rational weighted;  // to date, before limits
    Rational exact;     // to date, after them and before the gate
    Rational shortfall, excess;
    bool open = false;
};

// Everything that was given, and what was reckoned from it so far.
struct Sheet {
    using MeasureKey = std::tuple<PlanIndex, MeasureIndex, GoalOwner, Date, Date, Date, Date, Date,
                                  Date, TeamIndex, Date>;
    using DueKey = std::tuple<std::size_t, std::string, std::string>;  // stint, component, period

    const World& world;
    Period run;
    std::vector<Stint> stints;
    std::set<std::uint32_t> unpriced;  // rows without an exchange rate: kept from all (L3)
    std::map<MeasureKey, Measured> measures;
    std::map<DueKey, Entitlement> entitlements;
    // By stint, component, the window's first day and the day up to which it was seen.
    std::map<std::tuple<std::size_t, std::string, Date, Date>, std::optional<Left>> left;

    const Facts& facts() const { return world.facts; }
    const Roster& roster() const { return world.facts.roster; }
    const Plan& plan(PlanIndex index) const { return world.rules[index]; }
    const Calendar& calendar(const Plan& plan) const {
        return world.facts.calendars.at(plan.calendar);
    }
};

// --- days.cpp ------------------------------------------------------------------------------------
std::vector<Stint> stints(const World& world);
std::vector<Period> pay_periods(const Sheet& sheet, const Stint& stint);
// How many days (working days; calendar days for all other kinds) lie in a range.
int counted_days(Proration kind, DayRange days);
Rational presence(Proration kind, DayRange there, DayRange part);
// An assignment's days in a period as goals and targets see them (T7); with what is carried (T8).
DayRange promised(const Sheet& sheet, std::size_t stint, const Plan& plan, const Period& period);
DayRange promised_with_carried(const Sheet& sheet, std::size_t stint, const Plan& plan,
                               const Period& period);
Date first_carried(const Sheet& sheet, std::size_t stint, const Plan& plan);
struct TeamStretch {
    TeamIndex team;
    DayRange days;
};
std::vector<TeamStretch> team_stretches(const Roster& roster, ParticipantIndex who, DayRange days);
TeamIndex team_on(const Roster& roster, ParticipantIndex who, Date day);
// Whether somebody reports to a manager on a day: directly, or through the tree.
bool below(const Roster& roster, ParticipantIndex who, ParticipantIndex manager, Date day,
           bool whole_tree);

// --- conditions.cpp ------------------------------------------------------------------------------
using Named = std::variant<std::monostate, Rational, std::string, Date, bool>;  // monostate: absent
using Lookup = std::function<Named(std::string_view)>;
Named evaluate(const Expr& expression, const Lookup& named);
bool holds(const Expr& condition, const Lookup& named);
bool takes(const Sheet& sheet, const Plan& plan, const Measure& measure, std::uint32_t row,
           const std::string& role);
// A column of the plan as it is computed on one line, before anything is taken back.
std::optional<Rational> computed(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                                 const ComputedColumn& column);
// What is written in any column, as a text; empty where nothing is.
std::string text_in(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                    const std::string& name);

// --- credits.cpp ---------------------------------------------------------------------------------
const Measured& measured(Sheet& sheet, const Question& question);
Measured of_observations(const Sheet& sheet, const Question& asked);
Measured of_measures(Sheet& sheet, const Question& asked);
// The question of a moment: for a team the whole window, else the assignment.
Question question(const Sheet& sheet, const Moment& moment, MeasureIndex measure,
                  const GoalOwner& owner);
std::optional<Date> day_of(const Sheet& sheet, std::uint32_t row, const std::string& name);
std::optional<Rational> exchange(const Sheet& sheet, const Plan& plan, const Measure& measure,
                                 Currency from, Date counted);
// The same for what says where somebody stands: with what is carried from another plan (T8).
Question position_question(const Sheet& sheet, const Moment& moment, MeasureIndex measure,
                           const GoalOwner& owner);
// What one member brought into a team's measure, on days as a member.
Rational brought(Sheet& sheet, const Question& team_question, ParticipantIndex member);

// --- goals.cpp -----------------------------------------------------------------------------------
std::optional<Rational> goal(const Sheet& sheet, PlanIndex plan, const Attainment& attainment,
                             const GoalOwner& owner, const Period& window, DayRange there,
                             Date upto);
std::optional<Rational> target(const Sheet& sheet, const Plan& plan, ParticipantIndex who,
                               const Period& window, DayRange there, Date upto);
// What somebody's share of the presence in a window is: `days` of `all`.
Rational share_of(const Sheet& sheet, const Plan& plan, const Period& window, DayRange days,
                  DayRange all);
std::vector<Period> parts_of(const Sheet& sheet, const Plan& plan, const Period& window);

// --- pay.cpp, tables.cpp, pools.cpp --------------------------------------------------------------
const Entitlement& entitlement(Sheet& sheet, std::size_t stint, const Period& pay_period,
                               const std::string& component);

struct Attained {
    Rational measured;
    std::optional<Rational> quota;
    std::optional<Rational> value;  // nothing without a positive quota
    bool none = false;              // no value because there was nothing to measure: no exception
};
// For the person, or for this team where it is a team's.
Attained attained(Sheet& sheet, const Moment& moment, AttainmentIndex attainment, TeamIndex team);
// Whether a measure, or an attainment, is or has in it a team's figure.
bool reads_team(const Plan& plan, MeasureIndex measure);
bool attains_with_team(const Plan& plan, AttainmentIndex attainment);
// M5: how much of a window the person was there for.
Rational presence_in_window(const Sheet& sheet, const Moment& moment, const Component* component);
// Whose figure a measure of this moment is: the person's, or a team's; nothing without a team.
std::optional<GoalOwner> owner_of(const Sheet& sheet, const Moment& moment, const Measure& measure,
                                  TeamIndex team);
// A number of the plan, of the person on a day, or chosen by columns of the person and, where there
// is one, of a row; nothing where the person has none.
std::optional<Rational> quantity(Sheet& sheet, const Moment& moment, const Quantity& value,
                                 Date day, std::optional<std::uint32_t> row = std::nullopt);
// choices.cpp: the value that a choice comes to; the number in a column of a row as it was written.
const Quantity& chosen(const Sheet& sheet, const Moment& moment, const Choice& choice, Date day,
                       std::optional<std::uint32_t> row);
std::optional<Rational> column_number(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                                      const std::string& column);
// The person's row of a day, or of the nearest day of this stint: a team's credit may be of any.
const Stretch* row_of_stint(const Sheet& sheet, std::size_t stint, Date day);
bool same_deal(const Sheet& sheet, std::uint32_t a, std::uint32_t b);
const Component* component_named(const Plan& plan, const std::string& name);

Rational round(const Rational& exact, const Rounding& rounding, Currency currency);
Rational curve_at(const Curve& curve, const Rational& at);
std::optional<std::size_t> tier_at(const TierTable& table, const Rational& at);

// What one look-up of a component pays before share and weight; nothing: an exception.
struct Look {
    TeamIndex team;
    Rational share = 1;
    std::optional<DayRange> own_days;  // only one's own credits of these days belong to it
};
struct Rated {
    Rational amount;
    bool none = false;          // there was nothing to measure (M1)
    std::vector<Slice> slices;  // where credits are rated one by one
};
std::optional<Rated> rate(Sheet& sheet, const Moment& moment, const Component& component,
                          const Look& look);

// One person's shares of the pools of a window, exact and settled; nothing: an exception.
struct PoolPay {
    Rational exact;
    Rational settled;
};
std::optional<PoolPay> pool_pay(Sheet& sheet, const Moment& moment, const Component& component);
// A place in a ranking and its prize (R13); nothing: an exception.
std::optional<Rational> prize(Sheet& sheet, const Moment& moment, const Component& component,
                              bool& none);
// Whether a condition holds; nothing where it needs a figure that is missing. With a day: by what
// was credited until then.
std::optional<bool> judged(Sheet& sheet, const Moment& moment, const Condition& condition,
                           std::optional<Date> until = std::nullopt);
// The component's gate, which may have been kept open (R10).
std::optional<bool> gate_open(Sheet& sheet, const Moment& moment, const Component& component);
// The first day whose credits an open gate releases, where that is not all of them.
std::optional<Date> opened_on(Sheet& sheet, const Moment& moment, const Component& component);

}  // namespace attain::reference
