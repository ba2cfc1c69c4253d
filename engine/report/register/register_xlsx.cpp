// The register as a workbook: the cover sheet, a row for each line, totals, what changed. Amounts
// are numbers; texts are never formulas.
#include <fmt/format.h>

#include "report/register/fate_words.h"
#include "report/register/register.h"
#include "report/register/variance.h"
#include "report/words/figures.h"
#include "report/words/outcome.h"
#include "report/xlsx/workbook.h"

namespace attain::report {

namespace {

Workbook::Sheet cover_sheet(const Register& reg) {
    Workbook::Sheet sheet{
        "Control totals",
        {{"What", 40}, {"Value", 66}, {"Rows", 10}, {"Amount", 20}, {"Currency", 9}},
        {}};
    const auto said = [&](std::string what, std::string value) {
        if (value.empty()) return;
        sheet.rows.push_back({{Cell::text(std::move(what)), Cell::text(std::move(value))}});
    };
    said("Company", reg.company);
    said("Period", fmt::format("{}, {}", reg.period.name, days_text(reg.period.days)));
    said("Run", reg.run == 0 ? "not stored" : fmt::format("{} ({})", reg.run, reg.status));
    said("Read to entry", std::to_string(reg.entry));
    said("Inputs", reg.inputs);
    said("Results", reg.results);
    for (const RegisterPlan& plan : reg.plans)
        said(fmt::format("Plan {} ({})", plan.plan, plan.effective), plan.fingerprint);
    for (const RegisterRows& rows : reg.rows) {
        const Cell what = Cell::text(fmt::format("Ledger rows, {}", fate_words(rows.fate)));
        const Cell count = Cell::number(Rational(rows.rows), 0);
        if (rows.sums.empty()) sheet.rows.push_back({{what, Cell::nothing(), count}});
        for (const auto& [currency, sum] : rows.sums) {
            sheet.rows.push_back(
                {{what, Cell::nothing(), count, Cell::number(sum, 2), Cell::text(currency)}});
        }
    }
    for (const RegisterCode& code : reg.codes) {
        sheet.rows.push_back({{Cell::text(fmt::format("Exception {}", code.code)),
                               Cell::text(code.blocking ? "blocks the close" : "a notice"),
                               Cell::number(Rational(code.count), 0)}});
    }
    for (const RegisterTotal& total : reg.currencies) {
        sheet.rows.push_back(
            {{Cell::text("Total"), Cell::nothing(), Cell::number(Rational(reg.lines.size()), 0),
              Cell::money(total.amount), Cell::text(total.what)},
             true});
    }
    return sheet;
}

Workbook::Sheet lines_sheet(const Register& reg) {
    Workbook::Sheet sheet{"Register",
                          {{"Participant", 14},
                           {"Name", 26},
                           {"Team", 14},
                           {"Plan", 22},
                           {"Pay period", 12},
                           {"Component", 20},
                           {"Title", 26},
                           {"Outcome", 12},
                           {"Currency", 9},
                           {"Amount", 16}},
                          {}};
    for (const RegisterLine& line : reg.lines) {
        sheet.rows.push_back(
            {{Cell::text(line.participant), Cell::text(line.name), Cell::text(line.team),
              Cell::text(line.plan), Cell::text(line.pay_period), Cell::text(line.component),
              Cell::text(line.title), Cell::text(std::string(words_of(line.outcome))),
              Cell::text(line.amount.currency().code()), Cell::money(line.amount)}});
    }
    return sheet;
}

Workbook::Sheet totals_sheet(const Register& reg) {
    Workbook::Sheet sheet{
        "Totals", {{"Of", 14}, {"Id", 14}, {"Name", 26}, {"Currency", 9}, {"Amount", 16}}, {}};
    const auto add = [&](const char* of, const std::vector<RegisterTotal>& totals, bool strong) {
        for (const RegisterTotal& total : totals) {
            sheet.rows.push_back(
                {{Cell::text(of), Cell::text(total.what), Cell::text(total.name),
                  Cell::text(total.amount.currency().code()), Cell::money(total.amount)},
                 strong});
        }
    };
    add("participant", reg.participants, false);
    add("team", reg.teams, false);
    add("currency", reg.currencies, true);
    return sheet;
}

Workbook::Sheet changes_sheet(const Register& reg, const Register& before) {
    Workbook::Sheet sheet{fmt::format("Changes"),
                          {{"Participant", 14},
                           {"Name", 26},
                           {"Currency", 9},
                           {before.period.name, 16},
                           {reg.period.name, 16},
                           {"Difference", 16},
                           {"Cause", 60}},
                          {}};
    for (const Variance& one : variances(reg, before)) {
        sheet.rows.push_back(
            {{Cell::text(one.participant), Cell::text(one.name),
              Cell::text(one.now.currency().code()), Cell::money(one.before), Cell::money(one.now),
              Cell::money(one.difference()), Cell::text(one.cause)}});
    }
    return sheet;
}

}  // namespace

std::string register_xlsx(const Register& reg, const Register* before) {
    Workbook book{fmt::format("Payout register {}", reg.period.name),
                  reg.period.days.last(),
                  {cover_sheet(reg), lines_sheet(reg), totals_sheet(reg)}};
    if (before != nullptr) book.sheets.push_back(changes_sheet(reg, *before));
    return xlsx_bytes(book);
}

}  // namespace attain::report
