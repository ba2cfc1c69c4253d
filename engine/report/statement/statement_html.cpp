// The statement as one page: the frame around its components (statement_html_component.cpp), from
// the headline down to fingerprints and terms. The figures are the statement's; nothing is reckoned
// here.
#include "report/statement/statement_html.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/statement/deal_words.h"
#include "report/words/figures.h"

namespace attain::report {

StatementPage::StatementPage(const Statement& statement)
    : statement_(statement),
      page_(fmt::format("{}: commission statement {}", statement.name, statement.period.name)) {}

void StatementPage::money(std::string_view tag, std::string_view css, const Cash& amount) {
    page_.element(tag, {{"class", css}, {"data-amount", amount.plain()}}, [&] {
        page_.text(amount.shown() + " ");
        page_.leaf("span", {{"class", "unit"}}, amount.currency().code());
    });
}

void StatementPage::title(std::string_view tag, std::string_view text, const Cash& amount) {
    page_.element("div", {{"class", "title"}}, [&] {
        page_.leaf(tag, {}, text);
        money("p", "money", amount);
    });
}

// Days never break at their hyphens.
void StatementPage::days(const DayRange& range) {
    page_.leaf("span", {{"class", "date"}}, days_text(range));
}

void StatementPage::fact(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    page_.leaf("dt", {}, name);
    page_.leaf("dd", {}, value);
}

void StatementPage::head() {
    page_.element("header", {{"class", "head"}}, [&] {
        page_.element("div", {}, [&] {
            if (!statement_.company.empty()) {
                page_.leaf("p", {{"class", "company"}}, statement_.company);
            }
            page_.leaf("h1", {{"dir", "auto"}}, statement_.name);
            page_.element("p", {{"class", "soft"}}, [&] {
                page_.text(fmt::format("Commission statement {}, ", statement_.period.name));
                days(statement_.period.days);
            });
            for (const StatementPlace& place : statement_.places) {
                const std::string text = place_words(place, statement_.period);
                if (!text.empty()) page_.leaf("p", {{"class", "soft"}}, text);
            }
        });
        page_.element("div", {{"class", "total"}}, [&] {
            page_.leaf("p", {{"class", "label"}},
                       statement_.totals.empty() ? "Nothing is due" : "Total due");
            for (const Cash& total : statement_.totals)
                money("p", "grand", total);
            if (statement_.terms.paid_on) {
                page_.leaf("p", {{"class", "label"}},
                           fmt::format("paid on {}", statement_.terms.paid_on->text()));
            }
        });
    });
}

// What the total is made of, in one look.
void StatementPage::glance() {
    if (statement_.plans.empty()) return;
    const auto row = [&](const StatementPlan& plan, std::string_view what, std::string_view goals,
                         const Cash& amount) {
        page_.element("tr", {}, [&] {
            page_.element("th", {{"scope", "row"}}, [&] {
                page_.text(what);
                page_.leaf("span", {{"class", "sub"}},
                           fmt::format("{}, {}", plan.title, plan.pay_period.name));
            });
            page_.leaf("td", {}, goals);
            page_.leaf("td", {{"class", "num"}}, amount.shown());
        });
    };
    page_.element("table", {{"class", "glance"}}, [&] {
        page_.element("thead", {}, [&] {
            page_.element("tr", {}, [&] {
                page_.leaf("th", {{"scope", "col"}}, "What it is for");
                page_.leaf("th", {{"scope", "col"}}, "Attainment");
                page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Due");
            });
        });
        page_.element("tbody", {}, [&] {
            for (const StatementPlan& plan : statement_.plans) {
                for (const StatementComponent& one : plan.components) {
                    row(plan, one.title, attainments_of(one), one.due);
                }
                if (plan.cap_cut.minor_units() != 0) row(plan, "Over the cap", "", plan.cap_cut);
                if (plan.floor_added.minor_units() != 0) {
                    row(plan, "Up to the floor", "", plan.floor_added);
                }
            }
        });
    });
}

void StatementPage::limit(std::string_view what, const Cash& amount) {
    if (amount.minor_units() == 0) return;
    page_.element("article", {{"data-due", amount.plain()}}, [&] { title("h3", what, amount); });
}

void StatementPage::plan(const StatementPlan& plan) {
    page_.element("section", {{"data-plan", plan.id}, {"data-due", plan.due.plain()}}, [&] {
        title("h2", fmt::format("{}, {}", plan.title, plan.pay_period.name), plan.due);
        page_.element("p", {{"class", "soft"}}, [&] {
            page_.text(fmt::format("Plan {}, effective ", plan.id));
            days(plan.effective);
            if (plan.assignment.holds(plan.pay_period.days)) return;
            page_.text("; on this plan ");
            days(days_on_plan(plan));
        });
        for (const StatementComponent& one : plan.components)
            component(plan, one);
        limit("Over the plan's cap", plan.cap_cut);
        limit("Up to the plan's floor", plan.floor_added);
    });
}

void StatementPage::heading(std::string_view text) {
    page_.element("div", {{"class", "title"}}, [&] { page_.leaf("h2", {}, text); });
}

// From what is earned to what is paid.
void StatementPage::settled(const StatementSettlement& settled) {
    page_.element("section", {}, [&] {
        heading(fmt::format("What is paid, {}", settled.period));
        page_.element("table", {{"class", "settled"}}, [&] {
            page_.element("thead", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "col"}}, "Movement");
                    page_.leaf("th", {{"scope", "col"}}, "Of");
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}},
                               settled.net.currency().code());
                });
            });
            page_.element("tbody", {}, [&] {
                for (const StatementMovement& one : settled.movements) {
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}}, one.what);
                        page_.leaf("td", {}, one.detail);
                        page_.leaf("td", {{"class", "num"}}, one.amount.shown());
                    });
                }
            });
            page_.element("tfoot", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "row"}, {"colspan", "2"}}, "Paid");
                    page_.leaf("td", {{"class", "num"}}, settled.net.shown());
                });
            });
        });
        if (settled.provisional) {
            page_.leaf("p", {}, "Provisional: it builds on pay periods that are not closed.");
        }
        if (!settled.balances.empty()) balances(settled);
    });
}

