// The same table as JSON Schema, for editors. Scalars are described by the text that the loader
// reads; because an editor reads `2026` as a number before it asks, number types are allowed beside
// the pattern wherever such a text is sound. Branches become if/then/else, so that an editor blames
// the branch that was chosen.
#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "intake/schema/shape.h"

namespace attain::intake {

namespace {

using Kind = Shape::Kind;

constexpr const char* name_pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$";
constexpr const char* number_pattern =
    "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?%?$|^-?(0|[1-9][0-9]*)/0*[1-9][0-9]*$";
constexpr const char* percent_pattern = "^-?(0|[1-9][0-9]*)((\\.[0-9]+)?%|/0*[1-9][0-9]*)$";
constexpr const char* whole_pattern = "^(0|[1-9][0-9]{0,17})$";
// Months and days that no calendar has are underlined; 30 February is left to the loader.
constexpr const char* date_pattern =
    "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
constexpr const char* days_pattern =
    "^((19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?\\.\\."
    "((19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$";

// `constants.top_rate` in place of a number, where the document may name numbers.
constexpr const char* shared_pattern = "^shared\\.[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";
constexpr const char* reference_pattern = "^(constants|shared)\\.[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

// A JSON value: a finished word, or members, or items.
struct Json {
    enum class Form { word, object, array };
    Form form = Form::word;
    std::string word;
    std::vector<std::pair<std::string, Json>> members;
    std::vector<Json> items;
};

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

Json word(std::string_view text) {
    return {Json::Form::word, std::string(text), {}, {}};
}
Json string(std::string_view text) {
    return word(in_quotes(text));
}
template <class Texts>
Json strings(const Texts& texts) {
    Json array{Json::Form::array, {}, {}, {}};
    for (const auto& text : texts)
        array.items.push_back(string(text));
    return array;
}
Json types(std::initializer_list<const char*> names) {
    return names.size() == 1 ? string(*names.begin()) : strings(names);
}
Json object(std::vector<std::pair<std::string, Json>> members) {
    return {Json::Form::object, {}, std::move(members), {}};
}

void write(const Json& json, std::size_t depth, std::string& out) {
    const bool is_object = json.form == Json::Form::object;
    const std::size_t size = is_object ? json.members.size() : json.items.size();
    if (json.form == Json::Form::word) {
        out += json.word;
        return;
    }
    out += is_object ? '{' : '[';
    for (std::size_t i = 0; i < size; ++i) {
        out += i == 0 ? "\n" : ",\n";
        out.append(2 * (depth + 1), ' ');
        if (is_object) {
            out += in_quotes(json.members[i].first) + ": ";
            write(json.members[i].second, depth + 1, out);
        } else {
            write(json.items[i], depth + 1, out);
        }
    }
    if (size > 0) out += "\n" + std::string(2 * depth, ' ');
    out += is_object ? '}' : ']';
}

Json schema_of(const Shape& shape);

Json schema_of_map(const Shape& shape) {
    Json properties = object({});
    std::vector<std::string> needed;
    for (const Field& field : shape.fields) {
        Json value = schema_of(*field.shape);
        value.members.insert(value.members.begin(), {"description", string(field.meaning)});
        properties.members.emplace_back(field.key, std::move(value));
        if (field.required) needed.push_back(field.key);
    }
    Json json = object({{"type", string("object")}, {"properties", std::move(properties)}});
    if (!needed.empty()) json.members.emplace_back("required", strings(needed));
    json.members.emplace_back("additionalProperties", word("false"));
    return json;
}

// The first branch whose first key is there; without any, the last branch says what is missing.
Json schema_of_branches(const std::vector<ShapePtr>& branches, std::size_t at) {
    if (at + 1 == branches.size()) return schema_of_map(*branches[at]);
    const std::vector<std::string> teller = {branches[at]->fields.front().key};
    return object({{"if", object({{"required", strings(teller)}})},
                   {"then", schema_of_map(*branches[at])},
                   {"else", schema_of_branches(branches, at + 1)}});
}

Json least(const Shape& shape) {
    return word(shape.may_be_empty ? "0" : "1");
}

Json schema_of_numbers(const Shape& shape) {
    return object({{"type", string("object")},
                   {"minProperties", least(shape)},
                   {"maxProperties", word(std::to_string(most_items))},
                   {"patternProperties", object({{number_pattern, schema_of(*shape.item)}})},
                   {"additionalProperties", word("false")}});
}

Json schema_of(const Shape& shape) {
    switch (shape.kind) {
        case Kind::text:
            return object(
                {{"type", types({"string", "number", "boolean"})}, {"minLength", word("1")}});
        case Kind::condition:
            return object({{"type", types({"string", "boolean"})}, {"minLength", word("1")}});
        case Kind::name:
            return object({{"type", types({"string", "number", "boolean"})},
                           {"pattern", string(name_pattern)}});
        case Kind::number:
            return object(
                {{"type", types({"string", "number"})}, {"pattern", string(number_pattern)}});
        case Kind::percent:
            return object({{"type", types({"string"})}, {"pattern", string(percent_pattern)}});
        case Kind::whole:
            return object({{"type", types({"string", "integer"})},
                           {"pattern", string(whole_pattern)},
                           {"minimum", word("0")}});
        case Kind::date:
            return object({{"type", types({"string"})},
                           {"format", string("date")},
                           {"pattern", string(date_pattern)}});
        case Kind::days:
            return object({{"type", types({"string"})}, {"pattern", string(days_pattern)}});
        case Kind::flag: return object({{"enum", strings(std::vector<std::string>{"yes", "no"})}});
        case Kind::reference:
            return object({{"type", types({"string"})}, {"pattern", string(shared_pattern)}});
        case Kind::choice: return object({{"enum", strings(shape.words)}});
        case Kind::map: return schema_of_map(shape);
        case Kind::labelled:
            return object({{"type", string("object")},
                           {"minProperties", least(shape)},
                           {"additionalProperties", schema_of(*shape.item)}});
        case Kind::dictionary:
            return object({{"type", string("object")},
                           {"minProperties", least(shape)},
                           {"propertyNames", object({{"pattern", string(name_pattern)}})},
                           {"additionalProperties", schema_of(*shape.item)}});
        case Kind::numbers: return schema_of_numbers(shape);
        case Kind::list:
            return object({{"type", string("array")},
                           {"minItems", least(shape)},
                           {"maxItems", word(std::to_string(most_items))},
                           {"items", schema_of(*shape.item)}});
        case Kind::any_of: {
            Json any{Json::Form::array, {}, {}, {}};
            for (const ShapePtr& one : shape.alternatives)
                any.items.push_back(schema_of(*one));
            return object({{"anyOf", std::move(any)}});
        }
        case Kind::by_key: return schema_of_branches(shape.alternatives, 0);
    }
    ensure(false, "every kind of shape is exported");
    return {};
}

// Wherever a number is described, a reference may stand instead.
void allow_references(Json& json) {
    for (auto& [key, value] : json.members) {
        for (const char* pattern : {number_pattern, percent_pattern, whole_pattern}) {
            if (key != "pattern" || value.word != in_quotes(pattern)) continue;
            value = string(std::string(pattern) + "|" + reference_pattern);
            break;
        }
        allow_references(value);
    }
    for (Json& item : json.items)
        allow_references(item);
}

}  // namespace

std::string json_schema(const Shape& shape, std::string_view title, std::string_view id) {
    Json json = schema_of(shape);
    if (shape.may_name) allow_references(json);
    json.members.insert(json.members.begin(),
                        {{"$schema", string("http://json-schema.org/draft-07/schema#")},
                         {"$id", string(id)},
                         {"title", string(title)}});
    std::string out;
    write(json, 0, out);
    return out + "\n";
}

}  // namespace attain::intake
