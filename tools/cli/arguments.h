// What was typed, read into one plain value. The command line library stays behind arguments.cpp.
//
//     attain import plans/harbour --book harbour.attain
//       → command "import", paths {"plans/harbour"}, book "harbour.attain"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attain::cli {

struct Arguments {
    std::string command;
    std::string book = "attain.book";
    std::vector<std::string> paths;
    std::vector<std::string> allow;  // check: lints by level
    std::vector<std::string> warn;
    std::vector<std::string> deny;
    std::vector<std::string> cases;  // test: only these
    std::string code;                // explain-code
    std::string sql;                 // query
    unsigned timeout = 300;          // query: seconds
    bool tables = false;             // query: list them instead
    std::string participant;
    std::string component;
    std::string period;
    std::string table;  // import: what the file holds, where its name does not say it
    std::string mapping;
    std::string source;  // import --complete: of this source …
    std::string days;    // … and these booking days
    std::string as_of;   // a date
    std::string on;      // a date
    std::string team;
    std::string format = "text";
    std::string out;        // a folder or file to write to
    std::string manifest;   // verify: an export's, instead of runs
    std::string statement;  // verify: one, instead of runs
    std::string recorded_at;
    // plan …: where its company is, where it is looked at, on whom it is tried
    std::string plan_book;
    std::string company;
    std::string at;
    std::string step;
    std::string by;
    std::string target;
    std::vector<std::string> goals;
    std::vector<std::string> columns;
    unsigned members = 1;
    // close …, compare
    std::string closing;  // which step
    std::string as_user;
    std::string subject;
    std::string effect = "carry";
    std::string reason;
    std::vector<std::uint32_t> runs;
    std::uint32_t seed = 1;
    std::uint32_t count = 5;
    bool demo = false;
    std::uint32_t entry = 0;
    std::uint32_t run = 0;
    unsigned threads = 1;
    bool all = false;
    bool complete = false;
    bool confirm = false;
    bool strict = false;
    bool exact = false;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool no_colour = false;
};

// Reads the words; or says what is wrong with them (help and version count as that: exit 0).
struct Parsed {
    std::optional<Arguments> arguments;
    int exit_code = 0;
    std::string output;   // to be printed on stdout: help, version
    std::string message;  // to be printed on stderr: what is wrong, with the nearest word
};
Parsed parse(int count, const char* const* words);

}  // namespace attain::cli
