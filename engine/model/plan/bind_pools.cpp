// Pools: what a team shares (R9). A pool is fed by a measure of the team, or is a fixed amount.
#include <fmt/format.h>

#include "model/plan/components.h"
#include "model/plan/quantity.h"
#include "model/plan/reading.h"

namespace attain::plan {

namespace {

bool check_team_measure(Binding& b, MeasureIndex index, const Span& where) {
    if (b.plan.measures[index].credit == CreditScope::team) return true;
    Diagnostic& error =
        b.out.error("pool-without-team", where,
                    fmt::format("a pool belongs to a team, and `{}` counts other credit",
                                b.plan.measures[index].name));
    const std::optional<Word>& credit = b.draft.measures[index].credit;
    if (credit) error.notes.push_back({credit->where, "its credit"});
    error.help = "name a measure with `credit: team`";
    return false;
}

void bind_pool_above(Binding& b, const Asking& by, const PoolDraft& draft, Pool& pool) {
    const std::optional<AttainmentIndex> above = find_attainment(b, *draft.above);
    if (!above) return;
    pool.above_goal = above;
    check_attainment(b, by, *above, draft.above->where);
    if (b.plan.attainments[*above].combined()) {
        refuse(b, "pool-above", draft.above->where,
               fmt::format("`{}` combines several goals, so nothing exceeds it", draft.above->text),
               "name an attainment of the measure that feeds the pool");
        return;
    }
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

bool text_column(Binding& b, const Word& word) {
    constexpr std::string_view person = "person.";
    const std::string column =
        word.text.starts_with(person) ? word.text.substr(person.size()) : std::string();
    const auto found = b.around.person_columns.find(column);
    const bool known = found != b.around.person_columns.end() && found->second == ColumnType::text;
    if (!column.empty() && (known || !b.around.complete)) return true;
    std::vector<std::string> names;
    for (const auto& [name, type] : b.around.person_columns) {
        if (type == ColumnType::text) names.push_back("person." + name);
    }
    refuse(
        b, "unknown-person-column", word.where,
        fmt::format("`{}` is no text column of people.csv", word.text),
        help_with_names(word.text, names, "write `person.` and a column, such as `person.title`"));
    return false;
}

// Fixed shares of roles, 100% at most.
void bind_roles(Binding& b, const PoolDraft& draft, Pool& pool) {
    if (!draft.by) return;
    pool.shared = PoolSharing::by_role;
    if (text_column(b, *draft.by)) pool.role_column = draft.by->text.substr(7);
    Rational sum;
    for (const auto& [role, share] : draft.roles) {
        pool.roles.push_back({role.text, share.value});
        sum += share.value;
        if (share.value.sign() >= 0) continue;
        refuse(b, "pool-shares", share.where, "a share of a pool cannot be negative",
               "write 0% or more");
    }
    if (sum <= 1) return;
    refuse(b, "pool-shares", draft.roles.back().second.where,
           fmt::format("the shares of the pool add up to {}", as_percent(sum)),
           "share out 100% of the pool at most");
}

// Days and roles may leave a rest; the other keys always share out all of it.
void bind_rest(Binding& b, const PoolDraft& draft, Pool& pool) {
    if (!draft.rest || draft.rest->text != "company") return;
    pool.rest_with_company =
        pool.shared == PoolSharing::by_days || pool.shared == PoolSharing::by_role;
    if (pool.rest_with_company) return;
    Diagnostic& warning =
        b.out.warning("no-effect", draft.rest->where,
                      "`rest` says nothing: shared like this, the pool leaves no rest");
    warning.help = "leave it out, or share it `by_days` or by role";
}

std::nullopt_t refuse_team(Binding& b, const Span& where) {
    refuse(b, "rank-of-team", where, "people are ranked, and this is a team's figure",
           "name a measure of own credit, or an attainment of one");
    return std::nullopt;
}

}  // namespace

// The axis is one's own figure, which is compared with that of others (R13).
std::optional<Rank> bind_rank(Binding& b, ComponentBinding& d) {
    const RankDraft& draft = *d.written.rank;
    Rank rank;
    rank.where = draft.where;
    rank.among = draft.among.text == "plan"   ? Rank::Among::plan
                 : draft.among.text == "team" ? Rank::Among::team
                                              : Rank::Among::company;
    rank.ties_share = draft.ties && draft.ties->text == "share";
    for (const Word& prize : draft.prizes)
        rank.prizes.push_back(bind_amount(b, prize).value_or(Quantity{}));
    std::optional<MeasureIndex> of;
    for (std::size_t i = 0; i < b.draft.attainments.size(); ++i) {
        if (b.draft.attainments[i].name.text != draft.by.text) continue;
        d.meant.axis = AttainmentAxis{static_cast<AttainmentIndex>(i)};
        check_attainment(b, asking(d), static_cast<AttainmentIndex>(i), draft.by.where);
        if (!b.measured[i]) return std::nullopt;
        if (attains_with_team(b.plan, static_cast<AttainmentIndex>(i))) {
            return refuse_team(b, draft.by.where);
        }
        of = b.plan.attainments[i].of;
    }
    const bool by_goal = of.has_value();
    if (!of) of = find_measure(b, draft.by);
    if (!of) return std::nullopt;
    if (!by_goal) d.meant.axis = MeasureAxis{*of};
    if (!by_goal && reads_team(b.plan, *of)) return refuse_team(b, draft.by.where);
    return rank;
}

Pool bind_pool(Binding& b, const PoolDraft& draft, const Asking& by) {
    Pool pool;
    pool.shared = sharing_of(draft.shared.text);
    if (draft.reserve) pool.reserve = draft.reserve->value;
    bind_roles(b, draft, pool);
    bind_rest(b, draft, pool);
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
    const bool lines = pool.of >= b.plan.measures.size() || b.plan.measures[pool.of].adds_up();
    if (pool.shared == PoolSharing::by_credit && !lines) {
        refuse(b, "pool-credit", draft.shared.where,
               fmt::format("`{}` is no sum of credits by which a pool could be shared",
                           b.plan.measures[pool.of].name),
               "write `of:` and a measure that sums or counts lines");
    }
    return pool;
}

}  // namespace attain::plan
