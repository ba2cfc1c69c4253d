// The steps of build_world(), one function each, in the order in which they are taken. Each finds
// in `facts` what the steps before it have put there, adds its own part, and turns what it cannot
// resolve into exceptions (L3) or, where the whole is contradictory, errors in `out`.
#pragma once

#include <string>

#include "base/diagnostic/diagnostic.h"
#include "model/load/known.h"
#include "model/load/trouble.h"
#include "model/plan/load_plan.h"

namespace attain::load {

// company.yaml, or a company that has only the Gregorian calendar; own calendars of periods.csv.
bool resolve_company(const Known& known, World& world, Diagnostics& out);
// The columns, calendars and series that plans may name.
std::optional<plan::Surroundings> surroundings_of(const Known& known, const World& world,
                                                  Diagnostics& out);
// Plan versions against them; the rulebook.
bool resolve_plans(const Known& known, World& world, Diagnostics& out);
// Participants, teams and stretches; overlaps and cycles in the manager tree are errors.
bool resolve_people(const Known& known, World& world, Diagnostics& out);
// Owners, splits and overlays of the lines, their currencies and days; facts.ledger is in place.
void resolve_lines(Facts& facts);
// Events, and what cancellations and returns leave of each line (R2).
void resolve_events(const Known& known, Facts& facts);
void suspect_duplicates(Facts& facts);
// Quotas, targets, rates, observations, openings.
void resolve_promises(const Known& known, World& world);
// Rows that could not be read: blocking, and a line of that key is nobody's until it is cured.
void resolve_unread(const Known& known, Facts& facts);

// "people.csv line 3, entry 2"
std::string place_of(const Facts& facts, const Origin& origin);
// An exception of a line: blocking, and the line is withheld from everybody.
void withhold(Facts& facts, std::size_t row, Trouble trouble);
// A blocking exception of a person, or of nobody in particular.
void object(Facts& facts, ParticipantIndex who, std::string subject, Trouble trouble,
            const Origin& origin);
// "did you mean `ada`? Otherwise add …", or the remedy alone.
std::string meant(const std::string& close, std::string remedy);
std::vector<std::string> participant_ids(const Facts& facts);
std::vector<std::string> team_ids(const Facts& facts);

}  // namespace attain::load
