#include "report/query/query.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

namespace {

report::QueryFormat format_meant(const Arguments& arguments) {
    if (arguments.json || arguments.format == "json") return report::QueryFormat::json;
    return arguments.format == "csv" ? report::QueryFormat::csv : report::QueryFormat::text;
}

// The run that is meant; in a book that has none, its facts can still be asked for.
std::optional<std::uint32_t> run_asked(const Arguments& arguments) {
    const Book book = Book::open(arguments.book, Access::read);
    const bool any = arguments.run == 0 && arguments.period.empty();
    if (any && book.runs().empty()) return std::nullopt;
    return run_meant(book, arguments).number;
}

// To the file that --out names, which is there only when the answer is whole; else printed.
bool write_out(record::Query& query, const Arguments& arguments, const Console& console,
               Diagnostics& problems) {
    const report::QueryFormat format = format_meant(arguments);
    if (arguments.out.empty()) {
        return report::write_answer(
            query, format, console.colour(), [&](std::string_view text) { console.print(text); },
            problems);
    }
    NewFile file(arguments.out);
    const bool whole = report::write_answer(
        query, format, Colour::no, [&](std::string_view text) { file.write(text); }, problems);
    if (whole) file.commit();
    return whole;
}

int list_tables(const record::Query& query, const Arguments& arguments, const Console& console) {
    const bool json = format_meant(arguments) == report::QueryFormat::json;
    put(arguments, console,
        json ? report::query_tables_json(query.tables())
             : report::query_tables_text(query.tables(), console.colour()));
    return exit_done;
}

}  // namespace

int query(const Arguments& arguments, Console& console) {
    if (arguments.sql.empty() && !arguments.tables) {
        throw NotThere("nothing is asked",
                       "write the query as one word, \"select participant, total from payouts\"; "
                       "--tables lists tables and columns");
    }
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + std::chrono::seconds(arguments.timeout);
    record::Query asked(arguments.book, run_asked(arguments), [end] { return Clock::now() > end; });
    if (arguments.tables) return list_tables(asked, arguments, console);
    Diagnostics problems;
    const bool whole =
        asked.ask(arguments.sql, problems) && write_out(asked, arguments, console, problems);
    if (whole) return exit_done;
    console.complain(problems);
    return problems.sorted().front().code == "query-too-long" ? exit_could_not : exit_usage;
}

}  // namespace attain::cli
