// The standard columns come first, in a fixed order under fixed names; further columns follow,
// sorted by name. A standard column may share its name with a further one: their places differ.
#include "record/store/segments.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "base/ensure.h"
#include "record/store/columns.h"
#include "record/store/packing.h"

namespace attain::store {

namespace {

class ColumnWriter {
public:
    ColumnWriter(const Database& database, std::uint32_t entry)
        : insert_(database.statement("INSERT INTO ledger_column VALUES (?, ?, ?, ?, ?, ?)")),
          entry_(entry) {}
    void add(std::string_view name, std::string_view type, const std::string& bytes) {
        const Packed packed = pack(bytes);
        insert_.execute(entry_, place_++, name, type, packed.checksum, Blob{packed.data});
    }

private:
    Statement insert_;
    std::uint32_t entry_;
    std::uint32_t place_ = 0;
};

constexpr std::uint32_t standard_places = 12;

std::string_view type_of(const TextColumn&) {
    return "text";
}
std::string_view type_of(const DecimalColumn&) {
    return "number";
}
std::string_view type_of(const DayColumn&) {
    return "date";
}

std::vector<std::uint32_t> lines_of(const std::vector<Origin>& origins) {
    std::vector<std::uint32_t> lines;
    lines.reserve(origins.size());
    for (const Origin& origin : origins)
        lines.push_back(origin.line);
    return lines;
}

void add_further(ColumnWriter& out, const FurtherColumn& column) {
    std::visit([&](const auto& values) { out.add(column.name, type_of(values), encode(values)); },
               column.values);
}

FurtherColumn further_column(const std::string& name, const std::string& type,
                             std::string_view bytes, std::size_t rows) {
    if (type == "text") return {name, decode_texts(bytes, rows)};
    if (type == "number") return {name, decode_decimals(bytes, rows)};
    if (type == "date") return {name, decode_days(bytes, rows)};
    throw ByteReader::Malformed();
}

void set_origins(Segment& segment, const std::vector<std::uint32_t>& lines) {
    segment.lines.origin.reserve(lines.size());
    for (const std::uint32_t line : lines) {
        segment.lines.origin.push_back({segment.entry, segment.file, line});
    }
}

// Takes column number `place` of a segment of `rows` rows from its bytes.
void take_column(Segment& segment, std::uint32_t place, const std::string& name,
                 const std::string& type, std::string_view bytes, std::size_t rows) {
    Ledger& lines = segment.lines;
    switch (place) {
        case 0: lines.source = decode_texts(bytes, rows); return;
        case 1: lines.deal = decode_bytes(bytes, rows); return;
        case 2: lines.line = decode_texts(bytes, rows); return;
        case 3: lines.booked = decode_days(bytes, rows); return;
        case 4: lines.amount = decode_decimals(bytes, rows); return;
        case 5: lines.currency = decode_texts(bytes, rows); return;
        case 6: lines.owner = decode_texts(bytes, rows); return;
        case 7: lines.split = decode_texts(bytes, rows); return;
        case 8: lines.overlay = decode_texts(bytes, rows); return;
        case 9: lines.returns = decode_texts(bytes, rows); return;
        case 10: set_origins(segment, decode_counts(bytes, rows)); return;
        case 11: segment.reversed = decode_flags(bytes, rows); return;
    }
    lines.further.push_back(further_column(name, type, bytes, rows));
}

void read_columns(const Database& database, Segment& segment, std::size_t rows) {
    Statement columns = database.statement(
        "SELECT place, name, type, checksum, data FROM ledger_column WHERE entry = ? ORDER BY "
        "place");
    std::uint32_t expected = 0;
    columns.query(segment.entry);
    while (columns.next()) {
        const std::string name = columns.text(1);
        try {
            if (columns.count(0) != expected++) throw ByteReader::Malformed();
            const std::string bytes = unpack(columns.bytes(4), columns.bytes(3));
            take_column(segment, expected - 1, name, columns.text(2), bytes, rows);
        } catch (const ByteReader::Malformed&) {
            damaged(database.path(),
                    fmt::format("the ledger's column `{}` of entry {}", name, segment.entry));
        }
    }
    if (expected < standard_places) {
        damaged(database.path(), fmt::format("the ledger lines of entry {}", segment.entry));
    }
}

}  // namespace

void insert_segment(const Database& database, const Segment& segment) {
    const Ledger& lines = segment.lines;
    ensure(segment.reversed.size() == lines.rows() && lines.origin.size() == lines.rows(),
           "every line of a segment has an origin and a state");
    database.statement("INSERT INTO ledger_segment VALUES (?, ?, ?)")
        .execute(segment.entry, segment.file, lines.rows());
    ColumnWriter out(database, segment.entry);
    out.add("source", "text", encode(lines.source));
    out.add("deal", "bytes", encode(lines.deal));
    out.add("line", "text", encode(lines.line));
    out.add("booked", "date", encode(lines.booked));
    out.add("amount", "number", encode(lines.amount));
    out.add("currency", "text", encode(lines.currency));
    out.add("owner", "text", encode(lines.owner));
    out.add("split", "text", encode(lines.split));
    out.add("overlay", "text", encode(lines.overlay));
    out.add("returns", "text", encode(lines.returns));
    out.add("file line", "count", encode_counts(lines_of(lines.origin)));
    out.add("reversed", "flag", encode_flags(segment.reversed));
    for (const FurtherColumn& column : lines.further)
        add_further(out, column);
}

std::vector<Segment> read_segments(const Database& database, std::uint32_t upto) {
    Statement found = database.statement(
        "SELECT entry, file, rows FROM ledger_segment WHERE entry IN (SELECT number FROM entry "
        "WHERE kind = 'import' AND number <= ?) ORDER BY entry");
    std::vector<Segment> segments;
    found.query(upto);
    while (found.next()) {
        Segment segment;
        segment.entry = found.count(0);
        segment.file = found.count(1);
        read_columns(database, segment, found.count(2));
        segments.push_back(std::move(segment));
    }
    return segments;
}

}  // namespace attain::store
