#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/session.h"

namespace attain::cli {

int init(const Arguments& arguments, Console& console) {
    Book::create(arguments.book, recording_time(arguments), arguments.demo);
    if (arguments.json) {
        console.print(fmt::format("{{\"book\": \"{}\", \"entry\": 1}}\n", arguments.book));
    } else {
        console.print(fmt::format("made {}\n", arguments.book));
        console.say(fmt::format("next: attain import FOLDER --book {}", arguments.book));
    }
    return exit_done;
}

}  // namespace attain::cli
