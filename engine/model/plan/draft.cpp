// Decoding: from a checked tree to a PlanDraft. Nothing can fail here; what the shape promised is
// asserted, because a shape and a decoder that disagree are our mistake and not the admin's.
#include "model/plan/draft.h"

#include "model/facts/lint_levels.h"
#include "model/plan/decode.h"

namespace attain::plan {

namespace {

ChoiceRowDraft row_of(const Node& node) {
    ChoiceRowDraft draft;
    draft.where = node.where;
    for (const Entry& entry : node.entries) {
        ChoiceRowDraft::Cell cell{{entry.key, entry.key_where}, {}};
        if (entry.value.kind == Node::Kind::scalar) cell.items.push_back(word_of(entry.value));
        for (const Node& item : entry.value.items)
            cell.items.push_back(word_of(item));
        draft.cells.push_back(std::move(cell));
    }
    return draft;
}

ValueDraft value_of(const Node& node) {
    ValueDraft draft;
    static_cast<Word&>(draft) = word_of(node);
    if (node.kind == Node::Kind::scalar) return draft;
    const Fields fields(node);
    ChoiceDraft choice;
    for (const Node& column : fields.node("choose").items)
        choice.columns.push_back(word_of(column));
    for (const Node& row : fields.node("rows").items)
        choice.rows.push_back(row_of(row));
    choice.otherwise = fields.word("otherwise");
    choice.where = node.where;
    draft.choice = std::move(choice);
    return draft;
}

std::optional<ValueDraft> value_if(const Fields& fields, std::string_view key) {
    const Node* found = fields.node_if(key);
    return found != nullptr ? std::optional(value_of(*found)) : std::nullopt;
}

RoundingDraft rounding_of(const Node& node) {
    const Fields fields(node);
    return {fields.word_if("mode"), fields.word_if("at"), fields.figure_if("unit")};
}

TierDraft tier_of(const Node& node) {
    const Fields fields(node);
    TierDraft draft;
    draft.from = fields.edge_if("from");
    draft.above = fields.edge_if("above");
    draft.up_to = fields.edge_if("up_to");
    draft.below = fields.edge_if("below");
    draft.rate = value_if(fields, "rate");
    draft.amount = value_if(fields, "amount");
    if (const Node* when = fields.node_if("when")) draft.when = *when;
    draft.otherwise = value_if(fields, "otherwise");
    draft.where = node.where;
    return draft;
}

TableDraft table_of(const Node& node) {
    const Fields fields(node);
    TableDraft draft;
    draft.mode = fields.word("mode");
    for (const Node& tier : fields.node("tiers").items)
        draft.tiers.push_back(tier_of(tier));
    draft.below_first = fields.word_if("below_first");
    draft.beyond_last = fields.word_if("beyond_last");
    draft.reached = fields.word_if("reached");
    draft.back_to = fields.edge_if("back_to");
    draft.where = node.where;
    return draft;
}

PointDraft point_draft(const Entry& entry) {
    PointDraft draft;
    draft.at = figure_of(entry.key, entry.key_where);
    draft.where = entry.key_where;
    draft.where.end = entry.value.where.end;
    if (entry.value.kind == Node::Kind::scalar) {
        draft.value = figure_of(entry.value.text, entry.value.where);
        return draft;
    }
    const Fields fields(entry.value);
    draft.below = fields.figure_if("below");
    draft.from = fields.figure_if("from");
    draft.up_to = fields.figure_if("up_to");
    draft.above = fields.figure_if("above");
    return draft;
}

CurveDraft curve_of(const Node& node) {
    const Fields fields(node);
    CurveDraft draft;
    draft.kind = fields.word("kind");
    for (const Entry& entry : fields.node("points").entries) {
        draft.points.push_back(point_draft(entry));
    }
    draft.below = fields.word("below");
    draft.beyond = fields.word("beyond");
    if (const Node* gates = fields.node_if("gates")) {
        for (const Node& gate : gates->items)
            draft.gates.push_back(tier_of(gate));
    }
    draft.where = node.where;
    return draft;
}

MilestonesDraft milestones_of(const Node& node) {
    MilestonesDraft draft;
    draft.where = node.where;
    for (const Entry& entry : node.entries) {
        draft.steps.push_back({figure_of(entry.key, entry.key_where), value_of(entry.value)});
    }
    return draft;
}

PoolDraft pool_of(const Node& node) {
    const Fields fields(node);
    PoolDraft draft;
    draft.rate = fields.word_if("rate");
    draft.amount = fields.word_if("amount");
    draft.of = fields.word_if("of");
    draft.above = fields.word_if("above");
    draft.reserve = fields.figure_if("reserve");
    draft.shared = fields.word("shared");
    if (const Node& shared = fields.node("shared"); shared.kind == Node::Kind::map) {
        const Fields how(shared);
        draft.by = how.word("by");
        for (const Entry& entry : how.node("shares").entries) {
            draft.roles.emplace_back(Word{entry.key, entry.key_where},
                                     figure_of(entry.value.text, entry.value.where));
        }
    }
    draft.rest = fields.word_if("rest");
    draft.rounded = fields.word_if("rounded");
    draft.where = node.where;
    return draft;
}

RankDraft rank_of(const Node& node) {
    const Fields fields(node);
    RankDraft draft{
        fields.word("by"), fields.word("among"), {}, fields.word_if("ties"), node.where};
    for (const Node& prize : fields.node("prizes").items)
        draft.prizes.push_back(word_of(prize));
    return draft;
}

std::optional<LimitDraft> limit_if(const Fields& fields, std::string_view key) {
    const Node* node = fields.node_if(key);
    if (node == nullptr) return std::nullopt;
    if (node->kind == Node::Kind::scalar)
        return LimitDraft{word_of(*node), {}, {}, {}, node->where};
    const Fields how(*node);
    LimitDraft draft{how.word("amount"), how.word_if("per"), {}, how.word_if("until"), node->where};
    draft.carried = how.word_if("excess");
    if (!draft.carried) draft.carried = how.word_if("shortfall");
    return draft;
}

std::optional<OrderDraft> order_if(const Fields& fields) {
    const Node* node = fields.node_if("order");
    if (node == nullptr) return std::nullopt;
    OrderDraft draft;
    draft.where = node->where;
    for (const Node& step : node->items)
        draft.steps.push_back(word_of(step));
    return draft;
}

ModifierDraft modifier_of(const Node& node) {
    const Fields fields(node);
    ModifierDraft draft;
    draft.by = fields.word_if("by");
    if (const Node* curve = fields.node_if("curve")) draft.curve = curve_of(*curve);
    if (const Node* table = fields.node_if("table")) draft.table = table_of(*table);
    draft.factor = value_if(fields, "factor");
    if (const Node* when = fields.node_if("when")) draft.when = *when;
    draft.otherwise = fields.figure_if("otherwise");
    draft.where = node.where;
    return draft;
}

// What changes a component's pay on its way (R6, R7, R12).
void decode_adjustments(const Fields& fields, ComponentDraft& draft) {
    if (const Node* rounded = fields.node_if("round_value")) {
        const Fields how(*rounded);
        draft.round_value =
            ValueRoundingDraft{*how.figure_if("to"), how.word_if("mode"), rounded->where};
    }
    draft.attainment_cap = fields.figure_if("attainment_cap");
    draft.credit_cap = limit_if(fields, "credit_cap");
    draft.threshold = limit_if(fields, "threshold");
    if (const Node* modifiers = fields.node_if("modifiers")) {
        for (const Node& item : modifiers->items)
            draft.modifiers.push_back(modifier_of(item));
    }
    draft.modifiers_combine = fields.word_if("modifiers_combine");
    if (const Node* when = fields.node_if("when")) draft.when = *when;
    draft.otherwise = fields.figure_if("otherwise");
    draft.releases = fields.word_if("releases");
    draft.stays_open = fields.word_if("stays_open");
    draft.cap = limit_if(fields, "cap");
    draft.floor = limit_if(fields, "floor");
    draft.order = order_if(fields);
}

ComponentDraft component_draft(const Entry& entry) {
    const Fields fields(entry.value);
    ComponentDraft draft;
    draft.name = {entry.key, entry.key_where};
    draft.title = fields.text_if("title");
    draft.weight = fields.edge_if("weight");
    draft.of = fields.word_if("of");
    draft.by = fields.word_if("by");
    draft.per = fields.word_if("per");
    if (const Node* curve = fields.node_if("curve")) draft.curve = curve_of(*curve);
    if (const Node* table = fields.node_if("table")) draft.table = table_of(*table);
    draft.rate = value_if(fields, "rate");
    draft.amount = value_if(fields, "amount");
    if (const Node* pool = fields.node_if("pool")) draft.pool = pool_of(*pool);
    if (const Node* steps = fields.node_if("milestones")) draft.milestones = milestones_of(*steps);
    draft.window = fields.word_if("window");
    draft.settles = fields.word_if("settles");
    if (const Node* rank = fields.node_if("rank")) draft.rank = rank_of(*rank);
    decode_adjustments(fields, draft);
    if (const Node* rounding = fields.node_if("rounding")) draft.rounding = rounding_of(*rounding);
    draft.where = entry.value.where;
    return draft;
}

void decode_terms(const Fields& fields, PlanDraft& draft) {
    draft.name = fields.word("plan");
    draft.title = fields.text_if("title");
    draft.effective = fields.word("effective");
    draft.currency = fields.word("currency");
    draft.calendar = fields.word_if("calendar");
    draft.pays = fields.word("pays");
    if (const Node* rounding = fields.node_if("rounding")) draft.rounding = rounding_of(*rounding);
    draft.proration = fields.word_if("proration");
    if (const Node* dates = fields.node_if("dates")) {
        draft.assigned = Fields(*dates).word_if("assigned");
        draft.counted = Fields(*dates).word_if("counted");
        draft.eligible = Fields(*dates).word_if("eligible");
    }
    if (const Node* prorates = fields.node_if("prorates")) {
        draft.prorates_where = prorates->where;
        for (const Node& what : prorates->items)
            draft.prorates.push_back(word_of(what));
    }
    draft.target_change = fields.word_if("target_change");
    if (const Node* shares = fields.node_if("target_shares")) {
        draft.target_shares_of = Fields(*shares).word("of");
        draft.target_shares = Fields(*shares).figures_if("shares");
        draft.target_shares_where = Fields(*shares).node_if("shares")->where;
    }
    draft.conversion = conversion_if(fields);
    draft.cap = limit_if(fields, "cap");
    draft.floor = limit_if(fields, "floor");
    draft.order = order_if(fields);
    draft.group = fields.word_if("group");
    if (const Node* corrects = fields.node_if("corrects")) {
        const Fields what(*corrects);
        draft.corrects =
            CorrectionDraft{what.word("version"), what.word("reason"), what.word("approved_by")};
    }
}

AdvanceDraft advance_of(const Node& node) {
    const Fields fields(node);
    AdvanceDraft draft;
    draft.amount = fields.word("amount");
    draft.per = fields.word_if("per");
    draft.until = fields.word_if("until");
    draft.prorated = fields.word_if("prorated");
    draft.compared_with = fields.word_if("compared_with");
    draft.ramp = fields.figures_if("ramp");
    if (const Node* repaid = fields.node_if("repaid")) {
        const Fields how(*repaid);
        draft.repaid_share = how.figure_if("share");
        draft.repaid_from = how.word_if("from");
        draft.repaid_above = how.word_if("above");
    }
    draft.where = node.where;
    return draft;
}

ClawbackDraft clawback_of(const Node& node) {
    const Fields fields(node);
    ClawbackDraft draft;
    draft.takes = fields.word("takes");
    draft.counted_from = fields.word_if("counted_from");
    if (const Node* components = fields.node_if("components")) {
        for (const Node& component : components->items)
            draft.components.push_back(word_of(component));
    }
    if (const Node* steps = fields.node_if("steps")) {
        for (const Node& step : steps->items) {
            const Fields one(step);
            draft.steps.push_back(
                {one.figure_if("days"), one.figure_if("months"), one.figure("share"), step.where});
        }
    }
    draft.earned_by = fields.word_if("earned_by");
    draft.instalments = fields.figure_if("instalments");
    draft.attainment = fields.word_if("attainment");
    draft.where = node.where;
    return draft;
}

PaymentsDraft payments_of(const Node& node) {
    PaymentsDraft draft;
    draft.where = node.where;
    if (node.kind == Node::Kind::map) {
        draft.in_proportion_to = Fields(node).word("in_proportion_to");
    }
    for (const Node& part : node.items) {
        const Fields fields(part);
        draft.parts.push_back(
            {fields.figure("share"), fields.word("on"), fields.figure_if("days_after")});
    }
    return draft;
}

void decode_balances(const Fields& fields, BalancesDraft& draft) {
    if (const Node* draw = fields.node_if("draw")) draft.draw = advance_of(*draw);
    if (const Node* guarantee = fields.node_if("guarantee")) {
        draft.guarantee = advance_of(*guarantee);
    }
    if (const Node* holdback = fields.node_if("holdback")) {
        const Fields what(*holdback);
        draft.holdback = HoldbackDraft{what.figure("share"), what.word_if("until"),
                                       what.figure_if("days_after"), holdback->where};
    }
    if (const Node* clawback = fields.node_if("clawback")) draft.clawback = clawback_of(*clawback);
    if (const Node* payments = fields.node_if("payments")) draft.payments = payments_of(*payments);
    draft.negative = fields.word_if("negative");
    draft.minimum_payout = fields.figure_if("minimum_payout");
    if (const Node* paid_in = fields.node_if("paid_in")) {
        const Fields how(*paid_in);
        draft.paid_in = PaidInDraft{how.word("currency"), how.word("series"), how.word("on")};
    }
}

void decode_changes(const Fields& fields, PlanDraft& draft) {
    if (const Node* leavers = fields.node_if("leavers")) {
        const Fields what(*leavers);
        draft.leavers = LeaversDraft{what.word_if("credits_until"),    what.word_if("open_windows"),
                                     what.word_if("open_parts"),       what.word_if("debt"),
                                     what.figure_if("must_stay_days"), leavers->where};
    }
    if (const Node* carries = fields.node_if("carries")) {
        CarriesDraft taken;
        for (const Node& plan : Fields(*carries).node("from").items)
            taken.from.push_back(word_of(plan));
        for (const Node& thing : Fields(*carries).node("what").items)
            taken.what.push_back(word_of(thing));
        taken.where = carries->where;
        draft.carries = std::move(taken);
    }
    draft.versions = fields.word_if("versions");
}

}  // namespace

PlanDraft decode_plan(const Node& document, const SourcePtr& source) {
    const Fields fields(document);
    PlanDraft draft;
    draft.source = source;
    draft.lints = lint_levels_in(document);
    decode_terms(fields, draft);
    decode_changes(fields, draft);
    decode_balances(fields, draft.balances);
    decode_measures(fields, draft);
    for (const Entry& entry : fields.node("components").entries) {
        draft.components.push_back(component_draft(entry));
    }
    return draft;
}

}  // namespace attain::plan
