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
#include "model/plan/draft_component.h"
#include "model/plan/draft_measures.h"
#include "model/plan/draft_terms.h"
#include "model/plan/plan.h"

namespace attain::plan {

struct PlanDraft {
    Word name;
    std::string title;
    Word effective;
    Word currency;
    std::optional<Word> calendar;
    Word pays;
    RoundingDraft rounding;
    std::optional<Word> proration;
    std::optional<Word> assigned, counted, eligible;
    std::vector<Word> prorates;
    Span prorates_where;
    std::optional<Word> target_change;
    std::optional<Word> target_shares_of;
    std::vector<Figure> target_shares;
    Span target_shares_where;
    std::optional<ConversionDraft> conversion;
    std::optional<LimitDraft> cap, floor;
    std::optional<OrderDraft> order;
    std::optional<VariantDraft> variant;
    std::optional<CorrectionDraft> corrects;
    std::optional<Word> group;
    std::optional<LeaversDraft> leavers;
    std::optional<CarriesDraft> carries;
    std::optional<Word> versions;
    BalancesDraft balances;
    std::map<std::string, Figure> numbers;  // "constants.top_rate", "shared.most": for conditions
    std::vector<ColumnDraft> columns;
    std::vector<MeasureDraft> measures;
    std::vector<AttainmentDraft> attainments;
    std::vector<ComponentDraft> components;
    LintLevels lints;
    SourcePtr source;
};

// The document has plan_shape: checked without errors.
PlanDraft decode_plan(const Node& document, const SourcePtr& source);

}  // namespace attain::plan
