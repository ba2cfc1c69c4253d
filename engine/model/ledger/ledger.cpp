#include "model/ledger/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/ensure.h"

namespace attain {

const std::vector<StandardColumn> standard_columns = {
    {"source", ColumnType::text}, {"deal", ColumnType::text},     {"line", ColumnType::text},
    {"booked", ColumnType::date}, {"amount", ColumnType::number}, {"currency", ColumnType::text},
    {"owner", ColumnType::text},
};

std::string_view name_of(ColumnType type) {
    switch (type) {
        case ColumnType::text: return "text";
        case ColumnType::number: return "number";
        case ColumnType::date: return "date";
    }
    ensure(false, "a column type has a name");
    return {};
}

namespace {

FurtherColumn empty_column(std::string name, ColumnType type) {
    switch (type) {
        case ColumnType::text: return {std::move(name), TextColumn()};
        case ColumnType::number: return {std::move(name), DecimalColumn()};
        case ColumnType::date: return {std::move(name), DayColumn()};
    }
    ensure(false, "a column has one of three types");
    return {};
}

void push_absent(FurtherColumn& column) {
    if (auto* texts = std::get_if<TextColumn>(&column.values)) texts->push_code(0);
    if (auto* numbers = std::get_if<DecimalColumn>(&column.values)) numbers->push_absent();
    if (auto* days = std::get_if<DayColumn>(&column.values))
        days->days.push_back(DayColumn::absent);
}

void push_number(DecimalColumn& to, const DecimalColumn& from, std::size_t row) {
    if (!from.has(row)) {
        to.push_absent();
    } else if (from.units()[row] != DecimalColumn::elsewhere) {
        to.push(from.units()[row], from.decimals());
    } else {
        to.push_exact(from.value(row));
    }
}

// Columns of one name and type are one column; the same name with another type stands beside it,
// and build_world() refuses it with both places.
bool column_before(const FurtherColumn& a, const FurtherColumn& b) {
    return a.name != b.name ? a.name < b.name : a.type() < b.type();
}

FurtherColumn& column_like(Ledger& ledger, const FurtherColumn& wanted) {
    auto place =
        std::lower_bound(ledger.further.begin(), ledger.further.end(), wanted, column_before);
    if (place == ledger.further.end() || column_before(wanted, *place)) {
        place = ledger.further.insert(place, empty_column(wanted.name, wanted.type()));
        for (std::size_t row = 0; row < ledger.rows(); ++row)
            push_absent(*place);
    }
    return *place;
}

void push_cell(FurtherColumn& to, const FurtherColumn& from, std::size_t row) {
    if (auto* texts = std::get_if<TextColumn>(&to.values)) {
        texts->push(std::get<TextColumn>(from.values).text(row));
    }
    if (auto* numbers = std::get_if<DecimalColumn>(&to.values)) {
        push_number(*numbers, std::get<DecimalColumn>(from.values), row);
    }
    if (auto* days = std::get_if<DayColumn>(&to.values)) {
        days->days.push_back(std::get<DayColumn>(from.values).days[row]);
    }
}

bool same_number(const DecimalColumn& column, std::size_t a, std::size_t b) {
    if (column.units()[a] != column.units()[b]) return false;
    if (column.units()[a] != DecimalColumn::elsewhere) return true;
    if (column.has(a) != column.has(b)) return false;
    return !column.has(a) || column.value(a) == column.value(b);
}

bool same_cell(const FurtherColumn& column, std::size_t a, std::size_t b) {
    if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
        return texts->code(a) == texts->code(b);
    }
    if (const auto* days = std::get_if<DayColumn>(&column.values)) {
        return days->days[a] == days->days[b];
    }
    return same_number(std::get<DecimalColumn>(column.values), a, b);
}

}  // namespace

const FurtherColumn* Ledger::find(std::string_view name) const {
    const auto place = std::lower_bound(
        further.begin(), further.end(), name,
        [](const FurtherColumn& column, std::string_view wanted) { return column.name < wanted; });
    return place != further.end() && place->name == name ? &*place : nullptr;
}

std::string Ledger::key_text(std::size_t row) const {
    if (line.code(row) == 0) return fmt::format("{} {}", source.text(row), deal.text(row));
    return fmt::format("{} {}/{}", source.text(row), deal.text(row), line.text(row));
}

bool Ledger::key_less(std::size_t a, std::size_t b) const {
    if (source.code(a) != source.code(b)) return source.text(a) < source.text(b);
    const int deals = deal.text(a).compare(deal.text(b));
    if (deals != 0) return deals < 0;
    return line.code(a) != line.code(b) && line.text(a) < line.text(b);
}

