// Binding: from what was written to what is meant. Each bind_… resolves the names of one part and
// proves it; all of them run, so that an admin sees every mistake at once.
//
//     bind_terms         plan, days, currency, calendar, dates, conversion, limits
//     bind_changes       leavers, what is carried from another plan, versions by days
//     bind_columns       columns that the plan computes
//     bind_measures      columns and conditions; which components `pay` takes in comes last
//     bind_attainments   measures, goals, windows, phases; what is combined of them
//     bind_components    base, axis, value, gate, limits; the weights
//     bind_tables        tiers edge to edge, curves point to point      (tables.h)
//     bind_balances      draw, guarantee, holdback, clawback, payments … once components are known
//     bind_order         `pay` measures after what they sum, or a cycle
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "model/plan/draft.h"
#include "model/plan/load_plan.h"

namespace attain::plan {

struct Binding {
    const PlanDraft& draft;
    const Surroundings& around;
    Plan plan;
    Diagnostics& out;
    // What was reported already, so that one mistake does not become three: which attainments know
    // their measure, and whether all weights could be read.
    std::vector<bool> measured;
    bool weights_known = true;
};

// How many pay periods the grain has, where that is the same every time; weeks are not.
std::optional<std::size_t> pay_periods_in(const Binding& b, Grain grain);

void bind_terms(Binding& b);
void bind_changes(Binding& b);
void bind_columns(Binding& b);
void bind_measures(Binding& b);
void bind_attainments(Binding& b);
void bind_components(Binding& b);
void bind_balances(Binding& b);
void bind_order(Binding& b);

// --- shared by several of them ---------------------------------------------------------------

// Adds an error with its remedy, and answers it, so that notes can be attached.
Diagnostic& refuse(Binding& b, std::string_view code, const Span& where, std::string message,
                   std::string help);

// The place of a name among measures, attainments or components; an error with the nearest name
// where it is not there.
std::optional<MeasureIndex> find_measure(Binding& b, const Word& name);
std::optional<AttainmentIndex> find_attainment(Binding& b, const Word& name);

// The calendar of the plan; nothing where it is not known here (a file that is checked alone).
std::optional<Calendar> calendar_of(const Binding& b);
// Whether one of the grains is a whole number of the other (T2); unknown calendars pass.
bool fit(const Binding& b, Grain a, Grain c);

// The type of a column of the ledger, further or computed; nothing where there is none, or where
// the file is checked alone and cannot know.
std::optional<ColumnType> column_type(const Binding& b, const std::string& name);
// What the ledger's columns may be called here, of one type or, without one, of any.
std::vector<std::string> column_names(const Binding& b, std::optional<ColumnType> type);
// All columns of the ledger, standard, further and computed, as a condition may name them.
Scope ledger_scope(const Binding& b);

std::optional<Conversion> bind_conversion(Binding& b, const ConversionDraft& draft);
std::optional<RoundingPoint> bind_round(Binding& b, const std::optional<RoundDraft>& draft);
// Measures that are computed from others: their formulas, units (N6) and owners; no circles.
void check_computed(Binding& b);

// What names what: `edges` of thing i. An error that names the members of the first circle.
struct NameGraph {
    std::vector<Word> names;
    std::vector<std::vector<std::uint32_t>> edges;
};
bool check_circle(Binding& b, const NameGraph& graph, const char* what);

// A condition or formula as written, its constants replaced by their numbers; nothing after an
// error.
std::optional<Expr> parse(Binding& b, const Node& text);

// `where` over the columns of the ledger, `when` over attainments, measures and the person.
Condition bind_filter(Binding& b, const Node& text);
Condition bind_gate(Binding& b, const Node& text);

// `booked`, a date column of the ledger or a kind of event (C4).
std::string bind_date(Binding& b, const std::optional<Word>& word);
// Whether company.yaml has the series; an error where not.
bool check_series(Binding& b, const Word& series);

Rounding bind_rounding(Binding& b, const RoundingDraft& draft, const Rounding& otherwise);

// Which of the things, all with a `name` as written, is called so.
template <class Thing>
std::optional<std::uint32_t> place_of(const std::vector<Thing>& things, const std::string& name) {
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (things[i].name.text == name) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

bool is_yes(const std::optional<Word>& flag);
std::string listed(const std::vector<std::string>& words);  // "a, b and c"
std::string as_percent(const Rational& value);              // "112.5%"
// " (did you mean …)" as a help, or the list of what there is.
std::string help_with_names(const std::string& word, const std::vector<std::string>& known,
                            const char* none);

}  // namespace attain::plan
