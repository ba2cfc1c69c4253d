#include "intake/document/extent.h"

#include <algorithm>

namespace attain::intake {

namespace {

constexpr std::string_view space = " \t\r\n";

bool is_space(char c) {
    return space.find(c) != std::string_view::npos;
}

std::size_t skip_class(std::string_view text, std::size_t at, std::string_view wanted) {
    return std::min(text.find_first_not_of(wanted, at), text.size());
}

// Past the closing quote; the parser has made sure that there is one.
std::size_t quoted_end(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    for (std::size_t at = begin + 1; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\') {
            ++at;
        } else if (text[at] == quote) {
            const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
            if (!doubled) return at + 1;
            ++at;
        }
    }
    return text.size();
}

// A plain scalar over several lines is folded: any run of white space in the one answers any run in
// the other.
std::size_t plain_end(std::string_view text, std::size_t begin, std::string_view value) {
    std::size_t at = begin;
    for (std::size_t i = 0; i < value.size() && at < text.size();) {
        if (is_space(value[i])) {
            i = skip_class(value, i, space);
            at = skip_class(text, at, space);
        } else {
            ++i;
            ++at;
        }
    }
    return at;
}

// `|` or `>`, then lines that are indented deeper than what holds them. Blank lines at the end are
// left out.
std::size_t block_end(std::string_view text, std::size_t begin, std::ptrdiff_t parent_column) {
    const std::size_t header_end = std::min(text.find_first_of("\r\n", begin), text.size());
    std::size_t end = begin + 1;
    while (end < header_end && !is_space(text[end]))
        ++end;
    std::ptrdiff_t indent = -1;  // told by a digit in the header, else by the first line
    for (const char c : text.substr(begin, end - begin)) {
        if (c >= '1' && c <= '9') indent = parent_column + (c - '0');
    }
    std::size_t line = text.find('\n', header_end);
    while (line != std::string_view::npos && ++line < text.size()) {
        const std::size_t next = std::min(text.find('\n', line), text.size());
        const std::size_t content = skip_class(text, line, " ");
        const std::size_t last = text.substr(0, next).find_last_not_of(" \t\r");
        if (last != std::string_view::npos && last >= line) {
            const auto column = static_cast<std::ptrdiff_t>(content - line);
            if (indent < 0) indent = column;
            if (column < indent || column <= parent_column) break;
            end = last + 1;
        }
        line = next;
    }
    return end;
}

}  // namespace

std::size_t skip_space(std::string_view text, std::size_t at) {
    at = skip_class(text, at, space);
    while (at < text.size() && text[at] == '#') {
        at = skip_class(text, std::min(text.find('\n', at), text.size()), space);
    }
    return at;
}

std::size_t scalar_end(std::string_view text, std::size_t begin, std::string_view value,
                       std::ptrdiff_t parent_column) {
    if (begin >= text.size()) return text.size();
    const char first = text[begin];
    if (first == '"' || first == '\'') return quoted_end(text, begin);
    if (first == '|' || first == '>') return block_end(text, begin, parent_column);
    return plain_end(text, begin, value);
}

std::ptrdiff_t column_of(std::string_view text, std::size_t at) {
    return static_cast<std::ptrdiff_t>(at - (text.substr(0, at).rfind('\n') + 1));
}

}  // namespace attain::intake
