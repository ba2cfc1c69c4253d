// A count that the environment may set, such as ATTAIN_WORLDS=10000: a longer run of the same test.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace attain::test {

inline std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace attain::test
