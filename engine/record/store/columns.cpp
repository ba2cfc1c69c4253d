#include "record/store/columns.h"

#include <limits>
#include <utility>

#include "record/store/packing.h"

namespace attain::store {

namespace {

using Malformed = ByteReader::Malformed;

// How many bytes a code takes: the dictionary's size decides.
int code_width(std::size_t texts) {
    return texts <= 0x100 ? 1 : texts <= 0x10000 ? 2 : 4;
}

Integer parse_whole(std::string_view digits) {
    if (digits.empty()) throw Malformed();
    Integer value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') throw Malformed();
        value = value * 10 + (digit - '0');
    }
    return value;
}

// A reader that believes a wrong row count would ask for memory without end.
void expect_at_least(std::string_view bytes, std::size_t rows) {
    if (rows > bytes.size()) throw Malformed();
}

}  // namespace

Rational parse_fraction(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t bar = text.find('/');
    const Integer above = parse_whole(text.substr(0, bar));
    const Integer below =
        bar == std::string_view::npos ? Integer(1) : parse_whole(text.substr(bar + 1));
    if (below == 0) throw Malformed();
    const Rational value = Rational::of(above, below);
    return negative ? -value : value;
}

std::string encode(const TextColumn& column) {
    constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> stored(column.texts().size(), unseen);
    std::vector<std::uint32_t> order;  // stored code - 1 → the column's code; 0 is the empty text
    stored[0] = 0;
    for (const std::uint32_t code : column.codes()) {
        if (stored[code] != unseen) continue;
        order.push_back(code);
        stored[code] = static_cast<std::uint32_t>(order.size());
    }
    ByteWriter out;
    out.varint(order.size());
    for (const std::uint32_t code : order)
        out.text(column.texts()[code]);
    const int width = code_width(order.size() + 1);
    out.reserve(out.bytes().size() + column.size() * static_cast<std::size_t>(width));
    for (const std::uint32_t code : column.codes())
        out.fixed(stored[code], width);
    return out.bytes();
}

TextColumn decode_texts(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    TextColumn column;
    const std::uint64_t texts = in.varint();
    for (std::uint64_t i = 1; i <= texts; ++i) {
        if (column.code_of(in.text()) != i) throw Malformed();  // a text stands once
    }
    const int width = code_width(column.texts().size());
    column.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t code = in.fixed(width);
        if (code > texts) throw Malformed();
        column.push_code(code);
    }
    in.finish();
    return column;
}

std::string encode(const BytesColumn& column) {
    ByteWriter out;
    out.reserve(column.bytes().size() + column.size() * 2);
    std::uint64_t begin = 0;
    for (const std::uint64_t end : column.ends()) {
        out.varint(end - begin);
        begin = end;
    }
    out.raw(column.bytes());
    return out.bytes();
}

BytesColumn decode_bytes(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    std::vector<std::uint64_t> sizes(rows);
    for (std::uint64_t& size : sizes)
        size = in.varint();
    BytesColumn column;
    for (const std::uint64_t size : sizes)
        column.push(in.raw(size));
    in.finish();
    return column;
}

std::string encode(const DayColumn& column) {
    ByteWriter out;
    std::int64_t before = 0;
    for (const std::int32_t day : column.days) {
        if (day == DayColumn::absent) {
            out.varint(0);
            continue;
        }
        out.varint(ByteWriter::zigzagged(day - before) + 1);
        before = day;
    }
    return out.bytes();
}

DayColumn decode_days(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    DayColumn column;
    column.days.reserve(rows);
    std::int64_t before = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t step = in.varint();
        if (step == 0) {
            column.days.push_back(DayColumn::absent);
            continue;
        }
        const std::int64_t delta = ByteReader::unzigzagged(step - 1);
        if (!std::in_range<std::int32_t>(delta / 2)) throw Malformed();
        before += delta;
        if (!std::in_range<std::int32_t>(before)) throw Malformed();
        column.days.push_back(static_cast<std::int32_t>(before));
    }
    in.finish();
    return column;
}

