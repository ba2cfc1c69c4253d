// The statement as one page. Beside what is read, `data-` attributes carry the exact values, so
// that a script can redo every line from the file alone:
//
//     <tr data-kind="deal" data-credited="60000" data-rate="7/100" data-exact="3150"
//         data-amount="3150.00">
//
// credited × rate × the component's data-weight is exact; where data-shares is "yes", an amount is
// the component's pay by credit. The amounts of a table add up to the component's data-entitled.
#include <fmt/format.h>

#include <algorithm>

#include "report/page/page.h"
#include "report/statement/deal_words.h"
#include "report/statement/statement.h"
#include "report/words/figures.h"
#include "report/words/outcome.h"

namespace attain::report {

namespace {

std::string exact_or_none(const std::optional<Rational>& value) {
    return value ? exact_text(*value) : std::string();
}

class Writer {
public:
    explicit Writer(const Statement& statement)
        : statement_(statement),
          page_(fmt::format("{}: commission statement {}", statement.name, statement.period.name)) {
    }
    std::string write();

private:
    void head();
    void glance();
    void plan(const StatementPlan& plan);
    void component(const StatementPlan& plan, const StatementComponent& component);
    void goal(const StatementGoal& goal);
    void bar(const StatementGoal& goal);
    void tiers(const StatementComponent& component);
    void table(const StatementComponent& component);
    void line(const StatementComponent& component, const StatementLine& line, bool tiered);
    void limit(std::string_view what, const Cash& amount);
    void matters(std::string_view title, const std::vector<StatementMatter>& matters);
    void foot();
    void money(std::string_view tag, std::string_view css, const Cash& amount);
    void title(std::string_view tag, std::string_view text, const Cash& amount);
    void days(const DayRange& range);
    void fact(std::string_view name, std::string_view value);
    const Statement& statement_;
    Page page_;
};

void Writer::money(std::string_view tag, std::string_view css, const Cash& amount) {
    page_.element(tag, {{"class", css}, {"data-amount", amount.plain()}}, [&] {
        page_.text(amount.shown() + " ");
        page_.leaf("span", {{"class", "unit"}}, amount.currency().code());
    });
}

void Writer::title(std::string_view tag, std::string_view text, const Cash& amount) {
    page_.element("div", {{"class", "title"}}, [&] {
        page_.leaf(tag, {}, text);
        money("p", "money", amount);
    });
}

// Days never break at their hyphens.
void Writer::days(const DayRange& range) {
    page_.leaf("span", {{"class", "date"}}, days_text(range));
}

void Writer::fact(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    page_.leaf("dt", {}, name);
    page_.leaf("dd", {}, value);
}

void Writer::head() {
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
                std::string text = place.title;
                if (!place.team.empty()) text += (text.empty() ? "" : ", ") + place.team;
                if (!place.manager.empty()) {
                    text += (text.empty() ? "" : ", ") + fmt::format("manager {}", place.manager);
                }
                if (text.empty()) continue;
                if (!(place.days == statement_.period.days)) {
                    text += fmt::format(" ({})", days_text(place.days));
                }
                page_.leaf("p", {{"class", "soft"}}, text);
            }
        });
        page_.element("div", {{"class", "total"}}, [&] {
            page_.leaf("p", {{"class", "label"}},
                       statement_.totals.empty() ? "Nothing is due" : "Total due");
            for (const Cash& total : statement_.totals)
                money("p", "grand", total);
        });
    });
}

// What the total is made of, in one look.
void Writer::glance() {
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
                    std::string goals;
                    for (const StatementGoal& goal : one.goals) {
                        if (!goal.value) continue;
                        goals += (goals.empty() ? "" : ", ") + percent_text(*goal.value);
                        if (!goal.of_team.empty()) goals += fmt::format(" ({})", goal.of_team);
                    }
                    row(plan, one.title, goals, one.due);
                }
                if (plan.cap_cut.minor_units() != 0) row(plan, "Over the cap", "", plan.cap_cut);
                if (plan.floor_added.minor_units() != 0) {
                    row(plan, "Up to the floor", "", plan.floor_added);
                }
            }
        });
    });
}

