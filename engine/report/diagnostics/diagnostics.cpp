#include "report/diagnostics/diagnostics.h"

#include <algorithm>

#include "report/json/json.h"

namespace attain::report {

namespace {

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::notice: return "notice";
    }
    return "";
}

// File, line and column; null where the mistake has no place (a missing file, the command line).
void write_place(JsonWriter& json, const Span& span) {
    if (!span.source) {
        json.null("file");
        json.null("line");
        json.null("column");
        return;
    }
    const Source::Place place = span.source->place_of(span.begin);
    json.text("file", span.source->name());
    json.count("line", place.line);
    json.count("column", place.column);
}

}  // namespace

std::string diagnostics_json(const Diagnostics& diagnostics) {
    const std::vector<Diagnostic> sorted = diagnostics.sorted();
    const auto count = [&](Severity severity) {
        return static_cast<std::uint64_t>(
            std::count_if(sorted.begin(), sorted.end(),
                          [&](const Diagnostic& one) { return one.severity == severity; }));
    };
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.flag("valid", !diagnostics.has_errors());
        json.count("error_count", count(Severity::error));
        json.count("warning_count", count(Severity::warning));
        json.list("diagnostics", sorted, [&](const Diagnostic& one) {
            json.text("code", one.code);
            json.text("severity", name_of(one.severity));
            write_place(json, one.where);
            json.text("message", one.message);
            json.text_or_null("help", one.help);
            json.list("notes", one.notes, [&](const Note& note) {
                write_place(json, note.where);
                json.text("message", note.text);
            });
        });
    });
    return json.take();
}

}  // namespace attain::report
