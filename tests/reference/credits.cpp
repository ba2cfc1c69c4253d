// Credits and measures, row by row (C1–C3, M1, N6).
#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "reference/sheet.h"

namespace attain::reference {

namespace {

bool counts_for_team(const Measure& measure) {
    return measure.credit == CreditScope::team;
}

std::vector<Share> direct_shares(const Facts& facts, std::uint32_t row) {
    if (!facts.ledger.split.text(row).empty()) {
        return facts.split_of_code[facts.ledger.split.code(row)];
    }
    const ParticipantIndex owner = facts.owner_of_code[facts.ledger.owner.code(row)];
    if (!owner.exists()) return {};
    return {Share{owner, 1, ""}};
}

std::vector<Share> overlay_shares(const Facts& facts, std::uint32_t row) {
    if (facts.ledger.overlay.text(row).empty()) return {};
    return facts.overlay_of_code[facts.ledger.overlay.code(row)];
}

// Whether what this person is credited with on this day counts for the measure's owner.
bool counts_for(const Sheet& sheet, const Measure& measure, const GoalOwner& owner,
                ParticipantIndex who, Date day) {
    if (counts_for_team(measure))
        return team_on(sheet.roster(), who, day) == std::get<TeamIndex>(owner);
    const ParticipantIndex person = std::get<ParticipantIndex>(owner);
    if (measure.credit == CreditScope::own) return who == person;
    if (measure.with_own && who == person) return true;
    return below(sheet.roster(), who, person, day, measure.credit == CreditScope::organization);
}

// What people have of a line: direct credit and, where the measure takes it, overlay credit.
struct Parts {
    Rational direct;
    Rational overlay;
    bool any = false;  // also where what there is weighs nothing
    void add(const Parts& other) {
        direct += other.direct;
        overlay += other.overlay;
        any = any || other.any;
    }
};

// What a share is worth by its role (C5).
Rational weight_of_role(const Measure& measure, const std::string& role) {
    for (const CreditWeight& weight : measure.weights) {
        if (weight.column == "role" && weight.by_text.contains(role)) {
            return weight.by_text.at(role);
        }
    }
    return 1;
}

// What a line is worth by its texts.
Rational weight_of_line(const Sheet& sheet, const Plan& plan, const Measure& measure,
                        std::uint32_t row) {
    Rational product = 1;
    for (const CreditWeight& weight : measure.weights) {
        if (weight.column == "role") continue;
        const std::string text = text_in(sheet, plan, row, weight.column);
        if (weight.by_text.contains(text)) product *= weight.by_text.at(text);
    }
    return product;
}

// One person's parts of a line that the measure takes, each weighed; of overlays `room` each.
Parts parts_of(const Sheet& sheet, const Plan& plan, const Measure& measure, std::uint32_t row,
               ParticipantIndex who, const Rational& room = 1) {
    Parts parts;
    const auto add = [&](const std::vector<Share>& shares, Rational& sum, const Rational& of) {
        for (const Share& share : shares) {
            if (share.who != who || !takes(sheet, plan, measure, row, share.role)) continue;
            sum += share.part * of * weight_of_role(measure, share.role);
            parts.any = true;
        }
    };
    add(direct_shares(sheet.facts(), row), parts.direct, 1);
    if (measure.with_overlays) add(overlay_shares(sheet.facts(), row), parts.overlay, room);
    return parts;
}

// What of each overlay a team may count, so that all of them are the line at most.
Rational room_for_overlays(const Sheet& sheet, const Plan& plan, const Measure& measure,
                           const GoalOwner& owner, std::uint32_t row, Date day) {
    Rational sum;
    for (const Share& share : overlay_shares(sheet.facts(), row)) {
        if (takes(sheet, plan, measure, row, share.role) &&
            counts_for(sheet, measure, owner, share.who, day)) {
            sum += share.part;
        }
    }
    return Rational(1) / greatest(sum, 1);
}

// Whether some direct credit that the measure takes is the owner's.
bool has_direct(const Sheet& sheet, const Plan& plan, const Measure& measure,
                const GoalOwner& owner, std::uint32_t row, Date day) {
    for (const Share& share : direct_shares(sheet.facts(), row)) {
        if (takes(sheet, plan, measure, row, share.role) &&
            counts_for(sheet, measure, owner, share.who, day)) {
            return true;
        }
    }
    return false;
}

// The parts that count for the owner of a measure: all of a team together, else each person's.
Parts parts_of_line(const Sheet& sheet, const Plan& plan, const Measure& measure,
                    const GoalOwner& owner, std::uint32_t row, Date day) {
    Parts sum;
    const Rational room = counts_for_team(measure)
                              ? room_for_overlays(sheet, plan, measure, owner, row, day)
                              : Rational(1);
    for (std::uint32_t i = 0; i < sheet.roster().participants().size(); ++i) {
        const ParticipantIndex who(i);
        if (!counts_for(sheet, measure, owner, who, day)) continue;
        sum.add(parts_of(sheet, plan, measure, row, who, room));
    }
    if (counts_for_team(measure) && has_direct(sheet, plan, measure, owner, row, day))
        sum.overlay = 0;
    return sum;
}

// One line's own figure in a column, before anything is taken back.
std::optional<Rational> written(const Sheet& sheet, const Plan& plan, const std::string& name,
                                std::uint32_t row) {
    for (const ComputedColumn& column : plan.columns) {
        if (column.name == name) return computed(sheet, plan, row, column);
    }
    const FurtherColumn* column = sheet.facts().ledger.find(name);
    ensure(column != nullptr, "a bound measure sums a column that there is");
    const DecimalColumn& values = std::get<DecimalColumn>(column->values);
    return values.has(row) ? std::optional(values.value(row)) : std::nullopt;
}

bool cut_at_zero(const Plan& plan, const std::string& name) {
    return std::any_of(plan.columns.begin(), plan.columns.end(), [&](const ComputedColumn& own) {
        return own.name == name && own.zero_below;
    });
}

// What is left of a further or computed column: with the return rows' own figures, in the
// proportion that cancellations leave of the amount; then, where the plan says so, cut at zero.
std::optional<Rational> column_value(const Sheet& sheet, const Plan& plan, const std::string& name,
                                     std::uint32_t row) {
    const Facts& facts = sheet.facts();
    if (name == "amount") return facts.net_amount.value(row);
    std::optional<Rational> value = written(sheet, plan, name, row);
    Rational amount = facts.ledger.amount.value(row);
    for (std::uint32_t other = 0; other < facts.ledger.rows(); ++other) {
        if (facts.return_of[other] != RowIndex(row) || facts.withheld[other]) continue;
        amount += facts.ledger.amount.value(other);
        const auto more = written(sheet, plan, name, other);
        if (more) value = value.value_or(Rational()) + *more;
    }
    if (value && !amount.is_zero()) *value *= facts.net_amount.value(row) / amount;
    if (value && cut_at_zero(plan, name)) *value = greatest(*value, 0);
    return value;
}

bool is_cancelled(const Facts& facts, std::uint32_t row) {
    return facts.net_amount.value(row).is_zero() && !facts.ledger.amount.value(row).is_zero();
}

bool is_column(const Ledger& ledger, const std::string& date) {
    return date == "booked" || ledger.find(date) != nullptr;
}

// A line on a day on which it counts, as a whole or the part of it that an event brings (L1).
struct Count {
    Date day;
    Rational part = 1;               // of what is left of the line
    std::optional<Rational> amount;  // of a part
    bool first = true;
};

// The events of one kind, each with what it brings: together no more than is left of the line.
std::vector<Count> events_of(const Facts& facts, std::uint32_t row, const std::string& kind) {
    const Rational line = facts.net_amount.value(row);
    std::vector<Count> counts;
    Rational so_far;
    for (const LineEvent& event : facts.events) {  // by day
        if (event.row != RowIndex(row) || event.kind != kind || line.is_zero()) continue;
        Rational upto = event.amount ? so_far + *event.amount : line;
        if (line.sign() > 0) upto = greatest(0, least(upto, line));
        if (line.sign() < 0) upto = least(0, greatest(upto, line));
        if (upto == so_far) continue;
        counts.push_back({event.day, (upto - so_far) / line, upto - so_far, counts.empty()});
        so_far = upto;
    }
    return counts;
}

// When a line counts: on its counting day, or, where the measure asks for that, from the day on
// which it is eligible; in parts where an event decides (C4).
std::vector<Count> counts_of(const Sheet& sheet, const Plan& plan, const Measure& measure,
                             std::uint32_t row) {
    const Facts& facts = sheet.facts();
    const std::string& last = measure.when_eligible ? plan.eligible_by : plan.counted_by;
    std::vector<Count> counts;
    if (is_column(facts.ledger, last)) {
        const auto day = day_of(sheet, row, last);
        if (day && is_column(facts.ledger, plan.counted_by)) counts.push_back({*day, 1, {}, true});
        if (day && counts.empty()) counts = events_of(facts, row, plan.counted_by);
        for (Count& count : counts)
            count.day = std::max(count.day, *day);
    } else {
        counts = events_of(facts, row, last);
    }
    if (last == plan.counted_by) return counts;
    if (!is_column(facts.ledger, plan.counted_by) && is_column(facts.ledger, last)) return counts;
    const auto counted = day_of(sheet, row, plan.counted_by);
    if (!counted) return {};
    for (Count& count : counts)
        count.day = std::max(count.day, *counted);
    return counts;
}

// The amount of a line, or of a part of it, for a measure; nothing where it does not count.
std::optional<Rational> line_amount(Sheet& sheet, const Plan& plan, const Measure& measure,
                                    std::uint32_t row, const Count& count) {
    const Facts& facts = sheet.facts();
    if (measure.kind != Measure::Kind::sum && is_cancelled(facts, row)) return std::nullopt;
    if (measure.takes_whole_lines() && !count.first) return std::nullopt;
    if (measure.kind == Measure::Kind::distinct) {
        const bool there = !text_in(sheet, plan, row, measure.column).empty();
        return there ? std::optional(Rational(1)) : std::nullopt;
    }
    if (measure.kind == Measure::Kind::count) {
        return measure.takes_whole_lines() ? Rational(1) : count.part;
    }
    std::optional<Rational> value = column_value(sheet, plan, measure.column, row);
    if (!value) return value;
    if (!measure.takes_whole_lines()) *value *= count.part;
    if (!measure.money) return value;
    const std::string& code = facts.ledger.currency.text(row);
    if (code == plan.currency.code()) return value;
    const std::optional<Rational> rate =
        exchange(sheet, plan, measure, *Currency::find(code), count.day);
    if (!rate) {
        sheet.unpriced.insert(row);
        return std::nullopt;
    }
    return *value * *rate;
}

bool kept_from_all(const Sheet& sheet, std::uint32_t row) {
    return sheet.facts().withheld[row] || sheet.facts().return_of[row].exists() ||
           sheet.unpriced.contains(row);
}

// The credits of a measure, in the order of the walk.
std::vector<Line> lines_of(Sheet& sheet, const Question& asked) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    std::vector<Line> lines;
    for (std::uint32_t row = 0; row < sheet.facts().ledger.rows(); ++row) {
        if (kept_from_all(sheet, row)) continue;
        const auto assigned = day_of(sheet, row, plan.assigned_by);
        if (!assigned || (!counts_for_team(measure) && !asked.assigned.holds(*assigned))) continue;
        const Parts parts = parts_of_line(sheet, plan, measure, asked.owner, row, *assigned);
        const Rational part = parts.direct + parts.overlay;
        const bool whole = measure.takes_whole_lines();
        if (whole ? !parts.any : part.is_zero()) continue;
        for (const Count& count : counts_of(sheet, plan, measure, row)) {
            if (!asked.counted.holds(count.day)) continue;
            const auto amount = line_amount(sheet, plan, measure, row, count);
            if (!amount) continue;
            const Rational weight = weight_of_line(sheet, plan, measure, row);
            lines.push_back({row, count.day, *assigned, whole ? *amount : *amount * part * weight});
        }
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.counted < b.counted; });
    return lines;
}