// Attainment as a bar, the goal as a full line and the plan's other edges as thin ones. Lengths are
// percentages of the page's width, so that the labels keep their shape on any screen.
void Writer::bar(const StatementGoal& goal) {
    if (!goal.value) return;
    Rational most = greatest(Rational::of(6, 5), *goal.value);
    for (const Rational& mark : goal.marks) {
        if (mark <= Rational(3)) most = greatest(most, mark);
    }
    const Rational scale = Rational(1000) / (most * Rational::of(27, 25));
    const auto at = [&](const Rational& position) {
        const Integer tenths = greatest(position * scale, 0).floor();
        return (Rational(tenths) / 10).decimal().value_or("0") + "%";
    };
    const auto edge = [&](const Rational& position, std::string_view css) {
        page_.alone("line", {{"class", css},
                             {"x1", at(position)},
                             {"x2", at(position)},
                             {"y1", "0"},
                             {"y2", "16"}});
        page_.leaf("text", {{"x", at(position)}, {"y", "28"}}, percent_text(position));
    };
    const std::string said = fmt::format("{} of the goal", percent_text(*goal.value));
    page_.element("svg", {{"role", "img"}, {"aria-label", said}}, [&] {
        page_.alone("rect", {{"class", "track"}, {"y", "3"}, {"width", "100%"}, {"height", "10"}});
        page_.alone("rect", {{"class", *goal.value >= 1 ? "over" : "fill"},
                             {"y", "3"},
                             {"width", at(*goal.value)},
                             {"height", "10"}});
        for (const Rational& mark : goal.marks) {
            if (mark <= most && mark != 1 && mark.sign() > 0) edge(mark, "mark");
        }
        edge(1, "full");
    });
}

void Writer::goal(const StatementGoal& goal) {
    std::string name = goal.measure;
    if (!goal.of_team.empty()) name += ", " + goal.of_team;
    const std::string amount = goal.goal ? exact_text(goal.goal->amount) : "";
    page_.element(
        "div",
        {{"class", "goal"},
         {"data-goal-name", goal.name},
         {"data-window", goal.window.name},
         {"data-measured", exact_text(goal.measured)},
         {"data-goal", amount},
         {"data-attainment", exact_or_none(goal.value)}},
        [&] {
            page_.element("div", {{"class", "bar-line"}}, [&] {
                page_.leaf("p", {},
                           fmt::format("{} {}, {}", name, goal.window.name,
                                       count_of(goal.deals, "credit", "credits")));
                page_.leaf("p", {}, goal_sum(goal));
            });
            bar(goal);
            page_.element("dl", {{"class", "facts"}}, [&] { fact("Goal", goal_parts(goal)); });
        });
}

void Writer::tiers(const StatementComponent& component) {
    if (component.tiers.empty()) return;
    page_.element("dl", {{"class", "facts"}}, [&] {
        for (const StatementTier& tier : component.tiers) {
            fact("Reached", tier.pays.empty()
                                ? tier.reached
                                : fmt::format("{}, pays {}", tier.reached, tier.pays));
            if (!tier.next.empty()) fact("Next", next_step(tier));
        }
    });
}

void Writer::line(const StatementComponent& component, const StatementLine& line, bool tiered) {
    const bool deal = line.kind == StatementLine::Kind::deal;
    const std::string rate = exact_or_none(line.rate);
    page_.element(
        "tr",
        {{"class", deal ? "" : "adjust"},
         {"data-kind", deal ? "deal" : "adjustment"},
         {"data-deal", deal ? line.deal : ""},
         {"data-credited", deal ? exact_text(line.credited) : ""},
         {"data-split", exact_or_none(line.split)},
         {"data-fx", line.converted ? exact_text(line.converted->rate) : ""},
         {"data-rate", rate},
         {"data-exact", exact_text(line.exact)},
         {"data-amount", line.amount.plain()},
         {"data-unit", line.received_unit ? "yes" : ""}},
        [&] {
            page_.element("th", {{"scope", "row"}}, [&] {
                page_.text(line.deal);
                for (const std::string& more : {line.customer, line.owner}) {
                    if (!more.empty()) {
                        page_.leaf("span", {{"class", "sub"}, {"dir", "auto"}}, more);
                    }
                }
            });
            page_.leaf("td", {{"class", "date wide"}, {"data-label", "Date"}},
                       deal ? line.date.text() : "");
            page_.element("td", {{"class", "num wide"}, {"data-label", "Deal"}}, [&] {
                page_.text(from_deal(line));
                if (!line.left_of.empty()) {
                    page_.leaf("span", {{"class", "sub"}}, fmt::format("left of {}", line.left_of));
                }
            });
            if (tiered) page_.leaf("td", {{"class", "wide"}, {"data-label", "Tier"}}, line.tier);
            page_.leaf(
                "td",
                {{"class", "num how wide"}, {"data-label", component.shares ? "Credit" : "Pay"}},
                how_paid(line));
            page_.element("td", {{"class", "num pay"}}, [&] {
                page_.text(line.amount.shown());
                if (line.received_unit) {
                    page_.leaf("span", {{"class", "sub"}}, "one unit by rounding");
                }
            });
        });
}

