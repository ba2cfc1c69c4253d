#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/plan_try.h"
#include "report/curve/curve.h"

namespace attain::cli {

int plan_curve(const Arguments& arguments, Console& console) {
    int exit = exit_done;
    const std::optional<Tried> tried = plan_tried(arguments, console, exit);
    if (!tried) return exit;
    const bool text_only = arguments.format == "text" && !arguments.json;
    // A drawing of blocks has one column for each place, evenly; a line bends at each boundary.
    const Density density = text_only ? Density{60, true, false} : Density{200, false, true};
    const Places places = places_meant(arguments, *tried, density);
    const preview::Preview made = preview::preview(tried->subject, places.axis, places.at);
    const report::Shown shown{tried->plan, tried->subject, made};
    const Colour colour = arguments.out.empty() ? console.colour() : Colour::no;
    const std::string text = arguments.json              ? report::preview_json(shown)
                             : arguments.format == "svg" ? report::curve_svg(shown)
                             : arguments.format == "csv" ? report::preview_csv(shown)
                                                         : report::curve_text(shown, colour);
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
