#include "pipeline/measure/measures.h"

namespace attain::measure {

std::size_t Requests::add(const Request& request) {
    const Key key{request.plan,
                  request.measure,
                  request.owner,
                  request.assigned.first,
                  request.assigned.past_the_end,
                  request.counted.first,
                  request.counted.past_the_end};
    const auto [known, is_new] = known_.try_emplace(key, all_.size());
    if (is_new) all_.push_back(request);
    return known->second;
}

namespace {

// A number column with what was taken back taken off: an event takes the same share off every
// column as it takes off the amount; a return row brings its own (negative) value.
DecimalColumn net_of_returns(const DecimalColumn& gross, const Facts& facts) {
    DecimalColumn net = gross;
    const auto net_amount_moved = [&](std::size_t row) {
        return facts.net_amount.has(row) && facts.ledger.amount.has(row) &&
               facts.net_amount.value(row) != facts.ledger.amount.value(row);
    };
    for (const LineEvent& event : facts.events) {
        const std::size_t row = event.row.value();
        if (!net.has(row) || !net_amount_moved(row)) continue;
        const Rational amount = facts.ledger.amount.value(row);
        if (amount.is_zero() || facts.return_of[row].exists()) continue;
        Rational events = facts.net_amount.value(row);
        for (std::size_t other = 0; other < facts.return_of.size(); ++other) {
            if (facts.return_of[other] == RowIndex(event.row.value())) {
                events -= facts.ledger.amount.value(other);
            }
        }
        net.set_exact(row, gross.value(row) * events / amount);
    }
    for (std::size_t row = 0; row < facts.return_of.size(); ++row) {
        if (!facts.return_of[row].exists() || !gross.has(row)) continue;
        const std::size_t original = facts.return_of[row].value();
        const Rational before = net.has(original) ? net.value(original) : Rational(0);
        net.set_exact(original, before + gross.value(row));
        net.set_exact(row, Rational(0));
    }
    return net;
}

}  // namespace

Sources::Sources(const World& of) : world(of), withheld(of.facts.withheld) {}

const credit::CreditTable& Sources::credits(const Plan& plan) {
    const auto [known, is_new] = credits_.try_emplace({plan.assigned_by, plan.counted_by});
    if (is_new) {
        // Withheld lines stay in the table: more may be withheld while it is in use.
        known->second =
            credit::build_credits(world.facts, plan.assigned_by, plan.counted_by, withheld);
    }
    return known->second;
}

const std::vector<Mask>& Sources::masks(PlanIndex plan, MeasureIndex measure) {
    const auto [known, is_new] = masks_.try_emplace({plan, measure});
    if (is_new) {
        const Plan& rules = world.rules[plan];
        const Condition& where = rules.measures[measure].where;
        if (asks_for_role(where)) {
            for (const std::string& role : credits(rules).roles) {
                known->second.push_back(rows_taken(where, world.facts, role));
            }
        } else {
            known->second.push_back(rows_taken(where, world.facts, ""));
        }
    }
    return known->second;
}

credit::Conversions& Sources::conversions(PlanIndex plan) {
    return conversions_.try_emplace(plan, world.facts, world.rules[plan]).first->second;
}

const DecimalColumn& Sources::column(const std::string& name) {
    if (name == "amount") return world.facts.net_amount;
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

}  // namespace attain::measure
