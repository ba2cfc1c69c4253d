// What a plan counts, and what it compares that with (M1–M3): columns that it computes, measures,
// attainments.
//
//     margin:   {compute: 'price - cost', negative: zero, money: yes}      a column, line by line
//     profit:   {sum: margin, credit: own}                                 a measure
//     own_goal: {of: profit, against: profit}                              572,000 / 500,000
//     overall:  {combine: {own_goal: 60%, team_goal: 40%}}                 several attainments
//
// A measure either adds up lines, so that tables can walk its credits and its parts make the whole
// (sum, counts); or it is one figure: an average, an extreme, observed, computed, or pay.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/number/money.h"
#include "intake/condition/condition.h"

namespace attain {

using Condition = std::shared_ptr<const Expr>;  // null: no condition
using Formula = std::shared_ptr<const Expr>;    // gives a number

using MeasureIndex = std::uint32_t;     // into Plan::measures
using AttainmentIndex = std::uint32_t;  // into Plan::attainments
using ComponentIndex = std::uint32_t;   // into Plan::components

// M1: a column that the plan computes from others of the same line. It counts net of returns, like
// any column; below zero it is kept or, where the plan says so, is zero.
struct ComputedColumn {
    std::string name;
    Formula formula;
    bool zero_below = false;
    bool money = false;  // in the currency of its line
    Span where_written;
};

// N5: a rounding on the way that the contract states; nothing else is rounded there.
struct RoundingPoint {
    Rational to;  // the step: 0.1%, 0.0001, 100
    RoundingMode mode = RoundingMode::half_even;
    Span where;
    Rational rounded(const Rational& exact) const {
        return Rational(round_to_whole(exact / to, mode)) * to;
    }
};

// N6: how amounts in other currencies become the plan's: a series and the day whose rate is taken,
// or fixed rates of the plan, one unit of each currency in the plan's.
struct Conversion {
    enum class Day { deal_date, period_average, period_end };
    std::string series;
    Day day = Day::deal_date;
    std::map<std::string, Rational> fixed;  // by currency code; then there is no series
    Span where_written;
    bool operator==(const Conversion& other) const {
        return series == other.series && day == other.day && fixed == other.fixed;
    }
};

// Whose credit a measure counts (C1–C3).
enum class CreditScope { own, team, reports, organization };

// C5: what credit is worth by a text of its line or by the role of the share; other texts count
// whole.
struct CreditWeight {
    std::string column;  // "role", or a text column
    std::map<std::string, Rational> by_text;
    Span where;
};

struct Measure {
    enum class Kind {
        sum,       // of a number column
        count,     // each line once and whole, or the shares of lines
        distinct,  // how many different values a column has
        average,   // of a number column: one figure, as the next three
        least,
        greatest,
        latest,
        observed,  // a KPI of observations.csv
        computed,  // from other measures
        pay,       // the rounded pay of components (R11)
    };
    // Which of the observations inside the window is the figure, or what they make together.
    enum class Take { latest, average, sum, least, greatest };

    std::string name;
    std::string title;
    Kind kind = Kind::sum;
    std::string column;            // of the ledger or computed: what is added, compared, told apart
    bool shares = false;           // count: shares of lines instead of whole lines
    std::string kpi;               // observed
    Take take = Take::latest;      // observed
    Formula formula;               // computed
    std::vector<std::string> pay;  // pay: names of components
    Condition where;
    CreditScope credit = CreditScope::own;
    bool before_caps = false;    // pay: as it was before the components' caps (R11)
    bool with_own = false;       // reports, organization: the manager's own credit counts too (C3)
    bool with_overlays = false;  // overlay credit counts too (C1, C2)
    bool when_eligible = false;  // counts a credit only once it may be paid (C4)
    std::vector<CreditWeight> weights;
    std::optional<Conversion> conversion;  // another policy than the plan's (N6)
    std::optional<RoundingPoint> round;
    bool money = true;  // false for counts and for columns that are not money
    Span where_written;

    bool is_money() const { return money; }
    bool of_lines() const {
        return kind != Kind::observed && kind != Kind::computed && kind != Kind::pay;
    }
    // Whether its lines add up to it, so that each can be rated on its own.
    bool adds_up() const {
        const bool kinds = kind == Kind::sum || kind == Kind::count || kind == Kind::distinct;
        return kinds && !round;
    }
    // Whether it is one figure of the whole window, of which each team's look-up takes its share
    // after a move: a team's credit, and one's own where it cannot be divided by days (T8).
    bool shared_by_teams() const { return credit == CreditScope::team || !adds_up(); }
    bool counts_whole_lines() const {
        return kind == Kind::distinct || (kind == Kind::count && !shares);
    }
    // Whether it looks at a line and not at somebody's part of it: half of a discount of 10% is
    // 10%. Sums and figures of money take what one is credited.
    bool takes_whole_lines() const {
        const bool one_figure = kind == Kind::average || kind == Kind::least ||
                                kind == Kind::greatest || kind == Kind::latest;
        return counts_whole_lines() || (one_figure && !money);
    }
};

// M2: what an attainment to date divides by.
enum class QuotaBasis { whole_window, phases_to_date };
// M2: where a team's quota comes from.
enum class TeamQuota { own_figure, members_on_first_day, members_by_days };
// M2: a goal that changes inside its period.
enum class QuotaChange { day_weighted, replaces };
// M3: which way is good. Of 4 errors against a goal of 5: 5 / 4 = 125%, or 2 - 4/5 = 120%.
enum class Direction { higher, quota_over_measure, two_minus_share };
// M3: what several attainments make together.
enum class Combining { none, weighted, least, greatest };

// M3: a measure against a quota, exact; or several attainments together.
struct Attainment {
    struct Part {
        AttainmentIndex attainment = 0;  // declared before this one
        Rational weight = 1;             // weighted: all parts add up to 100%
    };
    std::string name;
    Combining combining = Combining::none;
    std::vector<Part> parts;  // of a combined one, which has neither measure nor goal of its own
    MeasureIndex of = 0;
    std::string goal;             // the `goal` of quotas.csv
    std::optional<Grain> window;  // nothing: the window of the component that asks
    QuotaBasis basis = QuotaBasis::whole_window;
    TeamQuota team_quota = TeamQuota::own_figure;
    QuotaChange quota_change = QuotaChange::day_weighted;
    std::vector<Rational> phases;      // shares of a larger goal by pay period; empty: equal
    std::optional<Grain> phased_from;  // a goal of this grain may be phased down to the window
    std::vector<Rational> ramp;  // share of the goal in one's 1st, 2nd … pay period; then 100%
    Direction direction = Direction::higher;
    std::optional<Rational> zero_goal;     // what it is where the goal is zero; else an exception
    std::optional<Rational> zero_measure;  // quota over measure: where the measure is zero
    std::optional<RoundingPoint> round;
    Span where_written;

    bool combined() const { return combining != Combining::none; }
    // Whether it is measure ÷ quota as it is, so that an edge in percent is an amount of credit.
    bool divides_plainly() const { return !combined() && direction == Direction::higher && !round; }
};

}  // namespace attain
