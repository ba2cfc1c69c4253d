// How a command ends, for scripts. Documented, never changed.
#pragma once

namespace attain::cli {

constexpr int exit_done = 0;
constexpr int exit_could_not = 1;  // a file is missing, the disk is full, the book is damaged
constexpr int exit_usage = 2;      // the words of the command are wrong
constexpr int exit_problems = 3;   // ran, and found mistakes, exceptions or differences
constexpr int exit_refused = 4;    // a control says no
constexpr int exit_busy = 75;      // somebody else is writing: try again

}  // namespace attain::cli
