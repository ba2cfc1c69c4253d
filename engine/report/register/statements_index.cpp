// The first page of a folder of statements, for whoever hands them out. It can be searched: by a
// script of a few lines, and without scripts by the browser's own search, for everything is there.
#include <fmt/format.h>

#include <algorithm>

#include "report/page/page.h"
#include "report/register/register.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

// Shows the field, and only those rows that have all words that are typed.
constexpr std::string_view searching = R"js(
const field=document.querySelector("input"),rows=[...document.querySelectorAll("tbody tr")],
count=document.querySelector("output");
field.closest("p").hidden=false;
field.addEventListener("input",()=>{const words=field.value.toLowerCase().split(/\s+/);let n=0;
for(const row of rows){const text=row.textContent.toLowerCase();
row.hidden=!words.every(word=>text.includes(word));if(!row.hidden)n++}
count.textContent=n+" of "+rows.length});
)js";

const RegisterLine* register_line(const Register& reg, const std::string& participant) {
    const auto lines =
        std::ranges::equal_range(reg.lines, participant, {}, &RegisterLine::participant);
    return lines.empty() ? nullptr : &lines.front();
}

void person(Page& page, const Register& reg, const RegisterTotal& one, std::string_view ending) {
    const RegisterLine* line = register_line(reg, one.what);
    page.element("tr", {}, [&] {
        page.element("th", {{"scope", "row"}}, [&] {
            page.leaf("a", {{"href", fmt::format("{}.{}", one.what, ending)}}, one.name);
            page.leaf("span", {{"class", "sub"}}, one.what);
        });
        page.leaf("td", {}, line == nullptr ? "" : line->team);
        page.leaf("td", {}, line == nullptr ? "" : line->plan);
        page.leaf("td", {{"class", "num"}}, cash_with_unit(one.amount));
    });
}

}  // namespace

std::string statements_index(const Register& reg, std::string_view ending) {
    Page page(fmt::format("Statements {}", reg.period.name));
    page.element("main", {{"data-period", reg.period.name}}, [&] {
        page.element("header", {{"class", "head"}}, [&] {
            page.element("div", {}, [&] {
                if (!reg.company.empty()) page.leaf("p", {{"class", "company"}}, reg.company);
                page.leaf("h1", {}, fmt::format("Statements {}", reg.period.name));
                page.leaf("p", {{"class", "soft"}},
                          fmt::format("{}, run {} ({})", days_text(reg.period.days), reg.run,
                                      reg.status));
            });
        });
        page.element("p", {{"class", "search"}, {"hidden", "hidden"}}, [&] {
            page.element("label", {}, [&] {
                page.text("Search ");
                page.alone("input", {{"type", "search"}});
            });
            page.text(" ");
            page.leaf("output", {}, "");
        });
        page.element("table", {}, [&] {
            page.element("thead", {}, [&] {
                page.element("tr", {}, [&] {
                    page.leaf("th", {{"scope", "col"}}, "Participant");
                    page.leaf("th", {{"scope", "col"}}, "Team");
                    page.leaf("th", {{"scope", "col"}}, "Plan");
                    page.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Total");
                });
            });
            page.element("tbody", {}, [&] {
                for (const RegisterTotal& one : reg.participants)
                    person(page, reg, one, ending);
            });
            page.element("tfoot", {}, [&] {
                for (const RegisterTotal& total : reg.currencies) {
                    page.element("tr", {}, [&] {
                        page.leaf("th", {{"scope", "row"}, {"colspan", "3"}}, "All");
                        page.leaf("td", {{"class", "num"}}, cash_with_unit(total.amount));
                    });
                }
            });
        });
    });
    page.script(searching);
    return page.finish();
}

}  // namespace attain::report
