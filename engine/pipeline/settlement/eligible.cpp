#include "pipeline/settlement/eligible.h"

#include <algorithm>
#include <optional>

#include "pipeline/credit/credit_table.h"

namespace attain::settlement {

namespace {

// The deals behind one window: what was rated, else whose credit was looked up.
void add_window(const World& world, const RunResult& run, const WindowFigures& window,
                std::vector<DealPay>& deals) {
    if (window.slices && window.slices->size() > 0) {
        std::map<std::uint32_t, Rational> values;
        for (const TierSum& tier : window.tiers)
            values[tier.place] = tier.value;
        const Rational weight = world.rules[window.plan].components[window.component].weight;
        for (std::size_t at = window.slices->begin; at < window.slices->end; ++at) {
            const auto value = values.find(run.slices.tiers[at]);
            if (value == values.end()) continue;
            deals.push_back({run.slices.rows[at], run.slices.base(*window.slices, at) *
                                                      value->second * window.factor * weight});
        }
        return;
    }
    const std::optional<std::size_t> measured = window.measure_behind();
    if (!measured) return;
    const MeasureResult& measure = run.measures[*measured];
    if (!world.rules[measure.plan].measures[measure.measure].adds_up()) return;
    if (measure.value.sign() <= 0) return;
    for (std::size_t at = measure.lines.begin; at < measure.lines.end; ++at) {
        deals.push_back({run.credits.rows[at],
                         window.exact * run.credits.value(measure.lines, at) / measure.value});
    }
}

}  // namespace

bool looks_at_deals(const Balances& terms) {
    return terms.payments.has_value() || (terms.holdback && !terms.holdback->until_event.empty());
}

void add_deal_pays(const World& world, const RunResult& run, DealPays& pays) {
    for (const PlanResult& plan : run.plans) {
        const Plan& rules = world.rules[plan.plan];
        if (!looks_at_deals(rules.terms.balances)) continue;
        PlanPay& pay =
            pays[{world.facts.roster[plan.who].id.text(), rules.id.text(), plan.pay_period.name}];
        for (const std::size_t place : plan.components) {
            const ComponentResult& component = run.components[place];
            const Rational due = component.due.exact().amount();
            std::vector<DealPay> deals;
            for (const WindowFigures& window : component.windows)
                add_window(world, run, window, deals);
            Rational sum;
            for (const DealPay& deal : deals)
                sum += deal.pay;
            if (sum.is_zero()) {
                pay.others += due;
                continue;
            }
            for (const DealPay& deal : deals)
                pay.deals.push_back({deal.row, due * deal.pay / sum});
        }
    }
}

const std::vector<std::int32_t>& Eligibility::days(const std::string& name) {
    const auto found = days_.find(name);
    if (found != days_.end()) return found->second;
    return days_.emplace(name, credit::days_named(facts_, name)).first->second;
}

bool Eligibility::is_over(const std::string& name, std::uint32_t row, std::int32_t days_after,
                          Date day) {
    const std::int32_t of_line = days(name)[row];
    return of_line != DayColumn::absent && Date(of_line) + days_after <= day;
}

Rational Eligibility::brought(const std::string& kind, std::uint32_t row, Date day) const {
    if (!facts_.net_amount.has(row)) return 0;
    const Rational whole = facts_.net_amount.value(row);
    if (whole.is_zero()) return 1;
    Rational sum;
    const auto first = std::lower_bound(
        facts_.events.begin(), facts_.events.end(), row,
        [](const LineEvent& event, std::uint32_t wanted) { return event.row.value() < wanted; });
    for (auto event = first; event != facts_.events.end() && event->row.value() == row; ++event) {
        if (event->kind == kind && event->day <= day && event->amount) sum += *event->amount;
    }
    return std::clamp<Rational>(sum / whole, 0, 1);
}

Rational Eligibility::part_of_deal(const Balances& terms, std::uint32_t row, Date day) {
    Rational part = 1;
    if (terms.payments && !terms.payments->in_proportion_to.empty()) {
        part = brought(terms.payments->in_proportion_to, row, day);
    } else if (terms.payments) {
        part = 0;
        for (const Payments::Part& payment : terms.payments->parts) {
            if (is_over(payment.on, row, payment.days_after, day)) part += payment.share;
        }
    }
    const bool kept = terms.holdback && !terms.holdback->until_event.empty();
    if (kept && !is_over(terms.holdback->until_event, row, 0, day)) {
        part *= Rational(1) - terms.holdback->share;
    }
    return part;
}

Rational Eligibility::part(const Balances& terms, const PlanPay& pay, Date day) {
    Rational free = pay.others;
    Rational all = pay.others;
    for (const DealPay& deal : pay.deals) {
        free += deal.pay * part_of_deal(terms, deal.row, day);
        all += deal.pay;
    }
    return all.is_zero() ? Rational(1) : std::clamp<Rational>(free / all, 0, 1);
}

}  // namespace attain::settlement
