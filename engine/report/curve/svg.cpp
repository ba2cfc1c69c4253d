// The drawing as SVG: readable in light and dark, on paper, and without colour, for each line has a
// pattern of its own and a name beside it.
#include <fmt/format.h>

#include <algorithm>

#include "report/curve/geometry.h"
#include "report/words/characters.h"

namespace attain::report {

namespace {

constexpr std::string_view style = R"css(
.curve{--ink:#17202a;--soft:#55606c;--line:#d5dbe1;--c1:#0b5d6f;--c2:#8a4b08;--c3:#5b3f8c;--c4:#2e6b2e;
font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){.curve{--ink:#e8ecef;--soft:#a9b4be;--line:#343d46;--c1:#7fd0df;
--c2:#f0b267;--c3:#c3abf0;--c4:#98cf98}}
@media print{.curve{--ink:#000;--soft:#444;--line:#c4c4c4;--c1:#000;--c2:#000;--c3:#000;--c4:#000}}
.curve text{fill:var(--soft)}.curve .grid{stroke:var(--line);stroke-width:1}
.curve .rule{stroke:var(--soft);stroke-width:1;stroke-dasharray:1 4}
.curve path{fill:none;stroke-width:1.75;stroke-linejoin:round}
.curve .total{stroke:var(--ink);stroke-width:2.5}
.curve .p1{stroke:var(--c1);stroke-dasharray:7 3}.curve .p2{stroke:var(--c2);stroke-dasharray:2 3}
.curve .p3{stroke:var(--c3);stroke-dasharray:10 3 2 3}.curve .p4{stroke:var(--c4);stroke-dasharray:4 2}
.curve .name{fill:var(--ink)}
)css";

std::string tenths(std::int64_t value) {
    if (value % 10 == 0) return std::to_string(value / 10);
    return fmt::format("{}{}.{}", value < 0 ? "-" : "", std::abs(value) / 10, std::abs(value) % 10);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string grid(const Geometry& g) {
    std::string out;
    for (const Tick& tick : g.up) {
        out += fmt::format(
            "<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
            tenths(g.left), tenths(g.right), tenths(tick.at), tenths(tick.at), tenths(g.left - 80),
            tenths(tick.at + 40), escaped(tick.text));
    }
    for (const Tick& tick : g.across) {
        out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                           tenths(tick.at), tenths(g.bottom + 180), escaped(tick.text));
    }
    for (const std::int64_t x : g.rules) {
        out += fmt::format("<line class=\"rule\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>\n",
                           tenths(x), tenths(x), tenths(g.top), tenths(g.bottom));
    }
    return out;
}

std::string class_of(const Line& line, std::size_t place) {
    return line.total ? "total" : fmt::format("p{}", place % 4 + 1);
}

// Only places where the line bends: a straight run of a hundred points is two. A boundary and its
// neighbours fall into one place, or stand one above the other where pay jumps.
std::string path_of(const Line& line) {
    std::vector<std::pair<std::int64_t, std::int64_t>> bends;
    for (const auto& place : line.places) {
        if (!bends.empty() && bends.back() == place) continue;
        if (bends.size() >= 2) {
            const auto [x0, y0] = bends[bends.size() - 2];
            const auto [x1, y1] = bends.back();
            const auto [x2, y2] = place;
            if ((x1 - x0) * (y2 - y1) == (x2 - x1) * (y1 - y0)) bends.pop_back();
        }
        bends.push_back(place);
    }
    std::string d;
    for (const auto& [x, y] : bends)
        d += fmt::format("{}{} {}", d.empty() ? "M" : " L", tenths(x), tenths(y));
    return d;
}

// Names below the box, each behind a piece of its line; as many rows as they need.
struct Legend {
    std::string drawn;
    std::int64_t bottom = 0;
};
Legend legend(const Geometry& g) {
    Legend made;
    std::int64_t x = g.left;
    std::int64_t y = g.bottom + 400;
    for (std::size_t i = 0; i < g.lines.size(); ++i) {
        const Line& line = g.lines[i];
        const std::int64_t wide =
            320 + 72 * static_cast<std::int64_t>(width_of(printable(line.title)));
        if (x > g.left && x + wide > g.right) {
            x = g.left;
            y += 200;
        }
        made.drawn += fmt::format(
            "<path class=\"{}\" d=\"M{} {} h26\"/><text class=\"name\" x=\"{}\" "
            "y=\"{}\">{}</text>\n",
            class_of(line, i), tenths(x), tenths(y), tenths(x + 320), tenths(y + 40),
            escaped(line.title));
        x += wide + 300;
    }
    made.bottom = y + 160;
    return made;
}

}  // namespace

std::string curve_svg(const Shown& shown) {
    const Geometry g = geometry_of(shown);
    const Legend names = legend(g);
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"curve\" viewBox=\"0 0 720 {}\" "
        "role=\"img\" aria-label=\"{}\">\n<style>{}</style>\n",
        tenths(names.bottom),
        escaped(fmt::format("What {} pays by {}", shown.plan.id.text(), axis_title(shown))), style);
    out += grid(g);
    for (std::size_t i = 0; i < g.lines.size(); ++i) {
        out += fmt::format("<path class=\"{}\" d=\"{}\"/>\n", class_of(g.lines[i], i),
                           path_of(g.lines[i]));
    }
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">pay in {}</text>\n",
                       tenths(g.left - 80), tenths(g.top - 140), shown.plan.currency.code());
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">by {}</text>\n",
                       tenths(g.right), tenths(g.top - 140), escaped(axis_title(shown)));
    return out + names.drawn + "</svg>\n";
}

}  // namespace attain::report
