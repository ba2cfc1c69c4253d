// Pools: what a team shares (R9). A pool is fed by a measure of the team, or is a fixed amount.
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

bool check_team_measure(Binding& b, MeasureIndex index, const Span& where) {
    if (b.plan.measures[index].credit == CreditScope::team) return true;
    Diagnostic& error =
        b.out.error("pool-without-team", where,
                    fmt::format("a pool belongs to a team, and `{}` counts other credit",
                                b.plan.measures[index].name));
    error.notes.push_back({b.draft.measures[index].credit.where, "its credit"});
    error.help = "name a measure with `credit: team`";
    return false;
}

void bind_pool_above(Binding& b, const Asking& by, const PoolDraft& draft, Pool& pool) {
    const std::optional<AttainmentIndex> above = find_attainment(b, *draft.above);
    if (!above) return;
    pool.above_goal = above;
    check_attainment(b, by, *above, draft.above->where);
    if (!draft.rate) {
        refuse(b, "pool-above", draft.above->where,
               "a fixed pool does not depend on what exceeds a goal",
               "leave `above` out, or write `rate:` instead of `amount:`");
    } else if (draft.of && b.measured[*above] && b.plan.attainments[*above].of != pool.of) {
        Diagnostic& error = b.out.error("pool-above", draft.above->where,
                                        fmt::format("`{}` is the goal of another measure than `{}`",
                                                    draft.above->text, draft.of->text));
        error.notes.push_back({draft.of->where, "what feeds the pool"});
        error.help = "name an attainment of the measure that feeds the pool";
    }
}

// Whose credit a fixed pool is shared by: what `of` names, or else the plan's only team measure.
std::optional<MeasureIndex> only_team_measure(const Binding& b) {
    std::optional<MeasureIndex> found;
    for (std::size_t i = 0; i < b.plan.measures.size(); ++i) {
        if (b.plan.measures[i].credit != CreditScope::team) continue;
        if (found) return std::nullopt;
        found = static_cast<MeasureIndex>(i);
    }
    return found;
}

void bind_pool_measure(Binding& b, const PoolDraft& draft, Pool& pool) {
    if (draft.of) {
        const std::optional<MeasureIndex> of = find_measure(b, *draft.of);
        if (of && check_team_measure(b, *of, draft.of->where)) pool.of = *of;
        return;
    }
    const std::optional<MeasureIndex> only = only_team_measure(b);
    if (only) pool.of = *only;
    if (draft.rate) {
        refuse(b, "rate-of-nothing", draft.rate->where,
               fmt::format("nothing says of what {} is pooled", draft.rate->text),
               "write `of:` and a measure of the team");
    } else if (pool.shared == PoolSharing::by_credit && !only) {
        refuse(b, "pool-credit", draft.shared.where,
               "the pool is shared by credit, and nothing says by which",
               "write `of:` and a measure of the team");
    }
}

PoolSharing sharing_of(const std::string& word) {
    if (word == "by_credit") return PoolSharing::by_credit;
    if (word == "by_target") return PoolSharing::by_target;
    return word == "by_days" ? PoolSharing::by_days : PoolSharing::equally;
}

}  // namespace

Pool bind_pool(Binding& b, const PoolDraft& draft, const Asking& by) {
    Pool pool;
    pool.shared = sharing_of(draft.shared.text);
    pool.rounded_each = draft.rounded && draft.rounded->text == "each";
    bind_pool_measure(b, draft, pool);
    if (draft.rate) pool.rate = bind_rate(b, *draft.rate);
    if (draft.amount) pool.amount = bind_amount(b, *draft.amount);
    for (const std::optional<Quantity>* size : {&pool.rate, &pool.amount}) {
        if (!*size || !std::holds_alternative<std::string>((*size)->value)) continue;
        refuse(b, "pool-of-person", (*size)->where,
               "the size of a team's pool cannot come from one person", "write the number here");
    }
    if (draft.above) bind_pool_above(b, by, draft, pool);
    return pool;
}

}  // namespace attain::plan
