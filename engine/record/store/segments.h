// Ledger lines as they lie in the book: one segment per import, one packed row per column.
//
//     entry 4, ledger.csv, 612 rows:   source text · deal bytes · … · amount number · region text
//
// A segment holds what its import added, changed or reversed, sorted by key. So the newest version
// of a line is in the segment with the highest entry that has its key; where that version is marked
// reversed, the line is gone.
#pragma once

#include <cstdint>
#include <vector>

#include "model/ledger/ledger.h"
#include "record/store/database.h"

namespace attain::store {

struct Segment {
    std::uint32_t entry = 0;
    std::uint32_t file = 0;
    Ledger lines;
    std::vector<std::uint8_t> reversed;  // by row: 1 says that the line is gone from here on
};

void insert_segment(const Database& database, const Segment& segment);
// The segments of all entries up to `upto`, oldest first.
std::vector<Segment> read_segments(const Database& database, std::uint32_t upto);

}  // namespace attain::store
