// SHA-256 against the standard's own examples (FIPS 180-2), whole and in pieces.
#include <catch2/catch.hpp>

#include "base/fingerprint/sha256.h"

using namespace attain;

TEST_CASE("a fingerprint is the SHA-256 of the bytes, in hexadecimal") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("bytes that come in pieces have the fingerprint of the whole") {
    Sha256 pieces;
    pieces.add("a").add("").add("bc");
    CHECK(pieces.hex() == sha256_hex("abc"));
    CHECK(pieces.add("abc").hex() == sha256_hex("abc"));  // begun anew
}
