// Fingerprints of what a run read and of what it computed (P6): SHA-256 of a canonical text.
//
// The text is made of records, one a line; a record is a list of fields, each written as its length
// in bytes, a colon, the field, a comma, so that no field can run into the next:
//
//     4:line,3:crm,6:D-1042,0:,10:2026-02-14,6:120000,3:USD,3:ada,…
//
// Things stand by their ids, never by their place; amounts as the shortest exact decimal, or as a
// fraction where there is none. What is not in it: recording times, entry numbers, files and lines
// (T6): the same facts have the same fingerprint however they came into the book.
#pragma once

#include <string>
#include <vector>

#include "model/load/known.h"
#include "pipeline/result/result.h"
#include "pipeline/settlement/history.h"

namespace attain::record {

// Everything that can move a result: ledger, people, goals, rates, calendars, the plans' texts; and
// what closed periods have posted, where there are any.
std::string fingerprint_of_inputs(const World& world, const settlement::History& history);
// The root of the tree of branches.
std::string fingerprint_of_results(const World& world, const RunResult& run);

// One branch per owner: one owner's change rehashes that branch and the root, nothing else.
struct Branch {
    std::string kind;   // "ledger" (fates, exceptions of rows), "participant", "team"
    std::string owner;  // the id; "" for the ledger
    std::string fingerprint;
    bool operator==(const Branch&) const = default;
};
// Sorted by kind, then owner.
std::vector<Branch> branches_of_results(const World& world, const RunResult& run);
std::string root_of(const std::vector<Branch>& branches, const RunResult& run);

}  // namespace attain::record
