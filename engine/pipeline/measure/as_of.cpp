#include "pipeline/measure/as_of.h"

namespace attain::measure {

AsOf::AsOf(Sources& sources, PlanIndex plan, const Measure& measure)
    : facts_(sources.world.facts), netted_too_(sources.netted_too) {
    const Plan& rules = sources.world.rules[plan];
    if (!rules.terms.balances.clawback || facts_.takings.empty()) return;
    if (!sources.credits(rules, measure).pieces.empty()) return;
    taken_.assign(facts_.ledger.rows(), false);
    for (const Taking& taking : facts_.takings)
        taken_[taking.row.value()] = true;
    const bool counts =
        measure.kind == Measure::Kind::count || measure.kind == Measure::Kind::distinct;
    if (counts || measure.column == "amount") return;
    gross_ = sources.gross_column(plan, measure.column);
    for (const ComputedColumn& own : rules.columns)
        zero_below_ = zero_below_ || (own.name == measure.column && own.zero_below);
}

Rational AsOf::value(std::uint32_t row, Date until) const {
    const TakenOff off{until, netted_too_};
    if (gross_ == nullptr) return left_of(facts_, row, off);
    const Rational left = left_in_column(facts_, *gross_, row, off);
    return zero_below_ ? greatest(left, Rational(0)) : left;
}

bool AsOf::taken_back(std::uint32_t row, Date until) const {
    return !facts_.ledger.amount.value(row).is_zero() &&
           left_of(facts_, row, {until, netted_too_}).is_zero();
}

}  // namespace attain::measure