void StatementPage::balances(const StatementSettlement& settled) {
    page_.element("table", {{"class", "balances"}}, [&] {
        page_.element("thead", {}, [&] {
            page_.element("tr", {}, [&] {
                page_.leaf("th", {{"scope", "col"}}, "Account");
                page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Before");
                page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Now");
            });
        });
        page_.element("tbody", {}, [&] {
            for (const StatementBalance& one : settled.balances) {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "row"}}, one.what);
                    page_.leaf("td", {{"class", "num"}}, one.opening.shown());
                    page_.leaf("td", {{"class", "num"}}, one.closing.shown());
                });
            }
        });
    });
}

// What changed since the statement before, component by component.
void StatementPage::changes(const StatementYear& year) {
    if (year.changes.empty()) return;
    page_.element("section", {}, [&] {
        heading(fmt::format("What changed since {}", year.last));
        page_.element("table", {}, [&] {
            page_.element("thead", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "col"}}, "For");
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, year.last);
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Now");
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Difference");
                });
            });
            page_.element("tbody", {}, [&] {
                for (const StatementChange& change : year.changes) {
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}}, change.title);
                        page_.leaf("td", {{"class", "num"}}, change.before.shown());
                        page_.leaf("td", {{"class", "num"}}, change.now.shown());
                        page_.leaf("td", {{"class", "num"}},
                                   difference_words(change.before, change.now));
                    });
                }
            });
        });
    });
}