Measured of_ledger(Sheet& sheet, const Question& asked) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    Measured result;
    result.lines = lines_of(sheet, asked);
    std::set<std::string> seen;
    std::vector<std::pair<std::uint32_t, Rational>> by_line;  // in the order of their last credit
    for (Line& line : result.lines) {
        if (measure.kind == Measure::Kind::distinct &&
            !seen.insert(text_in(sheet, plan, line.row, measure.column)).second) {
            line.amount = 0;
        }
        result.value += line.amount;
        Rational sum = line.amount;
        for (const auto& [row, amount] : by_line)
            sum += row == line.row ? amount : Rational();
        std::erase_if(by_line, [&](const auto& other) { return other.first == line.row; });
        by_line.emplace_back(line.row, sum);
    }
    if (measure.adds_up() || measure.kind == Measure::Kind::sum ||
        measure.kind == Measure::Kind::count || measure.kind == Measure::Kind::distinct) {
        return result;
    }
    result.none = by_line.empty();
    if (result.none) return result;
    if (measure.kind == Measure::Kind::average) {
        result.value /= static_cast<std::int64_t>(by_line.size());
        return result;
    }
    result.value = by_line.back().second;
    for (const auto& [row, amount] : by_line) {
        if (measure.kind == Measure::Kind::least) result.value = least(result.value, amount);
        if (measure.kind == Measure::Kind::greatest) result.value = greatest(result.value, amount);
    }
    return result;
}

