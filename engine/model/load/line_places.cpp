#include "model/load/line_places.h"

namespace attain::load {

namespace {

int compare_deal(const Ledger& ledger, std::size_t row, std::string_view source,
                 std::string_view deal) {
    const int sources = std::string_view(ledger.source.text(row)).compare(source);
    return sources != 0 ? sources : ledger.deal.text(row).compare(deal);
}

// The first row of [first, past) for which `before` no longer holds.
template <class Before>
std::size_t first_not(std::size_t first, std::size_t past, Before before) {
    while (first < past) {
        const std::size_t middle = first + (past - first) / 2;
        if (before(middle)) {
            first = middle + 1;
        } else {
            past = middle;
        }
    }
    return first;
}

}  // namespace

RowSpan rows_of_deal(const Ledger& ledger, std::string_view source, std::string_view deal) {
    const std::size_t rows = ledger.rows();
    const std::size_t first = first_not(
        0, rows, [&](std::size_t row) { return compare_deal(ledger, row, source, deal) < 0; });
    const std::size_t past = first_not(
        first, rows, [&](std::size_t row) { return compare_deal(ledger, row, source, deal) <= 0; });
    return {first, past};
}

std::optional<std::size_t> row_of_line(const Ledger& ledger, std::string_view source,
                                       std::string_view deal, std::string_view line) {
    const RowSpan rows = rows_of_deal(ledger, source, deal);
    const std::size_t place = first_not(rows.first, rows.past, [&](std::size_t row) {
        return std::string_view(ledger.line.text(row)) < line;
    });
    if (place == rows.past || ledger.line.text(place) != line) return std::nullopt;
    return place;
}

}  // namespace attain::load
