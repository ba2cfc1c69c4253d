// The door to OpenSSL's digests. A digest of bytes in memory fails only when the library itself is
// broken or memory is gone: that is a broken law, not an error that a caller could handle.
#include "base/fingerprint/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "base/ensure.h"

namespace attain {

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};

    State() {
        ensure(context != nullptr, "a digest can be made");
        begin();
    }
    void begin() {
        ensure(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
    }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
    ensure(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1,
           "a digest takes bytes");
    return *this;
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    ensure(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1,
           "a digest comes to an end");
    state_->begin();
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{2} * size);
    for (unsigned int i = 0; i < size; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 0x0f];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    return Sha256().add(bytes).hex();
}

}  // namespace attain
