#include "record/book/settlement_rows.h"

#include <fmt/format.h>

#include "record/canonical/figures.h"

namespace attain::record {

namespace {

using store::Statement;

template <class Enumeration, std::size_t size>
Enumeration named(const Enumeration (&all)[size], const std::string& name) {
    for (const Enumeration one : all) {
        if (name_of(one) == name) return one;
    }
    throw UnknownName{fmt::format("`{}`", name)};
}

Movement movement_named(const std::string& name) {
    for (int at = 0; at <= static_cast<int>(Movement::opened); ++at) {
        const auto movement = static_cast<Movement>(at);
        if (name_of(movement) == name) return movement;
    }
    throw UnknownName{fmt::format("the movement `{}`", name)};
}

std::string causes_json(const std::vector<Cause>& causes) {
    store::JsonWriter out;
    out.begin_list();
    for (const Cause& cause : causes) {
        out.begin_object().key("kind").text(name_of(cause.why));
        out.key("amount").integer(cause.amount.minor_units()).key("about").text(cause.about);
        out.end_object();
    }
    return out.end_list().str();
}

const store::JsonValue& member(const store::JsonValue& object, std::string_view name) {
    if (const store::JsonValue* found = object.find(name)) return *found;
    throw FigureReader::Malformed();
}

std::vector<Cause> parse_causes(std::string_view json, Currency currency) {
    const std::optional<store::JsonValue> list = store::parse_json(json);
    if (!list) throw FigureReader::Malformed();
    std::vector<Cause> causes;
    for (const store::JsonValue& one : list->items) {
        causes.push_back({named(all_whys, member(one, "kind").text),
                          Cash(member(one, "amount").integer, currency),
                          member(one, "about").text});
    }
    return causes;
}

}  // namespace

std::string period_json(const Period& period) {
    store::JsonWriter out;
    out.begin_object().key("name").text(period.name).key("grain").text(name_of(period.grain));
    return out.key("days").text(days_text(period.days)).end_object().str();
}

Period parse_period(std::string_view json) {
    const std::optional<store::JsonValue> period = store::parse_json(json);
    if (!period) throw FigureReader::Malformed();
    return {member(*period, "name").text, grain_or_throw(member(*period, "grain").text),
            parse_days(member(*period, "days").text)};
}

Currency currency_or_throw(const std::string& code) {
    if (const std::optional<Currency> found = Currency::find(code)) return *found;
    throw UnknownName{fmt::format("the currency `{}`", code)};
}

void insert_settlements(const store::Database& database, std::uint32_t entry,
                        const RunResult& run) {
    Statement restated =
        database.statement("INSERT INTO run_restatement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t place = 0; place < run.restatements.size(); ++place) {
        const Restatement& one = run.restatements[place];
        restated.execute(entry, place, one.participant, one.plan, one.component,
                         period_json(one.pay_period), one.posted.minor_units(),
                         one.now.minor_units(), one.now.currency().code(),
                         causes_json(one.causes));
    }
    Statement settlement =
        database.statement("INSERT INTO run_settlement VALUES (?, ?, ?, ?, ?, ?, ?)");
    Statement posting =
        database.statement("INSERT INTO run_posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement balance =
        database.statement("INSERT INTO run_balance VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    std::size_t postings = 0;
    std::size_t balances = 0;
    for (std::size_t place = 0; place < run.settlements.size(); ++place) {
        const ParticipantSettlement& settled = run.settlements[place];
        settlement.execute(entry, place, settled.participant, period_json(settled.pay_period),
                           settled.provisional, settled.net.minor_units(),
                           settled.net.currency().code());
        for (const Posting& one : settled.postings) {
            posting.execute(entry, postings++, place, name_of(one.movement), name_of(one.from),
                            name_of(one.to), one.amount.minor_units(), one.plan, one.about);
        }
        for (const AccountBalance& one : settled.balances) {
            balance.execute(entry, balances++, place, name_of(one.account), one.plan, one.about,
                            one.opening.minor_units(), one.closing.minor_units());
        }
    }
}

void read_settlements(const store::Database& database, std::uint32_t entry, RunResult& run) {
    Statement restated = database.statement(
        "SELECT participant, plan, component, pay_period, posted, now, currency, causes "
        "FROM run_restatement WHERE entry = ? ORDER BY place");
    restated.query(entry);
    while (restated.next()) {
        const Currency currency = currency_or_throw(restated.text(6));
        run.restatements.push_back({restated.text(0), restated.text(1), restated.text(2),
                                    parse_period(restated.bytes(3)),
                                    Cash(restated.integer(4), currency),
                                    Cash(restated.integer(5), currency),
                                    parse_causes(restated.bytes(7), currency)});
    }
    Statement settlement = database.statement(
        "SELECT participant, pay_period, provisional, net, currency FROM run_settlement "
        "WHERE entry = ? ORDER BY place");
    settlement.query(entry);
    while (settlement.next()) {
        run.settlements.push_back(
            {settlement.text(0), parse_period(settlement.bytes(1)), settlement.integer(2) != 0,
             {}, {}, Cash(settlement.integer(3), currency_or_throw(settlement.text(4)))});
    }
    const auto settled = [&](const Statement& row) -> ParticipantSettlement& {
        const std::int64_t place = row.integer(0);
        if (place < 0 || static_cast<std::size_t>(place) >= run.settlements.size()) {
            throw FigureReader::Malformed();
        }
        return run.settlements[static_cast<std::size_t>(place)];
    };
    Statement posting = database.statement(
        "SELECT settlement, movement, from_account, to_account, amount, plan, about "
        "FROM run_posting WHERE entry = ? ORDER BY place");
    posting.query(entry);
    while (posting.next()) {
        ParticipantSettlement& of = settled(posting);
        of.postings.push_back({movement_named(posting.text(1)),
                               named(all_accounts, posting.text(2)),
                               named(all_accounts, posting.text(3)),
                               Cash(posting.integer(4), of.net.currency()), posting.text(5),
                               posting.text(6)});
    }
    Statement balance = database.statement(
        "SELECT settlement, account, plan, about, opening, closing FROM run_balance "
        "WHERE entry = ? ORDER BY place");
    balance.query(entry);
    while (balance.next()) {
        ParticipantSettlement& of = settled(balance);
        of.balances.push_back({named(all_accounts, balance.text(1)), balance.text(2),
                               balance.text(3), Cash(balance.integer(4), of.net.currency()),
                               Cash(balance.integer(5), of.net.currency())});
    }
}

}  // namespace attain::record
