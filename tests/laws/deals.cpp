// Each roll stands in a statement of its own here: the order of rolls inside one expression is the
// compiler's, and a seed must mean the same world everywhere.
//
// Deals as they come: ugly amounts, splits by thirds, overlays, several lines, returns,
// cancellations, credit notes, now and then a row that nobody can use.
#include <fmt/format.h>

#include <algorithm>

#include "laws/worlds.h"

namespace attain::laws {

namespace {

struct Amount {
    std::int64_t units = 0;  // at `decimals`
    int decimals = 2;
    std::string text() const {
        const std::string digits = fmt::format("{:0{}}", units < 0 ? -units : units, decimals + 1);
        const std::size_t point = digits.size() - static_cast<std::size_t>(decimals);
        const std::string fraction = decimals == 0 ? "" : "." + digits.substr(point);
        return (units < 0 ? "-" : "") + digits.substr(0, point) + fraction;
    }
};

Amount random_amount(const Frame& frame, Dice& dice) {
    if (frame.huge && dice.chance(8)) return {dice.roll(1, 1999999999999999999), 2};
    Amount amount;
    amount.decimals = dice.chance(60) ? 2 : static_cast<int>(dice.roll(0, 6));
    std::int64_t scale = 1;
    for (int i = 0; i < amount.decimals; ++i)
        scale *= 10;
    amount.units = dice.roll(1, (dice.chance(70) ? 30000 : 150000) * scale);
    if (dice.chance(25)) amount.units = dice.roll(1, 60) * 1000 * scale;  // round, and on edges
    if (dice.chance(8)) amount.units = -amount.units / 2;
    if (dice.chance(2)) amount.units = 0;
    return amount;
}

std::string role(Dice& dice) {
    return dice.chance(30) ? dice.pick({" (rep)", " (se)"}) : "";
}

// Distinct people, so many.
std::vector<std::string> several(const Frame& frame, Dice& dice, std::size_t count) {
    std::vector<std::string> people = frame.people;
    for (std::size_t i = people.size(); i > 1; --i) {
        std::swap(people[i - 1],
                  people[static_cast<std::size_t>(dice.roll(0, static_cast<std::int64_t>(i) - 1))]);
    }
    people.resize(std::min(people.size(), count));
    return people;
}

std::string share(const std::string& who, const std::string& part, Dice& dice) {
    return fmt::format("{} {}{}", who, part, role(dice));
}

std::string random_split(const Frame& frame, Dice& dice) {
    const auto people = several(frame, dice, dice.chance(70) ? 2 : 3);
    if (people.size() < 2) return "";
    std::string text;
    if (people.size() == 3) {
        for (const std::string& who : people) {
            text += (text.empty() ? "" : " + ") + share(who, "1/3", dice);
        }
        return text;
    }
    const auto first = dice.roll(1, 98);
    const auto second = (dice.chance(1) ? 99 : 100) - first;
    text = share(people[0], fmt::format("{}%", first), dice);
    return text + " + " + share(people[1], fmt::format("{}%", second), dice);
}

std::string random_overlay(const Frame& frame, Dice& dice) {
    std::string text;
    for (const std::string& who : several(frame, dice, dice.chance(80) ? 1 : 2)) {
        const std::string part = dice.pick({"25%", "50%", "80%", "100%", "33.3%"});
        text += (text.empty() ? "" : " + ") + share(who, part, dice);
    }
    return text;
}

struct Deal {
    std::string source;
    std::string deal;
    std::string line;
    Date booked;
    Amount amount;
    std::string currency;
};

Date random_day(Dice& dice) {
    const auto first = dice.chance(5) ? -40 : 0;
    return *Date::of(2026, 1, 1) + static_cast<std::int32_t>(dice.roll(first, 370));
}

// Cells that only filters and further columns read. A return has its own, with the opposite sign.
std::string further_cells(const Deal& deal, bool is_return, Dice& dice) {
    const std::string type = dice.pick({"new", "renewal", "expansion", ""});
    const std::string region = dice.pick({"emea", "apac", "amer"});
    const auto margin = dice.roll(2, 9000);
    const auto cents = dice.roll(0, 99);
    const bool has_margin = dice.chance(90);
    const auto units = dice.roll(1, 12);
    const Date invoiced = deal.booked + static_cast<std::int32_t>(dice.roll(0, 45));
    const std::string day = dice.chance(85) ? invoiced.text() : "";
    if (is_return) return fmt::format("{},{},-1.25,-1,{}\n", type, region, day);
    const std::string margin_text = has_margin ? fmt::format("{}.{:02}", margin, cents) : "";
    return fmt::format("{},{},{},{},{}\n", type, region, margin_text, units, day);
}

std::string deal_row(const Frame& frame, const Deal& deal, const std::string& returns, Dice& dice) {
    const bool is_return = !returns.empty();
    const std::string owner = dice.chance(1) ? "zed" : dice.pick(frame.people);
    const std::string split = !is_return && dice.chance(22) ? random_split(frame, dice) : "";
    const std::string overlay = !is_return && dice.chance(15) ? random_overlay(frame, dice) : "";
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{}", deal.source, deal.deal, deal.line,
                       deal.booked.text(), deal.amount.text(), deal.currency, owner, split, overlay,
                       returns, further_cells(deal, is_return, dice));
}

// A part of what was sold, taken back: all of it, half of it, or a bit.
Amount taken_back(const Deal& deal, Dice& dice) {
    Amount amount = deal.amount;
    const auto part = dice.roll(1, 4);
    amount.units = -(part == 4 ? amount.units : amount.units * part / 4);
    return amount;
}

std::string return_row(const Frame& frame, const Deal& original, int number, Dice& dice) {
    Deal row = original;
    row.deal = fmt::format("R-{:03}", number);
    row.line = "";
    row.booked = original.booked + static_cast<std::int32_t>(dice.roll(0, 90));
    row.amount = taken_back(original, dice);
    const std::string& line = original.line;
    return deal_row(frame, row, line.empty() ? original.deal : original.deal + "/" + line, dice);
}

std::string event_row(const Deal& deal, int number, Dice& dice) {
    const Date day = deal.booked + static_cast<std::int32_t>(dice.roll(0, 120));
    const std::string kind = dice.pick({"cancelled", "returned"});
    const std::string amount = dice.chance(40) ? "" : taken_back(deal, dice).text();
    return fmt::format("{},{},{},E-{:03},{},{},{}\n", deal.source, deal.deal, deal.line, number,
                       kind, day.text(), amount);
}

// What is collected of a line, in one to three parts; now and then more than the line, or some of
// it given back.
std::string collections(const Deal& deal, int number, Dice& dice) {
    std::string rows;
    const auto parts = dice.roll(1, 3);
    for (std::int64_t part = 1; part <= parts; ++part) {
        const Date day = deal.booked + static_cast<std::int32_t>(dice.roll(0, 90));
        Amount amount = deal.amount;
        amount.units = static_cast<std::int64_t>(Int128(amount.units) * dice.roll(-1, 5) / 5);
        const std::string text = dice.chance(20) ? "" : amount.text();
        rows += fmt::format("{},{},{},P-{:03}-{},collected,{},{}\n", deal.source, deal.deal,
                            deal.line, number, part, day.text(), text);
    }
    return rows;
}

}  // namespace

