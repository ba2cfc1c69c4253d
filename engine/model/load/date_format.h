// How a column of a foreign file writes its days (T1).
//
//     DD.MM.YYYY   14.02.2026          YYYYMMDD              20260214
//     M/D/YYYY     2/14/2026           YYYY-MM-DD hh:mm:ss   2026-02-14 17:05:00, with `zone: none`
//
// YYYY, MM, DD, hh, mm, ss stand for that many digits, M and D for one or two; every other
// character stands for itself. The time of a stamp is read and cut off; a mapping must say that it
// means that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar/date.h"

namespace attain::load {

class DateFormat {
public:
    // Nothing, with a sentence in `problem`, where year, month or day is missing or comes twice.
    static std::optional<DateFormat> make(std::string_view pattern, std::string& problem);
    std::optional<Date> read(std::string_view text) const;
    bool has_time() const { return has_time_; }
    const std::string& pattern() const { return pattern_; }

private:
    enum class Part { year, month, day, time, literal };
    struct Piece {
        Part part = Part::literal;
        std::size_t least = 1;  // digits
        std::size_t most = 1;
        char literal = '\0';
    };
    std::string pattern_;
    std::vector<Piece> pieces_;
    bool has_time_ = false;
};

}  // namespace attain::load
