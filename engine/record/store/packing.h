// Bytes of a column: written and read value by value, then packed into one zstd frame with a
// checksum. The layout of each kind of column is described in FORMAT.md next to this file.
//
//     ByteWriter out;  out.varint(300);  out.zigzag(-2);      →  ac 02 03
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace attain::store {

class ByteWriter {
public:
    void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
    // Seven bits a byte, low bits first, the high bit says that more follow.
    void varint(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    // Small numbers of either sign stay small: 0, -1, 1, -2 become 0, 1, 2, 3.
    static std::uint64_t zigzagged(std::int64_t value) {
        return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    }
    void zigzag(std::int64_t value) { varint(zigzagged(value)); }
    void fixed(std::uint32_t value, int width) {  // little endian
        for (int i = 0; i < width; ++i)
            byte(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    void text(std::string_view value) {  // its length, then its bytes
        varint(value.size());
        bytes_.append(value);
    }
    void raw(std::string_view value) { bytes_.append(value); }
    void reserve(std::size_t size) { bytes_.reserve(size); }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

// Reads what a ByteWriter wrote. Anything else throws Malformed, never reads beyond the end.
class ByteReader {
public:
    struct Malformed {};
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    std::uint8_t byte() {
        if (at_ >= bytes_.size()) throw Malformed();
        return static_cast<std::uint8_t>(bytes_[at_++]);
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw Malformed();
    }
    static std::int64_t unzigzagged(std::uint64_t value) {
        return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
    }
    std::int64_t zigzag() { return unzigzagged(varint()); }
    std::uint32_t fixed(int width) {
        std::uint32_t value = 0;
        for (int i = 0; i < width; ++i)
            value |= static_cast<std::uint32_t>(byte()) << (8 * i);
        return value;
    }
    std::string_view raw(std::uint64_t size) {
        if (size > bytes_.size() - at_) throw Malformed();
        const std::string_view value = bytes_.substr(at_, size);
        at_ += size;
        return value;
    }
    std::string_view text() { return raw(varint()); }
    void finish() const {
        if (at_ != bytes_.size()) throw Malformed();
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

struct Packed {
    std::string checksum;  // SHA-256 of `data`
    std::string data;      // one zstd frame that states its size
};
Packed pack(std::string_view bytes);
// The bytes again; throws ByteReader::Malformed where data and checksum do not belong together.
std::string unpack(std::string_view data, std::string_view checksum);

}  // namespace attain::store
