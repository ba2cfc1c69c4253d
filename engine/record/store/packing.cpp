// zstd at one fixed level, single-threaded: the same values give the same bytes (P2).
#include "record/store/packing.h"

#include <zstd.h>

#include "base/ensure.h"
#include "base/fingerprint/sha256.h"

namespace attain::store {

namespace {

constexpr int level = 3;
// No column comes near this; a frame that claims more is not ours.
constexpr unsigned long long most_unpacked_bytes = 1ULL << 34;

}  // namespace

Packed pack(std::string_view bytes) {
    Packed packed;
    packed.data.resize(ZSTD_compressBound(bytes.size()));
    const std::size_t size =
        ZSTD_compress(packed.data.data(), packed.data.size(), bytes.data(), bytes.size(), level);
    ensure(!ZSTD_isError(size), "a column can be compressed");
    packed.data.resize(size);
    packed.checksum = sha256_hex(packed.data);
    return packed;
}

std::string unpack(std::string_view data, std::string_view checksum) {
    if (sha256_hex(data) != checksum) throw ByteReader::Malformed();
    const unsigned long long size = ZSTD_getFrameContentSize(data.data(), data.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size > most_unpacked_bytes) {
        throw ByteReader::Malformed();
    }
    std::string bytes(size, '\0');
    const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), data.data(), data.size());
    if (ZSTD_isError(got) || got != size) throw ByteReader::Malformed();
    return bytes;
}

}  // namespace attain::store
