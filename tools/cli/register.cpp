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
    const bool json = arguments.json || arguments.format == "json";
    const std::string text = json ? report::register_json(reg)
                             : arguments.format == "csv"
                                 ? report::register_csv(reg)
                                 : report::register_text(reg, console.colour());
    if (arguments.out.empty()) {
        console.print(text);
    } else {
        write_file(arguments.out, text);
    }
    return exit_done;
}

}  // namespace attain::cli
