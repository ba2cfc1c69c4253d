// A world from a few inline texts, without touching the disk: what a company folder would hold.
//
//     const World world = test::world_from({
//         {"people.csv", "participant,from,team,plan\nada,2026-01-01,north,ae\n"},
//         {"ledger.csv",
//         "source,deal,booked,amount,currency,owner\ncrm,D-1,2026-02-14,500,USD,ada\n"},
//         {"ae.yaml", "plan: ae\n…"},
//     });
//
// The kind of a file follows from its name, as in a folder. Rows that cannot be read become
// exceptions of the world, as everywhere; what makes a file or the whole unusable throws here, with
// the rendered diagnostics, so that a test says what is wrong with its own text.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/load/known.h"
#include "model/load/read_files.h"

namespace attain::test {

using Files = std::map<std::string, std::string>;  // name → text

// One batch of each file; errors go to `out`, and what is unusable is left out.
std::vector<Batch> batches_from(const Files& files, Diagnostics& out);
// Each element is one round of imports, later rounds over earlier ones.
Known known_from(const std::vector<Files>& rounds);
World world_from(const Files& files);
World world_from(const std::vector<Files>& rounds);
// For tests of what is refused: the diagnostics instead of a world, one line each.
std::vector<std::string> refusals_of(const Files& files);
// "code: subject: message" of every exception, in the order in which people see them.
std::vector<std::string> exceptions_of(const World& world);

}  // namespace attain::test
