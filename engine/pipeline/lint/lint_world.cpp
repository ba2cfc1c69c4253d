// The lints that need the company's facts beside the plan.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/lint/lint.h"
#include "pipeline/lint/reach.h"
#include "pipeline/measure/mask.h"

namespace attain {

namespace {

using measure::Computed;
using measure::Mask;

// The roles that shares of lines have; "" is the whole line's.
std::set<std::string> roles_in(const Facts& facts) {
    std::set<std::string> roles = {""};
    for (const auto* codes : {&facts.split_of_code, &facts.overlay_of_code}) {
        for (const std::vector<Share>& shares : *codes) {
            for (const Share& share : shares)
                roles.insert(share.role);
        }
    }
    return roles;
}

// The rows that the measure may take, in whatever role.
Mask rows_of(const Measure& measure, const Facts& facts, const Computed& computed,
             const std::set<std::string>& roles) {
    if (!measure::asks_for_role(measure.where)) {
        return measure::rows_taken(measure.where, facts, computed, "");
    }
    Mask all(facts.ledger.rows(), 0);
    for (const std::string& role : roles) {
        const Mask one = measure::rows_taken(measure.where, facts, computed, role);
        for (std::size_t row = 0; row < all.size(); ++row)
            all[row] |= one[row];
    }
    return all;
}

bool is_empty(const Mask& mask) {
    return std::find(mask.begin(), mask.end(), 1) == mask.end();
}

void blame_if_empty(const Measure& measure, const Mask& mask, Diagnostics& out) {
    if (!is_empty(mask)) return;
    out.warning("condition-matches-nothing", measure.where->where,
                fmt::format("no line of the ledger is taken by `{}`", measure.name))
        .help = "compare the words with those in ledger.csv; a list is written `in [\"a\", \"b\"]`";
}

// --- cap-below-floor: one of them is an amount, the other a share of somebody's target.

// How many of this grain are in a year; nothing where a year is not a whole number of them.
std::optional<int> in_a_year(Grain grain) {
    switch (grain) {
        case Grain::month: return 12;
        case Grain::quarter: return 4;
        case Grain::half: return 2;
        case Grain::year: return 1;
        case Grain::week: break;
    }
    return std::nullopt;
}

class Limits {
public:
    Limits(const Facts& facts, const Plan& plan, Diagnostics& out)
        : facts_(facts), plan_(plan), out_(out) {}

    void lint() {
        hold(plan_.cap, plan_.floor, plan_.pays);
        for (const Component& component : plan_.components) {
            if (component.order != usual_order) continue;  // they may bound different figures
            hold(component.cap, component.floor, component.window);
        }
    }

private:
    void hold(const std::optional<Limit>& cap, const std::optional<Limit>& floor, Grain window) {
        if (!cap || !floor || cap->of_target == floor->of_target) return;
        const auto other = [](const Limit& limit) {
            return limit.of_goal || limit.of_measure || limit.per != Limit::Per::window;
        };
        if (other(*cap) || other(*floor)) return;
        const auto most = lint::number_of(cap->quantity);
        const auto least = lint::number_of(floor->quantity);
        const std::optional<int> windows = in_a_year(window);
        if (!most || !least || !windows) return;
        for (const Target& target : facts_.targets) {
            const std::optional<int> per = in_a_year(target.per);
            if (!per || !is_on_plan(target.who) || target.currency != plan_.currency) continue;
            const Rational amount = target.amount * *per / *windows;
            const Rational top = cap->of_target ? *most * amount : *most;
            const Rational bottom = floor->of_target ? *least * amount : *least;
            if (bottom <= top) continue;
            Diagnostic& warning = out_.warning(
                "cap-below-floor", floor->where,
                fmt::format("for {} the floor of {} is above the cap of {}",
                            facts_.roster[target.who].id.text(), bottom.shown(2), top.shown(2)));
            warning.notes.push_back({cap->where, "the cap"});
            warning.help = "write both as shares of the target, or both as amounts";
            return;
        }
    }

    bool is_on_plan(ParticipantIndex who) const {
        for (const Stretch& stretch : facts_.roster.stretches_of(who)) {
            const std::vector<std::string>& plans = stretch.plans;
            if (std::find(plans.begin(), plans.end(), plan_.id.text()) != plans.end()) return true;
        }
        return false;
    }

