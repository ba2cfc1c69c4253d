// Measures and attainments: what is counted, and what it is compared with (M1–M3).
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

// A number column of the ledger. Whether a further column holds money the header does not say: a
// quantity must not be converted and a margin must be, so the measure says it (N6).
void bind_column(Binding& b, const MeasureDraft& draft, Measure& measure) {
    measure.column = draft.column.text;
    if (measure.column == "amount") {
        measure.money = true;
        if (draft.money && !is_yes(draft.money)) {
            refuse(b, "amount-is-money", draft.money->where, "the amount of a deal is always money",
                   "leave `money` out");
        }
        return;
    }
    measure.money = is_yes(draft.money);
    std::vector<std::string> known = {"amount"};
    for (const auto& [name, type] : b.around.ledger_columns) {
        if (type == ColumnType::number && name != "amount") known.push_back(name);
    }
    for (const StandardColumn& column : standard_columns) {
        if (column.name != measure.column || column.type == ColumnType::number) continue;
        refuse(b, "wrong-column-type", draft.column.where,
               fmt::format("`{}` is a {} and cannot be summed", column.name, name_of(column.type)),
               "sum `amount`, or a number column of the ledger");
        return;
    }
    if (!b.around.complete) return;
    const auto found = b.around.ledger_columns.find(measure.column);
    if (found == b.around.ledger_columns.end()) {
        refuse(b, "unknown-column", draft.column.where,
               fmt::format("the ledger has no column `{}`", measure.column),
               help_with_names(measure.column, known, ""));
    } else if (found->second != ColumnType::number) {
        refuse(b, "wrong-column-type", draft.column.where,
               fmt::format("`{}` is a {} and cannot be summed", measure.column,
                           name_of(found->second)),
               fmt::format("write `{}:number` in the header of ledger.csv", measure.column));
    }
}

void bind_pay(Binding& b, const MeasureDraft& draft, Measure& measure) {
    if (measure.credit == CreditScope::team) {
        refuse(b, "pay-of-team", draft.credit.where, "the pay of a whole team cannot be measured",
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
    measure.credit = scope_of(draft.credit.text);
    measure.before_caps = is_yes(draft.before_caps);
    measure.with_own = is_yes(draft.with_own);
    measure.with_overlays = is_yes(draft.with_overlays);
    measure.where_written = draft.name.where;
    if (draft.with_own && !of_manager(measure.credit)) {
        refuse(b, "with-own-credit", draft.with_own->where,
               fmt::format("`with_own` says nothing for {} credit", draft.credit.text),
               "it belongs to `credit: reports` and `credit: organization`; leave it out");
    }
    switch (draft.kind) {
        case Measure::Kind::sum: bind_column(b, draft, measure); break;
        case Measure::Kind::count: measure.money = false; break;
        case Measure::Kind::pay: bind_pay(b, draft, measure); break;
    }
    if (draft.where) measure.where = bind_filter(b, *draft.where);
    return measure;
}

TeamQuota team_quota_of(const std::optional<Word>& word) {
    if (!word || word->text == "own_figure") return TeamQuota::own_figure;
    if (word->text == "members_by_days") return TeamQuota::members_by_days;
    return TeamQuota::members_on_first_day;
}

// How many pay periods the grain has, where that is the same every time; weeks are not.
std::optional<std::size_t> pay_periods_in(const Binding& b, Grain grain) {
    const std::optional<Calendar> calendar = calendar_of(b);
    if (!calendar || b.plan.pays == Grain::week || b.plan.pays > grain) return std::nullopt;
    const std::optional<Period> period = calendar->containing(grain, b.plan.effective.first);
    if (!period) return std::nullopt;
    return calendar->within(b.plan.pays, period->days).size();
}

void bind_phases(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    if (draft.phased_from) attainment.phased_from = grain_named(draft.phased_from->text);
    if (attainment.phased_from && attainment.window &&
        *attainment.phased_from < *attainment.window) {
        Diagnostic& error =
            b.out.error("phased-from", draft.phased_from->where,
                        fmt::format("a goal of a {} cannot be cut down to a {}",
                                    name_of(*attainment.phased_from), name_of(*attainment.window)));
        error.notes.push_back({draft.window->where, "the window that needs a goal"});
        error.help = "phase from a longer span than the window";
    }
    Rational sum;
    for (const Figure& phase : draft.phases) {
        attainment.phases.push_back(phase.value);
        sum += phase.value;
    }
    for (const Figure& step : draft.ramp)
        attainment.ramp.push_back(step.value);
    if (draft.phases.empty()) return;
    if (sum != 1) {
        refuse(b, "phases-sum", draft.phases_where,
               fmt::format("the phases add up to {}, not 100%", as_percent(sum)),
               "share out the whole goal, no more and no less");
        return;
    }
    const std::optional<Grain> whole =
        attainment.phased_from ? attainment.phased_from : attainment.window;
    const std::optional<std::size_t> periods =
        whole ? pay_periods_in(b, *whole) : std::optional<std::size_t>();
    if (!periods || *periods == draft.phases.size()) return;
    refuse(b, "phases-count", draft.phases_where,
           fmt::format("{} phases are written, and a {} has {} pay periods", draft.phases.size(),
                       name_of(*whole), *periods),
           "write one share for each pay period");
}

void bind_team_quota(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    attainment.team_quota = team_quota_of(draft.team_quota);
    if (!draft.team_quota) return;
    const Measure& measure = b.plan.measures[attainment.of];
    if (measure.credit == CreditScope::team) return;
    Diagnostic& error = b.out.error(
        "team-quota", draft.team_quota->where,
        fmt::format("`{}` is no team's measure, so it has no team quota", measure.name));
    error.notes.push_back({b.draft.measures[attainment.of].credit.where, "its credit"});
    error.help = "leave `team_quota` out, or measure `credit: team`";
}

Attainment attainment_of(Binding& b, const AttainmentDraft& draft) {
    Attainment attainment;
    attainment.name = draft.name.text;
    attainment.goal = draft.against.text;
    attainment.where_written = draft.name.where;
    if (draft.window) attainment.window = grain_named(draft.window->text);
    if (draft.to_date && draft.to_date->text == "phases") {
        attainment.basis = QuotaBasis::phases_to_date;
    }
    bind_phases(b, draft, attainment);
    const std::optional<MeasureIndex> of = find_measure(b, draft.of);
    b.measured.push_back(of.has_value());
    if (of) {
        attainment.of = *of;
        bind_team_quota(b, draft, attainment);
    }
    if (attainment.window && *attainment.window > b.plan.pays && !draft.to_date) {
        Diagnostic& error = b.out.error(
            "to-date-missing", draft.name.where,
            fmt::format("`{}` runs over a {} and pay comes sooner, but nothing says what it "
                        "divides by on the way",
                        draft.name.text, name_of(*attainment.window)));
        error.notes.push_back({draft.window->where, "the window"});
        error.help =
            "write `to_date: whole` for the whole window's goal, or `to_date: phases` for "
            "its phases to date";
    }
    return attainment;
}

}  // namespace

void bind_measures(Binding& b) {
    for (const MeasureDraft& draft : b.draft.measures) {
        b.plan.measures.push_back(measure_of(b, draft));
    }
}

void bind_attainments(Binding& b) {
    for (const AttainmentDraft& draft : b.draft.attainments) {
        b.plan.attainments.push_back(attainment_of(b, draft));
    }
}

}  // namespace attain::plan
