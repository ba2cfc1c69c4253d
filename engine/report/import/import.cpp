#include "report/import/import.h"

#include <fmt/format.h>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// A file in which every row is wrong has one mistake, not thousands; JSON has them all.
constexpr std::size_t most_rows_told = 20;

// "612 new, 25 unchanged, 3 could not be read"; what did not happen is not said.
std::string changes(const ImportReport& report) {
    std::string text;
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count == 0) return;
        if (!text.empty()) text += ", ";
        text += fmt::format("{} {}", grouped(std::to_string(count)), what);
    };
    add(report.added, "new");
    add(report.changed, "changed");
    add(report.unchanged, "unchanged");
    add(report.repeated, "repeated in the file");
    add(report.reversed, "reversed");
    add(report.unread, "could not be read");
    add(report.cured, "unread before and read now");
    return text.empty() ? "nothing" : text;
}

std::string imported_sums(const ImportReport& report) {
    std::string text;
    for (const auto& [currency, sum] : report.sums) {
        text += (text.empty() ? "" : ", ") + amount_with_unit(sum, currency);
    }
    return text;
}

void write_file(JsonWriter& json, const ImportedFile& file) {
    const ImportReport& report = file.report;
    json.text("file", report.file);
    json.text("table", report.table);
    if (report.entry == 0) json.null("entry");
    if (report.entry != 0) json.count("entry", report.entry);
    json.count("read", report.read);
    json.count("new", report.added);
    json.count("changed", report.changed);
    json.count("unchanged", report.unchanged);
    json.count("repeated", report.repeated);
    json.count("reversed", report.reversed);
    json.count("unread", report.unread);
    json.count("cured", report.cured);
    json.list("sums", report.sums, [&](const auto& sum) {
        json.text("currency", sum.first);
        json.exact("amount", sum.second);
    });
    json.list("unread_rows", file.unread, [&](const UnreadRow& row) {
        json.count("line", row.line);
        json.text("code", row.code);
        json.text("message", row.message);
        json.text_or_null("help", row.help);
        json.text("text", row.text);
    });
}

}  // namespace

std::string import_text(std::span<const ImportedFile> files, Colour colour) {
    std::string out;
    for (const ImportedFile& file : files) {
        const ImportReport& report = file.report;
        const std::string entry =
            report.entry == 0 ? "no new entry" : fmt::format("entry {}", report.entry);
        out += fmt::format("{}  {}, {}, {} read\n",
                           painted(printable(report.file), Tone::strong, colour), report.table,
                           entry, count_of(report.read, "row", "rows"));
        out += fmt::format("  {}\n", changes(report));
        if (!report.sums.empty()) out += fmt::format("  control total {}\n", imported_sums(report));
        std::size_t told = 0;
        for (const UnreadRow& row : file.unread) {
            if (++told > most_rows_told) {
                out += fmt::format("  and {} more that could not be read\n",
                                   grouped(std::to_string(file.unread.size() - most_rows_told)));
                break;
            }
            out += fmt::format("  {} {}: {}\n", painted(row.code, Tone::bad, colour),
                               painted(fmt::format("line {}", row.line), Tone::strong, colour),
                               printable(row.message));
            if (!row.help.empty()) out += fmt::format("    help: {}\n", printable(row.help));
        }
    }
    return out;
}

std::string import_json(std::span<const ImportedFile> files) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.list("files", files, [&](const ImportedFile& file) { write_file(json, file); });
    });
    return json.take();
}

}  // namespace attain::report
