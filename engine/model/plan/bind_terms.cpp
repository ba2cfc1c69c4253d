// The plan's own terms: who it is, when it holds, in which currency and by which dates.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ensure.h"
#include "model/plan/bind.h"
#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

constexpr std::array<std::pair<std::string_view, Grain>, 5> pay_grains = {{
    {"weekly", Grain::week},
    {"monthly", Grain::month},
    {"quarterly", Grain::quarter},
    {"half_yearly", Grain::half},
    {"yearly", Grain::year},
}};

constexpr std::array<std::pair<std::string_view, Proration>, 4> prorations = {{
    {"calendar_days", Proration::calendar_days},
    {"working_days", Proration::working_days},
    {"whole_months", Proration::whole_months},
    {"none", Proration::none},
}};

template <class Table>
auto chosen(const Table& table, const std::string& word) {
    for (const auto& [name, value] : table) {
        if (name == word) return value;
    }
    ensure(false, "the shape knows the same words as the binder");
    return table.front().second;
}

void bind_effective(Binding& b) {
    const std::optional<DayRange> days = DayRange::parse(b.draft.effective.text);
    ensure(days.has_value(), "the shape has checked the range of days");
    b.plan.effective = *days;
    b.plan.effective_where = b.draft.effective.where;
    if (days->first == Date::beginning()) {
        refuse(b, "open-start", b.draft.effective.where,
               "the plan does not say from which day it holds",
               "write its first day, such as `2026-01-01..`; only the end may be open");
    }
}

void bind_calendar(Binding& b) {
    if (!b.draft.calendar) return;
    b.plan.calendar = b.draft.calendar->text;
    if (!b.around.complete || calendar_of(b)) return;
    std::vector<std::string> known = {"calendar"};
    for (const auto& [name, calendar] : b.around.calendars) {
        if (name != "calendar") known.push_back(name);
    }
    refuse(b, "unknown-calendar", b.draft.calendar->where,
           fmt::format("company.yaml has no calendar `{}`", b.draft.calendar->text),
           help_with_names(b.draft.calendar->text, known, ""));
}

void bind_variant(Binding& b) {
    if (!b.draft.variant) return;
    const VariantDraft& draft = *b.draft.variant;
    VariantOf variant{draft.of.text, draft.base_version.text, {}, draft.of.where};
    for (const WhoDraft& who : draft.people) {
        VariantOf::Who meant{who.column.text, {}};
        for (const Word& value : who.values)
            meant.values.push_back(value.text);
        variant.people.push_back(std::move(meant));
        if (who.column.text == "participant" || !b.around.complete) continue;
        std::vector<std::string> known = {"participant"};
        for (const auto& [name, type] : b.around.person_columns) {
            if (type == ColumnType::text) known.push_back(name);
        }
        if (std::find(known.begin(), known.end(), who.column.text) != known.end()) continue;
        refuse(b, "unknown-person-column", who.column.where,
               fmt::format("people.csv has no text column `{}`", who.column.text),
               help_with_names(who.column.text, known, ""));
    }
    b.plan.terms.variant = std::move(variant);
}

void bind_correction(Binding& b) {
    if (!b.draft.corrects) return;
    const CorrectionDraft& draft = *b.draft.corrects;
    b.plan.terms.corrects = Correction{draft.version.text, draft.reason.text,
                                       draft.approved_by.text, draft.version.where};
}

void bind_group(Binding& b) {
    if (!b.draft.group) return;
    b.plan.terms.group = b.draft.group->text;
    b.plan.terms.group_where = b.draft.group->where;
}

void bind_prorates(Binding& b) {
    if (b.draft.prorates.empty()) return;
    Prorates& prorates = b.plan.prorates = {false, false, false, false, false, false};
    const std::array<std::pair<std::string_view, bool*>, 6> known = {{
        {"quota", &prorates.quota},
        {"target", &prorates.target},
        {"amounts", &prorates.amounts},
        {"caps", &prorates.caps},
        {"floors", &prorates.floors},
        {"tiers", &prorates.tiers},
    }};
    for (const Word& word : b.draft.prorates) {
        bool* flag = chosen(known, word.text);
        if (*flag) {
            refuse(b, "prorates-twice", word.where,
                   fmt::format("`{}` stands twice among what is prorated", word.text),
                   "name it once");
        }
        *flag = true;
    }
}

// Gates and axes call measures and attainments by name, so a name means one thing only.
void check_names(Binding& b) {
    const auto reserved = [&](const Word& name) {
        if (name.text != "target" && name.text != "person" && name.text != "pay") return;
        refuse(b, "reserved-name", name.where,
               fmt::format("`{}` already means something in every plan", name.text),
               name.text == "target" ? "it is the target incentive; choose another name"
               : name.text == "pay"  ? "it is a component's own pay; choose another name"
                                     : "it is the participant; choose another name");
    };
    for (const MeasureDraft& measure : b.draft.measures)
        reserved(measure.name);
    for (const AttainmentDraft& attainment : b.draft.attainments) {
        reserved(attainment.name);
        for (const MeasureDraft& measure : b.draft.measures) {
            if (measure.name.text != attainment.name.text) continue;
            Diagnostic& error = b.out.error(
                "name-twice", attainment.name.where,
                fmt::format("`{}` names both a measure and an attainment", measure.name.text));
            error.notes.push_back({measure.name.where, "the measure"});
            error.help = fmt::format("call the attainment `{}_goal`", measure.name.text);
        }
    }
}

}  // namespace

