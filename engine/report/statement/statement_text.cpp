// The statement for a terminal or a mail.
#include <fmt/format.h>

#include <algorithm>

#include "report/statement/deal_words.h"
#include "report/statement/statement.h"
#include "report/table/table.h"
#include "report/words/characters.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

constexpr std::size_t line_width = 92;

// A title on the left and an amount at the right edge.
std::string headline(std::string_view title, const std::string& amount, Tone tone, Colour colour) {
    const std::string left = printable(title);
    const std::size_t used = width_of(left) + width_of(amount);
    const std::string space(used + 2 < line_width ? line_width - used : 2, ' ');
    return painted(left + space + amount, tone, colour) + '\n';
}

std::string stroke(std::string_view character) {
    std::string line;
    for (std::size_t i = 0; i < line_width; ++i)
        line += character;
    return line + '\n';
}

class TextWriter {
public:
    explicit TextWriter(Colour colour) : colour_(colour) {}
    std::string write(const Statement& statement);

private:
    void head(const Statement& statement);
    void plan(const StatementPlan& plan);
    void component(const StatementComponent& component);
    void goal(const StatementGoal& goal);
    void tier(const StatementTier& tier, const StatementComponent& component);
    void settled(const StatementSettlement& settled);
    void year(const Statement& statement);
    void lines(const StatementComponent& component);
    void matters(std::string_view title, const std::vector<StatementMatter>& matters);
    void foot(const Statement& statement);
    void field(std::string_view name, std::string_view value);
    Colour colour_;
    std::string out_;
};

void TextWriter::field(std::string_view name, std::string_view value) {
    const std::string label = printable(name);
    const std::string pad(label.size() < 12 ? 12 - label.size() : 1, ' ');
    out_ += fmt::format("  {}{}{}\n", painted(label, Tone::faint, colour_), pad, printable(value));
}

void TextWriter::head(const Statement& statement) {
    if (!statement.company.empty()) out_ += printable(statement.company) + '\n';
    out_ += headline(fmt::format("{} ({})", statement.name, statement.participant),
                     sum_words(statement.totals), Tone::strong, colour_);
    out_ += fmt::format("Commission statement {}, {}\n", statement.period.name,
                        days_text(statement.period.days));
    for (const StatementPlace& place : statement.places) {
        std::string text = place.title;
        if (!place.team.empty()) text += (text.empty() ? "" : ", ") + place.team;
        if (!place.manager.empty())
            text += (text.empty() ? "" : ", ") + ("manager " + place.manager);
        if (text.empty()) continue;
        const bool whole = place.days == statement.period.days;
        out_ += whole ? fmt::format("{}\n", printable(text))
                      : fmt::format("{}: {}\n", days_text(place.days), printable(text));
    }
}

void TextWriter::goal(const StatementGoal& goal) {
    std::string name = goal.measure;
    if (!goal.of_team.empty()) name += ", " + goal.of_team;
    out_ += fmt::format("  {} {}: {}\n", printable(name), goal.window.name, goal_sum(goal));
    if (goal.value) {
        const bool met = *goal.value >= 1;
        out_ += fmt::format(
            "  {}\n", painted(bar_text(*goal.value, 60), met ? Tone::good : Tone::plain, colour_));
    }
    const std::string parts = goal_parts(goal);
    if (!parts.empty()) field("goal", parts);
}

void TextWriter::tier(const StatementTier& tier, const StatementComponent& component) {
    field("reached",
          tier.pays.empty() ? tier.reached : fmt::format("{}, pays {}", tier.reached, tier.pays));
    if (!tier.next.empty()) field("next", next_step(tier, component));
}

