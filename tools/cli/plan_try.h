// What `plan show`, `plan curve` and `plan document` share: a plan, somebody to try it on, and the
// places at which it is looked at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/plan_meant.h"
#include "pipeline/preview/preview.h"

namespace attain::cli {

struct Tried {
    Plan plan;
    preview::Subject subject;
    std::optional<World> world;  // of a real person
    std::string company;         // its name, where it is known
};
// Nothing after mistakes, which are told through the console; `exit` then says how to end.
std::optional<Tried> plan_tried(const Arguments& arguments, Console& console, int& exit);

// How dense the places are where nothing says so: rows of a table, or columns of a drawing.
struct Density {
    std::int64_t most = 16;
    bool round_steps = true;
    bool boundaries = true;  // with their neighbours, where they lie inside a range
};
// --at, --step and --by; boundaries inside a range are added with their neighbours.
struct Places {
    preview::Axis axis;
    std::vector<Rational> at;
};
Places places_meant(const Arguments& arguments, const Tried& tried, const Density& density);

}  // namespace attain::cli
