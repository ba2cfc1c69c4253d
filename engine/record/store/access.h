// How a book is opened, and why it cannot be used, in words for people, with one remedy. Everything
// below this floor's surface (SQLite, the disk, the lock) speaks in this one voice:
//
//     BookError(busy, "`anna` (process 4711) is writing to `harbour.attain`", "try again …")
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace attain {

enum class Access { read, write };

// `kind` decides the exit code.
class BookError : public std::runtime_error {
public:
    enum class Kind {
        could_not,  // missing, not a book, from a newer version, damaged, disk full: exit 1
        refused,    // a control says no (time backwards, a confirmation is missing): exit 4
        busy,       // another writer holds it (named): exit 75
    };
    BookError(Kind kind_of, const std::string& message, std::string remedy)
        : std::runtime_error(message), kind(kind_of), help(std::move(remedy)) {}
    Kind kind;
    std::string help;
};

}  // namespace attain
