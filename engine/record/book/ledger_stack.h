// Several ledgers seen as one: their columns laid side by side by name and type, so that rows of
// different imports can be compared, and a new ledger gathered from them.
//
//     LedgerStack stack({&known, &batch});
//     stack.compare_keys({0, 17}, {1, 3})      row 17 of what is known with row 3 of what came
//
// A column that one of the ledgers lacks is a column of absences there: a file that brings `region`
// for the first time does not change the lines that have none.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/ledger/ledger.h"
#include "record/store/segments.h"

namespace attain::record {

struct Pick {
    std::uint32_t ledger = 0;
    std::uint32_t row = 0;
    bool operator==(const Pick&) const = default;
};

class LedgerStack {
public:
    // The ledgers must outlive the stack.
    explicit LedgerStack(std::vector<const Ledger*> ledgers);
    // By bytes of source, deal, line: negative, zero or positive.
    int compare_keys(Pick a, Pick b) const;
    // Whether two rows say the same, beside where they came from (L2).
    bool same_content(Pick a, Pick b) const;
    // The picked rows, in the order given, with all columns of all ledgers; origins come along.
    Ledger gather(std::span<const Pick> picks) const;

private:
    struct Further {
        std::string name;
        ColumnType type;
        std::vector<const FurtherColumn*> in;  // by ledger; null where it lacks the column
    };
    std::vector<const Ledger*> ledgers_;
    std::vector<Further> further_;  // sorted by name, then type
};

// The newest version of every line, reversed ones left out, in key order.
Ledger newest_lines(std::vector<store::Segment> segments);

}  // namespace attain::record
