#include "pipeline/payout/columns.h"

#include <algorithm>

namespace attain::payout {

namespace {

constexpr std::string_view person_prefix = "person.";

struct Cell {
    std::string text;
    std::optional<Rational> number;
};

Cell cell_of_person(const Stretch* person, const std::string& column) {
    if (!person) return {};
    const auto number = person->numbers.find(column);
    if (number != person->numbers.end()) return {"", number->second};
    const auto text = person->texts.find(column);
    return text == person->texts.end() ? Cell{} : Cell{text->second, std::nullopt};
}

Cell cell_of_line(const LineColumns& lines, std::uint32_t row, const std::string& column) {
    const Ledger& ledger = lines.facts.ledger;
    if (column == "source") return {ledger.source.text(row), {}};
    if (column == "deal") return {std::string(ledger.deal.text(row)), {}};
    if (column == "line") return {ledger.line.text(row), {}};
    if (column == "currency") return {ledger.currency.text(row), {}};
    if (column == "owner") return {ledger.owner.text(row), {}};
    if (const FurtherColumn* further = ledger.find(column)) {
        if (const auto* texts = std::get_if<TextColumn>(&further->values)) {
            return {texts->text(row), {}};
        }
    }
    return {"", number_of(lines, row, column)};
}

bool fits(const std::vector<Choice::Fit>& wanted, const Cell& cell) {
    if (wanted.empty()) return true;
    return std::any_of(wanted.begin(), wanted.end(), [&](const Choice::Fit& fit) {
        if (cell.number) return fit.number && *fit.number == *cell.number;
        return !cell.text.empty() && fit.text == cell.text;
    });
}

}  // namespace

std::optional<Rational> number_of(const LineColumns& lines, std::uint32_t row,
                                  const std::string& column) {
    const DecimalColumn* numbers = nullptr;
    const auto computed = lines.computed.counted.find(column);
    if (column == "amount" && lines.off && lines.facts.ledger.amount.has(row)) {
        return left_of(lines.facts, row, *lines.off);
    }
    if (column == "amount") {
        numbers = &lines.facts.net_amount;
    } else if (const FurtherColumn* further = lines.facts.ledger.find(column)) {
        numbers = std::get_if<DecimalColumn>(&further->values);
    } else if (computed != lines.computed.counted.end()) {
        numbers = &computed->second;
    }
    if (!numbers || !numbers->has(row)) return std::nullopt;
    return numbers->value(row);
}

std::uint32_t row_chosen(const LineColumns& lines, const Choice& choice,
                         std::optional<std::uint32_t> row, const Stretch* person) {
    std::vector<Cell> cells;
    for (const std::string& column : choice.columns) {
        if (column.starts_with(person_prefix)) {
            cells.push_back(cell_of_person(person, column.substr(person_prefix.size())));
        } else {
            cells.push_back(row ? cell_of_line(lines, *row, column) : Cell{});
        }
    }
    const auto found =
        std::find_if(choice.rows.begin(), choice.rows.end(), [&](const Choice::Row& one) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (!fits(one.cells[i], cells[i])) return false;
            }
            return true;
        });
    return static_cast<std::uint32_t>(found - choice.rows.begin());
}

}  // namespace attain::payout
