#include "report/payroll/payroll.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/register/register.h"
#include "report/words/cells.h"
#include "report/words/figures.h"
#include "report/xlsx/workbook.h"

namespace attain::report {

namespace {

// One person as payroll knows them.
struct Payee {
    std::string participant;
    std::string name;
    const Stretch* stretch = nullptr;  // the last one that reaches into the period
    Cash amount;
};

// What a system takes: how an id reads, how large an amount may be.
struct IdForm {
    std::size_t most = 64;
    bool digits = false;
    bool fixed = false;  // exactly `most` characters
};

std::string form_words(const IdForm& form) {
    return fmt::format("{}{} {}", form.fixed ? "exactly " : "at most ", form.most,
                       form.digits ? "digits" : "characters");
}

class Payroll {
public:
    Payroll(const World& world, const RunResult& run, Diagnostics& out)
        : world_(world), run_(run), out_(out) {}

    std::optional<ManifestFile> adp();
    std::optional<ManifestFile> gusto();
    std::optional<ManifestFile> workday();
    std::optional<ManifestFile> csv();

private:
    void gather();
    bool one_currency(std::string_view system);
    // The text of a person's column; an error where it is missing or not of the form.
    std::string column(const Payee& payee, const std::string& name, const IdForm& form);
    void check_twice(const std::vector<std::string>& ids, const std::string& column);
    void check_range(const std::optional<Rational>& least, const std::optional<Rational>& most);
    void refuse(std::string_view code, std::string message, std::string help) {
        out_.error(code, Span{}, std::move(message)).help = std::move(help);
    }
    std::string named(const Payee& payee) const {
        return payee.name == payee.participant
                   ? payee.participant
                   : fmt::format("{} ({})", payee.name, payee.participant);
    }
    std::optional<ManifestFile> finished(std::string name, std::string bytes) {
        if (out_.has_errors()) return std::nullopt;
        ManifestFile file{std::move(name), std::move(bytes), payees_.size(), {}};
        for (const Payee& payee : payees_) {
            const Currency currency = payee.amount.currency();
            file.sums.try_emplace(currency.code(), Cash::zero(currency)).first->second +=
                payee.amount;
        }
        return file;
    }

    const World& world_;
    const RunResult& run_;
    Diagnostics& out_;
    std::vector<Payee> payees_;
};

// Everybody who is paid something in the end, by id: the register's totals, after draws, recoveries
// and what else is settled. A debt is nothing that payroll could pay.
void Payroll::gather() {
    const Roster& roster = world_.facts.roster;
    for (const RegisterTotal& total : compose_register(world_, run_, nullptr).participants) {
        if (total.amount.minor_units() == 0) continue;
        Payee payee{total.what, total.name, nullptr, total.amount};
        const ParticipantIndex who = roster.find_participant(total.what);
        if (who.exists()) {
            for (const Stretch& stretch : roster.stretches_of(who)) {
                if (!stretch.days.intersect(run_.period.days).empty()) payee.stretch = &stretch;
            }
        }
        if (total.amount.minor_units() < 0) {
            refuse(
                "payroll-negative",
                fmt::format("{} is due {}", named(payee), cash_with_unit(total.amount)),
                "a plan's `floor: 0` keeps pay from falling below zero; or settle the debt first");
        }
        if (looks_like_formula(payee.name)) {
            refuse("payroll-text",
                   fmt::format("the name of {} begins like a formula: `{}`", payee.participant,
                               payee.name.substr(0, 40)),
                   "correct the name in people.csv");
        }
        payees_.push_back(std::move(payee));
    }
}

bool Payroll::one_currency(std::string_view system) {
    std::set<std::string> currencies;
    for (const Payee& payee : payees_)
        currencies.insert(payee.amount.currency().code());
    if (currencies.size() < 2) return true;
    refuse("payroll-currency",
           fmt::format("a file for {} has one currency, and this run pays in {}", system,
                       fmt::join(currencies, ", ")),
           "use --format csv, which names each row's currency");
    return false;
}

std::string Payroll::column(const Payee& payee, const std::string& name, const IdForm& form) {
    const auto wrong = [&](const std::string& what, std::string help) {
        refuse("payroll-id", fmt::format("{} {}", named(payee), what), std::move(help));
        return std::string();
    };
    const std::string fill = fmt::format("fill the column `{}` of people.csv", name);
    if (payee.stretch == nullptr) return wrong("has no row of people.csv in the period", fill);
    if (payee.stretch->numbers.contains(name)) {
        return wrong(fmt::format("has a number in `{}`, which loses leading zeros", name),
                     fmt::format("head the column `{}`, without `:number`", name));
    }
    const auto found = payee.stretch->texts.find(name);
    if (found == payee.stretch->texts.end() || found->second.empty()) {
        return wrong(fmt::format("has no `{}`", name), fill);
    }
    const std::string& text = found->second;
    if (looks_like_formula(text)) {
        refuse("payroll-text",
               fmt::format("`{}` of {} begins like a formula: `{}`", name, named(payee), text),
               fill);
        return "";
    }
    const bool fits = form.fixed ? text.size() == form.most : text.size() <= form.most;
    const bool digits = !form.digits || text.find_first_not_of("0123456789") == std::string::npos;
    if (fits && digits) return text;
    return wrong(fmt::format("has `{}` in `{}`", text, name),
                 fmt::format("write {}", form_words(form)));
}

void Payroll::check_twice(const std::vector<std::string>& ids, const std::string& column) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto first = std::find(ids.begin(), ids.end(), ids[i]);
        const auto before = static_cast<std::size_t>(first - ids.begin());
        if (ids[i].empty() || before == i) continue;
        refuse("payroll-id-twice",
               fmt::format("{} and {} both have `{}` in `{}`", named(payees_[before]),
                           named(payees_[i]), ids[i], column),
               "give each their own in people.csv");
    }
}

