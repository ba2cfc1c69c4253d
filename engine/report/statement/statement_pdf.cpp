// The statement on paper: the page's content in the page's order, as PDF. What fits no paper, the
// exact values for machines, is in the page and in the JSON.
#include <fmt/format.h>

#include <algorithm>

#include "report/pdf/paper.h"
#include "report/statement/deal_words.h"
#include "report/statement/statement.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

using Size = Paper::Size;
using Side = Paper::Side;

// Cut, not rounded: a bar is never drawn as if the goal were met.
int thousandths_passed(const Rational& part, const Rational& whole) {
    const Rational at = least(greatest(part / whole, Rational(0)), Rational(1)) * 1000;
    return static_cast<int>(to_int64(at.floor()).value_or(0));
}

class PdfWriter {
public:
    explicit PdfWriter(const Statement& statement)
        : statement_(statement),
          paper_(fmt::format("{}: commission statement {}", statement.name, statement.period.name),
                 statement.period.days.last()) {}
    std::string write();

private:
    void head();
    void glance();
    void plan(const StatementPlan& plan);
    void component(const StatementComponent& component);
    void goal(const StatementGoal& goal);
    void lines(const StatementComponent& component);
    Paper::Row row_of(const StatementComponent& component, const StatementLine& line, bool tiered);
    void matters(std::string_view title, const std::vector<StatementMatter>& matters);
    void settled(const StatementSettlement& settled);
    void year(const StatementYear& year);
    void foot();
    const Statement& statement_;
    Paper paper_;
};

void PdfWriter::head() {
    if (!statement_.company.empty()) paper_.text(statement_.company, Size::middle, true, true);
    paper_.headline(statement_.name, sum_words(statement_.totals), Size::grand, false);
    paper_.text(fmt::format("Commission statement {}, {}", statement_.period.name,
                            days_text(statement_.period.days)),
                Size::middle, false, true);
    for (const StatementPlace& place : statement_.places) {
        const std::string text = place_words(place, statement_.period);
        if (!text.empty()) paper_.text(text, Size::middle, false, true);
    }
    paper_.space(60);
}

void PdfWriter::glance() {
    if (statement_.plans.empty()) return;
    std::vector<Paper::Row> rows;
    for (const StatementPlan& plan : statement_.plans) {
        const std::string of = fmt::format("{}, {}", plan.title, plan.pay_period.name);
        for (const StatementComponent& one : plan.components) {
            rows.push_back(
                {{{one.title, of}, {attainments_of(one), ""}, {cash_with_unit(one.due), ""}}});
        }
        const auto limit = [&](const char* what, const Cash& amount) {
            if (amount.minor_units() == 0) return;
            rows.push_back({{{what, of}, {"", ""}, {cash_with_unit(amount), ""}}});
        };
        limit("Over the plan's cap", plan.cap_cut);
        limit("Up to the plan's floor", plan.floor_added);
    }
    paper_.table({{"What it is for", 5}, {"Attainment", 3}, {"Due", 2, Side::right}}, rows);
}

void PdfWriter::goal(const StatementGoal& goal) {
    std::string name = goal.measure;
    if (!goal.of_team.empty()) name += ", " + goal.of_team;
    paper_.keep_together(450);
    paper_.space(40);
    paper_.text(fmt::format("{} {}, {}: {}", name, goal.window.name,
                            count_of(goal.deals, "credit", "credits"), goal_sum(goal)),
                Size::plain, false, false);
    const std::string parts = goal_parts(goal);
    if (!parts.empty()) paper_.text("Goal: " + parts, Size::plain, false, true);
    if (!goal.value) return;
    Rational most = greatest(Rational::of(6, 5), *goal.value);
    for (const Rational& mark : goal.marks) {
        if (mark <= Rational(3)) most = greatest(most, mark);
    }
    most *= Rational::of(27, 25);
    Paper::Bar bar;
    bar.filled = thousandths_passed(*goal.value, most);
    bar.goal = thousandths_passed(Rational(1), most);
    bar.marks.emplace_back(bar.goal, "100%");
    for (const Rational& mark : goal.marks) {
        if (mark.sign() <= 0 || mark > most || mark == 1) continue;
        bar.marks.emplace_back(thousandths_passed(mark, most), percent_text(mark));
    }
    paper_.bar(bar);
}

