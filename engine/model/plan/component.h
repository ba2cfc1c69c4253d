// One part of a plan that pays, as meant. The notions of it are separate (R0): its *scope* is the
// window, or each deal in it, its *axis* is `by`, its *base* is `of`, its *value* is a curve, a
// table, milestones, a rate, an amount, a pool or a ranking. They combine freely, within what
// bind_plan accepts.
//
//     commission: {of: bookings, by: own_goal, table: …, modifiers: …, cap: …}
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar/calendar.h"
#include "base/number/money.h"
#include "model/plan/measures.h"
#include "model/plan/table.h"

namespace attain {

// What the result is applied to: the target incentive, a measure's credit, or nothing (amounts).
struct TargetBase {};
struct MeasureBase {
    MeasureIndex measure = 0;
};
struct NoBase {};
using Base = std::variant<TargetBase, MeasureBase, NoBase>;

// R0: what is looked up and walked together: all of a window, or each deal or line on its own.
enum class Per { window, deal, line };

// What is looked up: nothing, an attainment, a measure's own amount or count, a number column of
// the line, or the component's own pay so far.
struct NoAxis {};
struct AttainmentAxis {
    AttainmentIndex attainment = 0;
};
struct MeasureAxis {
    MeasureIndex measure = 0;
};
struct ColumnAxis {
    std::string column;
};
struct PayAxis {};
using Axis = std::variant<NoAxis, AttainmentAxis, MeasureAxis, ColumnAxis, PayAxis>;

struct FlatRate {
    Quantity rate;
};
struct FixedAmount {
    Quantity amount;
};
// R9: a pool of a team, shared among the members of the window (those of its last day).
enum class PoolSharing { equally, by_credit, by_target, by_days, by_role };
struct RoleShare {
    std::string role;
    Rational share;
};
struct Pool {
    std::optional<Quantity> rate;               // of the measure …
    MeasureIndex of = 0;                        // … a team measure
    std::optional<AttainmentIndex> above_goal;  // only of what exceeds this attainment's quota
    std::optional<Quantity> amount;             // instead of a rate: a fixed pool
    Rational reserve;  // the share of it that is kept back before it is shared
    PoolSharing shared = PoolSharing::equally;
    std::string role_column;         // by_role: a text column of people.csv …
    std::vector<RoleShare> roles;    // … and what those of each role share
    bool rest_with_company = false;  // what absent days or unfilled roles leave is not shared out
    bool rounded_each = false;       // each share on its own instead of parts that add up (N3)
};

// R13: prizes for the first, second … by an attainment or a measure of their own.
struct Rank {
    enum class Among { plan, team, company };
    Among among = Among::plan;
    std::vector<Quantity> prizes;
    bool ties_share = false;  // the prizes of the places that they take, instead of each the best
    Span where;
};
using Value = std::variant<Curve, TierTable, FlatRate, FixedAmount, Pool, Milestones, Rank>;

// R10: closed, the component pays `otherwise`, a share of what it would have paid (default zero).
struct Gate {
    Condition open_when;
    Rational otherwise;
    Span where;
    bool from_opening = false;  // open, it releases only what is counted from its opening day on
    bool stays_open = false;    // once open at the end of a pay period of the window, it stays so
};

// R6: a factor on what table and base come to: stated, or looked up.
struct Modifier {
    Axis axis;
    std::variant<Curve, TierTable, Quantity> factor;
    std::optional<Gate> gate;  // closed, its `otherwise` is the factor
    Span where;
};
enum class Combine { multiply, add };  // add: what each is above or below 100%

// A cap, floor or threshold: an amount, or so much of the target incentive, a goal or a measure.
struct Limit {
    enum class Per { window, pay_period, deal };
    Quantity quantity;
    bool of_target = false;
    Span where;
    std::optional<AttainmentIndex> of_goal = {};
    std::optional<MeasureIndex> of_measure = {};
    Per per = Per::window;
    bool carried = false;            // a cap's excess, a threshold's shortfall (R7, R12)
    std::optional<Date> until = {};  // the last day on which what is carried counts
};

// R6: what becomes of base × table before it is rounded, one step after the other. In the usual
// order a limit of single deals stands before one of windows.
enum class PayStep { modifiers, weight, cap, floor, gate };
using PayOrder = std::array<PayStep, 5>;
inline constexpr PayOrder usual_order = {PayStep::modifiers, PayStep::weight, PayStep::cap,
                                         PayStep::floor, PayStep::gate};

// N5: a contract's own rounding of a looked-up value or derived rate.
struct ValueRounding {
    Rational to;
    RoundingMode mode = RoundingMode::half_even;
    Span where;
};

enum class Settles { every_pay_period, at_window_close };
enum class RoundedAt { component, line };

struct Component {
    std::string name;
    std::string title;
    Grain window = Grain::quarter;
    Settles settles = Settles::every_pay_period;
    Per per = Per::window;
    Base base;
    Axis axis;
    Value value;
    Rational weight = 1;
    bool part_of_target = false;  // `weight` is a share of the target; all such add up to 100% (R8)
    std::optional<ValueRounding> round_value;
    std::optional<Rational> attainment_cap;  // the look-up stops there (R7)
    std::optional<Limit> credit_cap;         // credit beyond counts nothing (R7)
    std::optional<Limit> threshold;          // the first of the credit earns nothing (R12)
    std::vector<Modifier> modifiers;
    Combine modifiers_combine = Combine::multiply;
    std::optional<Gate> gate;
    std::optional<Limit> cap;
    std::optional<Limit> floor;
    PayOrder order = usual_order;
    Rounding rounding;
    RoundedAt rounded_at = RoundedAt::component;
    Span where_written;
};

// The order of who states none: where only the floor binds single deals, it comes before a cap of
// the window.
inline PayOrder usual_order_of(const Component& component) {
    PayOrder order = usual_order;
    const auto per_deal = [](const std::optional<Limit>& limit) {
        return limit && limit->per == Limit::Per::deal;
    };
    if (per_deal(component.floor) && !per_deal(component.cap)) std::swap(order[2], order[3]);
    return order;
}

}  // namespace attain
