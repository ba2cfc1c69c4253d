#include "report/standings/standings.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

StandingLine line_of(const World& world, const Standing& found) {
    const Plan& plan = world.rules[found.plan];
    const Attainment& attainment = plan.attainments[found.attainment];
    const Measure& measure = plan.measures[attainment.of];
    const Roster& roster = world.facts.roster;
    StandingLine line;
    if (const auto* team = std::get_if<TeamIndex>(&found.owner)) {
        line.kind = "team";
        line.owner = roster[*team].id.text();
        line.name = roster[*team].name;
    } else {
        const ParticipantIndex who = std::get<ParticipantIndex>(found.owner);
        line.kind = "participant";
        line.owner = roster[who].id.text();
        line.name = roster[who].name;
    }
    line.plan = plan.id.text();
    line.goal = attainment.name;
    line.measure = label_of(measure.title, measure.name);
    line.window = found.window;
    line.in = measure.is_money() ? plan.currency.code() : "";
    line.measured = found.measured;
    if (found.quota) {
        line.quota = found.quota->amount;
        if (attainment.divides_plainly()) {
            line.left = greatest(found.quota->amount - found.measured, 0);
        }
    }
    line.attainment = found.value;
    return line;
}

// Teams before people, by id; then by measure, finer windows first; then by plan and goal.
bool read_before(const StandingLine& a, const StandingLine& b) {
    const auto key = [](const StandingLine& line) {
        return std::tuple(line.kind != "team", std::string_view(line.owner),
                          std::string_view(line.measure), line.window.grain, line.window.days.first,
                          std::string_view(line.plan), std::string_view(line.goal));
    };
    return key(a) < key(b);
}

// Whether a reader would see the same line twice: one goal that several plans look at.
bool says_the_same(const StandingLine& a, const StandingLine& b) {
    return a.kind == b.kind && a.owner == b.owner && a.measure == b.measure &&
           a.window == b.window && a.in == b.in && a.measured == b.measured && a.quota == b.quota;
}

}  // namespace

Standings compose_standings(const World& world, const std::vector<Standing>& found, Date day) {
    Standings out;
    out.company = world.company.name;
    out.day = day;
    for (const Standing& one : found)
        out.lines.push_back(line_of(world, one));
    std::stable_sort(out.lines.begin(), out.lines.end(), read_before);
    return out;
}

std::string standings_text(const Standings& standings, Colour colour) {
    std::string out =
        painted(printable(fmt::format("{}{}Standings on {}", standings.company,
                                      standings.company.empty() ? "" : ": ", standings.day.text())),
                Tone::strong, colour) +
        '\n';
    if (standings.lines.empty())
        return out + "\nNobody has a goal for a window that holds this day.\n";
    TextTable table({{"goal"},
                     {"window"},
                     {"credited", Align::right},
                     {"goal", Align::right},
                     {"attained", Align::right},
                     {""},
                     {"left", Align::right},
                     {""}},
                    2);
    std::string owner;
    const StandingLine* before = nullptr;
    std::size_t without = 0;
    for (const StandingLine& line : standings.lines) {
        const bool again = before != nullptr && says_the_same(*before, line);
        before = &line;
        if (again) continue;
        if (!line.quota) {
            ++without;
            continue;
        }
        const std::string here = line.kind + " " + line.owner;
        if (here != owner) {
            if (!owner.empty()) table.gap();
            table.remark(fmt::format("{} ({})", line.name, here), 0);
            owner = here;
        }
        const bool met = line.attainment && *line.attainment >= 1;
        table.row({line.measure, line.window.name, amount_text(line.measured, line.in),
                   amount_text(*line.quota, line.in),
                   line.attainment ? percent_text(*line.attainment) : "",
                   line.attainment ? bar_text(*line.attainment, 18) : "",
                   line.left ? amount_text(*line.left, line.in) : "", line.in},
                  met ? Tone::good : Tone::plain);
    }
    if (!table.empty()) out += '\n' + table.text(colour);
    if (without == 0) return out;
    return out + fmt::format("\n{} for which no goal is set.\n",
                             count_of(without, "window is left out,", "windows are left out,"));
}

std::string standings_json(const Standings& standings) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("company", standings.company);
        json.text("day", standings.day.text());
        json.list("standings", standings.lines, [&](const StandingLine& line) {
            json.text("kind", line.kind);
            json.text("owner", line.owner);
            json.text("name", line.name);
            json.text("plan", line.plan);
            json.text("goal", line.goal);
            json.text("measure", line.measure);
            json.object("window", [&] {
                json.text("name", line.window.name);
                json.text("grain", name_of(line.window.grain));
                json.text("from", line.window.days.first.text());
                json.text("to", line.window.days.last().text());
            });
            json.text_or_null("currency", line.in);
            json.exact("measured", line.measured);
            json.exact("quota", line.quota);
            json.exact("attainment", line.attainment);
            json.exact("left", line.left);
        });
    });
    return json.take();
}

}  // namespace attain::report
