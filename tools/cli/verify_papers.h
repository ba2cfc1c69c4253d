// The two kinds of paper that `attain verify` holds against what made them: an export against its
// manifest, a statement against the book.
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

namespace attain::cli {

// Size, fingerprint and presence of each file that a manifest names, and the manifest's own.
int verify_manifest(const Arguments& arguments, Console& console);
// A statement in HTML or JSON, composed again from the run that it names: the same bytes, or the
// first line that differs.
int verify_statement(const Arguments& arguments, Console& console);

}  // namespace attain::cli
