#include "intake/document/text_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace attain::intake {

namespace {

constexpr std::uint64_t each(unsigned char byte) {
    return 0x0101010101010101ULL * byte;
}

// Eight bytes of which each is printable ASCII. May say no too often, never yes.
bool all_printable(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const std::uint64_t below_blank = (word - each(0x20)) & ~word;
    const std::uint64_t is_delete = ((word ^ each(0x7f)) - each(0x01)) & ~(word ^ each(0x7f));
    return ((word | below_blank | is_delete) & each(0x80)) == 0;
}

// The length of the UTF-8 character that begins here, or 0: no overlong form, no surrogate, nothing
// above U+10FFFF (Unicode, table 3-7).
std::size_t character_length(std::string_view rest) {
    const auto byte = [rest](std::size_t i) {
        return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
    };
    const auto continues = [&byte](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xbf; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool overlong = first == 0xe0 && second < 0xa0;
        const bool surrogate = first == 0xed && second > 0x9f;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool overlong = first == 0xf0 && second < 0x90;
        const bool beyond = first == 0xf4 && second > 0x8f;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

}  // namespace

std::optional<TextFlaw> first_flaw(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + 8 <= text.size() && all_printable(text.data() + at)) {
            at += 8;
            continue;
        }
        const std::size_t stop = std::min(at + 8, text.size());
        while (at < stop) {
            if (is_control(text[at])) return TextFlaw{TextFlaw::Kind::control, at};
            const std::size_t length = character_length(text.substr(at));
            if (length == 0) return TextFlaw{TextFlaw::Kind::not_utf8, at};
            at += length;
        }
    }
    return std::nullopt;
}

std::string describe(std::string_view text, const TextFlaw& flaw) {
    const std::string_view before = text.substr(0, flaw.at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::string_view start = before.substr(before.rfind('\n') + 1);
    const auto column = 1 + std::count_if(start.begin(), start.end(), [](char c) {
                            return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
                        });
    return fmt::format("line {}, column {} holds the byte {:02X}", line, column,
                       static_cast<unsigned char>(text[flaw.at]));
}

}  // namespace attain::intake
