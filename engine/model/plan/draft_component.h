// A component as written (draft.h).
//
//     cap: {amount: 10000, per: deal}     amount: Word "10000", per: Word "deal", with their places
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/number/rational.h"
#include "intake/document/node.h"
#include "model/plan/draft_terms.h"

namespace attain::plan {

struct RoundingDraft {
    std::optional<Word> mode;
    std::optional<Word> at;
    std::optional<Figure> unit;
};

// A value that a row, a tier or a component pays: a word, or a choice by columns.
struct ChoiceRowDraft {
    struct Cell {
        Word column;  // or `rate`, `amount`: then the one item is the value
        std::vector<Word> items;
    };
    std::vector<Cell> cells;
    Span where;
};
struct ChoiceDraft {
    std::vector<Word> columns;
    std::vector<ChoiceRowDraft> rows;
    Word otherwise;
    Span where;
};
struct ValueDraft : Word {  // of a choice, the text is empty and the place is the whole of it
    std::optional<ChoiceDraft> choice;
};

// The places of edges include their word: `up_to: 100%`.
struct TierDraft {
    std::optional<Figure> from, above, up_to, below;
    std::optional<ValueDraft> rate, amount;
    std::optional<Node> when;
    std::optional<ValueDraft> otherwise;
    Span where;
};

struct TableDraft {
    Word mode;
    std::vector<TierDraft> tiers;
    std::optional<Word> below_first, beyond_last;
    std::optional<Word> reached;
    std::optional<Figure> back_to;
    Span where;
};

struct MilestonesDraft {
    struct Step {
        Figure at;
        ValueDraft value;
    };
    std::vector<Step> steps;
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

// The tier's edges, condition and `otherwise`; it has no value of its own.
struct CurveDraft {
    Word kind;
    std::vector<PointDraft> points;
    Word below, beyond;
    std::vector<TierDraft> gates;
    Span where;
};

struct PoolDraft {
    std::optional<Word> rate, amount, of, above;
    std::optional<Figure> reserve;
    Word shared;  // a word; of shares by role, the place of the whole
    std::optional<Word> by;
    std::vector<std::pair<Word, Figure>> roles;
    std::optional<Word> rest;
    std::optional<Word> rounded;
    Span where;
};

struct RankDraft {
    Word by, among;
    std::vector<Word> prizes;
    std::optional<Word> ties;
    Span where;
};

// A limit is a word (`200% of target`), or says more.
struct LimitDraft {
    Word amount;
    std::optional<Word> per, carried, until;
    Span where;
};

struct OrderDraft {
    std::vector<Word> steps;
    Span where;
};

struct ModifierDraft {
    std::optional<Word> by;
    std::optional<CurveDraft> curve;
    std::optional<TableDraft> table;
    std::optional<ValueDraft> factor;
    std::optional<Node> when;
    std::optional<Figure> otherwise;
    Span where;
};

struct ValueRoundingDraft {
    Figure to;
    std::optional<Word> mode;
    Span where;
};

struct ComponentDraft {
    Word name;
    std::string title;
    std::optional<Figure> weight;
    std::optional<Word> of, by, per;
    // Exactly one of these says what the component pays.
    std::optional<CurveDraft> curve;
    std::optional<TableDraft> table;
    std::optional<ValueDraft> rate, amount;
    std::optional<PoolDraft> pool;
    std::optional<MilestonesDraft> milestones;
    std::optional<RankDraft> rank;
    std::optional<ValueRoundingDraft> round_value;
    std::optional<Figure> attainment_cap;
    std::optional<LimitDraft> credit_cap, threshold;
    std::vector<ModifierDraft> modifiers;
    std::optional<Word> modifiers_combine;
    std::optional<Word> releases, stays_open;
    std::optional<Word> window, settles;
    std::optional<Node> when;
    std::optional<Figure> otherwise;
    std::optional<LimitDraft> cap, floor;
    std::optional<OrderDraft> order;
    std::optional<RoundingDraft> rounding;
    Span where;
};

}  // namespace attain::plan
