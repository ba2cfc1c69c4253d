#include "report/verification/verification.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

bool all_hold(std::span<const VerifiedRun> runs) {
    return std::all_of(runs.begin(), runs.end(),
                       [](const VerifiedRun& run) { return run.holds(); });
}

}  // namespace

std::string verification_text(std::span<const VerifiedRun> runs, Colour colour) {
    if (runs.empty()) return "There is no stored run to verify.\n";
    std::string out;
    for (const VerifiedRun& one : runs) {
        const std::string verdict =
            one.holds()
                ? painted("holds", Tone::good, colour)
                : painted(count_of(one.found.differences.size(), "difference", "differences"),
                          Tone::bad, colour);
        out +=
            fmt::format("run {}, {} ({}): {}, {} compared: {}\n", one.run.number, one.run.period,
                        one.run.status, count_of(one.found.components, "component", "components"),
                        count_of(one.found.slices, "slice", "slices"), verdict);
        if (one.holds()) continue;
        TextTable table({{"what"}, {"stored", Align::right}, {"recomputed", Align::right}}, 2);
        for (const record::Difference& difference : one.found.differences) {
            table.row({difference.what, difference.stored, difference.recomputed});
        }
        out += table.text(colour);
    }
    return out;
}

std::string verification_json(std::span<const VerifiedRun> runs) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.flag("holds", all_hold(runs));
        json.list("runs", runs, [&](const VerifiedRun& one) {
            json.count("number", one.run.number);
            json.text("period", one.run.period);
            json.text("status", one.run.status);
            json.text("inputs", one.run.inputs);
            json.text("results", one.run.results);
            json.flag("holds", one.holds());
            json.count("components", one.found.components);
            json.count("slices", one.found.slices);
            json.list("differences", one.found.differences,
                      [&](const record::Difference& difference) {
                          json.text("what", difference.what);
                          json.text("stored", difference.stored);
                          json.text("recomputed", difference.recomputed);
                      });
        });
    });
    return json.take();
}

}  // namespace attain::report
