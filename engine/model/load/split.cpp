#include "model/load/split.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number/parse.h"
#include "model/load/cell.h"

namespace attain::load {

namespace {

std::string_view without_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// "ada 60% (rep)"; nothing where it has another form.
std::optional<SplitPart> parse_part(std::string_view text) {
    SplitPart part;
    if (text.ends_with(')')) {
        const std::size_t open = text.find('(');
        if (open == std::string_view::npos) return std::nullopt;
        part.role = std::string(without_blanks(text.substr(open + 1, text.size() - open - 2)));
        if (!is_name(part.role)) return std::nullopt;
        text = without_blanks(text.substr(0, open));
    }
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    part.who = std::string(text.substr(0, blank));
    const ParsedNumber share = parse_number(without_blanks(text.substr(blank + 1)));
    if (!is_name(part.who) || !share.value || share.value->sign() <= 0) return std::nullopt;
    part.part = *share.value;
    return part;
}

}  // namespace

std::vector<std::string_view> parts_between_plus(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t plus = text.find('+');
        parts.push_back(without_blanks(text.substr(0, plus)));
        if (plus == std::string_view::npos) return parts;
        text.remove_prefix(plus + 1);
    }
}

std::optional<std::vector<SplitPart>> parse_split(std::string_view text, Trouble& trouble) {
    std::vector<SplitPart> parts;
    for (const std::string_view written : parts_between_plus(text)) {
        std::optional<SplitPart> part = parse_part(written);
        if (!part) {
            trouble = {"bad-split",
                       fmt::format("`{}` is not a share of a split", written.substr(0, 60)),
                       "write each share as a person and a percentage, `ada 60% + ben 40%`, with a "
                       "role as `ada 60% (rep)`"};
            return std::nullopt;
        }
        const bool twice = std::any_of(parts.begin(), parts.end(), [&](const SplitPart& other) {
            return other.who == part->who && other.role == part->role;
        });
        if (twice) {
            trouble = {"bad-split", fmt::format("`{}` is named twice in one split", part->who),
                       "write one share for each person and role"};
            return std::nullopt;
        }
        parts.push_back(std::move(*part));
    }
    return parts;
}

}  // namespace attain::load
