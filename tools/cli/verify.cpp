#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "cli/verify_papers.h"
#include "report/verification/verification.h"

namespace attain::cli {

int verify(const Arguments& arguments, Console& console) {
    if (!arguments.manifest.empty()) return verify_manifest(arguments, console);
    if (!arguments.statement.empty()) return verify_statement(arguments, console);
    const Book book = Book::open(arguments.book, Access::read);
    console.begin("reading what was recorded");
    const std::vector<std::string> changed = book.check();
    console.end();
    for (const std::string& what : changed) {
        console.complain(what, "stop writing to the book and restore the last copy that verified");
    }
    if (!changed.empty()) return exit_problems;
    std::vector<StoredRun> runs = book.runs();
    if (arguments.run > 0 || !arguments.period.empty() || runs.empty()) {
        runs = {run_meant(book, arguments)};
    }
    std::vector<VerifiedRun> verified;
    bool differs = false;
    for (const StoredRun& stored : runs) {
        const std::optional<World> world = world_at(book, stored.read_to, console);
        if (!world) return exit_could_not;
        console.begin(fmt::format("computing run {} again", stored.number));
        const RunResult run = book.load_run(stored.number, *world);
        verified.push_back({stored, record::verify(book, *world, run, stored, {})});
        differs = differs || !verified.back().holds();
        console.end();
    }
    console.print(arguments.json ? report::verification_json(verified)
                                 : report::verification_text(verified, console.colour()));
    return differs ? exit_problems : exit_done;
}

}  // namespace attain::cli
