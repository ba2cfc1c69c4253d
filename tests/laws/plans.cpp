// Plans of every kind of component, as text. As in deals.cpp, no expression rolls one die twice.
// What is written here must bind: each component asks only for what the plan has, and each table
// meets edge to edge.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "laws/plan_writer.h"

namespace attain::laws {

int rank_of(const std::string& grain) {
    const std::vector<std::string> grains = {"week", "month", "quarter", "half", "year"};
    return static_cast<int>(std::find(grains.begin(), grains.end(), grain) - grains.begin());
}

void PlanWriter::choose_terms() {
    pays_ = shape_.pick({"month", "month", "quarter", "quarter", "quarter", "half", "year"});
    weekly_ = shape_.chance(3);
    if (weekly_) pays_ = "week";
    targets_ = !weekly_ && shape_.chance(60);
    year_goal_ = !weekly_ && shape_.chance(30);
    if (!shape_.chance(20)) return;
    order_ =
        shape_.pick({"cap, modifiers, weight, floor, gate", "modifiers, cap, weight, floor, gate",
                     "modifiers, weight, gate, cap, floor", "weight, floor, modifiers, cap, gate",
                     "gate, cap, floor, weight, modifiers"});
}

std::string PlanWriter::where() {
    if (shape_.chance(60)) return "";
    return ", where: '" +
           shape_.pick({R"(type in ["new", "expansion"])", R"(region != "apac")",
                        R"(amount >= 5000 || type == "renewal")",
                        R"(!has(type) || region.startsWith("am"))", R"(role != "se")",
                        R"(units > 3 && booked < date("2026-09-15"))"}) +
           "'";
}

// A measure with what may follow: a filter, overlays, for managers their own credit.
std::string PlanWriter::measure(const std::string& name, const std::string& what,
                                const std::string& credit, bool with_overlays) {
    std::string text = fmt::format("  {}: {{{}, credit: {}", name, what, credit);
    const bool manager = credit == "reports" || credit == "organization";
    if (manager && shape_.chance(40)) text += ", with_own: yes";
    text += where();
    if (with_overlays && shape_.chance(30)) text += ", with_overlays: yes";
    return text + "}\n";
}

std::string PlanWriter::measures() {
    std::string text = "measures:\n";
    text += measure("bookings", "sum: amount", "own", true);
    text += measure("together", "sum: amount", "team", true);
    text += measure("deals", "count: lines", "own", true);
    text += measure("team_deals", "count: lines", "team", false);
    text += measure("below_me", "sum: amount", shape_.pick({"reports", "organization"}), true);
    text += measure("margins", "sum: margin, money: yes", "own", false);
    return text + measure("pieces", "sum: units", shape_.pick({"own", "team"}), false);
}

std::string PlanWriter::attainment(const std::string& name, const std::string& of,
                                   const std::string& goals, const std::string& more) {
    std::string text = fmt::format("  {}: {{of: {}, against: bookings, to_date: {}", name, of,
                                   shape_.pick({"whole", "phases"}));
    if (rank_of(goals) > rank_of(pays_) && shape_.chance(85)) {
        text += ", phased_from: " + goals;
        const std::map<std::string, int> months = {
            {"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};
        const int periods = months.at(goals) / months.at(pays_);
        if (shape_.chance(50)) {
            std::string phases;
            int left = 100;
            for (int i = 1; i < periods; ++i) {
                const auto share =
                    static_cast<int>(shape_.roll(1, 2 * left / (periods - i + 1) - 1));
                phases += fmt::format("{}%, ", share);
                left -= share;
            }
            text += fmt::format(", phases: [{}{}%]", phases, left);
        }
    }
    return text + more + "}\n";
}

std::string PlanWriter::attainments() {
    if (weekly_) return "";
    const std::string ramp = shape_.chance(20) ? ", ramp: [50%, 75%]" : "";
    std::string text = "attainments:\n";
    text += attainment("own_goal", "bookings", frame_.person_goals, ramp);
    const std::string quota =
        shape_.pick({"own_figure", "own_figure", "members_on_first_day", "members_by_days"});
    const bool own_figure = quota == "own_figure";
    text +=
        attainment("team_goal", "together", own_figure ? frame_.team_goals : frame_.person_goals,
                   ", team_quota: " + quota + (own_figure ? "" : ramp));
    if (year_goal_) {
        text += fmt::format(
            "  year_goal: {{of: bookings, against: bookings, window: year, "
            "to_date: {}}}\n",
            shape_.pick({"whole", "phases"}));
    }
    return text;
}

// --- what any component may have -----------------------------------------------------------------

std::string PlanWriter::window(bool only_at_close) {
    if (weekly_ || shape_.chance(65)) return "";
    std::vector<std::string> fitting;
    for (const std::string grain : {"month", "quarter", "half", "year"}) {
        if (!only_at_close || rank_of(grain) >= rank_of(pays_)) fitting.push_back(grain);
    }
    const std::string grain = shape_.pick(fitting);
    std::string text = "    window: " + grain + "\n";
    if (rank_of(grain) <= rank_of(pays_)) return text;
    longer_ = true;
    const std::string settles =
        only_at_close ? "at_window_close" : shape_.pick({"every_pay_period", "at_window_close"});
    return text + "    settles: " + settles + "\n";
}

std::string PlanWriter::gate(bool team_gate, bool lines) {
    if (shape_.chance(55)) return "";
    std::vector<std::string> conditions = {"deals >= 2", "bookings > 20000 || deals >= 3",
                                           "person.level == \"senior\"",
                                           "person.commission_pct >= 0.025 && deals > 0"};
    if (!weekly_) {
        conditions.insert(conditions.end(), {"own_goal >= 60%", "team_goal > 70%",
                                             "own_goal >= 50% && team_goal >= 50%"});
    }
    if (year_goal_) conditions.push_back("!(year_goal < 20%)");
    if (team_gate) {
        conditions = {"team_deals >= 2"};
        if (!weekly_) conditions.push_back("team_goal >= 60%");
    }
    std::string text = "    when: '" + shape_.pick(conditions) + "'\n";
    if (shape_.chance(40)) {
        text += fmt::format("    otherwise: {}%\n", numbers_.pick({"25", "50", "33.3"}));
    }
    if (!team_gate && shape_.chance(15)) text += "    stays_open: yes\n";
    if (lines && shape_.chance(25)) text += "    releases: from_opening\n";
    return text;
}

// Limits that bind on pay periods, or leave something behind.
std::string PlanWriter::carried_limits() {
    std::string text = fmt::format("    cap: {{amount: {}.25", numbers_.roll(200, 3000));
    if (shape_.chance(50)) text += ", per: pay_period";
    if (shape_.chance(60)) text += ", excess: carried";
    if (text.find("carried") != std::string::npos && shape_.chance(30))
        text += ", until: 2026-08-31";
    text += "}\n";
    // Under a stated order nothing may come between the limits of pay periods.
    if (order_.empty() && shape_.chance(20)) {
        text +=
            fmt::format("    floor: {{amount: {}, per: pay_period}}\n", numbers_.roll(-50, 150));
    }
    return text;
}

// Caps on credit and attainment, thresholds, modifiers, rounded values.
std::string PlanWriter::adjustments(bool lines) {
    std::string text;
    if (lines && shape_.chance(15)) {
        const std::string amount = fmt::format("{}", numbers_.roll(500, 30000));
        text += shape_.chance(40) ? "    threshold: {amount: " + amount + ", shortfall: carried}\n"
                                  : "    threshold: " + amount + "\n";
    }
    if (lines && shape_.chance(12)) {
        const bool goal = !weekly_ && shape_.chance(50);
        text += goal ? fmt::format("    credit_cap: {}% of own_goal\n", numbers_.roll(20, 200))
                     : fmt::format("    credit_cap: {}\n", numbers_.roll(5000, 90000));
    }
    if (shape_.chance(85)) return text;
    std::string list = fmt::format("      - {{factor: {}%, when: deals >= 2, otherwise: {}%}}\n",
                                   numbers_.roll(80, 150), numbers_.roll(70, 110));
    if (shape_.chance(50)) {
        const std::string by = weekly_ ? "deals" : shape_.pick({"own_goal", "team_goal", "deals"});
        const std::string points = by == "deals" ? "0: 90%, 4: 130%" : "20%: 70%, 120%: 140%";
        list += fmt::format(
            "      - {{by: {}, curve: {{kind: {}, points: {{{}}}, below: flat, "
            "beyond: flat}}}}\n",
            by, shape_.pick({"linear", "steps"}), points);
    }
    text += "    modifiers:\n" + list;
    if (shape_.chance(40)) text += "    modifiers_combine: add\n";
    return text;
}

std::string PlanWriter::contest() {
    paid_.push_back("contest");
    const std::string by = weekly_ ? "deals" : shape_.pick({"bookings", "deals", "own_goal"});
    return fmt::format("  contest:\n    rank: {{by: {}, among: {}, prizes: [{}, {}], ties: {}}}\n",
                       by, shape_.pick({"plan", "team", "company"}), numbers_.roll(100, 5000),
                       numbers_.pick({"100", "33.33", "0.05"}), shape_.pick({"each", "share"})) +
           window(false);
}

std::string PlanWriter::limits() {
    std::string text;
    if (shape_.chance(20)) {
        const bool share = targets_ && shape_.chance(40);
        text += share ? fmt::format("    cap: {}% of target\n", numbers_.roll(40, 250))
                      : fmt::format("    cap: {}.25\n", numbers_.roll(900, 9000));
    }
    if (shape_.chance(15)) {
        const bool share = targets_ && shape_.chance(30);
        text += share ? fmt::format("    floor: {}% of target\n", numbers_.roll(1, 20))
                      : fmt::format("    floor: {}\n", numbers_.pick({"0", "150.125", "-20"}));
    }
    return text;
}

std::string PlanWriter::rounding(bool lines) {
    if (shape_.chance(70)) return "";
    std::string text = fmt::format(
        "    rounding: {{mode: {}",
        shape_.pick({"half_even", "half_up", "half_down", "up", "down", "ceiling", "floor"}));
    if (shape_.chance(30)) text += ", unit: " + shape_.pick({"1", "100", "5"});
    if (lines && order_.empty() && shape_.chance(60)) text += ", at: line";
    return text + "}\n";
}

std::string PlanWriter::rest(bool lines) {
    std::string text = window(false);
    text += gate(false, lines);
    text += adjustments(lines);
    if (shape_.chance(15)) {
        text += carried_limits();
    } else if (lines && order_.find("gate, cap") == std::string::npos && shape_.chance(12)) {
        text += fmt::format("    cap: {{amount: {}, per: deal}}\n", numbers_.roll(20, 900));
        if (shape_.chance(50)) text += "    floor: {amount: 7.5, per: deal}\n";
    } else {
        text += limits();
    }
    return text + rounding(lines);
}

// --- tables and curves ---------------------------------------------------------------------------

std::vector<std::int64_t> PlanWriter::ascending(std::size_t count, std::int64_t least,
                                                std::int64_t most) {
    std::vector<std::int64_t> steps;
    while (steps.size() < count) {
        const std::int64_t step = numbers_.roll(least, most);
        // Two apart: between `above: 3` and `below: 4` there is no deal.
        const bool near = std::any_of(steps.begin(), steps.end(), [&](std::int64_t other) {
            return step - other < 2 && other - step < 2;
        });
        if (!near) steps.push_back(step);
    }
    std::sort(steps.begin(), steps.end());
    return steps;
}

std::string PlanWriter::position(Axis axis, std::int64_t steps) {
    switch (axis) {
        case Axis::percent: return fmt::format("{}%", steps * 10);
        case Axis::amount: return fmt::format("{}", steps * 4000);
        case Axis::count: return fmt::format("{}", steps);
    }
    return "";
}

std::string PlanWriter::value(Pays pays) {
    switch (pays) {
        case Pays::share_of_target: return fmt::format("{}%", numbers_.roll(0, 200));
        case Pays::rate: return numbers_.pick({"0%", "1%", "2.5%", "4%", "5%", "1/30", "7.25%"});
        case Pays::per_unit: return numbers_.pick({"0", "12", "40", "7.35", "1/3"});
        case Pays::amount: return numbers_.pick({"0", "500", "1250.50", "99.999"});
    }
    return "";
}

// A value by columns of the deal and the person.
std::string PlanWriter::chosen(Pays pays) {
    const std::string key = pays == Pays::rate ? "rate" : "amount";
    const auto row = [&](const std::string& cells) {
        return fmt::format("{{{}, {}: {}}}", cells, key, value(pays));
    };
    const std::string columns = shape_.pick({"type, region", "type, units", "person.level, type"});
    std::string rows;
    if (columns == "type, region") {
        rows = row("type: new, region: emea") + ", " + row("type: [new, expansion]");
    } else if (columns == "type, units") {
        rows = row("type: new, units: [1, 2, 3]") + ", " + row("units: 5");
    } else {
        rows = row("person.level: senior, type: renewal") + ", " + row("person.level: senior");
    }
    return fmt::format("{{choose: [{}], rows: [{}], otherwise: {}}}", columns, rows, value(pays));
}

// A mode that rates credits as they come: marginal, reached, or whole back to an anchor only.
std::string PlanWriter::mode(bool may_reach, Axis axis) {
    const auto kind = shape_.roll(1, 10);
    if (kind <= 2 && may_reach) {
        return "reached\n      reached: " + shape_.pick({"after", "before"});
    }
    if (kind <= 4) return "whole\n      back_to: " + position(axis, numbers_.roll(1, 15));
    return "marginal";
}

std::string PlanWriter::table(const std::string& mode, Axis axis, Pays pays) {
    const bool by_columns = (pays == Pays::rate || pays == Pays::per_unit) && shape_.chance(15);
    const bool person = pays == Pays::rate && shape_.chance(10);
    const auto count = static_cast<std::size_t>(shape_.roll(1, 3));
    const bool from_zero = shape_.chance(15);
    const bool starts = !from_zero && shape_.chance(20);
    const bool ends = shape_.chance(20);
    const auto edges = ascending(count + (starts ? 1 : 0) + (ends ? 1 : 0), 1, 18);
    const std::string key = pays == Pays::rate || pays == Pays::share_of_target ? "rate" : "amount";
    std::string text = "    table:\n      mode: " + mode + "\n      tiers:\n";
    std::size_t next = 0;
    std::string lower;
    if (from_zero) lower = "from: " + position(axis, 0) + ", ";
    if (starts) lower = "from: " + position(axis, edges[next++]) + ", ";
    for (std::size_t tier = 0; tier <= count; ++tier) {
        const bool last = tier == count;
        std::string upper;
        std::string following;
        if (!last || ends) {
            const std::string at = position(axis, edges[next++]);
            const bool lower_owns = shape_.chance(50);
            upper = (lower_owns ? "up_to: " : "below: ") + at + ", ";
            following = (lower_owns ? "above: " : "from: ") + at + ", ";
        }
        const bool of_person = person && tier == 0;
        const bool gated = tier > 0 && shape_.chance(8);
        text += fmt::format("        - {{{}{}{}{}: {}}}\n", lower, upper,
                            gated ? "when: 'deals >= 2', " : "", key,
                            of_person                 ? "person.commission_pct"
                            : by_columns && tier == 1 ? chosen(pays)
                                                      : value(pays));
        lower = following;
    }
    if (starts) text += "      below_first: " + shape_.pick({"zero", "on"}) + "\n";
    if (ends) text += "      beyond_last: " + shape_.pick({"zero", "on"}) + "\n";
    return text;
}

std::string PlanWriter::curve(Axis axis, Pays pays) {
    const bool steps = shape_.chance(40);
    const auto count = static_cast<std::size_t>(shape_.roll(2, 4));
    const auto jump = static_cast<std::size_t>(steps ? 99 : shape_.roll(1, 5));
    std::string points;
    const auto edges = ascending(count, 1, 18);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string at = position(axis, edges[i]);
        std::string what = value(pays);
        if (i == jump) {
            const bool upper_owns = shape_.chance(50);
            what = fmt::format("{{{}: {}, {}: {}}}", upper_owns ? "below" : "up_to", what,
                               upper_owns ? "from" : "above", value(pays));
        }
        points += fmt::format("{}{}: {}", i == 0 ? "" : ", ", at, what);
    }
    const auto end = [&] {
        return steps ? shape_.pick({"zero", "flat"}) : shape_.pick({"zero", "flat", "flat", "on"});
    };
    const std::string below = end();
    const std::string beyond = end();
    std::string gates;
    if (shape_.chance(15)) {
        const std::string from = position(axis, edges[count - 2]);
        gates = fmt::format(
            ", gates: [{{{}: {}{}, when: 'deals >= 2'{}}}]", shape_.pick({"above", "from"}), from,
            shape_.chance(50)
                ? ""
                : ", " + shape_.pick({"up_to: ", "below: "}) + position(axis, edges[count - 1]),
            shape_.chance(60)   ? ", otherwise: flat"
            : shape_.chance(50) ? ", otherwise: " + value(pays)
                                : "");
    }
    return fmt::format("    curve: {{kind: {}, points: {{{}}}, below: {}, beyond: {}{}}}\n",
                       steps ? "steps" : "linear", points, below, beyond, gates);
}

std::string PlanWriter::target_shares() {
    if (pays_ == "month") return "target_shares: {of: quarter, shares: [20%, 30%, 50%]}\n";
    if (pays_ == "quarter" && shape_.chance(50)) {
        return "target_shares: {of: year, shares: [10%, 20%, 33.3%, 36.7%]}\n";
    }
    if (pays_ == "quarter") return "target_shares: {of: half, shares: [40%, 60%]}\n";
    return pays_ == "half" ? "target_shares: {of: year, shares: [30%, 70%]}\n" : "";
}

std::string PlanWriter::write(const std::string& name, const std::string& effective) {
    choose_terms();
    std::string components = parts_of_target();
    using Kind = std::string (PlanWriter::*)();
    std::vector<Kind> kinds = {&PlanWriter::commission,   &PlanWriter::whole_rate,
                               &PlanWriter::per_deal,     &PlanWriter::override_rate,
                               &PlanWriter::team_cut,     &PlanWriter::kicker,
                               &PlanWriter::pool,         &PlanWriter::curve_without_base,
                               &PlanWriter::single_deals, &PlanWriter::bounty,
                               &PlanWriter::own_pay,      &PlanWriter::milestones,
                               &PlanWriter::contest};
    for (auto left = shape_.roll(1, targets_ ? 3 : 4); left > 0; --left) {
        const auto kind = static_cast<std::ptrdiff_t>(
            shape_.roll(0, static_cast<std::int64_t>(kinds.size()) - 1));
        components += (this->*kinds[static_cast<std::size_t>(kind)])();
        kinds.erase(kinds.begin() + kind);
    }
    const bool pay_on_pay = !paid_.empty() && shape_.chance(20);
    if (pay_on_pay) components += on_pay();

    const std::map<std::string, std::string> words = {{"week", "weekly"},
                                                      {"month", "monthly"},
                                                      {"quarter", "quarterly"},
                                                      {"half", "half_yearly"},
                                                      {"year", "yearly"}};
    std::string text = fmt::format("plan: {}\neffective: {}\ncurrency: {}\npays: {}\n", name,
                                   effective, frame_.currency, words.at(pays_));
    text += "conversion: {series: market, on: " +
            shape_.pick({"deal_date", "deal_date", "period_average", "period_end"}) + "}\n";
    if (shape_.chance(25)) {
        text += "proration: " + shape_.pick({"working_days", "whole_months", "none"}) + "\n";
    }
    if (shape_.chance(25)) {
        text +=
            "dates: {assigned: booked, counted: " + shape_.pick({"invoiced", "collected"}) + "}\n";
    }
    if (shape_.chance(12)) {
        text += targets_ && !longer_ ? fmt::format("cap: {}% of target\n", numbers_.roll(80, 400))
                                     : fmt::format("constants: {{most: {}}}\ncap: constants.most\n",
                                                   numbers_.roll(1500, 20000));
    }
    if (!order_.empty()) text += "order: [" + order_ + "]\n";
    if (targets_ && shape_.chance(20)) text += target_shares();
    if (shape_.chance(12)) text += "floor: " + numbers_.pick({"0", "100.5"}) + "\n";
    const Figures more = figures(frame_, !weekly_, shape_.split(), numbers_.split());
    text += changes_text(name, shape_, numbers_);
    text += more.terms + more.columns + measures() + more.measures;
    if (pay_on_pay) {
        const std::string component = shape_.pick(paid_);
        text += fmt::format("  earned: {{pay: [{}], credit: own}}\n", component);
        // What the same component has left to those below makes a waterfall.
        text += fmt::format("  led: {{pay: [{}{}], credit: {}}}\n", component,
                            shape_.chance(50) ? ", on_pay" : "",
                            shape_.pick({"reports", "organization"}));
        text += "  left: {compute: 'below_me - led'}\n";
    }
    return text + attainments() + more.attainments + "components:\n" + components + more.components;
}

std::string plan_text(const Frame& frame, const std::string& name, const std::string& effective,
                      Dice shape, Dice numbers) {
    return PlanWriter(frame, shape, numbers).write(name, effective);
}

}  // namespace attain::laws
