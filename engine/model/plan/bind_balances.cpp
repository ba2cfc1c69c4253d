// What the plan says of draws, guarantees, holdbacks, clawbacks, payments and negative results (B):
// read and proven here, kept by the book.
#include <fmt/format.h>

#include <algorithm>

#include "model/plan/bind_balances.h"
#include "model/plan/quantity.h"

namespace attain::plan {

namespace {

constexpr std::int64_t most_days = 36600;  // a hundred years

}  // namespace

std::int32_t bind_days(Binding& b, const std::optional<Figure>& days) {
    if (!days) return 0;
    if (days->value <= Rational(most_days)) {
        return static_cast<std::int32_t>(*to_int64(days->value.numerator()));
    }
    refuse(b, "out-of-range", days->where,
           fmt::format("{} days are more than anybody waits for pay", days->text),
           "write a number of days such as `90`");
    return 0;
}

Rational bind_share(Binding& b, const Figure& share) {
    if (share.value.sign() >= 0 && share.value <= Rational(1)) return share.value;
    refuse(b, "share-out-of-range", share.where,
           fmt::format("`{}` is no part of an amount", share.text),
           "write a percentage from 0% to 100%");
    return 1;
}

namespace {

std::optional<BalanceAmount> bind_sum(Binding& b, const Word& word, const char* key) {
    const std::optional<Limit> limit =
        bind_limit(b, LimitDraft{word, {}, {}, {}, word.where}, {key, true});
    if (!limit) return std::nullopt;
    const auto* number = std::get_if<Rational>(&limit->quantity.value);
    if (number != nullptr && number->sign() < 0) {
        refuse(b, "negative-amount", word.where,
               fmt::format("a {} below zero would take pay away", key),
               "write an amount of zero or more");
        return std::nullopt;
    }
    return BalanceAmount{limit->quantity, limit->of_target, limit->where};
}

void bind_advance(Binding& b, const AdvanceDraft& draft, const char* key, Advance& advance) {
    advance.where = draft.where;
    if (const auto amount = bind_sum(b, draft.amount, key)) advance.amount = *amount;
    advance.per = draft.per ? *grain_named(draft.per->text) : b.plan.pays;
    if (draft.per && !fit(b, advance.per, b.plan.pays)) {
        refuse(b, "window-does-not-fit", draft.per->where,
               fmt::format("a {} and pay periods do not fill each other exactly",
                           name_of(advance.per)),
               "choose a span that fits the pay period");
    }
    if (draft.until) advance.until = Date::parse(draft.until->text);
    if (advance.until && *advance.until < b.plan.effective.first) {
        refuse(b, "days-backwards", draft.until->where,
               fmt::format("the {} ends before the plan begins", key),
               fmt::format("write a day from {} on", b.plan.effective.first.text()));
    }
    for (const Figure& step : draft.ramp)
        advance.ramp.push_back(step.value);
    advance.prorated = is_yes(draft.prorated);
    advance.with_all_plans = draft.compared_with && draft.compared_with->text == "all_plans";
}

void bind_draw(Binding& b, const AdvanceDraft& draft) {
    Draw draw;
    bind_advance(b, draft, "draw", draw);
    if (draft.repaid_share) draw.repaid_share = bind_share(b, *draft.repaid_share);
    if (draft.repaid_from) draw.repaid_from = Date::parse(draft.repaid_from->text);
    if (draft.repaid_above) draw.repaid_above = bind_sum(b, *draft.repaid_above, "draw");
    b.plan.terms.balances.draw = std::move(draw);
}

void bind_holdback(Binding& b, const HoldbackDraft& draft) {
    Holdback holdback{bind_share(b, draft.share), {}, bind_days(b, draft.until_days), draft.where};
    if (draft.until_event && draft.until_days) {
        Diagnostic& error =
            refuse(b, "conflicting-keys", draft.until_days->where,
                   "`until` and `days_after` cannot stand together", "keep one of the two");
        error.notes.push_back({draft.until_event->where, "the other one"});
    } else if (draft.until_event) {
        holdback.until_event = bind_date(b, draft.until_event);
    } else if (!draft.until_days) {
        refuse(b, "missing-key", draft.where, "nothing says when the holdback is released",
               "write `until: collected`, or `days_after: 90`");
    }
    b.plan.terms.balances.holdback = std::move(holdback);
}

void bind_payments(Binding& b, const PaymentsDraft& draft) {
    Payments payments;
    payments.where = draft.where;
    if (draft.in_proportion_to) payments.in_proportion_to = bind_date(b, draft.in_proportion_to);
    Rational sum;
    for (const PaymentDraft& part : draft.parts) {
        payments.parts.push_back(
            {bind_share(b, part.share), bind_date(b, part.on), bind_days(b, part.days_after)});
        sum += part.share.value;
    }
    if (!draft.parts.empty() && sum != Rational(1)) {
        refuse(b, "payments-sum", draft.parts.back().share.where,
               fmt::format("the payments add up to {}, not 100%", as_percent(sum)),
               "make the shares of all payments add up to 100%");
    }
    b.plan.terms.balances.payments = std::move(payments);
}

void bind_paid_in(Binding& b, const PaidInDraft& draft) {
    const std::optional<Currency> currency = Currency::find(draft.currency.text);
    if (!currency) {
        refuse(b, "unknown-currency", draft.currency.where,
               fmt::format("`{}` is not a currency", draft.currency.text),
               "write its three letters after ISO 4217, such as `USD` or `EUR`");
        return;
    }
    if (*currency == b.plan.currency) {
        b.out.warning("no-effect", draft.currency.where, "the plan pays in this currency anyway")
            .help = "leave `paid_in` out";
    }
    check_series(b, draft.series);
    b.plan.terms.balances.paid_in = PaidIn{*currency, draft.series.text,
                                           draft.on.text == "period_average", draft.currency.where};
}

void bind_minimum(Binding& b, const Figure& minimum) {
    if (minimum.is_percent()) {
        refuse(b, "amount-with-percent", minimum.where,
               fmt::format("`{}` is a percentage, and an amount is paid here", minimum.text),
               "write an amount such as `25`");
    } else if (minimum.value.sign() < 0) {
        refuse(b, "negative-amount", minimum.where, "no payout is less than nothing",
               "write an amount of zero or more");
    }
    b.plan.terms.balances.minimum_payout = minimum.value;
}

void bind_leaving(Binding& b) {
    if (!b.draft.leavers) return;
    const LeaversDraft& draft = *b.draft.leavers;
    AfterLeaving& after = b.plan.terms.balances.after_leaving;
    after.parts_forfeited = draft.open_parts && draft.open_parts->text == "forfeited";
    if (draft.debt) {
        after.debt = draft.debt->text == "forgiven"        ? AfterLeaving::Debt::forgiven
                     : draft.debt->text == "from_last_pay" ? AfterLeaving::Debt::from_last_pay
                                                           : AfterLeaving::Debt::kept;
    }
    const auto idle = [&](const std::optional<Word>& word, const char* key, const char* without) {
        if (!word || !b.plan.terms.balances.declared.empty()) return;
        b.out
            .warning("no-effect", word->where,
                     fmt::format("`{}` says nothing: the plan has no {}", key, without))
            .help = "leave it out";
    };
    idle(draft.open_parts, "open_parts", "payments, holdback or carried excess");
    idle(draft.debt, "debt", "draw, clawback or carried negative result");
}

}  // namespace

void bind_balances(Binding& b) {
    const BalancesDraft& draft = b.draft.balances;
    Balances& balances = b.plan.terms.balances;
    const auto declared = [&](bool there, const char* key) {
        if (there) balances.declared.emplace_back(key);
        return there;
    };
    if (declared(draft.draw.has_value(), "draw")) bind_draw(b, *draft.draw);
    if (declared(draft.guarantee.has_value(), "guarantee")) {
        balances.guarantee.emplace();
        bind_advance(b, *draft.guarantee, "guarantee", *balances.guarantee);
    }
    if (declared(draft.holdback.has_value(), "holdback")) bind_holdback(b, *draft.holdback);
    if (declared(draft.clawback.has_value(), "clawback")) bind_clawback(b, *draft.clawback);
    if (declared(draft.payments.has_value(), "payments")) bind_payments(b, *draft.payments);
    if (declared(draft.negative.has_value(), "negative")) {
        const std::string& word = draft.negative->text;
        balances.negative = word == "carried"  ? Negative::carried
                            : word == "repaid" ? Negative::repaid
                                               : Negative::floored;
        balances.negative_where = draft.negative->where;
    }
    if (declared(draft.minimum_payout.has_value(), "minimum_payout")) {
        bind_minimum(b, *draft.minimum_payout);
    }
    if (declared(draft.paid_in.has_value(), "paid_in")) bind_paid_in(b, *draft.paid_in);
    bind_leaving(b);
}

}  // namespace attain::plan
