// Pages of A4, written from the top to the bottom: texts, tables, bars and curves. The one door to
// Pango and Cairo.
//
//     Paper paper("Ada Lindqvist, 2026-Q1", *Date::parse("2026-03-31"));
//     paper.title("Ada Lindqvist", "18,823.94 USD");
//     paper.table(columns, rows);                   its head again on each further page
//     const std::string bytes = paper.finish();     the same bytes for the same calls
//
// Every script that the fonts of the machine know comes out in its own direction: Ł, ş, 日本, عربي.
// Texts are made printable first, as everywhere. Lengths are whole tenths of a point (72 to the
// inch); what is shown is text that was settled elsewhere. No date but the given one gets into the
// file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar/date.h"

namespace attain::report {

class Paper {
public:
    enum class Size { small, plain, middle, large, grand };
    enum class Side { left, right };
    struct Column {
        std::string title;
        int share = 1;  // of the page's width, beside the other columns
        Side side = Side::left;
    };
    struct Cell {
        std::string text;
        std::string below;  // smaller and softer, under the text
    };
    struct Row {
        std::vector<Cell> cells;  // as many as columns
        bool strong = false;
    };
    // A drawing: a line through places in thousandths, ticks, and one place with its words.
    struct Drawing {
        std::vector<std::pair<int, int>> places;
        std::vector<std::pair<int, std::string>> across;
        std::vector<std::pair<int, std::string>> up;
        int here_x = 0;
        int here_y = 0;
        std::string here;
    };
    // A bar: how far it is filled and where marks stand, in thousandths of its length.
    struct Bar {
        int filled = 0;
        std::vector<std::pair<int, std::string>> marks;
        int goal = 0;
    };

    // `title` also stands at the foot of each page, beside its number.
    Paper(std::string title, Date created);
    ~Paper();
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    // A headline with something at the right edge; `rule`: a line below both.
    void headline(std::string_view left, std::string_view right, Size size, bool rule);
    void text(std::string_view text, Size size, bool strong, bool soft);
    // Name and sentence, the names in a column of their own.
    void facts(const std::vector<std::pair<std::string, std::string>>& facts);
    void table(const std::vector<Column>& columns, const std::vector<Row>& rows);
    void bar(const Bar& bar);
    void drawing(const Drawing& drawing);
    void space(int tenths);
    // A new page where less than so much is left on this one.
    void keep_together(int tenths);

    // The file's bytes. Nothing can be added afterwards.
    std::string finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace attain::report
