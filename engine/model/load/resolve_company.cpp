// The company, its calendars, and the plans that are written in its terms.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/load/fact_cells.h"
#include "model/load/resolve.h"
#include "model/plan/load_plan.h"

namespace attain {

namespace {

SourcePtr source_of(const Document& document) {
    return std::make_shared<Source>(document.name, document.text);
}

}  // namespace

std::shared_ptr<plan::Library> library_of(const Known& known) {
    SourcePtr shared;
    std::vector<SourcePtr> plans;
    for (const Document& document : known.documents) {
        if (document.kind == DocumentKind::shared) shared = source_of(document);
        if (document.kind == DocumentKind::plan) plans.push_back(source_of(document));
    }
    return std::make_shared<plan::Library>(std::move(shared), std::move(plans));
}

namespace load {

namespace {

const Document* company_document(const Known& known) {
    for (const Document& document : known.documents) {
        if (document.kind == DocumentKind::company) return &document;
    }
    return nullptr;
}

std::map<std::string, std::vector<Period>> own_periods(const Known& known) {
    std::map<std::string, std::vector<Period>> periods;
    for (const FactRow& row : rows_of(known, FactKind::periods)) {
        const FactCells cells(FactKind::periods, row);
        periods[cells.text("calendar")].push_back(
            {cells.text("name"), cells.grain("grain"), cells.days("first", "last")});
    }
    return periods;
}

// Calendars that periods.csv fills. Where no company.yaml declares any, the file itself does.
bool add_own_calendars(const Known& known, bool declared, World& world, Diagnostics& out) {
    const std::vector<std::string>& wanted = world.company.own_tables;
    std::map<std::string, std::vector<Period>> periods = own_periods(known);
    bool sound = true;
    for (auto& [name, rows] : periods) {
        if (declared && std::count(wanted.begin(), wanted.end(), name) == 0) {
            sound = false;
            out.error("unknown-calendar", Span{},
                      fmt::format("periods.csv fills a calendar `{}` that company.yaml does not "
                                  "declare as a table",
                                  name))
                .help = meant(nearest(name, wanted),
                              fmt::format("declare `{}: {{kind: table}}` under `calendars`", name));
            continue;
        }
        std::string problem;
        const std::optional<Calendar> calendar = Calendar::table(name, std::move(rows), problem);
        if (calendar) {
            world.facts.calendars.insert_or_assign(name, *calendar);
        } else {
            sound = false;
            out.error("calendar-table", Span{}, problem).help = "correct the rows of periods.csv";
        }
    }
    for (const std::string& name : wanted) {
        if (periods.contains(name)) continue;
        sound = false;
        out.error("calendar-table", Span{},
                  fmt::format("the calendar `{}` is a table, and no periods of it are known", name))
            .help = "import a periods.csv that has them";
    }
    return sound;
}

// The columns of people.csv beyond the standard ones; one type each.
bool person_columns(const Known& known, std::map<std::string, ColumnType>& columns,
                    Diagnostics& out) {
    std::set<std::string> disputed;
    for (const FactRow& row : rows_of(known, FactKind::people)) {
        for (std::size_t i = columns_of(FactKind::people).size(); i < row.cells.size(); ++i) {
            const FurtherCell cell = further_cell(row.cells[i]);
            const auto [place, is_new] = columns.emplace(cell.name, cell.type);
            if (is_new || place->second == cell.type) continue;
            if (!disputed.insert(place->first).second) continue;
            out.error("column-type", Span{},
                      fmt::format("the people's column `{}` is a {} in one row and a {} in another",
                                  cell.name, name_of(place->second), name_of(cell.type)))
                .help = "give it one type in every file's header, and import the other file again";
        }
    }
    return disputed.empty();
}

}  // namespace

bool resolve_company(const Known& known, World& world, Diagnostics& out) {
    const Document* const document = company_document(known);
    if (document) {
        std::optional<Company> company = load_company(source_of(*document), out);
        if (!company) return false;
        world.company = *std::move(company);
    }
    world.company.calendars.emplace("calendar", Calendar::gregorian());
    world.facts.calendars = world.company.calendars;
    world.facts.series = world.company.series;
    return add_own_calendars(known, document != nullptr, world, out);
}

std::optional<plan::Surroundings> surroundings_of(const Known& known, const World& world,
                                                  Diagnostics& out) {
    plan::Surroundings around;
    around.complete = true;
    around.calendars = world.facts.calendars;
    for (const auto& [name, series] : world.facts.series)
        around.rate_series.push_back(name);
    for (const FurtherColumn& column : world.facts.ledger.further) {
        around.ledger_columns.emplace(column.name, column.type());
    }
    if (!person_columns(known, around.person_columns, out)) return std::nullopt;
    // C4: a kind of event dates a credit as a date column does.
    for (const FactRow& row : rows_of(known, FactKind::events)) {
        around.ledger_columns.emplace(FactCells(FactKind::events, row).text("kind"),
                                      ColumnType::date);
    }
    around.library = library_of(known);
    return around;
}

bool resolve_plans(const Known& known, World& world, Diagnostics& out) {
    const std::optional<plan::Surroundings> around = surroundings_of(known, world, out);
    if (!around) return false;
    std::vector<Plan> plans;
    bool sound = true;
    for (const Document& document : known.documents) {
        if (document.kind != DocumentKind::plan) continue;
        std::optional<Plan> plan = plan::load_plan(source_of(document), *around, out);
        sound = sound && plan.has_value();
        if (!plan) continue;
        plan->entry = document.entry;
        plans.push_back(*std::move(plan));
    }
    if (!sound) return false;
    std::optional<Rulebook> rules = Rulebook::make(std::move(plans), out);
    if (!rules) return false;
    world.rules = *std::move(rules);
    return true;
}

}  // namespace load

}  // namespace attain
