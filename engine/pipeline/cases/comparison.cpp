#include "pipeline/cases/comparison.h"

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "base/number/parse.h"
#include "pipeline/cases/findings.h"

namespace attain::cases {

namespace {

Rational number_in(std::string_view text) {
    const ParsedNumber number = parse_number(text);
    ensure(number.value.has_value(), "what a case expects was read when the case was");
    return *number.value;
}

// "1,128.19…" is for people; differences are shown as exact as they are.
std::string shown(const Rational& value) {
    const std::optional<std::string> decimal = value.decimal();
    return decimal ? *decimal : value.fraction();
}

std::string shown(const std::vector<Rational>& values) {
    std::string text = "[";
    for (const Rational& value : values)
        text += (text.size() > 1 ? ", " : "") + shown(value);
    return text + "]";
}

// Tiers above the last that holds anything are not written down.
std::vector<Rational> without_last_zeros(std::vector<Rational> values) {
    while (!values.empty() && values.back().is_zero())
        values.pop_back();
    return values;
}

class Comparison {
public:
    Comparison(const World& world, const RunResult& run)
        : world_(world), run_(run), found_(findings(world, run)) {}

    std::vector<Mismatch> compare(const Node& expect) {
        for (const Entry& stage : expect.entries) {
            at_ = stage.key_where;
            if (found_in_lists.contains(stage.key)) {
                people(stage.key, stage.value);
            } else if (stage.key == "payouts") {
                payouts(stage.value, true);
            } else if (stage.key == "payout") {
                payouts(stage.value, false);
            } else if (stage.key == "paid") {
                paid(stage.value);
            } else if (stage.key == "balances") {
                balances(stage.value);
            } else if (stage.key == "total") {
                total(stage.value);
            } else if (stage.key == "rows") {
                rows(stage.value);
            } else if (stage.key == "exceptions") {
                exceptions(stage.value);
            } else {
                ensure(false, "the form of a case file knows its stages");
            }
        }
        return std::move(mismatches_);
    }

private:
    static const std::set<std::string> found_in_lists;

    void differs(const std::string& stage, const std::string& whose, const std::string& what,
                 const std::string& expected, const std::string& computed) {
        mismatches_.push_back({stage, whose, what, expected, computed, at_});
    }

    void people(const std::string& stage, const Node& map) {
        for (const Entry& person : map.entries) {
            for (const Entry& named : person.value.entries) {
                at_ = named.value.where;
                bool any = false;
                for (const Finding& finding : found_[stage]) {
                    if (finding.whose != person.key || !is_called(finding, named.key)) continue;
                    any = true;
                    one(stage, finding, named);
                }
                if (!any) {
                    differs(stage, person.key, named.key, named.value.text, "nothing of that name");
                }
            }
        }
    }

    void one(const std::string& stage, const Finding& finding, const Entry& named) {
        const Node& expected = named.value;
        if (expected.kind == Node::Kind::scalar) {
            field(stage, finding, named.key, stage == "components" ? "pays" : "value", expected);
        } else if (expected.kind == Node::Kind::map) {
            for (const Entry& entry : expected.entries) {
                field(stage, finding, named.key, entry.key, entry.value);
            }
        } else {
            std::vector<Rational> wanted;
            for (const Node& item : expected.items)
                wanted.push_back(number_in(item.text));
            const bool tiers = stage == "tiers";
            const auto have = tiers ? without_last_zeros(finding.list) : finding.list;
            if (tiers) wanted = without_last_zeros(std::move(wanted));
            if (have != wanted) {
                differs(stage, finding.whose, named.key, shown(wanted), shown(have));
            }
        }
    }

    void field(const std::string& stage, const Finding& finding, const std::string& name,
               const std::string& field, const Node& expected) {
        const std::string what = field == "value" ? name : name + ", " + field;
        if (field == "outcome") {
            if (finding.word != expected.text) {
                differs(stage, finding.whose, what, expected.text, finding.word);
            }
            return;
        }
        at_ = expected.where;
        const auto known = finding.fields.find(field);
        ensure(known != finding.fields.end(), "the form of a case file knows the figures");
        const Rational wanted = number_in(expected.text);
        if (known->second != wanted) {
            differs(stage, finding.whose, what, shown(wanted), shown(known->second));
        }
    }

    // "618 JPY", or only the figure.
    static bool is_paid(const Node& expected, const Cash& paid) {
        const std::size_t blank = expected.text.find(' ');
        if (blank != std::string::npos &&
            expected.text.substr(blank + 1) != paid.currency().code()) {
            return false;
        }
        return figure_of(expected) == paid.exact().amount();
    }
    static Rational figure_of(const Node& expected) {
        return number_in(std::string_view(expected.text).substr(0, expected.text.find(' ')));
    }

