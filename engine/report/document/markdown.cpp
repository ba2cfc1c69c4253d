// The document as Markdown, for wikis and mail: the same parts in the same order, the picture drawn
// in blocks.
#include <fmt/format.h>

#include <algorithm>

#include "report/document/document.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// Nothing that a reader of Markdown would take for markup.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

void add_part(const PlanPart& part, std::string& out) {
    const bool any = std::any_of(part.clauses.begin(), part.clauses.end(),
                                 [](const Clause& clause) { return clause.row; });
    if (any) {
        out += "| where | pays |\n| --- | --- |\n";
        for (const Clause& clause : part.clauses) {
            if (clause.row) {
                out += fmt::format("| {} | {} |\n", plain(clause.aspect), plain(clause.says));
            }
        }
        out += "\n";
    }
    for (const Clause& clause : part.clauses) {
        if (clause.row || clause.aspect == "title") continue;
        out += fmt::format("- {}: {}\n", plain(clause.aspect), plain(clause.says));
    }
    out += "\n";
}

void add_section(const PlanDocument& document, PlanPart::Kind kind, std::string_view title,
                 std::string& out) {
    const bool any = std::any_of(document.parts.begin(), document.parts.end(),
                                 [&](const PlanPart& part) { return part.kind == kind; });
    if (!any) return;
    out += fmt::format("## {}\n\n", title);
    for (const PlanPart& part : document.parts) {
        if (part.kind != kind) continue;
        if (kind != PlanPart::Kind::terms) out += fmt::format("### {}\n\n", plain(part.title));
        add_part(part, out);
    }
}

void add_example(const Example& one, std::string& out) {
    out += fmt::format("### At {}: {}\n\n", plain(one.at), plain(one.pays));
    out += fmt::format("{}.\n\n", plain(fmt::format("{}", fmt::join(one.measured, ", "))));
    for (const ExamplePart& part : one.parts) {
        out += fmt::format("- **{}**: {}\n", plain(part.title), plain(part.pays));
        for (const std::string& working : part.workings)
            out += fmt::format("  - {}\n", plain(working));
        for (const std::string& note : part.notes)
            out += fmt::format("  - {}\n", plain(note));
    }
    if (!one.limits.empty()) out += fmt::format("- cap or floor of the plan: {}\n", one.limits);
    out += "\n";
}

}  // namespace

std::string document_markdown(const PlanDocument& document) {
    const Plan& plan = document.plan;
    std::string out = fmt::format("# {}\n\n", plain(title_of(plan)));
    out += fmt::format("{}How you are paid, {}: {} in {}.\n\n",
                       document.company.empty() ? "" : plain(document.company) + ". ",
                       days_text(plan.effective), each_span(plan.pays), plan.currency.code());
    for (const std::string& sentence : document.glance)
        out += fmt::format("- {}\n", plain(sentence));
    out += "\n";
    add_section(document, PlanPart::Kind::component, "What pays", out);
    out += fmt::format("## What it comes to\n\n```text\n{}```\n\n", document.drawing);
    out += "## Examples\n\n";
    for (const std::string& premise : document.premises)
        out += fmt::format("- {}\n", plain(premise));
    out += "\n";
    for (const Example& one : document.examples)
        add_example(one, out);
    add_section(document, PlanPart::Kind::attainment, "Goals", out);
    add_section(document, PlanPart::Kind::measure, "What is measured", out);
    add_section(document, PlanPart::Kind::terms, "Terms", out);
    out += fmt::format("---\n\nPlan {}, version of {}, from {}. Fingerprint of its text `{}`.\n",
                       plain(plan.id.text()), plan.effective.first.text(),
                       plain(plan.source ? plan.source->name() : ""), plan.fingerprint);
    return out +
           "Generated from the plan's text; the examples and the curve are computed as pay is.\n";
}

}  // namespace attain::report
