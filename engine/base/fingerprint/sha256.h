// SHA-256: the fingerprint of a text, in hexadecimal (P6).
//
//     sha256_hex("abc")  →  "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61
//     f20015ad"
//                           (without the blanks: always 64 characters, lower case)
//
// A file is fingerprinted byte for byte as it came, so that anybody can check it with sha256sum.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace attain {

std::string sha256_hex(std::string_view bytes);

// The same for bytes that come in pieces: sha256_hex(a + b) is add(a), add(b), hex().
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    Sha256& add(std::string_view bytes);
    std::string hex();  // of everything added; afterwards it starts anew

private:
    struct State;  // OpenSSL stays behind this door
    std::unique_ptr<State> state_;
};

}  // namespace attain
