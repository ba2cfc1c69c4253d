// Credits and measures, row by row (C1–C3, M1, N6).
#include <algorithm>

#include "base/ensure.h"
#include "reference/sheet.h"

namespace attain::reference {

namespace {

bool is_team(const Measure& measure) {
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
    if (is_team(measure)) return team_on(sheet.roster(), who, day) == std::get<TeamIndex>(owner);
    const ParticipantIndex person = std::get<ParticipantIndex>(owner);
    if (measure.credit == CreditScope::own) return who == person;
    if (measure.with_own && who == person) return true;
    return below(sheet.roster(), who, person, day, measure.credit == CreditScope::organization);
}

// What people have of a line: direct credit and, where the measure takes it, overlay credit.
struct Parts {
    Rational direct;
    Rational overlay;
    void add(const Parts& other) {
        direct += other.direct;
        overlay += other.overlay;
    }
};

// One person's parts of a line that the measure takes.
Parts parts_of(const Sheet& sheet, const Measure& measure, std::uint32_t row,
               ParticipantIndex who) {
    Parts parts;
    const auto add = [&](const std::vector<Share>& shares, Rational& sum) {
        for (const Share& share : shares) {
            if (share.who == who && takes(sheet, measure, row, share.role)) sum += share.part;
        }
    };
    add(direct_shares(sheet.facts(), row), parts.direct);
    if (measure.with_overlays) add(overlay_shares(sheet.facts(), row), parts.overlay);
    return parts;
}

// The parts that count for the owner of a measure: all of a team together, else each person's.
Parts parts_of_line(const Sheet& sheet, const Measure& measure, const GoalOwner& owner,
                    std::uint32_t row, Date day) {
    Parts sum;
    for (std::uint32_t i = 0; i < sheet.roster().participants().size(); ++i) {
        const ParticipantIndex who(i);
        const Parts parts = parts_of(sheet, measure, row, who);
        if (parts.direct.is_zero() && parts.overlay.is_zero()) continue;
        if (!counts_for(sheet, measure, owner, who, day)) continue;
        sum.add(parts);
    }
    if (is_team(measure)) sum.overlay = sum.direct.sign() > 0 ? 0 : least(sum.overlay, 1);
    return sum;
}

// What is left of a further column: with the return rows' own figures, in the proportion that
// cancellations leave of the amount.
std::optional<Rational> column_value(const Facts& facts, const std::string& name,
                                     std::uint32_t row) {
    if (name == "amount") return facts.net_amount.value(row);
    const FurtherColumn* column = facts.ledger.find(name);
    ensure(column != nullptr, "a bound measure sums a column that there is");
    const DecimalColumn& values = std::get<DecimalColumn>(column->values);
    std::optional<Rational> value;
    if (values.has(row)) value = values.value(row);
    Rational amount = facts.ledger.amount.value(row);
    for (std::uint32_t other = 0; other < facts.ledger.rows(); ++other) {
        if (facts.return_of[other] != RowIndex(row) || facts.withheld[other]) continue;
        amount += facts.ledger.amount.value(other);
        if (values.has(other)) value = value.value_or(Rational()) + values.value(other);
    }
    if (value && !amount.is_zero()) *value *= facts.net_amount.value(row) / amount;
    return value;
}

bool is_cancelled(const Facts& facts, std::uint32_t row) {
    return facts.net_amount.value(row).is_zero() && !facts.ledger.amount.value(row).is_zero();
}

// The amount of a whole line for a measure; nothing where the line does not count.
std::optional<Rational> line_amount(Sheet& sheet, const Plan& plan, const Measure& measure,
                                    std::uint32_t row, Date counted) {
    const Facts& facts = sheet.facts();
    if (measure.kind == Measure::Kind::count) {
        return is_cancelled(facts, row) ? std::nullopt : std::optional<Rational>(1);
    }
    std::optional<Rational> value = column_value(facts, measure.column, row);
    if (!value || !measure.money) return value;
    const std::string& code = facts.ledger.currency.text(row);
    if (code == plan.currency.code()) return value;
    const std::optional<Rational> rate = exchange(sheet, plan, *Currency::find(code), counted);
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

Measured of_ledger(Sheet& sheet, const Question& asked) {
    const Plan& plan = sheet.plan(asked.plan);
    const Measure& measure = plan.measures[asked.measure];
    Measured result;
    for (std::uint32_t row = 0; row < sheet.facts().ledger.rows(); ++row) {
        if (kept_from_all(sheet, row)) continue;
        const auto assigned = day_of(sheet, row, plan.assigned_by);
        const auto counted = day_of(sheet, row, plan.counted_by);
        if (!assigned || !counted || !asked.counted.holds(*counted)) continue;
        if (!is_team(measure) && !asked.assigned.holds(*assigned)) continue;
        const Parts parts = parts_of_line(sheet, measure, asked.owner, row, *assigned);
        const Rational part = parts.direct + parts.overlay;
        if (part.is_zero()) continue;
        const auto amount = line_amount(sheet, plan, measure, row, *counted);
        if (!amount) continue;
        const bool whole = measure.kind == Measure::Kind::count;
        result.lines.push_back({row, *counted, *assigned, whole ? *amount : *amount * part});
    }
    std::stable_sort(result.lines.begin(), result.lines.end(),
                     [](const Line& a, const Line& b) { return a.counted < b.counted; });
    for (const Line& line : result.lines)
        result.value += line.amount;
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
    if (std::holds_alternative<TeamIndex>(owner)) {
        return {moment.plan, measure, owner, DayRange::always(), window, window};
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
    return {moment.plan, measure, owner, credited, moment.to_date(), window};
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
                                asked.window.past_the_end};
    const auto known = sheet.measures.find(key);
    if (known != sheet.measures.end()) return known->second;
    const Measure& measure = sheet.plan(asked.plan).measures[asked.measure];
    Measured result =
        measure.kind == Measure::Kind::pay ? of_pay(sheet, asked) : of_ledger(sheet, asked);
    return sheet.measures.emplace(key, std::move(result)).first->second;
}

Rational brought(Sheet& sheet, const Question& asked, ParticipantIndex member) {
    const Measure& measure = sheet.plan(asked.plan).measures[asked.measure];
    Rational sum;
    for (const Line& line : measured(sheet, asked).lines) {
        if (!counts_for(sheet, measure, asked.owner, member, line.assigned)) continue;
        const Parts all = parts_of_line(sheet, measure, asked.owner, line.row, line.assigned);
        const Parts own = parts_of(sheet, measure, line.row, member);
        if (all.direct.sign() > 0) {
            sum += line.amount * own.direct / all.direct;
        } else {
            sum += line.amount * least(own.overlay / all.overlay, 1);
        }
    }
    return sum;
}

}  // namespace attain::reference
