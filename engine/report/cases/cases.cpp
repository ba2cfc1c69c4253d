#include "report/cases/cases.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/diagnostics/diagnostics.h"
#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// File and line: a difference is looked up in an editor, and its column adds nothing.
std::string place_line(const Span& where) {
    if (!where.source) return {};
    return fmt::format("{}:{}", where.source->name(), where.source->place_of(where.begin).line);
}

std::string differences(const std::vector<cases::Mismatch>& mismatches, Colour colour) {
    TextTable table({{"stage"},
                     {"whose"},
                     {"what"},
                     {"expected", Align::right},
                     {"computed", Align::right},
                     {"at"}},
                    2);
    for (const cases::Mismatch& one : mismatches) {
        table.row(
            {one.stage, one.whose, one.what, one.expected, one.computed, place_line(one.where)});
    }
    return table.text(colour);
}

std::string one_case(const TestedCase& tested, Colour colour) {
    const bool passed = tested.outcome.passed();
    std::string text = fmt::format(
        "{}  {}  {}", painted(passed ? "PASS" : "FAIL", passed ? Tone::good : Tone::bad, colour),
        place_line(tested.one.where), tested.one.name);
    if (tested.one.title != tested.one.name) text += ": " + tested.one.title;
    text += '\n';
    if (passed) return text;
    if (!tested.outcome.mismatches.empty()) {
        text += differences(tested.outcome.mismatches, colour);
    }
    for (const Diagnostic& problem : tested.outcome.problems.sorted())
        text += render(problem, colour);
    return text + '\n';
}

std::string coverage_text(const std::vector<cases::PlanCoverage>& plans, Colour colour) {
    std::size_t all = 0;
    std::size_t reached = 0;
    TextTable table({{"not reached by any case"}, {""}, {""}}, 2);
    for (const cases::PlanCoverage& plan : plans) {
        all += plan.rules.size();
        reached += plan.reached();
        for (const cases::Rule& rule : plan.rules) {
            if (rule.reached) continue;
            table.row(
                {place_line(rule.where), rule.part.empty() ? plan.plan : rule.part, rule.what});
        }
    }
    if (all == 0) return {};
    std::string text = fmt::format("{} of {} reached\n", reached, count_of(all, "rule", "rules"));
    if (!table.empty()) text += table.text(colour);
    return text;
}

void write_place(JsonWriter& json, const Span& where) {
    if (!where.source) {
        json.null("file");
        json.null("line");
        return;
    }
    json.text("file", where.source->name());
    json.count("line", where.source->place_of(where.begin).line);
}

void write_case(JsonWriter& json, const TestedCase& tested) {
    json.text("name", tested.one.name);
    json.text("title", tested.one.title);
    write_place(json, tested.one.where);
    json.flag("passed", tested.outcome.passed());
    json.list("differences", tested.outcome.mismatches, [&](const cases::Mismatch& one) {
        json.text("stage", one.stage);
        json.text_or_null("whose", one.whose);
        json.text_or_null("what", one.what);
        json.text("expected", one.expected);
        json.text("computed", one.computed);
        write_place(json, one.where);
    });
    json.list("diagnostics", tested.outcome.problems.sorted(),
              [&](const Diagnostic& problem) { write_diagnostic(json, problem); });
}

void write_coverage(JsonWriter& json, const cases::PlanCoverage& plan) {
    json.text("plan", plan.plan);
    json.count("rules", plan.rules.size());
    json.count("reached", plan.reached());
    std::vector<cases::Rule> missed = plan.rules;
    std::erase_if(missed, [](const cases::Rule& rule) { return rule.reached; });
    json.list("unreached", missed, [&](const cases::Rule& rule) {
        json.text_or_null("part", rule.part);
        json.text("rule", rule.what);
        write_place(json, rule.where);
    });
}

}  // namespace

std::size_t Tested::passed() const {
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [](const TestedCase& one) { return one.outcome.passed(); }));
}

std::string tested_text(const Tested& tested, bool every, Colour colour) {
    std::string text;
    for (const TestedCase& one : tested.cases) {
        if (every || !one.outcome.passed()) text += one_case(one, colour);
    }
    text += fmt::format("{} of {} pass\n", tested.passed(),
                        count_of(tested.cases.size(), "case", "cases"));
    return text + coverage_text(tested.coverage, colour);
}

std::string tested_json(const Tested& tested) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.flag("passed", tested.all_passed());
        json.count("case_count", tested.cases.size());
        json.count("failed_count", tested.cases.size() - tested.passed());
        json.list("cases", tested.cases, [&](const TestedCase& one) { write_case(json, one); });
        json.list("diagnostics", tested.problems.sorted(),
                  [&](const Diagnostic& problem) { write_diagnostic(json, problem); });
        json.list("coverage", tested.coverage,
                  [&](const cases::PlanCoverage& plan) { write_coverage(json, plan); });
    });
    return json.take();
}

}  // namespace attain::report
