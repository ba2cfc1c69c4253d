// Columns, measures and attainments as written (draft.h says what a draft is).
//
//     own_goal: {of: bookings, against: bookings, round: {to: 0.1%}}
//       of: Word bookings, against: Word bookings, round: Figure 0.1%; neither window nor ramp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/number/rational.h"
#include "intake/document/node.h"
#include "model/plan/draft_terms.h"
#include "model/plan/plan.h"

namespace attain::plan {

// N5: `round: {to: 0.1%, mode: half_up}`.
struct RoundDraft {
    Figure to;
    std::optional<Word> mode;
    Span where;
};

// Either a series and a day, or fixed rates by currency.
struct FixedRateDraft {
    Word currency;
    Figure rate;
};
struct ConversionDraft {
    std::optional<Word> series, on;
    std::vector<FixedRateDraft> fixed;
    Span where;
};

struct ColumnDraft {
    Word name;
    Node compute;  // whole, for mistakes point into it
    std::optional<Word> negative, money;
};

struct WeightDraft {
    Word column;
    struct Row {
        Word text;
        Figure weight;
    };
    std::vector<Row> rows;
};

struct MeasureDraft {
    Word name;
    std::string title;
    Measure::Kind kind = Measure::Kind::sum;
    Word column;                  // what is summed, compared or told apart; of `count`: its word
    Word kpi;                     // observed
    std::optional<Word> take;     // observed
    std::vector<Word> pay;        // pay: which components
    std::optional<Node> compute;  // computed
    std::optional<Node> where;    // whole, for conditions point into it
    std::optional<Word> credit;   // all but computed ones
    std::optional<Word> before_caps;
    std::optional<Word> with_own;
    std::optional<Word> with_overlays;
    std::optional<Word> only_when_eligible;
    std::optional<Word> money;
    std::vector<WeightDraft> weights;
    Span weights_where;
    std::optional<ConversionDraft> conversion;
    std::optional<RoundDraft> round;
};

struct AttainmentDraft {
    Word name;
    Word of;  // both only where nothing is combined
    Word against;
    Combining combining = Combining::none;
    struct Part {
        Word attainment;
        std::optional<Figure> weight;
    };
    std::vector<Part> parts;
    Span parts_where;
    std::optional<Word> window;
    std::optional<Word> to_date;
    std::optional<Word> team_quota;
    std::optional<Word> quota_change;
    std::vector<Figure> phases;
    Span phases_where;
    std::optional<Word> phased_from;
    std::vector<Figure> ramp;
    std::optional<Word> lower_is_better;
    std::optional<Figure> zero_goal, zero_measure;
    std::optional<RoundDraft> round;
};

}  // namespace attain::plan
