// Diagnostics as people read them. The layout is shown in diagnostic.h; what it does not show:
//
//     a line that is too long is cut around its mark     … rate: 5%, note: "a very long remark",
//     to… lines that are left out between two marks          ... a note in another file its own
//     `-->` block a note without a place                             = note: …
//
// A user's text is shown, not obeyed: control characters, and those that turn the direction of
// writing, appear as `�`, so that a file cannot paint over the terminal or hide what it says.
#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic/diagnostic.h"
#include "base/ensure.h"

namespace attain {

namespace {

constexpr std::size_t widest_excerpt = 120;  // characters
constexpr std::size_t kept_before_mark = 40;

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::notice: return "notice";
    }
    ensure(false, "every severity has a name");
    return {};
}

std::string_view ansi_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "\x1b[1;31m";
        case Severity::warning: return "\x1b[1;33m";
        case Severity::notice: return "\x1b[1;36m";
    }
    ensure(false, "every severity has a colour");
    return {};
}

constexpr std::string_view ansi_frame = "\x1b[1;34m";
constexpr std::string_view ansi_strong = "\x1b[1m";
constexpr std::string_view ansi_off = "\x1b[0m";

// Whether a character would move the cursor, or reorder what stands around it.
bool is_unprintable(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7f;
    if (character.size() == 2) return byte(0) == 0xc2 && byte(1) < 0xa0;  // C1 controls
    if (character.size() != 3 || byte(0) != 0xe2) return false;
    return (byte(1) == 0x80 && byte(2) >= 0xa8 && byte(2) <= 0xae) ||  // line ends, overrides
           (byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9);    // isolates
}

// A text as characters, each fit to be shown; a tab stays one.
std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        const std::string_view character = text.substr(at, end - at);
        const bool hidden = is_unprintable(character) && character != "\t";
        characters.push_back(hidden ? "\uFFFD" : character);
        at = end;
    }
    return characters;
}

std::string printable(std::string_view text) {
    return fmt::format("{}", fmt::join(characters_of(text), ""));
}

// A piece of one line that is underlined, with the text beside it.
struct Mark {
    std::size_t line = 1;
    std::size_t first = 0;  // characters before it in the line
    std::size_t width = 1;  // characters
    std::string_view text;
    bool is_caret = false;
};

// A span of several lines is marked to the end of its first; an empty one is marked as one
// character.
Mark mark_of(const Span& span, std::string_view text, bool is_caret) {
    const Source::Place place = span.source->place_of(span.begin);
    const std::string_view line = span.source->line(place.line);
    const auto line_begin = static_cast<std::size_t>(line.data() - span.source->text().data());
    const std::size_t begin = std::min(span.begin - line_begin, line.size());
    const std::size_t end =
        std::clamp(span.end - std::min(span.end, line_begin), begin, line.size());
    const std::size_t width = characters_of(line.substr(begin, end - begin)).size();
    return {place.line, place.column - 1, std::max<std::size_t>(width, 1), text, is_caret};
}

// The page that is being written: lines behind a gutter that is as wide as the largest line number.
class Page {
public:
    Page(Severity severity, Colour colour, std::size_t gutter)
        : severity_(severity), colour_(colour), gutter_(gutter) {}

    void headline(const Diagnostic& diagnostic) {
        const std::string head = fmt::format("{}[{}]", name_of(severity_), diagnostic.code);
        text_ += painted(ansi_of(severity_), head) +
                 painted(ansi_strong, ": " + printable(diagnostic.message)) + "\n";
    }

    void excerpt(const Span& where, std::vector<Mark> marks) {
        text_ += framed(std::string(gutter_, ' ') + "-->") + " " + place_text(where) + "\n";
        text_ += framed(std::string(gutter_ + 1, ' ') + "|") + "\n";
        std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
            return a.line != b.line ? a.line < b.line : a.first < b.first;
        });
        const Mark* previous = nullptr;
        for (const Mark& mark : marks) {
            const auto characters = characters_of(where.source->line(mark.line));
            const bool is_cut = characters.size() > widest_excerpt;
            if (previous == nullptr || previous->line != mark.line || is_cut) {
                if (previous != nullptr && mark.line > previous->line + 1)
                    text_ += framed("...") + "\n";
                line_and_mark(characters, mark);
            } else {
                underline(characters, 0, mark);
            }
            previous = &mark;
        }
    }

    void remark(std::string_view kind, std::string_view text) {
        text_ += framed(std::string(gutter_ + 1, ' ') + "=") + " " +
                 painted(ansi_strong, fmt::format("{}:", kind)) + " " + printable(text) + "\n";
    }

    std::string text() && { return std::move(text_); }

