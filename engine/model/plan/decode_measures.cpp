// Decoding what is counted and compared: columns, measures, attainments.
#include <array>
#include <string_view>
#include <utility>

#include "base/number/parse.h"
#include "model/plan/decode.h"

namespace attain::plan {

namespace {

constexpr std::array<std::pair<std::string_view, Measure::Kind>, 6> kinds_by_column = {{
    {"sum", Measure::Kind::sum},
    {"distinct", Measure::Kind::distinct},
    {"average", Measure::Kind::average},
    {"least", Measure::Kind::least},
    {"greatest", Measure::Kind::greatest},
    {"latest", Measure::Kind::latest},
}};

ColumnDraft column_draft(const Entry& entry) {
    const Fields fields(entry.value);
    return {{entry.key, entry.key_where},
            fields.node("compute"),
            fields.word_if("negative"),
            fields.word_if("money")};
}

// What a measure is of: the key that tells its branch.
void decode_kind(const Fields& fields, MeasureDraft& draft) {
    for (const auto& [key, kind] : kinds_by_column) {
        if (const std::optional<Word> column = fields.word_if(key)) {
            draft.kind = kind;
            draft.column = *column;
            return;
        }
    }
    if (const Node* pay = fields.node_if("pay")) {
        draft.kind = Measure::Kind::pay;
        for (const Node& component : pay->items)
            draft.pay.push_back(word_of(component));
    } else if (const std::optional<Word> kpi = fields.word_if("observed")) {
        draft.kind = Measure::Kind::observed;
        draft.kpi = *kpi;
        draft.take = fields.word_if("take");
    } else if (const Node* compute = fields.node_if("compute")) {
        draft.kind = Measure::Kind::computed;
        draft.compute = *compute;
    } else {
        draft.kind = Measure::Kind::count;
        draft.column = fields.word("count");
    }
}

void decode_weights(const Fields& fields, MeasureDraft& draft) {
    const Node* weights = fields.node_if("weight");
    if (weights == nullptr) return;
    draft.weights_where = weights->where;
    for (const Entry& column : weights->entries) {
        WeightDraft weight{{column.key, column.key_where}, {}};
        for (const Entry& row : column.value.entries) {
            weight.rows.push_back(
                {{row.key, row.key_where}, figure_of(row.value.text, row.value.where)});
        }
        draft.weights.push_back(std::move(weight));
    }
}

MeasureDraft measure_draft(const Entry& entry) {
    const Fields fields(entry.value);
    MeasureDraft draft;
    draft.name = {entry.key, entry.key_where};
    draft.title = fields.text_if("title");
    decode_kind(fields, draft);
    if (const Node* where = fields.node_if("where")) draft.where = *where;
    draft.credit = fields.word_if("credit");
    draft.before_caps = fields.word_if("before_caps");
    draft.with_own = fields.word_if("with_own");
    draft.with_overlays = fields.word_if("with_overlays");
    draft.only_when_eligible = fields.word_if("only_when_eligible");
    draft.money = fields.word_if("money");
    decode_weights(fields, draft);
    draft.conversion = conversion_if(fields);
    draft.round = round_if(fields);
    return draft;
}

// `combine` weighs its parts, `least` and `greatest` list them.
void decode_parts(const Fields& fields, AttainmentDraft& draft) {
    if (const Node* weighted = fields.node_if("combine")) {
        draft.combining = Combining::weighted;
        draft.parts_where = weighted->where;
        for (const Entry& part : weighted->entries) {
            draft.parts.push_back(
                {{part.key, part.key_where}, figure_of(part.value.text, part.value.where)});
        }
        return;
    }
    for (const auto& [key, combining] :
         {std::pair("least", Combining::least), std::pair("greatest", Combining::greatest)}) {
        const Node* list = fields.node_if(key);
        if (list == nullptr) continue;
        draft.combining = combining;
        draft.parts_where = list->where;
        for (const Node& part : list->items)
            draft.parts.push_back({word_of(part), std::nullopt});
    }
}

AttainmentDraft attainment_draft(const Entry& entry) {
    const Fields fields(entry.value);
    AttainmentDraft draft;
    draft.name = {entry.key, entry.key_where};
    draft.round = round_if(fields);
    decode_parts(fields, draft);
    if (draft.combining != Combining::none) return draft;
    draft.of = fields.word("of");
    draft.against = fields.word("against");
    draft.window = fields.word_if("window");
    draft.to_date = fields.word_if("to_date");
    draft.team_quota = fields.word_if("team_quota");
    draft.quota_change = fields.word_if("quota_change");
    draft.phases = fields.figures_if("phases");
    if (const Node* phases = fields.node_if("phases")) draft.phases_where = phases->where;
    draft.phased_from = fields.word_if("phased_from");
    draft.ramp = fields.figures_if("ramp");
    draft.lower_is_better = fields.word_if("lower_is_better");
    draft.zero_goal = fields.figure_if("zero_goal");
    draft.zero_measure = fields.edge_if("zero_measure");
    return draft;
}

}  // namespace

Figure figure_of(const std::string& text, const Span& where) {
    const ParsedNumber number = parse_number(text);
    ensure(number.value.has_value(), "the shape has checked that this reads as a number");
    return {*number.value, text, where};
}

std::optional<ConversionDraft> conversion_if(const Fields& fields) {
    const Node* conversion = fields.node_if("conversion");
    if (conversion == nullptr) return std::nullopt;
    const Fields how(*conversion);
    ConversionDraft draft{how.word_if("series"), how.word_if("on"), {}, conversion->where};
    if (const Node* fixed = how.node_if("fixed")) {
        for (const Entry& rate : fixed->entries) {
            draft.fixed.push_back(
                {{rate.key, rate.key_where}, figure_of(rate.value.text, rate.value.where)});
        }
    }
    return draft;
}

std::optional<RoundDraft> round_if(const Fields& fields) {
    const Node* round = fields.node_if("round");
    if (round == nullptr) return std::nullopt;
    const Fields how(*round);
    return RoundDraft{*how.figure_if("to"), how.word_if("mode"), round->where};
}

void decode_measures(const Fields& plan, PlanDraft& draft) {
    if (const Node* columns = plan.node_if("columns")) {
        for (const Entry& entry : columns->entries)
            draft.columns.push_back(column_draft(entry));
    }
    for (const Entry& entry : plan.node("measures").entries)
        draft.measures.push_back(measure_draft(entry));
    if (const Node* attainments = plan.node_if("attainments")) {
        for (const Entry& entry : attainments->entries)
            draft.attainments.push_back(attainment_draft(entry));
    }
}

}  // namespace attain::plan
