#include "cases/case_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include "intake/document/yaml.h"
#include "model/load/read_files.h"

namespace attain::test {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

[[noreturn]] void refuse(const Span& where, const std::string& why) {
    throw std::runtime_error(place_text(where) + ": " + why);
}

Node read_document(const std::string& path) {
    Diagnostics out;
    const SourcePtr source = std::make_shared<Source>(path, text_of(path));
    std::optional<Node> document = intake::read_yaml(source, out);
    if (document && !out.has_errors()) return *std::move(document);
    std::string all;
    for (const Diagnostic& diagnostic : out.sorted())
        all += render(diagnostic, Colour::no) + "\n";
    throw std::runtime_error(all);
}

template <std::size_t size>
void only_keys(const Node& map, const std::array<std::string_view, size>& known) {
    if (map.kind != Node::Kind::map) refuse(map.where, "a map of keys belongs here");
    for (const Entry& entry : map.entries) {
        if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
            refuse(entry.key_where, "`" + entry.key + "` is no key of a case file");
        }
    }
}

std::string text_under(const Node& map, std::string_view key, const std::string& otherwise) {
    const Node* found = map.find(key);
    return found ? found->text : otherwise;
}

// Whatever in the folder is a fact or a plan; other files (this one too) are passed over.
void add_folder(const std::filesystem::path& folder, Files& files) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = entry.path().filename().string();
        std::string text = text_of(entry.path());
        if (load::table_of_text(name, text)) files[name] = std::move(text);
    }
}

void add_files(const Node* map, Files& files) {
    if (map == nullptr) return;
    for (const Entry& entry : map->entries)
        files[entry.key] = entry.value.text;
}

}  // namespace

std::vector<Case> read_cases(const std::string& path) {
    const Node document = read_document(path);
    only_keys(document, std::array<std::string_view, 4>{"company", "period", "files", "cases"});
    Files shared;
    if (const Node* company = document.find("company")) {
        add_folder(std::filesystem::path(path).parent_path() / company->text, shared);
    }
    add_files(document.find("files"), shared);
    const Node* sections = document.find("cases");
    if (sections == nullptr) refuse(document.where, "a case file has `cases:`");

    std::vector<Case> cases;
    for (const Entry& section : sections->entries) {
        only_keys(section.value,
                  std::array<std::string_view, 5>{"title", "rules", "period", "files", "expect"});
        Case made{section.key,
                  text_under(section.value, "title", section.key),
                  text_under(section.value, "period", text_under(document, "period", "")),
                  shared,
                  {}};
        add_files(section.value.find("files"), made.files);
        const Node* expect = section.value.find("expect");
        if (expect == nullptr) refuse(section.key_where, "a case says what it expects");
        if (made.period.empty()) refuse(section.key_where, "a case names its period");
        made.expect = *expect;
        cases.push_back(std::move(made));
    }
    return cases;
}

}  // namespace attain::test