// The year so far, each period as a bar beside its figure.
void StatementPage::year(const StatementYear& year) {
    if (year.past.empty()) return;
    Rational most;
    const auto take = [&](const std::vector<Cash>& sums) {
        for (const Cash& sum : sums)
            most = greatest(most, sum.exact().amount());
    };
    take(statement_.totals);
    for (const StatementPast& past : year.past)
        take(past.totals);
    const auto row = [&](std::string_view name, std::string_view run,
                         const std::vector<Cash>& sums) {
        page_.element("tr", {}, [&] {
            page_.element("th", {{"scope", "row"}}, [&] {
                page_.text(name);
                page_.leaf("span", {{"class", "sub"}}, run);
            });
            page_.element("td", {{"class", "trend"}}, [&] {
                if (sums.size() != 1 || most.is_zero()) return;
                const Rational part = greatest(sums[0].exact().amount(), 0) / most * 100;
                page_.element("svg", {{"aria-hidden", "true"}}, [&] {
                    page_.alone("rect", {{"class", "fill"},
                                         {"width", Rational(part.floor()).fraction() + "%"},
                                         {"height", "10"}});
                });
            });
            page_.leaf("td", {{"class", "num"}}, sum_words(sums));
        });
    };
    page_.element("section", {{"data-year", year.name}}, [&] {
        heading(fmt::format("Year to date, {}", year.name));
        page_.element("table", {}, [&] {
            page_.element("thead", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "col"}}, "Period");
                    page_.leaf("td", {}, "");
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, "Total");
                });
            });
            page_.element("tbody", {}, [&] {
                for (const StatementPast& past : year.past)
                    row(past.period.name, fmt::format("run {}", past.run), past.totals);
                row(statement_.period.name, "this statement", statement_.totals);
            });
            page_.element("tfoot", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "row"}, {"colspan", "2"}}, "To date");
                    page_.leaf("td", {{"class", "num"}}, sum_words(year.to_date));
                });
            });
        });
        if (!year.not_run.empty()) {
            page_.leaf(
                "p", {{"class", "soft"}},
                fmt::format("Not counted, for it was not run: {}.", fmt::join(year.not_run, ", ")));
        }
    });
}

void StatementPage::terms() {
    const auto said = terms_words(statement_.terms);
    if (said.empty() && statement_.terms.note.empty()) return;
    page_.element("section", {}, [&] {
        heading("Payment and disputes");
        page_.element("dl", {{"class", "facts"}}, [&] {
            for (const auto& [name, sentence] : said)
                fact(name, sentence);
        });
        if (!statement_.terms.note.empty()) page_.leaf("p", {}, statement_.terms.note);
    });
}

void StatementPage::matters(std::string_view title_text,
                            const std::vector<StatementMatter>& matters) {
    if (matters.empty()) return;
    page_.element("section", {}, [&] {
        heading(title_text);
        for (const StatementMatter& matter : matters) {
            const std::string css = matter.blocking ? "matter blocking" : "matter notice";
            page_.element("div", {{"class", css}, {"data-code", matter.code}}, [&] {
                page_.element("p", {}, [&] {
                    page_.leaf("b", {}, matter_words(matter));
                    page_.text(" ");
                    page_.leaf("span", {{"class", "code"}},
                               matter.code + (matter.blocking ? " (blocks the close)" : ""));
                });
                page_.leaf("p", {}, matter.message);
                if (!matter.help.empty()) page_.leaf("p", {{"class", "soft"}}, matter.help);
            });
        }
    });
}

void StatementPage::foot() {
    page_.element("footer", {}, [&] {
        page_.leaf("p", {}, fmt::format("Computed by {}.", run_words(statement_.run)));
        page_.element("dl", {{"class", "facts"}}, [&] {
            for (const auto& [name, fingerprint] : fingerprints_of(statement_)) {
                page_.leaf("dt", {}, name);
                page_.leaf("dd", {{"class", "code"}}, fingerprint);
            }
        });
        page_.leaf("p", {}, said_of_marks);
    });
}

std::string StatementPage::write() {
    page_.element("main",
                  {{"data-participant", statement_.participant},
                   {"data-period", statement_.period.name},
                   {"data-run", std::to_string(statement_.run.number)},
                   {"data-results", statement_.run.results}},
                  [&] {
                      head();
                      glance();
                      for (const StatementPlan& one : statement_.plans)
                          plan(one);
                      for (const StatementSettlement& one : statement_.settlements)
                          settled(one);
                      matters("Deals that were not credited", statement_.not_credited);
                      matters("Open matters", statement_.open_matters);
                      changes(statement_.year);
                      year(statement_.year);
                      terms();
                      foot();
                  });
    return page_.finish();
}

std::string statement_html(const Statement& statement) {
    return StatementPage(statement).write();
}

}  // namespace attain::report
