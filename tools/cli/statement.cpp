#include "report/statement/statement.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

namespace {

std::string rendered(const Statement& statement, const std::string& format, Colour colour) {
    if (format == "html") return report::statement_html(statement);
    if (format == "json") return report::statement_json(statement);
    return report::statement_text(statement, colour);
}

std::string ending(const std::string& format) {
    return format == "text" ? "txt" : format;
}

// All statements are made before the first is written: a folder is complete or as it was.
int write_all(const Arguments& arguments, const std::string& format, const Opened& opened,
              Console& console) {
    if (arguments.out.empty()) {
        throw NotThere("with --all, statements are written to a folder", "add --out FOLDER");
    }
    std::set<ParticipantIndex> people;
    for (const PlanResult& plan : opened.run.plans)
        people.insert(plan.who);
    const report::StatementMaker maker(opened.world, opened.run, &opened.stored);
    std::vector<std::pair<std::string, std::string>> files;
    for (const ParticipantIndex who : people) {
        const std::string& id = opened.world.facts.roster[who].id.text();
        console.begin(fmt::format("composing statement {} of {}", files.size() + 1, people.size()));
        files.emplace_back(fmt::format("{}/{}.{}", arguments.out, id, ending(format)),
                           rendered(maker.of(who), format, Colour::no));
    }
    std::filesystem::create_directories(arguments.out);
    for (const auto& [path, text] : files)
        write_file(path, text);
    console.end();
    console.print(fmt::format("wrote {} statements to {}\n", files.size(), arguments.out));
    return exit_done;
}

}  // namespace

int statement(const Arguments& arguments, Console& console) {
    const std::string format = arguments.json ? "json" : arguments.format;
    if (arguments.all == !arguments.participant.empty()) {
        throw NotThere("a statement is somebody's", "name a participant, or say --all");
    }
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    if (arguments.all) return write_all(arguments, format, *opened, console);
    const ParticipantIndex who = participant_named(opened->world, arguments.participant);
    const Statement made =
        report::compose_statement(opened->world, opened->run, &opened->stored, who);
    if (made.plans.empty()) {
        throw NotThere(
            fmt::format("{} is on no plan in {}", arguments.participant, opened->run.period.name),
            "`attain register` lists who is");
    }
    const std::string text =
        rendered(made, format, arguments.out.empty() ? console.colour() : Colour::no);
    if (arguments.out.empty()) {
        console.print(text);
    } else {
        write_file(arguments.out, text);
    }
    return exit_done;
}

}  // namespace attain::cli
