#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"
#include "report/closing/closing.h"

namespace attain::cli {

int log(const Arguments& arguments, Console& console) {
    const Book book = Book::open(arguments.book, Access::read);
    console.print(arguments.json
                      ? report::log_json(book.entries(), book.events(), book.waivers())
                      : report::log_text(book.entries(), book.events(), book.waivers()));
    return exit_done;
}

}  // namespace attain::cli
