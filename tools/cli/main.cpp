// attain: the command line. Reads the words, runs one command, and turns what went wrong below into
// one message and an exit code. The clock, the terminal and the file system are known here only.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "record/book/book.h"

namespace {

using namespace attain;

struct Named {
    std::string_view name;
    int (*command)(const cli::Arguments&, cli::Console&);
};

constexpr Named commands[] = {
    {"init", cli::init},
    {"check", cli::check},
    {"explain-code", cli::explain_code},
    {"test", cli::test},
    {"import", cli::import},
    {"run", cli::run},
    {"register", cli::show_register},
    {"explain", cli::explain},
    {"statement", cli::statement},
    {"status", cli::status},
    {"exceptions", cli::exceptions},
    {"query", cli::query},
    {"export payroll", cli::export_payroll},
    {"verify", cli::verify},
    {"close", cli::close},
    {"compare", cli::compare},
    {"journal", cli::journal},
    {"log", cli::log},
    {"plan show", cli::plan_show},
    {"plan curve", cli::plan_curve},
    {"plan diff", cli::plan_diff},
    {"plan document", cli::plan_document},
};

int exit_code(BookError::Kind kind) {
    switch (kind) {
        case BookError::Kind::could_not: return cli::exit_could_not;
        case BookError::Kind::refused: return cli::exit_refused;
        case BookError::Kind::busy: return cli::exit_busy;
    }
    return cli::exit_could_not;
}

int dispatch(const cli::Arguments& arguments, cli::Console& console) {
    for (const Named& named : commands) {
        if (named.name == arguments.command) return named.command(arguments, console);
    }
    return cli::exit_usage;
}

}  // namespace

int main(int count, char** words) {
    const cli::Parsed parsed = cli::parse(count, words);
    std::fputs(parsed.output.c_str(), stdout);
    if (!parsed.message.empty()) std::fprintf(stderr, "error: %s", parsed.message.c_str());
    if (!parsed.arguments) return parsed.exit_code;
    cli::Console console(*parsed.arguments);
    try {
        const int code = dispatch(*parsed.arguments, console);
        console.end();
        return code;
    } catch (const cli::NotThere& error) {
        console.end();
        console.complain(error.what(), error.help);
        return cli::exit_usage;
    } catch (const BookError& error) {
        console.end();
        console.complain(error.what(), error.help);
        return exit_code(error.kind);
    } catch (const std::bad_alloc&) {
        console.complain("there is not enough memory for this", "try a smaller file or period");
    } catch (const std::exception& error) {
        console.end();
        console.complain(error.what(), "");
    }
    return cli::exit_could_not;
}
