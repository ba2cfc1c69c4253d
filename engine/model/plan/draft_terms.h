// The terms of a plan as a whole, as written: which plan it varies or corrects, who leaves and who
// comes, and what becomes of balances. And the words and figures that all drafts are made of.
//
//     leavers: {open_windows: nothing}      open_windows: the word "nothing", where it stands
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/source.h"
#include "base/number/rational.h"

namespace attain::plan {

// A name or word where it stands.
struct Word {
    std::string text;
    Span where;
};

// A number where it stands. `100%` and `1` are the same value but not the same words: an axis of
// attainment wants the first, one of deals the second.
struct Figure {
    Rational value;
    std::string text;
    Span where;
    bool is_percent() const { return text.ends_with('%'); }
};

struct WhoDraft {
    Word column;
    std::vector<Word> values;
};

struct VariantDraft {
    Word of, base_version;
    std::vector<WhoDraft> people;
};

struct CorrectionDraft {
    Word version, reason, approved_by;
};

struct LeaversDraft {
    std::optional<Word> credits_until, open_windows, open_parts, debt;
    std::optional<Figure> must_stay_days;
    Span where;
};

struct CarriesDraft {
    std::vector<Word> from, what;
    Span where;
};

struct AdvanceDraft {
    Word amount;
    std::optional<Word> per, until, prorated, compared_with;
    std::vector<Figure> ramp;
    std::optional<Figure> repaid_share;
    std::optional<Word> repaid_from, repaid_above;
    Span where;
};

struct HoldbackDraft {
    Figure share;
    std::optional<Word> until_event;
    std::optional<Figure> until_days;
    Span where;
};

struct StepDraft {
    std::optional<Figure> days, months;
    Figure share;
    Span where;
};

struct ClawbackDraft {
    Word takes;
    std::vector<Word> components;
    std::optional<Word> counted_from;
    std::vector<StepDraft> steps;
    std::optional<Word> earned_by;
    std::optional<Figure> instalments;
    std::optional<Word> attainment;
    Span where;
};

struct PaymentDraft {
    Figure share;
    Word on;
    std::optional<Figure> days_after;
};

struct PaymentsDraft {
    std::vector<PaymentDraft> parts;
    std::optional<Word> in_proportion_to;
    Span where;
};

struct PaidInDraft {
    Word currency, series, on;
};

struct BalancesDraft {
    std::optional<AdvanceDraft> draw, guarantee;
    std::optional<HoldbackDraft> holdback;
    std::optional<ClawbackDraft> clawback;
    std::optional<PaymentsDraft> payments;
    std::optional<Word> negative;
    std::optional<Figure> minimum_payout;
    std::optional<PaidInDraft> paid_in;
};

}  // namespace attain::plan
