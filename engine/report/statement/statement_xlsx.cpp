// The statement as a workbook: a sheet of what is due and why, a sheet of the deals, and one of
// what is still open. Amounts are numbers, so that a rep can add them up.
#include <fmt/format.h>

#include "report/statement/deal_words.h"
#include "report/statement/statement.h"
#include "report/words/figures.h"
#include "report/xlsx/workbook.h"

namespace attain::report {

namespace {

Workbook::Sheet due_sheet(const Statement& statement) {
    Workbook::Sheet sheet{"Due",
                          {{"Plan", 24},
                           {"Pay period", 12},
                           {"Component", 26},
                           {"Attainment", 16},
                           {"How", 60},
                           {"To date", 14},
                           {"Before", 14},
                           {"Due", 14},
                           {"Currency", 9}},
                          {}};
    for (const StatementPlan& plan : statement.plans) {
        for (const StatementComponent& one : plan.components) {
            std::string how;
            for (const std::string& working : one.workings)
                how += (how.empty() ? "" : "; ") + working;
            sheet.rows.push_back(
                {{Cell::text(plan.title), Cell::text(plan.pay_period.name), Cell::text(one.title),
                  Cell::text(attainments_of(one)), Cell::text(how), Cell::money(one.entitled),
                  Cell::money(one.before), Cell::money(one.due),
                  Cell::text(one.due.currency().code())}});
        }
        const auto limit = [&](const char* what, const Cash& amount) {
            if (amount.minor_units() == 0) return;
            sheet.rows.push_back(
                {{Cell::text(plan.title), Cell::text(plan.pay_period.name), Cell::text(what),
                  Cell::nothing(), Cell::nothing(), Cell::nothing(), Cell::nothing(),
                  Cell::money(amount), Cell::text(amount.currency().code())}});
        };
        limit("Over the plan's cap", plan.cap_cut);
        limit("Up to the plan's floor", plan.floor_added);
    }
    for (const StatementSettlement& settled : statement.settlements) {
        for (const StatementMovement& one : settled.movements) {
            sheet.rows.push_back({{Cell::text("What is paid"), Cell::text(settled.period),
                                   Cell::text(one.what), Cell::nothing(), Cell::text(one.detail),
                                   Cell::nothing(), Cell::nothing(), Cell::money(one.amount),
                                   Cell::text(one.amount.currency().code())}});
        }
    }
    for (const Cash& total : statement.totals) {
        sheet.rows.push_back({{Cell::text("Total due"), Cell::nothing(), Cell::nothing(),
                               Cell::nothing(), Cell::nothing(), Cell::nothing(), Cell::nothing(),
                               Cell::money(total), Cell::text(total.currency().code())},
                              true});
    }
    return sheet;
}

void add_lines(const StatementPlan& plan, const StatementComponent& component,
               Workbook::Sheet& sheet) {
    for (const StatementLine& line : component.lines) {
        const bool deal = line.kind == StatementLine::Kind::deal;
        const int decimals = component.in.empty() ? 0 : line.amount.currency().minor_digits();
        Workbook::Row row;
        row.cells = {Cell::text(plan.title),
                     Cell::text(component.title),
                     Cell::text(line.deal),
                     Cell::text(line.customer),
                     Cell::text(line.owner),
                     deal ? Cell::day(line.date) : Cell::nothing(),
                     Cell::text(from_deal(line)),
                     deal ? Cell::number(line.credited, decimals) : Cell::nothing(),
                     Cell::text(line.tier),
                     Cell::text(line.rate_shown),
                     Cell::text(line.rate ? how_paid(line) : std::string()),
                     Cell::money(line.amount),
                     Cell::text(line.amount.currency().code()),
                     Cell::text(line.received_unit ? unit_words(line) : std::string())};
        sheet.rows.push_back(std::move(row));
    }
    if (component.lines.empty()) return;
    Workbook::Row sum;
    sum.strong = true;
    sum.cells = {Cell::text(plan.title), Cell::text(component.title),
                 Cell::text(count_of(component.lines.size(), "line", "lines"))};
    while (sum.cells.size() < 11)
        sum.cells.push_back(Cell::nothing());
    sum.cells.push_back(Cell::money(component.entitled));
    sum.cells.push_back(Cell::text(component.entitled.currency().code()));
    sheet.rows.push_back(std::move(sum));
}

Workbook::Sheet deals_sheet(const Statement& statement) {
    Workbook::Sheet sheet{"Deals",
                          {{"Plan", 20},
                           {"Component", 22},
                           {"Deal", 16},
                           {"Customer", 24},
                           {"Owner", 20},
                           {"Date", 12},
                           {"Amount of the deal", 30},
                           {"Credit", 16},
                           {"Tier", 6},
                           {"Rate", 10},
                           {"Credit × rate", 40},
                           {"Pay", 14},
                           {"Currency", 9},
                           {"Rounding", 40}},
                          {}};
    for (const StatementPlan& plan : statement.plans) {
        for (const StatementComponent& component : plan.components)
            add_lines(plan, component, sheet);
    }
    return sheet;
}

Workbook::Sheet open_sheet(const Statement& statement) {
    Workbook::Sheet sheet{"Not credited, open",
                          {{"What", 44}, {"Code", 22}, {"Blocks", 8}, {"Why", 60}, {"Remedy", 60}},
                          {}};
    for (const auto* matters : {&statement.not_credited, &statement.open_matters}) {
        for (const StatementMatter& matter : *matters) {
            sheet.rows.push_back({{Cell::text(matter_words(matter)), Cell::text(matter.code),
                                   Cell::text(matter.blocking ? "yes" : "no"),
                                   Cell::text(matter.message), Cell::text(matter.help)}});
        }
    }
    return sheet;
}

Workbook::Sheet about_sheet(const Statement& statement) {
    Workbook::Sheet sheet{"About", {{"What", 26}, {"Value", 80}}, {}};
    const auto add = [&](std::string_view what, std::string_view value) {
        if (value.empty()) return;
        sheet.rows.push_back({{Cell::text(std::string(what)), Cell::text(std::string(value))}});
    };
    add("Company", statement.company);
    add("Participant", fmt::format("{} ({})", statement.name, statement.participant));
    add("Period", fmt::format("{}, {}", statement.period.name, days_text(statement.period.days)));
    for (const StatementPlace& place : statement.places)
        add("Place", place_words(place, statement.period));
    for (const StatementPast& past : statement.year.past)
        add(past.period.name, fmt::format("{} (run {})", sum_words(past.totals), past.run));
    if (!statement.year.past.empty()) add("Year to date", sum_words(statement.year.to_date));
    for (const auto& [name, said] : terms_words(statement.terms))
        add(name, said);
    add("Note", statement.terms.note);
    add("Computed by", run_words(statement.run));
    for (const auto& [name, fingerprint] : fingerprints_of(statement))
        add(name, fingerprint);
    return sheet;
}

}  // namespace

std::string statement_xlsx(const Statement& statement) {
    return xlsx_bytes(
        {fmt::format("{}: commission statement {}", statement.name, statement.period.name),
         statement.period.days.last(),
         {due_sheet(statement), deals_sheet(statement), open_sheet(statement),
          about_sheet(statement)}});
}

}  // namespace attain::report
