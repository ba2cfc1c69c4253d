// The declared tables: which columns a kind of fact has, which are its key, how a cell must read.
#include <fmt/format.h>

#include "base/ensure.h"
#include "model/load/known.h"

namespace attain {

namespace {

using enum CellType;

constexpr FactColumn teams_columns[] = {
    {"team", name, true, true, "the team's id, as people.csv and quotas.csv name it"},
    {"name", text, false, false, "the team's name on statements"},
};

constexpr FactColumn people_columns[] = {
    {"participant", name, true, true, "the person's id, as the ledger's owner and splits name it"},
    {"from", date, true, true, "the first day on which this row holds"},
    {"name", text, false, false, "the person's name on statements"},
    {"to", date, false, false, "the last day on which this row holds; empty: until further notice"},
    {"team", name, false, false, "the team, an id of teams.csv; empty: on no team"},
    {"manager", name, false, false, "the manager's participant id; empty: reports to nobody"},
    {"plan", text, false, false,
     "the plans, `account-executive + spring-spiff`; empty: on no plan"},
};

constexpr FactColumn quotas_columns[] = {
    {"of", owner_kind, true, true, "whose goal: participant or team"},
    {"owner", name, true, true, "the participant's or team's id"},
    {"goal", name, true, true, "the goal, as the plan's `against` names it"},
    {"period", name, true, true, "the period in the plan's calendar: 2026-Q1"},
    {"from", date, true, false, "the day of the period from which it holds; empty: its first"},
    {"amount", number, false, true, "the goal: money, or a count; not negative"},
    {"currency", money_code, false, false, "the currency; empty: the plan's own, or a count"},
};

constexpr FactColumn targets_columns[] = {
    {"participant", name, true, true, "the person's id"},
    {"from", date, true, true, "the first day on which this target incentive holds"},
    {"to", date, false, false, "the last day on which it holds; empty: until further notice"},
    {"amount", number, false, true, "the target incentive; not negative"},
    {"currency", money_code, false, true, "its currency"},
    {"per", grain, false, true, "the span that the amount is for: year, half, quarter or month"},
};

constexpr FactColumn rates_columns[] = {
    {"series", name, true, true, "the series of company.yaml that the rate belongs to"},
    {"day", date, true, true, "the day of the rate"},
    {"base", money_code, true, true, "the currency of which there is one"},
    {"quote", money_code, true, true, "the currency that one of `base` is worth"},
    {"rate", number, false, true, "units of `quote` for one `base`; positive"},
};

constexpr FactColumn periods_columns[] = {
    {"calendar", name, true, true, "the calendar that company.yaml declares as a table"},
    {"name", name, true, true, "the period's name, as quotas.csv names it"},
    {"grain", grain, false, true, "week, month, quarter, half or year"},
    {"first", date, false, true, "its first day"},
    {"last", date, false, true, "its last day"},
};

constexpr FactColumn events_columns[] = {
    {"source", text, true, true, "the source of the line"},
    {"deal", text, true, true, "the deal of the line"},
    {"line", text, true, false, "the line; empty where the deal has only one"},
    {"event", text, true, true, "the event's own id"},
    {"kind", name, false, true, "cancelled, returned, invoiced, collected …"},
    {"day", date, false, true, "the day of the event"},
    {"amount", number, false, false,
     "signed, a cancellation of 500 is -500; empty: all of the line"},
};

constexpr FactColumn observations_columns[] = {
    {"of", owner_kind, true, true, "whose value: participant or team"},
    {"owner", name, true, true, "the participant's or team's id"},
    {"kpi", name, true, true, "what was observed"},
    {"day", date, true, true, "the day of the observation"},
    {"value", number, false, true, "the exact value"},
};

constexpr FactColumn openings_columns[] = {
    {"participant", name, true, true, "the person's id"},
    {"plan", name, true, true, "the plan that it belongs to"},
    {"kind", name, true, true, "credit, pay or balance"},
    {"what", name, true, true, "the measure, component or account"},
    {"day", date, true, true, "the day on which it stood so"},
    {"amount", number, false, true, "the exact amount"},
    {"currency", money_code, false, true, "its currency"},
    {"origin", text, false, false, "where the figure was taken from"},
};

constexpr FactColumn adjustments_columns[] = {
    {"adjustment", text, true, true, "the adjustment's own id"},
    {"participant", name, false, true, "whose pay or debt it changes"},
    {"day", date, false, true, "the pay period that holds this day, or the next open one"},
    {"amount", number, false, true, "above zero for the participant, below zero against"},
    {"currency", money_code, false, true, "its currency"},
    {"plan", name, false, false, "the plan it belongs to; empty: none in particular"},
    {"account", name, false, false,
     "what it changes: pay, draw (what is owed of it), carried; empty: pay"},
    {"reason", text, false, true, "why, as the statement tells it"},
    {"author", text, false, true, "who asks for it"},
    {"approver", text, false, false, "who approved it, not the author; empty: nobody yet"},
};

constexpr FactColumn users_columns[] = {
    {"user", name, true, true, "the name by which the log tells who did something"},
    {"account", text, false, false, "the account of the operating system; empty: as the user"},
    {"roles", text, false, true, "prepare, approve, pay, joined by +; or none"},
    {"participant", name, false, false, "whose pay is the user's own; empty: nobody's"},
};

constexpr FactKind all_kinds[] = {FactKind::teams,   FactKind::people,       FactKind::quotas,
                                  FactKind::targets, FactKind::rates,        FactKind::periods,
                                  FactKind::events,  FactKind::observations, FactKind::openings,
                                  FactKind::adjustments, FactKind::users};

}  // namespace

std::string_view name_of(FactKind kind) {
    switch (kind) {
        case FactKind::teams: return "teams";
        case FactKind::people: return "people";
        case FactKind::quotas: return "quotas";
        case FactKind::targets: return "targets";
        case FactKind::rates: return "rates";
        case FactKind::periods: return "periods";
        case FactKind::events: return "events";
        case FactKind::observations: return "observations";
        case FactKind::openings: return "openings";
        case FactKind::adjustments: return "adjustments";
        case FactKind::users: return "users";
    }
    ensure(false, "a kind of fact has a name");
    return {};
}

std::optional<FactKind> fact_kind(std::string_view name) {
    for (const FactKind kind : all_kinds) {
        if (name_of(kind) == name) return kind;
    }
    return std::nullopt;
}

std::span<const FactColumn> columns_of(FactKind kind) {
    switch (kind) {
        case FactKind::teams: return teams_columns;
        case FactKind::people: return people_columns;
        case FactKind::quotas: return quotas_columns;
        case FactKind::targets: return targets_columns;
        case FactKind::rates: return rates_columns;
        case FactKind::periods: return periods_columns;
        case FactKind::events: return events_columns;
        case FactKind::observations: return observations_columns;
        case FactKind::openings: return openings_columns;
        case FactKind::adjustments: return adjustments_columns;
        case FactKind::users: return users_columns;
    }
    ensure(false, "a kind of fact has columns");
    return {};
}

std::string FactRow::key(FactKind kind) const {
    const std::span<const FactColumn> columns = columns_of(kind);
    std::string joined;
    for (std::size_t i = 0; i < columns.size() && columns[i].key; ++i) {
        if (i > 0) joined += '\x1f';
        joined += cells[i];
    }
    return joined;
}

std::string_view name_of(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::company: return "company";
        case DocumentKind::plan: return "plan";
        case DocumentKind::shared: return "shared";
    }
    ensure(false, "a kind of document has a name");
    return {};
}

}  // namespace attain
