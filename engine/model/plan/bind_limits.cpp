// Caps, floors, thresholds: an amount, a column of the person, or so much of the target, of a goal
// or of a measure (R6, R7, R12).
//
//     cap: 10000        cap: 200% of target        credit_cap: 200% of goal        floor: 50% of
//     earned
#include <fmt/format.h>

#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

// What a share is taken of; false where it names nothing.
bool bind_whole(Binding& b, const std::string& name, const LimitTerms& terms, Limit& limit) {
    if (name == "target") {
        limit.of_target = true;
        return true;
    }
    if (terms.of_plan) return false;
    limit.of_goal = name == "goal" ? terms.goal : place_of(b.draft.attainments, name);
    if (limit.of_goal && b.draft.attainments[*limit.of_goal].combining != Combining::none) {
        return false;  // several goals are no one amount
    }
    if (!limit.of_goal) limit.of_measure = place_of(b.draft.measures, name);
    return limit.of_goal || limit.of_measure;
}

std::optional<Limit> bind_amount_of(Binding& b, const Word& word, const LimitTerms& terms) {
    Limit limit;
    limit.where = word.where;
    if (const std::size_t of = word.text.find(" of "); of != std::string::npos) {
        const std::string share = word.text.substr(0, of);
        if (!bind_whole(b, word.text.substr(of + 4), terms, limit)) {
            refuse(b, "limit-of-what", word.where,
                   fmt::format("`{}` is a share of something that a {} cannot depend on", word.text,
                               terms.key),
                   fmt::format("write `{} of target`, or an amount", share));
            return std::nullopt;
        }
        const std::optional<Quantity> quantity = bind_rate(b, Word{share, word.where});
        if (!quantity) return std::nullopt;
        if (std::holds_alternative<TargetPerGoal>(quantity->value)) {
            refuse(b, "limit-of-what", word.where,
                   fmt::format("`{}` takes a share of a share", word.text),
                   "write an amount, or a percentage of one thing");
            return std::nullopt;
        }
        limit.quantity = *quantity;
        return limit;
    }
    if (word.text.ends_with('%')) {
        refuse(b, "limit-of-what", word.where,
               fmt::format("`{}` does not say of what it is a percentage", word.text),
               fmt::format("write `{0}: {1} of target`, or an amount", terms.key, word.text));
        return std::nullopt;
    }
    limit.of_measure = terms.of_plan ? std::nullopt : place_of(b.draft.measures, word.text);
    if (limit.of_measure) {
        limit.quantity = Quantity{Rational(1), word.where};
        return limit;
    }
    const std::optional<Quantity> amount = bind_amount(b, word);
    if (!amount) return std::nullopt;
    limit.quantity = *amount;
    return limit;
}

const Rational* constant(const std::optional<Limit>& limit) {
    return limit ? std::get_if<Rational>(&limit->quantity.value) : nullptr;
}

}  // namespace

std::optional<Limit> bind_limit(Binding& b, const std::optional<LimitDraft>& draft,
                                const LimitTerms& terms) {
    if (!draft) return std::nullopt;
    std::optional<Limit> limit = bind_amount_of(b, draft->amount, terms);
    if (!limit) return std::nullopt;
    if (draft->per && draft->per->text == "deal") limit->per = Limit::Per::deal;
    if (draft->per && draft->per->text == "pay_period") limit->per = Limit::Per::pay_period;
    limit->carried = draft->carried && draft->carried->text == "carried";
    if (draft->until) limit->until = Date::parse(draft->until->text);
    if (draft->until && !limit->carried) {
        Diagnostic& warning = b.out.warning("no-effect", draft->until->where,
                                            "`until` says nothing: nothing is carried");
        warning.help = "write `excess: carried`, or leave it out";
    }
    if (limit->carried && limit->per == Limit::Per::deal) {
        refuse(b, "carried-per-deal", draft->carried->where,
               "what one deal is cut by cannot be carried to another",
               "write `per: pay_period` or `per: window`, or `excess: lost`");
        return std::nullopt;
    }
    return limit;
}

void check_limits(Binding& b, const std::optional<Limit>& cap, const std::optional<Limit>& floor) {
    const Rational* most = constant(cap);
    const Rational* least = constant(floor);
    if (most != nullptr && most->sign() < 0) {
        refuse(b, "negative-cap", cap->where, "a cap below zero would take pay away",
               "write the most that may be paid, zero or more");
        return;
    }
    if (most == nullptr || least == nullptr || cap->of_target != floor->of_target) return;
    if (cap->of_goal != floor->of_goal || cap->of_measure != floor->of_measure) return;
    if (cap->per != floor->per || *least <= *most) return;
    Diagnostic& error =
        b.out.error("floor-above-cap", floor->where, "the floor is higher than the cap");
    error.label = "at least this";
    error.notes.push_back({cap->where, "at most this"});
    error.help = "exchange the two, or leave one of them out";
}

}  // namespace attain::plan
