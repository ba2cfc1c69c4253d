#include "report/exceptions/exceptions.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string_view bearing_name(Bearing bearing) {
    switch (bearing) {
        case Bearing::blocking: return "blocking";
        case Bearing::notice: return "notice";
    }
    return "";
}

std::size_t blocking_in(const std::vector<Exception>& exceptions) {
    return static_cast<std::size_t>(std::count_if(
        exceptions.begin(), exceptions.end(),
        [](const Exception& exception) { return exception.bearing == Bearing::blocking; }));
}

std::string place_of(const Facts& facts, const Exception& exception) {
    return exception.origin.line == 0 ? std::string() : origin_text(facts, exception.origin);
}

}  // namespace

std::vector<Exception> in_reading_order(std::vector<Exception> exceptions) {
    std::stable_sort(exceptions.begin(), exceptions.end(),
                     [](const Exception& a, const Exception& b) {
                         if (a.bearing != b.bearing) return a.bearing == Bearing::blocking;
                         return shown_before(a, b);
                     });
    return exceptions;
}

std::string exceptions_text(const Facts& facts, const std::vector<Exception>& exceptions,
                            Colour colour) {
    if (exceptions.empty()) return "No exceptions.\n";
    const std::size_t blocking = blocking_in(exceptions);
    std::string out;
    for (const Exception& exception : in_reading_order(exceptions)) {
        const bool blocks = exception.bearing == Bearing::blocking;
        out += fmt::format(
            "{}  {}\n",
            painted(fmt::format("{}[{}]", bearing_name(exception.bearing), exception.code),
                    blocks ? Tone::bad : Tone::strong, colour),
            painted(printable(exception.subject), Tone::strong, colour));
        out += fmt::format("  {}\n", printable(exception.message));
        const std::string place = place_of(facts, exception);
        if (!place.empty()) {
            out += fmt::format("  {}\n", painted(printable("at " + place), Tone::faint, colour));
        }
        if (!exception.help.empty()) out += fmt::format("  help: {}\n", printable(exception.help));
        out += '\n';
    }
    return out + fmt::format("{}, {}\n",
                             count_of(blocking, "blocking exception", "blocking exceptions"),
                             count_of(exceptions.size() - blocking, "notice", "notices"));
}

std::string exceptions_json(const Facts& facts, const std::vector<Exception>& exceptions) {
    const std::size_t blocking = blocking_in(exceptions);
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.count("blocking", blocking);
        json.count("notices", exceptions.size() - blocking);
        json.list("exceptions", in_reading_order(exceptions), [&](const Exception& exception) {
            json.text("code", exception.code);
            json.text("bearing", bearing_name(exception.bearing));
            json.text("subject", exception.subject);
            json.text_or_null("participant", exception.who.exists()
                                                 ? facts.roster[exception.who].id.text()
                                                 : std::string());
            json.text_or_null("row", exception.row ? facts.ledger.key_text(exception.row->value())
                                                   : std::string());
            json.text("message", exception.message);
            json.text_or_null("help", exception.help);
            json.text_or_null("place", place_of(facts, exception));
        });
    });
    return json.take();
}

}  // namespace attain::report
