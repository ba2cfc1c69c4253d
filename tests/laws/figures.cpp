// What a random plan may count beside plain sums: computed columns, averages and extremes,
// observations, formulas, weights, and attainments that are combined or turned round.
#include <fmt/format.h>

#include "laws/worlds.h"

namespace attain::laws {

namespace {

std::string any_where(Dice& dice) {
    if (dice.chance(60)) return "";
    return ", where: '" +
           dice.pick({"spread > 100", "days_between(booked, invoiced) <= 20", "lag < 15",
                      "working_days_between(booked, invoiced) > 5 || amount > 9000",
                      "months_between(booked, invoiced) == 0", "price_each >= 1000"}) +
           "'";
}

std::string columns(Dice& dice) {
    return "columns:\n" +
           fmt::format("  spread: {{compute: 'margin - units * 150', money: yes, negative: {}}}\n",
                       dice.pick({"kept", "zero"})) +
           "  price_each: {compute: 'greatest(amount, spread) / (units - 3)'}\n"
           "  lag: {compute: 'days_between(booked, invoiced)'}\n";
}

std::string weights(Dice& dice) {
    if (dice.chance(50)) return "";
    return dice.pick({", weight: {role: {se: 50%}}", ", weight: {type: {renewal: 80%, new: 1.5%}}",
                      ", weight: {region: {emea: 120%}, role: {se: 33.3%, pm: 0%}}"});
}

std::string conversion(const Frame& frame, Dice& dice) {
    if (dice.chance(60)) return "";
    std::string rates;
    for (const std::string& currency : frame.deal_currencies) {
        if (currency == frame.currency || dice.chance(5)) continue;
        rates +=
            fmt::format("{}{}: 1.{:02}", rates.empty() ? "" : ", ", currency, dice.roll(0, 99));
    }
    if (rates.empty()) return ", conversion: {series: market, on: period_end}";
    return ", conversion: {fixed: {" + rates + "}}";
}

std::string round(Dice& dice) {
    if (dice.chance(70)) return "";
    return ", round: {to: " + dice.pick({"0.1", "10", "1/3"}) +
           ", mode: " + dice.pick({"half_up", "half_even", "floor"}) + "}";
}

std::string measures(const Frame& frame, Dice& dice) {
    std::string text;
    text += fmt::format("  spreads: {{sum: spread, credit: own{}{}}}\n", any_where(dice),
                        weights(dice));
    text += fmt::format("  weighed: {{sum: amount, credit: {}{}{}{}{}}}\n",
                        dice.pick({"own", "team", "organization"}), weights(dice),
                        conversion(frame, dice), any_where(dice),
                        dice.chance(30) ? ", with_overlays: yes" : "");
    text += fmt::format("  typical: {{{}: amount, credit: {}{}{}{}}}\n",
                        dice.pick({"average", "least", "greatest", "latest"}),
                        dice.pick({"own", "team", "reports"}), any_where(dice), weights(dice),
                        round(dice));
    text += fmt::format("  pace: {{{}: {}, credit: own{}}}\n",
                        dice.pick({"average", "least", "greatest", "latest"}),
                        dice.pick({"units", "lag", "price_each"}), any_where(dice));
    text += fmt::format("  kinds: {{distinct: {}, credit: {}{}}}\n",
                        dice.pick({"region", "type", "invoiced", "units", "deal"}),
                        dice.pick({"own", "team"}), any_where(dice));
    text += fmt::format("  parts: {{count: shares, credit: own{}{}}}\n", any_where(dice),
                        weights(dice));
    text += fmt::format("  mood: {{observed: mood, take: {}, credit: {}}}\n",
                        dice.pick({"latest", "average", "sum", "least", "greatest"}),
                        dice.pick({"own", "team"}));
    text += fmt::format("  rate: {{compute: 'spreads / bookings'{}}}\n", round(dice));
    text += "  growth: {compute: 'bookings - before(bookings)'}\n";
    text += fmt::format("  mix: {{compute: '{}'}}\n",
                        dice.pick({"least(bookings, together)", "mood * 100 - before(mood)",
                                   "(growth + 1000) / (deals - 1)", "rate * greatest(deals, 2)"}));
    return text;
}

std::string attainments(Dice& dice) {
    const std::string basis = dice.pick({"whole", "phases"});
    const auto more = [&] {
        std::string text = ", to_date: " + basis;
        if (dice.chance(30)) {
            text += ", lower_is_better: ";
            const bool turned = dice.chance(50);
            text += turned ? "quota_over_measure" : "two_minus_share";
            if (turned && dice.chance(70)) text += ", zero_measure: 200%";
        }
        if (dice.chance(30)) text += ", zero_goal: 100%";
        if (dice.chance(30)) text += ", quota_change: replaces";
        if (dice.chance(30)) text += ", round: {to: 0.1%, mode: half_up}";
        return text;
    };
    std::string text;
    text += fmt::format("  first: {{of: {}, against: bookings{}}}\n",
                        dice.pick({"bookings", "weighed", "typical", "rate"}), more());
    text += fmt::format("  second: {{of: {}, against: bookings{}}}\n",
                        dice.pick({"together", "mood", "mix"}), more());
    text += "  both: {combine: {first: 70%, second: 30%}}\n";
    text += fmt::format("  one_of: {{{}: [first, {}]{}}}\n", dice.pick({"least", "greatest"}),
                        dice.pick({"second", "both"}), dice.chance(30) ? ", round: {to: 1%}" : "");
    return text;
}

std::string steps(Dice& dice, const std::string& key, bool percent) {
    const auto first = dice.roll(1, 9);
    const std::string unit = percent ? "0%" : "000";
    const auto value = [&] {
        return key == "rate" ? fmt::format("{}%", dice.roll(0, 12))
                             : fmt::format("{}.5", dice.roll(0, 400));
    };
    return fmt::format(
        "    table:\n      mode: whole\n      tiers:\n        - {{up_to: {0}{1}, {2}: "
        "{3}}}\n        - {{above: {0}{1}, {2}: {4}}}\n",
        first, unit, key, value(), value());
}

std::string component(bool goals, Dice& dice, Dice& numbers, std::size_t number) {
    std::string text = fmt::format("  figure_{}:\n", number);
    const std::string amounts[] = {"weighed", "growth", "spreads", "typical"};
    const std::string counts[] = {"kinds", "parts", "pace", "mood", "rate"};
    const auto rest = [&] {
        std::string more;
        if (dice.chance(30)) {
            std::vector<std::string> gates = {"typical > 2000", "mood >= 3 || pace < 9",
                                              "rate > 0.1 && kinds >= 2", "!(mix > 5)"};
            if (goals) gates.insert(gates.end(), {"one_of >= 40%", "both > 30% && deals > 0"});
            more += "    when: '" + dice.pick(gates) + "'\n";
            if (dice.chance(40)) more += "    otherwise: 50%\n";
        }
        if (dice.chance(20)) more += fmt::format("    cap: {}\n", numbers.roll(100, 3000));
        if (dice.chance(20)) more += fmt::format("    floor: {}\n", numbers.roll(0, 90));
        return more;
    };
    switch (dice.roll(0, goals ? 6 : 4)) {
        case 5:
            return text + "    by: " + dice.pick({"first", "second", "both", "one_of"}) + "\n" +
                   steps(numbers, "amount", true) + rest();
        case 6:
            return text + "    of: " + dice.pick({"bookings", "weighed", "typical"}) +
                   "\n    by: " + dice.pick({"both", "one_of", "second"}) + "\n" +
                   steps(numbers, "rate", true) + rest();
        // Single deals by what the plan computes of them.
        case 3:
            return text + "    of: bookings\n    by: " + dice.pick({"spread", "lag", "spread"}) +
                   "\n    per: " + dice.pick({"deal", "line"}) + "\n" +
                   steps(numbers, "rate", false) + rest();
        case 4:
            return text +
                   fmt::format(
                       "    of: bookings\n    rate: {{choose: [lag], rows: [{{lag: [3, 8, "
                       "15], rate: {}%}}, {{lag: 20, rate: 1%}}], otherwise: 3%}}\n",
                       numbers.roll(1, 9)) +
                   rest();
        case 0:
            return text +
                   fmt::format("    of: {}\n    rate: {}%\n", amounts[dice.roll(0, 3)],
                               numbers.roll(1, 9)) +
                   rest();
        case 1:
            return text +
                   fmt::format("    of: {}\n    amount: {}.25\n", counts[dice.roll(0, 4)],
                               numbers.roll(1, 40)) +
                   rest();
        case 2:
            return text + "    by: " + dice.pick({"weighed", "growth", "spreads", "mood"}) + "\n" +
                   steps(numbers, "amount", false) + rest();
        default: return text + "    of: spreads\n    rate: 2%\n" + rest();
    }
}

}  // namespace

Figures figures(const Frame& frame, bool goals, Dice shape, Dice numbers) {
    Figures made;
    if (shape.chance(40)) return made;
    if (shape.chance(30)) {
        made.terms +=
            "prorates: [" +
            shape.pick({"quota", "target", "quota, target, amounts", "caps, floors, tiers",
                        "quota, target, amounts, caps, floors, tiers"}) +
            "]\n";
    }
    if (shape.chance(30)) made.terms += "target_change: next_window\n";
    made.columns = columns(shape);
    made.measures = measures(frame, shape);
    if (goals) made.attainments = attainments(shape);
    const auto count = static_cast<std::size_t>(shape.roll(1, 3));
    for (std::size_t i = 0; i < count; ++i)
        made.components += component(goals, shape, numbers, i);
    return made;
}

std::string observations_text(const Frame& frame, Dice dice) {
    std::string text = "of,owner,kpi,day,value\n";
    const auto add = [&](const std::string& kind, const std::string& owner) {
        for (int month = 1; month <= 12; ++month) {
            if (dice.chance(40)) continue;
            text += fmt::format("{},{},mood,2026-{:02}-{:02},{}.{}\n", kind, owner, month,
                                dice.roll(1, 28), dice.roll(0, 9), dice.roll(0, 9));
        }
    };
    for (const std::string& person : frame.people)
        add("participant", person);
    for (const std::string& team : frame.teams)
        add("team", team);
    return text;
}

}  // namespace attain::laws
