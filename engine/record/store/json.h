// JSON as far as the book needs it: texts, whole numbers, truth, lists and objects. Exact values
// are texts ("76800/7"); a number with a point or an exponent is refused, for it invites floating
// point.
//
//     JsonWriter out;
//     out.begin_object().key("tier").integer(1).key("base").text("500000").end_object()
//     {"tier":1,"base":"500000"}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attain::store {

class JsonWriter {
public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_list() { return open('['); }
    JsonWriter& end_list() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& text(std::string_view value);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& truth(bool value);
    const std::string& str() const { return out_; }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void quote(std::string_view value);
    std::string out_;
    bool first_ = true;  // nothing stands before the next value in its list or object
};

struct JsonValue {
    enum class Kind { null, truth, integer, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::int64_t integer = 0;
    std::string text;
    std::vector<JsonValue> items;
    std::vector<std::pair<std::string, JsonValue>> members;
    const JsonValue* find(std::string_view name) const;  // null pointer: the object has no such key
};

// Nothing where the text is not such JSON (or deeper than 64).
std::optional<JsonValue> parse_json(std::string_view text);

// A list of texts and back: the cells of a fact. Nothing where it is not one.
std::string json_list(const std::vector<std::string>& texts);
std::optional<std::vector<std::string>> parse_json_list(std::string_view text);

}  // namespace attain::store
