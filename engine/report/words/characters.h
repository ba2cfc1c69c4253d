// Texts as they came from a file, made safe to show.
//
// A name may hold any byte: half a character, an escape that repaints a terminal, a mark that turns
// the writing direction around and makes "1,000" read as "000,1". What people see keeps every
// letter of every script and nothing else; what is left out stands as "�".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attain::report {

// Valid UTF-8 without control characters and direction overrides: each becomes U+FFFD. Tabs and
// line ends become a space.
std::string printable(std::string_view text);

// How many terminal cells a printable text takes: East Asian wide characters two, combining ones
// none.
std::size_t width_of(std::string_view text);

// One character of `text` from `at` on, which is moved behind it. 0xfffd where the bytes there are
// no character; `at` then moves by one byte.
char32_t next_character(std::string_view text, std::size_t& at);

}  // namespace attain::report
