#include "report/statement/statement.h"

#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <set>
#include <thread>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/folder.h"
#include "cli/session.h"

namespace attain::cli {

namespace {

std::string rendered(const Statement& statement, const std::string& format, Colour colour) {
    if (format == "html") return report::statement_html(statement);
    if (format == "json") return report::statement_json(statement);
    if (format == "pdf") return report::statement_pdf(statement);
    if (format == "xlsx") return report::statement_xlsx(statement);
    return report::statement_text(statement, colour);
}

std::string ending(const std::string& format) {
    return format == "text" ? "txt" : format;
}

bool is_binary(const std::string& format) {
    return format == "pdf" || format == "xlsx";
}

// Everybody's statement into the folder, by so many threads; each takes every n-th person.
void fill(Folder& folder, const std::vector<std::string>& ids, const Opened& opened,
          const report::StatementMaker& maker, const std::string& format, unsigned threads,
          Console& console) {
    std::atomic<std::size_t> written = 0;
    std::vector<std::exception_ptr> failures(threads);
    const auto work = [&](unsigned first) {
        try {
            for (std::size_t i = first; i < ids.size(); i += threads) {
                const ParticipantIndex who = opened.world.facts.roster.find_participant(ids[i]);
                const std::string bytes = rendered(maker.of(who), format, Colour::no);
                folder.add(fmt::format("{}.{}", ids[i], ending(format)), bytes);
                ++written;
                if (first == 0) {
                    console.begin(fmt::format("statement {} of {}", written.load(), ids.size()));
                }
            }
        } catch (...) {
            failures[first] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back(work, i);
        work(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

int write_all(const Arguments& arguments, const std::string& format, const Opened& opened,
              const report::StatementMaker& maker, Console& console) {
    if (arguments.out.empty()) {
        throw NotThere("with --all, statements are written to a folder", "add --out FOLDER");
    }
    std::set<std::string> people;
    for (const PlanResult& plan : opened.run.plans)
        people.insert(opened.world.facts.roster[plan.who].id.text());
    for (const ParticipantSettlement& settled : opened.run.settlements)
        people.insert(settled.participant);
    Folder folder(arguments.out);
    fill(folder, {people.begin(), people.end()}, opened, maker, format, arguments.threads, console);
    const bool paged = format != "text" && format != "json";
    if (paged) {
        const Register reg = report::compose_register(opened.world, opened.run, &opened.stored);
        folder.add("_index.html", report::statements_index(reg, ending(format)));
    }
    folder.commit();
    console.end();
    console.print(fmt::format("wrote {} statements{} to {}\n", people.size(),
                              paged ? " and _index.html" : "", arguments.out));
    return exit_done;
}

}  // namespace

int statement(const Arguments& arguments, Console& console) {
    const std::string format = arguments.json ? "json" : arguments.format;
    if (arguments.all == !arguments.participant.empty()) {
        throw NotThere("a statement is somebody's", "name a participant, or say --all");
    }
    if (is_binary(format) && arguments.out.empty()) {
        throw NotThere(fmt::format("a {} is no text for the terminal", format),
                       fmt::format("add --out FILE.{}", format));
    }
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    const report::StatementMaker maker(opened->world, opened->run, &opened->stored,
                                       earlier_registers(book, *opened, console));
    if (arguments.all) return write_all(arguments, format, *opened, maker, console);
    const ParticipantIndex who = participant_named(opened->world, arguments.participant);
    const Statement made = maker.of(who);
    if (made.plans.empty() && made.settlements.empty()) {
        throw NotThere(
            fmt::format("{} is on no plan in {}", arguments.participant, opened->run.period.name),
            "`attain register` lists who is");
    }
    const std::string text =
        rendered(made, format, arguments.out.empty() ? console.colour() : Colour::no);
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