    const Facts& facts_;
    const Plan& plan_;
    Diagnostics& out_;
};

// --- credit-claimed-twice

// The measures of one's own credit that some component pays on.
std::vector<const Measure*> paid_measures(const Plan& plan) {
    std::vector<const Measure*> paid;
    for (const Component& component : plan.components) {
        const auto* base = std::get_if<MeasureBase>(&component.base);
        if (base == nullptr) continue;
        const Measure& measure = plan.measures[base->measure];
        const bool own = measure.credit == CreditScope::own && measure.of_lines();
        if (own && std::find(paid.begin(), paid.end(), &measure) == paid.end()) {
            paid.push_back(&measure);
        }
    }
    return paid;
}

class Claims {
public:
    Claims(const Facts& facts, const std::vector<const Plan*>& plans, Diagnostics& out)
        : facts_(facts), plans_(plans), roles_(roles_in(facts)), out_(out) {}

    void lint() {
        for (const Stretch& stretch : facts_.roster.stretches()) {
            if (stretch.plans.size() < 2) continue;
            for (std::size_t a = 0; a < stretch.plans.size(); ++a) {
                for (std::size_t b = a + 1; b < stretch.plans.size(); ++b)
                    compare(stretch, stretch.plans[a], stretch.plans[b]);
            }
        }
    }

private:
    void compare(const Stretch& stretch, const std::string& one, const std::string& other) {
        for (const Plan* left : plans_) {
            if (left->id.text() != one) continue;
            for (const Plan* right : plans_) {
                if (right->id.text() != other) continue;
                const DayRange days =
                    stretch.days.intersect(left->effective).intersect(right->effective);
                if (!days.empty()) compare(stretch.who, days, *left, *right);
            }
        }
    }

    void compare(ParticipantIndex who, const DayRange& days, const Plan& left, const Plan& right) {
        for (const Measure* a : paid_measures(left)) {
            for (const Measure* b : paid_measures(right)) {
                if (told_.contains({a, b})) continue;
                const std::vector<std::size_t> both =
                    claimed_by_both(who, days, left, *a, right, *b);
                if (both.empty()) continue;
                told_.insert({a, b});
                tell(who, both, left, *a, right, *b);
            }
        }
    }

    std::vector<std::size_t> claimed_by_both(ParticipantIndex who, const DayRange& days,
                                             const Plan& left_plan, const Measure& a,
                                             const Plan& right_plan, const Measure& b) {
        std::vector<std::size_t> both;
        const Mask& left = mask_of(left_plan, a);
        const Mask& right = mask_of(right_plan, b);
        const Ledger& ledger = facts_.ledger;
        for (std::size_t row = 0; row < ledger.rows(); ++row) {
            if (left[row] == 0 || right[row] == 0 || facts_.withheld[row]) continue;
            if (!ledger.booked.has(row) || !days.holds(ledger.booked.date(row))) continue;
            if (has_credit(who, row)) both.push_back(row);
        }
        return both;
    }

    bool has_credit(ParticipantIndex who, std::size_t row) const {
        const std::vector<Share>& shares = facts_.split_of_code[facts_.ledger.split.code(row)];
        if (facts_.ledger.split.text(row).empty()) {
            return facts_.owner_of_code[facts_.ledger.owner.code(row)] == who;
        }
        return std::any_of(shares.begin(), shares.end(),
                           [&](const Share& share) { return share.who == who; });
    }

    const Mask& mask_of(const Plan& plan, const Measure& measure) {
        const auto [place, is_new] = masks_.try_emplace(&measure);
        if (is_new) {
            const auto [computed, is_first] = computed_.try_emplace(&plan);
            if (is_first) computed->second = measure::compute_columns(plan, facts_);
            place->second = rows_of(measure, facts_, computed->second, roles_);
        }
        return place->second;
    }

