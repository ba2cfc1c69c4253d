// Deals that are looked up one by one: which lines belong together, and where they stand (R0).
#include <fmt/format.h>

#include "pipeline/payout/columns.h"
#include "pipeline/payout/rating.h"

namespace attain::payout {

// Deals of one key lie side by side in the ledger: the first row of it stands for all.
std::uint32_t Rating::group_of(std::uint32_t row) const {
    if (component_.per == Per::window) return 0;
    return component_.per == Per::line ? row : first_row_of_deal(row);
}

std::uint32_t Rating::first_row_of_deal(std::uint32_t row) const {
    const Ledger& ledger = desk_.world().facts.ledger;
    while (row > 0 && ledger.source.code(row - 1) == ledger.source.code(row) &&
           ledger.deal.text(row - 1) == ledger.deal.text(row)) {
        --row;
    }
    return row;
}

std::map<std::uint32_t, Rational> Rating::by_group(std::size_t measure_result) {
    std::map<std::uint32_t, Rational> sums;
    const MeasureResult& counted = desk_.answer(measure_result);
    const LineBlock& block = counted.lines;
    for (std::size_t i = block.begin; i < block.end; ++i) {
        if (carried_over(counted, desk_.credits().rows[i])) continue;
        sums[group_of(desk_.credits().rows[i])] += desk_.credits().value(block, i);
    }
    return sums;
}

std::optional<Rational> Rating::column_of(std::uint32_t row) {
    const std::string& column = std::get<ColumnAxis>(component_.axis).column;
    const Facts& facts = desk_.world().facts;
    const auto number = number_of(desk_.lines(job_.plan, window_.window.period), row, column);
    const std::string& currency = facts.ledger.currency.text(row);
    if (!number) {
        desk_.except(job_, "missing-deal-value",
                     fmt::format("{} has no `{}`, by which `{}` rates it",
                                 facts.ledger.key_text(row), column, component_.name),
                     facts.ledger.find(column) || column == "amount"
                         ? fmt::format("fill the column `{}` in ledger.csv", column)
                         : fmt::format("fill what `{}` is computed from in ledger.csv", column));
    } else if (column == "amount" && currency != plan_.currency.code()) {
        const auto from = Currency::find(currency);
        const Date day((desk_.days(plan_.counted_by))[row]);
        credit::Conversions conversions(facts, plan_, plan_.conversion);
        const auto rate = from ? conversions.rate(*from, day) : std::nullopt;
        if (rate) return *number * *rate;
    }
    return number;
}

// Where one deal stands on the axis.
std::optional<Rational> Rating::position_of(const Lookup& lookup, std::uint32_t row) {
    if (std::holds_alternative<ColumnAxis>(component_.axis)) return column_of(row);
    if (!lookup.measure_result) return Rational(0);
    if (positions_from_ != lookup.measure_result) {
        positions_ = by_group(*lookup.measure_result);
        positions_from_ = lookup.measure_result;
    }
    const auto found = positions_.find(group_of(row));
    return found == positions_.end() ? Rational(0) : found->second;
}

// Without a base, each deal of the looked-up measure pays its amount; a tier's base is their
// number.
void Rating::pay_each_deal(const Lookup& lookup) {
    if (!lookup.measure_result) return;
    const Reading reading{job_, last_day(), std::nullopt};
    std::map<std::uint32_t, TierSum> sums;
    for (const auto& [deal, position] : by_group(*lookup.measure_result)) {
        if (position.is_zero()) continue;  // all of it was taken back
        const Answer answer = values_.at(reading, component_, position);
        Places::Meaning meaning{0, 0, answer.place, answer.chosen, {}, answer.value};
        if (answer.place == Slices::no_tier) continue;
        const std::uint32_t place = places_.of(meaning);
        TierSum& sum = sums[place];
        sum.place = place;
        sum.base += 1;
        sum.value = answer.value;
        sum.amount += answer.value;
        figures_.gross += answer.value;
    }
    for (const auto& [place, sum] : sums)
        figures_.tiers.push_back(sum);
}

}  // namespace attain::payout
