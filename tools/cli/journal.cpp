#include "report/journal/journal.h"

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

int journal(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    std::vector<report::ClosedRun> closed;
    const std::vector<RunEvent> events = book.events();
    for (const StoredRun& run : book.runs()) {
        if (run.status != "finalized" && run.status != "paid") continue;
        const std::optional<World> world = world_at(book, run.read_to, console);
        if (!world) return exit_could_not;
        report::ClosedRun one{run.number, book.load_run(run.number, *world).settlements, {}};
        for (const RunEvent& event : events) {
            if (event.run != run.number || event.step != "pay" || event.refused) continue;
            one.paid_on = Date::parse(event.recorded_at.substr(0, 10));
        }
        closed.push_back(std::move(one));
    }
    const report::JournalFormat format =
        arguments.format == "beancount" ? report::JournalFormat::beancount
        : arguments.format == "ledger"  ? report::JournalFormat::ledger
                                        : report::JournalFormat::hledger;
    const std::string text = report::journal_text(closed, format);
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
