#include "record/book/ledger_stack.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <utility>

#include "base/ensure.h"

namespace attain::record {

namespace {

using Columns = std::vector<const TextColumn*>;

TextColumn gather_texts(const Columns& columns, std::span<const Pick> picks) {
    constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::vector<std::uint32_t>> codes;  // by ledger and its own code: the code here
    for (const TextColumn* column : columns) {
        codes.emplace_back(column ? column->texts().size() : 0, unseen);
    }
    TextColumn gathered;
    gathered.reserve(picks.size());
    for (const Pick& pick : picks) {
        const TextColumn* column = columns[pick.ledger];
        if (!column) {
            gathered.push_code(0);
            continue;
        }
        std::uint32_t& code = codes[pick.ledger][column->code(pick.row)];
        if (code == unseen) code = gathered.code_of(column->text(pick.row));
        gathered.push_code(code);
    }
    return gathered;
}

DayColumn gather_days(const std::vector<const DayColumn*>& columns, std::span<const Pick> picks) {
    DayColumn gathered;
    gathered.days.reserve(picks.size());
    for (const Pick& pick : picks) {
        const DayColumn* column = columns[pick.ledger];
        gathered.days.push_back(column ? column->days[pick.row] : DayColumn::absent);
    }
    return gathered;
}

// All values at the finest scale of the columns; one that does not fit 64 bits there stands in
// `wide`, as it would had it come with the others.
DecimalColumn gather_decimals(const std::vector<const DecimalColumn*>& columns,
                              std::span<const Pick> picks) {
    int decimals = 0;
    for (const DecimalColumn* column : columns) {
        if (column) decimals = std::max(decimals, column->decimals());
    }
    std::vector<std::int64_t> factors;
    for (const DecimalColumn* column : columns) {
        std::int64_t factor = 1;
        for (int i = column ? column->decimals() : decimals; i < decimals; ++i)
            factor *= 10;
        factors.push_back(factor);
    }
    std::vector<std::int64_t> units;
    units.reserve(picks.size());
    std::map<std::size_t, Rational> wide;
    for (const Pick& pick : picks) {
        const DecimalColumn* column = columns[pick.ledger];
        std::int64_t value = DecimalColumn::elsewhere;
        if (column && column->has(pick.row)) {
            value = column->units()[pick.row];
            const bool fits = value != DecimalColumn::elsewhere &&
                              !__builtin_mul_overflow(value, factors[pick.ledger], &value) &&
                              value != DecimalColumn::elsewhere;
            if (!fits) {
                value = DecimalColumn::elsewhere;
                wide.emplace_hint(wide.end(), units.size(), column->value(pick.row));
            }
        }
        units.push_back(value);
    }
    return DecimalColumn(decimals, std::move(units), std::move(wide));
}

template <class Column>
std::vector<const Column*> of_type(const std::vector<const FurtherColumn*>& columns) {
    std::vector<const Column*> typed;
    for (const FurtherColumn* column : columns) {
        typed.push_back(column ? &std::get<Column>(column->values) : nullptr);
    }
    return typed;
}

FurtherColumn gather_further(const std::string& name, ColumnType type,
                             const std::vector<const FurtherColumn*>& in,
                             std::span<const Pick> picks) {
    switch (type) {
        case ColumnType::text: return {name, gather_texts(of_type<TextColumn>(in), picks)};
        case ColumnType::number: return {name, gather_decimals(of_type<DecimalColumn>(in), picks)};
        case ColumnType::date: return {name, gather_days(of_type<DayColumn>(in), picks)};
    }
    ensure(false, "a column has one of three types");
    return {};
}

bool same_number(const DecimalColumn* a, std::size_t row_a, const DecimalColumn* b,
                 std::size_t row_b) {
    const bool has_a = a && a->has(row_a);
    const bool has_b = b && b->has(row_b);
    if (!has_a || !has_b) return has_a == has_b;
    if (a->decimals() == b->decimals() && a->units()[row_a] == b->units()[row_b] &&
        a->units()[row_a] != DecimalColumn::elsewhere) {
        return true;
    }
    return a->value(row_a) == b->value(row_b);  // 100.0 is 100.00
}

bool same_text(const TextColumn* a, std::size_t row_a, const TextColumn* b, std::size_t row_b) {
    const std::string_view text_a = a ? std::string_view(a->text(row_a)) : std::string_view();
    const std::string_view text_b = b ? std::string_view(b->text(row_b)) : std::string_view();
    return text_a == text_b;
}

bool same_further(ColumnType type, const FurtherColumn* a, std::size_t row_a,
                  const FurtherColumn* b, std::size_t row_b) {
    const auto day = [](const FurtherColumn* column, std::size_t row) {
        return column ? std::get<DayColumn>(column->values).days[row] : DayColumn::absent;
    };
    const auto texts = [](const FurtherColumn* column) {
        return column ? &std::get<TextColumn>(column->values) : nullptr;
    };
    const auto numbers = [](const FurtherColumn* column) {
        return column ? &std::get<DecimalColumn>(column->values) : nullptr;
    };
    switch (type) {
        case ColumnType::text: return same_text(texts(a), row_a, texts(b), row_b);
        case ColumnType::number: return same_number(numbers(a), row_a, numbers(b), row_b);
        case ColumnType::date: return day(a, row_a) == day(b, row_b);
    }
    ensure(false, "a column has one of three types");
    return false;
}

}  // namespace

LedgerStack::LedgerStack(std::vector<const Ledger*> ledgers) : ledgers_(std::move(ledgers)) {
    std::map<std::pair<std::string, ColumnType>, std::vector<const FurtherColumn*>> found;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
        for (const FurtherColumn& column : ledgers_[i]->further) {
            auto& in = found[{column.name, column.type()}];
            in.resize(ledgers_.size(), nullptr);
            in[i] = &column;
        }
    }
    for (auto& [column, in] : found)
        further_.push_back({column.first, column.second, std::move(in)});
}

