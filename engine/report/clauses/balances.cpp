// What a plan says as a whole beside its measures and components: where it comes from, who leaves
// and who comes, and how what is earned becomes what is paid.
#include <fmt/format.h>

#include "report/clauses/speak.h"
#include "report/words/figures.h"

namespace attain::report::clauses {

namespace {

std::string listed(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

class TermSpeaker {
public:
    TermSpeaker(const Plan& plan, const Places& places, PlanPart& part)
        : plan_(plan), terms_(plan.terms), places_(places), part_(part) {}

    void speak() const {
        origin();
        leavers();
        versions();
        const Balances& balances = terms_.balances;
        if (balances.draw) draw(*balances.draw);
        if (balances.guarantee) say("guarantee", advance(*balances.guarantee), "guarantee");
        if (balances.holdback) holdback(*balances.holdback);
        if (balances.clawback) clawback(*balances.clawback);
        if (balances.payments) payments(*balances.payments);
        if (balances.negative) negative(*balances.negative);
        if (balances.minimum_payout) {
            say("least payout",
                amount_with_unit(*balances.minimum_payout, plan_.currency.code()) +
                    "; less is carried on",
                "minimum_payout");
        }
        if (balances.paid_in) paid_in(*balances.paid_in);
    }

private:
    void say(std::string aspect, std::string says, std::string_view key) const {
        part_.clauses.push_back({std::move(aspect), std::move(says), false, places_.of({key})});
    }

    void origin() const {
        if (terms_.variant) {
            std::string says = fmt::format("a variant of {}, version {}", terms_.variant->base,
                                           terms_.variant->base_version);
            for (const VariantOf::Who& who : terms_.variant->people)
                says += fmt::format(", for {} {}", who.column, listed(who.values));
            say("varies", says, "variant_of");
        }
        if (terms_.corrects) {
            say("corrects",
                fmt::format("version {}: {}; approved by {}", terms_.corrects->version,
                            terms_.corrects->reason, terms_.corrects->approved_by),
                "corrects");
        }
        if (!terms_.group.empty()) {
            say("group", fmt::format("one plan of {} at a time", terms_.group), "group");
        }
    }

    void leavers() const {
        const Leavers& leavers = terms_.leavers;
        std::string says =
            leavers.credits_until.empty()
                ? std::string("credit counts to the last day")
                : fmt::format("credit counts to one's own day `{}`", leavers.credits_until);
        switch (leavers.open_windows) {
            case Leavers::OpenWindows::prorated:
                says +=
                    "; windows that are still open are paid when they close, by goals and "
                    "targets for the days worked";
                break;
            case Leavers::OpenWindows::full:
                says += "; windows that are still open are paid as if one had stayed";
                break;
            case Leavers::OpenWindows::nothing:
                says += "; windows that are still open pay nothing more";
                break;
        }
        if (leavers.must_stay_days) {
            says += fmt::format(
                "; one must be employed {} after the pay period ends",
                count_of(static_cast<std::size_t>(*leavers.must_stay_days), "day", "days"));
        }
        const AfterLeaving& after = terms_.balances.after_leaving;
        if (after.parts_forfeited) says += "; parts that are not yet due are forfeited";
        switch (after.debt) {
            case AfterLeaving::Debt::kept: break;
            case AfterLeaving::Debt::from_last_pay:
                says += "; open debt is taken from the last pay";
                break;
            case AfterLeaving::Debt::forgiven: says += "; open debt is forgiven"; break;
        }
        say("leavers", says, "leavers");
    }

    void versions() const {
        const Carries& carries = terms_.carries;
        say("coming from another plan",
            carries.attainment && !carries.from.empty()
                ? fmt::format("attainment is carried over from {}", listed(carries.from))
                : std::string("everything starts from zero"),
            "carries");
        say("a new version inside a window",
            terms_.versions_by_days ? "each version counts for its days"
                                    : "the version in force on the window's last day decides",
            "versions");
    }

    std::string amount(const BalanceAmount& of) const {
        return limit_words(plan_, Limit{of.quantity, of.of_target, of.where});
    }
    std::string advance(const Advance& of) const {
        std::string says = fmt::format("at least {} {}", amount(of.amount), each_span(of.per));
        if (of.until) says += fmt::format(", until {}", of.until->text());
        if (!of.ramp.empty()) {
            std::string shares;
            for (const Rational& share : of.ramp)
                shares += (shares.empty() ? "" : ", ") + factor_text(share);
            says += fmt::format(", {} of it in the first pay periods", shares);
        }
        if (of.prorated) says += ", less for partial presence";
        if (of.with_all_plans) says += ", compared with the pay of all plans";
        return says;
    }

    void draw(const Draw& draw) const {
        std::string says =
            fmt::format("{}; the shortfall is a debt, repaid from {} of what is above it",
                        advance(draw), factor_text(draw.repaid_share));
        if (draw.repaid_from) says += fmt::format(", from {} on", draw.repaid_from->text());
        if (draw.repaid_above) says += fmt::format(", never below {}", amount(*draw.repaid_above));
        say("draw", says, "draw");
    }
    void holdback(const Holdback& holdback) const {
        say("holdback",
            fmt::format("{} of pay is kept back until {}", factor_text(holdback.share),
                        holdback.until_event.empty()
                            ? fmt::format("{} days after the pay period", holdback.until_days)
                            : fmt::format("the deal's `{}`", holdback.until_event)),
            "holdback");
    }
    void clawback(const Clawback& clawback) const {
        std::string says;
        for (const Clawback::Step& step : clawback.steps) {
            says +=
                fmt::format("{}{} up to {} {}", says.empty() ? "" : ", ", factor_text(step.share),
                            step.length, step.in_months ? "months" : "days");
        }
        if (!clawback.earned_by.empty()) {
            says = fmt::format("what `{}` has not brought", clawback.earned_by);
        }
        switch (clawback.takes) {
            case Clawback::Takes::commission: says += " of the deal's own commission"; break;
            case Clawback::Takes::recalculation:
                says += " of what the window loses without the deal";
                break;
        }
        if (!clawback.components.empty()) {
            says += fmt::format(" in {}", listed(clawback.components));
        }
        if (!clawback.steps.empty()) {
            says += fmt::format(", counted from its `{}`", clawback.counted_from);
        }
        if (clawback.instalments > 1) {
            says += fmt::format(", in {} instalments", clawback.instalments);
        }
        switch (clawback.attainment) {
            case Clawback::Attainment::deal_window:
                says += "; the attainment of the deal's window falls";
                break;
            case Clawback::Attainment::open_window:
                says += "; the attainment of the open window falls";
                break;
            case Clawback::Attainment::none: says += "; no attainment falls"; break;
        }
        say("clawback", says, "clawback");
    }
    void payments(const Payments& payments) const {
        std::string says;
        for (const Payments::Part& part : payments.parts) {
            says += fmt::format("{}{} on `{}`", says.empty() ? "" : ", ", factor_text(part.share),
                                part.on);
            if (part.days_after > 0) says += fmt::format(" and {} days", part.days_after);
        }
        if (!payments.in_proportion_to.empty()) {
            says = fmt::format("in proportion to what is `{}`", payments.in_proportion_to);
        }
        say("paid in parts", says, "payments");
    }
    void negative(Negative negative) const {
        std::string_view says;
        switch (negative) {
            case Negative::carried: says = "carried into the next pay period"; break;
            case Negative::repaid: says = "repaid"; break;
            case Negative::floored: says = "forgiven: pay is never below zero"; break;
        }
        say("a negative result is", std::string(says), "negative");
    }
    void paid_in(const PaidIn& paid_in) const {
        say("paid out in",
            fmt::format("{}, at the rate of {} in the series {}", paid_in.currency.code(),
                        paid_in.average ? "the pay period's average" : "the pay period's last day",
                        paid_in.series),
            "paid_in");
    }

    const Plan& plan_;
    const Terms& terms_;
    const Places& places_;
    PlanPart& part_;
};

}  // namespace

void add_further_terms(const Plan& plan, const Places& places, PlanPart& part) {
    TermSpeaker(plan, places, part).speak();
}

}  // namespace attain::report::clauses
