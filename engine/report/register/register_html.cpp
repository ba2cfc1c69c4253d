// The register as finance reads it: the cover sheet with its control totals first, then who is paid
// what, then what changed. One file, no request; on paper each part begins where it fits.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/page/page.h"
#include "report/register/fate_words.h"
#include "report/register/register.h"
#include "report/register/variance.h"
#include "report/words/figures.h"

namespace attain::report {

namespace {

std::string sums_text(const std::map<std::string, Rational>& sums) {
    std::string text;
    for (const auto& [currency, sum] : sums)
        text += (text.empty() ? "" : ", ") + amount_with_unit(sum, currency);
    return text;
}

class PageWriter {
public:
    explicit PageWriter(const Register& reg)
        : reg_(reg), page_(fmt::format("Payout register {}", reg.period.name)) {}
    std::string write(const Register* before);

private:
    void head();
    void cover();
    void exceptions();
    void people(const RegisterTotal& currency);
    void variance(const Register& before);
    void heading(std::string_view text) {
        page_.element("div", {{"class", "title"}}, [&] { page_.leaf("h2", {}, text); });
    }
    void columns(std::initializer_list<std::string_view> texts,
                 std::initializer_list<std::string_view> numbers) {
        page_.element("thead", {}, [&] {
            page_.element("tr", {}, [&] {
                for (const std::string_view text : texts)
                    page_.leaf("th", {{"scope", "col"}}, text);
                for (const std::string_view text : numbers)
                    page_.leaf("th", {{"scope", "col"}, {"class", "num"}}, text);
            });
        });
    }
    void fact(std::string_view name, std::string_view value, std::string_view css = "") {
        if (value.empty()) return;
        page_.leaf("dt", {}, name);
        page_.leaf("dd", {{"class", css}}, value);
    }
    const Register& reg_;
    Page page_;
};

void PageWriter::head() {
    page_.element("header", {{"class", "head"}}, [&] {
        page_.element("div", {}, [&] {
            if (!reg_.company.empty()) page_.leaf("p", {{"class", "company"}}, reg_.company);
            page_.leaf("h1", {}, fmt::format("Payout register {}", reg_.period.name));
            page_.leaf("p", {{"class", "soft"}},
                       reg_.run == 0 ? fmt::format("{}, not stored", days_text(reg_.period.days))
                                     : fmt::format("{}, run {} ({})", days_text(reg_.period.days),
                                                   reg_.run, reg_.status));
        });
        page_.element("div", {{"class", "total"}}, [&] {
            page_.leaf("p", {{"class", "label"}},
                       reg_.currencies.empty() ? "Nobody is paid in this period" : "Total");
            for (const RegisterTotal& total : reg_.currencies) {
                page_.element("p", {{"class", "grand"}, {"data-amount", total.amount.plain()}},
                              [&] {
                                  page_.text(total.amount.shown() + " ");
                                  page_.leaf("span", {{"class", "unit"}}, total.what);
                              });
            }
        });
    });
}

void PageWriter::cover() {
    page_.element("section", {}, [&] {
        heading("Control totals");
        page_.element("table", {}, [&] {
            columns({"Rows of the ledger"}, {"Rows", "Amounts, net of returns"});
            std::size_t rows = 0;
            std::map<std::string, Rational> sums;
            page_.element("tbody", {}, [&] {
                for (const RegisterRows& one : reg_.rows) {
                    rows += one.rows;
                    for (const auto& [currency, sum] : one.sums)
                        sums[currency] += sum;
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}}, fate_words(one.fate));
                        page_.leaf("td", {{"class", "num"}}, grouped(std::to_string(one.rows)));
                        page_.leaf("td", {{"class", "num"}}, sums_text(one.sums));
                    });
                }
            });
            page_.element("tfoot", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "row"}}, "all rows");
                    page_.leaf("td", {{"class", "num"}}, grouped(std::to_string(rows)));
                    page_.leaf("td", {{"class", "num"}}, sums_text(sums));
                });
            });
        });
        page_.element("dl", {{"class", "facts"}}, [&] {
            fact("People paid", grouped(std::to_string(reg_.participants.size())));
            fact("Lines", grouped(std::to_string(reg_.lines.size())));
            fact("Read to entry", std::to_string(reg_.entry));
            fact("Inputs", reg_.inputs, "code");
            fact("Results", reg_.results, "code");
            for (const RegisterPlan& plan : reg_.plans) {
                fact(fmt::format("Plan {} ({})", plan.plan, plan.effective), plan.fingerprint,
                     "code");
            }
        });
    });
}