Paper::Row PdfWriter::row_of(const StatementComponent& component, const StatementLine& line,
                             bool tiered) {
    const bool deal = line.kind == StatementLine::Kind::deal;
    std::string who = line.customer;
    if (!line.owner.empty()) who += (who.empty() ? "" : ", ") + line.owner;
    Paper::Row row;
    row.cells = {{line.deal, who}, {deal ? line.date.text() : "", ""}};
    row.cells.push_back(
        {from_deal(line), line.left_of.empty() ? "" : fmt::format("left of {}", line.left_of)});
    if (tiered) row.cells.push_back({line.tier, ""});
    row.cells.push_back(
        {component.shares ? amount_text(line.credited, component.in) : how_paid(line), ""});
    if (!deal) row.cells.back().text.clear();
    row.cells.push_back({line.amount.shown(), line.received_unit ? unit_words(line) : ""});
    return row;
}

void PdfWriter::lines(const StatementComponent& component) {
    if (component.lines.empty()) return;
    const bool tiered = std::any_of(component.lines.begin(), component.lines.end(),
                                    [](const StatementLine& one) { return !one.tier.empty(); });
    std::vector<Paper::Column> columns = {
        {"Deal", 26}, {"Date", 13}, {"Amount of the deal", 29, Side::right}};
    if (tiered) columns.push_back({"Tier", 6});
    columns.push_back({component.shares ? "Credit" : "Credit × rate", 28, Side::right});
    columns.push_back({component.shares ? "Its share" : "Pay", 20, Side::right});
    std::vector<Paper::Row> rows;
    for (const StatementLine& one : component.lines)
        rows.push_back(row_of(component, one, tiered));
    Paper::Row sum;
    sum.strong = true;
    sum.cells.resize(columns.size());
    sum.cells[0].text = count_of(component.lines.size(), "line", "lines");
    if (component.shares) sum.cells[columns.size() - 2].text = credit_of_lines(component);
    sum.cells.back().text = component.entitled.shown();
    rows.push_back(std::move(sum));
    paper_.space(40);
    paper_.table(columns, rows);
}

void PdfWriter::component(const StatementComponent& component) {
    paper_.keep_together(900);
    paper_.space(80);
    paper_.headline(component.title, cash_with_unit(component.due), Size::middle, false);
    for (const std::string& one : component.workings)
        paper_.text(one, Size::plain, false, false);
    for (const StatementGoal& one : component.goals)
        goal(one);
    for (const StatementTier& tier : component.tiers) {
        std::vector<std::pair<std::string, std::string>> facts;
        facts.emplace_back("Reached", tier.pays.empty()
                                          ? tier.reached
                                          : fmt::format("{}, pays {}", tier.reached, tier.pays));
        if (!tier.next.empty()) facts.emplace_back("Next", next_step(tier, component));
        paper_.facts(facts);
        if (!tier.curve) continue;
        Paper::Drawing drawing;
        drawing.places = tier.curve->places;
        for (const auto& tick : tier.curve->across)
            drawing.across.emplace_back(tick.at, tick.text);
        for (const auto& tick : tier.curve->up)
            drawing.up.emplace_back(tick.at, tick.text);
        drawing.here_x = tier.curve->here_x;
        drawing.here_y = tier.curve->here_y;
        drawing.here = "you are here, " + tier.curve->here;
        paper_.drawing(drawing);
    }
    for (const std::string& note : component.notes)
        paper_.text(note, Size::plain, false, true);
    lines(component);
}

void PdfWriter::plan(const StatementPlan& plan) {
    paper_.keep_together(1200);
    paper_.space(140);
    paper_.headline(fmt::format("{}, {}", plan.title, plan.pay_period.name),
                    cash_with_unit(plan.due), Size::large, true);
    paper_.text(plan_words(plan), Size::plain, false, true);
    for (const StatementComponent& one : plan.components)
        component(one);
    const auto limit = [&](const char* what, const Cash& amount) {
        if (amount.minor_units() == 0) return;
        paper_.space(60);
        paper_.headline(what, cash_with_unit(amount), Size::middle, false);
    };
    limit("Over the plan's cap", plan.cap_cut);
    limit("Up to the plan's floor", plan.floor_added);
}

void PdfWriter::matters(std::string_view title, const std::vector<StatementMatter>& matters) {
    if (matters.empty()) return;
    paper_.keep_together(600);
    paper_.space(140);
    paper_.headline(title, "", Size::large, true);
    for (const StatementMatter& matter : matters) {
        paper_.keep_together(400);
        paper_.text(fmt::format("{} ({}{})", matter_words(matter), matter.code,
                                matter.blocking ? ", blocks the close" : ""),
                    Size::plain, true, false);
        paper_.text(matter.message, Size::plain, false, false);
        if (!matter.help.empty()) paper_.text(matter.help, Size::plain, false, true);
        paper_.space(40);
    }
}