std::string encode(const DecimalColumn& column) {
    ByteWriter out;
    out.byte(static_cast<std::uint8_t>(column.decimals()));
    for (const std::int64_t units : column.units()) {
        units == DecimalColumn::elsewhere ? out.varint(0)
                                          : out.varint(ByteWriter::zigzagged(units) + 1);
    }
    out.varint(column.wide().size());
    for (const auto& [row, value] : column.wide()) {
        out.varint(row);
        out.text(value.fraction());
    }
    return out.bytes();
}

DecimalColumn decode_decimals(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    const int decimals = in.byte();
    if (decimals > 18) throw Malformed();
    std::vector<std::int64_t> units(rows);
    for (std::int64_t& unit : units) {
        const std::uint64_t stored = in.varint();
        unit = stored == 0 ? DecimalColumn::elsewhere : ByteReader::unzigzagged(stored - 1);
    }
    std::map<std::size_t, Rational> wide;
    for (std::uint64_t left = in.varint(); left > 0; --left) {
        const std::uint64_t row = in.varint();
        if (row >= rows || units[row] != DecimalColumn::elsewhere) throw Malformed();
        wide.emplace(row, parse_fraction(in.text()));
    }
    in.finish();
    return DecimalColumn(decimals, std::move(units), std::move(wide));
}

std::string encode_counts(const std::vector<std::uint32_t>& counts) {
    ByteWriter out;
    std::int64_t before = 0;
    for (const std::uint32_t count : counts) {
        out.zigzag(count - before);
        before = count;
    }
    return out.bytes();
}

std::vector<std::uint32_t> decode_counts(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    std::vector<std::uint32_t> counts(rows);
    std::int64_t before = 0;
    for (std::uint32_t& count : counts) {
        const std::int64_t delta = in.zigzag();
        if (!std::in_range<std::int32_t>(delta / 2)) throw Malformed();
        before += delta;
        if (!std::in_range<std::uint32_t>(before)) throw Malformed();
        count = static_cast<std::uint32_t>(before);
    }
    in.finish();
    return counts;
}

std::string encode_flags(const std::vector<std::uint8_t>& flags) {
    return std::string(flags.begin(), flags.end());
}

std::vector<std::uint8_t> decode_flags(std::string_view bytes, std::size_t rows) {
    if (bytes.size() != rows) throw Malformed();
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

std::string encode_units(const std::vector<std::int64_t>& units) {
    ByteWriter out;
    for (const std::int64_t unit : units)
        out.zigzag(unit);
    return out.bytes();
}

std::vector<std::int64_t> decode_units(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    std::vector<std::int64_t> units(rows);
    for (std::int64_t& unit : units)
        unit = in.zigzag();
    in.finish();
    return units;
}

std::string encode_tiers(const std::vector<std::uint16_t>& tiers) {
    ByteWriter out;
    for (const std::uint16_t tier : tiers)
        out.fixed(tier, 2);
    return out.bytes();
}

std::vector<std::uint16_t> decode_tiers(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    std::vector<std::uint16_t> tiers(rows);
    for (std::uint16_t& tier : tiers)
        tier = static_cast<std::uint16_t>(in.fixed(2));
    in.finish();
    return tiers;
}

std::string encode_ratios(const std::vector<Rational>& ratios) {
    ByteWriter out;
    for (const Rational& ratio : ratios)
        out.text(ratio.fraction());
    return out.bytes();
}

std::vector<Rational> decode_ratios(std::string_view bytes, std::size_t rows) {
    expect_at_least(bytes, rows);
    ByteReader in(bytes);
    std::vector<Rational> ratios;
    ratios.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row)
        ratios.push_back(parse_fraction(in.text()));
    in.finish();
    return ratios;
}

}  // namespace attain::store
