// JSON, written in order, two spaces deep: the same values give the same bytes.
//
//     JsonWriter json;
//     json.object([&] {
//         json.text("participant", "ada");
//         json.money("due", cash);                     "13125.00": pay is a text, never a number
//         json.list("lines", lines, [&](const Line& line) { json.text("deal", line.deal); });
//     });
//
// A JSON number is a binary fraction to most readers, so amounts and exact values are texts; only
// counts are numbers. Names of fields say the type, so that a text cannot slip in as `true`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/number/money.h"

namespace attain::report {

// A text as JSON has it, with its quotes; what is no character becomes U+FFFD.
void append_json_text(std::string& to, std::string_view text);

class JsonWriter {
public:
    // The body of an object: the whole document, or a field.
    template <class Body>
    void object(const Body& body) {
        open('{');
        body();
        close('}');
    }
    template <class Body>
    void object(std::string_view name, const Body& body) {
        key(name);
        object(body);
    }
    // A list of objects, one for each item.
    template <class Items, class Body>
    void list(std::string_view name, const Items& items, const Body& body) {
        key(name);
        open('[');
        for (const auto& item : items) {
            comma();
            object([&] { body(item); });
        }
        close(']');
    }
    template <class Items>
    void texts(std::string_view name, const Items& items) {
        key(name);
        open('[');
        for (const auto& item : items) {
            comma();
            quote(item);
        }
        close(']');
    }

    void text(std::string_view name, std::string_view value);
    void text_or_null(std::string_view name, std::string_view value);  // empty: null
    void count(std::string_view name, std::uint64_t value);
    void flag(std::string_view name, std::same_as<bool> auto value) {
        key(name);
        out_ += value ? "true" : "false";
    }
    void money(std::string_view name, const Cash& value);                     // "13125.00"
    void exact(std::string_view name, const Rational& value);                 // "572000", "7/6"
    void exact(std::string_view name, const std::optional<Rational>& value);  // nothing: null
    void null(std::string_view name);

    // The finished document, with a line end.
    std::string take();

private:
    void open(char bracket);
    void close(char bracket);
    void comma();
    void key(std::string_view name);
    void quote(std::string_view value);
    std::string out_;
    std::size_t depth_ = 0;
    bool first_ = true;
};

}  // namespace attain::report