    void tell(ParticipantIndex who, const std::vector<std::size_t>& rows, const Plan& left,
              const Measure& a, const Plan& right, const Measure& b) {
        Diagnostic& warning = out_.warning(
            "credit-claimed-twice", b.where_written,
            fmt::format("`{}` and `{}` both pay {} on {} line{} (first {})", left.id.text(),
                        right.id.text(), facts_.roster[who].id.text(), rows.size(),
                        rows.size() == 1 ? "" : "s", facts_.ledger.key_text(rows.front())));
        warning.notes.push_back({a.where_written, "the other plan takes them here"});
        warning.help =
            "narrow one of the two with `where:`, or say `lints: {credit-claimed-twice: allow}` "
            "if both are meant to pay";
    }

    const Facts& facts_;
    const std::vector<const Plan*>& plans_;
    std::set<std::string> roles_;
    Diagnostics& out_;
    std::map<const Plan*, Computed> computed_;
    std::map<const Measure*, Mask> masks_;
    std::set<std::pair<const Measure*, const Measure*>> told_;
};

}  // namespace

void lint_lines(const Plan& plan, const Facts& facts, Diagnostics& out) {
    if (facts.ledger.rows() == 0) return;
    const Computed computed = measure::compute_columns(plan, facts);
    for (const Measure& measure : plan.measures) {
        if (!measure.where || measure::asks_for_role(measure.where)) continue;
        blame_if_empty(measure, measure::rows_taken(measure.where, facts, computed, ""), out);
    }
}

bool waits_for_facts(const Plan& plan) {
    const auto mixed = [](const auto& part) {
        return part.cap && part.floor && part.cap->of_target != part.floor->of_target;
    };
    return mixed(plan) || std::any_of(plan.components.begin(), plan.components.end(), mixed) ||
           std::any_of(plan.measures.begin(), plan.measures.end(), [](const Measure& measure) {
               return measure.where && measure::asks_for_role(measure.where);
           });
}

void lint_among_facts(const Plan& plan, const Facts& facts, Diagnostics& out) {
    const std::set<std::string> roles = roles_in(facts);
    std::optional<Computed> computed;
    for (const Measure& measure : plan.measures) {
        const bool by_role = measure.where && measure::asks_for_role(measure.where);
        if (by_role && facts.ledger.rows() > 0) {
            if (!computed) computed = measure::compute_columns(plan, facts);
            blame_if_empty(measure, rows_of(measure, facts, *computed, roles), out);
        }
    }
    Limits(facts, plan, out).lint();
}

std::vector<GoalAsked> goals_asked(const Plan& plan) {
    std::vector<GoalAsked> asked;
    for (const Attainment& attainment : plan.attainments)
        asked.push_back({attainment.goal, attainment.name, attainment.where_written});
    return asked;
}

void lint_goals(const std::vector<GoalAsked>& asked, const Facts& facts, Diagnostics& out) {
    std::set<std::string> goals;
    for (const Quota& quota : facts.quotas)
        goals.insert(quota.goal);
    if (goals.empty()) return;
    const std::vector<std::string> known(goals.begin(), goals.end());
    for (const GoalAsked& one : asked) {
        if (one.goal.empty() || goals.contains(one.goal)) continue;
        const std::string near = nearest(one.goal, known);
        out.warning("goal-nobody-has", one.where,
                    fmt::format("nobody has a goal `{}`, so `{}` has nothing to divide by",
                                one.goal, one.attainment))
            .help = near.empty() ? "add rows for it to quotas.csv, in the column `goal`"
                                 : fmt::format("did you mean `{}`?", near);
    }
}

std::set<std::string> plans_held_together(const Facts& facts) {
    std::set<std::string> names;
    for (const Stretch& stretch : facts.roster.stretches()) {
        if (stretch.plans.size() > 1) names.insert(stretch.plans.begin(), stretch.plans.end());
    }
    return names;
}

void lint_claims(const Facts& facts, const std::vector<const Plan*>& plans, Diagnostics& out) {
    Claims(facts, plans, out).lint();
}

void lint_world(const World& world, Diagnostics& out) {
    std::vector<const Plan*> plans;
    for (const Plan& plan : world.rules.plans()) {
        plans.push_back(&plan);
        lint_plan(plan, out);
        lint_lines(plan, world.facts, out);
        lint_among_facts(plan, world.facts, out);
        lint_goals(goals_asked(plan), world.facts, out);
    }
    lint_claims(world.facts, plans, out);
}

}  // namespace attain
