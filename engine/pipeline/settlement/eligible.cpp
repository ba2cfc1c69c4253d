#include "pipeline/settlement/eligible.h"

#include <algorithm>
#include <optional>

#include "model/facts/takings.h"
#include "pipeline/credit/credit_table.h"
#include "pipeline/measure/measures.h"

namespace attain::settlement {

std::vector<std::pair<std::uint32_t, Rational>> deals_of_window(const World& world,
                                                                const RunResult& run,
                                                                const WindowFigures& window) {
    std::vector<std::pair<std::uint32_t, Rational>> deals;
    if (window.slices && window.slices->size() > 0) {
        std::map<std::uint32_t, Rational> values;
        for (const TierSum& tier : window.tiers)
            values[tier.place] = tier.value;
        const Rational weight = world.rules[window.plan].components[window.component].weight;
        for (std::size_t at = window.slices->begin; at < window.slices->end; ++at) {
            const auto value = values.find(run.slices.tiers[at]);
            if (value == values.end()) continue;
            deals.emplace_back(run.slices.rows[at], run.slices.base(*window.slices, at) *
                                                        value->second * window.factor * weight);
        }
        return deals;
    }
    const std::optional<std::size_t> measured = window.measure_behind();
    if (!measured) return deals;
    const MeasureResult& measure = run.measures[*measured];
    if (!world.rules[measure.plan].measures[measure.measure].adds_up()) return deals;
    if (measure.value.sign() <= 0) return deals;
    for (std::size_t at = measure.lines.begin; at < measure.lines.end; ++at) {
        deals.emplace_back(run.credits.rows[at],
                           window.exact * run.credits.value(measure.lines, at) / measure.value);
    }
    return deals;
}

bool looks_at_deals(const Balances& terms) {
    const bool by_days = terms.holdback && terms.holdback->until_event.empty();
    if (terms.clawback && by_days) return true;  // of a deal that comes back, what is held
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
            const std::string& name = rules.components[component.component].name;
            std::vector<DealPay> deals;
            for (const WindowFigures& window : component.windows) {
                const Date until = measure::netted_until(world.rules[window.plan], window.window);
                for (auto& [row, value] : deals_of_window(world, run, window))
                    deals.push_back({row, name, until, std::move(value)});
            }
            Rational sum;
            for (const DealPay& deal : deals)
                sum += deal.pay;
            if (sum.is_zero()) {
                pay.others += due;
                continue;
            }
            for (DealPay& deal : deals) {
                deal.pay = due * deal.pay / sum;
                pay.deals.push_back(std::move(deal));
            }
        }
    }
}

Rational kept_by_days(const Balances& terms, const Period& pay_period, Date day) {
    const std::optional<Holdback>& holdback = terms.holdback;
    if (!holdback || !holdback->until_event.empty()) return 0;
    return pay_period.days.last() + holdback->until_days > day ? holdback->share : Rational(0);
}

Rational brought(const Facts& facts, const std::string& kind, std::uint32_t row, Date netted_until,
                 Date day) {
    if (!facts.ledger.amount.has(row)) return 0;
    const Rational whole = left_of(facts, row, {netted_until});
    if (whole.is_zero()) return 1;
    Rational sum;
    const auto first = std::lower_bound(
        facts.events.begin(), facts.events.end(), row,
        [](const LineEvent& event, std::uint32_t wanted) { return event.row.value() < wanted; });
    for (auto event = first; event != facts.events.end() && event->row.value() == row; ++event) {
        if (event->kind != kind || event->day > day) continue;
        sum = event->amount ? sum + *event->amount : whole;
    }
    return std::clamp<Rational>(sum / whole, 0, 1);
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

Rational Eligibility::part_of_deal(const Balances& terms, const DealPay& deal, Date day) {
    Rational part = 1;
    if (terms.payments && !terms.payments->in_proportion_to.empty()) {
        part = brought(facts_, terms.payments->in_proportion_to, deal.row, deal.netted_until, day);
    } else if (terms.payments) {
        part = 0;
        for (const Payments::Part& payment : terms.payments->parts) {
            if (is_over(payment.on, deal.row, payment.days_after, day)) part += payment.share;
        }
    }
    const bool kept = terms.holdback && !terms.holdback->until_event.empty();
    if (kept && !is_over(terms.holdback->until_event, deal.row, 0, day)) {
        part *= Rational(1) - terms.holdback->share;
    }
    return part;
}

Rational Eligibility::part(const Balances& terms, const PlanPay& pay, Date day,
                           const Rational& kept, const std::vector<Cancelled>& cancelled) {
    const Rational rest = Rational(1) - kept;
    Rational free = pay.others * rest;
    Rational all = pay.others;
    struct Together {
        Rational free, all;
    };
    std::vector<Together> groups(cancelled.size());
    for (const DealPay& deal : pay.deals) {
        const Rational of_deal = deal.pay * part_of_deal(terms, deal, day) * rest;
        const auto group =
            std::find_if(cancelled.begin(), cancelled.end(), [&](const Cancelled& one) {
                return one.component == deal.component &&
                       std::binary_search(one.rows.begin(), one.rows.end(), deal.row);
            });
        if (group != cancelled.end()) {
            Together& together = groups[static_cast<std::size_t>(group - cancelled.begin())];
            together.free += of_deal;
            together.all += deal.pay;
        } else {
            free += of_deal;
            all += deal.pay;
        }
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Rational left = groups[i].all - cancelled[i].amount;
        free += left.sign() >= 0 ? least(groups[i].free, left) : greatest(groups[i].free, left);
        all += left;
    }
    return all.is_zero() ? Rational(1) : std::clamp<Rational>(free / all, 0, 1);
}

}  // namespace attain::settlement
