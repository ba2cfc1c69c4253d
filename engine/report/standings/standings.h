// Where everybody stands on a day: each participant's and team's goal, attainment and what is left,
// for week, month, quarter and year. For sight, not for pay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/compute.h"

namespace attain {

struct StandingLine {
    std::string kind;   // "participant" or "team"
    std::string owner;  // id
    std::string name;
    std::string plan;
    std::string goal;     // the attainment's name
    std::string measure;  // "Bookings"
    Period window;
    std::string in;  // "USD", or "" for a count
    Rational measured;
    std::optional<Rational> quota;
    std::optional<Rational> attainment;
    std::optional<Rational> left;  // quota − measured, at least zero
};

struct Standings {
    std::string company;
    Date day;
    std::vector<StandingLine>
        lines;  // teams first, then participants, by id; then finer windows first
};

namespace report {

// `found` is what standings(world, day) answered, whole or filtered.
Standings compose_standings(const World& world, const std::vector<Standing>& found, Date day);

std::string standings_text(const Standings& standings, Colour colour);
std::string standings_json(const Standings& standings);  // schemas/status.schema.json

}  // namespace report
}  // namespace attain
