// Whether bytes are text that a person can see: UTF-8 without invisible control characters.
//
// Tab, line feed and carriage return are text; NUL, escape and the other control characters are
// not: they would hide in a name, and two names that look alike would be two people.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace attain::intake {

// What some programs write before the text of a UTF-8 file; not part of the text.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct TextFlaw {
    enum class Kind { not_utf8, control };
    Kind kind = Kind::not_utf8;
    std::size_t at = 0;  // of the first byte that is wrong
};

// The first flaw, or nothing. Reads ordinary text at several gigabytes a second.
std::optional<TextFlaw> first_flaw(std::string_view text);

// "line 12, column 8 holds the byte E9": where and what, for a message. The column counts
// characters, 1-based.
std::string describe(std::string_view text, const TextFlaw& flaw);

}  // namespace attain::intake
