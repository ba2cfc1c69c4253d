#include "report/closing/comparison.h"

#include <fmt/format.h>

#include <map>

#include "report/json/json.h"
#include "report/table/table.h"
#include "report/words/movement_words.h"

namespace attain::report {

std::string comparison_text(const std::vector<Restatement>& differences, Colour colour) {
    if (differences.empty()) return "Nothing differs.\n";
    TextTable table({{"participant"},
                     {"component"},
                     {"period"},
                     {"before", Align::right},
                     {"now", Align::right},
                     {"difference", Align::right},
                     {"cause"}});
    std::map<Currency, Cash> sums;
    for (const Restatement& one : differences) {
        const Currency currency = one.now.currency();
        sums.try_emplace(currency, Cash::zero(currency)).first->second += one.difference();
        table.row({one.participant, one.component, one.pay_period.name, one.posted.shown(),
                   one.now.shown(), one.difference().shown(), ""});
        for (const Cause& cause : one.causes) {
            const std::string about = cause.about.empty() ? "" : ": " + cause.about;
            table.row({"", "", "", "", "", cause.amount.shown(),
                       std::string(words_of(cause.why)) + about},
                      Tone::faint);
        }
    }
    table.rule();
    for (const auto& [currency, sum] : sums)
        table.row({"all", "", "", "", "", sum.shown(), currency.code()});
    return table.text(colour);
}

std::string comparison_json(const std::vector<Restatement>& differences) {
    JsonWriter json;
    json.object([&] {
        json.text("format_version", "1.0");
        json.list("differences", differences, [&](const Restatement& one) {
            json.text("participant", one.participant);
            json.text("plan", one.plan);
            json.text("component", one.component);
            json.text("period", one.pay_period.name);
            json.money("before", one.posted);
            json.money("now", one.now);
            json.text("currency", one.now.currency().code());
            json.list("causes", one.causes, [&](const Cause& cause) {
                json.text("cause", name_of(cause.why));
                json.money("amount", cause.amount);
                json.text_or_null("about", cause.about);
            });
        });
    });
    return json.take();
}

}  // namespace attain::report
