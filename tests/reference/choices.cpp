// Values chosen by columns, and columns that are looked up (R0): cell by cell, row by row.
#include "reference/sheet.h"

namespace attain::reference {

namespace {

Named chosen_cell(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                  const std::string& column) {
    const Ledger& ledger = sheet.facts().ledger;
    for (const ComputedColumn& own : plan.columns) {
        if (own.name != column) continue;
        const auto value = computed(sheet, plan, row, own);
        if (!value) return {};
        return own.zero_below ? greatest(*value, 0) : *value;
    }
    if (column == "source") return ledger.source.text(row);
    if (column == "deal") return std::string(ledger.deal.text(row));
    if (column == "line") return ledger.line.text(row);
    if (column == "owner") return ledger.owner.text(row);
    if (column == "currency") return ledger.currency.text(row);
    if (column == "amount") return sheet.facts().net_amount.value(row);
    const FurtherColumn* further = ledger.find(column);
    if (further == nullptr) return {};
    if (const auto* texts = std::get_if<TextColumn>(&further->values)) return texts->text(row);
    const auto* numbers = std::get_if<DecimalColumn>(&further->values);
    if (numbers == nullptr || !numbers->has(row)) return {};
    return numbers->value(row);
}

Named cell_of_person(const Stretch* stretch, const std::string& column) {
    if (stretch == nullptr) return {};
    const auto number = stretch->numbers.find(column);
    if (number != stretch->numbers.end()) return number->second;
    const auto text = stretch->texts.find(column);
    return text == stretch->texts.end() ? Named() : Named(text->second);
}

bool fits(const std::vector<Choice::Fit>& wanted, const Named& found) {
    for (const Choice::Fit& one : wanted) {
        const auto* number = std::get_if<Rational>(&found);
        if (number != nullptr && one.number && *one.number == *number) return true;
        const auto* text = std::get_if<std::string>(&found);
        if (text != nullptr && !text->empty() && *text == one.text) return true;
    }
    return wanted.empty();
}

}  // namespace

const Quantity& chosen(const Sheet& sheet, const Moment& moment, const Choice& choice, Date day,
                       std::optional<std::uint32_t> row) {
    const Stretch* person = row_of_stint(sheet, moment.stint, day);
    for (const Choice::Row& candidate : choice.rows) {
        bool all = true;
        for (std::size_t i = 0; i < choice.columns.size(); ++i) {
            const std::string& name = choice.columns[i];
            const bool of_person = name.rfind("person.", 0) == 0;
            Named found;
            if (of_person) found = cell_of_person(person, name.substr(7));
            if (!of_person && row) found = chosen_cell(sheet, sheet.plan(moment.plan), *row, name);
            all = all && fits(candidate.cells[i], found);
        }
        if (all) return candidate.value;
    }
    return choice.otherwise;
}

std::optional<Rational> column_number(const Sheet& sheet, const Plan& plan, std::uint32_t row,
                                      const std::string& column) {
    const Named found = chosen_cell(sheet, plan, row, column);
    const auto* number = std::get_if<Rational>(&found);
    if (number == nullptr) return std::nullopt;
    const auto from = Currency::find(sheet.facts().ledger.currency.text(row));
    if (column != "amount" || !from || *from == plan.currency) return *number;
    const auto rate = exchange(sheet, plan, Measure(), *from, *day_of(sheet, row, plan.counted_by));
    return rate ? *number * *rate : *number;
}

bool same_deal(const Sheet& sheet, std::uint32_t a, std::uint32_t b) {
    const Ledger& ledger = sheet.facts().ledger;
    return ledger.source.text(a) == ledger.source.text(b) &&
           ledger.deal.text(a) == ledger.deal.text(b);
}

}  // namespace attain::reference
