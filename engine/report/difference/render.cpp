#include <fmt/format.h>

#include "report/difference/difference.h"
#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string_view word_of(PlanChange::Kind kind) {
    switch (kind) {
        case PlanChange::Kind::added: return "added";
        case PlanChange::Kind::removed: return "removed";
        case PlanChange::Kind::changed: return "changed";
    }
    return "";
}

std::string side(const char* word, const std::string& says, const Span& where) {
    const std::string place = place_text(where);
    return fmt::format("  {}  {}{}\n", word, printable(says),
                       place.empty() ? "" : fmt::format("   ({})", printable(place)));
}

std::string change_text(const PlanChange& change, Colour colour) {
    std::string head = printable(change.title);
    if (!change.aspect.empty()) head += ", " + printable(change.aspect);
    std::string text = painted(head, Tone::strong, colour);
    if (change.kind != PlanChange::Kind::changed) text += fmt::format(": {}", word_of(change.kind));
    text += "\n";
    if (!change.before.empty()) text += side("before", change.before, change.where_before);
    if (!change.after.empty()) text += side("after ", change.after, change.where_after);
    return text;
}

std::string pay_text(const PlanDifference& difference, Colour colour) {
    const std::size_t people = difference.people.size();
    std::string text = fmt::format(
        "\n{} in {}, {} as before\n", count_of(people, "payout differs", "payouts differ"),
        difference.period->name, count_of(difference.unchanged, "payout", "payouts"));
    if (difference.totals.empty()) return text;
    TextTable table({{"participant", Align::left},
                     {"name", Align::left},
                     {"before", Align::right},
                     {"after", Align::right},
                     {"difference", Align::right},
                     {"", Align::left},
                     {"in", Align::left}});
    for (const PayChange& change : difference.people) {
        table.row({change.participant, change.name, change.before.shown(), change.after.shown(),
                   signed_text(change.difference), change.before.currency().code(),
                   fmt::format("{}", fmt::join(change.components, ", "))});
    }
    if (!difference.people.empty()) table.rule();
    for (const PayChange& total : difference.totals) {
        table.row({"everybody", "", total.before.shown(), total.after.shown(),
                   signed_text(total.difference), total.before.currency().code(), ""},
                  Tone::strong);
    }
    return text + "\n" + table.text(colour);
}

void write_pay(JsonWriter& json, const PayChange& change) {
    json.text("currency", change.before.currency().code());
    json.money("before", change.before);
    json.money("after", change.after);
    json.money("difference", change.difference);
}

}  // namespace

std::string difference_text(const PlanDifference& difference, Colour colour) {
    std::string text;
    for (const PlanChange& change : difference.changes)
        text += change_text(change, colour);
    if (difference.changes.empty()) {
        text = difference.old_fingerprint == difference.new_fingerprint
                   ? "the two texts are the same\n"
                   : "the texts differ, but say the same\n";
    }
    if (difference.period) text += pay_text(difference, colour);
    return text;
}

std::string difference_json(const PlanDifference& difference) {
    JsonWriter json;
    const auto side_of = [&](std::string_view name, const std::string& plan,
                             const std::string& file, const std::string& fingerprint) {
        json.object(name, [&] {
            json.text("plan", plan);
            json.text_or_null("file", file);
            json.text("fingerprint", fingerprint);
        });
    };
    json.object([&] {
        json.text("format_version", "1.0");
        side_of("old", difference.old_plan, difference.old_file, difference.old_fingerprint);
        side_of("new", difference.new_plan, difference.new_file, difference.new_fingerprint);
        json.list("changes", difference.changes, [&](const PlanChange& change) {
            json.text("kind", word_of(change.kind));
            json.text("part", change.part);
            json.text("title", change.title);
            json.text_or_null("aspect", change.aspect);
            json.text_or_null("before", change.before);
            json.text_or_null("after", change.after);
            json.text_or_null("before_at", place_text(change.where_before));
            json.text_or_null("after_at", place_text(change.where_after));
        });
        json.text_or_null("period", difference.period ? difference.period->name : "");
        json.list("people", difference.people, [&](const PayChange& change) {
            json.text("participant", change.participant);
            json.text("name", change.name);
            write_pay(json, change);
            json.texts("components", change.components);
        });
        json.count("unchanged", difference.unchanged);
        json.list("totals", difference.totals,
                  [&](const PayChange& total) { write_pay(json, total); });
    });
    return json.take();
}

}  // namespace attain::report
