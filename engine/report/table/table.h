// Aligned columns of text, for terminals and mail.
//
//     participant  team       total
//     Ada Quist    north  16,875.00
//     ───────────  ─────  ─────────
//     all                 16,875.00
//
// Numbers stand to the right, texts to the left, and a width counts characters as a terminal shows
// them, so that 山田太郎 does not push its row aside. The last column is never padded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic/diagnostic.h"

namespace attain::report {

enum class Align { left, right };

// How a piece of text stands out; nothing without colour.
enum class Tone { plain, strong, faint, good, bad };
std::string painted(std::string_view text, Tone tone, Colour colour);

class TextTable {
public:
    struct Column {
        std::string title;  // may have several lines: "Team\nattainment"
        Align align = Align::left;
    };
    explicit TextTable(std::vector<Column> columns, std::size_t indent = 0)
        : columns_(std::move(columns)), indent_(indent) {}
    // As many cells as columns. Cells are made printable.
    void row(std::vector<std::string> cells, Tone tone = Tone::plain);
    void rule();  // a thin line, before totals
    void gap();   // an empty line, between groups
    // A line of its own below the last row, under the column `from` and all after it.
    void remark(std::string text, std::size_t from);
    bool empty() const { return rows_.empty(); }
    std::string text(Colour colour) const;

private:
    enum class Kind { cells, rule, gap, remark };
    struct Row {
        Kind kind = Kind::cells;
        std::vector<std::string> cells;
        Tone tone = Tone::plain;
        std::size_t from = 0;
    };
    std::vector<std::size_t> widths() const;
    std::string headings(const std::vector<std::size_t>& widths, Colour colour) const;
    std::string line(const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) const;
    std::string rendered(const Row& row, const std::vector<std::size_t>& widths) const;
    std::vector<Column> columns_;
    std::vector<Row> rows_;
    std::size_t indent_;
};

}  // namespace attain::report
