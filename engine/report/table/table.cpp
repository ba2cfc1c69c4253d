#include "report/table/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "report/words/characters.h"

namespace attain::report {

namespace {

constexpr std::size_t gap_width = 2;

std::string_view code_of(Tone tone) {
    switch (tone) {
        case Tone::plain: return "";
        case Tone::strong: return "1";
        case Tone::faint: return "2";
        case Tone::good: return "32";
        case Tone::bad: return "31";
    }
    return "";
}

std::vector<std::string> lines_of(const std::string& title) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= title.size();) {
        const std::size_t end = std::min(title.find('\n', begin), title.size());
        lines.push_back(printable(std::string_view(title).substr(begin, end - begin)));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

std::string painted(std::string_view text, Tone tone, Colour colour) {
    if (colour == Colour::no || tone == Tone::plain || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code_of(tone), text);
}

void TextTable::row(std::vector<std::string> cells, Tone tone) {
    ensure(cells.size() == columns_.size(), "a row has a cell for each column");
    for (std::string& cell : cells)
        cell = printable(cell);
    rows_.push_back({Kind::cells, std::move(cells), tone, 0});
}

void TextTable::rule() {
    rows_.push_back({Kind::rule, {}, Tone::faint, 0});
}

void TextTable::gap() {
    rows_.push_back({Kind::gap, {""}, Tone::plain, 0});
}

void TextTable::remark(std::string text, std::size_t from) {
    rows_.push_back({Kind::remark, {printable(text)}, Tone::faint, from});
}

std::vector<std::size_t> TextTable::widths() const {
    std::vector<std::size_t> widths;
    for (const Column& column : columns_) {
        std::size_t& width = widths.emplace_back(0);
        for (const std::string& line : lines_of(column.title)) {
            width = std::max(width, width_of(line));
        }
    }
    for (const Row& row : rows_) {
        if (row.kind != Kind::cells) continue;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row.cells[i]));
        }
    }
    return widths;
}

std::string TextTable::line(const std::vector<std::string>& cells,
                            const std::vector<std::size_t>& widths) const {
    std::string out(indent_, ' ');
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string pad(widths[i] - width_of(cells[i]), ' ');
        out += columns_[i].align == Align::right ? pad + cells[i] : cells[i] + pad;
        out.append(gap_width, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

std::string TextTable::rendered(const Row& row, const std::vector<std::size_t>& widths) const {
    switch (row.kind) {
        case Kind::cells: return line(row.cells, widths);
        case Kind::gap: return "";
        case Kind::rule: {
            std::vector<std::string> strokes;
            for (const std::size_t width : widths) {
                std::string& stroke = strokes.emplace_back();
                for (std::size_t i = 0; i < width; ++i)
                    stroke += "─";
            }
            return line(strokes, widths);
        }
        case Kind::remark: {
            std::size_t before = indent_;
            for (std::size_t i = 0; i < row.from; ++i)
                before += widths[i] + gap_width;
            return std::string(before, ' ') + row.cells.front();
        }
    }
    return "";
}

// Titles of several lines stand on a common last line.
std::string TextTable::headings(const std::vector<std::size_t>& widths, Colour colour) const {
    std::size_t most = 0;
    for (const Column& column : columns_)
        most = std::max(most, lines_of(column.title).size());
    std::string out;
    for (std::size_t at = 0; at < most; ++at) {
        std::vector<std::string> cells;
        for (const Column& column : columns_) {
            const std::vector<std::string> lines = lines_of(column.title);
            const std::size_t above = most - lines.size();
            cells.push_back(at < above ? "" : lines[at - above]);
        }
        const std::string heading = line(cells, widths);
        if (!heading.empty()) out += painted(heading, Tone::faint, colour) + '\n';
    }
    return out;
}

std::string TextTable::text(Colour colour) const {
    const std::vector<std::size_t> wide = widths();
    std::string out = headings(wide, colour);
    for (const Row& row : rows_)
        out += painted(rendered(row, wide), row.tone, colour) + '\n';
    return out;
}

}  // namespace attain::report
