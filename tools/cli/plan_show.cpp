#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/plan_try.h"
#include "report/curve/curve.h"

namespace attain::cli {

int plan_show(const Arguments& arguments, Console& console) {
    int exit = exit_done;
    const std::optional<Tried> tried = plan_tried(arguments, console, exit);
    if (!tried) return exit;
    const Places places = places_meant(arguments, *tried, {});
    const preview::Preview made = preview::preview(tried->subject, places.axis, places.at);
    const report::Shown shown{tried->plan, tried->subject, made};
    const std::string format = arguments.json ? "json" : arguments.format;
    const Colour colour = arguments.out.empty() ? console.colour() : Colour::no;
    const std::string text = format == "json"  ? report::preview_json(shown)
                             : format == "csv" ? report::preview_csv(shown)
                                               : report::preview_text(shown, colour);
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
