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
#include "model/plan/draft_component.h"
#include "model/plan/draft_terms.h"
#include "model/plan/plan.h"

namespace attain::plan {

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
    std::optional<Word> before_caps;
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
    std::optional<LimitDraft> cap, floor;
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