private:
    std::string painted(std::string_view ansi, const std::string& text) const {
        return colour_ == Colour::yes ? fmt::format("{}{}{}", ansi, text, ansi_off) : text;
    }
    std::string framed(const std::string& text) const { return painted(ansi_frame, text); }

    // The line, cut to a window around its mark where it is too long, and the mark under it.
    void line_and_mark(std::vector<std::string_view> characters, const Mark& mark) {
        std::size_t from = 0;
        if (characters.size() > widest_excerpt) {
            const std::size_t last_from = characters.size() - widest_excerpt;
            from = std::min(mark.first - std::min(mark.first, kept_before_mark), last_from);
            if (from > 0) characters[from] = "…";
            if (from < last_from) characters[from + widest_excerpt - 1] = "…";
            characters.resize(from + widest_excerpt);
        }
        const auto begin = characters.begin() + static_cast<std::ptrdiff_t>(from);
        const std::string shown = fmt::format("{}", fmt::join(begin, characters.end(), ""));
        text_ += framed(fmt::format("{:>{}} |", mark.line, gutter_));
        text_ += shown.empty() ? "\n" : " " + shown + "\n";
        underline(characters, from, mark);
    }

    // The padding repeats the tabs of the line above, so that any tab width keeps them aligned.
    void underline(const std::vector<std::string_view>& characters, std::size_t from,
                   const Mark& mark) {
        std::string padding;
        for (std::size_t i = from; i < mark.first; ++i) {
            padding += i < characters.size() && characters[i] == "\t" ? '\t' : ' ';
        }
        const std::size_t room =
            characters.size() > mark.first ? characters.size() - mark.first : std::size_t{1};
        std::string line(std::min(mark.width, room), mark.is_caret ? '^' : '-');
        if (!mark.text.empty()) line += " " + printable(mark.text);
        text_ += framed(std::string(gutter_ + 1, ' ') + "|") + " " + padding +
                 painted(mark.is_caret ? ansi_of(severity_) : ansi_frame, line) + "\n";
    }

    Severity severity_;
    Colour colour_;
    std::size_t gutter_;
    std::string text_;
};

bool same_file(const Span& a, const Span& b) {
    return a.source && b.source && a.source->name() == b.source->name();
}

std::size_t gutter_of(const Diagnostic& diagnostic) {
    std::size_t last_line = 1;
    const auto include = [&](const Span& span) {
        if (span.source) last_line = std::max(last_line, span.source->place_of(span.begin).line);
    };
    include(diagnostic.where);
    for (const Note& note : diagnostic.notes)
        include(note.where);
    return std::to_string(last_line).size();
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Colour colour) {
    Page page(diagnostic.severity, colour, gutter_of(diagnostic));
    page.headline(diagnostic);
    if (diagnostic.where.source) {
        std::vector<Mark> marks = {mark_of(diagnostic.where, diagnostic.label, true)};
        for (const Note& note : diagnostic.notes) {
            if (!same_file(diagnostic.where, note.where)) continue;
            marks.push_back(mark_of(note.where, note.text, false));
        }
        page.excerpt(diagnostic.where, std::move(marks));
    }
    for (const Note& note : diagnostic.notes) {
        if (!note.where.source) {
            page.remark("note", note.text);
        } else if (!same_file(diagnostic.where, note.where)) {
            page.excerpt(note.where, {mark_of(note.where, note.text, false)});
        }
    }
    if (!diagnostic.help.empty()) page.remark("help", diagnostic.help);
    return std::move(page).text();
}

std::string render_line(const Diagnostic& diagnostic) {
    const std::string place = place_text(diagnostic.where);
    return fmt::format("{}{}{}[{}]: {}", place, place.empty() ? "" : ": ",
                       name_of(diagnostic.severity), diagnostic.code,
                       printable(diagnostic.message));
}

}  // namespace attain
