// How a closing stands: what has to be so, what was done by whom; and the log of the whole book.
//
//     run 3, 2026-Q1, draft
//       [x] facts       the run read everything that is known, to entry 12
//       [ ] exceptions  2 blocking exceptions open, the first: unknown-owner crm D-17
//             help: cure them, or answer for each: `attain close waive CODE SUBJECT --reason …`
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic/diagnostic.h"
#include "record/close/close.h"

namespace attain::report {

std::string closing_text(const StoredRun& run, const std::vector<record::CheckItem>& items,
                         const std::vector<RunEvent>& events, Colour colour);
std::string closing_json(const StoredRun& run, const std::vector<record::CheckItem>& items,
                         const std::vector<RunEvent>& events);

// What two periods pay to each person, and the difference: of everybody, largest first.
struct NetChange {
    std::string participant;
    std::string name;
    Cash before;
    Cash now;
};
std::vector<NetChange> net_changes(const World& world, const RunResult& before, const RunResult& now);
std::string net_change_text(const std::string& before, const std::string& now,
                          const std::vector<NetChange>& net_changes);

// Some deals of the period, chosen by a seed: the same for everybody who asks for them. Each with
// its fate and whose credit it is.
std::string sample_text(const World& world, const RunResult& run, std::uint32_t seed,
                        std::uint32_t count);

// Every entry of the book: when, what, who, with reason and fingerprint (P6).
std::string log_text(const std::vector<EntryInfo>& entries, const std::vector<RunEvent>& events,
                     const std::vector<Waiver>& waivers);
std::string log_json(const std::vector<EntryInfo>& entries, const std::vector<RunEvent>& events,
                     const std::vector<Waiver>& waivers);

}  // namespace attain::report
