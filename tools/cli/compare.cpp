#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/closing/comparison.h"

namespace attain::cli {

namespace {

Opened opened_run(const Book& book, std::uint32_t number, Console& console) {
    Arguments meant;
    meant.run = number;
    std::optional<Opened> opened = open_run(book, meant, console);
    if (!opened) throw NotThere(fmt::format("run {} cannot be read", number), "verify the book");
    return std::move(*opened);
}

}  // namespace

int compare(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    const Opened before = opened_run(book, arguments.runs.front(), console);
    const Opened after = opened_run(book, arguments.runs.back(), console);
    if (before.run.period.days != after.run.period.days) {
        throw NotThere(fmt::format("run {} is of {}, run {} of {}", before.stored.number,
                                   before.stored.period, after.stored.number, after.stored.period),
                       "compare two runs of one period; `attain close review` compares periods");
    }
    const std::vector<Restatement> differences =
        record::compare_by_cause(book, {before.stored, before.world, before.run},
                                 {after.stored, after.world, after.run});
    console.print(arguments.json ? report::comparison_json(differences)
                                 : report::comparison_text(differences, console.colour()));
    return exit_done;
}

}  // namespace attain::cli
