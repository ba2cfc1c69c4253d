#include "report/register/register.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

int show_register(const Arguments& arguments, Console& console) {
    const std::string format = arguments.json ? "json" : arguments.format;
    if (format == "xlsx" && arguments.out.empty()) {
        throw NotThere("an xlsx is no text for the terminal", "add --out FILE.xlsx");
    }
    const Book book = Book::open(arguments.book, Access::read);
    const std::optional<Opened> opened = open_run(book, arguments, console);
    if (!opened) return exit_could_not;
    const Register reg = report::compose_register(opened->world, opened->run, &opened->stored);
    const Colour colour = arguments.out.empty() ? console.colour() : Colour::no;
    std::string text;
    if (format == "html" || format == "xlsx") {
        const std::vector<Register> past = earlier_registers(book, *opened, console);
        const Register* before = past.empty() ? nullptr : &past.back();
        text = format == "html" ? report::register_html(reg, before)
                                : report::register_xlsx(reg, before);
    } else {
        text = format == "json"  ? report::register_json(reg)
               : format == "csv" ? report::register_csv(reg)
                                 : report::register_text(reg, colour);
    }
    put(arguments, console, text);
    return exit_done;
}

}  // namespace attain::cli
