// Measures: what is counted, of which lines, and whose (M1).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "model/plan/bind.h"

namespace attain::plan {

namespace {

CreditScope scope_of(const std::string& word) {
    if (word == "team") return CreditScope::team;
    if (word == "reports") return CreditScope::reports;
    if (word == "organization") return CreditScope::organization;
    ensure(word == "own", "the shape knows the four scopes of credit");
    return CreditScope::own;
}

bool of_manager(CreditScope scope) {
    return scope == CreditScope::reports || scope == CreditScope::organization;
}

const char* verb_of(Measure::Kind kind) {
    return kind == Measure::Kind::sum ? "summed" : "measured";
}

// Whether the column is there and of the type that the kind of measure needs.
bool check_column(Binding& b, const MeasureDraft& draft) {
    const std::string& name = draft.column.text;
    const bool any_type = draft.kind == Measure::Kind::distinct;
    const std::optional<ColumnType> wanted =
        any_type ? std::nullopt : std::optional(ColumnType::number);
    const std::optional<ColumnType> type = column_type(b, name);
    if (!type) {
        if (!b.around.complete) return true;
        refuse(b, "unknown-column", draft.column.where,
               fmt::format("the ledger has no column `{}`", name),
               help_with_names(name, column_names(b, wanted), ""));
        return false;
    }
    if (any_type || *type == ColumnType::number) return true;
    const bool standard =
        std::any_of(standard_columns.begin(), standard_columns.end(),
                    [&](const StandardColumn& column) { return column.name == name; });
    refuse(b, "wrong-column-type", draft.column.where,
           fmt::format("`{}` is a {} and cannot be {}", name, name_of(*type), verb_of(draft.kind)),
           standard ? draft.kind == Measure::Kind::sum
                          ? "sum `amount`, or a number column of the ledger"
                          : "name `amount`, or a number column of the ledger"
                    : fmt::format("write `{}:number` in the header of ledger.csv", name));
    return false;
}

// Whether a column holds money the header does not say: a quantity must not be converted and a
// margin must be, so the measure says it, or the plan where it computes the column (N6).
void bind_column(Binding& b, const MeasureDraft& draft, Measure& measure) {
    measure.column = draft.column.text;
    measure.money = is_yes(draft.money);
    if (!check_column(b, draft) || draft.kind == Measure::Kind::distinct) return;
    if (measure.column == "amount") {
        measure.money = true;
        if (draft.money && !is_yes(draft.money)) {
            refuse(b, "amount-is-money", draft.money->where, "the amount of a deal is always money",
                   "leave `money` out");
        }
        return;
    }
    for (const ColumnDraft& column : b.draft.columns) {
        if (column.name.text != measure.column) continue;
        measure.money = is_yes(column.money);
        if (!draft.money) continue;
        Diagnostic& error = refuse(
            b, "column-money", draft.money->where,
            fmt::format("whether `{}` is money is said where it is computed", measure.column),
            "leave `money` out here");
        error.notes.push_back({column.name.where, "here"});
    }
}

void bind_count(const MeasureDraft& draft, Measure& measure) {
    measure.money = false;
    measure.shares = draft.column.text == "shares";
}

void bind_observed(const MeasureDraft& draft, Measure& measure) {
    measure.money = false;
    measure.kpi = draft.kpi.text;
    const std::string& take = draft.take->text;
    if (take == "average") measure.take = Measure::Take::average;
    if (take == "sum") measure.take = Measure::Take::sum;
    if (take == "least") measure.take = Measure::Take::least;
    if (take == "greatest") measure.take = Measure::Take::greatest;
}

// C5. A whole line is counted once, whatever it is worth.
void bind_weights(Binding& b, const MeasureDraft& draft, Measure& measure) {
    if (draft.weights.empty()) return;
    if (measure.takes_whole_lines()) {
        refuse(b, "weight-of-count", draft.weights_where, "a line that counts whole has no weight",
               "write `count: shares`, or leave `weight` out");
        return;
    }
    for (const WeightDraft& column : draft.weights) {
        const std::string& name = column.column.text;
        const std::optional<ColumnType> type =
            name == "role" ? ColumnType::text : column_type(b, name);
        if (!type && b.around.complete) {
            std::vector<std::string> known = column_names(b, ColumnType::text);
            known.emplace_back("role");
            refuse(b, "unknown-column", column.column.where,
                   fmt::format("the ledger has no column `{}`", name),
                   help_with_names(name, known, ""));
            continue;
        }
        if (type && *type != ColumnType::text) {
            refuse(
                b, "wrong-column-type", column.column.where,
                fmt::format("`{}` is a {}, and credit is weighed by texts", name, name_of(*type)),
                "name `role` or a text column of the ledger");
            continue;
        }
        CreditWeight weight{name, {}, column.column.where};
        for (const WeightDraft::Row& row : column.rows) {
            if (row.weight.value.sign() < 0) {
                refuse(b, "weight-negative", row.weight.where,
                       fmt::format("with a weight of {} a deal would take credit away",
                                   row.weight.text),
                       "write a weight of 0% or more");
            }
            weight.by_text.emplace(row.text.text, row.weight.value);
        }
        measure.weights.push_back(std::move(weight));
    }
}

void bind_how_it_counts(Binding& b, const MeasureDraft& draft, Measure& measure) {
    if (draft.only_when_eligible) {
        measure.when_eligible = is_yes(draft.only_when_eligible);
        if (measure.when_eligible && !b.draft.eligible) {
            refuse(b, "eligible-without-date", draft.only_when_eligible->where,
                   "nothing says which date makes a deal eligible",
                   "write `dates: {eligible: …}` among the plan's terms");
        }
    }
    bind_weights(b, draft, measure);
    if (draft.conversion) {
        measure.conversion = bind_conversion(b, *draft.conversion);
        if (!measure.is_money()) {
            refuse(b, "conversion-without-money", draft.conversion->where,
                   fmt::format("`{}` is no money, so there is nothing to convert", measure.name),
                   "leave `conversion` out, or write `money: yes`");
        }
    }
    measure.round = bind_round(b, draft.round);
}

void bind_pay(Binding& b, const MeasureDraft& draft, Measure& measure) {
    if (measure.credit == CreditScope::team) {
        refuse(b, "pay-of-team", draft.credit->where, "the pay of a whole team cannot be measured",
               "write `own`, `reports` or `organization`");
    }
    std::vector<std::string> known;
    for (const ComponentDraft& component : b.draft.components)
        known.push_back(component.name.text);
    std::set<std::string> seen;
    for (const Word& name : draft.pay) {
        if (!seen.insert(name.text).second) {
            refuse(b, "pay-twice", name.where,
                   fmt::format("the pay of `{}` would be added twice", name.text), "name it once");
            continue;
        }
        measure.pay.push_back(name.text);
        // Reports have plans of their own: their components are looked up when all plans are known.
        if (of_manager(measure.credit)) continue;
        if (std::find(known.begin(), known.end(), name.text) != known.end()) continue;
        refuse(b, "unknown-component", name.where,
               fmt::format("there is no component `{}` in this plan", name.text),
               help_with_names(name.text, known, ""));
    }
}

Measure measure_of(Binding& b, const MeasureDraft& draft) {
    Measure measure;
    measure.name = draft.name.text;
    measure.title = draft.title.empty() ? draft.name.text : draft.title;
    measure.kind = draft.kind;
    if (draft.credit) measure.credit = scope_of(draft.credit->text);
    measure.before_caps = is_yes(draft.before_caps);
    measure.with_own = is_yes(draft.with_own);
    measure.with_overlays = is_yes(draft.with_overlays);
    measure.where_written = draft.name.where;
    if (draft.with_own && !of_manager(measure.credit)) {
        refuse(b, "with-own-credit", draft.with_own->where,
               fmt::format("`with_own` says nothing for {} credit", draft.credit->text),
               "it belongs to `credit: reports` and `credit: organization`; leave it out");
    }
    switch (draft.kind) {
        case Measure::Kind::sum:
        case Measure::Kind::distinct:
        case Measure::Kind::average:
        case Measure::Kind::least:
        case Measure::Kind::greatest:
        case Measure::Kind::latest: bind_column(b, draft, measure); break;
        case Measure::Kind::count: bind_count(draft, measure); break;
        case Measure::Kind::observed: bind_observed(draft, measure); break;
        case Measure::Kind::computed: break;  // once all measures are known
        case Measure::Kind::pay: bind_pay(b, draft, measure); break;
    }
    bind_how_it_counts(b, draft, measure);
    if (draft.where) measure.where = bind_filter(b, *draft.where);
    return measure;
}

}  // namespace

void bind_measures(Binding& b) {
    for (const MeasureDraft& draft : b.draft.measures) {
        b.plan.measures.push_back(measure_of(b, draft));
    }
    check_computed(b);
}

}  // namespace attain::plan