void TextWriter::lines(const StatementComponent& component) {
    if (component.lines.empty()) return;
    const auto any = [&](auto member) {
        return std::any_of(component.lines.begin(), component.lines.end(),
                           [&](const StatementLine& line) { return !(line.*member).empty(); });
    };
    const bool customers = any(&StatementLine::customer);
    const bool owners = any(&StatementLine::owner);
    const bool tiers = any(&StatementLine::tier);
    std::vector<TextTable::Column> columns = {{"deal"}};
    if (customers) columns.push_back({"customer"});
    if (owners) columns.push_back({"owner"});
    columns.push_back({"date"});
    columns.push_back({"from the deal", Align::right});
    if (tiers) columns.push_back({"tier"});
    columns.push_back({component.shares ? "credit" : "credit × rate", Align::right});
    columns.push_back({component.shares ? "its share" : "amount", Align::right});
    columns.push_back({""});
    TextTable table(columns, 2);
    bool units = false;
    for (const StatementLine& line : component.lines) {
        const bool deal = line.kind == StatementLine::Kind::deal;
        std::vector<std::string> cells = {line.deal};
        if (customers) cells.push_back(line.customer);
        if (owners) cells.push_back(line.owner);
        cells.push_back(deal ? line.date.text() : "");
        cells.push_back(from_deal(line));
        if (tiers) cells.push_back(line.tier);
        cells.push_back(how_paid(line));
        cells.push_back(line.amount.shown());
        const std::string currency = line.amount.currency().code();
        cells.push_back(line.received_unit ? fmt::format("* {}", fine_text(line.exact, currency))
                                           : "");
        units = units || line.received_unit;
        table.row(std::move(cells));
        if (!line.left_of.empty()) table.remark(fmt::format("left of {}", line.left_of), 1);
    }
    table.rule();
    std::vector<std::string> total(columns.size());
    total[0] = count_of(component.lines.size(), "line", "lines");
    if (component.shares) total[columns.size() - 3] = credit_of_lines(component);
    total[columns.size() - 2] = component.entitled.shown();
    table.row(std::move(total), Tone::strong);
    out_ += '\n' + table.text(colour_);
    if (units) out_ += "  * exactly so much, and a unit that rounding had left over\n";
}

void TextWriter::component(const StatementComponent& component) {
    out_ += '\n' + headline(component.title, cash_with_unit(component.due), Tone::strong, colour_);
    for (const std::string& working : component.workings) {
        out_ += fmt::format("  {}\n", printable(working));
    }
    for (const StatementGoal& one : component.goals)
        goal(one);
    for (const StatementTier& one : component.tiers)
        tier(one, component);
    for (const std::string& note : component.notes)
        out_ += fmt::format("  {}\n", printable(note));
    lines(component);
}

void TextWriter::plan(const StatementPlan& plan) {
    out_ += '\n' + stroke("━");
    out_ += headline(fmt::format("{}, {}", plan.title, plan.pay_period.name),
                     cash_with_unit(plan.due), Tone::strong, colour_);
    out_ += fmt::format("plan {}, effective {}{}\n", plan.id, days_text(plan.effective),
                        plan.assignment.holds(plan.pay_period.days)
                            ? std::string()
                            : fmt::format("; on it {}", days_text(days_on_plan(plan))));
    for (const StatementComponent& one : plan.components)
        component(one);
    if (plan.cap_cut.minor_units() != 0) {
        out_ += '\n' + headline("Over the plan's cap", cash_with_unit(plan.cap_cut), Tone::strong,
                                colour_);
    }
    if (plan.floor_added.minor_units() != 0) {
        out_ += '\n' + headline("Up to the plan's floor", cash_with_unit(plan.floor_added),
                                Tone::strong, colour_);
    }
}

void TextWriter::settled(const StatementSettlement& settled) {
    out_ += '\n' + stroke("━") +
            headline(fmt::format("What is paid, {}", printable(settled.period)),
                     cash_with_unit(settled.net), Tone::strong, colour_);
    TextTable table({{"movement"}, {"of"}, {settled.net.currency().code(), Align::right}}, 2);
    for (const StatementMovement& one : settled.movements)
        table.row({one.what, one.detail, one.amount.shown()});
    out_ += '\n' + table.text(colour_);
    if (settled.provisional) {
        out_ += "  Provisional: it builds on pay periods that are not closed.\n";
    }
    if (settled.balances.empty()) return;
    TextTable balances({{"account"}, {"before", Align::right}, {"now", Align::right}}, 2);
    for (const StatementBalance& one : settled.balances)
        balances.row({one.what, one.opening.shown(), one.closing.shown()});
    out_ += '\n' + balances.text(colour_);
}

