// A plan as written: every key that the admin wrote, with its place, and nothing that was not.
//
//     - {above: 100%, up_to: 150%, rate: 8%}     above: Figure 100%, up_to: Figure 150%, rate: "8%"
//
// Names are not resolved and no default is filled in: that is binding, which needs to know what was
// said and what was not. The shape (plan_shape) was checked before, so every required key is there
// and every scalar reads as what it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar/date.h"
#include "base/number/rational.h"
#include "intake/document/node.h"
#include "model/plan/draft_terms.h"
#include "model/plan/plan.h"

namespace attain::plan {

struct RoundingDraft {
    std::optional<Word> mode;
    std::optional<Word> at;
    std::optional<Figure> unit;
};

struct ConversionDraft {
    Word series;
    Word on;
};

struct MeasureDraft {
    Word name;
    std::string title;
    Measure::Kind kind = Measure::Kind::sum;
    Word column;                // sum: what is summed
    std::vector<Word> pay;      // pay: which components
    std::optional<Node> where;  // whole, for conditions point into it
    Word credit;
    std::optional<Word> with_own;
    std::optional<Word> with_overlays;
    std::optional<Word> money;
};

struct AttainmentDraft {
    Word name;
    Word of;
    Word against;
    std::optional<Word> window;
    std::optional<Word> to_date;
    std::optional<Word> team_quota;
    std::vector<Figure> phases;
    Span phases_where;
    std::optional<Word> phased_from;
    std::vector<Figure> ramp;
};

// The places of edges include their word: `up_to: 100%`.
struct TierDraft {
    std::optional<Figure> from, above, up_to, below;
    std::optional<Word> rate, amount;
    Span where;
};

struct TableDraft {
    Word mode;
    std::vector<TierDraft> tiers;
    std::optional<Word> below_first, beyond_last;
    Span where;
};

// Either one value, or two: `below` with `from`, or `up_to` with `above`.
struct PointDraft {
    Figure at;
    std::optional<Figure> value;
    std::optional<Figure> below, from;
    std::optional<Figure> up_to, above;
    Span where;
};

struct CurveDraft {
    Word kind;
    std::vector<PointDraft> points;
    Word below, beyond;
    Span where;
};

struct PoolDraft {
    std::optional<Word> rate, amount, of, above;
    Word shared;
    std::optional<Word> rounded;
    Span where;
};

struct ComponentDraft {
    Word name;
    std::string title;
    std::optional<Figure> weight;
    std::optional<Word> of, by;
    // Exactly one of these five says what the component pays.
    std::optional<CurveDraft> curve;
    std::optional<TableDraft> table;
    std::optional<Word> rate, amount;
    std::optional<PoolDraft> pool;
    std::optional<Word> window, settles;
    std::optional<Node> when;
    std::optional<Figure> otherwise;
    std::optional<Word> cap, floor;
    std::optional<RoundingDraft> rounding;
    Span where;
};

struct PlanDraft {
    Word name;
    std::string title;
    Word effective;
    Word currency;
    std::optional<Word> calendar;
    Word pays;
    RoundingDraft rounding;
    std::optional<Word> proration;
    std::optional<Word> assigned, counted;
    std::optional<ConversionDraft> conversion;
    std::optional<Word> cap, floor;
    std::optional<VariantDraft> variant;
    std::optional<CorrectionDraft> corrects;
    std::optional<Word> group;
    std::optional<LeaversDraft> leavers;
    std::optional<CarriesDraft> carries;
    std::optional<Word> versions;
    BalancesDraft balances;
    std::map<std::string, Figure> numbers;  // "constants.top_rate", "shared.most": for conditions
    std::vector<MeasureDraft> measures;
    std::vector<AttainmentDraft> attainments;
    std::vector<ComponentDraft> components;
    LintLevels lints;
    SourcePtr source;
};

// The document has plan_shape: checked without errors.
PlanDraft decode_plan(const Node& document, const SourcePtr& source);

}  // namespace attain::plan