void Writer::table(const StatementComponent& component) {
    if (component.lines.empty()) return;
    const bool tiered = std::any_of(component.lines.begin(), component.lines.end(),
                                    [](const StatementLine& one) { return !one.tier.empty(); });
    const auto column = [&](std::string_view css, std::string_view text) {
        page_.leaf("th", {{"scope", "col"}, {"class", css}}, text);
    };
    page_.element("table", {{"class", "deals"}}, [&] {
        page_.element("thead", {}, [&] {
            page_.element("tr", {}, [&] {
                column("", "Deal");
                column("", "Date");
                column("num", "Amount of the deal");
                if (tiered) column("", "Tier");
                column("num", component.shares ? "Credit" : "Credit × rate");
                column("num", component.shares ? "Its share" : "Pay");
            });
        });
        page_.element("tbody", {}, [&] {
            for (const StatementLine& one : component.lines)
                line(component, one, tiered);
        });
        page_.element("tfoot", {}, [&] {
            page_.element("tr", {}, [&] {
                page_.leaf("th", {{"scope", "row"}, {"colspan", tiered ? "4" : "3"}},
                           count_of(component.lines.size(), "line", "lines"));
                page_.leaf("td", {{"class", "num wide"}, {"data-label", "Credit"}},
                           component.shares ? credit_of_lines(component) : "");
                page_.leaf("td", {{"class", "num pay"}}, component.entitled.shown());
            });
        });
    });
}

void Writer::component(const StatementPlan& plan, const StatementComponent& component) {
    page_.element("article",
                  {{"data-component", component.name},
                   {"data-plan", plan.id},
                   {"data-pay-period", plan.pay_period.name},
                   {"data-outcome", words_of(component.outcome)},
                   {"data-currency", component.due.currency().code()},
                   {"data-weight", exact_text(component.weight)},
                   {"data-shares", component.shares ? "yes" : "no"},
                   {"data-exact", exact_text(component.exact)},
                   {"data-entitled", component.entitled.plain()},
                   {"data-before", component.before.plain()},
                   {"data-due", component.due.plain()}},
                  [&] {
                      title("h3", component.title, component.due);
                      if (!component.workings.empty()) {
                          page_.element("div", {{"class", "working"}}, [&] {
                              for (const std::string& one : component.workings) {
                                  page_.leaf("p", {}, one);
                              }
                          });
                      }
                      for (const StatementGoal& one : component.goals)
                          goal(one);
                      tiers(component);
                      if (!component.notes.empty() || !component.rule.empty()) {
                          page_.element("ul", {{"class", "notes"}}, [&] {
                              for (const std::string& note : component.notes) {
                                  page_.leaf("li", {}, note);
                              }
                              if (!component.rule.empty()) {
                                  page_.leaf("li", {},
                                             fmt::format("Written in {}.", component.rule));
                              }
                          });
                      }
                      table(component);
                  });
}

void Writer::limit(std::string_view what, const Cash& amount) {
    if (amount.minor_units() == 0) return;
    page_.element("article", {{"data-due", amount.plain()}}, [&] { title("h3", what, amount); });
}

void Writer::plan(const StatementPlan& plan) {
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

void Writer::matters(std::string_view title_text, const std::vector<StatementMatter>& matters) {
    if (matters.empty()) return;
    page_.element("section", {}, [&] {
        page_.element("div", {{"class", "title"}}, [&] { page_.leaf("h2", {}, title_text); });
        for (const StatementMatter& matter : matters) {
            const std::string css = matter.blocking ? "matter blocking" : "matter notice";
            page_.element("div", {{"class", css}, {"data-code", matter.code}}, [&] {
                std::string what = matter.subject;
                for (const std::string& more : {matter.customer, matter.date, matter.amount}) {
                    if (!more.empty()) what += ", " + more;
                }
                page_.element("p", {}, [&] {
                    page_.leaf("b", {}, what);
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

void Writer::foot() {
    page_.element("footer", {}, [&] {
        page_.leaf("p", {}, fmt::format("Computed by {}.", run_words(statement_.run)));
        page_.element("dl", {{"class", "facts"}}, [&] {
            const auto fingerprint = [&](std::string_view name, std::string_view value) {
                if (value.empty()) return;
                page_.leaf("dt", {}, name);
                page_.leaf("dd", {{"class", "code"}}, value);
            };
            fingerprint("Inputs", statement_.run.inputs);
            fingerprint("Results", statement_.run.results);
            std::vector<std::string> told;
            for (const StatementPlan& plan : statement_.plans) {
                if (std::find(told.begin(), told.end(), plan.fingerprint) != told.end()) continue;
                told.push_back(plan.fingerprint);
                fingerprint(fmt::format("Plan {}", plan.id), plan.fingerprint);
            }
        });
        page_.leaf(
            "p", {},
            "≈ marks a figure cut for reading, → a rounding point; pay is computed from exact "
            "figures. Lines add up to their component to the cent.");
    });
}

std::string Writer::write() {
    page_.element("main",
                  {{"data-participant", statement_.participant},
                   {"data-period", statement_.period.name},
                   {"data-run", std::to_string(statement_.run.number)}},
                  [&] {
                      head();
                      glance();
                      for (const StatementPlan& one : statement_.plans)
                          plan(one);
                      matters("Deals that were not credited", statement_.not_credited);
                      matters("Open matters", statement_.open_matters);
                      foot();
                  });
    return page_.finish();
}

}  // namespace

std::string statement_html(const Statement& statement) {
    return Writer(statement).write();
}

}  // namespace attain::report