int LedgerStack::compare_keys(Pick a, Pick b) const {
    const Ledger& in_a = *ledgers_[a.ledger];
    const Ledger& in_b = *ledgers_[b.ledger];
    if (const int by = in_a.source.text(a.row).compare(in_b.source.text(b.row)); by != 0) return by;
    if (const int by = in_a.deal.text(a.row).compare(in_b.deal.text(b.row)); by != 0) return by;
    return in_a.line.text(a.row).compare(in_b.line.text(b.row));
}

bool LedgerStack::same_content(Pick a, Pick b) const {
    const Ledger& in_a = *ledgers_[a.ledger];
    const Ledger& in_b = *ledgers_[b.ledger];
    const auto same = [&](TextColumn Ledger::*column) {
        return same_text(&(in_a.*column), a.row, &(in_b.*column), b.row);
    };
    return in_a.booked.days[a.row] == in_b.booked.days[b.row] &&
           same_number(&in_a.amount, a.row, &in_b.amount, b.row) && same(&Ledger::currency) &&
           same(&Ledger::owner) && same(&Ledger::split) && same(&Ledger::overlay) &&
           same(&Ledger::returns) && compare_keys(a, b) == 0 &&
           std::all_of(further_.begin(), further_.end(), [&](const Further& column) {
               return same_further(column.type, column.in[a.ledger], a.row, column.in[b.ledger],
                                   b.row);
           });
}

Ledger LedgerStack::gather(std::span<const Pick> picks) const {
    const auto texts = [&](TextColumn Ledger::*column) {
        Columns columns;
        for (const Ledger* ledger : ledgers_)
            columns.push_back(&(ledger->*column));
        return gather_texts(columns, picks);
    };
    Ledger gathered;
    gathered.source = texts(&Ledger::source);
    for (const Pick& pick : picks)
        gathered.deal.push(ledgers_[pick.ledger]->deal.text(pick.row));
    gathered.line = texts(&Ledger::line);
    std::vector<const DayColumn*> booked;
    std::vector<const DecimalColumn*> amounts;
    for (const Ledger* ledger : ledgers_) {
        booked.push_back(&ledger->booked);
        amounts.push_back(&ledger->amount);
    }
    gathered.booked = gather_days(booked, picks);
    gathered.amount = gather_decimals(amounts, picks);
    gathered.currency = texts(&Ledger::currency);
    gathered.owner = texts(&Ledger::owner);
    gathered.split = texts(&Ledger::split);
    gathered.overlay = texts(&Ledger::overlay);
    gathered.returns = texts(&Ledger::returns);
    for (const Further& column : further_) {
        gathered.further.push_back(gather_further(column.name, column.type, column.in, picks));
    }
    gathered.origin.reserve(picks.size());
    for (const Pick& pick : picks)
        gathered.origin.push_back(ledgers_[pick.ledger]->origin[pick.row]);
    return gathered;
}

// A merge of sorted segments: the smallest key first, of equal keys the newest. One segment without
// reversals, the ordinary book of a small company, is already what is asked for.
Ledger newest_lines(std::vector<store::Segment> segments) {
    if (segments.empty()) return {};
    const auto unreversed = [](const store::Segment& segment) {
        return std::find(segment.reversed.begin(), segment.reversed.end(), 1) ==
               segment.reversed.end();
    };
    if (segments.size() == 1 && unreversed(segments[0])) return std::move(segments[0].lines);

    std::vector<const Ledger*> ledgers;
    for (const store::Segment& segment : segments)
        ledgers.push_back(&segment.lines);
    const LedgerStack stack(std::move(ledgers));
    const auto later = [&](const Pick& a, const Pick& b) {
        const int by = stack.compare_keys(a, b);
        return by != 0 ? by > 0 : a.ledger < b.ledger;
    };
    std::priority_queue<Pick, std::vector<Pick>, decltype(later)> heads(later);
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        if (segments[i].lines.rows() > 0) heads.push({i, 0});
    }
    std::vector<Pick> picks;
    std::optional<Pick> before;
    while (!heads.empty()) {
        const Pick head = heads.top();
        heads.pop();
        if (head.row + 1 < segments[head.ledger].lines.rows())
            heads.push({head.ledger, head.row + 1});
        const bool superseded = before && stack.compare_keys(*before, head) == 0;
        if (superseded) continue;
        before = head;
        if (segments[head.ledger].reversed[head.row] == 0) picks.push_back(head);
    }
    return stack.gather(picks);
}

}  // namespace attain::record
