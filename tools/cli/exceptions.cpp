#include "report/exceptions/exceptions.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

int exceptions(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    const std::vector<Exception>& found = opened->run.exceptions;
    console.print(arguments.json
                      ? report::exceptions_json(opened->world.facts, found)
                      : report::exceptions_text(opened->world.facts, found, console.colour()));
    const bool blocking = std::any_of(found.begin(), found.end(), [](const Exception& exception) {
        return exception.bearing == Bearing::blocking;
    });
    return blocking ? exit_problems : exit_done;
}

}  // namespace attain::cli
