#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/clauses/clauses.h"
#include "report/difference/difference.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string_view kind_word(PlanPart::Kind kind) {
    switch (kind) {
        case PlanPart::Kind::terms: return "terms";
        case PlanPart::Kind::measure: return "measure";
        case PlanPart::Kind::attainment: return "attainment";
        case PlanPart::Kind::component: return "component";
    }
    return "";
}

std::string part_key(const PlanPart& part) {
    if (part.kind == PlanPart::Kind::terms) return "terms";
    return fmt::format("{} {}", kind_word(part.kind), part.name);
}

const PlanPart* part_named(const std::vector<PlanPart>& parts, const PlanPart& wanted) {
    for (const PlanPart& part : parts) {
        if (part.kind == wanted.kind && part.name == wanted.name) return &part;
    }
    return nullptr;
}

const Clause* clause_about(const PlanPart& part, const std::string& aspect) {
    for (const Clause& clause : part.clauses) {
        if (clause.aspect == aspect) return &clause;
    }
    return nullptr;
}

class Comparer {
public:
    explicit Comparer(std::vector<PlanChange>& changes) : changes_(changes) {}

    void compare(const std::vector<PlanPart>& before, const std::vector<PlanPart>& after) {
        for (const PlanPart& part : before) {
            const PlanPart* now = part_named(after, part);
            if (now != nullptr) {
                compare(part, *now);
            } else {
                whole(PlanChange::Kind::removed, part);
            }
        }
        for (const PlanPart& part : after) {
            if (part_named(before, part) == nullptr) whole(PlanChange::Kind::added, part);
        }
    }

private:
    void compare(const PlanPart& before, const PlanPart& after) {
        std::vector<const Clause*> gone;
        std::vector<const Clause*> come;
        for (const Clause& clause : before.clauses) {
            const Clause* now = clause_about(after, clause.aspect);
            if (now == nullptr) {
                gone.push_back(&clause);
            } else if (now->says != clause.says) {
                add(PlanChange::Kind::changed, after, clause.aspect, clause.says, now->says,
                    clause.where, now->where);
            }
        }
        for (const Clause& clause : after.clauses) {
            if (clause_about(before, clause.aspect) == nullptr) come.push_back(&clause);
        }
        pair_rows(after, gone, come);
        for (const Clause* clause : gone) {
            add(PlanChange::Kind::removed, after, clause->aspect, clause->says, "", clause->where,
                after.where);
        }
        for (const Clause* clause : come) {
            add(PlanChange::Kind::added, after, clause->aspect, "", clause->says, before.where,
                clause->where);
        }
    }
    // Tiers whose edges moved are the same tiers, as long as none was added or taken away.
    void pair_rows(const PlanPart& part, std::vector<const Clause*>& gone,
                   std::vector<const Clause*>& come) {
        const auto is_row = [](const Clause* clause) { return clause->row; };
        if (std::count_if(gone.begin(), gone.end(), is_row) !=
            std::count_if(come.begin(), come.end(), is_row)) {
            return;
        }
        auto now = come.begin();
        for (const Clause* was : gone) {
            if (!was->row) continue;
            now = std::find_if(now, come.end(), is_row);
            add(PlanChange::Kind::changed, part, was->aspect,
                fmt::format("{}: {}", was->aspect, was->says),
                fmt::format("{}: {}", (*now)->aspect, (*now)->says), was->where, (*now)->where);
            ++now;
        }
        std::erase_if(gone, is_row);
        std::erase_if(come, is_row);
    }
    void whole(PlanChange::Kind kind, const PlanPart& part) {
        const bool added = kind == PlanChange::Kind::added;
        std::string says;
        for (const Clause& clause : part.clauses) {
            if (clause.says == "none" || clause.aspect == "title") continue;
            says += fmt::format("{}{} {}", says.empty() ? "" : "; ", clause.aspect, clause.says);
        }
        add(kind, part, "", added ? "" : says, added ? says : "", added ? Span{} : part.where,
            added ? part.where : Span{});
    }
    void add(PlanChange::Kind kind, const PlanPart& part, std::string aspect, std::string before,
             std::string after, Span where_before, Span where_after) {
        changes_.push_back({kind, part_key(part), part.title, std::move(aspect), std::move(before),
                            std::move(after), std::move(where_before), std::move(where_after)});
    }

