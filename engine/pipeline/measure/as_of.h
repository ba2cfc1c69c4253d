// What lines still count in a window under a plan with a clawback: a cancellation or return that
// came after the window is not netted at its line's place, the clawback decides about it (R2, B4).
//
//     D-7, 1,000 booked 10 February, 400 returned 20 March, the rest cancelled 2 May
//       2026-Q1 counts 600, whatever came after its last day
//
// A line that counts in parts by its events is netted in full: what comes back of cash is a
// negative event itself.
#pragma once

#include "model/facts/takings.h"
#include "pipeline/measure/measures.h"

namespace attain::measure {

class AsOf {
public:
    // Of one measure of one plan; concerns nothing where the plan has no clawback.
    AsOf(Sources& sources, PlanIndex plan, const Measure& measure);

    bool concerns(std::uint32_t row) const {
        return !taken_.empty() && taken_[row] && facts_.ledger.amount.has(row);
    }
    // What the measure's column counts of the line until a day.
    Rational value(std::uint32_t row, Date until) const;
    bool taken_back(std::uint32_t row, Date until) const;

private:
    const Facts& facts_;
    const std::vector<bool>* netted_too_;
    const DecimalColumn* gross_ = nullptr;  // null: the amount
    bool zero_below_ = false;
    std::vector<bool> taken_;  // by row: something was taken back; empty: nothing is concerned
};

}  // namespace attain::measure
