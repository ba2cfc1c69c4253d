#include "pipeline/measure/weights.h"

namespace attain::measure {

namespace {

const TextColumn* texts_named(const Ledger& ledger, std::string_view name) {
    if (name == "source") return &ledger.source;
    if (name == "line") return &ledger.line;
    if (name == "currency") return &ledger.currency;
    if (name == "owner") return &ledger.owner;
    const FurtherColumn* further = ledger.find(name);
    return further ? std::get_if<TextColumn>(&further->values) : nullptr;
}

}  // namespace

Weights::Weights(const Ledger& ledger, const Measure& measure) {
    for (const CreditWeight& weight : measure.weights) {
        if (weight.column == "role") {
            role_ = &weight;
            continue;
        }
        // A ledger without the column: no line has a text in it.
        const TextColumn* texts = texts_named(ledger, weight.column);
        if (texts == nullptr) continue;
        Column column{texts, {}, {}};
        Integer denominator = 1;
        for (const std::string& text : texts->texts()) {
            const auto found = weight.by_text.find(text);
            column.by_code.push_back(found != weight.by_text.end() ? found->second : Rational(1));
            denominator = least_common_multiple(denominator, column.by_code.back().denominator());
        }
        for (const Rational& value : column.by_code) {
            column.factors.push_back(to_int64((value * Rational(denominator)).numerator()));
        }
        denominator_ *= denominator;
        columns_.push_back(std::move(column));
    }
}

Rational Weights::of_role(const std::string& role) const {
    if (role_ == nullptr) return 1;
    const auto found = role_->by_text.find(role);
    return found != role_->by_text.end() ? found->second : Rational(1);
}

Rational Weights::of_row(std::uint32_t row) const {
    Rational product = 1;
    for (const Column& column : columns_)
        product *= column.by_code[column.texts->code(row)];
    return product;
}

std::optional<std::int64_t> Weights::factor_of_row(std::uint32_t row) const {
    std::int64_t product = 1;
    for (const Column& column : columns_) {
        const std::optional<std::int64_t> factor = column.factors[column.texts->code(row)];
        if (!factor || __builtin_mul_overflow(product, *factor, &product)) return std::nullopt;
    }
    return product;
}

Apart::Apart(Sources& sources, PlanIndex plan, const Measure& measure)
    : ledger_(sources.world.facts.ledger) {
    if (measure.kind != Measure::Kind::distinct) return;
    column_ = measure.column;
    if (column_ == "deal") return;
    texts_ = texts_named(ledger_, column_);
    if (texts_) return;
    if (column_ == "booked") {
        days_ = &ledger_.booked;
        return;
    }
    if (const FurtherColumn* further = ledger_.find(column_)) {
        days_ = std::get_if<DayColumn>(&further->values);
        numbers_ = std::get_if<DecimalColumn>(&further->values);
    }
    // As written, like in a condition: what came back does not make the value another one.
    if (!days_ && !numbers_) numbers_ = written_numbers(sources, plan);
}

const DecimalColumn* Apart::written_numbers(Sources& sources, PlanIndex plan) const {
    if (column_ == "amount") return &ledger_.amount;
    return &sources.computed(plan).written.at(column_);
}

bool Apart::has(std::uint32_t row) const {
    if (texts_) return texts_->code(row) != 0;
    if (days_) return days_->has(row);
    return !numbers_ || numbers_->has(row);
}

std::string Apart::text_of(std::uint32_t row) const {
    if (texts_) return texts_->text(row);
    if (days_) return std::to_string(days_->days[row]);
    if (numbers_) return numbers_->value(row).fraction();
    return std::string(ledger_.deal.text(row));
}

bool Apart::is_new(std::uint32_t slot, std::uint32_t row) {
    return column_.empty() || seen_[slot].insert(text_of(row)).second;
}

}  // namespace attain::measure
