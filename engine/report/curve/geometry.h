// Where ink goes: a preview as lines in a box, in whole tenths of a pixel. No figure is rounded but
// for its place on paper.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/curve/curve.h"

namespace attain::report {

struct Tick {
    std::int64_t at = 0;  // in tenths
    std::string text;
};
struct Line {
    std::string title;
    bool total = false;
    std::vector<std::pair<std::int64_t, std::int64_t>> places;  // x, y in tenths; y downward
};
struct Geometry {
    std::int64_t left = 0, right = 0, top = 0, bottom = 0;  // of the box, in tenths
    std::vector<Tick> across;
    std::vector<Tick> up;
    std::vector<std::int64_t> rules;  // x of boundaries
    std::vector<Line> lines;          // components, then the total
};
Geometry geometry_of(const Shown& shown);

// Round figures (1, 2, 2.5, 5 × a power of ten) from `from` to `upto`, about `count` of them.
std::vector<Rational> round_figures(const Rational& from, const Rational& upto, int count);

}  // namespace attain::report
