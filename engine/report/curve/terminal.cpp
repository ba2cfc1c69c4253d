// The drawing for a terminal: one column of blocks for each place, an eighth of a row fine.
//
//     15,000 ┤            ▁▃▅▇
//            ┤       ▂▄▆██████
//          0 ┼────────────────
//            50%         150%
#include <fmt/format.h>

#include <algorithm>

#include "report/curve/geometry.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using preview::Point;

constexpr int picture_rows = 16;
constexpr std::string_view eighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

struct Scale {
    Rational from, upto;
    // In eighths of a row, from the bottom.
    std::int64_t height(const Cash& cash) const {
        const Rational at =
            (cash.exact().amount() - from) / (upto - from) * Rational(picture_rows * 8);
        return to_int64(round_to_whole(at, RoundingMode::half_even)).value_or(0);
    }
};

Scale scale_of(const std::vector<Point>& points) {
    Rational low = 0;
    Rational high = 1;
    for (const Point& point : points) {
        low = least(low, point.total.exact().amount());
        high = greatest(high, point.total.exact().amount());
    }
    const std::vector<Rational> marks = round_figures(0, high, 8);
    Rational upto = marks.back();
    if (upto < high && marks.size() > 1) upto += marks[1] - marks[0];
    return {low, greatest(upto, high)};
}

std::string cell(std::int64_t height, int row) {
    const std::int64_t in_row = height - static_cast<std::int64_t>(row) * 8;
    return std::string(eighths[std::clamp<std::int64_t>(in_row, 0, 8)]);
}

// The places below the axis, one in ten columns or so, each under its column.
std::string axis_line(const Shown& shown, std::size_t cells) {
    const std::vector<Point>& points = shown.preview.points;
    std::string line;
    std::size_t at = 0;
    for (std::size_t i = 0; i < points.size(); i += 10) {
        const std::string text = place_text(shown, points[i]);
        if (i * cells < at) continue;
        line += std::string(i * cells - at, ' ') + text;
        at = i * cells + width_of(text);
    }
    return line;
}

}  // namespace

std::string curve_text(const Shown& shown, Colour colour) {
    const std::size_t cells = shown.preview.points.size() <= 42 ? 2 : 1;
    const Scale scale = scale_of(shown.preview.points);
    std::vector<std::string> labels(picture_rows + 1);
    for (const int row :
         {0, picture_rows / 4, picture_rows / 2, picture_rows * 3 / 4, picture_rows}) {
        labels[static_cast<std::size_t>(row)] = short_amount(
            scale.from + (scale.upto - scale.from) * Rational::of(row, picture_rows), "");
    }
    std::size_t margin = 0;
    for (const std::string& label : labels)
        margin = std::max(margin, width_of(label));
    std::string text =
        fmt::format("{}: pay in {} by {}\n\n", label_of(shown.plan.title, shown.plan.id.text()),
                    shown.plan.currency.code(), axis_title(shown));
    for (int row = picture_rows; row >= 0; --row) {
        const std::string& label = labels[static_cast<std::size_t>(row)];
        std::string line = std::string(margin - width_of(label), ' ') + label;
        line += label.empty() ? " │" : " ┤";
        if (row < picture_rows) {
            std::string blocks;
            for (const Point& point : shown.preview.points) {
                for (std::size_t i = 0; i < cells; ++i)
                    blocks += cell(scale.height(point.total), row);
            }
            while (blocks.ends_with(' '))
                blocks.pop_back();
            line += painted(blocks, Tone::good, colour);
        }
        text += line + "\n";
    }
    return text + std::string(margin + 2, ' ') + axis_line(shown, cells) + "\n";
}

}  // namespace attain::report