bool in_pay_of(const Sheet& sheet, const Measure& measure, const Question& asked,
               const Stint& stint, Date day) {
    const ParticipantIndex person = std::get<ParticipantIndex>(asked.owner);
    if (stint.who == person) {
        const bool own = measure.credit == CreditScope::own || measure.with_own;
        return own && stint.days == asked.assigned;
    }
    if (measure.credit == CreditScope::own) return false;
    return below(sheet.roster(), stint.who, person, day,
                 measure.credit == CreditScope::organization);
}

// Pay on pay (R11): the dues of pay periods that end in the window to date.
Measured of_pay(Sheet& sheet, const Question& asked) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    Measured result;
    for (std::size_t i = 0; i < sheet.stints.size(); ++i) {
        const Stint& stint = sheet.stints[i];
        if (stint.who == std::get<ParticipantIndex>(asked.owner) && stint.plan != plan.id.text()) {
            continue;
        }
        for (const Period& period : pay_periods(sheet, stint)) {
            const Date day = std::min(period.days.last(), stint.days.last());
            if (!asked.window.holds(period.days.last())) continue;
            if (!in_pay_of(sheet, measure, asked, stint, day)) continue;
            const Plan& version = sheet.plan(sheet.world.rules.on(stint.plan, day));
            for (const std::string& name : measure.pay) {
                if (component_named(version, name) == nullptr) continue;
                result.value += entitlement(sheet, i, period, name).due;
            }
        }
    }
    return result;
}

}  // namespace

