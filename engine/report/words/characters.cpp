// Reading UTF-8 byte by byte, strictly: overlong forms, halves of surrogate pairs and anything
// beyond U+10FFFF are no characters. The tables of widths are the wide blocks that names and
// products are written in, not the whole of Unicode: a rare symbol may stand one cell off, never a
// wrong letter.
#include "report/words/characters.h"

#include <algorithm>
#include <iterator>

namespace attain::report {

namespace {

constexpr char32_t replacement = 0xfffd;

struct Block {
    char32_t first;
    char32_t last;
};

constexpr Block wide[] = {
    {0x1100, 0x115f}, {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0x9fff},
    {0xa000, 0xa4cf}, {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe4f},   {0xff00, 0xff60},
    {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

constexpr Block combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x093c, 0x093c}, {0x0941, 0x0948},
    {0x094d, 0x094d}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200d}, {0x20d0, 0x20ff},
    {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
};

// Characters that act on the page instead of standing on it: controls, and the marks that embed,
// override or isolate a writing direction.
constexpr Block acting[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff},
};

template <std::size_t N>
bool within(const Block (&blocks)[N], char32_t c) {
    return std::any_of(std::begin(blocks), std::end(blocks),
                       [c](const Block& block) { return block.first <= c && c <= block.last; });
}

struct Lead {
    std::size_t more;  // bytes that follow
    char32_t bits;     // of the first byte
    char32_t least;    // the smallest character that needs this length
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {0, byte, 0};
    if (byte >= 0xc2 && byte < 0xe0) return {1, byte & 0x1fU, 0x80};
    if (byte >= 0xe0 && byte < 0xf0) return {2, byte & 0x0fU, 0x800};
    if (byte >= 0xf0 && byte < 0xf5) return {3, byte & 0x07U, 0x10000};
    return {0, replacement, 0};
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
    const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
    const std::size_t begin = at++;
    if (lead.more == 0) return lead.bits;
    if (text.size() - begin <= lead.more) return replacement;
    char32_t character = lead.bits;
    for (std::size_t i = 1; i <= lead.more; ++i) {
        const auto byte = static_cast<unsigned char>(text[begin + i]);
        if ((byte & 0xc0U) != 0x80U) return replacement;
        character = (character << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = character >= 0xd800 && character <= 0xdfff;
    if (character < lead.least || surrogate || character > 0x10ffff) return replacement;
    at = begin + lead.more + 1;
    return character;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        if (character == '\t' || character == '\n' || character == '\r') {
            out += ' ';
        } else if (character == replacement || within(acting, character)) {
            out += "\xef\xbf\xbd";
        } else {
            out += text.substr(begin, at - begin);
        }
    }
    return out;
}

std::size_t width_of(std::string_view text) {
    std::size_t cells = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = next_character(text, at);
        if (character < 0x300) {
            ++cells;
        } else if (!within(combining, character)) {
            cells += within(wide, character) ? 2U : 1U;
        }
    }
    return cells;
}

}  // namespace attain::report
