// A component on the statement's page: its pay in figures, goals as bars, its table or curve, and
// each deal. Beside what is read, `data-` attributes carry the exact values, so that a script can
// redo every line from the file alone:
//
//     <tr data-kind="deal" data-credited="60000" data-rate="7/100" data-exact="3150"
//         data-amount="3150.00">
//
// credited × rate × data-times (1 where it is not said: modifiers and weight) is exact; where data-
// shares is "yes", credited ÷ data-among × data-of is. A table adds up to data-entitled.
#include <fmt/format.h>

#include <algorithm>

#include "report/statement/deal_words.h"
#include "report/statement/statement_html.h"
#include "report/words/figures.h"
#include "report/words/outcome.h"

namespace attain::report {

namespace {

std::string exact_or_none(const std::optional<Rational>& value) {
    return value ? exact_text(*value) : std::string();
}

}  // namespace

// Attainment as a bar, the goal as a full line and the plan's other edges as thin ones. Lengths are
// percentages of the page's width, so that the labels keep their shape on any screen.
void StatementPage::bar(const StatementGoal& goal) {
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

void StatementPage::goal(const StatementGoal& goal) {
    std::string name = goal.measure;
    if (!goal.of_team.empty()) name += ", " + goal.of_team;
    const std::string amount = goal.goal ? exact_text(goal.goal->amount) : "";
    page_.element("div",
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
                      const std::string parts = goal_parts(goal);
                      if (parts.empty()) return;
                      page_.element("dl", {{"class", "facts"}}, [&] { fact("Goal", parts); });
                  });
}

// The table or curve with the place where the person stands. Only its line is stretched to the
// page's width; dots and texts keep their shape.
void StatementPage::curve(const StatementCurve& curve) {
    constexpr int top = 22, high = 104;
    const auto across = [](int at) { return fmt::format("{}.{}%", at / 10, at % 10); };
    const auto down = [](int at) { return top + high - at * high / 1000; };
    const auto anchor = [](int at) { return at < 200 ? "start" : at > 800 ? "end" : "middle"; };
    const auto text = [&](std::string_view css, int x, int y, std::string_view said) {
        page_.leaf("text",
                   {{"class", css},
                    {"x", across(x)},
                    {"y", std::to_string(y)},
                    {"text-anchor", anchor(x)}},
                   said);
    };
    const std::string said =
        fmt::format("What it pays by {}; you are at {}", curve.axis, curve.here);
    page_.element("svg", {{"class", "plot"}, {"role", "img"}, {"aria-label", said}}, [&] {
        for (const auto& tick : curve.up) {
            const std::string y = std::to_string(down(tick.at));
            page_.alone("line", {{"class", "grid"}, {"x2", "100%"}, {"y1", y}, {"y2", y}});
        }
        std::string points;
        for (const auto& [x, y] : curve.places)
            points += fmt::format("{}{},{}", points.empty() ? "" : " ", x, 1000 - y);
        page_.element("svg",
                      {{"y", std::to_string(top)},
                       {"width", "100%"},
                       {"height", std::to_string(high)},
                       {"viewBox", "0 0 1000 1000"},
                       {"preserveAspectRatio", "none"}},
                      [&] {
                          page_.alone("polyline", {{"points", points}});
                      });
        for (const auto& tick : curve.up)
            text("", 0, down(tick.at) - 4, tick.text);
        for (const auto& tick : curve.across)
            text("", tick.at, top + high + 15, tick.text);
        const std::string x = across(curve.here_x);
        const std::string y = std::to_string(down(curve.here_y));
        page_.alone("line", {{"class", "mark"},
                             {"x1", x},
                             {"x2", x},
                             {"y1", y},
                             {"y2", std::to_string(top + high)}});
        page_.alone("circle", {{"cx", x}, {"cy", y}, {"r", "5"}});
        text("here", curve.here_x, down(curve.here_y) - 10, "you are here, " + curve.here);
    });
}

void StatementPage::tiers(const StatementComponent& component) {
    if (component.tiers.empty()) return;
    page_.element("dl", {{"class", "facts"}}, [&] {
        for (const StatementTier& tier : component.tiers) {
            fact("Reached", tier.pays.empty()
                                ? tier.reached
                                : fmt::format("{}, pays {}", tier.reached, tier.pays));
            if (!tier.next.empty()) fact("Next", next_step(tier, component));
        }
    });
    for (const StatementTier& tier : component.tiers) {
        if (tier.curve) curve(*tier.curve);
    }
}

void StatementPage::pay(const StatementLine& line) {
    page_.element("td", {{"class", "num pay"}}, [&] {
        page_.text(line.amount.shown());
        if (line.received_unit) page_.leaf("span", {{"class", "sub"}}, unit_words(line));
    });
}

void StatementPage::line(const StatementComponent& component, const StatementLine& line,
                         bool tiered) {
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
         {"data-times", line.rate && line.times != 1 ? exact_text(line.times) : ""},
         {"data-of", line.share ? exact_text(line.share->of) : ""},
         {"data-among", line.share ? exact_text(line.share->among) : ""},
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
            pay(line);
        });
}

void StatementPage::table(const StatementComponent& component) {
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

void StatementPage::component(const StatementPlan& plan, const StatementComponent& component) {
    page_.element("article",
                  {{"data-component", component.name},
                   {"data-plan", plan.id},
                   {"data-pay-period", plan.pay_period.name},
                   {"data-outcome", words_of(component.outcome)},
                   {"data-currency", component.due.currency().code()},
                   {"data-weight", exact_text(component.weight)},
                   {"data-shares", component.shares ? "yes" : "no"},
                   {"data-step", exact_or_none(component.step)},
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

}  // namespace attain::report
