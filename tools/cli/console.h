// Where a command speaks: results on stdout, everything else on stderr.
//
// Colour: off with --no-color, a NO_COLOR that is not empty, or TERM=dumb; on with FORCE_COLOR or
// CLICOLOR_FORCE; else when stdout is a terminal. Progress is one line on stderr, only when that is
// a terminal, and never when piped.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/diagnostic/diagnostic.h"
#include "cli/arguments.h"

namespace attain::cli {

class Console {
public:
    explicit Console(const Arguments& arguments);

    Colour colour() const { return colour_; }
    // A result, on stdout. Throws when it cannot be written (a full disk, a closed pipe).
    void print(std::string_view text) const;
    // Something said beside the results, on stderr; not with --quiet.
    void say(const std::string& text) const;
    // A mistake, on stderr, with its remedy.
    void complain(const std::string& text, const std::string& help) const;
    void complain(const Diagnostics& diagnostics) const;
    // Begins a step that may take long: shown as progress, and with --verbose told with its time.
    void begin(const std::string& what);
    void end();

private:
    Colour colour_;
    bool quiet_;
    bool verbose_;
    bool progress_;
    std::string step_;
    std::chrono::steady_clock::time_point began_;
};

// A file that is written piece by piece, as a whole or not at all: under another name first, which
// commit() takes away. A device or pipe is written to as it is. Throws with the path and the
// system's reason.
class NewFile {
public:
    explicit NewFile(const std::string& path);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();
    void write(std::string_view text);
    void commit();

private:
    [[noreturn]] void give_up();
    std::string path_;
    std::string written_to_;
    std::FILE* file_ = nullptr;
};

// Writes such a file in one piece.
void write_file(const std::string& path, std::string_view text);
// What a command made: to the file that --out names, else printed.
void put(const Arguments& arguments, const Console& console, std::string_view text);

}  // namespace attain::cli
