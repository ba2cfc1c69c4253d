#include "record/store/json.h"

#include <charconv>

#include <fmt/format.h>

namespace attain::store {

// ---- writing
// -------------------------------------------------------------------------------------

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    quote(name);
    out_ += ':';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    quote(value);
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::truth(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

void JsonWriter::quote(std::string_view value) {
    out_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

// ---- reading
// -------------------------------------------------------------------------------------

namespace {

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}
    std::optional<JsonValue> document() {
        JsonValue value;
        if (!parse(value, 0)) return std::nullopt;
        skip_blanks();
        if (at_ != text_.size()) return std::nullopt;
        return value;
    }

private:
    void skip_blanks() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != text_.npos)
            ++at_;
    }
    bool take(char wanted) {
        skip_blanks();
        if (at_ >= text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    bool take_word(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }
    bool parse(JsonValue& value, int depth) {
        skip_blanks();
        if (depth > 64 || at_ >= text_.size()) return false;
        switch (text_[at_]) {
            case '{': return parse_object(value, depth);
            case '[': return parse_list(value, depth);
            case '"': value.kind = JsonValue::Kind::text; return parse_text(value.text);
            case 't':
            case 'f':
                value.kind = JsonValue::Kind::truth;
                value.truth = text_[at_] == 't';
                return take_word(value.truth ? "true" : "false");
            case 'n': return take_word("null");
            default: return parse_integer(value);
        }
    }
    bool parse_integer(JsonValue& value) {
        value.kind = JsonValue::Kind::integer;
        const char* end = text_.data() + text_.size();
        const auto read = std::from_chars(text_.data() + at_, end, value.integer);
        if (read.ec != std::errc()) return false;
        at_ = static_cast<std::size_t>(read.ptr - text_.data());
        return at_ == text_.size() || std::string_view(".eE").find(text_[at_]) == text_.npos;
    }
    bool parse_list(JsonValue& value, int depth) {
        value.kind = JsonValue::Kind::list;
        if (!take('[')) return false;
        if (take(']')) return true;
        do {
            if (!parse(value.items.emplace_back(), depth + 1)) return false;
        } while (take(','));
        return take(']');
    }
    bool parse_object(JsonValue& value, int depth) {
        value.kind = JsonValue::Kind::object;
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            auto& [name, member] = value.members.emplace_back();
            if (!parse_text(name) || !take(':') || !parse(member, depth + 1)) return false;
        } while (take(','));
        return take('}');
    }
    bool parse_text(std::string& text) {
        if (!take('"')) return false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\') {
                text += c;
            } else if (!parse_escape(text)) {
                return false;
            }
        }
        return false;
    }
    // Only what JsonWriter writes: \" \\ and \u00xx of a control character.
    bool parse_escape(std::string& text) {
        if (at_ >= text_.size()) return false;
        const char c = text_[at_++];
        if (c == '"' || c == '\\') {
            text += c;
            return true;
        }
        unsigned code = 0;
        if (c != 'u' || text_.size() - at_ < 4) return false;
        const char* begin = text_.data() + at_;
        const auto read = std::from_chars(begin, begin + 4, code, 16);
        if (read.ptr != begin + 4 || code >= 0x20) return false;
        at_ += 4;
        text += static_cast<char>(code);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    for (const auto& [key, value] : members) {
        if (key == name) return &value;
    }
    return nullptr;
}

std::optional<JsonValue> parse_json(std::string_view text) {
    return Parser(text).document();
}

std::string json_list(const std::vector<std::string>& texts) {
    JsonWriter out;
    out.begin_list();
    for (const std::string& text : texts)
        out.text(text);
    return out.end_list().str();
}

std::optional<std::vector<std::string>> parse_json_list(std::string_view text) {
    std::optional<JsonValue> list = parse_json(text);
    if (!list || list->kind != JsonValue::Kind::list) return std::nullopt;
    std::vector<std::string> texts;
    texts.reserve(list->items.size());
    for (JsonValue& item : list->items) {
        if (item.kind != JsonValue::Kind::text) return std::nullopt;
        texts.push_back(std::move(item.text));
    }
    return texts;
}

}  // namespace attain::store