    std::vector<PlanChange>& changes_;
};

using PayKey = std::pair<std::string, Currency>;

// What everybody is paid, and for which components, by the person's id.
struct Paid {
    std::map<PayKey, Cash> totals;
    std::map<PayKey, std::map<std::string, Cash>> components;
    std::map<std::string, std::string> names;

    Paid(const World& world, const RunResult& run) {
        const Roster& roster = world.facts.roster;
        for (const Payout& payout : run.payouts) {
            const Participant& who = roster[payout.who];
            totals.try_emplace({who.id.text(), payout.total.currency()}, payout.total);
            names[who.id.text()] = who.name;
        }
        for (const ComponentResult& result : run.components) {
            const PayKey key{roster[result.who].id.text(), result.due.currency()};
            const std::string& name = world.rules[result.plan].components[result.component].name;
            const auto [known, is_new] = components[key].try_emplace(name, result.due);
            if (!is_new) known->second += result.due;
        }
    }
    Cash total(const PayKey& key) const {
        const auto found = totals.find(key);
        return found == totals.end() ? Cash::zero(key.second) : found->second;
    }
    Cash component(const PayKey& key, const std::string& name) const {
        const auto person = components.find(key);
        if (person == components.end()) return Cash::zero(key.second);
        const auto found = person->second.find(name);
        return found == person->second.end() ? Cash::zero(key.second) : found->second;
    }
};

std::vector<std::string> components_that_differ(const Paid& before, const Paid& after,
                                                const PayKey& key) {
    std::set<std::string> names;
    for (const Paid* paid : {&before, &after}) {
        const auto person = paid->components.find(key);
        if (person == paid->components.end()) continue;
        for (const auto& [name, due] : person->second) {
            if (before.component(key, name) != after.component(key, name)) names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

void add_up(std::vector<PayChange>& totals, const PayChange& change) {
    const Currency currency = change.before.currency();
    auto at = std::find_if(totals.begin(), totals.end(), [&](const PayChange& total) {
        return total.before.currency() == currency;
    });
    if (at == totals.end()) at = totals.insert(at, PayChange("", "", currency));
    at->before += change.before;
    at->after += change.after;
    at->difference += change.difference;
}

}  // namespace

PlanDifference compare_plans(const Plan& before, const Plan& after) {
    PlanDifference difference;
    difference.old_plan = before.id.text();
    difference.new_plan = after.id.text();
    difference.old_file = before.source ? before.source->name() : "";
    difference.new_file = after.source ? after.source->name() : "";
    difference.old_fingerprint = before.fingerprint;
    difference.new_fingerprint = after.fingerprint;
    Comparer(difference.changes).compare(parts_of(before), parts_of(after));
    return difference;
}

void compare_pay(PlanDifference& difference, const World& world_before, const RunResult& before,
                 const World& world_after, const RunResult& after) {
    difference.period = after.period;
    const Paid was(world_before, before);
    const Paid is(world_after, after);
    std::set<PayKey> keys;
    for (const Paid* paid : {&was, &is}) {
        for (const auto& [key, total] : paid->totals)
            keys.insert(key);
    }
    for (const PayKey& key : keys) {
        const auto name =
            is.names.contains(key.first) ? is.names.at(key.first) : was.names.at(key.first);
        PayChange change(key.first, name, key.second);
        change.before = was.total(key);
        change.after = is.total(key);
        change.difference = change.after - change.before;
        change.components = components_that_differ(was, is, key);
        add_up(difference.totals, change);
        if (change.difference.minor_units() == 0 && change.components.empty()) {
            ++difference.unchanged;
        } else {
            difference.people.push_back(std::move(change));
        }
    }
}

}  // namespace attain::report
