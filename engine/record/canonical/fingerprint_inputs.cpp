#include <fmt/format.h>

#include "record/canonical/canonical_text.h"
#include "record/canonical/fingerprint.h"
#include "record/canonical/names.h"

namespace attain::record {

namespace {

void add_day(CanonicalText& out, const DayColumn& column, std::size_t row) {
    out.field(column.has(row) ? column.date(row).text() : std::string());
}

void add_number(CanonicalText& out, const DecimalColumn& column, std::size_t row) {
    if (!column.has(row)) {
        out.field(std::string_view());
    } else if (column.units()[row] != DecimalColumn::elsewhere) {
        out.decimal(column.units()[row], column.decimals());
    } else {
        out.field(column.value(row));
    }
}

// A further column that says nothing in a row is not there: a file that brings a new column changes
// only the lines that have something in it.
void add_further(CanonicalText& out, const FurtherColumn& column, std::size_t row) {
    if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
        if (texts->code(row) != 0) out.field(column.name).field(texts->text(row));
    } else if (const auto* numbers = std::get_if<DecimalColumn>(&column.values)) {
        if (numbers->has(row)) add_number(out.field(column.name), *numbers, row);
    } else {
        const auto& days = std::get<DayColumn>(column.values);
        if (days.has(row)) add_day(out.field(column.name), days, row);
    }
}

void add_ledger(CanonicalText& out, const Ledger& ledger) {
    for (std::size_t row = 0; row < ledger.rows(); ++row) {
        out.field("line").field(ledger.source.text(row)).field(ledger.deal.text(row));
        out.field(ledger.line.text(row));
        add_day(out, ledger.booked, row);
        add_number(out, ledger.amount, row);
        out.field(ledger.currency.text(row)).field(ledger.owner.text(row));
        out.field(ledger.split.text(row)).field(ledger.overlay.text(row));
        out.field(ledger.returns.text(row));
        for (const FurtherColumn& column : ledger.further)
            add_further(out, column, row);
        out.end();
    }
}

void add_roster(CanonicalText& out, const Names& names, const Roster& roster) {
    for (const Participant& person : roster.participants()) {
        out.field("participant").field(person.id.text()).field(person.name).end();
    }
    for (const Team& team : roster.teams()) {
        out.field("team").field(team.id.text()).field(team.name).end();
    }
    for (const Stretch& stretch : roster.stretches()) {
        out.field("stretch").field(names.participant(stretch.who)).field(days_text(stretch.days));
        out.field(names.team(stretch.team)).field(names.participant(stretch.manager));
        out.count(static_cast<std::int64_t>(stretch.plans.size()));
        for (const std::string& plan : stretch.plans)
            out.field(plan);
        for (const auto& [name, value] : stretch.numbers)
            out.field(name).field(value);
        for (const auto& [name, text] : stretch.texts)
            out.field(name).field(text);
        out.end();
    }
}

void add_promises(CanonicalText& out, const Names& names, const Facts& facts) {
    for (const Quota& quota : facts.quotas) {
        out.field("quota").field(kind_of(quota.owner)).field(name_of(names, quota.owner));
        out.field(quota.goal).field(quota.period).field(quota.amount);
        out.field(quota.currency ? quota.currency->code() : std::string());
        out.count(quota.from.days()).end();
    }
    for (const Target& target : facts.targets) {
        out.field("target").field(names.participant(target.who)).field(days_text(target.days));
        out.field(target.amount).field(target.currency.code()).field(name_of(target.per)).end();
    }
    for (const Observation& seen : facts.observations) {
        out.field("observation").field(kind_of(seen.owner)).field(name_of(names, seen.owner));
        out.field(seen.kpi).field(seen.day.text()).field(seen.value).end();
    }
    for (const Opening& opening : facts.openings) {
        out.field("opening").field(names.participant(opening.who)).field(opening.plan);
        out.field(opening.kind).field(opening.what).field(opening.day.text());
        out.field(opening.amount).field(opening.currency.code()).field(opening.source).end();
    }
    for (const Adjustment& one : facts.adjustments) {
        out.field("adjustment").field(one.id).field(names.participant(one.who)).field(one.plan);
        out.field(one.day.text()).field(one.amount.amount()).field(one.amount.currency().code());
        out.count(static_cast<std::int64_t>(one.account)).field(one.reason).field(one.author);
        out.field(one.approver).end();
    }
}

void add_rates(CanonicalText& out, const Facts& facts) {
    for (const auto& [name, series] : facts.series) {
        out.field("series").field(name).field(series.base.code()).count(series.carries_days);
        out.count(series.inverse_decimals.value_or(-1)).count(series.cross_decimals.value_or(-1));
        out.end();
    }
    for (const ExchangeRate& rate : facts.rates) {
        out.field("rate").field(rate.series).field(rate.day.text()).field(rate.base.code());
        out.field(rate.quote.code()).field(rate.rate).end();
    }
}

void add_events(CanonicalText& out, const Facts& facts) {
    const Ledger& ledger = facts.ledger;
    for (const LineEvent& event : facts.events) {
        const std::uint32_t row = event.row.value();
        out.field("event").field(ledger.source.text(row)).field(ledger.deal.text(row));
        out.field(ledger.line.text(row)).field(event.id).field(event.kind).field(event.day.text());
        if (event.amount) out.field(*event.amount);
        out.end();
    }
}

// A calendar is what it does: its periods over all years that anybody plans for. However it was
// declared, two calendars with the same periods are the same.
void add_calendars(CanonicalText& out, const Facts& facts) {
    const DayRange reach = DayRange::closed(*Date::of(2000, 1, 1), *Date::of(2049, 12, 31));
    for (const auto& [name, calendar] : facts.calendars) {
        out.field("calendar").field(name).end();
        for (const Grain grain : all_grains) {
            for (const Period& period : calendar.within(grain, reach)) {
                out.field(period.name).field(name_of(grain)).field(days_text(period.days)).end();
            }
        }
    }
}

void add_plans(CanonicalText& out, const Rulebook& rules) {
    for (const Plan& plan : rules.plans()) {
        out.field("plan").field(plan.id.text()).field(days_text(plan.effective));
        out.field(plan.fingerprint).end();
    }
}

// Rows that could not be read, and names that lead nowhere, are no facts yet but move results.
void add_exceptions(CanonicalText& out, const Names& names, const Facts& facts) {
    for (const Exception& exception : facts.exceptions) {
        out.field("exception").field(exception.code).field(name_of(exception.bearing));
        out.field(exception.row ? facts.ledger.key_text(exception.row->value()) : std::string());
        out.field(names.participant(exception.who)).field(exception.subject).end();
    }
}

}  // namespace

std::string fingerprint_of_inputs(const World& world, const settlement::History& history) {
    const Names names(world);
    CanonicalText out;
    out.field("attain inputs").count(1).end();
    add_plans(out, world.rules);
    add_calendars(out, world.facts);
    add_rates(out, world.facts);
    add_roster(out, names, world.facts.roster);
    add_promises(out, names, world.facts);
    add_ledger(out, world.facts.ledger);
    add_events(out, world.facts);
    add_exceptions(out, names, world.facts);
    if (!history.closed.empty()) out.field("closed").field(history.fingerprint).end();
    return out.hex();
}

}  // namespace attain::record
