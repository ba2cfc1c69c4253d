#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/company_folder.h"
#include "cli/exit.h"
#include "model/load/read_files.h"
#include "report/diagnostics/diagnostics.h"
#include "report/exceptions/exceptions.h"

namespace attain::cli {

// Reads everything that the paths name as a book would, without one; a folder is also put together
// into a world, so that names which lead nowhere are found.
int check(const Arguments& arguments, Console& console) {
    Diagnostics problems;
    std::vector<Batch> batches;
    std::size_t unread = 0;
    bool facts = false;
    console.begin("reading");
    for (const CompanyFile& file : company_files(arguments.paths, "", problems)) {
        auto batch = load::read_batch(file.path, file.shown_as, file.table, nullptr, {}, problems);
        if (!batch) continue;
        facts = facts || file.table != "documents";
        unread += batch->unread.size();
        batches.push_back(std::move(*batch));
    }
    std::vector<Exception> exceptions;
    std::optional<World> world;
    if (!problems.has_errors()) {
        world = build_world(load::known_from_batches(std::move(batches)), problems);
        if (world && facts) exceptions = world->facts.exceptions;
    }
    console.end();
    if (arguments.json) {
        console.print(report::diagnostics_json(problems));
    } else {
        console.complain(problems);
        if (!exceptions.empty()) {
            console.print(report::exceptions_text(world->facts, exceptions, console.colour()));
        }
    }
    if (problems.has_errors()) return exit_problems;
    const bool blocking = std::any_of(exceptions.begin(), exceptions.end(), [](const Exception& e) {
        return e.bearing == Bearing::blocking;
    });
    if (!arguments.json) {
        const std::size_t plans = world ? world->rules.plans().size() : 0;
        console.say(fmt::format("{} plan version{} read, no mistake in them", plans,
                                plans == 1 ? "" : "s"));
    }
    return blocking || unread > 0 ? exit_problems : exit_done;
}

}  // namespace attain::cli