std::optional<Date> day_of(const Sheet& sheet, std::uint32_t row, const std::string& name) {
    const Ledger& ledger = sheet.facts().ledger;
    if (name == "booked") {
        return ledger.booked.has(row) ? std::optional(ledger.booked.date(row)) : std::nullopt;
    }
    if (const FurtherColumn* column = ledger.find(name)) {
        const DayColumn& days = std::get<DayColumn>(column->values);
        return days.has(row) ? std::optional(days.date(row)) : std::nullopt;
    }
    std::optional<Date> first;
    for (const LineEvent& event : sheet.facts().events) {
        if (event.row != RowIndex(row) || event.kind != name) continue;
        if (!first || event.day < *first) first = event.day;
    }
    return first;
}

Question question(const Sheet& sheet, const Moment& moment, MeasureIndex measure,
                  const GoalOwner& owner) {
    const DayRange past{Date::beginning(), moment.upto};
    const DayRange window = moment.window.days.intersect(past);
    const ParticipantIndex who = sheet.stints[moment.stint].who;
    TeamIndex team = moment.team;
    if (!team.exists()) team = team_on(sheet.roster(), who, moment.to_date().last());
    if (std::holds_alternative<TeamIndex>(owner)) {
        team = std::get<TeamIndex>(owner);
        return {moment.plan, measure, owner, DayRange::always(),
                window,      window,  team,  moment.pay_period};
    }
    DayRange credited = sheet.stints[moment.stint].days;
    const Stint& stint = sheet.stints[moment.stint];
    const std::string& until = sheet.plan(moment.plan).terms.leavers.credits_until;
    if (!until.empty() && stint.leaves) {
        const Stretch* last = sheet.roster().on(stint.who, stint.days.last());
        const auto text = last->texts.find(until);
        const auto day = text == last->texts.end() ? std::nullopt : Date::parse(text->second);
        if (day && *day < credited.last()) {
            credited.past_the_end = std::max(*day + 1, credited.first);
        }
    }
    return {moment.plan,      measure, owner, credited,
            moment.to_date(), window,  team,  moment.pay_period};
}