void PdfWriter::settled(const StatementSettlement& settled) {
    paper_.keep_together(600);
    paper_.space(140);
    paper_.headline(fmt::format("What is paid, {}", settled.period), cash_with_unit(settled.net),
                    Size::large, true);
    std::vector<Paper::Row> rows;
    for (const StatementMovement& one : settled.movements)
        rows.push_back({{{one.what, ""}, {one.detail, ""}, {one.amount.shown(), ""}}});
    rows.push_back({{{"Paid", ""}, {"", ""}, {settled.net.shown(), ""}}, true});
    paper_.table({{"Movement", 3}, {"Of", 5}, {settled.net.currency().code(), 2, Side::right}},
                 rows);
    if (settled.provisional) {
        paper_.text("Provisional: it builds on pay periods that are not closed.", Size::plain,
                    false, true);
    }
    if (settled.balances.empty()) return;
    std::vector<Paper::Row> accounts;
    for (const StatementBalance& one : settled.balances)
        accounts.push_back(
            {{{one.what, ""}, {one.opening.shown(), ""}, {one.closing.shown(), ""}}});
    paper_.table({{"Account", 5}, {"Before", 2, Side::right}, {"Now", 2, Side::right}}, accounts);
}

void PdfWriter::year(const StatementYear& year) {
    if (!year.changes.empty()) {
        paper_.keep_together(600);
        paper_.space(140);
        paper_.headline(fmt::format("What changed since {}", year.last), "", Size::large, true);
        std::vector<Paper::Row> rows;
        for (const StatementChange& change : year.changes) {
            rows.push_back({{{change.title, ""},
                             {change.before.shown(), ""},
                             {change.now.shown(), ""},
                             {difference_words(change.before, change.now), ""}}});
        }
        paper_.table({{"For", 5},
                      {year.last, 2, Side::right},
                      {"Now", 2, Side::right},
                      {"Difference", 2, Side::right}},
                     rows);
    }
    if (year.past.empty()) return;
    paper_.keep_together(600);
    paper_.space(140);
    paper_.headline(fmt::format("Year to date, {}", year.name), "", Size::large, true);
    std::vector<Paper::Row> rows;
    for (const StatementPast& past : year.past)
        rows.push_back(
            {{{past.period.name, fmt::format("run {}", past.run)}, {sum_words(past.totals), ""}}});
    rows.push_back(
        {{{statement_.period.name, "this statement"}, {sum_words(statement_.totals), ""}}});
    rows.push_back({{{"To date", ""}, {sum_words(year.to_date), ""}}, true});
    paper_.table({{"Period", 1}, {"Total", 1, Side::right}}, rows);
    if (year.not_run.empty()) return;
    paper_.text(fmt::format("Not counted, for it was not run: {}.", fmt::join(year.not_run, ", ")),
                Size::plain, false, true);
}

void PdfWriter::foot() {
    paper_.keep_together(900);
    paper_.space(140);
    const auto terms = terms_words(statement_.terms);
    if (!terms.empty() || !statement_.terms.note.empty()) {
        paper_.headline("Payment and disputes", "", Size::large, true);
        paper_.facts(terms);
        if (!statement_.terms.note.empty()) {
            paper_.text(statement_.terms.note, Size::plain, false, false);
        }
        paper_.space(80);
    }
    paper_.text(fmt::format("Computed by {}.", run_words(statement_.run)), Size::small, false,
                true);
    for (const auto& [name, fingerprint] : fingerprints_of(statement_))
        paper_.text(fmt::format("{} {}", name, fingerprint), Size::small, false, true);
    paper_.text(said_of_marks, Size::small, false, true);
}

std::string PdfWriter::write() {
    head();
    glance();
    for (const StatementPlan& one : statement_.plans)
        plan(one);
    for (const StatementSettlement& one : statement_.settlements)
        settled(one);
    matters("Deals that were not credited", statement_.not_credited);
    matters("Open matters", statement_.open_matters);
    year(statement_.year);
    foot();
    return paper_.finish();
}

}  // namespace

std::string statement_pdf(const Statement& statement) {
    return PdfWriter(statement).write();
}

}  // namespace attain::report
