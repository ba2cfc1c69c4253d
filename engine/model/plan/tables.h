// Binding tier tables and curves: what comes out is proven (R1, R4), so that a lookup cannot fail.
//
//     - {from: 0, up_to: 500000, rate: 5%}
//     - {from: 600000, rate: 8%}              refused: nothing is paid between 500,000 and 600,000
//     - {up_to: 3, amount: 40}
//     - {from: 4, amount: 60}                 fine where deals are counted: 3 and 4 are neighbours
#pragma once

#include <optional>

#include "model/plan/bind.h"
#include "model/plan/quantity.h"

namespace attain::plan {

// What is looked up, and so how positions are written: `100%`, `500000` or `3`.
enum class AxisKind { attainment, amount, count, column };  // a column may hold either

// What the values apply to, and so how they are written: `5%` or `40`.
enum class ValueKind {
    share,     // of the target incentive or of a measure that is money
    per_unit,  // an amount for each unit of a measure that is not money
    amount,    // an amount, of nothing
};

struct LookupKind {
    AxisKind axis = AxisKind::attainment;
    ValueKind value = ValueKind::share;
    Chooses chooses = Chooses::nothing;
};

std::optional<TierTable> bind_table(Binding& b, const TableDraft& draft, LookupKind kind);
std::optional<Curve> bind_curve(Binding& b, const CurveDraft& draft, LookupKind kind);
std::optional<Milestones> bind_milestones(Binding& b, const MilestonesDraft& draft,
                                          LookupKind kind);

// One mistake that runs through a whole table (percentages on an axis of amounts) is told once, at
// its first place, with a note at each further one.
class Together {
public:
    void add(std::string_view code, const Span& where, std::string message, std::string help);
    void tell(Diagnostics& out);

private:
    std::vector<Diagnostic> errors_;
};

// The two sides of a tier, or of a stretch of a curve, as written and checked alone.
struct Side {
    Figure figure;
    bool owned = false;  // by this tier
    const char* word = "";
};
struct TierBounds {
    std::optional<Side> lower;
    std::optional<Side> upper;
    bool sound = true;
};
TierBounds bounds_of(Binding& b, const TierDraft& tier, AxisKind axis, Together& errors);
std::optional<Edge> lower_edge(const std::optional<Side>& side, AxisKind axis, bool is_first);
std::optional<Edge> upper_edge(const std::optional<Side>& side, AxisKind axis);

// bind_stretches.cpp: the gates of a curve, whose points are bound.
void bind_stretches(Binding& b, const CurveDraft& draft, LookupKind kind, Curve& curve);
void check_value(Together& errors, const Figure& value, ValueKind kind);

// Whether a position is written as this axis wants it; an error where it is not.
bool check_position(Together& errors, const Figure& at, AxisKind axis);
Beyond beyond_named(const std::string& word);

}  // namespace attain::plan
