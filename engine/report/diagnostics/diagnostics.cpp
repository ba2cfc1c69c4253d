#include "report/diagnostics/diagnostics.h"

#include <algorithm>

namespace attain::report {

namespace {

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::notice: return "notice";
    }
    return "";
}

// File, line and column; null where the mistake has no place (a missing file, the command line).
void write_span(JsonWriter& json, const Span& span) {
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

// A row of a table that cannot be placed.
void write_exception(JsonWriter& json, const Facts& facts, const Exception& one) {
    json.text("code", one.code);
    json.text("severity",
              severity_name(one.bearing == Bearing::blocking ? Severity::error : Severity::notice));
    const bool placed = one.origin.line > 0 && one.origin.file < facts.files.size();
    json.text_or_null("file", placed ? facts.files[one.origin.file] : std::string());
    if (placed) {
        json.count("line", one.origin.line);
    } else {
        json.null("line");
    }
    json.null("column");
    json.text("message", one.subject.empty() ? one.message : one.subject + ": " + one.message);
    json.text_or_null("help", one.help);
    json.list("notes", std::vector<Note>(), [](const Note&) {});
}

struct Told {
    const Diagnostic* diagnostic = nullptr;
    const Exception* exception = nullptr;
};

// What is wrong with the texts, then what is wrong with the rows.
std::vector<Told> ordered(const std::vector<Diagnostic>& diagnostics,
                          const std::vector<Exception>& exceptions) {
    std::vector<Told> all;
    for (const Diagnostic& one : diagnostics)
        all.push_back({&one, nullptr});
    for (const Exception& one : exceptions)
        all.push_back({nullptr, &one});
    return all;
}

}  // namespace

void write_diagnostic(JsonWriter& json, const Diagnostic& one) {
    json.text("code", one.code);
    json.text("severity", severity_name(one.severity));
    write_span(json, one.where);
    json.text("message", one.message);
    json.text_or_null("help", one.help);
    json.list("notes", one.notes, [&](const Note& note) {
        write_span(json, note.where);
        json.text("message", note.text);
    });
}

std::string diagnostics_json(const Diagnostics& diagnostics, const Facts* facts) {
    const std::vector<Diagnostic> sorted = diagnostics.sorted();
    const std::vector<Exception> exceptions = facts ? facts->exceptions : std::vector<Exception>();
    const auto count = [&](Severity severity) {
        return static_cast<std::uint64_t>(
            std::count_if(sorted.begin(), sorted.end(),
                          [&](const Diagnostic& one) { return one.severity == severity; }));
    };
    const std::uint64_t blocking = static_cast<std::uint64_t>(
        std::count_if(exceptions.begin(), exceptions.end(),
                      [](const Exception& one) { return one.bearing == Bearing::blocking; }));
    const std::uint64_t errors = count(Severity::error) + blocking;
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.flag("valid", errors == 0);
        json.count("error_count", errors);
        json.count("warning_count", count(Severity::warning));
        json.list("diagnostics", ordered(sorted, exceptions), [&](const Told& one) {
            if (one.diagnostic) return write_diagnostic(json, *one.diagnostic);
            write_exception(json, *facts, *one.exception);
        });
    });
    return json.take();
}

}  // namespace attain::report
