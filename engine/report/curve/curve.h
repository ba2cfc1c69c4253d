// What a plan pays along its axis, for people and machines: as a table, as a drawing, as CSV.
//
//     at              Individual      Team       pays  of target
//     95%               8,250.00  1,875.00  10,125.00      67.5%
//     100% − 0.01 USD  11,249.99  1,875.00  13,124.99   ≈87.49%
//     100%             11,250.00  3,750.00  15,000.00       100%
//
// The figures are a preview's, computed by the engine (pipeline/preview); nothing is reckoned here
// but where ink goes. One geometry serves the SVG file and the document for a new hire.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "pipeline/preview/preview.h"

namespace attain::report {

// A preview with the plan and the person that it was made of.
struct Shown {
    const Plan& plan;
    const preview::Subject& subject;
    const preview::Preview& preview;
};

std::string preview_text(const Shown& shown, Colour colour);
std::string preview_json(const Shown& shown);  // schemas/preview.schema.json
// One row for each place, all values exact.
std::string preview_csv(const Shown& shown);

// The drawing: a page of a terminal, or an SVG image that needs nothing else.
std::string curve_text(const Shown& shown, Colour colour);
std::string curve_svg(const Shown& shown);

// What was given and what was assumed, one sentence each; for those who type, with the flag that
// states it.
enum class Flags { named, unnamed };
std::vector<std::string> premises_of(const Shown& shown, Flags flags = Flags::named);
// A place on the axis: "95%", "100% − 0.01 USD", "500,000.00 USD", "12".
std::string place_text(const Shown& shown, const preview::Point& point);
// What the axis is: "attainment", "Bookings".
std::string axis_title(const Shown& shown);
// Component titles, as columns.
std::vector<std::string> column_titles(const Shown& shown);
// Whether the plan's own cap or floor ever changes something.
bool has_limits(const Shown& shown);

}  // namespace attain::report
