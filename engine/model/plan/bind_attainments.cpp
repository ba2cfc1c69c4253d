// Attainments: what is compared with which goal, and what several of them make together (M2, M3).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/plan/bind.h"
#include "model/plan/reading.h"

namespace attain::plan {

namespace {

TeamQuota team_quota_of(const std::optional<Word>& word) {
    if (!word || word->text == "own_figure") return TeamQuota::own_figure;
    if (word->text == "members_by_days") return TeamQuota::members_by_days;
    return TeamQuota::members_on_first_day;
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

Span where_of_credit(const Binding& b, MeasureIndex measure) {
    const MeasureDraft& draft = b.draft.measures[measure];
    return draft.credit ? draft.credit->where : draft.name.where;
}

void bind_team_quota(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    attainment.team_quota = team_quota_of(draft.team_quota);
    if (!draft.team_quota) return;
    const Measure& measure = b.plan.measures[attainment.of];
    if (measure.credit == CreditScope::team) return;
    Diagnostic& error = b.out.error(
        "team-quota", draft.team_quota->where,
        fmt::format("`{}` is no team's measure, so it has no team quota", measure.name));
    error.notes.push_back({where_of_credit(b, attainment.of), "its credit"});
    error.help = "leave `team_quota` out, or measure `credit: team`";
}

void bind_direction(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    if (draft.lower_is_better) {
        attainment.direction = draft.lower_is_better->text == "quota_over_measure"
                                   ? Direction::quota_over_measure
                                   : Direction::two_minus_share;
    }
    if (draft.zero_goal) attainment.zero_goal = draft.zero_goal->value;
    if (!draft.zero_measure) return;
    attainment.zero_measure = draft.zero_measure->value;
    if (attainment.direction == Direction::quota_over_measure) return;
    refuse(b, "zero-measure", draft.zero_measure->where,
           "`zero_measure` says something only where the goal is divided by the measure",
           "leave it out, or write `lower_is_better: quota_over_measure`");
}

void bind_ratio(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    attainment.goal = draft.against.text;
    if (draft.window) attainment.window = grain_named(draft.window->text);
    if (draft.to_date && draft.to_date->text == "phases") {
        attainment.basis = QuotaBasis::phases_to_date;
    }
    if (draft.quota_change && draft.quota_change->text == "replaces") {
        attainment.quota_change = QuotaChange::replaces;
    }
    bind_phases(b, draft, attainment);
    bind_direction(b, draft, attainment);
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
}

// --- several together ------------------------------------------------------------------------

void bind_combined(Binding& b, const AttainmentDraft& draft, Attainment& attainment) {
    attainment.combining = draft.combining;
    b.measured.push_back(true);
    Rational sum;
    bool all_known = true;
    std::set<std::string> seen;
    for (const AttainmentDraft::Part& part : draft.parts) {
        const std::optional<AttainmentIndex> of = find_attainment(b, part.attainment);
        all_known = all_known && of.has_value();
        if (!seen.insert(part.attainment.text).second) {
            refuse(b, "combine-twice", part.attainment.where,
                   fmt::format("`{}` is combined with itself", part.attainment.text),
                   "name it once");
        }
        const Rational weight = part.weight ? part.weight->value : Rational(1);
        if (weight.sign() <= 0) {
            refuse(b, "weight-not-positive", part.weight->where,
                   fmt::format("with a weight of {} `{}` would not count", part.weight->text,
                               part.attainment.text),
                   "write a weight above 0%, or take it out");
        }
        sum += weight;
        if (of) attainment.parts.push_back({*of, weight});
    }
    if (attainment.combining != Combining::weighted || sum == 1) return;
    refuse(b, "combine-sum", draft.parts_where,
           fmt::format("the weights add up to {}, not 100%", as_percent(sum)),
           "make the weights of what is combined add up to 100%");
}

// R5: a curve to date is applied to the whole target or to its shares to date, by what the goals
// are; so all parts must be alike.
void check_bases(Binding& b, AttainmentIndex index) {
    Attainment& combined = b.plan.attainments[index];
    const std::vector<AttainmentIndex> parts = attainments_behind(b.plan, index);
    if (parts.empty()) return;
    combined.basis = b.plan.attainments[parts.front()].basis;
    for (const AttainmentIndex part : parts) {
        if (b.plan.attainments[part].basis == combined.basis) continue;
        Diagnostic& error = refuse(
            b, "combine-bases", b.draft.attainments[index].name.where,
            fmt::format("`{}` combines attainments by the whole goal and by its phases to date",
                        combined.name),
            "let all of them say the same at `to_date`");
        error.notes.push_back({b.draft.attainments[parts.front()].name.where, "one of them"});
        error.notes.push_back({b.draft.attainments[part].name.where, "and the other"});
        return;
    }
}

void check_combined(Binding& b) {
    NameGraph graph;
    for (const Attainment& attainment : b.plan.attainments) {
        graph.names.push_back({attainment.name, attainment.where_written});
        std::vector<std::uint32_t>& edges = graph.edges.emplace_back();
        for (const Attainment::Part& part : attainment.parts)
            edges.push_back(part.attainment);
    }
    if (!check_circle(b, graph, "attainment")) {
        // So that nobody who goes on checking walks in circles.
        for (Attainment& attainment : b.plan.attainments)
            attainment.parts.clear();
        return;
    }
    for (AttainmentIndex i = 0; i < b.plan.attainments.size(); ++i) {
        if (!b.plan.attainments[i].combined()) continue;
        check_bases(b, i);
    }
}

Attainment attainment_of(Binding& b, const AttainmentDraft& draft) {
    Attainment attainment;
    attainment.name = draft.name.text;
    attainment.where_written = draft.name.where;
    attainment.round = bind_round(b, draft.round);
    if (draft.combining == Combining::none) {
        bind_ratio(b, draft, attainment);
    } else {
        bind_combined(b, draft, attainment);
    }
    return attainment;
}

}  // namespace

std::optional<std::size_t> pay_periods_in(const Binding& b, Grain grain) {
    const std::optional<Calendar> calendar = calendar_of(b);
    if (!calendar || b.plan.pays == Grain::week || b.plan.pays > grain) return std::nullopt;
    const std::optional<Period> period = calendar->containing(grain, b.plan.effective.first);
    if (!period) return std::nullopt;
    return calendar->within(b.plan.pays, period->days).size();
}

void bind_attainments(Binding& b) {
    for (const AttainmentDraft& draft : b.draft.attainments) {
        b.plan.attainments.push_back(attainment_of(b, draft));
    }
    check_combined(b);
}

}  // namespace attain::plan
