// People, goals, targets, rates and the frame around them. Deals are in deals.cpp, plans in
// plans.cpp.
#include "laws/worlds.h"

#include <fmt/format.h>

#include <cstdlib>

#include <algorithm>

#include "base/calendar/calendar.h"

namespace attain::laws {

namespace {

const std::vector<std::string> names = {"ada", "ben", "cho", "dov", "eli", "fay",
                                        "gus", "hal", "ida", "jon", "kim", "lou"};

Date day_of_year(Dice& dice, int first, int last) {
    return *Date::of(2026, 1, 1) + static_cast<std::int32_t>(dice.roll(first, last));
}

// What holds for a person; a change rolls some of it again.
struct Life {
    std::string team;
    std::string manager;
    std::string plans;
    std::string commission;
    std::string bonus;
    std::string level;
};

std::string some_plans(const Frame& frame, Dice& dice) {
    const std::string& first = dice.pick(frame.plans);
    const std::string& second = dice.pick(frame.plans);
    if (dice.chance(4)) return "";
    return dice.chance(20) && first != second ? first + " + " + second : first;
}

void change(const Frame& frame, std::size_t person, Dice& dice, Life& life, int percent) {
    if (dice.chance(percent)) life.team = dice.pick(frame.teams);
    if (dice.chance(percent)) {
        // Managers come earlier in the list: so no roll makes a cycle.
        const auto manager = dice.roll(-1, static_cast<std::int64_t>(person) - 1);
        life.manager = manager < 0 ? "" : frame.people[static_cast<std::size_t>(manager)];
    }
    if (dice.chance(percent)) life.plans = some_plans(frame, dice);
    if (dice.chance(percent)) {
        life.commission = dice.pick({"0.01", "0.025", "0.04", "0.0333"});
        life.bonus = dice.pick({"250", "1000.50", "0", "333.333"});
    }
    if (dice.chance(percent)) life.level = dice.pick({"junior", "senior"});
}

std::string row_of(const std::string& who, Date from, std::optional<Date> to, const Life& life) {
    return fmt::format("{},{},{},{},{},{},{},{},{}\n", who, from.text(), to ? to->text() : "",
                       life.team, life.manager, life.plans, life.commission, life.bonus,
                       life.level);
}

std::string rows_of_person(const Frame& frame, std::size_t person, Dice& dice) {
    const std::string& who = frame.people[person];
    Life life;
    change(frame, person, dice, life, 100);
    Date from = dice.chance(25)   ? day_of_year(dice, 1, 150)
                : dice.chance(20) ? *Date::of(2025, 11, 10)
                                  : *Date::of(2026, 1, 1);
    std::string rows;
    for (int changes = dice.chance(55) ? 0 : static_cast<int>(dice.roll(1, 3)); changes > 0;
         --changes) {
        const Date until = from + static_cast<std::int32_t>(dice.roll(10, 120));
        rows += row_of(who, from, until, life);
        from = until + 1;
        if (dice.chance(12)) from = from + static_cast<std::int32_t>(dice.roll(1, 40));  // away
        change(frame, person, dice, life, 35);
    }
    const bool leaves = dice.chance(15);
    const auto days = static_cast<std::int32_t>(dice.roll(5, 150));
    return rows + row_of(who, from, leaves ? std::optional(from + days) : std::nullopt, life);
}

std::vector<Period> periods_of_year(const std::string& grain) {
    const Calendar calendar = Calendar::gregorian();
    return calendar.within(*grain_named(grain), calendar.find("2026")->days);
}

// A goal for every period of one grain, now and then changed inside it.
std::string goals_of(const std::string& of, const std::string& owner, const std::string& goal,
                     const std::string& grain, const std::string& currency, Dice& dice) {
    std::string rows;
    const std::int64_t months = grain == "year" ? 12 : grain == "quarter" ? 3 : 1;
    std::int64_t month = dice.roll(5, 60) * 1000;
    if (of == "team") month *= 3;
    for (const Period& period : periods_of_year(grain)) {
        if (dice.chance(15)) month += dice.roll(1, 9999);
        const std::string cents = dice.pick({"", "", ".50"});
        const bool zero = dice.chance(1);
        rows += fmt::format("{},{},{},{},{}{},{},\n", of, owner, goal, period.name,
                            zero ? 0 : month * months, zero ? "" : cents, currency);
        if (!dice.chance(6)) continue;
        const Date from =
            period.days.first + static_cast<std::int32_t>(dice.roll(1, period.days.days() - 1));
        const std::int64_t changed = month * months + dice.roll(-2000, 5000);
        rows += fmt::format("{},{},{},{},{},{},{}\n", of, owner, goal, period.name, changed,
                            currency, from.text());
    }
    return rows;
}

std::string target_row(const std::string& who, Date from, const std::string& to, const Frame& frame,
                       Dice& dice) {
    const std::string per = dice.pick({"year", "year", "half", "quarter", "month"});
    const std::int64_t months = per == "year" ? 12 : per == "half" ? 6 : per == "quarter" ? 3 : 1;
    return fmt::format("{},{},{},{},{},{}\n", who, from.text(), to, dice.roll(800, 6000) * months,
                       frame.currency, per);
}

std::string company_text(Dice& dice) {
    const std::string carries = dice.pick({"7", "7", "7", "4"});
    const std::string inverse = dice.pick({"6", "4"});
    const std::string cross = dice.pick({"6", "4"});
    return fmt::format(
        "company: Random\nrates:\n  market: {{base: EUR, carries_days: {}, "
        "inverse_decimals: {}, cross_decimals: {}}}\n",
        carries, inverse, cross);
}

Frame frame_of(Dice& dice) {
    Frame frame;
    const auto people = static_cast<std::ptrdiff_t>(dice.roll(2, dice.chance(80) ? 6 : 12));
    frame.people.assign(names.begin(), names.begin() + people);
    frame.teams = {"north"};
    if (dice.chance(60)) frame.teams.push_back("south");
    if (dice.chance(20)) frame.teams.push_back("east");
    frame.plans = {"alpha"};
    if (dice.chance(50)) frame.plans.push_back("beta");
    if (dice.chance(25)) frame.plans.push_back("gamma");
    frame.currency = dice.pick({"USD", "USD", "USD", "USD", "EUR", "JPY", "KWD"});
    frame.deal_currencies = {frame.currency};
    if (dice.chance(35)) frame.deal_currencies.push_back(frame.currency == "EUR" ? "USD" : "EUR");
    if (dice.chance(10)) frame.deal_currencies.push_back("GBP");
    frame.person_goals = dice.pick({"month", "quarter", "year", "quarter"});
    frame.team_goals = dice.pick({"month", "quarter", "year", "quarter"});
    frame.later_versions = dice.chance(25);
    frame.huge = dice.chance(4);
    return frame;
}

void add_plans(const Frame& frame, Dice& dice, test::Files& files) {
    for (const std::string& plan : frame.plans) {
        const Dice shape = dice.split();
        const std::string start = dice.pick({"2026-01-01", "2026-01-01", "2025-07-01"});
        const std::string end = dice.chance(80) ? "2026-12-31" : "";
        if (!frame.later_versions || dice.chance(30)) {
            files[plan + ".yaml"] = plan_text(frame, plan, start + ".." + end, shape, dice.split());
            continue;
        }
        const Date change = day_of_year(dice, 20, 300);
        files[plan + "-1.yaml"] =
            plan_text(frame, plan, start + ".." + (change - 1).text(), shape, dice.split());
        files[plan + "-2.yaml"] =
            plan_text(frame, plan, change.text() + ".." + end, shape, dice.split());
    }
}

}  // namespace

std::string people_text(const Frame& frame, Dice dice) {
    std::string text =
        "participant,from,to,team,manager,plan,commission_pct:number,bonus:number,level\n";
    for (std::size_t i = 0; i < frame.people.size(); ++i)
        text += rows_of_person(frame, i, dice);
    return text;
}

std::string quotas_text(const Frame& frame, Dice dice) {
    std::string text = "of,owner,goal,period,amount,currency,from\n";
    for (const std::string& who : frame.people) {
        if (dice.chance(4)) continue;
        text += goals_of("participant", who, "bookings", frame.person_goals, frame.currency, dice);
    }
    for (const std::string& team : frame.teams) {
        if (dice.chance(3)) continue;
        text += goals_of("team", team, "bookings", frame.team_goals, frame.currency, dice);
    }
    return text;
}

std::string targets_text(const Frame& frame, Dice dice) {
    std::string text = "participant,from,to,amount,currency,per\n";
    const Date start = *Date::of(2025, 7, 1);
    for (const std::string& who : frame.people) {
        if (dice.chance(3)) continue;
        if (dice.chance(75)) {
            text += target_row(who, start, "", frame, dice);
            continue;
        }
        const Date change = day_of_year(dice, 10, 300);
        text += target_row(who, start, (change - 1).text(), frame, dice);
        text += target_row(who, change, "", frame, dice);
    }
    return text;
}

std::string rates_text(const Frame& frame, Dice dice) {
    std::string text = "series,day,base,quote,rate\n";
    std::vector<std::string> quotes = {"USD", "GBP"};
    if (frame.currency != "EUR" && frame.currency != "USD") quotes.push_back(frame.currency);
    for (Date day = *Date::of(2025, 12, 26); day < *Date::of(2027, 1, 20); day = day + 7) {
        for (const std::string& quote : quotes) {
            if (dice.chance(2)) continue;  // a rate that nobody published
            text += fmt::format("market,{},EUR,{},{}.{:04}\n", day.text(), quote,
                                quote == "JPY" ? 160 : 1, dice.roll(1, 1999));
        }
    }
    return text;
}

RandomWorld random_world(std::uint64_t seed) {
    Dice dice(seed);
    RandomWorld world;
    world.seed = seed;
    const Frame frame = frame_of(dice);
    world.files["company.yaml"] = company_text(dice);
    std::string teams = "team,name\n";
    for (const std::string& team : frame.teams)
        teams += team + ",\n";
    world.files["teams.csv"] = teams;
    world.files["people.csv"] = people_text(frame, dice.split());
    world.files["quotas.csv"] = quotas_text(frame, dice.split());
    world.files["targets.csv"] = targets_text(frame, dice.split());
    world.files["rates.csv"] = rates_text(frame, dice.split());
    world.files["observations.csv"] = observations_text(frame, dice.split());
    add_deals(frame, dice.split(), world.files);
    add_plans(frame, dice, world.files);
    world.period = dice.pick({"2026", "2026", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026-H1",
                              "2026-03", "2026-06"});
    return world;
}

std::string shuffled_rows(const std::string& csv, Dice& dice) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < csv.size();) {
        const std::size_t end = csv.find('\n', at);
        lines.push_back(csv.substr(at, end + 1 - at));
        at = end + 1;
    }
    for (std::size_t i = lines.size(); i > 2; --i) {
        const auto other = dice.roll(1, static_cast<std::int64_t>(i) - 1);
        std::swap(lines[i - 1], lines[static_cast<std::size_t>(other)]);
    }
    std::string text;
    for (const std::string& line : lines)
        text += line;
    return text;
}

}  // namespace attain::laws
