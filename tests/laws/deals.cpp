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

std::string random_split(const Frame& frame, Dice& dice) {
    const auto people = several(frame, dice, dice.chance(70) ? 2 : 3);
    if (people.size() == 3) {
        return fmt::format("{} 1/3{} + {} 1/3{} + {} 1/3{}", people[0], role(dice), people[1],
                           role(dice), people[2], role(dice));
    }
    if (people.size() < 2) return "";
    const auto first = dice.roll(1, 99);
    const auto second = dice.chance(1) ? 99 - first : 100 - first;
    if (second == 0) return "";
    return fmt::format("{} {}%{} + {} {}%{}", people[0], first, role(dice), people[1], second,
                       role(dice));
}

std::string random_overlay(const Frame& frame, Dice& dice) {
    std::string text;
    for (const std::string& who : several(frame, dice, dice.chance(80) ? 1 : 2)) {
        text += fmt::format("{}{} {}%{}", text.empty() ? "" : " + ", who,
                            dice.pick({"25", "50", "80", "100", "33.3"}), role(dice));
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

std::string row_of(const Frame& frame, const Deal& deal, const std::string& returns, Dice& dice) {
    const bool shared = returns.empty() && dice.chance(22);
    const std::string owner = dice.chance(1) ? "zed" : dice.pick(frame.people);
    const bool invoiced = dice.chance(85);
    const Date invoice = deal.booked + static_cast<std::int32_t>(dice.roll(0, 45));
    return fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", deal.source, deal.deal, deal.line,
        deal.booked.text(), deal.amount.text(), deal.currency, owner,
        shared ? random_split(frame, dice) : "",
        returns.empty() && dice.chance(15) ? random_overlay(frame, dice) : "", returns,
        dice.pick({"new", "renewal", "expansion", ""}), dice.pick({"emea", "apac", "amer"}),
        dice.chance(90) ? fmt::format("{}.{:02}", dice.roll(0, 9000), dice.roll(0, 99)) : "",
        dice.roll(1, 12), invoiced ? invoice.text() : "");
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
    return row_of(frame, row, line.empty() ? original.deal : original.deal + "/" + line, dice);
}

std::string event_row(const Deal& deal, int number, Dice& dice) {
    const Date day = deal.booked + static_cast<std::int32_t>(dice.roll(0, 120));
    const bool whole = dice.chance(40);
    return fmt::format("{},{},{},E-{:03},{},{},{}\n", deal.source, deal.deal, deal.line, number,
                       dice.pick({"cancelled", "returned"}), day.text(),
                       whole ? "" : taken_back(deal, dice).text());
}

}  // namespace

void add_deals(const Frame& frame, Dice dice, test::Files& files) {
    std::string ledger =
        "source,deal,line,booked,amount,currency,owner,split,overlay,returns,type,"
        "region,margin:number,units:number,invoiced:date\n";
    std::string events = "source,deal,line,event,kind,day,amount\n";
    const auto deals = static_cast<int>(dice.roll(4, dice.chance(85) ? 30 : 70));
    for (int number = 1; number <= deals; ++number) {
        Deal deal{dice.chance(85) ? "crm" : "erp",
                  fmt::format("D-{:03}", number),
                  "",
                  random_day(dice),
                  random_amount(frame, dice),
                  frame.currency};
        if (dice.chance(35)) deal.currency = dice.pick(frame.deal_currencies);
        if (dice.chance(12)) deal.line = "1";
        ledger += row_of(frame, deal, "", dice);
        const bool sold = deal.amount.units > 0;
        if (sold && dice.chance(8))
            ledger += return_row(frame, deal, number, dice);
        else if (sold && dice.chance(8))
            events += event_row(deal, number, dice);
        if (deal.line.empty() || dice.chance(30)) continue;
        deal.line = "2";
        deal.amount = random_amount(frame, dice);
        ledger += row_of(frame, deal, "", dice);
    }
    files["ledger.csv"] = ledger;
    files["events.csv"] = events;
}

}  // namespace attain::laws
