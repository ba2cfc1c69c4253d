// What a plan pays at chosen places, before anybody has sold anything.
//
//     account-executive at 95%, 100% and 110%, target 60,000 a year, goal 500,000
//       → a world of three people, each alone in a team, each with the deals that bring exactly
//         475,000, 500,000 and 550,000; one computation; what it pays to each of them
//
// There is no second formula: the figures are those of compute() on a made-up world. So that every
// measure can stand where it is asked to, each made-up deal counts for one measure only, in place
// of the measure's own `where`; everything else of the plan is as it was written.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"

namespace attain::preview {

// What is stated about the person that the plan is tried on. What is not stated is assumed, and
// told (Standing::source).
struct GivenGoal {
    // Of an attainment, a goal of quotas.csv, a measure, or a column by which deals are looked up.
    std::string name;
    Rational amount;
    std::optional<Grain> per;  // nothing: the window in which it is asked
};
struct GivenTarget {
    Rational amount;
    Grain per = Grain::year;
};
struct Premises {
    std::optional<GivenTarget> target;
    std::vector<GivenGoal> goals;
    std::map<std::string, Rational> numbers;   // the person's further columns …
    std::map<std::string, std::string> texts;  // … of both kinds
    std::size_t members = 1;                   // of the team, all alike
};

// Who the plan is tried on and who is around them, as facts without a single deal.
struct Subject {
    std::vector<Plan> versions;  // of the one plan
    std::map<std::string, Calendar> calendars;
    std::vector<Participant> people;  // sorted by id
    std::vector<Team> teams;          // sorted by id
    std::vector<Stretch> stretches;
    std::vector<Quota> quotas;
    std::vector<Target> targets;
    ParticipantIndex who;
    Period period;     // what is computed: at least one of each window
    std::string name;  // of a real person; empty: invented
    // Premises that were not stated, so that they were invented: names of goals; "target".
    std::set<std::string> invented;
    std::map<MeasureIndex, Rational> levels;  // of measures that were given a figure without a goal
    std::map<std::string, Rational> columns;  // what every deal was given in a looked-up column
};

// A person of nowhere who is on the plan throughout. `calendars` are the company's.
Subject model_person(const Plan& plan, const std::map<std::string, Calendar>& calendars,
                     const Premises& premises);
// Somebody of the world, in a period, with their own goals, targets, team and days. `plan` stands
// in for the version of its name and first day, if the world has one.
Subject real_person(const World& world, const Plan& plan, ParticipantIndex who,
                    const Period& period, const Premises& premises);

// Names that a premise may give a figure: attainments, goals, measures, looked-up columns.
std::vector<std::string> names_of_goals(const Plan& plan);
// Columns of deals by which components look deals up one by one; the amount is not among them.
std::set<std::string> columns_looked_up(const Plan& plan);
// The person's columns that the plan reads, as values and in gates.
std::set<std::string> columns_of_person(const Plan& plan);

// Along what the plan is looked at: every attainment together, or measures by their own amount or
// count; or one of them alone, or a column of every deal, while the others stand at 100%.
struct Axis {
    enum class Kind { attainment, amount, count };
    Kind kind = Kind::attainment;
    std::string only;  // an attainment, measure or column of deals; empty: all of that kind
};
// The axis that the plan itself speaks of: attainments, else amounts, else counts; without goals,
// what its tables look up, else what it pays on.
Axis natural_axis(const Plan& plan, bool with_goals = true);

// Where one measure stands, and why.
struct Standing {
    enum class Source {
        goal,     // its 100% is a goal: the subject's, stated or assumed
        stated,   // its 100% was given without a goal
        edge,     // assumed: the last edge of the table that looks it up
        gate,     // assumed: what a gate asks of it; it stands still there
        assumed,  // assumed: a round figure
        own_pay,  // computed: the pay of the person's other components
    };
    MeasureIndex measure = 0;
    Source source = Source::assumed;
    Rational full;            // at 100%, in its first window
    std::string window;       // that window's name
    std::size_t windows = 1;  // how many of them the computed period holds
    bool moves = true;        // along the axis; else it stands at 100%
};

// A boundary of the plan on the axis, or its neighbour a cent or a unit away.
struct Mark {
    Rational at;
    Rational edge;  // the boundary itself, on the axis
    int side = 0;   // -1: just below it, 1: just above
    MeasureIndex measure = 0;
    bool of_deals = false;  // of a column that every deal has
};

// One component at one place.
struct Part {
    explicit Part(Currency currency) : due(Cash::zero(currency)) {}
    Outcome outcome = Outcome::paid;
    std::optional<Rational> at;     // what was looked up last …
    std::optional<Rational> value;  // … and what the table or curve answered
    Rational exact;                 // before rounding, in the last pay period
    Cash due;                       // over the computed period
    std::vector<std::string> exceptions;
};

struct Point {
    explicit Point(Currency currency) : limits(Cash::zero(currency)), total(limits) {}
    Rational at;                                    // on the axis
    std::optional<Mark> mark;                       // a boundary of the plan, or next to one
    std::vector<std::optional<Rational>> attained;  // by attainment: as computed
    std::vector<std::optional<Rational>> measured;  // by measure: in its last window
    std::vector<Part> parts;                        // by component
    Cash limits;                                    // the plan's cap and floor
    Cash total;
};

struct Preview {
    Axis axis;
    Period period;
    std::size_t pay_periods = 1;  // in the computed period
    Rational target;              // of the computed period, where some component asks for it
    std::vector<Standing> standings;
    std::map<std::string, Rational> columns;  // what every deal has in those that do not move
    std::vector<Point> points;
};

// Every boundary along the axis with its neighbours (a cent, a unit), ascending: edges of tiers,
// points of curves, what gates compare with.
std::vector<Mark> boundaries(const Subject& subject, const Axis& axis);

// How many lines of deals would have to be made up where things are counted.
Rational lines_needed(const Subject& subject, const Axis& axis,
                      const std::vector<Rational>& places);

// The made-up world and its run: copy i of the subject's person stands at place i. For those who
// show more of it than a Preview holds.
struct Rehearsal {
    World world;
    RunResult run;
    std::vector<ParticipantIndex> who;  // by place
};
Rehearsal rehearse(const Subject& subject, const Axis& axis, const std::vector<Rational>& places);

// The subject at each place. Places that are boundaries bear their mark.
Preview preview(const Subject& subject, const Axis& axis, const std::vector<Rational>& places);

}  // namespace attain::preview