    // The net amounts of all pay periods of the run, by currency.
    void paid(const Node& map) {
        for (const Entry& person : map.entries) {
            at_ = person.value.where;
            std::map<Currency, Cash> net;
            for (const ParticipantSettlement& settled : run_.settlements) {
                if (settled.participant != person.key) continue;
                const Currency currency = settled.net.currency();
                net.try_emplace(currency, Cash::zero(currency)).first->second += settled.net;
            }
            bool any = false;
            for (const auto& [currency, amount] : net) {
                any = true;
                if (is_paid(person.value, amount)) continue;
                differs("paid", person.key, "", person.value.text, amount.plain());
            }
            if (!any && !figure_of(person.value).is_zero()) {
                differs("paid", person.key, "", person.value.text, "nothing");
            }
        }
    }

    // What an account stands at in the end, all plans together: the last settlement that names it.
    void balances(const Node& map) {
        for (const Entry& person : map.entries) {
            for (const Entry& named : person.value.entries) {
                at_ = named.value.where;
                std::map<std::pair<std::string, std::string>, Rational> last;
                for (const ParticipantSettlement& settled : run_.settlements) {
                    if (settled.participant != person.key) continue;
                    for (const AccountBalance& balance : settled.balances) {
                        if (name_of(balance.account) != named.key) continue;
                        last[{balance.plan, balance.about}] = balance.closing.exact().amount();
                    }
                }
                Rational sum;
                for (const auto& [key, closing] : last)
                    sum += closing;
                const Rational wanted = number_in(named.value.text);
                if (sum != wanted) {
                    differs("balances", person.key, named.key, shown(wanted), shown(sum));
                }
            }
        }
    }

    void payouts(const Node& map, bool everybody) {
        const std::string stage = everybody ? "payouts" : "payout";
        std::set<std::string> expected;
        for (const Entry& person : map.entries) {
            expected.insert(person.key);
            at_ = person.value.where;
            bool any = false;
            for (const Payout& payout : run_.payouts) {
                if (world_.facts.roster[payout.who].id.text() != person.key) continue;
                any = true;
                if (!is_paid(person.value, payout.total)) {
                    differs(stage, person.key, "", person.value.text, payout.total.plain());
                }
            }
            if (!any && !figure_of(person.value).is_zero()) {
                differs(stage, person.key, "", person.value.text, "no payout");
            }
        }
        at_ = map.where;
        for (const Payout& payout : run_.payouts) {
            const std::string& who = world_.facts.roster[payout.who].id.text();
            if (everybody && !expected.contains(who) && payout.total.minor_units() != 0) {
                differs(stage, who, "", "no payout", payout.total.plain());
            }
        }
    }

    void total(const Node& expected) {
        Rational sum;
        for (const Payout& payout : run_.payouts)
            sum += payout.total.exact().amount();
        if (sum != number_in(expected.text)) differs("total", "", "", expected.text, shown(sum));
    }

    void rows(const Node& map) {
        const Ledger& ledger = world_.facts.ledger;
        for (const Entry& row : map.entries) {
            at_ = row.value.where;
            std::string fate = "no such row";
            for (std::size_t i = 0; i < ledger.rows(); ++i) {
                if (ledger.key_text(i) == row.key) fate = name_of(run_.fates[i]);
            }
            if (fate != row.value.text) differs("rows", row.key, "", row.value.text, fate);
        }
    }

    void exceptions(const Node& list) {
        std::multiset<std::string> expected;
        std::multiset<std::string> computed;
        for (const Node& item : list.items)
            expected.insert(item.text);
        for (const Exception& exception : run_.exceptions) {
            if (exception.bearing == Bearing::notice) continue;
            computed.insert(exception.code + " " + exception.subject);
        }
        std::vector<std::string> missing;
        std::set_difference(expected.begin(), expected.end(), computed.begin(), computed.end(),
                            std::back_inserter(missing));
        for (const std::string& text : missing)
            differs("exceptions", "", "", text, "none");
        std::vector<std::string> surplus;
        std::set_difference(computed.begin(), computed.end(), expected.begin(), expected.end(),
                            std::back_inserter(surplus));
        for (const std::string& text : surplus)
            differs("exceptions", "", "", "none", text);
    }

    const World& world_;
    const RunResult& run_;
    std::map<std::string, std::vector<Finding>> found_;
    std::vector<Mismatch> mismatches_;
    Span at_;  // the expectation that is being held against the result
};

const std::set<std::string> Comparison::found_in_lists = {
    "attainments", "components", "credits", "measures", "pools", "quotas", "tiers"};

}  // namespace

std::vector<Mismatch> compare(const World& world, const RunResult& run, const Node& expect) {
    return Comparison(world, run).compare(expect);
}

}  // namespace attain::cases
