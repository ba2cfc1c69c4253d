// Each kind of column as bytes and back. What comes back holds the same values; a dictionary comes
// back in the order of first appearance, so that the bytes depend on the values alone.
//
//     days 2026-02-14, 2026-02-14, absent, 2026-02-17   →   varints: 1 + zigzag(20498), 1, 0, 7
//     amount 120000.00, 0.125 (scale 3)                 →   03, 1 + zigzag(120000000), 1 +
//     zigzag(125)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/ledger/columns.h"

namespace attain::store {

std::string encode(const TextColumn& column);
std::string encode(const BytesColumn& column);
std::string encode(const DayColumn& column);
std::string encode(const DecimalColumn& column);
std::string encode_counts(const std::vector<std::uint32_t>& counts);  // neighbours are near
std::string encode_flags(const std::vector<std::uint8_t>& flags);     // a byte each
std::string encode_units(const std::vector<std::int64_t>& units);
std::string encode_tiers(const std::vector<std::uint16_t>& tiers);  // two bytes each
std::string encode_ratios(const std::vector<Rational>& ratios);     // texts "76800/7"

// All throw ByteReader::Malformed on anything that the functions above cannot have written.
TextColumn decode_texts(std::string_view bytes, std::size_t rows);
BytesColumn decode_bytes(std::string_view bytes, std::size_t rows);
DayColumn decode_days(std::string_view bytes, std::size_t rows);
DecimalColumn decode_decimals(std::string_view bytes, std::size_t rows);
std::vector<std::uint32_t> decode_counts(std::string_view bytes, std::size_t rows);
std::vector<std::uint8_t> decode_flags(std::string_view bytes, std::size_t rows);
std::vector<std::int64_t> decode_units(std::string_view bytes, std::size_t rows);
std::vector<std::uint16_t> decode_tiers(std::string_view bytes, std::size_t rows);
std::vector<Rational> decode_ratios(std::string_view bytes, std::size_t rows);

// "76800/7" as Rational::fraction() wrote it, of any length; throws ByteReader::Malformed.
Rational parse_fraction(std::string_view text);

}  // namespace attain::store
