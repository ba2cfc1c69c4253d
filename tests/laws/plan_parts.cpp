// The kinds of component of a random plan. What is written here must bind: each asks only for what
// the plan has.
#include <fmt/format.h>

#include <algorithm>

#include "laws/plan_writer.h"

namespace attain::laws {

// --- the kinds of component ----------------------------------------------------------------------

std::string PlanWriter::parts_of_target() {
    if (!targets_) return "";
    paid_.insert(paid_.end(), {"individual", "team"});
    const auto weight = numbers_.roll(1, 99);
    const std::string by = year_goal_ && shape_.chance(30) ? "year_goal" : "own_goal";
    std::string text =
        fmt::format("  individual:\n    weight: {}%\n    of: target\n    by: {}\n", weight, by);
    text += curve(Axis::percent, Pays::share_of_target);
    text += rest(false);
    text +=
        fmt::format("  team:\n    weight: {}%\n    of: target\n    by: team_goal\n", 100 - weight);
    const bool table_instead = shape_.chance(25);
    text += table_instead ? table(shape_.chance(50) ? "whole" : mode(false, Axis::percent),
                                  Axis::percent, Pays::share_of_target)
                          : curve(Axis::percent, Pays::share_of_target);
    return text + rest(false);
}

std::string PlanWriter::commission() {
    paid_.push_back("commission");
    const bool by_goal = !weekly_ && shape_.chance(70);
    const bool team = shape_.chance(15);
    const std::string of = team ? "together" : shape_.chance(20) ? "margins" : "bookings";
    const std::string own = year_goal_ && shape_.chance(40) ? "year_goal" : "own_goal";
    const std::string by = by_goal ? (team ? "team_goal" : own) : team ? of : "bookings";
    std::string text = fmt::format("  commission:\n    of: {}\n    by: {}\n", of, by);
    const Axis axis = by_goal ? Axis::percent : Axis::amount;
    if (by_goal && shape_.chance(15)) {
        text += fmt::format("    attainment_cap: {}%\n", numbers_.roll(40, 150));
    }
    text += table(mode(true, axis), axis, Pays::rate);
    if (shape_.chance(15)) text += fmt::format("    weight: {}%\n", numbers_.roll(20, 150));
    return text + rest(true);
}

std::string PlanWriter::whole_rate() {
    paid_.push_back("accelerated");
    std::vector<std::string> axes = {"deals", "deals", "pieces"};
    if (!weekly_) axes.insert(axes.end(), {"own_goal", "team_goal", "own_goal"});
    if (year_goal_) axes.push_back("year_goal");
    const std::string by = shape_.pick(axes);
    const Axis axis = by == "deals" ? Axis::count : by == "pieces" ? Axis::amount : Axis::percent;
    const std::string of = shape_.pick({"bookings", "margins", "below_me"});
    std::string text = fmt::format("  accelerated:\n    of: {}\n    by: {}\n", of, by);
    const bool as_curve = shape_.chance(20);
    text += as_curve ? curve(axis, Pays::rate) : table("whole", axis, Pays::rate);
    return text + rest(!as_curve);
}

std::string PlanWriter::per_deal() {
    paid_.push_back("per_deal");
    const std::string of = shape_.pick({"deals", "deals", "team_deals", "pieces"});
    std::string text = fmt::format("  per_deal:\n    of: {}\n", of);
    if (shape_.chance(40)) {
        text += fmt::format("    amount: {}\n", value(Pays::per_unit));
    } else {
        text += "    by: " + of + "\n" +
                table(shape_.pick({"marginal", "marginal", "whole"}),
                      of == "pieces" ? Axis::amount : Axis::count, Pays::per_unit);
    }
    return text + rest(true);
}

std::string PlanWriter::override_rate() {
    paid_.push_back("override");
    const bool person = shape_.chance(25);
    std::string text = fmt::format("  override:\n    of: below_me\n    rate: {}\n",
                                   person ? "person.commission_pct" : value(Pays::rate));
    text += rest(true);
    return text;
}

std::string PlanWriter::team_cut() {
    paid_.push_back("team_cut");
    std::string text =
        fmt::format("  team_cut:\n    of: together\n    rate: {}\n", value(Pays::rate));
    text += rest(true);
    return text;
}

std::string PlanWriter::kicker() {
    paid_.push_back("kicker");
    const bool person = shape_.chance(40);
    std::string text =
        fmt::format("  kicker:\n    amount: {}\n", person ? "person.bonus" : value(Pays::amount));
    text += rest(false);
    return text;
}

std::string PlanWriter::pool() {
    std::string shared = shape_.pick({"equally", "by_credit", "by_days", "by_target",
                                      "{by: person.level, shares: {senior: 60%, junior: 30%}}"});
    const bool rest_stays = (shared == "by_days" || shared.size() > 20) && shape_.chance(40);
    if (shared == "by_target" && !targets_) shared = "equally";
    const std::string rounded = shape_.pick({"together", "together", "each"});
    std::string size;
    const bool fixed = shape_.chance(35);
    if (fixed) {
        size = fmt::format("amount: {}, of: together", numbers_.roll(50, 5000));
    } else {
        const bool above = !weekly_ && shape_.chance(40);
        size = fmt::format("rate: {}, of: together{}", value(Pays::rate),
                           above ? ", above: team_goal" : "");
    }
    if (rest_stays) size += ", rest: company";
    if (shape_.chance(25)) size += fmt::format(", reserve: {}%", numbers_.roll(5, 60));
    std::string text = fmt::format("  bonus_pool:\n    pool: {{{}, shared: {}, rounded: {}}}\n",
                                   size, shared, rounded);
    text += window(true);
    text += gate(true);
    return text + rounding(false);
}

std::string PlanWriter::on_pay() {
    return fmt::format("  on_pay:\n    of: {}\n    rate: {}%\n",
                       shape_.pick({"earned", "led", "left"}), numbers_.roll(1, 50));
}

std::string PlanWriter::curve_without_base() {
    paid_.push_back("ladder");
    const bool goal = !weekly_ && shape_.chance(60);
    std::string text = fmt::format("  ladder:\n    by: {}\n", goal ? "own_goal" : "deals");
    const Axis axis = goal ? Axis::percent : Axis::count;
    text += shape_.chance(50) ? curve(axis, Pays::amount) : table("whole", axis, Pays::amount);
    return text + rest(false);
}

std::string PlanWriter::single_deals() {
    paid_.push_back("single_deals");
    const std::string per = shape_.pick({"deal", "deal", "line"});
    const bool by_units = shape_.chance(35);
    const bool sliced = !by_units && shape_.chance(50);
    std::string text = fmt::format("  single_deals:\n    of: {}\n    by: {}\n    per: {}\n",
                                   shape_.pick({"bookings", "bookings", "margins"}),
                                   by_units ? "units" : "bookings", per);
    const Axis axis = by_units ? Axis::count : Axis::amount;
    const bool as_curve = !sliced && shape_.chance(30);
    text +=
        as_curve ? curve(axis, Pays::rate) : table(sliced ? "marginal" : "whole", axis, Pays::rate);
    text += window(false);
    text += gate(false, true);
    text += limits();
    return text + rounding(true);
}

std::string PlanWriter::bounty() {
    paid_.push_back("bounty");
    std::string text =
        fmt::format("  bounty:\n    by: {}\n    per: {}\n", shape_.pick({"bookings", "margins"}),
                    shape_.pick({"deal", "line"}));
    return text + table("whole", Axis::amount, Pays::amount) + rest(false);
}

std::string PlanWriter::own_pay() {
    paid_.push_back("own_pay");
    std::string text = "  own_pay:\n    of: bookings\n    by: pay\n";
    const auto edge = numbers_.roll(50, 4000);
    const std::string mode = shape_.pick({"marginal", "marginal", "reached, reached: before"});
    text += fmt::format(
        "    table: {{mode: {}, tiers: [{{up_to: {}, rate: {}}}, {{above: {}, up_to: {}, rate: "
        "{}}}, "
        "{{above: {}, rate: {}}}]}}\n",
        mode, edge, value(Pays::rate), edge, edge * 3, value(Pays::rate), edge * 3,
        shape_.chance(30) ? chosen(Pays::rate) : value(Pays::rate));
    return text + rest(true);
}

std::string PlanWriter::milestones() {
    paid_.push_back("milestones");
    const bool goal = !weekly_ && shape_.chance(60);
    const Axis axis = goal ? Axis::percent : Axis::count;
    std::string steps;
    for (const std::int64_t at : ascending(static_cast<std::size_t>(shape_.roll(1, 3)), 1, 15)) {
        steps += fmt::format("{}{}: {}", steps.empty() ? "" : ", ", position(axis, at),
                             value(Pays::amount));
    }
    return fmt::format("  milestones:\n    by: {}\n    milestones: {{{}}}\n",
                       goal ? "own_goal" : "deals", steps) +
           rest(false);
}

}  // namespace attain::laws
