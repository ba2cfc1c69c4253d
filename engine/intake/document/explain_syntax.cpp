#include "intake/document/explain_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace attain::intake {

namespace {

constexpr const char* syntax_code = "yaml-syntax";

struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
};

Line line_at(std::string_view text, std::size_t at) {
    const std::size_t begin = text.substr(0, at).rfind('\n') + 1;
    return {begin, std::min(text.find_first_of("\r\n", begin), text.size())};
}

// The piece of a line between its indentation, with the dashes of lists, and its end.
Line content_of(std::string_view text, Line line) {
    std::size_t begin = line.begin;
    while (begin < line.end) {
        const bool dash = text[begin] == '-' && begin + 1 < line.end && text[begin + 1] == ' ';
        if (text[begin] != ' ' && text[begin] != '\t' && !dash) break;
        ++begin;
    }
    std::size_t end = line.end;
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        --end;
    return {begin, end};
}

bool says_something(std::string_view text, Line line) {
    const Line content = content_of(text, line);
    return content.begin < content.end && text[content.begin] != '#';
}

// The nearest line above that is neither blank nor a comment.
std::optional<Line> line_above(std::string_view text, Line line) {
    while (line.begin > 0) {
        line = line_at(text, line.begin - 1);
        if (says_something(text, line)) return line;
    }
    return std::nullopt;
}

class Explainer {
public:
    Explainer(const SourcePtr& source, const SyntaxTrouble& trouble, Diagnostics& out)
        : source_(source), text_(source->text()), trouble_(trouble), out_(out) {}

    void explain() {
        const std::string_view said = trouble_.said;
        const auto says = [said](std::string_view words) {
            return said.find(words) != std::string_view::npos;
        };
        if (says("document indicator") || says("EOF in scalar")) return open_quote();
        if (says("flow end")) return stray_bracket();
        if (says("flow not found") && trouble_.open_bracket) return open_bracket();
        if (says("unknown token")) return reserved_character();
        if (says("escape") || says("hex")) return bad_escape();
        if (says("illegal map value")) return stray_colon();
        if (says("block entry")) return stray_dash();
        if (says("end of") || says("map key")) return bad_indentation();
        refuse({trouble_.at, trouble_.at}, "this cannot be read as YAML",
               "compare the line with its neighbours: a key, a colon, a blank, a value");
    }

private:
    void refuse(Line where, std::string message, std::string help) {
        where.begin = std::min(where.begin, text_.size());
        where.end = std::clamp(where.end, where.begin, text_.size());
        out_.error(syntax_code, {source_, where.begin, where.end}, std::move(message)).help =
            std::move(help);
    }

    Line line_here() const { return line_at(text_, std::min(trouble_.at, text_.size())); }
    Line content_here() const { return content_of(text_, line_here()); }

    void open_quote() {
        std::size_t at = trouble_.read_up_to;
        while (at < text_.size() && text_[at] != '"' && text_[at] != '\'') {
            if (text_[at] == '#') at = std::min(text_.find('\n', at), text_.size() - 1);
            ++at;
        }
        if (at >= text_.size()) return bad_indentation();
        const char quote = text_[at];
        refuse({at, at + 1}, fmt::format("the quote {} that opens here is never closed", quote),
               quote == '\'' ? "close it; an apostrophe inside single quotes is written twice: `''`"
                             : "close it; a quote inside double quotes is written `\\\"`");
    }

    void stray_bracket() {
        const std::size_t at = trouble_.at;
        const std::string bracket(text_.substr(std::min(at, text_.size()), 1));
        if (trouble_.open_bracket) return open_bracket();
        refuse({at, at + 1}, fmt::format("the bracket `{}` closes nothing", bracket),
               "delete it, or put the text in quotes");
    }

    void open_bracket() {
        const std::size_t at = *trouble_.open_bracket;
        const char close = text_[at] == '[' ? ']' : '}';
        refuse({at, at + 1},
               fmt::format("the bracket `{}` that opens here is not closed", text_[at]),
               fmt::format("write `{}` where it ends; values inside are parted by commas", close));
    }

    void reserved_character() {
        const std::size_t at = std::min(trouble_.at, text_.size());
        refuse({at, at + 1},
               fmt::format("a value cannot begin with `{}`", std::string(text_.substr(at, 1))),
               "put the value in quotes");
    }

    void bad_escape() {
        const std::size_t at = std::min(trouble_.at, text_.size());
        const std::size_t slash = text_.substr(0, at).rfind('\\');
        refuse({slash == std::string_view::npos ? at : slash, at},
               "a backslash inside double quotes begins an escape, and this one has no meaning",
               "write `\\\\` for a backslash, or use single quotes");
    }

    // A colon stands where no value may follow.
    void stray_colon() {
        const Line line = content_here();
        const std::string_view before =
            text_.substr(line.begin, std::max(trouble_.at, line.begin) - line.begin);
        if (before.find(": ") != std::string_view::npos) {
            return refuse({trouble_.at, trouble_.at + 1}, "a second colon stands in this line",
                          "put the value in quotes, or begin its keys on the next line");
        }
        if (const std::optional<Line> above = line_above(text_, line_here())) {
            const Line content = content_of(text_, *above);
            const std::string_view words = text_.substr(content.begin, content.end - content.begin);
            const bool keyed = words.ends_with(':') || words.find(": ") != std::string_view::npos;
            if (!keyed) {
                return refuse_key_without_colon({source_, content.begin, content.end}, false, out_);
            }
        }
        bad_indentation();
    }

    void stray_dash() {
        const Line line = content_here();
        if (trouble_.at > line.begin) {
            return refuse({trouble_.at, trouble_.at + 1},
                          "a list with dashes cannot begin in the line of its key",
                          "begin it on the next line, or write `[…]`");
        }
        bad_indentation();
    }

    void bad_indentation() {
        Line line = line_here();
        line.end = content_here().end;
        line.begin = std::min(text_.find_first_not_of(" \t", line.begin), line.end);
        refuse(line, "this line does not fit to the lines above it",
               "keys and dashes that belong together begin in the same column, and what belongs "
               "under a key is indented deeper than the key");
    }

    const SourcePtr& source_;
    std::string_view text_;
    const SyntaxTrouble& trouble_;
    Diagnostics& out_;
};

}  // namespace

void explain_syntax(const SourcePtr& source, const SyntaxTrouble& trouble, Diagnostics& out) {
    Explainer(source, trouble, out).explain();
}

std::optional<std::size_t> tight_colon(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) {
        return std::nullopt;
    }
    const bool one_word = text.substr(0, colon).find_first_of(" \t\n'\"") == std::string_view::npos;
    return one_word && text[colon + 1] != ' ' ? std::optional(colon) : std::nullopt;
}

void refuse_key_without_colon(const Span& key, bool in_brackets, Diagnostics& out) {
    const std::string_view text = key.text();
    if (const std::optional<std::size_t> colon = tight_colon(text)) {
        out.error(syntax_code, {key.source, key.begin + *colon, key.begin + *colon + 1},
                  "a blank is missing behind the colon")
            .help = fmt::format("write `{}: {}`", text.substr(0, *colon), text.substr(*colon + 1));
        return;
    }
    out.error("yaml-missing-colon", key, fmt::format("`{}` has no colon and no value", text)).help =
        in_brackets ? fmt::format("write `{}: …`, or square brackets for a list", text)
                    : fmt::format("write `{}: …`", text);
}

}  // namespace attain::intake
