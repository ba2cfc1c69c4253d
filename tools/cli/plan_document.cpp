#include "report/document/document.h"

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/plan_try.h"

namespace attain::cli {

int plan_document(const Arguments& arguments, Console& console) {
    int exit = exit_done;
    const std::optional<Tried> tried = plan_tried(arguments, console, exit);
    if (!tried) return exit;
    // The picture goes from end to end; --at says where the examples stand.
    Arguments whole = arguments;
    whole.at.clear();
    whole.step.clear();
    const Places dense = places_meant(whole, *tried, {200, false, true});
    const Places blocks = places_meant(whole, *tried, {60, true, false});
    const preview::Preview curve = preview::preview(tried->subject, dense.axis, dense.at);
    const preview::Preview drawn = preview::preview(tried->subject, blocks.axis, blocks.at);
    const report::Shown shown{tried->plan, tried->subject, curve};
    const std::vector<Rational> places = arguments.at.empty()
                                             ? report::example_places(shown)
                                             : places_meant(arguments, *tried, {5, true, false}).at;
    const report::PlanDocument document = report::compose_document(
        shown, {tried->plan, tried->subject, drawn}, places, tried->company);
    const std::string text = arguments.format == "markdown" ? report::document_markdown(document)
                                                            : report::document_html(document);
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
