#include "model/load/ruling_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/load/resolve.h"

namespace attain::load {

namespace {

bool holds_for(const VariantOf& variant, const Stretch& stretch, const std::string& id) {
    if (variant.people.empty()) return false;
    return std::all_of(variant.people.begin(), variant.people.end(), [&](const auto& who) {
        const auto text = stretch.texts.find(who.column);
        const std::string* value = who.column == "participant"   ? &id
                                   : text != stretch.texts.end() ? &text->second
                                                                 : nullptr;
        return value && std::find(who.values.begin(), who.values.end(), *value) != who.values.end();
    });
}

class Ruling {
public:
    Ruling(const World& world, const Stretch& stretch, Diagnostics& out)
        : world_(world),
          stretch_(stretch),
          id_(world.facts.roster[stretch.who].id.text()),
          out_(out) {
        for (const Plan& plan : world.rules.plans()) {
            const std::optional<VariantOf>& variant = plan.terms.variant;
            if (variant && variant->base != plan.id.text() && holds_for(*variant, stretch, id_)) {
                variants_.push_back(&plan);
            }
        }
    }

    std::vector<Stretch> pieces() {
        std::set<Date> cuts = {stretch_.days.first};
        for (const Plan* variant : variants_) {
            for (const Date day : {variant->effective.first, variant->effective.past_the_end}) {
                if (stretch_.days.holds(day)) cuts.insert(day);
            }
        }
        std::vector<Stretch> all;
        for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
            Stretch piece = stretch_;
            const auto next = std::next(cut);
            piece.days = {*cut, next == cuts.end() ? stretch_.days.past_the_end : *next};
            std::set<std::string> plans;
            for (const std::string& plan : stretch_.plans)
                plans.insert(in_the_place_of(plan, piece.days.first));
            piece.plans.assign(plans.begin(), plans.end());
            if (!all.empty() && all.back().plans == piece.plans) {
                all.back().days.past_the_end = piece.days.past_the_end;
            } else {
                all.push_back(std::move(piece));
            }
        }
        return all;
    }

private:
    // The variant of the plan, the variant of that, and so on.
    std::string in_the_place_of(std::string plan, Date day) {
        for (std::size_t steps = 0; steps < variants_.size(); ++steps) {
            const Plan* ruling = nullptr;
            for (const Plan* variant : variants_) {
                if (variant->terms.variant->base != plan || !variant->effective.holds(day))
                    continue;
                if (ruling) report_two(*ruling, *variant);
                ruling = variant;
            }
            if (!ruling) break;
            plan = ruling->id.text();
        }
        return plan;
    }

    void report_two(const Plan& first, const Plan& second) {
        const DayRange both = first.effective.intersect(second.effective).intersect(stretch_.days);
        Diagnostic& error =
            out_.error("variant-twice", second.terms.variant->where,
                       fmt::format("`{}` and `{}` both say that they rule `{}` {}", first.id.text(),
                                   second.id.text(), id_, both.text()));
        error.notes.push_back({first.terms.variant->where, "the other variant"});
        error.help = "let `for:` of one of them say less";
    }

    const World& world_;
    const Stretch& stretch_;
    const std::string& id_;
    Diagnostics& out_;
    std::vector<const Plan*> variants_;
};

// What two plans of one person on some days contradict each other in.
struct Both {
    const World& world;
    const Stretch& stretch;
    const Plan& first;
    const Plan& second;
    DayRange days;
};

void report_group(const Both& both, Diagnostics& out) {
    const Roster& roster = both.world.facts.roster;
    Diagnostic& error =
        out.error("group-twice", both.second.terms.group_where,
                  fmt::format("`{}` has two plans of the group `{}` {}: `{}` and `{}` ({})",
                              roster[both.stretch.who].id.text(), both.second.terms.group,
                              both.days.text(), both.first.id.text(), both.second.id.text(),
                              place_of(both.world.facts, both.stretch.origin)));
    error.notes.push_back({both.first.terms.group_where, "the other plan of the group"});
    error.help = "take one of the plans out of people.csv on these days";
}

void report_negative(const Both& both, Diagnostics& out) {
    const Roster& roster = both.world.facts.roster;
    Diagnostic& error =
        out.error("negative-twice", both.second.terms.balances.negative_where,
                  fmt::format("`{}` and `{}`, which `{}` has {}, say different things of a negative "
                              "result",
                              both.first.id.text(), both.second.id.text(),
                              roster[both.stretch.who].id.text(), both.days.text()));
    error.notes.push_back({both.first.terms.balances.negative_where, "the other plan"});
    error.help = "what is negative is one balance of the person: let both plans say the same";
}

void compare(const Both& both, Diagnostics& out) {
    const Terms& a = both.first.terms;
    const Terms& b = both.second.terms;
    if (both.days.empty()) return;
    if (!a.group.empty() && a.group == b.group) report_group(both, out);
    const bool stated = a.balances.negative && b.balances.negative;
    if (stated && *a.balances.negative != *b.balances.negative) report_negative(both, out);
}

}  // namespace

std::vector<Stretch> ruled(const World& world, const Stretch& stretch, Diagnostics& out) {
    return Ruling(world, stretch, out).pieces();
}

bool plans_agree(const World& world, const std::vector<Stretch>& stretches, Diagnostics& out) {
    const std::size_t before = out.error_count();
    std::vector<const Plan*> speaking;
    for (const Plan& plan : world.rules.plans()) {
        const bool says = !plan.terms.group.empty() || plan.terms.balances.negative;
        if (says) speaking.push_back(&plan);
    }
    for (const Stretch& stretch : stretches) {
        const auto has = [&](const Plan& plan) {
            return std::count(stretch.plans.begin(), stretch.plans.end(), plan.id.text()) > 0;
        };
        for (std::size_t i = 0; i < speaking.size(); ++i) {
            for (std::size_t j = i + 1; j < speaking.size(); ++j) {
                const Plan& a = *speaking[i];
                const Plan& b = *speaking[j];
                if (a.id == b.id || !has(a) || !has(b)) continue;
                const DayRange days = a.effective.intersect(b.effective).intersect(stretch.days);
                compare({world, stretch, a, b, days}, out);
            }
        }
    }
    return out.error_count() == before;
}

}  // namespace attain::load
