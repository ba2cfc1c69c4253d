#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/json/json.h"
#include "report/register/register.h"
#include "report/table/table.h"
#include "report/words/cells.h"
#include "report/words/characters.h"
#include "report/words/figures.h"
#include "report/words/outcome.h"

namespace attain::report {

namespace {

// More columns than a terminal is wide; then each component stands on its own line.
constexpr std::size_t most_columns = 6;

// The titles of one currency's components, in the order in which they first appear.
std::vector<std::string> titles_of(const Register& reg, const std::string& currency) {
    std::vector<std::string> titles;
    for (const RegisterLine& line : reg.lines) {
        if (line.amount.currency().code() != currency) continue;
        if (std::find(titles.begin(), titles.end(), line.title) == titles.end()) {
            titles.push_back(line.title);
        }
    }
    return titles;
}

// A sum by component; a component that somebody does not have stays empty.
using Cells = std::map<std::string, Cash>;

void add_cell(Cells& cells, const std::string& title, const Cash& amount) {
    const auto [at, fresh] = cells.try_emplace(title, amount);
    if (!fresh) at->second += amount;
}

// A title over a column of figures, in lines of about a figure's width.
std::string folded(const std::string& title) {
    constexpr std::size_t wide = 14;
    std::string out;
    std::size_t used = 0;
    for (std::size_t begin = 0; begin < title.size();) {
        const std::size_t end = std::min(title.find(' ', begin), title.size());
        const std::string word = title.substr(begin, end - begin);
        const bool fits = used + 1 + width_of(word) <= wide;
        if (!out.empty()) out += fits ? ' ' : '\n';
        used = fits && used > 0 ? used + 1 + width_of(word) : width_of(word);
        out += word;
        begin = end + 1;
    }
    return out;
}

class Section {
public:
    Section(const Register& reg, std::string currency, Colour colour)
        : reg_(reg),
          currency_(std::move(currency)),
          colour_(colour),
          titles_(titles_of(reg, currency_)) {}

