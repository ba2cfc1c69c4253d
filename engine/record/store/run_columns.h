// The long columns of a run, in pieces: whoever wants one participant's lines unpacks only the
// pieces that hold them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "record/store/database.h"
#include "record/store/packing.h"

namespace attain::store {

constexpr std::size_t values_per_piece = 262'144;

class RunColumnWriter {
public:
    RunColumnWriter(const Database& database, std::uint32_t entry)
        : insert_(database.statement("INSERT INTO run_column VALUES (?, ?, ?, ?, ?, ?)")),
          entry_(entry) {}
    // `encode` turns a vector of values into bytes.
    template <class Value, class Encode>
    void add(const char* name, const std::vector<Value>& values, Encode encode) {
        for (std::size_t first = 0; first < values.size(); first += values_per_piece) {
            const std::size_t end = std::min(values.size(), first + values_per_piece);
            const std::vector<Value> piece(values.begin() + static_cast<std::ptrdiff_t>(first),
                                           values.begin() + static_cast<std::ptrdiff_t>(end));
            const Packed packed = pack(encode(piece));
            insert_.execute(entry_, name, first, piece.size(), packed.checksum, Blob{packed.data});
        }
    }

private:
    Statement insert_;
    std::uint32_t entry_;
};

// Throws ByteReader::Malformed where a piece is missing or not as it was written.
template <class Value, class Decode>
std::vector<Value> read_run_column(const Database& database, std::uint32_t entry, const char* name,
                                   Decode decode) {
    Statement pieces = database.statement(
        "SELECT first, count, checksum, data FROM run_column WHERE entry = ? AND name = ? "
        "ORDER BY first");
    std::vector<Value> values;
    pieces.query(entry, name);
    while (pieces.next()) {
        if (pieces.count(0) != values.size()) throw ByteReader::Malformed();
        const std::string bytes = unpack(pieces.bytes(3), pieces.bytes(2));
        const std::vector<Value> piece = decode(bytes, pieces.count(1));
        values.insert(values.end(), piece.begin(), piece.end());
    }
    return values;
}

}  // namespace attain::store
