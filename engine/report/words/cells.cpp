#include "report/words/cells.h"

#include <algorithm>
#include <iterator>

#include "report/words/characters.h"

namespace attain::report {

bool looks_like_formula(std::string_view text) {
    if (text.empty()) return false;
    std::size_t at = 0;
    const char32_t first = next_character(text, at);
    constexpr char32_t formulas[] = {'=',    '+',    '-',    '@',    0xff1d, 0xff0b, 0xff0d,
                                     0xff20, 0x2212, 0xfe62, 0xfe63, 0xfe66, 0xfe6b};
    return first < 0x20 || first == 0x7f ||
           std::find(std::begin(formulas), std::end(formulas), first) != std::end(formulas);
}

std::string csv_plain(std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csv_cell(std::string_view text) {
    return csv_plain(looks_like_formula(text) ? "'" + std::string(text) : std::string(text));
}

}  // namespace attain::report
