#include "report/register/register.h"

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

int show_register(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    const Register reg = report::compose_register(opened->world, opened->run, &opened->stored);
    const std::string format = arguments.json ? "json" : arguments.format;
    const Colour colour = arguments.out.empty() ? console.colour() : Colour::no;
    const std::string text = format == "json"  ? report::register_json(reg)
                             : format == "csv" ? report::register_csv(reg)
                                               : report::register_text(reg, colour);
    if (arguments.out.empty()) {
        console.print(text);
    } else {
        write_file(arguments.out, text);
    }
    return exit_done;
}

}  // namespace attain::cli
