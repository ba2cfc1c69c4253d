#include "report/manifest/manifest.h"

#include <fmt/format.h>

#include "base/fingerprint/sha256.h"
#include "record/store/json.h"
#include "report/json/json.h"

namespace attain::report {

namespace {

// The last line of the document, which speaks of all before it.
constexpr std::string_view last_field = ",\n  \"sha256\": \"";

// What a text field says; nothing where there is no such field.
std::optional<std::string> text_in(const store::JsonValue& object, std::string_view name) {
    const store::JsonValue* value = object.find(name);
    if (value == nullptr || value->kind != store::JsonValue::Kind::text) return std::nullopt;
    return value->text;
}

void check_file(const store::JsonValue& entry,
                const std::function<std::optional<std::string>(const std::string&)>& read,
                ManifestCheck& check) {
    const std::optional<std::string> name = text_in(entry, "name");
    const std::optional<std::string> fingerprint = text_in(entry, "sha256");
    const store::JsonValue* size = entry.find("bytes");
    const store::JsonValue* rows = entry.find("rows");
    // A name leads to a file beside the manifest, and nowhere else.
    const bool sound = name && fingerprint && size != nullptr && rows != nullptr &&
                       !name->empty() && name->find_first_of("/\\") == std::string::npos &&
                       !name->starts_with('.');
    if (!sound) {
        check.wrong.emplace_back("an entry of `files` is not one that Attain writes");
        return;
    }
    ++check.files;
    check.rows += static_cast<std::size_t>(rows->integer);
    const std::optional<std::string> bytes = read(*name);
    if (!bytes) {
        check.wrong.push_back(fmt::format("{} is not there", *name));
    } else if (bytes->size() != static_cast<std::size_t>(size->integer)) {
        check.wrong.push_back(
            fmt::format("{} has {} bytes, and had {}", *name, bytes->size(), size->integer));
    } else if (sha256_hex(*bytes) != *fingerprint) {
        check.wrong.push_back(fmt::format("{} was changed: its fingerprint is another", *name));
    }
}

}  // namespace

std::string manifest_json(const Manifest& manifest) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("made", manifest.made);
        json.text("company", manifest.company);
        json.text("period", manifest.run.period);
        json.count("run", manifest.run.number);
        json.text("status", manifest.run.status);
        json.count("read_to_entry", manifest.run.read_to);
        json.text("inputs", manifest.run.inputs);
        json.text("results", manifest.run.results);
        json.list("parameters", manifest.parameters, [&](const auto& parameter) {
            json.text("name", parameter.first);
            json.text("value", parameter.second);
        });
        json.list("files", manifest.files, [&](const ManifestFile& file) {
            json.text("name", file.name);
            json.count("rows", file.rows);
            json.count("bytes", file.bytes.size());
            json.text("sha256", sha256_hex(file.bytes));
            json.list("sums", file.sums, [&](const auto& sum) {
                json.text("currency", sum.first);
                json.money("amount", sum.second);
            });
        });
    });
    std::string text = json.take();
    text.resize(text.rfind("\n}"));
    return fmt::format("{}{}{}\"\n}}\n", text, last_field, sha256_hex(text));
}

ManifestCheck check_manifest(
    std::string_view json,
    const std::function<std::optional<std::string>(const std::string& name)>& read) {
    ManifestCheck check;
    const std::size_t end = json.rfind(last_field);
    const std::optional<store::JsonValue> manifest = store::parse_json(json);
    const store::JsonValue* files = manifest ? manifest->find("files") : nullptr;
    if (end == std::string_view::npos || files == nullptr) {
        check.wrong.emplace_back("the manifest is not one that Attain writes, or was cut");
        return check;
    }
    const std::string_view before = json.substr(0, end);
    if (json != fmt::format("{}{}{}\"\n}}\n", before, last_field, sha256_hex(before))) {
        check.wrong.emplace_back("the manifest itself was changed");
    }
    for (const store::JsonValue& entry : files->items)
        check_file(entry, read, check);
    return check;
}

}  // namespace attain::report