Question position_question(const Sheet& sheet, const Moment& moment, MeasureIndex measure,
                           const GoalOwner& owner) {
    Question asked = question(sheet, moment, measure, owner);
    if (std::holds_alternative<TeamIndex>(owner)) return asked;
    const Date first = first_carried(sheet, moment.stint, sheet.plan(moment.plan));
    if (first >= asked.assigned.first) return asked;
    asked.assigned.first = first;
    asked.counted.first = std::max(first, moment.window.days.first);
    return asked;
}

const Measured& measured(Sheet& sheet, const Question& asked) {
    const Sheet::MeasureKey key{asked.plan,
                                asked.measure,
                                asked.owner,
                                asked.assigned.first,
                                asked.assigned.past_the_end,
                                asked.counted.first,
                                asked.counted.past_the_end,
                                asked.window.first,
                                asked.window.past_the_end,
                                asked.team,
                                asked.pay_period};
    const auto known = sheet.measures.find(key);
    if (known != sheet.measures.end()) return known->second;
    const Measure& measure = sheet.plan(asked.plan).measures[asked.measure];
    Measured result = measure.kind == Measure::Kind::pay        ? of_pay(sheet, asked)
                      : measure.kind == Measure::Kind::observed ? of_observations(sheet, asked)
                      : measure.kind == Measure::Kind::computed ? of_measures(sheet, asked)
                                                                : of_ledger(sheet, asked);
    if (measure.round && !result.none) {
        const Rational& step = measure.round->to;
        result.value = Rational(round_to_whole(result.value / step, measure.round->mode)) * step;
    }
    return sheet.measures.emplace(key, std::move(result)).first->second;
}

Rational brought(Sheet& sheet, const Question& asked, ParticipantIndex member) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    Rational sum;
    for (const Line& line : measured(sheet, asked).lines) {
        if (!counts_for(sheet, measure, asked.owner, member, line.assigned)) continue;
        const Parts all = parts_of_line(sheet, plan, measure, asked.owner, line.row, line.assigned);
        const Rational room =
            room_for_overlays(sheet, plan, measure, asked.owner, line.row, line.assigned);
        const Parts own = parts_of(sheet, plan, measure, line.row, member, room);
        if (all.direct.sign() > 0) {
            sum += line.amount * own.direct / all.direct;
        } else if (!all.overlay.is_zero()) {
            sum += line.amount * own.overlay / all.overlay;
        }
    }
    return sum;
}

}  // namespace attain::reference
