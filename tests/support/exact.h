// "1.25" in a test as the exact number it means.
#pragma once

#include <catch2/catch.hpp>

#include <string_view>

#include "base/number/parse.h"

namespace attain::test {

inline Rational number(std::string_view text) {
    const ParsedNumber parsed = parse_number(text);
    INFO(text << ": " << parsed.problem);
    REQUIRE(parsed.value);
    return *parsed.value;
}

}  // namespace attain::test
