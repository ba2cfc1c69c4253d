// Layout by Pango, ink by Cairo. A row is laid out once: its texts are measured, the page is turned
// if they do not fit, and the same layouts are drawn.
#include "report/pdf/paper.h"

#include <pango/pangocairo.h>

#include <cairo-pdf.h>

#include <algorithm>
#include <map>

#include "report/words/characters.h"

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig keeps what it has found for as long as the program lives, and nobody takes it down:
// the one thing that the leak checker is told to pass over, without a word.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() {
    return "print_suppressions=0";
}
#endif

namespace attain::report {

namespace {

// Points on paper are doubles, as the library draws them; no figure is ever read back from them.
constexpr double page_width = 595.28;  // A4
constexpr double page_height = 841.89;
constexpr double margin_side = 42;
constexpr double margin_top = 42;
constexpr double margin_bottom = 54;
constexpr double inner = page_width - 2 * margin_side;
constexpr double gap = 9;  // between columns

struct Ink {
    double red, green, blue;
};
constexpr Ink black{0.09, 0.125, 0.165};
constexpr Ink soft{0.333, 0.376, 0.424};
constexpr Ink hair{0.80, 0.83, 0.86};
constexpr Ink fill{0.184, 0.529, 0.592};
constexpr Ink track{0.89, 0.91, 0.925};

double points_of(Paper::Size size) {
    switch (size) {
        case Paper::Size::small: return 7.2;
        case Paper::Size::plain: return 8.4;
        case Paper::Size::middle: return 9.6;
        case Paper::Size::large: return 12;
        case Paper::Size::grand: return 18;
    }
    return 8.4;
}

cairo_status_t collect(void* to, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Paper::Inside {
    struct Release {
        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
        void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
        void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    };
    template <class Thing>
    using Held = std::unique_ptr<Thing, Release>;

    std::string bytes;
    std::string title;
    Held<cairo_surface_t> surface;
    Held<cairo_t> cairo;
    std::map<std::pair<Size, bool>, Held<PangoFontDescription>> fonts;
    std::vector<Held<PangoLayout>> layouts;  // one for each text of a row
    double y = margin_top;
    int page = 1;

    Inside(std::string name, Date created) : title(printable(name)) {
        surface.reset(
            cairo_pdf_surface_create_for_stream(collect, &bytes, page_width, page_height));
        const std::string day = created.text() + "T00:00:00Z";
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Attain");
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
        cairo.reset(cairo_create(surface.get()));
    }

    PangoFontDescription* font(Size size, bool strong) {
        Held<PangoFontDescription>& one = fonts[{size, strong}];
        if (!one) {
            one.reset(pango_font_description_from_string("DejaVu Sans"));
            pango_font_description_set_absolute_size(one.get(), points_of(size) * PANGO_SCALE);
            if (strong) pango_font_description_set_weight(one.get(), PANGO_WEIGHT_BOLD);
        }
        return one.get();
    }

    // The layout number `at`, filled; `width` < 0: one line, however long.
    PangoLayout* lay(std::size_t at, std::string_view text, Size size, bool strong, double width,
                     Side side) {
        while (layouts.size() <= at)
            layouts.emplace_back(pango_cairo_create_layout(cairo.get()));
        PangoLayout* layout = layouts[at].get();
        const std::string shown = printable(text);
        pango_layout_set_font_description(layout, font(size, strong));
        pango_layout_set_width(layout, width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_auto_dir(layout, side == Side::left);
        pango_layout_set_alignment(layout,
                                   side == Side::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
        pango_layout_set_text(layout, shown.data(), static_cast<int>(shown.size()));
        return layout;
    }

    static double height_of(PangoLayout* layout) {
        int high = 0;
        pango_layout_get_size(layout, nullptr, &high);
        return static_cast<double>(high) / PANGO_SCALE;
    }
    static double width_of_layout(PangoLayout* layout) {
        int wide = 0;
        pango_layout_get_size(layout, &wide, nullptr);
        return static_cast<double>(wide) / PANGO_SCALE;
    }

    void ink(const Ink& colour) const {
        cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue);
    }
    void draw(PangoLayout* layout, double x, double at, const Ink& colour) const {
        ink(colour);
        cairo_move_to(cairo.get(), x, at);
        pango_cairo_show_layout(cairo.get(), layout);
    }
    void line(double x0, double y0, double x1, double y1, const Ink& colour, double wide) const {
        ink(colour);
        cairo_set_line_width(cairo.get(), wide);
        cairo_move_to(cairo.get(), x0, y0);
        cairo_line_to(cairo.get(), x1, y1);
        cairo_stroke(cairo.get());
    }
    void box(double x, double at, double wide, double high, const Ink& colour) const {
        ink(colour);
        cairo_rectangle(cairo.get(), x, at, wide, high);
        cairo_fill(cairo.get());
    }
    // A short text around, before or behind `x`, inside the page's width.
    void label(std::string_view text, double x, double at, const Ink& colour, bool strong) {
        PangoLayout* layout = lay(0, text, Size::small, strong, -1, Side::left);
        const double wide = width_of_layout(layout);
        const double from = std::clamp(x - wide / 2, margin_side,
                                       std::max(margin_side, margin_side + inner - wide));
        draw(layout, from, at, colour);
    }

    void foot() {
        const double at = page_height - margin_bottom + 18;
        line(margin_side, at - 5, margin_side + inner, at - 5, hair, 0.5);
        draw(lay(0, title, Size::small, false, inner - 60, Side::left), margin_side, at, soft);
        PangoLayout* number = lay(1, std::to_string(page), Size::small, false, -1, Side::left);
        draw(number, margin_side + inner - width_of_layout(number), at, soft);
    }
    void turn() {
        foot();
        cairo_show_page(cairo.get());
        ++page;
        y = margin_top;
    }
    // Whether a new page was begun, so that so much fits.
    bool make_room(double high) {
        if (y + high <= page_height - margin_bottom || y <= margin_top) return false;
        turn();
        return true;
    }
};

Paper::Paper(std::string title, Date created)
    : inside_(std::make_unique<Inside>(std::move(title), created)) {}

Paper::~Paper() = default;

void Paper::space(int tenths) {
    inside_->y += tenths / 10.0;
}

void Paper::keep_together(int tenths) {
    inside_->make_room(tenths / 10.0);
}

void Paper::headline(std::string_view left, std::string_view right, Size size, bool rule) {
    Inside& in = *inside_;
    PangoLayout* amount = in.lay(1, right, size, true, -1, Side::left);
    const double taken = right.empty() ? 0 : Inside::width_of_layout(amount) + gap;
    PangoLayout* name = in.lay(0, left, size, true, inner - taken, Side::left);
    const double high = std::max(Inside::height_of(name), Inside::height_of(amount));
    in.make_room(high + 40);
    in.draw(name, margin_side, in.y, black);
    if (!right.empty()) in.draw(amount, margin_side + inner - taken + gap, in.y, black);
    in.y += high + 2;
    if (!rule) return;
    in.line(margin_side, in.y, margin_side + inner, in.y, black, 0.8);
    in.y += 5;
}

void Paper::text(std::string_view text, Size size, bool strong, bool softly) {
    Inside& in = *inside_;
    PangoLayout* layout = in.lay(0, text, size, strong, inner, Side::left);
    const double high = Inside::height_of(layout);
    in.make_room(high);
    in.draw(layout, margin_side, in.y, softly ? soft : black);
    in.y += high + 1.5;
}

void Paper::facts(const std::vector<std::pair<std::string, std::string>>& facts) {
    Inside& in = *inside_;
    constexpr double names = 92;
    for (const auto& [name, said] : facts) {
        PangoLayout* left = in.lay(0, name, Size::plain, false, names, Side::left);
        PangoLayout* right = in.lay(1, said, Size::plain, false, inner - names - gap, Side::left);
        const double high = std::max(Inside::height_of(left), Inside::height_of(right));
        in.make_room(high);
        in.draw(left, margin_side, in.y, soft);
        in.draw(right, margin_side + names + gap, in.y, black);
        in.y += high + 1.5;
    }
}

namespace {

// Where columns begin, and how wide they are.
struct Places {
    std::vector<double> x, wide;
};

Places column_places(const std::vector<Paper::Column>& columns) {
    double shares = 0;
    for (const Paper::Column& column : columns)
        shares += column.share;
    const double room = inner - gap * static_cast<double>(columns.size() - 1);
    Places places;
    double at = margin_side;
    for (const Paper::Column& column : columns) {
        places.x.push_back(at);
        places.wide.push_back(room * column.share / shares);
        at += places.wide.back() + gap;
    }
    return places;
}

}  // namespace

void Paper::table(const std::vector<Column>& columns, const std::vector<Row>& rows) {
    Inside& in = *inside_;
    const Places places = column_places(columns);
    const auto laid = [&](const Row& row, Size size) {
        double high = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            PangoLayout* text =
                in.lay(2 * i, row.cells[i].text, size, row.strong, places.wide[i], columns[i].side);
            double cell = row.cells[i].text.empty() ? 0 : Inside::height_of(text);
            if (!row.cells[i].below.empty()) {
                cell += Inside::height_of(in.lay(2 * i + 1, row.cells[i].below, Size::small, false,
                                                 places.wide[i], columns[i].side));
            }
            high = std::max(high, cell);
        }
        return high;
    };
    const auto inked = [&](const Row& row, const Ink& colour) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            double at = in.y;
            if (!row.cells[i].text.empty()) {
                in.draw(in.layouts[2 * i].get(), places.x[i], at, colour);
                at += Inside::height_of(in.layouts[2 * i].get());
            }
            if (row.cells[i].below.empty()) continue;
            in.draw(in.layouts[2 * i + 1].get(), places.x[i], at, soft);
        }
    };
    Row head;
    for (const Column& column : columns)
        head.cells.push_back({column.title, ""});
    const auto begin = [&] {
        const double high = laid(head, Size::small);
        inked(head, soft);
        in.y += high + 2;
        in.line(margin_side, in.y, margin_side + inner, in.y, soft, 0.6);
        in.y += 2.5;
    };
    in.make_room(40);
    begin();
    for (const Row& row : rows) {
        double high = laid(row, Size::plain);
        if (in.make_room(high + 4)) {
            begin();
            high = laid(row, Size::plain);
        }
        if (row.strong) in.line(margin_side, in.y - 2, margin_side + inner, in.y - 2, black, 0.8);
        inked(row, black);
        in.y += high + 2;
        if (!row.strong) in.line(margin_side, in.y, margin_side + inner, in.y, hair, 0.4);
        in.y += 2.5;
    }
}

void Paper::bar(const Bar& bar) {
    Inside& in = *inside_;
    in.make_room(28);
    const auto at = [](int thousandths) { return margin_side + inner * thousandths / 1000.0; };
    in.box(margin_side, in.y + 2, inner, 7, track);
    in.box(margin_side, in.y + 2, inner * bar.filled / 1000.0, 7, fill);
    in.line(at(bar.goal), in.y, at(bar.goal), in.y + 11, black, 1.2);
    for (const auto& [place, text] : bar.marks) {
        if (place != bar.goal) in.line(at(place), in.y, at(place), in.y + 11, soft, 0.5);
        in.label(text, at(place), in.y + 12, soft, false);
    }
    in.y += 25;
}

void Paper::drawing(const Drawing& drawing) {
    Inside& in = *inside_;
    constexpr double high = 76;
    in.make_room(high + 30);
    const double top = in.y + 12;
    const auto across = [](int at) { return margin_side + inner * at / 1000.0; };
    const auto down = [&](int at) { return top + high - high * at / 1000.0; };
    for (const auto& [at, text] : drawing.up) {
        in.line(margin_side, down(at), margin_side + inner, down(at), hair, 0.5);
        in.label(text, margin_side, down(at) - 10, soft, false);
    }
    for (const auto& [at, text] : drawing.across)
        in.label(text, across(at), top + high + 3, soft, false);
    in.ink(fill);
    cairo_set_line_width(in.cairo.get(), 1.4);
    for (std::size_t i = 0; i < drawing.places.size(); ++i) {
        const auto [x, y] = drawing.places[i];
        (i == 0 ? cairo_move_to : cairo_line_to)(in.cairo.get(), across(x), down(y));
    }
    cairo_stroke(in.cairo.get());
    const double x = across(drawing.here_x);
    const double y = down(drawing.here_y);
    in.line(x, y, x, top + high, soft, 0.5);
    in.ink(black);
    cairo_arc(in.cairo.get(), x, y, 3, 0, 6.283185307179586);
    cairo_fill(in.cairo.get());
    in.label(drawing.here, x, y - 13, black, true);
    in.y = top + high + 16;
}

std::string Paper::finish() {
    Inside& in = *inside_;
    in.foot();
    in.layouts.clear();
    in.cairo.reset();
    cairo_surface_finish(in.surface.get());
    return std::move(in.bytes);
}

}  // namespace attain::report