void add_deals(const Frame& frame, Dice dice, test::Files& files) {
    std::string ledger =
        "source,deal,line,booked,amount,currency,owner,split,overlay,returns,type,"
        "region,margin:number,units:number,invoiced:date\n";
    std::string events = "source,deal,line,event,kind,day,amount\n";
    const auto deals = static_cast<int>(dice.roll(4, dice.chance(85) ? 30 : 70));
    for (int number = 1; number <= deals; ++number) {
        Deal deal;
        deal.source = dice.chance(85) ? "crm" : "erp";
        deal.deal = fmt::format("D-{:03}", number);
        deal.booked = random_day(dice);
        deal.amount = random_amount(frame, dice);
        deal.currency = frame.currency;
        if (dice.chance(35)) deal.currency = dice.pick(frame.deal_currencies);
        if (dice.chance(12)) deal.line = "1";
        ledger += deal_row(frame, deal, "", dice);
        if (number == 1 || dice.chance(50)) events += collections(deal, number, dice);
        const bool sold = deal.amount.units > 0;
        if (sold && dice.chance(8)) {
            ledger += return_row(frame, deal, number, dice);
        } else if (sold && dice.chance(8)) {
            events += event_row(deal, number, dice);
        }
        if (deal.line.empty() || dice.chance(30)) continue;
        deal.line = "2";
        deal.amount = random_amount(frame, dice);
        ledger += deal_row(frame, deal, "", dice);
    }
    files["ledger.csv"] = ledger;
    files["events.csv"] = events;
}

}  // namespace attain::laws
