// A law of the program that can only be broken by the program. It stays on in release: a payout
// that might be wrong must never leave the house. A user's mistake is a Diagnostic, never this.
#pragma once

namespace attain {

// Stops the program with file, line and the law when it does not hold.
void ensure(bool holds, const char* law, const char* file = __builtin_FILE(),
            int line = __builtin_LINE());

}  // namespace attain