void Payroll::check_range(const std::optional<Rational>& least_amount,
                          const std::optional<Rational>& most_amount) {
    for (const Payee& payee : payees_) {
        const Rational amount = payee.amount.exact().amount();
        const bool fits =
            (!least_amount || *least_amount <= amount) && (!most_amount || amount <= *most_amount);
        if (fits) continue;
        refuse("payroll-range",
               fmt::format("{} is due {}, which the payroll system does not take", named(payee),
                           cash_with_unit(payee.amount)),
               fmt::format("pay it in parts, or correct the range in company.yaml (to {})",
                           most_amount ? exact_text(*most_amount) : "any amount"));
    }
}

std::optional<ManifestFile> Payroll::adp() {
    const std::optional<PayrollAdp>& settings = world_.company.payroll.adp;
    if (!settings) return std::nullopt;
    gather();
    one_currency("ADP");
    check_range(settings->least, settings->most);
    std::string text = "Co Code,Batch ID,File #,Earnings 3 Code,Earnings 3 Amount\r\n";
    std::vector<std::string> ids;
    for (const Payee& payee : payees_) {
        ids.push_back(column(payee, settings->file_number, {6, true, true}));
        text += fmt::format("{},{},{},{},{}\r\n", settings->company, settings->batch, ids.back(),
                            settings->earnings_code, payee.amount.plain());
    }
    check_twice(ids, settings->file_number);
    return finished(fmt::format("EPI{}01.csv", settings->company), std::move(text));
}

std::optional<ManifestFile> Payroll::gusto() {
    const std::optional<PayrollGusto>& settings = world_.company.payroll.gusto;
    if (!settings) return std::nullopt;
    gather();
    one_currency("Gusto");
    std::string text = fmt::format("last_name,first_name,gusto_employee_id,{}\r\n", settings->pays);
    std::vector<std::string> ids;
    for (const Payee& payee : payees_) {
        const std::string last = column(payee, settings->last_name, {});
        const std::string first = column(payee, settings->first_name, {});
        ids.push_back(column(payee, settings->id, {6, false, true}));
        text += fmt::format("{},{},{},{}\r\n", csv_plain(last), csv_plain(first),
                            csv_plain(ids.back()), payee.amount.plain());
    }
    check_twice(ids, settings->id);
    return finished(fmt::format("gusto-{}.csv", run_.period.name), std::move(text));
}

std::optional<ManifestFile> Payroll::workday() {
    const std::optional<PayrollWorkday>& settings = world_.company.payroll.workday;
    if (!settings) return std::nullopt;
    gather();
    one_currency("Workday");
    Workbook::Sheet sheet{"Submit Payroll Input",
                          {{"Spreadsheet Key", 16},
                           {"Row ID", 8},
                           {"Batch ID", 16},
                           {"Start Date", 12},
                           {"End Date", 12},
                           {"Worker", 14},
                           {"Earning", 16},
                           {"Amount", 14}},
                          {}};
    std::vector<std::string> ids;
    for (const Payee& payee : payees_) {
        ids.push_back(column(payee, settings->worker, {}));
        // The key is one for each worker, and the row counts that worker's lines: there is one.
        sheet.rows.push_back(
            {{Cell::text(std::to_string(ids.size())), Cell::text("1"), Cell::text(settings->batch),
              Cell::text(run_.period.days.first.text()), Cell::text(run_.period.days.last().text()),
              Cell::text(ids.back()), Cell::text(settings->earning), Cell::money(payee.amount)}});
    }
    check_twice(ids, settings->worker);
    if (out_.has_errors()) return std::nullopt;
    return finished(fmt::format("workday-{}.xlsx", run_.period.name),
                    xlsx_bytes({"Submit Payroll Input", run_.period.days.last(), {sheet}}));
}

std::optional<ManifestFile> Payroll::csv() {
    gather();
    std::string text = "participant,name,period,from,to,currency,amount\r\n";
    for (const Payee& payee : payees_) {
        text += fmt::format("{},{},{},{},{},{},{}\r\n", csv_plain(payee.participant),
                            csv_plain(payee.name), csv_plain(run_.period.name),
                            run_.period.days.first.text(), run_.period.days.last().text(),
                            payee.amount.currency().code(), payee.amount.plain());
    }
    return finished(fmt::format("payroll-{}.csv", run_.period.name), std::move(text));
}

}  // namespace

std::optional<ManifestFile> payroll_file(const World& world, const RunResult& run,
                                         PayrollFormat format, Diagnostics& out) {
    Payroll payroll(world, run, out);
    switch (format) {
        case PayrollFormat::adp: return payroll.adp();
        case PayrollFormat::gusto: return payroll.gusto();
        case PayrollFormat::workday: return payroll.workday();
        case PayrollFormat::csv: return payroll.csv();
    }
    return std::nullopt;
}

}  // namespace attain::report
