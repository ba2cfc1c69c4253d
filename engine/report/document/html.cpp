// The document as one HTML page: no request, no script; prints on A4 and Letter.
#include <fmt/format.h>

#include <algorithm>

#include "report/document/document.h"
#include "report/page/page.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

void definitions(Page& page, const PlanPart& part) {
    page.element("dl", {{"class", "facts"}}, [&] {
        for (const Clause& clause : part.clauses) {
            if (clause.row || clause.aspect == "title") continue;
            page.leaf("dt", {}, capital(clause.aspect));
            page.leaf("dd", {}, clause.says);
        }
    });
}

void rows(Page& page, const PlanDocument& document, const PlanPart& part) {
    const bool any = std::any_of(part.clauses.begin(), part.clauses.end(),
                                 [](const Clause& clause) { return clause.row; });
    if (!any) return;
    std::string axis;
    for (const Component& component : document.plan.components) {
        if (component.name == part.name) axis = axis_words(document.plan, component);
    }
    page.element("table", {}, [&] {
        page.element("thead", {}, [&] {
            page.element("tr", {}, [&] {
                page.leaf("th", {{"scope", "col"}}, axis.empty() ? "Tier" : capital(axis));
                page.leaf("th", {{"scope", "col"}}, "Pays");
            });
        });
        page.element("tbody", {}, [&] {
            for (const Clause& clause : part.clauses) {
                if (!clause.row) continue;
                page.element("tr", {}, [&] {
                    page.leaf("th", {{"scope", "row"}}, capital(clause.aspect));
                    page.leaf("td", {}, clause.says);
                });
            }
        });
    });
}

void section(Page& page, const PlanDocument& document, PlanPart::Kind kind,
             std::string_view title) {
    const bool any = std::any_of(document.parts.begin(), document.parts.end(),
                                 [&](const PlanPart& part) { return part.kind == kind; });
    if (!any) return;
    const auto head = [&] {
        page.element("div", {{"class", "title"}}, [&] { page.leaf("h2", {}, title); });
    };
    const auto article = [&](const PlanPart& part) {
        page.element("article", {{"data-part", part.name}}, [&] {
            page.leaf("h3", {}, part.title);
            rows(page, document, part);
            definitions(page, part);
        });
    };
    page.element("section", {}, [&] {
        if (kind == PlanPart::Kind::terms) head();
        bool first = true;
        for (const PlanPart& part : document.parts) {
            if (part.kind != kind) continue;
            if (kind == PlanPart::Kind::terms) {
                definitions(page, part);
            } else if (first) {
                // A title does not stand alone at the foot of a printed page.
                page.element("div", {{"class", "keep"}}, [&] {
                    head();
                    article(part);
                });
            } else {
                article(part);
            }
            first = false;
        }
    });
}

void example(Page& page, const Example& one) {
    page.element("article", {{"class", "example"}}, [&] {
        page.element("div", {{"class", "bar-line"}}, [&] {
            page.leaf("h3", {}, "At " + one.at);
            page.leaf("b", {{"class", "money"}}, one.pays);
        });
        page.leaf("p", {{"class", "soft"}}, fmt::format("{}", fmt::join(one.measured, ", ")));
        page.element("div", {{"class", "working"}}, [&] {
            for (const ExamplePart& part : one.parts) {
                page.element("p", {}, [&] {
                    page.leaf("b", {}, part.title);
                    page.text(fmt::format(": {}", part.pays));
                });
                for (const std::string& working : part.workings)
                    page.leaf("p", {}, working);
                for (const std::string& note : part.notes)
                    page.leaf("p", {{"class", "soft"}}, note);
            }
            if (!one.limits.empty()) page.leaf("p", {}, "Cap or floor of the plan: " + one.limits);
        });
    });
}

void header(Page& page, const PlanDocument& document) {
    const Plan& plan = document.plan;
    page.element("header", {{"class", "head"}}, [&] {
        page.element("div", {}, [&] {
            if (!document.company.empty()) {
                page.leaf("p", {{"class", "company"}}, document.company);
            }
            page.leaf("h1", {}, title_of(plan));
            page.leaf("p", {{"class", "soft"}},
                      fmt::format("How you are paid, {}", days_text(plan.effective)));
        });
        page.element("div", {{"class", "total"}}, [&] {
            page.leaf("p", {{"class", "label"}}, "Paid");
            page.leaf("p", {},
                      fmt::format("{}, in {}", each_span(plan.pays), plan.currency.code()));
        });
    });
}

// Each component in one sentence.
void glance(Page& page, const PlanDocument& document) {
    page.element("ul", {{"class", "glance"}}, [&] {
        for (const std::string& sentence : document.glance)
            page.leaf("li", {}, sentence);
    });
}

void footer(Page& page, const Plan& plan) {
    page.element("footer", {}, [&] {
        page.element("p", {}, [&] {
            page.text(fmt::format("Plan {}, version of {}, from {}. Fingerprint of its text ",
                                  plan.id.text(), plan.effective.first.text(),
                                  plan.source ? plan.source->name() : ""));
            page.leaf("span", {{"class", "code"}}, plan.fingerprint);
        });
        page.leaf("p", {},
                  "This page was generated from the plan's text; the examples and the curve are "
                  "computed as pay is.");
    });
}

}  // namespace

std::string document_html(const PlanDocument& document) {
    Page page(title_of(document.plan));
    page.element("main", {{"class", "document"}}, [&] {
        header(page, document);
        glance(page, document);
        section(page, document, PlanPart::Kind::component, "What pays");
        page.element("section", {}, [&] {
            page.element("div", {{"class", "title"}},
                         [&] { page.leaf("h2", {}, "What it comes to"); });
            page.element("figure", {{"class", "drawing"}}, [&] { page.drawn(document.svg); });
        });
        page.element("section", {}, [&] {
            page.element("div", {{"class", "title"}}, [&] { page.leaf("h2", {}, "Examples"); });
            page.element("ul", {{"class", "notes"}}, [&] {
                for (const std::string& premise : document.premises)
                    page.leaf("li", {}, premise);
            });
            for (const Example& one : document.examples)
                example(page, one);
        });
        section(page, document, PlanPart::Kind::attainment, "Goals");
        section(page, document, PlanPart::Kind::measure, "What is measured");
        section(page, document, PlanPart::Kind::terms, "Terms");
        footer(page, document.plan);
    });
    return page.finish();
}

}  // namespace attain::report
