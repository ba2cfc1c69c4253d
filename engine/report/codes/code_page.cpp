#include "report/codes/code_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic/catalogue.h"
#include "report/json/json.h"
#include "report/table/table.h"

namespace attain::report {

namespace {

std::string_view meaning_of(std::string_view code) {
    for (const CodeEntry& entry : catalogue()) {
        if (entry.code == code) return entry.meaning;
    }
    return {};
}

std::string indented(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        out += line.empty() ? "\n" : fmt::format("    {}\n", line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return out;
}

std::string files_text(std::string_view title, std::span<const PageFile> files) {
    std::string out;
    for (const PageFile& file : files)
        out += fmt::format("{}, {}:\n\n{}\n", title, file.name, indented(file.text));
    return out;
}

std::string command_text(std::string_view command) {
    return command.empty() ? std::string() : indented(fmt::format("$ {}", command)) + "\n";
}

void write_files(JsonWriter& json, std::string_view name, std::span<const PageFile> files) {
    json.list(name, files, [&](const PageFile& file) {
        json.text("file", file.name);
        json.text("text", file.text);
    });
}

}  // namespace

const CodePage* find_code_page(std::string_view code) {
    const std::span<const CodePage> pages = code_pages();
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [&](const CodePage& page) { return page.code == code; });
    return found == pages.end() ? nullptr : &*found;
}

std::string code_page_text(const CodePage& page) {
    std::string out = fmt::format("{}: {}\n\n", page.code, meaning_of(page.code));
    if (page.told.empty()) {
        out += files_text("Wrong", page.wrong) + command_text(page.command);
    } else {
        out += fmt::format("Wrong:\n\n{}\n", indented(page.told));
    }
    const std::string_view report = page.report.substr(0, page.report.find_last_not_of('\n') + 1);
    out += fmt::format("What is said about it:\n\n{}\n", indented(report));
    out += files_text("Right", page.right);
    if (!page.right_command.empty()) {
        out += fmt::format("Right:\n\n{}", command_text(page.right_command));
    }
    while (out.ends_with("\n\n"))
        out.pop_back();
    return out;
}

std::string code_page_json(const CodePage& page) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("code", page.code);
        json.text("meaning", meaning_of(page.code));
        write_files(json, "wrong", page.told.empty() ? page.wrong : std::span<const PageFile>());
        json.text_or_null("told", page.told);
        json.text_or_null("command", page.command);
        json.text("report", page.report);
        write_files(json, "right", page.right);
        json.text_or_null("right_command", page.right_command);
    });
    return json.take();
}

std::string code_list_text() {
    TextTable table({{"code"}, {"what it means"}});
    for (const CodeEntry& entry : catalogue())
        table.row({std::string(entry.code), std::string(entry.meaning)});
    return table.text(Colour::no);
}

std::string code_list_json() {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.list("codes", catalogue(), [&](const CodeEntry& entry) {
            json.text("code", entry.code);
            json.text("meaning", entry.meaning);
        });
    });
    return json.take();
}

}  // namespace attain::report