void PageWriter::exceptions() {
    if (reg_.codes.empty()) return;
    page_.element("section", {}, [&] {
        heading("Open exceptions");
        page_.element("table", {}, [&] {
            columns({"Code", "Bearing"}, {"How many"});
            page_.element("tbody", {}, [&] {
                for (const RegisterCode& one : reg_.codes) {
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}}, one.code);
                        page_.leaf("td", {}, one.blocking ? "blocks the close" : "a notice");
                        page_.leaf("td", {{"class", "num"}}, std::to_string(one.count));
                    });
                }
            });
        });
    });
}

// Everybody's components in one currency, then its teams.
void PageWriter::people(const RegisterTotal& currency) {
    const auto here = [&](const Cash& cash) { return cash.currency().code() == currency.what; };
    page_.element("section", {{"data-currency", currency.what}}, [&] {
        heading(fmt::format("Who is paid what, in {}", currency.what));
        page_.element("table", {}, [&] {
            columns({"Participant", "Component", "Plan, pay period"}, {"Amount"});
            for (const RegisterTotal& person : reg_.participants) {
                if (!here(person.amount)) continue;
                page_.element("tbody", {{"data-participant", person.what}}, [&] {
                    bool first = true;
                    for (const RegisterLine& line : std::ranges::equal_range(
                             reg_.lines, person.what, {}, &RegisterLine::participant)) {
                        if (!here(line.amount)) continue;
                        page_.element("tr", {{"data-amount", line.amount.plain()}}, [&] {
                            page_.element("td", {}, [&] {
                                if (!first) return;
                                page_.leaf("bdi", {}, line.name);
                                page_.leaf("span", {{"class", "sub"}},
                                           line.team.empty()
                                               ? person.what
                                               : fmt::format("{}, {}", person.what, line.team));
                            });
                            page_.leaf("td", {}, line.title);
                            page_.leaf("td", {}, fmt::format("{}, {}", line.plan, line.pay_period));
                            page_.leaf("td", {{"class", "num"}}, line.amount.shown());
                        });
                        first = false;
                    }
                    page_.element("tr", {{"class", "sum"}}, [&] {
                        page_.leaf("th", {{"scope", "row"}, {"colspan", "3"}},
                                   fmt::format("{}, total", person.name));
                        page_.leaf("td", {{"class", "num"}}, person.amount.shown());
                    });
                });
            }
        });
        page_.element("table", {}, [&] {
            columns({"Team"}, {"Total"});
            page_.element("tbody", {}, [&] {
                for (const RegisterTotal& team : reg_.teams) {
                    if (!here(team.amount)) continue;
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}},
                                   team.what.empty() ? "no team" : team.name);
                        page_.leaf("td", {{"class", "num"}}, team.amount.shown());
                    });
                }
            });
            page_.element("tfoot", {}, [&] {
                page_.element("tr", {}, [&] {
                    page_.leaf("th", {{"scope", "row"}}, "All");
                    page_.leaf("td", {{"class", "num"}}, currency.amount.shown());
                });
            });
        });
    });
}

void PageWriter::variance(const Register& before) {
    page_.element("section", {}, [&] {
        heading(fmt::format("What changed since {} (run {})", before.period.name, before.run));
        page_.element("table", {}, [&] {
            columns({"Participant", "Cause"}, {before.period.name, reg_.period.name, "Difference"});
            page_.element("tbody", {}, [&] {
                for (const Variance& one : variances(reg_, before)) {
                    page_.element("tr", {}, [&] {
                        page_.leaf("th", {{"scope", "row"}}, one.name);
                        page_.leaf("td", {}, one.cause.empty() ? "no change" : one.cause);
                        page_.leaf("td", {{"class", "num"}}, cash_with_unit(one.before));
                        page_.leaf("td", {{"class", "num"}}, cash_with_unit(one.now));
                        page_.leaf("td", {{"class", "num"}}, signed_text(one.difference()));
                    });
                }
            });
        });
    });
}

std::string PageWriter::write(const Register* before) {
    page_.element("main", {{"data-period", reg_.period.name}, {"data-results", reg_.results}}, [&] {
        head();
        cover();
        exceptions();
        for (const RegisterTotal& currency : reg_.currencies)
            people(currency);
        if (before != nullptr) variance(*before);
    });
    return page_.finish();
}

}  // namespace

std::string register_html(const Register& reg, const Register* before) {
    return PageWriter(reg).write(before);
}

}  // namespace attain::report
