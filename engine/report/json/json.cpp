#include "report/json/json.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

// Every byte that is not part of a character becomes U+FFFD: JSON is UTF-8, whatever a file held.
void append_json_text(std::string& to, std::string_view text) {
    to += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        if (character == '"' || character == '\\') {
            to += '\\';
            to += static_cast<char>(character);
        } else if (character == '\n') {
            to += "\\n";
        } else if (character < 0x20 || character == 0x7f) {
            to += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
        } else if (character == 0xfffd) {
            to += "\xef\xbf\xbd";
        } else {
            to += text.substr(begin, at - begin);
        }
    }
    to += '"';
}

void JsonWriter::quote(std::string_view value) {
    append_json_text(out_, value);
}

void JsonWriter::open(char bracket) {
    out_ += bracket;
    ++depth_;
    first_ = true;
}

void JsonWriter::close(char bracket) {
    ensure(depth_ > 0, "what is closed was open");
    --depth_;
    if (!first_) {
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }
    out_ += bracket;
    first_ = false;
}

void JsonWriter::comma() {
    if (!first_) out_ += ',';
    out_ += '\n';
    out_.append(2 * depth_, ' ');
    first_ = false;
}

void JsonWriter::key(std::string_view name) {
    comma();
    quote(name);
    out_ += ": ";
}

void JsonWriter::text(std::string_view name, std::string_view value) {
    key(name);
    quote(value);
}

void JsonWriter::text_or_null(std::string_view name, std::string_view value) {
    if (value.empty()) return null(name);
    text(name, value);
}

void JsonWriter::count(std::string_view name, std::uint64_t value) {
    key(name);
    out_ += std::to_string(value);
}

void JsonWriter::money(std::string_view name, const Cash& value) {
    text(name, value.plain());
}

void JsonWriter::exact(std::string_view name, const Rational& value) {
    text(name, exact_text(value));
}

void JsonWriter::exact(std::string_view name, const std::optional<Rational>& value) {
    if (!value) return null(name);
    exact(name, *value);
}

void JsonWriter::null(std::string_view name) {
    key(name);
    out_ += "null";
}

std::string JsonWriter::take() {
    ensure(depth_ == 0, "a document is taken when every bracket is closed");
    return std::move(out_) + "\n";
}

}  // namespace attain::report
