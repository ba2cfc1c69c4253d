// The preview as a table, as JSON and as CSV.
#include <fmt/format.h>

#include <algorithm>

#include "report/curve/curve.h"
#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/figures.h"
#include "report/words/outcome.h"

namespace attain::report {

namespace {

using preview::Part;
using preview::Point;
using preview::Standing;

// Measures that move, so that their own figures are worth a column.
std::vector<MeasureIndex> moving(const Shown& shown) {
    std::vector<MeasureIndex> measures;
    const bool by_share = shown.preview.axis.kind == preview::Axis::Kind::attainment;
    for (const Standing& standing : shown.preview.standings) {
        if (standing.moves && by_share) measures.push_back(standing.measure);
    }
    return measures;
}

std::string part_text(const Part& part) {
    const std::string amount = part.due.shown();
    if (part.outcome == Outcome::excepted) return amount + " !";
    if (part.outcome == Outcome::gate_closed) return amount + " ×";
    return amount;
}

std::string share_text(const Shown& shown, const Point& point) {
    if (shown.preview.target.sign() <= 0) return "";
    return rate_text(point.total.exact().amount() / shown.preview.target);
}

std::vector<TextTable::Column> columns_of(const Shown& shown) {
    std::vector<TextTable::Column> columns = {{"at", Align::left}};
    for (const MeasureIndex measure : moving(shown)) {
        const Measure& of = shown.plan.measures[measure];
        columns.push_back({label_of(of.title, of.name), Align::right});
    }
    for (const std::string& title : column_titles(shown))
        columns.push_back({title, Align::right});
    if (has_limits(shown)) columns.push_back({"cap, floor", Align::right});
    columns.push_back({"pays " + shown.plan.currency.code(), Align::right});
    if (shown.preview.target.sign() > 0) columns.push_back({"of target", Align::right});
    return columns;
}

std::string notes(const Shown& shown) {
    bool closed = false;
    std::map<std::string, std::vector<std::string>> excepted;
    for (const Point& point : shown.preview.points) {
        for (std::size_t i = 0; i < point.parts.size(); ++i) {
            closed = closed || point.parts[i].outcome == Outcome::gate_closed;
            if (point.parts[i].outcome != Outcome::excepted) continue;
            excepted[shown.plan.components[i].name] = point.parts[i].exceptions;
        }
    }
    std::string text;
    if (closed) text += "× the gate is closed\n";
    for (const auto& [name, codes] : excepted) {
        text += fmt::format("! {} is kept from paying: {}\n", name, fmt::join(codes, ", "));
    }
    return text;
}

std::string_view kind_text(preview::Axis::Kind kind) {
    switch (kind) {
        case preview::Axis::Kind::attainment: return "attainment";
        case preview::Axis::Kind::amount: return "amount";
        case preview::Axis::Kind::count: return "count";
    }
    return "";
}

std::string_view source_text(Standing::Source source) {
    switch (source) {
        case Standing::Source::goal: return "goal";
        case Standing::Source::stated: return "stated";
        case Standing::Source::edge: return "edge";
        case Standing::Source::gate: return "gate";
        case Standing::Source::assumed: return "assumed";
        case Standing::Source::own_pay: return "own-pay";
    }
    return "";
}

void write_point(JsonWriter& json, const Shown& shown, const Point& point) {
    json.exact("at", point.at);
    json.text("shown", place_text(shown, point));
    json.flag("boundary", point.mark.has_value());
    json.object("attainments", [&] {
        for (std::size_t i = 0; i < point.attained.size(); ++i)
            json.exact(shown.plan.attainments[i].name, point.attained[i]);
    });
    json.object("measures", [&] {
        for (std::size_t i = 0; i < point.measured.size(); ++i)
            json.exact(shown.plan.measures[i].name, point.measured[i]);
    });
    std::size_t at = 0;
    json.list("components", point.parts, [&](const Part& part) {
        json.text("component", shown.plan.components[at++].name);
        json.text("outcome", words_of(part.outcome));
        json.exact("looked_up", part.at);
        json.exact("value", part.value);
        json.money("due", part.due);
        json.texts("exceptions", part.exceptions);
    });
    json.money("limits", point.limits);
    json.money("total", point.total);
}

}  // namespace

std::string preview_text(const Shown& shown, Colour colour) {
    TextTable table(columns_of(shown));
    for (const Point& point : shown.preview.points) {
        std::vector<std::string> cells = {place_text(shown, point)};
        for (const MeasureIndex measure : moving(shown)) {
            const std::optional<Rational>& value = point.measured[measure];
            const bool money = shown.plan.measures[measure].is_money();
            cells.push_back(
                value
                    ? amount_text(*value, money ? std::string_view(shown.plan.currency.code()) : "")
                    : "");
        }
        for (const Part& part : point.parts)
            cells.push_back(part_text(part));
        if (has_limits(shown)) cells.push_back(point.limits.shown());
        cells.push_back(point.total.shown());
        if (shown.preview.target.sign() > 0) cells.push_back(share_text(shown, point));
        table.row(std::move(cells),
                  point.mark && point.mark->side == 0 ? Tone::strong : Tone::plain);
    }
    std::string text =
        fmt::format("{}, version of {}, {}\n\n", label_of(shown.plan.title, shown.plan.id.text()),
                    shown.plan.effective.first.text(), shown.preview.period.name);
    text += table.text(colour);
    text += notes(shown);
    text += "\n";
    for (const std::string& premise : premises_of(shown))
        text += premise + "\n";
    return text;
}

std::string preview_json(const Shown& shown) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("plan", shown.plan.id.text());
        json.text("version", shown.plan.effective.first.text());
        json.text("fingerprint", shown.plan.fingerprint);
        json.text("currency", shown.plan.currency.code());
        json.text_or_null("participant", shown.subject.name);
        json.text("period", shown.preview.period.name);
        json.count("pay_periods", shown.preview.pay_periods);
        json.text("axis", kind_text(shown.preview.axis.kind));
        json.text_or_null("along", shown.preview.axis.only);
        json.exact("target", shown.preview.target);
        json.list("standings", shown.preview.standings, [&](const Standing& standing) {
            json.text("measure", shown.plan.measures[standing.measure].name);
            json.text("source", source_text(standing.source));
            json.exact("full", standing.full);
            json.text_or_null("window", standing.window);
            json.count("windows", standing.windows);
            json.flag("moves", standing.moves);
        });
        json.texts("premises", premises_of(shown));
        json.list("points", shown.preview.points,
                  [&](const Point& point) { write_point(json, shown, point); });
    });
    return json.take();
}

std::string preview_csv(const Shown& shown) {
    std::string text = "at,boundary";
    for (const Attainment& attainment : shown.plan.attainments)
        text += ",attained " + attainment.name;
    for (const Component& component : shown.plan.components)
        text += "," + component.name;
    text += ",limits,total,currency\n";
    for (const Point& point : shown.preview.points) {
        text += exact_text(point.at);
        text += point.mark ? ",yes" : ",no";
        for (const std::optional<Rational>& value : point.attained)
            text += "," + (value ? exact_text(*value) : std::string());
        for (const Part& part : point.parts)
            text += "," + part.due.plain();
        text += fmt::format(",{},{},{}\n", point.limits.plain(), point.total.plain(),
                            shown.plan.currency.code());
    }
    return text;
}

}  // namespace attain::report
