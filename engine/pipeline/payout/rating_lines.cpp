// What each line came to, where that is asked for after the rating: lines of several look-ups that
// are rounded one by one, and caps and floors on single deals.
//
//     a deal that brings 40 by the result of one's team before a move and 50 by that after it,
//     at most 67 per deal: 23 are cut off, for a deal is limited once, whatever the teams
#include "pipeline/payout/desk.h"
#include "pipeline/payout/rating.h"
#include "pipeline/result/way.h"

namespace attain::payout {

namespace {

bool is_per_deal(const std::optional<Limit>& limit) {
    return limit && limit->per == Limit::Per::deal;
}

}  // namespace

// A line that counts for several teams is one line: what each team's look-up makes of it is added
// up before it is rounded (N2, T8).
void Rating::add_line_amounts(const rate::Rated& rated, const Slices& slices,
                              const Rational& share) {
    for (std::size_t i = rated.block.begin; i < rated.block.end; ++i) {
        Rational& amount = line_amounts_[slices.rows[i]];
        if (slices.tiers[i] == Slices::no_tier) continue;
        amount += slices.base(rated.block, i) * places_.value_of(slices.tiers[i]) *
                  early_factor(component_, figures_) * share;
    }
}

// The lines of a single look-up were added up, rounded, when they were walked.
void Rating::round_lines() {
    const bool several = window_.lookups.size() > 1;
    for (auto& [row, amount] : line_amounts_) {
        amount = rounded(Money(amount, plan_.currency), component_.rounding).amount();
        if (several) figures_.weighted += amount;
    }
}

bool Rating::limits_deals() const {
    return is_per_deal(component_.cap) || is_per_deal(component_.floor);
}

// Caps and floors on single deals (R7), of all look-ups together: what they take off or put on is
// one amount.
void Rating::limit_deals() {
    std::map<std::uint32_t, Rational> by_deal;
    for (const auto& [row, pay] : line_amounts_)
        by_deal[first_row_of_deal(row)] += pay;
    for (const auto& [deal, pay] : by_deal)
        limit_deal(pay);
}

// The steps that a single deal passes before its window has a figure of its own (R6).
void Rating::limit_deal(Rational pay) {
    for (const PayStep step : later_steps(component_)) {
        if (step == PayStep::modifiers) pay *= figures_.factor;
        if (step == PayStep::weight) pay *= component_.weight;
        if (step == PayStep::cap && is_per_deal(component_.cap)) {
            const Rational limited = least(pay, desk_.limit(job_, window_, *component_.cap));
            figures_.deals_cut += pay - limited;
            pay = limited;
        }
        if (step == PayStep::floor && is_per_deal(component_.floor)) {
            const Rational limited = greatest(pay, desk_.limit(job_, window_, *component_.floor));
            figures_.deals_added += limited - pay;
            pay = limited;
        }
    }
}

}  // namespace attain::payout