std::string bind_date(Binding& b, const std::optional<Word>& word) {
    if (!word) return "booked";
    if (word->text == "booked" || !b.around.complete) return word->text;
    std::vector<std::string> known = {"booked"};
    for (const auto& [name, type] : b.around.ledger_columns) {
        if (type == ColumnType::date && name != "booked") known.push_back(name);
    }
    const auto found = b.around.ledger_columns.find(word->text);
    if (found == b.around.ledger_columns.end()) {
        refuse(b, "unknown-date", word->where,
               fmt::format("the ledger has no date `{}`", word->text),
               help_with_names(word->text, known, ""));
    } else if (found->second != ColumnType::date) {
        refuse(b, "wrong-column-type", word->where,
               fmt::format("the ledger's column `{}` is a {}, and a date is needed", word->text,
                           name_of(found->second)),
               fmt::format("write `{}:date` in the header of ledger.csv", word->text));
    }
    return word->text;
}

bool check_series(Binding& b, const Word& series) {
    const std::vector<std::string>& known = b.around.rate_series;
    if (!b.around.complete) return true;
    if (std::find(known.begin(), known.end(), series.text) != known.end()) return true;
    refuse(b, "unknown-series", series.where,
           fmt::format("company.yaml has no series of exchange rates `{}`", series.text),
           help_with_names(series.text, known, "declare it in company.yaml under `rates:`"));
    return false;
}

namespace {

// M4: one share for each pay period of the span, together the whole target.
void bind_target_shares(Binding& b) {
    if (!b.draft.target_shares_of) return;
    const Grain of = *grain_named(b.draft.target_shares_of->text);
    if (of <= b.plan.pays) {
        refuse(b, "phased-from", b.draft.target_shares_of->where,
               fmt::format("the target of a {} cannot be cut into {}s", name_of(of),
                           name_of(b.plan.pays)),
               "cut a longer span than the pay period, or leave `target_shares` out");
        return;
    }
    Rational sum;
    for (const Figure& share : b.draft.target_shares)
        sum += share.value;
    if (sum != 1) {
        refuse(b, "phases-sum", b.draft.target_shares_where,
               fmt::format("the shares of the target add up to {}, not 100%", as_percent(sum)),
               "share out the whole target, no more and no less");
        return;
    }
    const std::optional<std::size_t> periods = pay_periods_in(b, of);
    const std::size_t written = b.draft.target_shares.size();
    if (!periods || *periods != written) {
        refuse(b, "phases-count", b.draft.target_shares_where,
               periods ? fmt::format("{} shares are written, and a {} has {} pay periods", written,
                                     name_of(of), *periods)
                       : fmt::format("a {} has not the same number of pay periods every time",
                                     name_of(of)),
               "write one share for each pay period");
        return;
    }
    b.plan.target_shares.of = of;
    for (const Figure& share : b.draft.target_shares)
        b.plan.target_shares.shares.push_back(share.value);
}

}  // namespace

void bind_terms(Binding& b) {
    b.plan.title = b.draft.title.empty() ? b.draft.name.text : b.draft.title;
    b.plan.lints = b.draft.lints;
    bind_effective(b);
    const std::optional<Currency> currency = Currency::find(b.draft.currency.text);
    if (currency) {
        b.plan.currency = *currency;
    } else {
        refuse(b, "unknown-currency", b.draft.currency.where,
               fmt::format("`{}` is not a currency", b.draft.currency.text),
               "write its three letters after ISO 4217, such as `USD` or `EUR`");
    }
    bind_calendar(b);
    b.plan.pays = chosen(pay_grains, b.draft.pays.text);
    if (b.draft.proration) b.plan.proration = chosen(prorations, b.draft.proration->text);
    b.plan.assigned_by = bind_date(b, b.draft.assigned);
    b.plan.counted_by = b.draft.counted ? bind_date(b, b.draft.counted) : b.plan.assigned_by;
    if (b.draft.eligible) b.plan.eligible_by = bind_date(b, b.draft.eligible);
    bind_prorates(b);
    if (b.draft.target_change && b.draft.target_change->text == "next_window") {
        b.plan.target_change = TargetChange::next_window;
    }
    bind_target_shares(b);
    if (b.draft.conversion) b.plan.conversion = bind_conversion(b, *b.draft.conversion);
    b.plan.cap = bind_limit(b, b.draft.cap, {"cap", true});
    b.plan.floor = bind_limit(b, b.draft.floor, {"floor", true});
    check_limits(b, b.plan.cap, b.plan.floor);
    bind_variant(b);
    bind_correction(b);
    bind_group(b);
    check_names(b);
}

}  // namespace attain::plan
