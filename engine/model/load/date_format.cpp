#include "model/load/date_format.h"

#include <fmt/format.h>

namespace attain::load {

std::optional<DateFormat> DateFormat::make(std::string_view pattern, std::string& problem) {
    DateFormat format;
    format.pattern_ = std::string(pattern);
    int years = 0;
    int months = 0;
    int days = 0;
    std::string_view rest = pattern;
    const auto takes = [&](std::string_view word, Part part, std::size_t least, std::size_t most) {
        if (!rest.starts_with(word)) return false;
        format.pieces_.push_back({part, least, most, '\0'});
        rest.remove_prefix(word.size());
        years += part == Part::year ? 1 : 0;
        months += part == Part::month ? 1 : 0;
        days += part == Part::day ? 1 : 0;
        format.has_time_ = format.has_time_ || part == Part::time;
        return true;
    };
    while (!rest.empty()) {
        if (takes("YYYY", Part::year, 4, 4) || takes("MM", Part::month, 2, 2) ||
            takes("DD", Part::day, 2, 2) || takes("M", Part::month, 1, 2) ||
            takes("D", Part::day, 1, 2) || takes("hh", Part::time, 2, 2) ||
            takes("mm", Part::time, 2, 2) || takes("ss", Part::time, 2, 2)) {
            continue;
        }
        format.pieces_.push_back({Part::literal, 1, 1, rest.front()});
        rest.remove_prefix(1);
    }
    if (years == 1 && months == 1 && days == 1) return format;
    problem =
        fmt::format("`{}` is not a date format: it needs one year, one month and one day", pattern);
    return std::nullopt;
}

std::optional<Date> DateFormat::read(std::string_view text) const {
    int year = 0;
    int month = 0;
    int day = 0;
    for (const Piece& piece : pieces_) {
        if (piece.part == Part::literal) {
            if (text.empty() || text.front() != piece.literal) return std::nullopt;
            text.remove_prefix(1);
            continue;
        }
        int value = 0;
        std::size_t digits = 0;
        while (digits < piece.most && digits < text.size() && text[digits] >= '0' &&
               text[digits] <= '9') {
            value = value * 10 + (text[digits++] - '0');
        }
        if (digits < piece.least) return std::nullopt;
        text.remove_prefix(digits);
        if (piece.part == Part::year) year = value;
        if (piece.part == Part::month) month = value;
        if (piece.part == Part::day) day = value;
    }
    return text.empty() ? Date::of(year, month, day) : std::nullopt;
}

}  // namespace attain::load