void TextWriter::year(const Statement& statement) {
    const StatementYear& year = statement.year;
    if (!year.changes.empty()) {
        out_ += '\n' + stroke("━") +
                painted(fmt::format("Since {}", printable(year.last)), Tone::strong, colour_) +
                "\n\n";
        TextTable table({{"for"},
                         {year.last, Align::right},
                         {"now", Align::right},
                         {"difference", Align::right},
                         {""}},
                        2);
        for (const StatementChange& change : year.changes) {
            table.row({change.title, change.before.shown(), change.now.shown(),
                       difference_words(change.before, change.now), change.now.currency().code()});
        }
        out_ += table.text(colour_);
    }
    if (year.past.empty()) return;
    out_ += '\n' + stroke("━") +
            painted(fmt::format("Year to date, {}", printable(year.name)), Tone::strong, colour_) +
            '\n';
    for (const StatementPast& past : year.past)
        field(past.period.name, fmt::format("{} (run {})", sum_words(past.totals), past.run));
    field(statement.period.name, sum_words(statement.totals) + " (this statement)");
    field("to date", sum_words(year.to_date));
    if (!year.not_run.empty()) {
        out_ +=
            fmt::format("  Not counted, for it was not run: {}.\n", fmt::join(year.not_run, ", "));
    }
}

void TextWriter::matters(std::string_view title, const std::vector<StatementMatter>& matters) {
    if (matters.empty()) return;
    out_ += '\n' + stroke("━") + painted(title, Tone::strong, colour_) + '\n';
    for (const StatementMatter& matter : matters) {
        std::string what = matter.subject;
        if (!matter.customer.empty()) what += ", " + matter.customer;
        if (!matter.date.empty()) what += ", " + matter.date;
        if (!matter.amount.empty()) what += ", " + matter.amount;
        out_ += fmt::format("\n  {}\n", printable(what));
        out_ += fmt::format(
            "  {}: {}\n", painted(matter.code, matter.blocking ? Tone::bad : Tone::faint, colour_),
            printable(matter.message));
        if (!matter.help.empty()) field("help", matter.help);
    }
}

void TextWriter::foot(const Statement& statement) {
    out_ += '\n' + stroke("─");
    for (const auto& [name, said] : terms_words(statement.terms))
        out_ += fmt::format("{}: {}\n", name, printable(said));
    if (!statement.terms.note.empty()) out_ += printable(statement.terms.note) + '\n';
    out_ += fmt::format("{}\n", run_words(statement.run));
    if (!statement.run.inputs.empty()) field("inputs", statement.run.inputs);
    if (!statement.run.results.empty()) field("results", statement.run.results);
    std::vector<std::string> told;
    for (const StatementPlan& plan : statement.plans) {
        if (plan.fingerprint.empty()) continue;
        if (std::find(told.begin(), told.end(), plan.fingerprint) != told.end()) continue;
        told.push_back(plan.fingerprint);
        field("plan", fmt::format("{} ({})", plan.fingerprint, plan.file));
    }
    out_ +=
        "≈ marks a figure cut for reading, → a rounding point; pay is computed from exact "
        "figures.\n";
}

std::string TextWriter::write(const Statement& statement) {
    head(statement);
    for (const StatementPlan& one : statement.plans)
        plan(one);
    for (const StatementSettlement& one : statement.settlements)
        settled(one);
    matters("Deals that were not credited", statement.not_credited);
    matters("Open matters", statement.open_matters);
    year(statement);
    foot(statement);
    return std::move(out_);
}

}  // namespace

std::string statement_text(const Statement& statement, Colour colour) {
    return TextWriter(colour).write(statement);
}

}  // namespace attain::report