void Ledger::append(const Ledger& other, std::size_t from) {
    const std::size_t before = rows();
    for (const FurtherColumn& column : other.further) {
        push_cell(column_like(*this, column), column, from);
    }
    source.push(other.source.text(from));
    deal.push(other.deal.text(from));
    line.push(other.line.text(from));
    booked.days.push_back(other.booked.days[from]);
    push_number(amount, other.amount, from);
    currency.push(other.currency.text(from));
    owner.push(other.owner.text(from));
    split.push(other.split.text(from));
    overlay.push(other.overlay.text(from));
    returns.push(other.returns.text(from));
    origin.push_back(other.origin[from]);
    for (FurtherColumn& column : further) {
        const std::size_t size = std::visit(
            [](const auto& values) {
                if constexpr (requires { values.days; }) {
                    return values.days.size();
                } else {
                    return values.size();
                }
            },
            column.values);
        if (size == before) push_absent(column);
    }
}

Ledger Ledger::picked(std::span<const std::uint32_t> rows) const {
    Ledger some;
    some.source = source.picked(rows);
    some.deal = deal.picked(rows);
    some.line = line.picked(rows);
    some.booked = booked.picked(rows);
    some.amount = amount.picked(rows);
    some.currency = currency.picked(rows);
    some.owner = owner.picked(rows);
    some.split = split.picked(rows);
    some.overlay = overlay.picked(rows);
    some.returns = returns.picked(rows);
    for (const FurtherColumn& column : further) {
        some.further.push_back(std::visit(
            [&](const auto& values) {
                return FurtherColumn{column.name, values.picked(rows)};
            },
            column.values));
    }
    some.origin.reserve(rows.size());
    for (const std::uint32_t row : rows)
        some.origin.push_back(origin[row]);
    return some;
}

bool Ledger::same_content(std::size_t a, std::size_t b) const {
    return !key_less(a, b) && !key_less(b, a) && booked.days[a] == booked.days[b] &&
           same_number(amount, a, b) && currency.code(a) == currency.code(b) &&
           owner.code(a) == owner.code(b) && split.code(a) == split.code(b) &&
           overlay.code(a) == overlay.code(b) && returns.code(a) == returns.code(b) &&
           std::all_of(further.begin(), further.end(),
                       [&](const FurtherColumn& column) { return same_cell(column, a, b); });
}

bool in_key_order(const Ledger& ledger) {
    for (std::size_t row = 1; row < ledger.rows(); ++row) {
        if (ledger.key_less(row, row - 1)) return false;
    }
    return true;
}

namespace {

// What most comparisons can be decided by without touching a text: the source's rank and the first
// eight bytes of the deal after what all deals begin with ("opp-2026-").
struct SortKey {
    std::uint32_t source = 0;
    std::uint64_t deal = 0;
    std::uint32_t row = 0;
};

std::size_t common_beginning(const BytesColumn& deals) {
    if (deals.size() == 0) return 0;
    std::string_view common = deals.text(0);
    for (std::size_t row = 1; row < deals.size() && !common.empty(); ++row) {
        const std::string_view text = deals.text(row);
        const auto differs = std::mismatch(common.begin(), common.end(), text.begin(), text.end());
        common = common.substr(0, static_cast<std::size_t>(differs.first - common.begin()));
    }
    return common.size();
}

std::uint64_t eight_bytes(std::string_view text) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
        value = (value << 8U) | byte;
    }
    return value;
}

// By code: the place of the code's text among all texts in byte order.
std::vector<std::uint32_t> ranks(const TextColumn& column) {
    std::vector<std::uint32_t> by_text(column.texts().size());
    std::iota(by_text.begin(), by_text.end(), 0U);
    std::sort(by_text.begin(), by_text.end(), [&](std::uint32_t a, std::uint32_t b) {
        return column.texts()[a] < column.texts()[b];
    });
    std::vector<std::uint32_t> rank(by_text.size());
    for (std::uint32_t place = 0; place < by_text.size(); ++place)
        rank[by_text[place]] = place;
    return rank;
}

}  // namespace

std::vector<std::uint32_t> key_order(const Ledger& ledger) {
    const std::vector<std::uint32_t> source_rank = ranks(ledger.source);
    const std::size_t skipped = common_beginning(ledger.deal);
    std::vector<SortKey> keys(ledger.rows());
    for (std::uint32_t row = 0; row < keys.size(); ++row) {
        keys[row] = {source_rank[ledger.source.code(row)],
                     eight_bytes(ledger.deal.text(row).substr(skipped)), row};
    }
    std::sort(keys.begin(), keys.end(), [&](const SortKey& a, const SortKey& b) {
        if (a.source != b.source) return a.source < b.source;
        if (a.deal != b.deal) return a.deal < b.deal;
        if (ledger.key_less(a.row, b.row)) return true;
        return !ledger.key_less(b.row, a.row) && a.row < b.row;
    });
    std::vector<std::uint32_t> rows(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        rows[i] = keys[i].row;
    return rows;
}

}  // namespace attain
