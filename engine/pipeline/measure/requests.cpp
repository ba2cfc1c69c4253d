#include "pipeline/measure/measures.h"

#include <algorithm>

#include "model/facts/takings.h"
#include "model/plan/reading.h"

namespace attain::measure {

std::size_t Requests::add(const Request& request) {
    const Key key{request.plan,
                  request.measure,
                  request.owner,
                  request.assigned.first,
                  request.assigned.past_the_end,
                  request.counted.first,
                  request.counted.past_the_end,
                  request.netted_until,
                  request.inputs};
    const auto [known, is_new] = known_.try_emplace(key, all_.size());
    if (is_new) all_.push_back(request);
    return known->second;
}

namespace {

// A number column with all that was taken back taken off; a return row itself counts nothing.
DecimalColumn net_of_returns(const DecimalColumn& gross, const Facts& facts) {
    DecimalColumn net = gross;
    const TakenOff all{DayRange::always().past_the_end};
    for (const Taking& taking : facts.takings) {
        const std::uint32_t row = taking.row.value();
        const bool brings = taking.return_row.exists() && gross.has(taking.return_row.value());
        if (gross.has(row) || brings) {
            net.set_exact(row, left_in_column(facts, gross, row, all));
        }
        if (brings) net.set_exact(taking.return_row.value(), Rational(0));
    }
    return net;
}

void cut_below_zero(DecimalColumn& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.has(row) && column.value(row).sign() < 0) column.set_exact(row, Rational(0));
    }
}

}  // namespace

Sources::Sources(const World& of, const std::vector<bool>* too)
    : world(of), netted_too(too), withheld(of.facts.withheld) {}

const credit::CreditTable& Sources::credits_by(const credit::DateChoice& dates) {
    const auto [known, is_new] = credits_.try_emplace(dates);
    if (is_new) {
        // Withheld lines stay in the table: more may be withheld while it is in use.
        known->second = credit::build_credits(world.facts, dates, withheld);
    }
    return known->second;
}

const credit::CreditTable& Sources::credits(const Plan& plan) {
    return credits_by({plan.assigned_by, plan.counted_by, ""});
}

const credit::CreditTable& Sources::credits(const Plan& plan, const Measure& measure) {
    return credits_by(credit::dates_of(plan, measure));
}

const Computed& Sources::computed(PlanIndex plan) {
    const auto [known, is_new] = computed_.try_emplace(plan);
    if (is_new) known->second = compute_columns(world.rules[plan], world.facts);
    return known->second;
}

const std::vector<Mask>& Sources::masks(PlanIndex plan, MeasureIndex measure) {
    const auto [known, is_new] = masks_.try_emplace({plan, measure});
    if (is_new) {
        const Plan& rules = world.rules[plan];
        const Condition& where = rules.measures[measure].where;
        if (asks_for_role(where)) {
            for (const std::string& role : credits(rules, rules.measures[measure]).roles) {
                known->second.push_back(rows_taken(where, world.facts, computed(plan), role));
            }
        } else {
            known->second.push_back(rows_taken(where, world.facts, computed(plan), ""));
        }
    }
    return known->second;
}

credit::Conversions& Sources::conversions(PlanIndex plan, MeasureIndex measure) {
    const Plan& rules = world.rules[plan];
    return conversions_
        .try_emplace({plan, measure}, world.facts, rules,
                     conversion_of(rules, rules.measures[measure]))
        .first->second;
}

const DecimalColumn& Sources::column(PlanIndex plan, const std::string& name) {
    if (name == "amount") return world.facts.net_amount;
    for (const ComputedColumn& own : world.rules[plan].columns) {
        if (own.name != name) continue;
        const auto [known, is_new] = computed_columns_.try_emplace({plan, name});
        if (is_new) {
            known->second = net_of_returns(computed(plan).written.at(name), world.facts);
            if (own.zero_below) cut_below_zero(known->second);
        }
        return known->second;
    }
    const auto [known, is_new] = columns_.try_emplace(name);
    if (is_new) {
        const FurtherColumn* column = world.facts.ledger.find(name);
        if (column && column->type() == ColumnType::number) {
            known->second = net_of_returns(std::get<DecimalColumn>(column->values), world.facts);
        } else {
            // A ledger without the column: nobody's deal has a value in it.
            for (std::size_t row = 0; row < world.facts.ledger.rows(); ++row) {
                known->second.push_absent();
            }
        }
    }
    return known->second;
}

const DecimalColumn* Sources::gross_column(PlanIndex plan, const std::string& name) {
    if (name == "amount") return &world.facts.ledger.amount;
    const auto own = computed(plan).written.find(name);
    if (own != computed(plan).written.end()) return &own->second;
    const FurtherColumn* column = world.facts.ledger.find(name);
    return column ? std::get_if<DecimalColumn>(&column->values) : nullptr;
}

const std::optional<Conversion>& conversion_of(const Plan& plan, const Measure& measure) {
    return measure.conversion ? measure.conversion : plan.conversion;
}

namespace {

// B4: all that came back is off where the plan says that the attainment of the deal's window falls
// and only that is asked.
Date netted_for(const Plan& plan, const Asker& asker) {
    const std::optional<Clawback>& clawback = plan.terms.balances.clawback;
    const bool falls = clawback && clawback->attainment == Clawback::Attainment::deal_window;
    if (asker.for_sight && falls) return DayRange::always().past_the_end;
    return netted_until(plan, asker.window);
}

}  // namespace

Date netted_until(const Plan& plan, const Period& window) {
    return plan.terms.balances.clawback ? window.days.past_the_end
                                        : DayRange::always().past_the_end;
}

std::optional<std::size_t> ask(const World& world, Requests& requests, const Asker& asker,
                               MeasureIndex index) {
    const Plan& rules = world.rules[asker.plan];
    const Measure& measure = rules.measures[index];
    const bool of_team = measure.credit == CreditScope::team;
    if (of_team && !asker.team.exists()) return std::nullopt;
    std::vector<std::size_t> inputs;
    for (const MeasureInput& input : inputs_of(rules, measure)) {
        Asker of_input = asker;
        if (input.before) of_input.upto = std::min(asker.upto, asker.before);
        const auto place = ask(world, requests, of_input, input.measure);
        if (!place) return std::nullopt;
        inputs.push_back(*place);
    }
    if (of_team) {
        const DayRange counted{asker.window.days.first,
                               std::min(asker.upto, asker.window.days.past_the_end)};
        return requests.add({asker.plan, index, GoalOwner(asker.team), asker.window,
                             DayRange::always(), counted, netted_for(rules, asker),
                             std::move(inputs)});
    }
    DayRange counted = asker.own.intersect(asker.window.days);
    counted.past_the_end = std::min(counted.past_the_end, asker.upto);
    return requests.add({asker.plan, index, GoalOwner(asker.who), asker.window, asker.assigned,
                         counted, netted_for(rules, asker), std::move(inputs)});
}

}  // namespace attain::measure
