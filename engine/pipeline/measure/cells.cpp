#include "pipeline/measure/cells.h"

#include <algorithm>

#include "pipeline/credit/credit_table.h"

namespace attain::measure {

namespace {

using condition::Value;

bool is_event(const Facts& facts, std::string_view name) {
    return std::any_of(facts.events.begin(), facts.events.end(),
                       [&](const LineEvent& event) { return event.kind == name; });
}

// Computes columns one by one; a column that needs another waits for it. A bound plan has no circle
// among them.
class ColumnMaker {
public:
    ColumnMaker(const Plan& plan, const Facts& facts) : plan_(plan), facts_(facts) {}

    Computed make() {
        for (const ComputedColumn& column : plan_.columns)
            make(column);
        return std::move(made_);
    }

private:
    void make(const ComputedColumn& column) {
        if (made_.written.contains(column.name)) return;
        const std::vector<intake::Mention> mentions = intake::names_in(*column.formula);
        for (const ComputedColumn& other : plan_.columns) {
            for (const intake::Mention& mention : mentions) {
                if (mention.name == other.name) make(other);
            }
        }
        const std::string no_role;
        std::map<std::string, Cells, std::less<>> cells;
        for (const intake::Mention& mention : mentions) {
            cells.try_emplace(std::string(mention.name), facts_, made_, no_role, mention.name);
        }
        DecimalColumn written;
        DecimalColumn counted;
        for (std::size_t row = 0; row < facts_.ledger.rows(); ++row) {
            const auto value = condition::value_of(*column.formula, [&](std::string_view name) {
                return cells.find(name)->second.at(row);
            });
            const auto* number = value ? std::get_if<Rational>(&*value) : nullptr;
            if (number == nullptr) {
                written.push_absent();
                counted.push_absent();
                continue;
            }
            written.push_exact(*number);
            const bool cut = column.zero_below && number->sign() < 0;
            counted.push_exact(cut ? Rational(0) : *number);
        }
        made_.written.emplace(column.name, std::move(written));
        made_.counted.emplace(column.name, std::move(counted));
    }

    const Plan& plan_;
    const Facts& facts_;
    Computed made_;
};

}  // namespace

Cells::Cells(const Facts& facts, const Computed& computed, const std::string& role,
             std::string_view name)
    : facts_(facts), role_(role), name_(name) {
    const Ledger& ledger = facts.ledger;
    const auto computed_column = computed.counted.find(name);
    if (name == "source") texts_ = &ledger.source;
    if (name == "line") texts_ = &ledger.line;
    if (name == "currency") texts_ = &ledger.currency;
    if (name == "owner") texts_ = &ledger.owner;
    if (name == "booked") days_ = &ledger.booked;
    if (name == "amount") numbers_ = &ledger.amount;
    if (const FurtherColumn* further = ledger.find(name)) {
        texts_ = std::get_if<TextColumn>(&further->values);
        numbers_ = std::get_if<DecimalColumn>(&further->values);
        days_ = std::get_if<DayColumn>(&further->values);
    } else if (computed_column != computed.counted.end()) {
        numbers_ = &computed_column->second;
    }
    const bool known = texts_ || days_ || numbers_ || name == "deal" || name == "role";
    if (!known && is_event(facts, name)) {
        events_.days = credit::days_named(facts, std::string(name));
    }
}

std::optional<Value> Cells::at(std::size_t row) const {
    if (texts_) return Value(texts_->text(row));
    if (numbers_) {
        return numbers_->has(row) ? std::optional<Value>(numbers_->value(row)) : std::nullopt;
    }
    if (days_) return days_->has(row) ? std::optional<Value>(days_->date(row)) : std::nullopt;
    if (!events_.days.empty()) {
        return events_.has(row) ? std::optional<Value>(events_.date(row)) : std::nullopt;
    }
    if (name_ == "deal") return Value(std::string(facts_.ledger.deal.text(row)));
    if (name_ == "role") return Value(role_);
    return std::nullopt;
}

Computed compute_columns(const Plan& plan, const Facts& facts) {
    return ColumnMaker(plan, facts).make();
}

}  // namespace attain::measure