    std::string text() { return titles_.size() > most_columns ? long_form() : wide_form(); }

private:
    bool here(const Cash& amount) const { return amount.currency().code() == currency_; }
    std::vector<std::string> cells(std::string first, std::string second, const Cells& sums,
                                   const Cash& total) const;
    std::string wide_form();
    std::string long_form();
    void add_totals(TextTable& table, const std::map<std::string, Cells>& by_team,
                    const Cells& all) const;
    const Register& reg_;
    std::string currency_;
    Colour colour_;
    std::vector<std::string> titles_;
};

std::vector<std::string> Section::cells(std::string first, std::string second, const Cells& sums,
                                        const Cash& total) const {
    std::vector<std::string> row = {std::move(first), std::move(second)};
    for (const std::string& title : titles_) {
        const auto found = sums.find(title);
        row.push_back(found == sums.end() ? "" : found->second.shown());
    }
    row.push_back(total.shown());
    return row;
}

void Section::add_totals(TextTable& table, const std::map<std::string, Cells>& by_team,
                         const Cells& all) const {
    table.rule();
    for (const RegisterTotal& team : reg_.teams) {
        if (!here(team.amount)) continue;
        const auto sums = by_team.find(team.what);
        table.row(cells(team.what.empty() ? "no team" : team.name, team.what,
                        sums == by_team.end() ? Cells() : sums->second, team.amount));
    }
    table.rule();
    for (const RegisterTotal& total : reg_.currencies) {
        if (here(total.amount)) table.row(cells("All", currency_, all, total.amount), Tone::strong);
    }
}

std::string Section::wide_form() {
    std::vector<TextTable::Column> columns = {{"participant"}, {"team"}};
    for (const std::string& title : titles_)
        columns.push_back({folded(title), Align::right});
    columns.push_back({fmt::format("total {}", currency_), Align::right});
    TextTable table(columns);
    std::map<std::string, Cells> by_person;
    std::map<std::string, Cells> by_team;
    std::map<std::string, std::string> team_of;
    Cells all;
    for (const RegisterLine& line : reg_.lines) {
        if (!here(line.amount)) continue;
        add_cell(by_person[line.participant], line.title, line.amount);
        add_cell(by_team[line.team], line.title, line.amount);
        add_cell(all, line.title, line.amount);
        team_of[line.participant] = line.team;
    }
    for (const RegisterTotal& person : reg_.participants) {
        if (!here(person.amount)) continue;
        table.row(cells(fmt::format("{} ({})", person.name, person.what), team_of[person.what],
                        by_person[person.what], person.amount));
    }
    add_totals(table, by_team, all);
    return table.text(colour_);
}

std::string Section::long_form() {
    TextTable table(
        {{"participant"}, {"team"}, {"plan"}, {"for"}, {"component"}, {currency_, Align::right}});
    const auto total = [&](const std::string& name, const std::string& id, const Cash& amount,
                           Tone tone) {
        table.row({name, id, "", "", "total", amount.shown()}, tone);
    };
    for (const RegisterLine& line : reg_.lines) {
        if (!here(line.amount)) continue;
        table.row({fmt::format("{} ({})", line.name, line.participant), line.team, line.plan,
                   line.pay_period, line.title, line.amount.shown()});
    }
    table.rule();
    for (const RegisterTotal& one : reg_.participants) {
        if (here(one.amount)) {
            total(fmt::format("{} ({})", one.name, one.what), "", one.amount, Tone::plain);
        }
    }
    table.rule();
    for (const RegisterTotal& one : reg_.teams) {
        if (!here(one.amount)) continue;
        total(one.what.empty() ? "no team" : one.name, one.what, one.amount, Tone::plain);
    }
    table.rule();
    for (const RegisterTotal& one : reg_.currencies) {
        if (here(one.amount)) total("All", "", one.amount, Tone::strong);
    }
    return table.text(colour_);
}

std::string run_text(const Register& reg) {
    if (reg.run == 0) return "not stored";
    return fmt::format("run {} ({})", reg.run, reg.status);
}

void write_totals(JsonWriter& json, std::string_view name, std::string_view what,
                  const std::vector<RegisterTotal>& totals) {
    json.list(name, totals, [&](const RegisterTotal& total) {
        json.text_or_null(what, total.what);
        json.text_or_null("name", total.name);
        json.text("currency", total.amount.currency().code());
        json.money("amount", total.amount);
    });
}

}  // namespace

std::string register_text(const Register& reg, Colour colour) {
    std::string out =
        painted(printable(fmt::format("{}{}Payout register {}", reg.company,
                                      reg.company.empty() ? "" : ": ", reg.period.name)),
                Tone::strong, colour);
    out += fmt::format("\n{}, {}\n", days_text(reg.period.days), run_text(reg));
    if (reg.lines.empty()) out += "\nNobody is paid in this period.\n";
    for (const RegisterTotal& currency : reg.currencies) {
        out += '\n' + Section(reg, currency.what, colour).text();
    }
    if (reg.blocking + reg.notices > 0) {
        const std::string blocking =
            count_of(reg.blocking, "blocking exception", "blocking exceptions");
        out += fmt::format("\n{}, {}\n",
                           painted(blocking, reg.blocking > 0 ? Tone::bad : Tone::plain, colour),
                           count_of(reg.notices, "notice", "notices"));
    }
    return out;
}

std::string register_csv(const Register& reg) {
    std::string out = "participant,name,team,plan,pay_period,component,outcome,currency,amount\r\n";
    for (const RegisterLine& line : reg.lines) {
        for (const std::string& cell :
             {line.participant, line.name, line.team, line.plan, line.pay_period, line.component}) {
            out += csv_cell(cell) + ',';
        }
        out += fmt::format("{},{},{}\r\n", words_of(line.outcome), line.amount.currency().code(),
                           line.amount.plain());
    }
    return out;
}

std::string register_json(const Register& reg) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.text("company", reg.company);
        json.object("period", [&] {
            json.text("name", reg.period.name);
            json.text("from", reg.period.days.first.text());
            json.text("to", reg.period.days.last().text());
        });
        json.object("run", [&] {
            json.count("number", reg.run);
            json.text_or_null("status", reg.status);
            json.text_or_null("results", reg.results);
        });
        json.list("lines", reg.lines, [&](const RegisterLine& line) {
            json.text("participant", line.participant);
            json.text("name", line.name);
            json.text_or_null("team", line.team);
            json.text("plan", line.plan);
            json.text("pay_period", line.pay_period);
            json.text("component", line.component);
            json.text("title", line.title);
            json.text("outcome", words_of(line.outcome));
            json.text("currency", line.amount.currency().code());
            json.money("amount", line.amount);
        });
        write_totals(json, "participants", "participant", reg.participants);
        write_totals(json, "teams", "team", reg.teams);
        write_totals(json, "totals", "what", reg.currencies);
        json.count("blocking_exceptions", reg.blocking);
        json.count("notices", reg.notices);
    });
    return json.take();
}

}  // namespace attain::report
